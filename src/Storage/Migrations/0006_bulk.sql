-- When people left; the few who did are found without the others.
ALTER TABLE participants ADD COLUMN left_at INTEGER;
CREATE INDEX participants_left ON participants (tenant, id) WHERE left_at IS NOT NULL;

CREATE TABLE exports (
    tenant TEXT NOT NULL,
    id TEXT NOT NULL,
    status TEXT NOT NULL,
    programme_id TEXT,
    version INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (tenant, id)
) WITHOUT ROWID;
CREATE INDEX exports_status ON exports (tenant, status, id);

-- The file of an export in its order, until it expires.
CREATE TABLE export_pieces (
    tenant TEXT NOT NULL,
    export_id TEXT NOT NULL,
    piece INTEGER NOT NULL,
    -- By the machine's clock.
    created_at INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (tenant, export_id, piece)
);
CREATE INDEX export_pieces_age ON export_pieces (created_at);
