const view = <div>text</div>;
export default function () {}
