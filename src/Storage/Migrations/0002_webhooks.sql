-- Endpoints that events are sent to, how far each is, what was tried, and what is not delivered.

CREATE TABLE webhook_endpoints (
    tenant TEXT NOT NULL,
    id TEXT NOT NULL,
    deleted INTEGER NOT NULL,
    version INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (tenant, id)
) WITHOUT ROWID;

CREATE TABLE webhook_progress (
    tenant TEXT NOT NULL,
    id TEXT NOT NULL,
    enabled INTEGER NOT NULL,
    -- The sequence of the last event that was taken up.
    last_event INTEGER NOT NULL,
    -- NULL while nothing waits.
    due_at INTEGER,
    version INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (tenant, id)
) WITHOUT ROWID;

CREATE TABLE webhook_attempts (
    tenant TEXT NOT NULL,
    endpoint_id TEXT NOT NULL,
    id TEXT NOT NULL,
    event_id TEXT NOT NULL,
    succeeded INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (tenant, endpoint_id, id)
);
CREATE INDEX webhook_attempts_age ON webhook_attempts (created_at);

-- Events that an endpoint did not accept at once.
CREATE TABLE webhook_deliveries (
    tenant TEXT NOT NULL,
    endpoint_id TEXT NOT NULL,
    id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    status TEXT NOT NULL,
    undelivered INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (tenant, endpoint_id, id)
) WITHOUT ROWID;
CREATE INDEX webhook_deliveries_undelivered ON webhook_deliveries (tenant, sequence) WHERE undelivered = 1;
CREATE INDEX webhook_deliveries_dead ON webhook_deliveries (tenant, endpoint_id, sequence) WHERE status = 'dead';
CREATE INDEX webhook_deliveries_age ON webhook_deliveries (created_at);
