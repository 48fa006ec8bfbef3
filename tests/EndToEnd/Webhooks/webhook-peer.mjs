// A receiver as the documentation asks for, verifying with the reference library of Standard Webhooks. Its behaviour comes as JSON
// in the first argument; the endpoint's secrets come in on standard input, one {"secret":…} a line, since they are made after it
// listens. Each request goes out as one JSON object a line. It ends with its standard input.
import { createServer } from "node:http";
import { createInterface } from "node:readline";
import { createRequire } from "node:module";

const require = createRequire(new URL("../../package.json", import.meta.url));
const { Webhook } = require("standardwebhooks");

const behaviour = JSON.parse(process.argv[2] ?? "{}");
const tell = (said) => process.stdout.write(JSON.stringify(said) + "\n");
let secrets = [];

// The same failures in every run: a small generator of George Marsaglia's (xorshift, 32 bits).
let seed = behaviour.seed ?? 1;
const random = () => {
  seed ^= seed << 13;
  seed ^= seed >>> 17;
  seed ^= seed << 5;
  return (seed >>> 0) / 2 ** 32;
};

const verified = (body, headers) => {
  for (const secret of secrets)
    try {
      return new Webhook(secret).verify(body, headers);
    } catch {
      // The next secret may be the one.
    }
  return null;
};

const server = createServer((request, response) => {
  const parts = [];
  request.on("data", (part) => parts.push(part));
  request.on("end", () => {
    const event = verified(Buffer.concat(parts).toString("utf8"), request.headers);
    const failing = random() < (behaviour.failures ?? 0);
    const status = event === null ? 400 : failing ? (behaviour.status ?? 500) : 200;
    tell({
      status,
      id: request.headers["webhook-id"],
      signatures: String(request.headers["webhook-signature"]).split(" ").length,
      event: event?.id,
      type: event?.type,
      resource: event?.resource,
      sequence: event?.sequence,
    });
    response.writeHead(status).end(failing ? "not now" : "ok");
  });
});
server.listen(behaviour.port ?? 0, "127.0.0.1", () => tell({ port: server.address().port }));
createInterface({ input: process.stdin })
  .on("line", (line) => {
    secrets = [...secrets, JSON.parse(line).secret];
    tell({ known: secrets.length });
  })
  .on("close", () => process.exit(0));
