// Changes of a subscription: proration to the second, invoices at once, refusals, waiting changes, other periods, pauses, ends.
import assert from "node:assert/strict";

const DAY = 86_400;
const START = 1_769_817_600; // 2026-01-31: its months end on the 28th, then on the 31st again

export default async ({ Stripe, stripe, peer }) => {
  const [monthly] = (await stripe.prices.list({ lookup_keys: ["monthly"] })).data;
  const [yearly] = (await stripe.prices.list({ lookup_keys: ["yearly"] })).data;
  const begin = async (quantity, more = {}) => {
    const clock = await stripe.testHelpers.testClocks.create({ frozen_time: START });
    const customer = await stripe.customers.create({ test_clock: clock.id, payment_method: "pm_card_visa" });
    const [method] = (await stripe.paymentMethods.list({ customer: customer.id, type: "card" })).data;
    await stripe.customers.update(customer.id, { invoice_settings: { default_payment_method: method.id } });
    const made = await stripe.subscriptions.create({ customer: customer.id, items: [{ price: monthly.id, quantity }], ...more });
    const update = (params) => stripe.subscriptions.update(made.id, { expand: ["latest_invoice"], ...params });
    const read = () => stripe.subscriptions.retrieve(made.id, { expand: ["latest_invoice"] });
    const advance = async (to) => stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: to });
    return { customer, made, item: made.items.data[0].id, update, read, advance };
  };
  const period = (one) => [one.items.data[0].current_period_start, one.items.data[0].current_period_end];
  const at = (text) => Date.parse(text) / 1_000;
  const amounts = (invoice) => invoice.lines.data.map((line) => line.amount);

  {
    const { made, item, update, read, advance, customer } = await begin(4);
    assert.equal(made.status, "active");
    assert.deepEqual(period(made), [START, at("2026-02-28T00:00Z")]);
    await advance(at("2026-02-14T00:00Z"));

    // At once: half a month of 2 more people. A later shrink without proration costs and credits nothing.
    const grown = await update({ items: [{ id: item, quantity: 6 }], proration_behavior: "always_invoice" });
    assert.deepEqual(amounts(grown.latest_invoice), [-1_000, 1_500]);
    assert.equal(grown.latest_invoice.billing_reason, "subscription_update");
    assert.equal(grown.latest_invoice.status, "paid");
    const [credit] = grown.latest_invoice.lines.data;
    assert.equal(credit.parent.subscription_item_details.proration, true);
    assert.deepEqual(credit.period, { start: at("2026-02-14T00:00Z"), end: at("2026-02-28T00:00Z") });

    // A shrink at once is a credit that the next invoice uses.
    const shrunk = await update({ items: [{ id: item, quantity: 5 }], proration_behavior: "always_invoice" });
    assert.equal(shrunk.latest_invoice.total, -250);
    assert.equal(shrunk.latest_invoice.amount_due, 0);
    assert.equal((await stripe.customers.retrieve(customer.id)).balance, -250);
    await update({ items: [{ id: item, quantity: 3 }], proration_behavior: "none" });
    await advance(at("2026-03-01T00:00Z"));
    const renewed = await read();
    assert.deepEqual(period(renewed), [at("2026-02-28T00:00Z"), at("2026-03-31T00:00Z")]);
    assert.equal(renewed.latest_invoice.total, 1_500);
    assert.equal(renewed.latest_invoice.amount_due, 1_250);
    assert.equal((await stripe.customers.retrieve(customer.id)).balance, 0);

    // As of another instant of the period, and what is no instant of it.
    const half = at("2026-03-15T12:00Z");
    const preview = await stripe.invoices.createPreview({
      subscription: made.id,
      subscription_details: { items: [{ id: item, quantity: 5 }], proration_behavior: "always_invoice", proration_date: half },
    });
    assert.deepEqual(amounts(preview), [-750, 1_250]);
    assert.match(preview.id, /^upcoming_in_/);
    await assert.rejects(update({ items: [{ id: item, quantity: 5 }], proration_date: at("2026-05-01T00:00Z") }), { param: "proration_date" });
    await assert.rejects(update({ items: [{ id: item, quantity: -1 }] }), { param: "items[0][quantity]" });
    await assert.rejects(update({ items: [{ id: "si_none", quantity: 1 }] }), { code: "resource_missing" });
    await assert.rejects(update({ items: [{ price: monthly.id, quantity: 1 }] }), /same plan/);
    await assert.rejects(update({ items: [{ id: item, deleted: true }] }), /at least one/);

    // A card that fails: refused before anything changes, waiting until paid, or past due.
    await peer("POST", `/customers/${customer.id}/card`, { card: "4000000000000341" });
    await assert.rejects(
      update({ items: [{ id: item, quantity: 9 }], proration_behavior: "always_invoice", payment_behavior: "error_if_incomplete" }),
      (error) => error instanceof Stripe.errors.StripeCardError && error.decline_code === "generic_decline" && error.statusCode === 402
    );
    assert.equal((await read()).items.data[0].quantity, 3);
    const waiting = await update({ items: [{ id: item, quantity: 9 }], proration_behavior: "always_invoice", payment_behavior: "pending_if_incomplete" });
    assert.equal(waiting.items.data[0].quantity, 3);
    assert.equal(waiting.status, "active");
    assert.equal(waiting.pending_update.subscription_items[0].quantity, 9);
    await assert.rejects(stripe.invoices.pay(waiting.latest_invoice.id), Stripe.errors.StripeCardError);
    await peer("POST", `/customers/${customer.id}/card`, { card: "4242424242424242" });
    await stripe.invoices.pay(waiting.latest_invoice.id);
    const applied = await read();
    assert.equal(applied.items.data[0].quantity, 9);
    assert.equal(applied.pending_update, null);

    // By the year: the cycle begins again, with what is left of the month as a credit.
    await advance(at("2026-03-15T12:00Z"));
    const annual = await update({ items: [{ id: item, price: yearly.id }] });
    assert.deepEqual(period(annual), [half, at("2027-03-15T12:00Z")]);
    assert.equal(annual.billing_cycle_anchor, half);
    assert.deepEqual(amounts(annual.latest_invoice), [-2_250, 9 * yearly.unit_amount]);

    // Cancelled now, with what is left paid back as a credit.
    const cancelled = await stripe.subscriptions.cancel(made.id, { prorate: true, invoice_now: true, cancellation_details: { comment: "bye", feedback: "unused" } });
    assert.equal(cancelled.status, "canceled");
    assert.deepEqual(
      [cancelled.cancellation_details.reason, cancelled.cancellation_details.comment, cancelled.cancellation_details.feedback],
      ["cancellation_requested", "bye", "unused"]
    );
    assert.equal((await stripe.customers.retrieve(customer.id)).balance, -9 * yearly.unit_amount);
    await assert.rejects(stripe.subscriptions.cancel(made.id), { code: "resource_missing" });
    await assert.rejects(update({ items: [{ id: item, quantity: 1 }] }), { code: "invalid_canceled_subscription_fields" });
    assert.equal((await update({ metadata: { note: "kept" } })).metadata.note, "kept");
    await assert.rejects(stripe.invoices.createPreview({ subscription: made.id }), { code: "invoice_upcoming_none" });
  }
  {
    // Collection paused: the invoices of new periods stay drafts, or are voided, until it resumes by itself.
    const { item, update, read, advance } = await begin(2);
    await update({ pause_collection: { behavior: "keep_as_draft" } });
    await advance(at("2026-03-02T00:00Z"));
    assert.equal((await read()).latest_invoice.status, "draft");
    const { latest_invoice: kept } = await read();
    assert.equal((await stripe.invoices.finalizeInvoice(kept.id, { auto_advance: false })).status, "open");
    await assert.rejects(stripe.invoices.finalizeInvoice(kept.id), /already finalized/);
    assert.equal((await stripe.invoices.voidInvoice(kept.id)).status, "void");
    await assert.rejects(stripe.invoices.pay(kept.id), /void/);
    await update({ pause_collection: { behavior: "void", resumes_at: at("2026-04-15T00:00Z") } });
    await advance(at("2026-04-02T00:00Z"));
    assert.equal((await read()).latest_invoice.status, "void");
    await advance(at("2026-05-02T00:00Z"));
    const resumed = await read();
    assert.equal(resumed.pause_collection, null);
    assert.equal(resumed.latest_invoice.status, "paid");
    assert.equal((await update({ pause_collection: "" })).pause_collection, null);

    // To end at an instant, taken back, and at the end of the period with what was pending charged.
    assert.equal((await update({ cancel_at: at("2026-05-20T00:00Z") })).cancel_at, at("2026-05-20T00:00Z"));
    assert.equal((await update({ cancel_at: "" })).cancel_at, null);
    await update({ items: [{ id: item, quantity: 4 }] });
    await update({ cancel_at_period_end: true });
    await advance(at("2026-06-02T00:00Z"));
    const ended = await read();
    assert.equal(ended.status, "canceled");
    assert.equal(ended.ended_at, at("2026-05-31T00:00Z"));
    assert.ok(ended.latest_invoice.lines.data.every((line) => line.parent.subscription_item_details.proration));
    assert.equal(ended.latest_invoice.status, "paid");
  }
  {
    // A first payment that fails leaves it incomplete, and a day later expired.
    const { customer, advance } = await begin(1);
    await peer("POST", `/customers/${customer.id}/card`, { card: "4000000000000341" });
    const attached = await stripe.paymentMethods.attach("pm_card_visa", { customer: customer.id });
    assert.equal((await stripe.paymentMethods.retrieve(attached.id)).customer, customer.id);
    await assert.rejects(
      stripe.paymentMethods.attach("pm_card_chargeDeclined", { customer: customer.id }),
      Stripe.errors.StripeCardError
    );
    assert.equal((await stripe.testHelpers.testClocks.list({ limit: 1 })).data[0].id, customer.test_clock);
    const items = [{ price: yearly.id, quantity: 1 }];
    await assert.rejects(stripe.subscriptions.create({ customer: customer.id, items, payment_behavior: "error_if_incomplete" }), Stripe.errors.StripeCardError);
    const incomplete = await stripe.subscriptions.create({ customer: customer.id, items, payment_behavior: "allow_incomplete" });
    assert.equal(incomplete.status, "incomplete");
    await advance(START + DAY);
    assert.equal((await stripe.subscriptions.retrieve(incomplete.id)).status, "incomplete_expired");
    const invoices = (await stripe.invoices.list({ subscription: incomplete.id, status: "void", customer: customer.id })).data;
    assert.equal(invoices.length, 1);
    assert.equal((await stripe.subscriptions.list({ customer: customer.id, status: "ended" })).data.length, 1);
  }
};
