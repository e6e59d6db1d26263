export const a: string = "typed";
