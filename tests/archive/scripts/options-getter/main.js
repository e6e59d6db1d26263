export const options = {
  get vus() {
    return 6;
  },
  get tags() {
    return { made: "late" };
  },
};
export default function () {}
