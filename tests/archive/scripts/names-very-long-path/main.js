import { text } from "./first-folder-with-a-rather-long-name-of-sixty-characters-or/second-folder-with-a-rather-long-name-of-sixty-characters-or/third-folder-with-a-rather-long-name-of-sixty-characters-or-so/fourth-folder-with-a-rather-long-name-of-sixty-characters/last.js";
export const options = { tags: { text } };
export default function () {}
