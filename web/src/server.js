// What the page says to its server beyond a question and its answer: signing in, and answers that come line by line.

/** How long somebody may take to sign in. */
const patience = 10 * 60 * 1000;

/**
 * Opens the provider's window; it has to be called right after a click. Gives the token, or {why}.
 * Authorization Code with PKCE (RFC 7636): what the code is worth nothing without never leaves this window.
 * @param {string} json issuer, authorizationEndpoint, tokenEndpoint, clientId and scope.
 * @param {string} redirect where the provider sends people back to.
 * @param {AbortSignal} signal somebody thought better of it.
 */
export async function signIn(json, redirect, signal) {
  const { issuer, authorizationEndpoint, tokenEndpoint, clientId, scope } = JSON.parse(json);
  const other = window.open("", "_blank", "popup,width=520,height=680");
  if (!other) return { why: "this browser opens no window for it: allow this page to, and press again" };
  const [state, nonce, verifier] = [random(), random(), random()];
  const channel = new BroadcastChannel(`k6cfg-sign-in ${state}`);
  try {
    const address = new URL(authorizationEndpoint);
    for (const [name, value] of Object.entries({
      response_type: "code",
      client_id: clientId,
      redirect_uri: redirect,
      scope,
      state,
      nonce,
      code_challenge: base64url(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier))),
      code_challenge_method: "S256",
    })) address.searchParams.set(name, value);
    other.location.replace(address.href);
    return await new Promise((done) => {
      const late = setTimeout(() => done({ why: "nobody signed in for ten minutes" }), patience);
      const end = (answer) => {
        clearTimeout(late);
        done(answer);
      };
      signal.addEventListener("abort", () => end({ why: "" }));
      channel.onmessage = ({ data }) => {
        if (data.type === "back") channel.postMessage({ type: "exchange", issuer, tokenEndpoint, clientId, redirect, verifier });
        else if (data.type === "failed") end({ why: String(data.why) });
        else if (data.type === "token") end(isOurs(data.token, nonce) ? { token: data.token } : { why: "the provider answered another question" });
      };
    });
  } finally {
    channel.close();
    try {
      other.close();
    } catch {
      // The provider's window may be out of reach; it says that it can be closed.
    }
  }
}

/** Whether a token was made for this question. Whether it is genuine, the server looks. */
function isOurs(token, nonce) {
  try {
    const bytes = Uint8Array.from(atob(token.split(".")[1].replaceAll("-", "+").replaceAll("_", "/")), (char) => char.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes)).nonce === nonce;
  } catch {
    return false;
  }
}

const random = () => base64url(crypto.getRandomValues(new Uint8Array(32)));

const base64url = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

/**
 * Calls `onLine` with each line of an answer's body that is not empty. Gives false when it broke off.
 * @param {Response} answer
 */
export async function lines(answer, onLine) {
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) break;
      const parts = (rest + value).split("\n");
      rest = parts.pop();
      for (const line of parts) if (line) onLine(line);
    }
  } catch {
    return false;
  }
  if (rest) onLine(rest);
  return true;
}
