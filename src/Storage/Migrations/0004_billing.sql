-- How an organisation's billing stands; found by its customer at Stripe before any organisation is known.
CREATE TABLE billing (
    tenant TEXT NOT NULL,
    id TEXT NOT NULL,
    customer_id TEXT,
    version INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (tenant, id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX billing_customer ON billing (customer_id);

-- Who was in an active pair over which days: whole days since the first of January of year 1, the last one inclusive and NULL while it goes on.
CREATE TABLE billed_people (
    tenant TEXT NOT NULL,
    id TEXT NOT NULL,
    first_day INTEGER NOT NULL,
    last_day INTEGER,
    -- 1 while it goes on.
    open INTEGER NOT NULL,
    version INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (tenant, id)
) WITHOUT ROWID;
CREATE INDEX billed_people_open ON billed_people (tenant, open, id);

CREATE TABLE invoices (
    tenant TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (tenant, created_at, id)
) WITHOUT ROWID;

-- What Stripe told, known for a while so that nothing is taken in twice.
CREATE TABLE stripe_events (
    tenant TEXT NOT NULL,
    id TEXT NOT NULL,
    taken_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (tenant, id)
) WITHOUT ROWID;
CREATE INDEX stripe_events_taken ON stripe_events (taken_at);
