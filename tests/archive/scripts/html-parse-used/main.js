import { parseHTML } from "k6/html";
const doc = parseHTML("<ul><li class='a'>one</li><li>two</li></ul><a href='/x'>link</a>");
export const options = {
  tags: { first: doc.find("li.a").text(), count: String(doc.find("li").size()), href: doc.find("a").attr("href"), html: doc.find("ul").html() },
};
export default function () {}
