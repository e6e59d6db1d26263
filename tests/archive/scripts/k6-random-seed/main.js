import { randomSeed } from "k6";
randomSeed(123456789);
const numbers = [Math.random(), Math.random(), Math.random()];
randomSeed(42);
numbers.push(Math.random());
randomSeed(-1);
numbers.push(Math.random());
randomSeed("7.9");
numbers.push(Math.random());
export const options = { tags: { numbers: numbers.join(" ") } };
export default function () {}
