console.custom = () => "mine";
export default function () {}
