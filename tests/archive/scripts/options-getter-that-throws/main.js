export const options = {
  get vus() {
    throw new Error("not today");
  },
};
export default function () {}
