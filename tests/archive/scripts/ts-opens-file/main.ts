const users: { name: string }[] = JSON.parse(open("./users.json"));
export const options = { tags: { first: users[0].name } };
export default function (): void {}
