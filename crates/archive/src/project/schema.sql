-- The project file of Waardenscan, version 1. All offsets count Unicode code
-- points, as SQLite's own substr() does, so that any tool can cut out a hit.

CREATE TABLE run (
    id INTEGER PRIMARY KEY,
    started_at TEXT NOT NULL,              -- UTC, ISO 8601
    finished_at TEXT,                      -- NULL: the run was broken off
    engine_version TEXT NOT NULL,
    lexicon_id TEXT NOT NULL,
    lexicon_name TEXT NOT NULL,
    lexicon_version TEXT NOT NULL,
    lexicon_fingerprint TEXT NOT NULL,     -- SHA-256 of the lexicon's content
    threshold REAL NOT NULL
) STRICT;

CREATE TABLE value (
    run INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,             -- order in the lexicon, from 0
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    cluster TEXT NOT NULL,
    definition TEXT NOT NULL,
    PRIMARY KEY (run, id)
) STRICT;

CREATE TABLE document (
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    path TEXT NOT NULL UNIQUE,
    bytes INTEGER NOT NULL,
    sha256 TEXT,                           -- NULL: could not be opened
    format TEXT,                           -- NULL: not analysed
    pages INTEGER,
    failure TEXT,                          -- NULL: analysed; else its kind
    failure_found TEXT,                    -- what a file of another format is
    failure_message TEXT,
    file_title TEXT,                       -- what the file says of itself
    file_author TEXT,
    file_created TEXT,
    given_title TEXT,                      -- what people said of it
    given_municipality TEXT,
    given_kind TEXT,
    given_year INTEGER,
    given_source TEXT,
    given_url TEXT,
    CHECK ((format IS NULL) = (failure IS NOT NULL))
) STRICT;
CREATE INDEX document_run ON document (run);

CREATE TABLE warning (
    document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    page INTEGER,                          -- from 1, in the order of the file
    message TEXT NOT NULL
) STRICT;
CREATE INDEX warning_document ON warning (document);

CREATE TABLE passage (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    block INTEGER NOT NULL,                -- order in the document, from 0
    kind TEXT NOT NULL,
    label TEXT,
    page INTEGER,                          -- from 1, in the order of the file
    path TEXT NOT NULL,                    -- JSON array of headings
    text TEXT NOT NULL,
    UNIQUE (document, block)
) STRICT;

CREATE TABLE suggestion (
    id INTEGER PRIMARY KEY,
    passage INTEGER NOT NULL REFERENCES passage (id) ON DELETE CASCADE,
    value TEXT NOT NULL,                   -- id within the run's lexicon
    score REAL NOT NULL,
    stance TEXT NOT NULL CHECK (stance IN ('nagestreefd', 'onder_druk', 'begrensd')),
    evidence TEXT NOT NULL CHECK (evidence IN ('explicit', 'implied')),
    explanation TEXT NOT NULL,
    best TEXT,                             -- JSON: the piece that speaks for it most
    base REAL NOT NULL,                    -- base and factors add up to the logit of score
    factors TEXT NOT NULL,                 -- JSON array of what moved the score
    UNIQUE (passage, value)
) STRICT;

CREATE TABLE hit (
    suggestion INTEGER NOT NULL REFERENCES suggestion (id) ON DELETE CASCADE,
    start INTEGER NOT NULL,                -- code points within passage.text
    end INTEGER NOT NULL,                  -- exclusive
    text TEXT NOT NULL,
    indicator TEXT NOT NULL,
    weight REAL NOT NULL
) STRICT;
CREATE INDEX hit_suggestion ON hit (suggestion);
