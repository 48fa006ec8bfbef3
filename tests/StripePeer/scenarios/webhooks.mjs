// Webhooks: signed so that the library takes them, retried, rolled, held back, duplicated, dropped, and healed by the list.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { once } from "node:events";

export default async ({ stripe, peer }) => {
  const got = [];
  let status = 200;
  const receiver = createServer((request, answer) => {
    const parts = [];
    request.on("data", (part) => parts.push(part));
    request.on("end", () => {
      got.push({ body: Buffer.concat(parts), signature: request.headers["stripe-signature"], agent: request.headers["user-agent"] });
      answer.writeHead(status).end();
    });
  }).listen(0, "127.0.0.1");
  await once(receiver, "listening");
  const until = async (condition, what) => {
    for (let waited = 0; !(await condition()); waited++) {
      assert.ok(waited < 2_000, what);
      await new Promise((done) => setTimeout(done, 10));
    }
  };
  try {
    const endpoint = await stripe.webhookEndpoints.create({
      url: `http://127.0.0.1:${receiver.address().port}/in`,
      enabled_events: ["customer.created", "customer.updated"],
      metadata: { tenant: "t1" },
    });
    assert.match(endpoint.secret, /^whsec_/);
    assert.equal((await stripe.webhookEndpoints.retrieve(endpoint.id)).secret, undefined);

    const customer = await stripe.customers.create({ name: "Acme" }, { idempotencyKey: "k" });
    await until(() => got.length === 1, "the first webhook");
    const { body, signature, agent } = got[0];
    const event = stripe.webhooks.constructEvent(body, signature, endpoint.secret);
    assert.equal(event.type, "customer.created");
    assert.equal(event.data.object.id, customer.id);
    assert.equal(event.request.idempotency_key, "k");
    assert.equal(event.request.id, customer.lastResponse.requestId);
    assert.equal(event.livemode, false);
    assert.match(agent, /^Stripe\/1\.0/);
    assert.throws(() => stripe.webhooks.constructEvent(body.toString() + " ", signature, endpoint.secret));
    assert.throws(() => stripe.webhooks.constructEvent(body, signature, "whsec_other"));
    await until(async () => (await stripe.events.retrieve(event.id)).pending_webhooks === 0, "accepted");

    // Two secrets sign while one is rolled.
    const { secret } = await peer("POST", `/webhook_endpoints/${endpoint.id}/roll`);
    await stripe.customers.update(customer.id, { name: "Acme SA" });
    await until(() => got.length === 2, "the second webhook");
    assert.equal(got[1].signature.match(/v1=/g).length, 2);
    for (const known of [secret, endpoint.secret]) {
      const updated = stripe.webhooks.constructEvent(got[1].body, got[1].signature, known);
      assert.deepEqual(updated.data.previous_attributes, { name: "Acme" });
    }

    // What is refused waits for its next try and is listed as not delivered.
    status = 500;
    const refused = await stripe.customers.create({ name: "Refused" });
    await until(async () => (await peer("GET", "/webhooks/waiting")).length === 1, "the retry");
    const missing = await stripe.events.list({ delivery_success: false, types: ["customer.created"] });
    assert.deepEqual(missing.data.map((one) => one.data.object.id), [refused.id]);
    status = 200;
    const [waiting] = await peer("GET", "/webhooks/waiting");
    assert.deepEqual(await peer("POST", `/webhooks/waiting/${waiting.id}/deliver`), { status: 200 });
    assert.equal((await stripe.events.list({ delivery_success: false })).data.length, 0);

    // Held back, sent in another order, and one dropped.
    await peer("PUT", "/webhooks/faults", { hold: true });
    const before = got.length;
    for (const name of ["a", "b", "c"]) await stripe.customers.create({ name });
    const held = await peer("GET", "/webhooks/waiting");
    assert.equal(held.length, 3);
    await peer("POST", `/webhooks/waiting/${held[2].id}/deliver`);
    await peer("DELETE", `/webhooks/waiting/${held[1].id}`);
    await peer("POST", `/webhooks/waiting/${held[0].id}/deliver`);
    const names = got.slice(before).map((one) => JSON.parse(one.body).data.object.name);
    assert.deepEqual(names, ["c", "a"]);

    // Each twice, then none at all; the list knows them all.
    await peer("PUT", "/webhooks/faults", { duplicateShare: 1 });
    const twice = await stripe.customers.create({ name: "twice" });
    const sentFor = (id) => got.filter((one) => JSON.parse(one.body).data.object.id === id);
    await until(() => sentFor(twice.id).length === 2, "the duplicate");
    assert.deepEqual(...sentFor(twice.id).map((one) => JSON.parse(one.body).id));
    await peer("PUT", "/webhooks/faults", { dropShare: 1 });
    const lost = await stripe.customers.create({ name: "lost" });
    await peer("PUT", "/webhooks/faults", {});
    const last = await stripe.customers.create({ name: "last" });
    await until(() => sentFor(last.id).length === 1, "the last webhook");
    assert.equal(sentFor(lost.id).length, 0);
    const since = await stripe.events.list({ type: "customer.*", ending_before: event.id, limit: 100 });
    assert.ok(since.data.some((one) => one.data.object.id === lost.id));
    assert.ok(since.data.every((one) => one.type.startsWith("customer.")));

    // Changed, listed and deleted.
    const changed = await stripe.webhookEndpoints.update(endpoint.id, { disabled: true });
    assert.equal(changed.status, "disabled");
    assert.equal((await stripe.webhookEndpoints.list()).data.length, 1);
    assert.equal((await stripe.webhookEndpoints.del(endpoint.id)).deleted, true);
    assert.equal((await stripe.webhookEndpoints.list()).data.length, 0);
  } finally {
    receiver.close();
    receiver.closeAllConnections();
  }
};
