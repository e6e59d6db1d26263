export const greet = () => open("./word list.txt").trim();
