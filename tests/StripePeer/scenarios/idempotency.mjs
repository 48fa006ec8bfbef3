// Keys, errors, faults and retries, as the library meets them.
import assert from "node:assert/strict";

export default async ({ Stripe, stripe, client, peer, url }) => {
  const { StripeAuthenticationError, StripeConnectionError, StripeIdempotencyError, StripeRateLimitError, StripeAPIError } = Stripe.errors;
  const count = async (operation) => (await peer("GET", "/counts"))[operation] ?? 0;
  const customers = async () => (await stripe.customers.list({ limit: 100 })).data.length;

  // The same key and parameters answer the first time's answer; others are refused.
  const first = await stripe.customers.create({ name: "One" }, { idempotencyKey: "key_1" });
  const again = await stripe.customers.create({ name: "One" }, { idempotencyKey: "key_1" });
  assert.equal(again.id, first.id);
  assert.equal(first.lastResponse.headers["idempotent-replayed"], undefined);
  assert.equal(again.lastResponse.headers["idempotent-replayed"], "true");
  assert.equal(again.lastResponse.headers["original-request"], first.lastResponse.requestId);
  assert.notEqual(again.lastResponse.requestId, first.lastResponse.requestId);
  await assert.rejects(stripe.customers.create({ name: "Two" }, { idempotencyKey: "key_1" }), (error) => {
    assert.ok(error instanceof StripeIdempotencyError);
    assert.equal(error.statusCode, 400);
    return true;
  });
  await assert.rejects(stripe.customers.update(first.id, { name: "One" }, { idempotencyKey: "key_1" }), StripeIdempotencyError);
  assert.equal(await customers(), 1);

  // A key belongs to its mode; what was refused before it ran may be tried again.
  const live = await client("sk_live_scenario").customers.create({ name: "One" }, { idempotencyKey: "key_1" });
  assert.notEqual(live.id, first.id);
  assert.equal(live.livemode, true);
  await assert.rejects(stripe.customers.create({ nmae: "x" }, { idempotencyKey: "key_2" }));
  assert.ok((await stripe.customers.create({ name: "x" }, { idempotencyKey: "key_2" })).id);

  // A request whose answer is lost is repeated by the library under its key, and has its effect once.
  const retrying = client("sk_test_scenario", { maxNetworkRetries: 2 });
  for (const kind of ["status", "reset"]) {
    const before = await customers();
    await peer("POST", "/faults", { method: "POST", path: "/v1/customers", kind, status: 500, afterEffect: true });
    const made = await retrying.customers.create({ name: kind });
    assert.equal(await customers(), before + 1, kind);
    if (kind === "reset") assert.equal(made.name, kind);
  }
  const before = await count("POST /v1/customers");
  await peer("POST", "/faults", { method: "POST", path: "/v1/customers", status: 503, shouldRetry: false });
  await assert.rejects(retrying.customers.create({ name: "no" }), StripeAPIError);
  assert.equal(await count("POST /v1/customers"), before + 1);
  await peer("POST", "/faults", { method: "POST", path: "/v1/customers", status: 429, shouldRetry: true, retryAfterSeconds: 1 });
  assert.equal((await retrying.customers.create({ name: "yes" })).name, "yes");
  assert.equal(await count("POST /v1/customers"), before + 3);
  await peer("POST", "/faults", { status: 429, times: 2 });
  await assert.rejects(stripe.customers.list(), StripeRateLimitError);
  await peer("DELETE", "/faults");
  assert.ok(await stripe.customers.list());

  // A request that hangs: the caller gives up; one that still runs refuses its twin.
  await peer("POST", "/faults", { method: "GET", path: "/v1/prices", kind: "hang" });
  await assert.rejects(client("sk_test_scenario", { timeout: 200, maxNetworkRetries: 0 }).prices.list(), StripeConnectionError);
  assert.equal((await stripe.prices.list()).data.length, 2);
  assert.ok((await peer("GET", "/requests")).some((request) => request.status === 0 && request.operation === "GET /v1/prices"));

  // One that still runs refuses its twin. Cut off before it ran, its key may be used again, which the library does by itself.
  await peer("POST", "/faults", { method: "POST", path: "/v1/customers", kind: "hang" });
  const running = stripe.customers.create({ name: "twin" }, { idempotencyKey: "key_3" });
  while ((await peer("GET", "/faults")).waiting > 0) await new Promise((done) => setTimeout(done, 10));
  await assert.rejects(stripe.customers.create({ name: "twin" }, { idempotencyKey: "key_3" }), {
    statusCode: 409,
    code: "idempotency_key_in_use",
  });
  await peer("DELETE", "/faults");
  const { id: twin } = await running;
  assert.equal((await stripe.customers.create({ name: "twin" }, { idempotencyKey: "key_3" })).id, twin);

  // Keys, versions and paths.
  await assert.rejects(client("pk_test_public").customers.list(), StripeAuthenticationError);
  await assert.rejects(client("sk_test_scenario", { apiVersion: "2024-06-20" }).customers.list(), /2024-06-20/);
  const strange = await fetch(`${url}v1/charges`, { headers: { authorization: "Bearer sk_test_scenario" } });
  assert.equal(strange.status, 404);
  assert.match((await strange.json()).error.message, /Unrecognized request URL/);
  assert.equal((await fetch(`${url}v1/customers`)).status, 401);
  await assert.rejects(stripe.customers.retrieve(live.id), /No such customer/);
};
