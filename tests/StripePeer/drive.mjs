// Runs one scenario against a peer with the official library: node drive.mjs <scenario> <url>
import { createRequire } from "node:module";

const require = createRequire(new URL("../package.json", import.meta.url));
const Stripe = require("stripe");

const [scenario, url] = process.argv.slice(2);
const { hostname: host, port } = new URL(url);
const client = (key, options) => new Stripe(key, { host, port, protocol: "http", telemetry: false, ...options });
const peer = async (method, path, body) => {
  const answer = await fetch(`${url}_peer${path}`, {
    method,
    headers: body ? { "content-type": "application/json" } : {},
    body: body && JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return text ? JSON.parse(text) : null;
};
const { default: run } = await import(`./scenarios/${scenario}.mjs`);
await run({ Stripe, stripe: client("sk_test_scenario", { maxNetworkRetries: 0 }), client, peer, url });
