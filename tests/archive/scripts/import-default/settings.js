export default { vus: 3 };
