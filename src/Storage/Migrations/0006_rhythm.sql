-- Pairs in which nothing happens, and those whose closing waits for a person's decision.
ALTER TABLE pairs ADD COLUMN stuck INTEGER NOT NULL DEFAULT 0;
ALTER TABLE pairs ADD COLUMN closing_proposed INTEGER NOT NULL DEFAULT 0;
