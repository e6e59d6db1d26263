let message = "fine";
try {
  console.log = () => {};
} catch (e) {
  message = e.message;
}
export const options = { tags: { message } };
export default function () {}
