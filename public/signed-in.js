// Where the sign-in provider sends people back to, in a window of its own. The window that they came from has what the
// code is worth nothing without, and gets the token; nothing is kept.

const given = new URLSearchParams(location.search);
// A code has no place in the browser's history.
history.replaceState(null, "", location.pathname);

const say = (text) => {
  document.getElementById("words").textContent = text;
};

const channel = new BroadcastChannel(`k6cfg-sign-in ${given.get("state")}`);
const alone = setTimeout(() => say("The window that asked for this is gone. Close this one, and sign in again there."), 5000);

channel.onmessage = async ({ data }) => {
  if (data.type !== "exchange") return;
  clearTimeout(alone);
  try {
    channel.postMessage({ type: "token", token: await exchange(data) });
    say("You are signed in. You can close this window.");
    window.close();
  } catch (failure) {
    channel.postMessage({ type: "failed", why: failure.message });
    say(`This did not work: ${failure.message}. You can close this window.`);
  }
};

if (given.has("error")) {
  clearTimeout(alone);
  const why = given.get("error_description") ?? given.get("error");
  channel.postMessage({ type: "failed", why });
  say(`The sign-in provider says: ${why}. You can close this window.`);
} else {
  channel.postMessage({ type: "back" });
}

async function exchange({ issuer, tokenEndpoint, clientId, redirect, verifier }) {
  // RFC 9207: an answer of another provider is none.
  if (given.has("iss") && given.get("iss") !== issuer) throw new Error("another provider answered");
  const body = new URLSearchParams({
    grant_type: "authorization_code",
    code: given.get("code") ?? "",
    redirect_uri: redirect,
    client_id: clientId,
    code_verifier: verifier,
  });
  const answer = await fetch(tokenEndpoint, { method: "POST", body, credentials: "omit" }).catch(() => {
    throw new Error("the provider does not answer this page");
  });
  const said = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(said.error_description ?? said.error ?? `the provider answers with ${answer.status}`);
  if (typeof said.id_token !== "string") throw new Error("the provider gives no token");
  return said.id_token;
}
