export const options = {
  toJSON() {
    return { vus: 2 };
  },
};
export default function () {}
