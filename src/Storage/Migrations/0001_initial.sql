-- Keys begin with the tenant. Instants are whole milliseconds since 1970. Bodies are UTF-8 JSON.
-- A table whose rows carry large bodies keeps its rowid: without one, a body of more than a quarter page spills.

CREATE TABLE grain_states (
    tenant TEXT NOT NULL,
    grain_kind TEXT NOT NULL,
    grain_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    -- Events of this grain so far; the next has this number plus one, also after the state was cleared.
    event_count INTEGER NOT NULL,
    -- The sequence of the last of them, where the chain of the grain's events begins; NULL while there is none.
    last_event INTEGER,
    schema INTEGER NOT NULL,
    -- NULL when the state was cleared.
    body BLOB,
    PRIMARY KEY (tenant, grain_id, grain_kind)
);

-- Only ever appended to. An index by grain would make every commit write a page that no other commit of its batch writes,
-- so each event names the one before it of its grain instead, and a grain's events are found by going back along them.
CREATE TABLE events (
    tenant TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    type TEXT NOT NULL,
    resource TEXT NOT NULL,
    grain_kind TEXT NOT NULL,
    grain_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    -- The sequence of the grain's event before; NULL for its first.
    previous INTEGER,
    -- Never decreases along the sequence: a range of instants is a range of numbers.
    created_at INTEGER NOT NULL,
    data TEXT NOT NULL,
    PRIMARY KEY (tenant, sequence)
);
-- Of a resource that is no grain of its own.
CREATE INDEX events_resource ON events (tenant, resource, sequence) WHERE resource <> grain_id;
CREATE INDEX events_type ON events (tenant, type, sequence);

