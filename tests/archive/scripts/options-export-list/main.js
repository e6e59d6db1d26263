const settings = { vus: 3, duration: "1m" };
function run() {}
export { settings as options, run as default };
