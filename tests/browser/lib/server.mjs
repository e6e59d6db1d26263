// The server under test: the real program on a free port, with an empty store that is gone afterwards.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** Starts `program`, which logs to the file `log`, with a platform profile if one is named; gives its address and a way to stop it. */
export async function startServer(program, { page, profile, log }) {
  const data = await mkdtemp(join(tmpdir(), "k6cfg-data-"));
  const logFile = await open(log, "w");
  const child = spawn(program, ["--listen", "127.0.0.1:0", "--data", data, "--page", page, ...(profile ? ["--profile", profile] : [])], {
    stdio: ["ignore", "pipe", logFile.fd],
  });
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill("SIGTERM");
      await once(child, "exit");
    }
    await logFile.close();
    await rm(data, { recursive: true, force: true });
  };
  try {
    return { url: await address(child), stop };
  } catch (error) {
    await stop();
    throw new Error(`${error.message}: see ${log}`);
  }
}

/** The first URL that the server prints; what it prints later is read and dropped, so that it never blocks. */
function address(child) {
  return new Promise((found, failed) => {
    const late = setTimeout(() => failed(new Error("the server printed no address within 15 s")), 15_000);
    const settle = (done) => (value) => {
      clearTimeout(late);
      done(value);
    };
    createInterface({ input: child.stdout }).on("line", (line) => {
      const url = line.match(/http:\/\/[\w.:[\]-]+/)?.[0];
      if (url) settle(found)(`${url}/`);
    });
    child.once("error", settle(failed));
    child.once("exit", (code) => settle(failed)(new Error(`the server ended with ${code} before it was ready`)));
  });
}
