export default function () {}
exports.options = { vus: 1 };
