const stages = [{ duration: "1m", target: 5 }];
export const options = {
  scenarios: {
    a: { executor: "ramping-vus", stages },
    b: { executor: "ramping-vus", stages },
  },
};
export default function () {}
