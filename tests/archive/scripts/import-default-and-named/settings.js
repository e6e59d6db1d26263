export const rps = 10;
export default 3;
