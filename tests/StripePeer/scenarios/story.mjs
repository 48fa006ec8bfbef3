// An organisation from its trial to its end: checkout, growth with proration, a failed payment, recovery, cancelling.
import assert from "node:assert/strict";

const DAY = 86_400;
const START = 1_767_225_600; // 2026-01-01

export default async ({ stripe, peer }) => {
  const clock = await stripe.testHelpers.testClocks.create({ frozen_time: START, name: "story" });
  const advance = async (days) => {
    const now = (await stripe.testHelpers.testClocks.retrieve(clock.id)).frozen_time;
    const answer = await stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: now + days * DAY });
    assert.equal(answer.status, "advancing");
    assert.equal((await stripe.testHelpers.testClocks.retrieve(clock.id)).status, "ready");
  };
  const customer = await stripe.customers.create({ name: "Acme", email: "pay@acme.example", test_clock: clock.id });
  const [price] = (await stripe.prices.list({ lookup_keys: ["monthly"] })).data;
  const session = await stripe.checkout.sessions.create({
    mode: "subscription",
    customer: customer.id,
    client_reference_id: "org_1",
    line_items: [{ price: price.id, quantity: 10 }],
    payment_method_collection: "if_required",
    subscription_data: { trial_period_days: 30, metadata: { organisation: "org_1" } },
    success_url: "https://binome.example/billing?session={CHECKOUT_SESSION_ID}",
    cancel_url: "https://binome.example/billing",
  });
  assert.equal(session.status, "open");
  assert.equal(session.amount_total, 0);

  await peer("POST", `/checkout/${session.id}/pay`, {});
  const complete = await stripe.checkout.sessions.retrieve(session.id, { expand: ["subscription"] });
  assert.equal(complete.status, "complete");
  assert.equal(complete.payment_status, "no_payment_required");
  assert.equal(complete.url, null);
  const id = complete.subscription.id;
  const read = () => stripe.subscriptions.retrieve(id, { expand: ["latest_invoice"] });
  let subscription = await read();
  assert.equal(subscription.status, "trialing");
  assert.equal(subscription.metadata.organisation, "org_1");
  assert.equal(subscription.items.data[0].current_period_end, START + 30 * DAY);

  await peer("POST", `/customers/${customer.id}/card`, { card: "4242424242424242" });
  await advance(30);
  subscription = await read();
  assert.equal(subscription.status, "active");
  assert.equal(subscription.latest_invoice.status, "draft");
  await advance(1);
  subscription = await read();
  assert.equal(subscription.latest_invoice.status, "paid");
  assert.equal(subscription.latest_invoice.total, 10 * price.unit_amount);
  assert.equal(subscription.latest_invoice.parent.subscription_details.subscription, id);

  // Growth with 27 of 28 days left: 5 more people for 27/28 of a month, on the next invoice.
  const item = subscription.items.data[0];
  assert.equal(item.current_period_end - item.current_period_start, 28 * DAY);
  const preview = await stripe.invoices.createPreview({
    subscription: id,
    subscription_details: { items: [{ id: item.id, quantity: 15 }], proration_behavior: "create_prorations" },
  });
  await stripe.subscriptions.update(id, {
    items: [{ id: item.id, quantity: 15 }],
    proration_behavior: "create_prorations",
  });
  await advance(28);
  subscription = await read();
  const amounts = subscription.latest_invoice.lines.data.map((line) => line.amount);
  const part = (quantity) => Math.round((quantity * price.unit_amount * 27) / 28);
  assert.deepEqual(amounts, [-part(10), part(15), 15 * price.unit_amount]);
  assert.equal(preview.total, subscription.latest_invoice.total);
  assert.equal(subscription.latest_invoice.status, "paid");

  // The card begins to fail: past due, then another card and the next try.
  await peer("POST", `/customers/${customer.id}/card`, { card: "4000000000000341" });
  await advance(31);
  subscription = await read();
  assert.equal(subscription.status, "past_due");
  assert.equal(subscription.latest_invoice.attempt_count, 1);
  await peer("POST", `/customers/${customer.id}/card`, { card: "4242424242424242" });
  await stripe.invoices.pay(subscription.latest_invoice.id);
  subscription = await read();
  assert.equal(subscription.status, "active");

  // Fewer people without a credit, then cancelled at the end of the period.
  await stripe.subscriptions.update(id, { items: [{ id: item.id, quantity: 4 }], proration_behavior: "none" });
  const cancelling = await stripe.subscriptions.update(id, { cancel_at_period_end: true });
  assert.equal(cancelling.cancel_at, cancelling.items.data[0].current_period_end);
  await advance(31);
  subscription = await read();
  assert.equal(subscription.status, "canceled");
  assert.equal(subscription.cancellation_details.reason, "cancellation_requested");
  assert.equal((await stripe.subscriptions.list({ customer: customer.id })).data.length, 0);
  assert.equal((await stripe.subscriptions.list({ customer: customer.id, status: "all" })).data.length, 1);

  const types = [];
  for await (const event of stripe.events.list({ limit: 5 })) types.unshift(event.type);
  for (const type of [
    "customer.created",
    "checkout.session.completed",
    "customer.subscription.created",
    "customer.subscription.trial_will_end",
    "customer.subscription.updated",
    "customer.subscription.deleted",
    "invoice.created",
    "invoice.finalized",
    "invoice.paid",
    "invoice.payment_succeeded",
    "invoice.payment_failed",
    "invoice.upcoming",
  ])
    assert.ok(types.includes(type), type);
};
