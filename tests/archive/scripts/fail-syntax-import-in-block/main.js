if (true) {
  import "./a.js";
}
export default function () {}
