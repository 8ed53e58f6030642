-- From the tables of version 3 to those of version 4: hits beside what they
-- made, signatures, which the next scan makes, and room for scores that are
-- learned from decisions.

ALTER TABLE content ADD COLUMN signatures BLOB;

ALTER TABLE suggestion ADD COLUMN hits TEXT NOT NULL DEFAULT '[]';
UPDATE suggestion SET hits = (
    SELECT json_group_array(json_object('text', text, 'start', start, 'end', "end",
        'indicator', indicator, 'weight', weight))
    FROM (SELECT * FROM hit WHERE suggestion = suggestion.id ORDER BY rowid)
);
DROP TABLE hit;
CREATE VIEW hit AS
SELECT suggestion.id AS suggestion, each.value ->> '$.start' AS start,
    each.value ->> '$.end' AS "end", each.value ->> '$.text' AS text,
    each.value ->> '$.indicator' AS indicator, each.value ->> '$.weight' AS weight
FROM suggestion, json_each(suggestion.hits) AS each;

-- Some files of version 3 have it.
CREATE INDEX IF NOT EXISTS ledger_kind ON ledger (kind);

CREATE TABLE scanned (
    suggestion INTEGER PRIMARY KEY REFERENCES suggestion (id) ON DELETE CASCADE,
    score REAL NOT NULL,
    factors TEXT NOT NULL,
    explanation TEXT NOT NULL
) STRICT;
