export { sleep as default } from "k6";
