function first() { /* long enough that it would be left out of what is compiled at first, if nobody calls it */ return second("a"); }
function second(text) { /* long enough that it would be left out of what is compiled at first, if nobody calls it */ return `${text} and ${[third][0]()}`; }
function third() { /* long enough that it would be left out of what is compiled at first, if nobody calls it */ throw new Error("third"); }
let said = "nothing";
try {
  said = [first].map((f) => f())[0];
} catch (error) {
  said = error.message;
}
export const options = { tags: { said } };
export default function () {}
