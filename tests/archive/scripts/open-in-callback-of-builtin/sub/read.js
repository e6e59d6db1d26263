export const readAll = (list) => list.map((name) => open(name).trim()).join();
