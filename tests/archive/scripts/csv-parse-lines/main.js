import { open } from "k6/experimental/fs";
import csv from "k6/experimental/csv";
const read = async (options) => JSON.stringify(await csv.parse(await open("numbers.csv"), options));
export const options = {
  tags: {
    all: await read({}),
    from: await read({ fromLine: 2 }),
    to: await read({ toLine: 2 }),
    both: await read({ fromLine: 1, toLine: 3 }),
    skip: await read({ skipFirstLine: true, toLine: 2 }),
  },
};
export default function () {}
