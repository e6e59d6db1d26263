export const text = "without the fragment";
