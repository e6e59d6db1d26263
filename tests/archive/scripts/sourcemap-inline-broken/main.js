export const options = { vus: 2 };
export default function () {}
//# sourceMappingURL=data:application/json;base64,not-base64!
