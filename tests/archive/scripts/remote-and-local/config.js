export const urls = JSON.parse(open("./urls.json"));
