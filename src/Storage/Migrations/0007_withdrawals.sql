-- Enrolments that ended while their programme went on; they stay, for what was said to the person is taken back by them.
ALTER TABLE enrolments ADD COLUMN withdrawn INTEGER NOT NULL DEFAULT 0;
