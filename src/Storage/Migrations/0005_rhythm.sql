-- Pairs in which nothing happens, and those whose closing waits for a person's decision.
ALTER TABLE pairs ADD COLUMN stuck INTEGER NOT NULL DEFAULT 0;
ALTER TABLE pairs ADD COLUMN closing_proposed INTEGER NOT NULL DEFAULT 0;

-- What people of a programme are given to read, worded by the business; what has no row is the template.
CREATE TABLE resources (
    tenant TEXT NOT NULL,
    programme_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (tenant, programme_id, id)
);

CREATE TABLE workshops (
    tenant TEXT NOT NULL,
    id TEXT NOT NULL,
    programme_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX workshops_programme ON workshops (tenant, programme_id, id);

-- Who comes to a workshop and who was there; the id is the participant's.
CREATE TABLE attendances (
    tenant TEXT NOT NULL,
    workshop_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (tenant, workshop_id, id)
) WITHOUT ROWID;
