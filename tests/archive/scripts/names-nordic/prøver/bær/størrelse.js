export const størrelse = open("../æøå.txt").trim();
