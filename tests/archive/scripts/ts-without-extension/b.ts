export const b: string = "typed";
