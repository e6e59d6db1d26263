const vus: number = 3;
exports.options = { vus };
exports.default = function (): void {};
