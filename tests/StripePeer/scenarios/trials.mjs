// How trials end: without a payment method, early, extended, and after a pause.
import assert from "node:assert/strict";

const DAY = 86_400;
const START = 1_780_272_000; // 2026-06-01

export default async ({ stripe, peer }) => {
  const [monthly] = (await stripe.prices.list({ lookup_keys: ["monthly"] })).data;
  const begin = async (missing, days = 30) => {
    const clock = await stripe.testHelpers.testClocks.create({ frozen_time: START });
    const customer = await stripe.customers.create({ test_clock: clock.id });
    const made = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: monthly.id, quantity: 7 }],
      trial_period_days: days,
      trial_settings: { end_behavior: { missing_payment_method: missing } },
    });
    assert.equal(made.status, "trialing");
    const read = () => stripe.subscriptions.retrieve(made.id, { expand: ["latest_invoice"] });
    const advance = async (day) => stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: START + day * DAY });
    const events = async () => {
      const types = [];
      for await (const event of stripe.events.list({ limit: 100 })) {
        const { object } = event.data;
        if (object.id === made.id) types.unshift(event.type.replace("customer.subscription.", ""));
      }
      return types;
    };
    return { customer, made, item: made.items.data[0].id, read, advance, events };
  };

  {
    const { made, read, advance, events, item } = await begin("cancel");
    assert.equal((await read()).latest_invoice.total, 0);
    assert.equal((await read()).latest_invoice.status, "paid");
    // A change during the trial costs nothing and counts from its end.
    await stripe.subscriptions.update(made.id, { items: [{ id: item, quantity: 9 }] });
    const preview = await stripe.invoices.createPreview({ subscription: made.id });
    assert.equal(preview.total, 9 * monthly.unit_amount);
    await advance(28);
    assert.ok((await events()).includes("trial_will_end"));
    await advance(31);
    assert.equal((await read()).status, "canceled");
    assert.deepEqual(await events(), ["created", "updated", "trial_will_end", "deleted"]);
  }
  {
    const { customer, made, read, advance, events } = await begin("pause");
    await advance(31);
    assert.equal((await read()).status, "paused");
    assert.ok((await events()).includes("paused"));
    await advance(80);
    assert.equal((await read()).status, "paused");
    assert.equal((await stripe.invoices.list({ subscription: made.id })).data.length, 1);
    await assert.doesNotReject(stripe.subscriptions.update(made.id, { metadata: { while: "paused" } }));
    await peer("POST", `/customers/${customer.id}/card`, { card: "4242424242424242" });
    const resumed = await stripe.subscriptions.resume(made.id, { billing_cycle_anchor: { type: "now" } });
    assert.equal(resumed.status, "active");
    assert.equal(resumed.items.data[0].current_period_start, START + 80 * DAY);
    assert.ok((await events()).includes("resumed"));
    await assert.rejects(stripe.subscriptions.resume(made.id), /not paused/);
  }
  {
    const { customer, made, read, advance } = await begin("create_invoice");
    await advance(30);
    assert.equal((await read()).status, "active");
    await advance(31);
    assert.equal((await read()).status, "past_due");
    await peer("POST", `/customers/${customer.id}/card`, { card: "4242424242424242" });
    await advance(34);
    const recovered = await read();
    assert.equal(recovered.status, "active");
    assert.equal(recovered.latest_invoice.attempt_count, 2);
    assert.equal(recovered.latest_invoice.amount_paid, 7 * monthly.unit_amount);
    assert.equal(made.items.data[0].quantity, 7);
  }
  {
    const { customer, made, read, advance } = await begin("create_invoice", 2);
    await advance(1);
    const later = await stripe.subscriptions.update(made.id, { trial_end: START + 10 * DAY, proration_behavior: "none" });
    assert.equal(later.items.data[0].current_period_end, START + 10 * DAY);
    await peer("POST", `/customers/${customer.id}/card`, { card: "4242424242424242" });
    const early = await stripe.subscriptions.update(made.id, { trial_end: "now" });
    assert.equal(early.status, "active");
    assert.equal((await read()).latest_invoice.amount_paid, 7 * monthly.unit_amount);
    assert.equal(early.items.data[0].current_period_start, START + DAY);
  }
};
