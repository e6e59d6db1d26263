import { browser } from "k6/browser";
const page = await browser.newPage();
export default async function () {}
