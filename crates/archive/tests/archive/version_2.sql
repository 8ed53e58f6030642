BEGIN TRANSACTION;
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
INSERT INTO "document" VALUES(1,1,'archief/afgekapt.docx',5550,'2e7d9d58bebbd782ce87e1bf0c48958e993b8312a87463adfa10f2082c752a6e',NULL,NULL,'damaged',NULL,'the file is damaged: the package cannot be opened: invalid Zip archive: Could not find EOCD; what is left of its parts was read',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "document" VALUES(3,1,'archief/kopie.docx',12344,'bc523ae95fdb8877418069f2fefbb63f3042711001b27c9ff9c70b5d72781538','docx',NULL,NULL,NULL,NULL,'Casus gezin Dijkstraat','Sociaal team Aldermeer, consulent Wmo en jeugd','2026-01-15T09:00:00Z',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "document" VALUES(4,1,'archief/lijst.txt',5,'f2c972bb927499946c21454f74a18de5e53f62e350a2b04bef42810ef080778a',NULL,NULL,'unknown_format','plain_text','not a PDF, DOCX or ODT file but plain text',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "document" VALUES(6,2,'archief/casus.docx',12344,'bc523ae95fdb8877418069f2fefbb63f3042711001b27c9ff9c70b5d72781538','docx',NULL,NULL,NULL,NULL,'Casus gezin Dijkstraat','Sociaal team Aldermeer, consulent Wmo en jeugd','2026-01-15T09:00:00Z',NULL,'Aldermeer',NULL,2024,NULL,NULL);
INSERT INTO "document" VALUES(7,2,'weg.pdf',0,NULL,NULL,NULL,'not_found',NULL,'cannot be opened: No such file or directory (os error 2)',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE hit (
    suggestion INTEGER NOT NULL REFERENCES suggestion (id) ON DELETE CASCADE,
    start INTEGER NOT NULL,                -- code points within passage.text
    end INTEGER NOT NULL,                  -- exclusive
    text TEXT NOT NULL,
    indicator TEXT NOT NULL,
    weight REAL NOT NULL
) STRICT;
INSERT INTO "hit" VALUES(2,54,64,'vertrouwen','vertrouwen',0.9);
INSERT INTO "hit" VALUES(3,54,64,'vertrouwen','vertrouwen',0.9);
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
INSERT INTO "passage" VALUES(36,3,0,'paragraph',NULL,NULL,'[]','Gemeente Aldermeer');
INSERT INTO "passage" VALUES(37,3,1,'paragraph',NULL,NULL,'[]','Casus gezin Dijkstraat');
INSERT INTO "passage" VALUES(38,3,2,'paragraph',NULL,NULL,'[]','Ingebracht voor de intervisie van 21 mei 2026. De casus is geanonimiseerd; enkele gegevens zijn gewijzigd. Het verslag wordt niet in het cliëntdossier opgenomen en na de bespreking vernietigd.');
INSERT INTO "passage" VALUES(39,3,4,'paragraph',NULL,NULL,'["Situatie"]','Mevrouw K. (43) woont met haar zoon J. (14) in een huurwoning aan de Dijkstraat. Zij heeft een bipolaire stoornis en sinds 2021 ook reuma. De vader van J. woont in het oosten van het land en heeft mede het gezag. Hij belt met verjaardagen. Een broer van mevrouw woont in Kesterbeek, heeft zelf een gezin en werkt in ploegendienst.');
INSERT INTO "passage" VALUES(40,3,5,'paragraph',NULL,NULL,'["Situatie"]','Mevrouw heeft een WIA-uitkering en zit sinds 2023 in een schuldregeling via USD Brinkland, met een leefgeld van € 85 per week. De regeling loopt tot november.');
INSERT INTO "passage" VALUES(41,3,6,'paragraph',NULL,NULL,'["Situatie"]','De ondersteuning tot nu toe:');
INSERT INTO "passage" VALUES(67,3,37,'list_item','•',NULL,'["Vragen voor intervisie"]','Wanneer vertel je een ouder wat een kind van 14 je in vertrouwen heeft gezegd?');
INSERT INTO "passage" VALUES(71,6,0,'paragraph',NULL,NULL,'[]','Gemeente Aldermeer');
INSERT INTO "passage" VALUES(72,6,1,'paragraph',NULL,NULL,'[]','Casus gezin Dijkstraat');
INSERT INTO "passage" VALUES(73,6,2,'paragraph',NULL,NULL,'[]','Ingebracht voor de intervisie van 21 mei 2026. De casus is geanonimiseerd; enkele gegevens zijn gewijzigd. Het verslag wordt niet in het cliëntdossier opgenomen en na de bespreking vernietigd.');
INSERT INTO "passage" VALUES(74,6,4,'paragraph',NULL,NULL,'["Situatie"]','Mevrouw K. (43) woont met haar zoon J. (14) in een huurwoning aan de Dijkstraat. Zij heeft een bipolaire stoornis en sinds 2021 ook reuma. De vader van J. woont in het oosten van het land en heeft mede het gezag. Hij belt met verjaardagen. Een broer van mevrouw woont in Kesterbeek, heeft zelf een gezin en werkt in ploegendienst.');
INSERT INTO "passage" VALUES(75,6,5,'paragraph',NULL,NULL,'["Situatie"]','Mevrouw heeft een WIA-uitkering en zit sinds 2023 in een schuldregeling via USD Brinkland, met een leefgeld van € 85 per week. De regeling loopt tot november.');
INSERT INTO "passage" VALUES(76,6,6,'paragraph',NULL,NULL,'["Situatie"]','De ondersteuning tot nu toe:');
INSERT INTO "passage" VALUES(102,6,37,'list_item','•',NULL,'["Vragen voor intervisie"]','Wanneer vertel je een ouder wat een kind van 14 je in vertrouwen heeft gezegd?');
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
INSERT INTO "run" VALUES(1,'2026-11-22T14:09:33Z','2026-11-22T14:09:33Z','0.1.0','proef','Proeflexicon','1.0.0','0cec2d8453ba547d1fd7c75e188a022e5f6f8159dabfae0d4d553146c8c78716',0.5);
INSERT INTO "run" VALUES(2,'2026-11-22T14:09:33Z','2026-11-22T14:09:33Z','0.1.0','proef','Proeflexicon','1.0.0','0cec2d8453ba547d1fd7c75e188a022e5f6f8159dabfae0d4d553146c8c78716',0.5);
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
INSERT INTO "suggestion" VALUES(2,67,'vertrouwen',0.9,'nagestreefd','explicit','‘vertrouwen’ (0,90) wijst uitdrukkelijk op de waarde Vertrouwen.',NULL,0.0,'[{"kind":"indicators","word":null,"added":2.1972245773362196}]');
INSERT INTO "suggestion" VALUES(3,102,'vertrouwen',0.9,'nagestreefd','explicit','‘vertrouwen’ (0,90) wijst uitdrukkelijk op de waarde Vertrouwen.',NULL,0.0,'[{"kind":"indicators","word":null,"added":2.1972245773362196}]');
CREATE TABLE value (
    run INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,             -- order in the lexicon, from 0
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    cluster TEXT NOT NULL,
    definition TEXT NOT NULL,
    PRIMARY KEY (run, id)
) STRICT;
INSERT INTO "value" VALUES(1,0,'maatwerk','Maatwerk','De mens','Kijken naar deze inwoner in deze situatie.');
INSERT INTO "value" VALUES(1,1,'nabijheid','Nabijheid','De mens','Hulp is dichtbij.');
INSERT INTO "value" VALUES(1,2,'vertrouwen','Vertrouwen','De mens','Uitgaan van het goede.');
INSERT INTO "value" VALUES(1,3,'gelijkheid','Gelijkheid','De regel','Gelijke gevallen gelijk behandelen.');
INSERT INTO "value" VALUES(1,4,'zekerheid','Zekerheid & rust','De regel','Weten waar je <altijd> op kunt rekenen.');
INSERT INTO "value" VALUES(2,0,'maatwerk','Maatwerk','De mens','Kijken naar deze inwoner in deze situatie.');
INSERT INTO "value" VALUES(2,1,'nabijheid','Nabijheid','De mens','Hulp is dichtbij.');
INSERT INTO "value" VALUES(2,2,'vertrouwen','Vertrouwen','De mens','Uitgaan van het goede.');
INSERT INTO "value" VALUES(2,3,'gelijkheid','Gelijkheid','De regel','Gelijke gevallen gelijk behandelen.');
INSERT INTO "value" VALUES(2,4,'zekerheid','Zekerheid & rust','De regel','Weten waar je <altijd> op kunt rekenen.');
CREATE TABLE warning (
    document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    page INTEGER,                          -- from 1, in the order of the file
    message TEXT NOT NULL
) STRICT;
CREATE INDEX document_run ON document (run);
CREATE INDEX warning_document ON warning (document);
CREATE INDEX hit_suggestion ON hit (suggestion);
PRAGMA application_id = 1467179886;
PRAGMA user_version = 2;
COMMIT;
