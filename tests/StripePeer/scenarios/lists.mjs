// Lists: cursors both ways, auto-pagination, ranges, filters, expansion, and what each refuses.
import assert from "node:assert/strict";

export default async ({ Stripe, stripe }) => {
  const refused = (promise, code, param) =>
    assert.rejects(promise, (error) => {
      assert.ok(error instanceof Stripe.errors.StripeInvalidRequestError, String(error));
      assert.deepEqual([error.code, error.param], [code, param]);
      assert.match(error.requestId, /^req_/);
      return true;
    });

  const ids = [];
  for (let at = 0; at < 23; at++)
    ids.unshift((await stripe.customers.create({ email: `${at % 2}@acme.example`, metadata: { at: String(at) } })).id);

  const first = await stripe.customers.list();
  assert.deepEqual(first.data.map((one) => one.id), ids.slice(0, 10));
  assert.equal(first.has_more, true);
  assert.equal(first.url, "/v1/customers");
  const last = await stripe.customers.list({ limit: 5, starting_after: ids[19] });
  assert.deepEqual(last.data.map((one) => one.id), ids.slice(20));
  assert.equal(last.has_more, false);
  const before = await stripe.customers.list({ limit: 5, ending_before: ids[10] });
  assert.deepEqual(before.data.map((one) => one.id), ids.slice(5, 10));
  assert.equal(before.has_more, true);

  const all = await stripe.customers.list({ limit: 4 }).autoPagingToArray({ limit: 100 });
  assert.deepEqual(all.map((one) => one.id), ids);
  const backwards = [];
  for await (const one of stripe.customers.list({ limit: 4, ending_before: ids[20] })) backwards.push(one.id);
  assert.deepEqual(backwards, ids.slice(0, 20).reverse());

  assert.equal((await stripe.customers.list({ email: "1@acme.example", limit: 100 })).data.length, 11);
  const { created } = first.data[0];
  assert.equal((await stripe.customers.list({ created: { gt: created } })).data.length, 0);
  assert.equal((await stripe.customers.list({ created: { gte: created - 3600, lte: created }, limit: 100 })).data.length, 23);

  await refused(stripe.customers.list({ limit: 101 }), undefined, "limit");
  await refused(stripe.customers.list({ limit: 0 }), undefined, "limit");
  await refused(stripe.customers.list({ starting_after: "cus_none" }), "resource_missing", "starting_after");
  await refused(stripe.customers.list({ starting_after: ids[0], ending_before: ids[1] }), undefined, "ending_before");
  await refused(stripe.customers.retrieve("cus_none"), "resource_missing", "id");
  await refused(stripe.subscriptions.list({ customer: "cus_none" }), "resource_missing", "customer");
  await refused(stripe.subscriptions.list({ status: "alive" }), undefined, "status");
  await refused(stripe.customers.create({ nmae: "Acme" }), "parameter_unknown", "nmae");
  await refused(stripe.customers.create({ address: { planet: "Mars" } }), "parameter_unknown", "address[planet]");
  await refused(stripe.customers.list({ expand: ["data.email"] }), undefined, "expand");

  const prices = await stripe.prices.list({ lookup_keys: ["monthly", "yearly"], expand: ["data.product", "data.currency_options"] });
  assert.deepEqual(prices.data.map((one) => one.lookup_key), ["yearly", "monthly"]);
  assert.deepEqual(prices.data.map((one) => one.recurring.interval), ["year", "month"]);
  assert.equal(prices.data[1].product.object, "product");
  assert.deepEqual(Object.keys(prices.data[1].currency_options).sort(), ["eur", "gbp", "usd"]);
  assert.equal(String(prices.data[1].unit_amount_decimal), String(prices.data[1].unit_amount));
  assert.equal((await stripe.prices.retrieve(prices.data[0].id)).lookup_key, "yearly");
  assert.equal((await stripe.prices.list({ active: true, currency: "eur", type: "recurring" })).data.length, 2);
  assert.equal((await stripe.products.list({ active: true })).data.length, 1);
  assert.equal((await stripe.products.retrieve(prices.data[1].product.id)).name, prices.data[1].product.name);

  // Metadata merges; an empty value removes its key, an empty map removes all; an empty text unsets.
  const one = await stripe.customers.create({ name: "Acme & Söhne [1]", phone: "+33 1", metadata: { a: "1", 2: "b" }, preferred_locales: ["fr", "en"] });
  assert.equal(one.name, "Acme & Söhne [1]");
  assert.deepEqual(one.preferred_locales, ["fr", "en"]);
  const merged = await stripe.customers.update(one.id, { metadata: { a: "", c: "3" }, name: "" });
  assert.deepEqual(merged.metadata, { 2: "b", c: "3" });
  assert.equal(merged.name, null);
  assert.equal(merged.phone, "+33 1");
  assert.deepEqual((await stripe.customers.update(one.id, { metadata: "" })).metadata, {});
  const taxed = await stripe.customers.create({ address: { country: "DE", city: "Köln" }, tax_exempt: "reverse", tax_id_data: [{ type: "eu_vat", value: "DE123456789" }] });
  const whole = await stripe.customers.retrieve(taxed.id, { expand: ["tax_ids", "subscriptions"] });
  assert.equal(whole.tax_ids.data[0].value, "DE123456789");
  assert.equal(whole.subscriptions.data.length, 0);
  assert.equal(whole.address.city, "Köln");
};
