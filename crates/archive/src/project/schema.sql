-- The project file of Waardenscan, version 6. All offsets count Unicode code
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
    model_fingerprint TEXT,                -- SHA-256 of its statistical part; NULL: none
    threshold REAL NOT NULL,
    settings TEXT NOT NULL,                -- JSON object: how files are read
    recipe TEXT NOT NULL,                  -- SHA-256 of all of these that decide a result
    fresh INTEGER NOT NULL CHECK (fresh IN (0, 1)) -- 1: all is done again
) STRICT;

CREATE TABLE value (
    run INTEGER NOT NULL REFERENCES run (id),
    position INTEGER NOT NULL,             -- order in the lexicon, from 0
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    cluster TEXT NOT NULL,
    definition TEXT NOT NULL,
    PRIMARY KEY (run, id)
) STRICT;

-- What was read, apart from where it lies: the same bytes are read once.
CREATE TABLE content (
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES run (id), -- the run that read it
    sha256 TEXT UNIQUE,                    -- NULL: could not be opened
    bytes INTEGER NOT NULL,
    format TEXT,                           -- NULL: not analysed
    reader TEXT,
    pages INTEGER,
    recognised_pages TEXT,                 -- JSON array of numbers, from 1
    failure TEXT,                          -- NULL: analysed; else its kind
    failure_found TEXT,                    -- what a file of another format is
    failure_message TEXT,
    file_title TEXT,                       -- what the file says of itself
    file_author TEXT,
    file_created TEXT,
    metadata TEXT,                         -- JSON: all that the file says of itself
    guessed_kind TEXT,                     -- what it was recognised as
    guessed_kind_confidence REAL,          -- 0 to 1
    personal TEXT,                         -- JSON: how much personal data the passages hold
    read_us INTEGER NOT NULL,              -- microseconds on a wall clock
    score_us INTEGER NOT NULL,
    signatures BLOB,                       -- of passages with suggestions, for standard
                                           -- text; NULL: none yet
    CHECK ((format IS NULL) = (failure IS NOT NULL))
) STRICT;
CREATE INDEX content_bytes ON content (bytes);

-- A path and the content that lies there.
CREATE TABLE document (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    content INTEGER NOT NULL REFERENCES content (id),
    before INTEGER REFERENCES content (id), -- what decisions wait on while the file cannot be read
    run INTEGER NOT NULL REFERENCES run (id), -- the last that met it
    position INTEGER NOT NULL,             -- order in that run, from 0
    bytes INTEGER,                         -- as the folder says, before it was read
    modified_ns INTEGER,                   -- since 1970; NULL: unknown
    removed INTEGER REFERENCES run (id),   -- the run that no longer found it
    given_title TEXT,                      -- what people said of it
    given_municipality TEXT,
    given_kind TEXT,
    given_year INTEGER,
    given_source TEXT,
    given_url TEXT
) STRICT;
CREATE INDEX document_content ON document (content);
CREATE INDEX document_before ON document (before) WHERE before IS NOT NULL;
CREATE INDEX document_run ON document (run, position);

