-- From the tables of version 2, renamed to old_…, to those of version 4.

INSERT INTO run
SELECT id, started_at, finished_at, engine_version, lexicon_id, lexicon_name, lexicon_version,
    lexicon_fingerprint, NULL, threshold, '{}', '', 0
FROM old_run;

INSERT INTO value SELECT run, position, id, name, cluster, definition FROM old_value;

INSERT INTO content
SELECT id, run, sha256, bytes, format, NULL, pages, NULL, failure, failure_found,
    failure_message, file_title, file_author, file_created, NULL, NULL, NULL, NULL, 0, 0, NULL
FROM (
    SELECT *, row_number() OVER (PARTITION BY coalesce(sha256, id) ORDER BY id DESC) AS age
    FROM old_document
)
WHERE age = 1
ORDER BY id;

INSERT INTO document
SELECT old_document.id, path, content.id, NULL, old_document.run,
    row_number() OVER (PARTITION BY old_document.run ORDER BY old_document.id) - 1,
    NULL, NULL, NULL,
    given_title, given_municipality, given_kind, given_year, given_source, given_url
FROM old_document
JOIN content ON content.sha256 = old_document.sha256
    OR (old_document.sha256 IS NULL AND content.id = old_document.id);

INSERT INTO warning
SELECT document, kind, page, message FROM old_warning
WHERE document IN (SELECT id FROM content);

INSERT INTO passage
SELECT id, document, block, kind, label, page, path, text, 'overig', 0 FROM old_passage
WHERE document IN (SELECT id FROM content);

INSERT INTO suggestion
SELECT id, passage, value, score, stance,
    CASE evidence WHEN 'explicit' THEN 'named' ELSE evidence END, explanation, best, base, factors,
    'open', NULL,
    (SELECT json_group_array(json_object('text', text, 'start', start, 'end', "end",
        'indicator', indicator, 'weight', weight))
     FROM (SELECT * FROM old_hit WHERE suggestion = old_suggestion.id ORDER BY rowid))
FROM old_suggestion
WHERE passage IN (SELECT id FROM passage);
