-- The first schema of a dossier. Text of codes and digests only; domain rules live in the domain.
PRAGMA application_id = 0x594E5231; -- "YNR1"

CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE document (
    name TEXT PRIMARY KEY,
    body BLOB NOT NULL
) STRICT;

CREATE TABLE entry (
    number   TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    name     TEXT NOT NULL,
    kind     TEXT NOT NULL,
    subtype  TEXT,
    panel    TEXT NOT NULL,
    turn     INTEGER,
    state    TEXT NOT NULL,
    facts    TEXT NOT NULL CHECK (json_valid(facts))
) STRICT;

-- No reference to blob: the files of a recused entry are named here but absent.
CREATE TABLE attachment (
    entry    TEXT NOT NULL REFERENCES entry (number) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    name     TEXT NOT NULL,
    digest   TEXT NOT NULL CHECK (length(digest) = 64),
    size     INTEGER NOT NULL CHECK (size >= 0),
    PRIMARY KEY (entry, position)
) STRICT;
CREATE INDEX attachment_digest ON attachment (digest);

CREATE TABLE expert (
    code         TEXT PRIMARY KEY,
    position     INTEGER NOT NULL,
    name         TEXT NOT NULL,
    unit         TEXT NOT NULL,
    title        TEXT NOT NULL,
    field        TEXT NOT NULL,
    category     TEXT,
    role         TEXT NOT NULL,
    panel        TEXT NOT NULL,
    recent_units TEXT NOT NULL CHECK (json_valid(recent_units))
) STRICT;

CREATE TABLE recusal (
    expert TEXT NOT NULL,
    entry  TEXT NOT NULL,
    ground TEXT NOT NULL,
    note   TEXT NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('organiser', 'expert')),
    PRIMARY KEY (expert, entry)
) STRICT;

CREATE TABLE sheet (
    entry            TEXT PRIMARY KEY,
    points           TEXT NOT NULL CHECK (json_valid(points)),
    remarks          TEXT NOT NULL CHECK (json_valid(remarks)),
    veto             TEXT NOT NULL CHECK (json_valid(veto)),
    overall          TEXT NOT NULL,
    vote             TEXT,
    suggested_amount INTEGER -- whole yuan
) STRICT;

CREATE TABLE blob (
    digest TEXT PRIMARY KEY CHECK (length(digest) = 64),
    size   INTEGER NOT NULL CHECK (size >= 0)
) STRICT;

-- Rows of 1 MiB: a file of 200 MB in one row costs 200 MB to touch.
CREATE TABLE blob_chunk (
    digest TEXT NOT NULL REFERENCES blob (digest),
    seq    INTEGER NOT NULL CHECK (seq >= 0),
    body   BLOB NOT NULL CHECK (length(body) BETWEEN 1 AND 1048576),
    PRIMARY KEY (digest, seq)
) STRICT;

CREATE TABLE package (
    digest   TEXT PRIMARY KEY REFERENCES blob (digest),
    type     TEXT NOT NULL,
    name     TEXT NOT NULL,
    expert   TEXT NOT NULL,
    revision INTEGER NOT NULL,
    key_code TEXT NOT NULL,
    state    TEXT NOT NULL,
    at       TEXT NOT NULL
) STRICT;

CREATE TABLE signing_key (
    owner       TEXT PRIMARY KEY,
    certificate BLOB NOT NULL,
    encrypted   BLOB NOT NULL
) STRICT;

CREATE TABLE identity (
    expert       TEXT PRIMARY KEY,
    certificate  BLOB NOT NULL,
    key_code     TEXT NOT NULL,
    confirmed_at TEXT NOT NULL
) STRICT;

CREATE TABLE decision (
    seq     INTEGER PRIMARY KEY,
    kind    TEXT NOT NULL,
    subject TEXT NOT NULL,
    payload TEXT NOT NULL CHECK (json_valid(payload)),
    at      TEXT NOT NULL
) STRICT;
CREATE INDEX decision_kind ON decision (kind, seq);

CREATE TRIGGER decision_is_never_changed BEFORE UPDATE ON decision
BEGIN SELECT RAISE(ABORT, 'decision: append only'); END;
CREATE TRIGGER decision_is_never_removed BEFORE DELETE ON decision
BEGIN SELECT RAISE(ABORT, 'decision: append only'); END;
CREATE TRIGGER decision_follows_the_last BEFORE INSERT ON decision
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM decision)
BEGIN SELECT RAISE(ABORT, 'decision: not the next'); END;

CREATE TABLE journal (
    seq  INTEGER PRIMARY KEY,
    at   TEXT NOT NULL,
    line TEXT NOT NULL CHECK (json_valid(line)),
    prev TEXT NOT NULL CHECK (length(prev) = 64),
    hash TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT;

CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'journal: append only'); END;
CREATE TRIGGER journal_is_never_removed BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'journal: append only'); END;
-- INSERT OR REPLACE slips past a DELETE trigger where recursive_triggers is off.
CREATE TRIGGER journal_follows_the_last BEFORE INSERT ON journal
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM journal)
  OR NEW.prev IS NOT coalesce(
      (SELECT hash FROM journal ORDER BY seq DESC LIMIT 1),
      '0000000000000000000000000000000000000000000000000000000000000000')
BEGIN SELECT RAISE(ABORT, 'journal: not linked to the last entry'); END;
