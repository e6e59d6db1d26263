const date = new Date("2024-02-29T12:34:56.789Z");
export const options = {
  tags: {
    iso: date.toISOString(),
    json: JSON.stringify(date),
    time: String(date.getTime()),
    parsed: String(Date.parse("2024-02-29T12:34:56+02:00")),
    only_date: new Date("2024-02-29").toISOString(),
    rfc: new Date("Thu, 29 Feb 2024 12:34:56 GMT").toISOString(),
    utc: date.toUTCString(),
    invalid: String(new Date("not a date").getTime()),
    rolled: new Date(Date.UTC(2024, 13, 35)).toISOString(),
    added: new Date(date.getTime() + 864e5).toISOString().slice(0, 10),
    day: String(date.getUTCDay()),
    far: new Date(8.64e15).toISOString(),
    now: String(Math.abs(Date.now() - new Date().getTime()) < 1000),
  },
};
export default function () {}