CREATE TABLE warning (
    content INTEGER NOT NULL REFERENCES content (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    page INTEGER,                          -- from 1, in the order of the file
    message TEXT NOT NULL
) STRICT;
CREATE INDEX warning_content ON warning (content);

CREATE TABLE passage (
    id INTEGER PRIMARY KEY,
    content INTEGER NOT NULL REFERENCES content (id) ON DELETE CASCADE,
    block INTEGER NOT NULL,                -- order in the document, from 0
    kind TEXT NOT NULL,
    label TEXT,
    page INTEGER,                          -- from 1, in the order of the file
    path TEXT NOT NULL,                    -- JSON array of headings
    text TEXT NOT NULL,
    role TEXT NOT NULL,                    -- what its section is for; not scored in an
                                           -- 'inhoudsopgave' or 'colofon'
    role_confidence REAL NOT NULL,         -- 0 to 1
    UNIQUE (content, block)
) STRICT;

CREATE TABLE suggestion (
    id INTEGER PRIMARY KEY,
    passage INTEGER NOT NULL REFERENCES passage (id) ON DELETE CASCADE,
    value TEXT NOT NULL,                   -- id within the run's lexicon
    score REAL NOT NULL,
    -- Without IN, for which SQLite would lay out a table with each row.
    stance TEXT NOT NULL
        CHECK (stance = 'nagestreefd' OR stance = 'onder_druk' OR stance = 'begrensd'),
    evidence TEXT NOT NULL
        CHECK (evidence = 'named' OR evidence = 'described' OR evidence = 'implied'
            OR evidence = 'listed'),
    explanation TEXT NOT NULL,
    best TEXT,                             -- JSON: the piece that speaks for it most
    base REAL NOT NULL,                    -- base and factors add up to the logit of score
    factors TEXT NOT NULL,                 -- JSON array of what moved the score
    state TEXT NOT NULL DEFAULT 'open'     -- what the decision that stands makes of it
        CHECK (state = 'open' OR state = 'accepted' OR state = 'rejected' OR state = 'changed'
            OR state = 'doubt'),
    decision INTEGER REFERENCES ledger (number),
    hits TEXT NOT NULL,                    -- JSON array: the words that made it
    UNIQUE (passage, value)
) STRICT;
-- Pages of suggestions, the strongest first: each state apart, so that no page
-- has to pass over those of another.
CREATE INDEX suggestion_state ON suggestion (state, score DESC);
CREATE INDEX suggestion_value ON suggestion (value, state, score DESC);
-- The same, as they stand in the documents: an index ends with the key.
CREATE INDEX suggestion_state_place ON suggestion (state);
CREATE INDEX suggestion_value_place ON suggestion (value, state);
-- The stances that are rare: of the usual one every page is full.
CREATE INDEX suggestion_stance ON suggestion (stance, state, score DESC)
    WHERE stance <> 'nagestreefd';

-- What the scan said of suggestions whose score was learned from decisions.
CREATE TABLE scanned (
    suggestion INTEGER PRIMARY KEY REFERENCES suggestion (id) ON DELETE CASCADE,
    score REAL NOT NULL,
    factors TEXT NOT NULL,
    explanation TEXT NOT NULL
) STRICT;

-- How far the suggestions have the score of what was learned last: one row.
CREATE TABLE rescoring (
    entry INTEGER PRIMARY KEY,             -- of the ledger: what asked for it
    after INTEGER,                         -- the last suggestion done; NULL: all are
    open INTEGER NOT NULL,                 -- of what is done: those that are open
    rise INTEGER NOT NULL,                 -- of these: by .05 at least
    fall INTEGER NOT NULL,
    rise_above INTEGER NOT NULL,           -- of these: to the run's threshold
    fall_below INTEGER NOT NULL
) STRICT;

CREATE TABLE tension (
    passage INTEGER NOT NULL REFERENCES passage (id) ON DELETE CASCADE,
    value_1 TEXT NOT NULL,                 -- ids within the run's lexicon
    value_2 TEXT NOT NULL,
    question TEXT NOT NULL,                -- the lexicon's, where both meet
    cue TEXT NOT NULL,                     -- JSON: the words that set them against each other
    evidence TEXT NOT NULL                 -- JSON array: the words of each value
) STRICT;
CREATE INDEX tension_passage ON tension (passage);

-- For other tools: the hits one by one, start and end in code points within
-- passage.text, the end exclusive.
CREATE VIEW hit AS
SELECT suggestion.id AS suggestion, each.value ->> '$.start' AS start,
    each.value ->> '$.end' AS "end", each.value ->> '$.text' AS text,
    each.value ->> '$.indicator' AS indicator, each.value ->> '$.weight' AS weight
FROM suggestion, json_each(suggestion.hits) AS each;

-- The decisions of analysts. `entry` is JSON and all there is to say; each
-- entry holds the hash of the one before, and none is ever changed.
CREATE TABLE ledger (
    number INTEGER PRIMARY KEY,            -- from 1, without gaps
    hash TEXT NOT NULL UNIQUE,             -- SHA-256 of entry
    entry TEXT NOT NULL,
    kind TEXT GENERATED ALWAYS AS (entry ->> '$.kind') VIRTUAL,
    document TEXT GENERATED ALWAYS AS (entry ->> '$.document') VIRTUAL,
    block INTEGER GENERATED ALWAYS AS (entry ->> '$.block') VIRTUAL,
    value TEXT GENERATED ALWAYS AS (entry ->> '$.value') VIRTUAL,
    undoes TEXT GENERATED ALWAYS AS (entry ->> '$.undoes') VIRTUAL
) STRICT;
CREATE INDEX ledger_document ON ledger (document);
CREATE INDEX ledger_kind ON ledger (kind);
CREATE INDEX ledger_undoes ON ledger (undoes) WHERE undoes IS NOT NULL;
CREATE TRIGGER ledger_keeps BEFORE UPDATE ON ledger
BEGIN SELECT RAISE(ABORT, 'an entry of the ledger is never changed'); END;
CREATE TRIGGER ledger_loses_nothing BEFORE DELETE ON ledger
BEGIN SELECT RAISE(ABORT, 'an entry of the ledger is never removed'); END;
CREATE TRIGGER ledger_replaces_nothing BEFORE INSERT ON ledger
WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM ledger)
    OR EXISTS (SELECT 1 FROM ledger WHERE hash = NEW.hash)
BEGIN SELECT RAISE(ABORT, 'an entry of the ledger is only added after the last'); END;

-- Where a decision stands now. A decision without a place has lapsed: it is
-- listed, never dropped.
CREATE TABLE placement (
    entry INTEGER NOT NULL REFERENCES ledger (number),
    content INTEGER NOT NULL REFERENCES content (id) ON DELETE CASCADE,
    block INTEGER NOT NULL,
    how TEXT NOT NULL CHECK (how IN ('decided', 'moved', 'similar')),
    similarity REAL NOT NULL,              -- of the text decided on and the text here, in (0, 1]
    PRIMARY KEY (entry, content)
) STRICT, WITHOUT ROWID;
CREATE INDEX placement_content ON placement (content, block);

-- What a run changed, by file and by value.
CREATE TABLE change (
    run INTEGER NOT NULL REFERENCES run (id),
    path TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('new', 'changed', 'rescored', 'removed', 'returned')),
    PRIMARY KEY (run, path)
) STRICT, WITHOUT ROWID;
CREATE TABLE difference (
    run INTEGER NOT NULL REFERENCES run (id),
    path TEXT NOT NULL,
    value TEXT NOT NULL,
    came INTEGER NOT NULL,                 -- suggestions
    went INTEGER NOT NULL,
    moved INTEGER NOT NULL,                -- to another place, or with a text slightly changed
    PRIMARY KEY (run, path, value)
) STRICT, WITHOUT ROWID;

-- Standard text: passages of several contents that are the same or nearly so,
-- and for which a value is suggested.
CREATE TABLE standard_text (
    id INTEGER PRIMARY KEY,
    passages INTEGER NOT NULL,
    contents INTEGER NOT NULL,
    identical INTEGER NOT NULL CHECK (identical IN (0, 1)) -- 0: only nearly
) STRICT;
CREATE TABLE standard_passage (
    passage INTEGER PRIMARY KEY REFERENCES passage (id) ON DELETE CASCADE,
    standard_text INTEGER NOT NULL REFERENCES standard_text (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX standard_passage_text ON standard_passage (standard_text);
