import { SharedArray } from "k6/data";
interface User {
  id: number;
  name: string;
}
export const users: User[] = new SharedArray<User>("users", () =>
  open("../data/users.csv")
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line: string): User => {
      const [id, name] = line.split(";");
      return { id: Number(id), name: name as string };
    }),
) as unknown as User[];
