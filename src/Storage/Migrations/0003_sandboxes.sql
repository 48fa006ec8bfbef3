-- Sandboxes and their clocks: one row a sandbox tenant.
CREATE TABLE sandboxes (
    tenant TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (tenant, id)
) WITHOUT ROWID;

-- What sandboxes would have mailed; what is said is sealed.
CREATE TABLE sandbox_mails (
    tenant TEXT NOT NULL,
    id TEXT NOT NULL,
    -- By the machine's clock.
    kept_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX sandbox_mails_age ON sandbox_mails (kept_at);

-- The order in which a sandbox's clock runs them. Shards beyond the 64 (and the one of work) are of sandboxes alone.
CREATE INDEX wake_ups_sandbox ON wake_ups (tenant, due_at, grain_kind, grain_id, name) WHERE shard > 64 AND parked = 0;
