{
  using x = null;
}
export default function () {}
