// Programs that a test starts and that never outlive it.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

// The kernel ends the program with this process, however that goes.
const leashed = ["setpriv", "--pdeathsig", "KILL", "--"];

/** Starts a program, by way of others that end in starting it (`through`); what it says goes to the file `log`. */
export function start(command, args, { log, through = [], env = {} }) {
  const out = openSync(log, "w");
  const [first, ...rest] = [...through, ...leashed, command, ...args];
  const child = spawn(first, rest, { stdio: ["ignore", out, out], env: { PATH: process.env.PATH, ...env } });
  closeSync(out);
  const ended = once(child, "close");
  let trouble;
  ended.catch((error) => (trouble = error));
  const running = () => !trouble && child.exitCode === null && child.signalCode === null;
  const said = () => `${command} said:\n${readFileSync(log, "utf8").split("\n").slice(-20).join("\n")}`;
  return {
    said: () => readFileSync(log, "utf8"),

    /** What `ask` gives as soon as it gives something; no answer at all counts as none yet. */
    async until(what, ask, seconds = 30) {
      const end = Date.now() + seconds * 1000;
      for (;;) {
        if (!running()) throw trouble ?? new Error(`${command} ended before ${what}; ${said()}`);
        const found = await Promise.resolve().then(ask).catch(() => undefined);
        if (found) return found;
        if (Date.now() > end) throw new Error(`${what}: not within ${seconds} s; ${said()}`);
        await pause(50);
      }
    },

    /** `SIGSTOP` holds it, `SIGCONT` lets it go on, `SIGKILL` ends it wherever it is. */
    pid: child.pid,

    signal: (name) => child.kill(name),

    /** When it has ended. */
    ended,

    /** What it was doing is thrown away: there is nothing to wait for. */
    async stop() {
      if (!running()) return;
      child.kill("SIGKILL");
      await ended;
    },
  };
}

/** A port that nothing listens on, below those that the kernel gives to the connections of other tests. */
export async function freePort() {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    const server = createServer();
    const free = await new Promise((done) => {
      server.once("error", () => done(false));
      server.listen(port, "127.0.0.1", () => server.close(() => done(true)));
    });
    if (free) return port;
  }
}
