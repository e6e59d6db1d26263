import http from "k6/http";
import { check, sleep } from "k6";

// BASE_URL comes from the environment that the run is for.
export default function () {
  const answer = http.get(`${__ENV.BASE_URL}/health`);
  check(answer, { "answers with 200": (r) => r.status === 200 });
  sleep(Number(__ENV.THINK_TIME || 1));
}