CREATE TABLE event_sequences (
    tenant TEXT NOT NULL PRIMARY KEY,
    sequence INTEGER NOT NULL,
    created_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE claims (
    tenant TEXT NOT NULL,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    grain_kind TEXT NOT NULL,
    grain_id TEXT NOT NULL,
    PRIMARY KEY (tenant, kind, value)
) WITHOUT ROWID;

CREATE TABLE wake_ups (
    tenant TEXT NOT NULL,
    grain_kind TEXT NOT NULL,
    grain_id TEXT NOT NULL,
    name TEXT NOT NULL,
    shard INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    next_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    parked INTEGER NOT NULL,
    PRIMARY KEY (tenant, grain_kind, grain_id, name)
);
-- With a rowid its entries are a few bytes, so that arming again, the usual change, dirties hardly a page.
CREATE INDEX wake_ups_due ON wake_ups (shard, next_at) WHERE parked = 0;

CREATE TABLE idempotency (
    tenant TEXT NOT NULL,
    key TEXT NOT NULL,
    request_hash TEXT NOT NULL,
    command_id TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    -- NULL until the answer is stored.
    status INTEGER,
    content_type TEXT,
    location TEXT,
    etag TEXT,
    body BLOB,
    PRIMARY KEY (tenant, key)
);
CREATE INDEX idempotency_age ON idempotency (created_at);

CREATE TABLE import_uploads (
    tenant TEXT NOT NULL,
    import_id TEXT NOT NULL,
    chunk INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    lines BLOB NOT NULL,
    PRIMARY KEY (tenant, import_id, chunk)
);
CREATE INDEX import_uploads_age ON import_uploads (created_at);

CREATE TABLE tenants (
    tenant TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (tenant, id)
) WITHOUT ROWID;

CREATE TABLE api_keys (
    tenant TEXT NOT NULL,
    id TEXT NOT NULL,
    hash TEXT NOT NULL,
    created_by TEXT,
    -- Noted apart from the row, now and then.
    used_at INTEGER,
    version INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (tenant, id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX api_keys_hash ON api_keys (hash);

CREATE TABLE members (
    tenant TEXT NOT NULL,
    id TEXT NOT NULL,
    email TEXT NOT NULL,
    participant_id TEXT,
    status TEXT NOT NULL,
    version INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (tenant, id)
) WITHOUT ROWID;
-- An address is also looked for before the tenant is known.
CREATE INDEX members_email ON members (email, tenant, id);
CREATE INDEX members_participant ON members (tenant, participant_id, id);
CREATE INDEX members_status ON members (tenant, status, id);

CREATE TABLE member_passwords (
    tenant TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (tenant, id)
) WITHOUT ROWID;

CREATE TABLE member_sessions (
    tenant TEXT NOT NULL,
    id TEXT NOT NULL,
    member_id TEXT NOT NULL,
    hash TEXT NOT NULL,
    -- When it ended, or will at the latest.
    ends_at INTEGER NOT NULL,
    -- Noted apart from the row, now and then.
    used_at INTEGER,
    version INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (tenant, id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX member_sessions_hash ON member_sessions (hash);
CREATE INDEX member_sessions_member ON member_sessions (tenant, member_id, id);
CREATE INDEX member_sessions_age ON member_sessions (ends_at);

CREATE TABLE sign_in_links (
    tenant TEXT NOT NULL,
    id TEXT NOT NULL,
    member_id TEXT NOT NULL,
    hash TEXT NOT NULL,
    ends_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (tenant, id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX sign_in_links_hash ON sign_in_links (hash);
CREATE INDEX sign_in_links_age ON sign_in_links (ends_at);

CREATE TABLE participants (
    tenant TEXT NOT NULL,
    id TEXT NOT NULL,
    employee_id TEXT NOT NULL,
    email TEXT NOT NULL,
    manager_employee_id TEXT,
    subsidiary TEXT,
    country TEXT,
    job_family TEXT,
    language TEXT,
    roles TEXT NOT NULL,
    -- Name, e-mail address and employee id without case and accents.
    search TEXT NOT NULL,
    learner_profile TEXT,
    version INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (tenant, id)
);
-- Covers the whole reporting tree.
CREATE INDEX participants_employee ON participants (tenant, employee_id, manager_employee_id, id);
CREATE INDEX participants_email ON participants (tenant, email, id);
CREATE INDEX participants_manager ON participants (tenant, manager_employee_id, id);
-- Filters with few different values go along the key: a page of them is found soon, and every index costs each imported row.
CREATE INDEX participants_subsidiary ON participants (tenant, subsidiary, id);

-- How far people have come with their intake; whoever was never asked has no row.
CREATE TABLE intakes (
    tenant TEXT NOT NULL,
    id TEXT NOT NULL,
    status TEXT NOT NULL,
    version INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (tenant, id)
) WITHOUT ROWID;

CREATE TABLE messages (
    tenant TEXT NOT NULL,
    participant_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (tenant, participant_id, id)
) WITHOUT ROWID;

-- How people want messages to come; whoever has chosen nothing has no row.
CREATE TABLE preferences (
    tenant TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (tenant, id)
) WITHOUT ROWID;

CREATE TABLE imports (
    tenant TEXT NOT NULL,
    id TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (tenant, id)
) WITHOUT ROWID;
CREATE INDEX imports_age ON imports (created_at);

CREATE TABLE import_problems (
    tenant TEXT NOT NULL,
    import_id TEXT NOT NULL,
    id TEXT NOT NULL,
    line INTEGER NOT NULL,
    severity TEXT NOT NULL,
    version INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (tenant, import_id, id)
) WITHOUT ROWID;
CREATE INDEX import_problems_line ON import_problems (tenant, import_id, line, id);
CREATE INDEX import_problems_severity ON import_problems (tenant, import_id, severity, line, id);

CREATE TABLE programmes (
    tenant TEXT NOT NULL,
    id TEXT NOT NULL,
    phase TEXT NOT NULL,
    kind TEXT NOT NULL,
    version INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX programmes_phase ON programmes (tenant, phase, id);
CREATE INDEX programmes_kind ON programmes (tenant, kind, id);

CREATE TABLE enrolments (
    tenant TEXT NOT NULL,
    programme_id TEXT NOT NULL,
    id TEXT NOT NULL,
    participant_id TEXT NOT NULL,
    role TEXT NOT NULL,
    version INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (tenant, programme_id, id)
) WITHOUT ROWID;
CREATE INDEX enrolments_participant ON enrolments (tenant, programme_id, participant_id);
CREATE INDEX enrolments_role ON enrolments (tenant, programme_id, role, id);

CREATE TABLE exclusions (
    tenant TEXT NOT NULL,
    programme_id TEXT NOT NULL,
    id TEXT NOT NULL,
    lifted INTEGER NOT NULL,
    version INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (tenant, programme_id, id)
) WITHOUT ROWID;

CREATE TABLE charters (
    tenant TEXT NOT NULL,
    programme_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (tenant, programme_id, id)
);

CREATE TABLE matching_runs (
    tenant TEXT NOT NULL,
    id TEXT NOT NULL,
    programme_id TEXT NOT NULL,
    -- How many of its proposals became pairs.
    published INTEGER NOT NULL,
    version INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (tenant, id)
) WITHOUT ROWID;
CREATE INDEX matching_runs_programme ON matching_runs (tenant, programme_id, id);

CREATE TABLE matching_proofs (
    tenant TEXT NOT NULL,
    run_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (tenant, run_id, id)
);

CREATE TABLE proposals (
    tenant TEXT NOT NULL,
    run_id TEXT NOT NULL,
    id TEXT NOT NULL,
    decision TEXT NOT NULL,
    mentee_id TEXT NOT NULL,
    -- The tenth of the score, 0 to 9.
    score_band INTEGER NOT NULL,
    pair_id TEXT,
    publication_id TEXT,
    version INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (tenant, run_id, id)
);
CREATE INDEX proposals_decision ON proposals (tenant, run_id, decision, id);

CREATE TABLE unmatched (
    tenant TEXT NOT NULL,
    run_id TEXT NOT NULL,
    id TEXT NOT NULL,
    role TEXT NOT NULL,
    participant_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (tenant, run_id, id)
) WITHOUT ROWID;
CREATE INDEX unmatched_role ON unmatched (tenant, run_id, role, id);

CREATE TABLE publications (
    tenant TEXT NOT NULL,
    id TEXT NOT NULL,
    programme_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (tenant, id)
) WITHOUT ROWID;

CREATE TABLE pairs (
    tenant TEXT NOT NULL,
    id TEXT NOT NULL,
    programme_id TEXT NOT NULL,
    mentor_id TEXT NOT NULL,
    mentee_id TEXT NOT NULL,
    phase TEXT NOT NULL,
    overdue INTEGER NOT NULL,
    sessions_held INTEGER NOT NULL,
    sessions_due INTEGER NOT NULL,
    sessions_on_time INTEGER NOT NULL,
    -- Where the chain of the pair's sessions begins; NULL while there is none.
    last_session_id TEXT,
    -- NULL while nothing falls due.
    due_at INTEGER,
    flagged INTEGER NOT NULL,
    rule_broken INTEGER NOT NULL,
    -- mentor, mentee or both: whose answer or signature is missing.
    waiting_on TEXT,
    version INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX pairs_programme ON pairs (tenant, programme_id, id);
CREATE INDEX pairs_mentor ON pairs (tenant, mentor_id, id);
CREATE INDEX pairs_mentee ON pairs (tenant, mentee_id, id);
CREATE INDEX pairs_phase ON pairs (tenant, phase, id);
CREATE INDEX pairs_overdue ON pairs (tenant, overdue, id);

CREATE TABLE pair_steps (
    tenant TEXT NOT NULL,
    pair_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (tenant, pair_id, id)
) WITHOUT ROWID;

-- Of participants, each sealed under keys that are not in the database; a body without one was erased.
CREATE TABLE private_keys (
    tenant TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (tenant, id)
) WITHOUT ROWID;

-- Answers for their author alone; what is written is sealed.
CREATE TABLE reflections (
    tenant TEXT NOT NULL,
    pair_id TEXT NOT NULL,
    id TEXT NOT NULL,
    session_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (tenant, pair_id, id)
);

-- Of the secret in a feed's address only the hash is kept.
CREATE TABLE calendar_feeds (
    tenant TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (tenant, id)
) WITHOUT ROWID;

CREATE TABLE agenda_items (
    tenant TEXT NOT NULL,
    pair_id TEXT NOT NULL,
    id TEXT NOT NULL,
    status TEXT NOT NULL,
    version INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (tenant, pair_id, id)
) WITHOUT ROWID;

CREATE TABLE objectives (
    tenant TEXT NOT NULL,
    pair_id TEXT NOT NULL,
    id TEXT NOT NULL,
    programme_id TEXT NOT NULL,
    status TEXT NOT NULL,
    version INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (tenant, pair_id, id)
) WITHOUT ROWID;

-- Ids begin with their instant, so new sessions come last; those of a pair are chained as events are.
CREATE TABLE sessions (
    tenant TEXT NOT NULL,
    id TEXT NOT NULL,
    pair_id TEXT NOT NULL,
    -- The pair's session that was added before; NULL for its first.
    previous_id TEXT,
    status TEXT NOT NULL,
    version INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (tenant, id)
) WITHOUT ROWID;
