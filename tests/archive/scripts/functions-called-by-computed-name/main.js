const loads = {
  smoke(most) { /* long enough that it would be left out of what is compiled at first, if nobody calls it */ return { vus: most, iterations: most }; },
  soak: function (most) { /* long enough that it would be left out of what is compiled at first, if nobody calls it */ return { vus: most, duration: "1h" }; },
  spike: (most) => { /* long enough that it would be left out of what is compiled at first, if nobody calls it */ return { stages: [{ duration: "1m", target: most }] }; },
};
const name = ["so", "ak"].join("");
export const options = loads[name](4);
export default function () {}
