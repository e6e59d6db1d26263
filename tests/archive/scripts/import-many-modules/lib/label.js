export const label = (text) => `label ${text}`;
