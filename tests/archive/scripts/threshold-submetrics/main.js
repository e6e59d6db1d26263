export const options = {
  thresholds: {
    "http_req_duration{name:orders}": ["avg<1"],
    "http_req_duration{ name : orders , status:200 }": ["avg<1"],
    "http_req_duration{expected_response:true}": ["avg<1"],
    "http_req_duration{url:https://example.com/a?b=c}": ["avg<1"],
    "checks{check:it's fine}": ["rate>0.9"],
    "http_req_duration{scenario:default,group:::login}": [],
  },
};
export default function () {}
