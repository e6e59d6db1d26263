export const seen = () => __ENV.WRITTEN;
