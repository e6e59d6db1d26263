export default async (data, ...rest) => data;
