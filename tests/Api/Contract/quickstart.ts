// What an integrator writes first, with nothing but the generated types: people in by file and one by one, a list to its end, an error
// that names its member, a change against an ETag, a repeated request, a token. Every line is checked against the description.
import createClient from "openapi-fetch";
import type { components, paths } from "./v1.js";

const [baseUrl, key, keyId] = process.argv.slice(2) as [string, string, string];
const api = createClient<paths>({ baseUrl, headers: { Authorization: `Bearer ${key}` } });

function check(truth: unknown, what: string): asserts truth {
  if (!truth) throw new Error(what);
}

const csv = "employee_id,first_name,last_name,email\nQ1,Inès,Morel,ines@quick.example\nQ2,Paul,Lefèvre,no-address\n";
const begun = await api.POST("/v1/participants/imports", {
  body: csv,
  bodySerializer: (body) => body,
  headers: { "Content-Type": "text/csv" },
});
check(begun.data, JSON.stringify(begun.error));
let job: components["schemas"]["Import"] = begun.data;
while (job.status !== "completed") {
  await new Promise((resolve) => setTimeout(resolve, 50));
  const read = await api.GET("/v1/imports/{import}", { params: { path: { import: job.id } } });
  check(read.data && read.data.status !== "failed", "the import failed");
  job = read.data;
}
check(job.created === 1 && job.rejected === 1, JSON.stringify(job));
const problems = await api.GET("/v1/imports/{import}/problems", { params: { path: { import: job.id } } });
check(problems.data?.data[0]?.column === "email", JSON.stringify(problems.data));

for (const number of [1, 2, 3]) {
  const put = await api.PUT("/v1/participants/by_employee_id/{employee_id}", {
    params: { path: { employee_id: `Q-${number}` } },
    body: { first_name: "Ada", last_name: `Number ${number}`, email: `ada${number}@quick.example` },
  });
  check(put.response.status === 201, JSON.stringify(put.error));
}

const names: string[] = [];
let cursor: string | undefined;
do {
  const page = await api.GET("/v1/participants", { params: { query: { limit: 2, cursor } } });
  check(page.data, JSON.stringify(page.error));
  names.push(...page.data.data.map((person) => person.last_name));
  cursor = page.data.next_cursor ?? undefined;
} while (cursor);
check(names.length === 4 && new Set(names).size === 4, names.join());

const whole = await api.GET("/v1/pairs", { params: { query: { "expand[]": ["mentor", "mentee"] } } });
check(whole.data?.data.length === 0, JSON.stringify(whole.error));

const refused = await api.POST("/v1/programmes", { body: { name: "No kind" } as never });
check(refused.error?.errors[0]?.pointer === "/kind", JSON.stringify(refused.error));

const body = { kind: "reverse", name: "Quickstart" } as const;
const header = { "Idempotency-Key": "quickstart-1" };
const first = await api.POST("/v1/programmes", { params: { header }, body });
const again = await api.POST("/v1/programmes", { params: { header }, body });
check(first.data && first.data.id === again.data?.id, JSON.stringify(again.error));
check(again.response.headers.get("Idempotent-Replayed") === "true", "not replayed");

const path = { programme: first.data.id };
const etag = (await api.GET("/v1/programmes/{programme}", { params: { path } })).response.headers.get("ETag") ?? "";
const changed = await api.PATCH("/v1/programmes/{programme}", {
  params: { path, header: { "If-Match": etag } },
  body: { name: "Renamed" },
});
check(changed.data?.name === "Renamed", JSON.stringify(changed.error));
const stale = await api.PATCH("/v1/programmes/{programme}", {
  params: { path, header: { "If-Match": etag } },
  body: { name: "Lost" },
});
check(stale.error?.code === "resource.version_mismatch", JSON.stringify(stale.data));

const anybody = createClient<paths>({ baseUrl });
const given = await anybody.POST("/oauth/token", {
  body: { grant_type: "client_credentials", client_id: keyId, client_secret: key, scope: "programmes:read" },
  bodySerializer: (form) => new URLSearchParams(form as Record<string, string>),
  headers: { "Content-Type": "application/x-www-form-urlencoded" },
});
check(given.data, JSON.stringify(given.error));
const narrow = createClient<paths>({ baseUrl, headers: { Authorization: `Bearer ${given.data.access_token}` } });
check((await narrow.GET("/v1/programmes")).data?.data.length === 1, "the token reads no programmes");
check((await narrow.GET("/v1/participants")).error?.code === "auth.scope_missing", "the token reads people");
console.log("done");
