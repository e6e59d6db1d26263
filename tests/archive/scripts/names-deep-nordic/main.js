import { text } from "./forespørsler-om-opplysninger-fra-folkeregisteret/søknader-om-ytelser-på-tvers-av-etater/kjørende-tester/prøve.js";
export const options = { tags: { text } };
export default function () {}
