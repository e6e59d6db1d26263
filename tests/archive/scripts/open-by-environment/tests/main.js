const users = open(`../data/${__ENV.ENVIRONMENT || "at22"}/users.csv`);
export const options = { tags: { users: users.split("\n")[1] } };
export default function () {}
