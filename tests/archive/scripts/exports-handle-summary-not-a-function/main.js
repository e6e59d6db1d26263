export const handleSummary = "text";
export default function () {}
