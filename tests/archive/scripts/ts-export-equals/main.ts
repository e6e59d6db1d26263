const vus: number = 2;
export = { options: { vus }, default() {} };
