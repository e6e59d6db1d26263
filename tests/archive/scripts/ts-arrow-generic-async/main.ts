const later = async <T>(value: T): Promise<T> => value;
export const options = { tags: { a: await later("b") } };
export default async (): Promise<void> => {};
