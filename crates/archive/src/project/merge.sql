-- Copies what the attached database "part" holds, but for its ledger and what
-- follows from it. Run inside a transaction.

INSERT INTO main.run
SELECT 1, started_at, NULL, engine_version, lexicon_id, lexicon_name, lexicon_version,
    lexicon_fingerprint, model_fingerprint, threshold, settings, recipe, 0
FROM part.run
WHERE id = (SELECT max(id) FROM part.run) AND NOT EXISTS (SELECT 1 FROM main.run);

INSERT OR IGNORE INTO main.value
SELECT 1, position, id, name, cluster, definition FROM part.value
WHERE run = (SELECT max(id) FROM part.run);

-- Keys move up by the highest that is there. What is there already by its
-- hash is not copied; where it is from is kept until the end.
CREATE TEMP TABLE moved AS
SELECT there.id AS old,
    coalesce(here.id, there.id + (SELECT coalesce(max(id), 0) FROM main.content)) AS new,
    here.id IS NULL AS copied
FROM part.content AS there LEFT JOIN main.content AS here ON here.sha256 = there.sha256;
CREATE UNIQUE INDEX temp.moved_old ON moved (old);
CREATE TEMP TABLE shift AS
SELECT (SELECT coalesce(max(id), 0) FROM main.passage) AS passage,
    (SELECT coalesce(max(id), 0) FROM main.suggestion) AS suggestion;

INSERT INTO main.content
SELECT new, 1, sha256, bytes, format, reader, pages, recognised_pages, failure, failure_found,
    failure_message, file_title, file_author, file_created, metadata, guessed_kind,
    guessed_kind_confidence, personal, read_us, score_us, signatures
FROM part.content JOIN temp.moved ON old = id WHERE copied ORDER BY id;

INSERT INTO main.warning
SELECT new, kind, page, message FROM part.warning JOIN temp.moved ON old = content
WHERE copied ORDER BY warning.rowid;

INSERT INTO main.passage
SELECT id + shift.passage, new, block, kind, label, page, path, text, role,
    role_confidence
FROM part.passage JOIN temp.moved ON old = content, temp.shift WHERE copied ORDER BY id;

INSERT INTO main.suggestion
SELECT suggestion.id + shift.suggestion, suggestion.passage + shift.passage, value,
    coalesce(scanned.score, suggestion.score), stance, evidence,
    coalesce(scanned.explanation, suggestion.explanation), best, base,
    coalesce(scanned.factors, suggestion.factors), 'open', NULL, hits
FROM part.suggestion JOIN part.passage ON passage.id = suggestion.passage
LEFT JOIN part.scanned ON scanned.suggestion = suggestion.id
JOIN temp.moved ON old = passage.content, temp.shift WHERE copied ORDER BY suggestion.id;

INSERT INTO main.tension
SELECT tension.passage + shift.passage, value_1, value_2, question, cue, evidence
FROM part.tension JOIN part.passage ON passage.id = tension.passage
JOIN temp.moved ON old = passage.content, temp.shift WHERE copied ORDER BY tension.rowid;

INSERT OR IGNORE INTO main.document (path, content, before, run, position, bytes, modified_ns,
    removed, given_title, given_municipality, given_kind, given_year, given_source, given_url)
SELECT path, here.new, waiting.new, 1, position, bytes, modified_ns,
    CASE WHEN removed IS NOT NULL THEN 1 END,
    given_title, given_municipality, given_kind, given_year, given_source, given_url
FROM part.document JOIN temp.moved AS here ON here.old = content
LEFT JOIN temp.moved AS waiting ON waiting.old = before
ORDER BY document.id;

DROP TABLE temp.moved;
DROP TABLE temp.shift;
