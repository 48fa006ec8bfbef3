// The checkout and portal pages as a browser meets them, and what sessions refuse.
import assert from "node:assert/strict";

export default async ({ stripe, peer }) => {
  const [price] = (await stripe.prices.list({ lookup_keys: ["monthly"] })).data;
  const [yearly] = (await stripe.prices.list({ lookup_keys: ["yearly"] })).data;
  const base = {
    mode: "subscription",
    line_items: [{ price: price.id, quantity: 3 }],
    success_url: "https://binome.example/ok?session={CHECKOUT_SESSION_ID}",
    cancel_url: "https://binome.example/back",
  };
  const submit = (url, fields) => fetch(url, { method: "POST", redirect: "manual", body: new URLSearchParams(fields) });
  const subscriptions = async (customer) => (await stripe.subscriptions.list({ customer, status: "all" })).data;

  // A customer's tax and name: what Stripe wants to be allowed first.
  const customer = await stripe.customers.create({ email: "pay@acme.example" });
  const tax = { customer: customer.id, automatic_tax: { enabled: true }, tax_id_collection: { enabled: true } };
  await assert.rejects(stripe.checkout.sessions.create({ ...base, ...tax }), { code: "customer_tax_location_invalid" });
  await assert.rejects(stripe.checkout.sessions.create({ ...base, ...tax, customer_update: { address: "auto" } }), {
    param: "customer_update[name]",
  });
  await assert.rejects(stripe.checkout.sessions.create({ ...base, success_url: "ok" }), { code: "url_invalid" });
  await assert.rejects(stripe.checkout.sessions.create({ ...base, line_items: [] }), { param: "line_items" });
  await assert.rejects(stripe.checkout.sessions.create({ ...base, line_items: [{ price: "price_none", quantity: 1 }] }), {
    code: "resource_missing",
    param: "line_items[0][price]",
  });
  await assert.rejects(stripe.checkout.sessions.create({ ...base, mode: undefined }), { param: "mode" });
  await assert.rejects(stripe.checkout.sessions.create({ ...base, customer_update: { name: "auto" } }), { param: "customer_update" });

  const session = await stripe.checkout.sessions.create({
    ...base,
    ...tax,
    customer_update: { address: "auto", name: "auto" },
    locale: "fr",
    client_reference_id: "org_1",
    billing_address_collection: "required",
    metadata: { a: "1" },
    subscription_data: { metadata: { organisation: "org_1" }, description: "Binome" },
  });
  const page = await (await fetch(session.url)).text();
  assert.match(page, /<html lang="fr">/);
  assert.match(page, /15\.00 EUR/);
  assert.match(page, /Numéro de carte/);

  // Declined: it says so, nothing is created, and the page can be used again.
  const declined = await submit(session.url, { card: "4000 0000 0000 0002", country: "FR" });
  assert.equal(declined.status, 200);
  assert.match(await declined.text(), /role="alert">Your card was declined/);
  assert.equal((await subscriptions(customer.id)).length, 0);
  assert.equal((await stripe.checkout.sessions.retrieve(session.id)).status, "open");
  await assert.rejects(peer("POST", `/checkout/${session.id}/pay`, { card: "4000000000000341" }), /402/);

  const paid = await submit(session.url, { card: "4242 4242 4242 4242", name: "Acme SA", country: "FR", tax_id: "FR12345678901" });
  assert.equal(paid.status, 302);
  assert.equal(paid.headers.get("location"), `https://binome.example/ok?session=${session.id}`);
  const complete = await stripe.checkout.sessions.retrieve(session.id, { expand: ["line_items", "subscription.latest_invoice", "customer"] });
  assert.equal(complete.payment_status, "paid");
  assert.equal(complete.amount_total, 1_800);
  assert.equal(complete.line_items.data[0].quantity, 3);
  assert.equal(complete.subscription.status, "active");
  assert.equal(complete.subscription.metadata.organisation, "org_1");
  assert.equal(complete.subscription.latest_invoice.total_taxes[0].amount, 300);
  assert.equal(complete.subscription.latest_invoice.customer_tax_ids[0].value, "FR12345678901");
  assert.equal(complete.customer.name, "Acme SA");
  assert.equal(complete.customer.address.country, "FR");
  assert.match(await (await submit(session.url, { card: "4242424242424242" })).text(), /a expiré ou a déjà servi/);
  assert.equal((await subscriptions(customer.id)).length, 1);
  assert.equal((await stripe.checkout.sessions.listLineItems(session.id)).data[0].price.id, price.id);

  // A second session of the same customer: its currency is bound, and Stripe sells it a second subscription.
  await assert.rejects(stripe.checkout.sessions.create({ ...base, customer: customer.id, currency: "usd" }), /combine currencies/);
  const second = await stripe.checkout.sessions.create({ ...base, customer: customer.id });
  await peer("POST", `/checkout/${second.id}/pay`, { card: "4242424242424242" });
  assert.equal((await subscriptions(customer.id)).length, 2);

  // Expired by us; another currency; a new customer; a trial for which a card is asked.
  const dropped = await stripe.checkout.sessions.create({ ...base, customer_email: "new@acme.example" });
  assert.equal((await stripe.checkout.sessions.expire(dropped.id)).status, "expired");
  await assert.rejects(stripe.checkout.sessions.expire(dropped.id), /status of `expired`/);
  await assert.rejects(peer("POST", `/checkout/${dropped.id}/pay`, {}), /expired/);
  const dollars = await stripe.checkout.sessions.create({
    ...base,
    customer_email: "new@acme.example",
    currency: "usd",
    line_items: [{ price: yearly.id, quantity: 2 }],
    subscription_data: { trial_period_days: 14 },
  });
  assert.equal(dollars.amount_total, 0);
  await assert.rejects(peer("POST", `/checkout/${dollars.id}/pay`, {}), /card/);
  await peer("POST", `/checkout/${dollars.id}/pay`, { card: "4000000000000341", email: "new@acme.example" });
  const made = await stripe.checkout.sessions.retrieve(dollars.id, { expand: ["subscription"] });
  assert.equal(made.subscription.currency, "usd");
  assert.equal(made.subscription.status, "trialing");
  assert.match(made.customer, /^cus_/);
  const open = (await stripe.checkout.sessions.list({ status: "complete", customer: customer.id })).data;
  assert.deepEqual(open.map((one) => one.id), [second.id, session.id]);

  // The portal: cancel, take it back, another card, pay what is owed.
  const portal = await stripe.billingPortal.sessions.create({ customer: customer.id, return_url: "https://binome.example/billing", locale: "en" });
  assert.match(await (await fetch(portal.url)).text(), /Cancel plan/);
  const act = async (act, value = "") => assert.equal((await submit(portal.url, { act, with: value })).status, 302);
  await act("cancel");
  assert.ok((await subscriptions(customer.id)).every((one) => one.cancel_at_period_end));
  assert.match(await (await fetch(portal.url)).text(), /Don’t cancel/);
  await act("resume");
  assert.ok((await subscriptions(customer.id)).every((one) => !one.cancel_at_period_end && one.canceled_at === null));
  await act("card", "4000000000000341");
  const item = complete.subscription.items.data[0].id;
  await stripe.subscriptions.update(complete.subscription.id, { items: [{ id: item, quantity: 30 }], proration_behavior: "always_invoice" });
  const owing = await stripe.subscriptions.retrieve(complete.subscription.id);
  assert.equal(owing.status, "past_due");
  assert.match(await (await submit(portal.url, { act: "pay", with: owing.latest_invoice })).text(), /declined/);
  await act("card", "4242424242424242");
  await act("pay", owing.latest_invoice);
  assert.equal((await stripe.subscriptions.retrieve(complete.subscription.id)).status, "active");
  const invoice = await stripe.invoices.retrieve(owing.latest_invoice);
  assert.equal(invoice.status, "paid");
  assert.match(await (await fetch(invoice.hosted_invoice_url)).text(), new RegExp(invoice.number));
  assert.equal((await fetch(invoice.invoice_pdf)).headers.get("content-type"), "application/pdf");

  // Deleted: its subscriptions end, and only its name remains.
  assert.equal((await stripe.customers.del(customer.id)).deleted, true);
  assert.equal((await stripe.customers.retrieve(customer.id)).deleted, true);
  await assert.rejects(stripe.checkout.sessions.create({ ...base, customer: customer.id }), { code: "resource_missing" });
};
