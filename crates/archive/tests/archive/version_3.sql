PRAGMA application_id = 1467179886;
PRAGMA user_version = 3;
CREATE TABLE change (
    run INTEGER NOT NULL REFERENCES run (id),
    path TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('new', 'changed', 'rescored', 'removed', 'returned')),
    PRIMARY KEY (run, path)
) STRICT, WITHOUT ROWID;
INSERT INTO "change" VALUES(1,'archief/leeg.pdf','new');
INSERT INTO "change" VALUES(1,'archief/nota.docx','new');
INSERT INTO "change" VALUES(1,'archief/plan.docx','new');
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
    CHECK ((format IS NULL) = (failure IS NOT NULL))
) STRICT;
INSERT INTO "content" VALUES(1,1,'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',0,NULL,NULL,NULL,NULL,'empty',NULL,'the file is empty',NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,0);
INSERT INTO "content" VALUES(2,1,'a28d8f7434ca06dd70a3538bba9349bb36ec6b5adc3df9ed0f8b4f96b73f18b7',1249,'docx','word',NULL,'[]',NULL,NULL,NULL,NULL,NULL,NULL,'{"title":null,"author":null,"subject":null,"keywords":null,"created":null,"modified":null,"producer":null,"language":null,"custom":{},"attachments":[]}','overig',9.19461337153195668037e-01,'{"bsn":0,"iban":0,"email":0,"telephone":0,"birth_date":0,"address":0}',197,584);
INSERT INTO "content" VALUES(3,1,'ed1de7f5dfc06a2add5ded701cc6414374db733c07e2fb9b0b43fb46f0a48d09',1320,'docx','word',NULL,'[]',NULL,NULL,NULL,NULL,NULL,NULL,'{"title":null,"author":null,"subject":null,"keywords":null,"created":null,"modified":null,"producer":null,"language":null,"custom":{},"attachments":[]}','overig',9.19461337153195668037e-01,'{"bsn":0,"iban":0,"email":0,"telephone":0,"birth_date":0,"address":0}',185,518);
CREATE TABLE difference (
    run INTEGER NOT NULL REFERENCES run (id),
    path TEXT NOT NULL,
    value TEXT NOT NULL,
    came INTEGER NOT NULL,                 -- suggestions
    went INTEGER NOT NULL,
    moved INTEGER NOT NULL,                -- to another place, or with a text slightly changed
    PRIMARY KEY (run, path, value)
) STRICT, WITHOUT ROWID;
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
INSERT INTO "document" VALUES(1,'archief/leeg.pdf',1,NULL,1,0,0,1795368797132236326,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "document" VALUES(2,'archief/nota.docx',2,NULL,1,1,1249,1795368797132236326,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "document" VALUES(3,'archief/plan.docx',3,NULL,1,2,1320,1795368797132045019,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE hit (
    suggestion INTEGER NOT NULL REFERENCES suggestion (id) ON DELETE CASCADE,
    start INTEGER NOT NULL,                -- code points within passage.text
    end INTEGER NOT NULL,                  -- exclusive
    text TEXT NOT NULL,
    indicator TEXT NOT NULL,
    weight REAL NOT NULL
) STRICT;
INSERT INTO "hit" VALUES(1,64,88,'vertrouwen in de inwoner','vertrouwen in <3> {inwoner*|mensen|burger*|professional*|partner*|elkaar|medewerker*|jeugdige*|ouders}',0.73);
INSERT INTO "hit" VALUES(2,0,10,'In de wijk','in de wijk',0.48);
INSERT INTO "hit" VALUES(2,23,36,'hulp dichtbij','{zorg|hulp|ondersteuning|voorzieningen|politie} <4> {dichtbij|dicht bij|in de buurt|in de wijk|dichter bij|nabij}',0.85);
INSERT INTO "hit" VALUES(3,64,88,'vertrouwen in de inwoner','vertrouwen in <3> {inwoner*|mensen|burger*|professional*|partner*|elkaar|medewerker*|jeugdige*|ouders}',0.73);
INSERT INTO "hit" VALUES(4,11,19,'maatwerk','maatwerk',0.87);
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
INSERT INTO "ledger" VALUES(1,'fe0ff1db31201e5a5a7d67bc9c8b2606303895b4ef5b4a0b4c9624b1af589810','{"previous":"0000000000000000000000000000000000000000000000000000000000000000","at":"2026-11-22T17:33:40.757Z","who":"Noor","document":"a28d8f7434ca06dd70a3538bba9349bb36ec6b5adc3df9ed0f8b4f96b73f18b7","path":"archief/nota.docx","block":0,"passage":"31388ef408253cd44a978d365de70b1cb419a6f1020673df4e4adaf6a5b51c89","text":"Het college gaat bij de uitvoering van deze verordening uit van vertrouwen in de inwoner.","value":"vertrouwen","kind":"accept"}');
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
INSERT INTO "passage" VALUES(1,2,0,'paragraph',NULL,NULL,'[]','Het college gaat bij de uitvoering van deze verordening uit van vertrouwen in de inwoner.','overig',0.9);
INSERT INTO "passage" VALUES(2,2,1,'paragraph',NULL,NULL,'[]','In de wijk is passende hulp dichtbij.','overig',0.9);
INSERT INTO "passage" VALUES(3,3,0,'paragraph',NULL,NULL,'[]','Het college gaat bij de uitvoering van deze verordening uit van vertrouwen in de inwoner.','overig',0.9);
INSERT INTO "passage" VALUES(4,3,1,'paragraph',NULL,NULL,'[]','Wij bieden maatwerk, maar besparen op de toegang.','overig',0.9);
INSERT INTO "passage" VALUES(5,3,2,'paragraph',NULL,NULL,'[]','Kort.','overig',0.9);
CREATE TABLE placement (
    entry INTEGER NOT NULL REFERENCES ledger (number),
    content INTEGER NOT NULL REFERENCES content (id) ON DELETE CASCADE,
    block INTEGER NOT NULL,
    how TEXT NOT NULL CHECK (how IN ('decided', 'moved', 'similar')),
    similarity REAL NOT NULL,              -- of the text decided on and the text here, in (0, 1]
    PRIMARY KEY (entry, content)
) STRICT, WITHOUT ROWID;
INSERT INTO "placement" VALUES(1,2,0,'decided',1.0);
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
INSERT INTO "run" VALUES(1,'2026-11-22T17:33:17Z','2026-11-22T17:33:18Z','0.1.0','sociaal-domein','Waarden in het gemeentelijk sociaal domein','2.0.0','c891f8e672dff9ea2e02ea3fab5e8c16b08d33bf747711d3c5c1d023219bc2c6','2338e268224d66a615537318d67f5744a0ea5cf18ecefa0bd1295ca03dede2fc',0.81,'{}','e1869d6605d8fe1566e9095c5cdd298231cf35e0d73d3630e6835934b0f81ba1',0);
CREATE TABLE standard_passage (
    passage INTEGER PRIMARY KEY REFERENCES passage (id) ON DELETE CASCADE,
    standard_text INTEGER NOT NULL REFERENCES standard_text (id) ON DELETE CASCADE
) STRICT;
INSERT INTO "standard_passage" VALUES(1,1);
INSERT INTO "standard_passage" VALUES(3,1);
CREATE TABLE standard_text (
    id INTEGER PRIMARY KEY,
    passages INTEGER NOT NULL,
    contents INTEGER NOT NULL,
    identical INTEGER NOT NULL CHECK (identical IN (0, 1)) -- 0: only nearly
) STRICT;
INSERT INTO "standard_text" VALUES(1,2,2,1);
CREATE TABLE suggestion (
    id INTEGER PRIMARY KEY,
    passage INTEGER NOT NULL REFERENCES passage (id) ON DELETE CASCADE,
    value TEXT NOT NULL,                   -- id within the run's lexicon
    score REAL NOT NULL,
    stance TEXT NOT NULL CHECK (stance IN ('nagestreefd', 'onder_druk', 'begrensd')),
    evidence TEXT NOT NULL CHECK (evidence IN ('named', 'described', 'implied', 'listed')),
    explanation TEXT NOT NULL,
    best TEXT,                             -- JSON: the piece that speaks for it most
    base REAL NOT NULL,                    -- base and factors add up to the logit of score
    factors TEXT NOT NULL,                 -- JSON array of what moved the score
    state TEXT NOT NULL DEFAULT 'open'     -- what the decision that stands makes of it
        CHECK (state IN ('open', 'accepted', 'rejected', 'changed', 'doubt')),
    decision INTEGER REFERENCES ledger (number),
    UNIQUE (passage, value)
) STRICT;
INSERT INTO "suggestion" VALUES(1,1,'vertrouwen',9.02992231333874295629e-01,'nagestreefd','named','‘vertrouwen in de inwoner’ (0,73) noemt de waarde Vertrouwen. Ook ‘uitvoering’ steunt dat. Samen geven zij een score van 0,90.','{"text":"Het college gaat bij de uitvoering van deze verordening uit van vertrouwen in de inwoner","start":0,"end":88}',-4.81397057498790381657e+00,'[{"kind":"indicators","word":null,"added":4.636437738899517},{"kind":"likeness","word":null,"added":-1.0123879022937858},{"kind":"word","word":{"text":"vertrouwen","start":64,"end":74},"added":3.251751497795619},{"kind":"word","word":{"text":"college","start":4,"end":11},"added":-0.3681060777407562},{"kind":"word","word":{"text":"verordening","start":44,"end":55},"added":-0.32263688566733256},{"kind":"word","word":{"text":"uitvoering","start":24,"end":34},"added":0.195175243058606},{"kind":"word","word":{"text":"inwoner","start":81,"end":88},"added":-0.11325271090555687},{"kind":"other_words","word":null,"added":0.777912907597224}]','accepted',1);
INSERT INTO "suggestion" VALUES(2,2,'nabijheid',9.88314782321529805564e-01,'nagestreefd','named','‘In de wijk’ (0,48) en ‘hulp dichtbij’ (0,85) noemen de waarde Nabijheid. Samen geven zij een score van 0,99.','{"text":"In de wijk is passende hulp dichtbij","start":0,"end":36}',-4.81940160285122676242e+00,'[{"kind":"indicators","word":null,"added":4.469017381452928},{"kind":"other_values","word":null,"added":0.010702444936909502},{"kind":"likeness","word":null,"added":1.4942181621265456},{"kind":"word","word":{"text":"dichtbij","start":28,"end":36},"added":2.2942438395489733},{"kind":"word","word":{"text":"hulp","start":23,"end":27},"added":0.5841177543255379},{"kind":"word","word":{"text":"wijk","start":6,"end":10},"added":0.5678082639830214},{"kind":"word","word":{"text":"passende","start":14,"end":22},"added":-0.24941614774369583},{"kind":"other_words","word":null,"added":0.08638621084419691}]','open',NULL);
INSERT INTO "suggestion" VALUES(3,3,'vertrouwen',9.02992231333874295629e-01,'nagestreefd','named','‘vertrouwen in de inwoner’ (0,73) noemt de waarde Vertrouwen. Ook ‘uitvoering’ steunt dat. Samen geven zij een score van 0,90.','{"text":"Het college gaat bij de uitvoering van deze verordening uit van vertrouwen in de inwoner","start":0,"end":88}',-4.81397057498790381657e+00,'[{"kind":"indicators","word":null,"added":4.636437738899517},{"kind":"likeness","word":null,"added":-1.0123879022937858},{"kind":"word","word":{"text":"vertrouwen","start":64,"end":74},"added":3.251751497795619},{"kind":"word","word":{"text":"college","start":4,"end":11},"added":-0.3681060777407562},{"kind":"word","word":{"text":"verordening","start":44,"end":55},"added":-0.32263688566733256},{"kind":"word","word":{"text":"uitvoering","start":24,"end":34},"added":0.195175243058606},{"kind":"word","word":{"text":"inwoner","start":81,"end":88},"added":-0.11325271090555687},{"kind":"other_words","word":null,"added":0.777912907597224}]','open',NULL);
INSERT INTO "suggestion" VALUES(4,4,'maatwerk',9.23729631089236447039e-01,'nagestreefd','named','‘maatwerk’ (0,87) noemt de waarde Maatwerk en menselijke maat. Ook ‘bieden’ steunt dat. Samen geven zij een score van 0,92.','{"text":"Wij bieden maatwerk, maar besparen op de toegang","start":0,"end":48}',-4.74381080084092499049e+00,'[{"kind":"indicators","word":null,"added":5.436472814393443},{"kind":"other_values","word":null,"added":-0.029054687888858576},{"kind":"likeness","word":null,"added":0.06743809145007901},{"kind":"word","word":{"text":"maatwerk","start":11,"end":19},"added":2.015133237856815},{"kind":"word","word":{"text":"bieden","start":4,"end":10},"added":0.4823143689962939},{"kind":"word","word":{"text":"besparen","start":26,"end":34},"added":-0.40976405391149934},{"kind":"word","word":{"text":"toegang","start":41,"end":48},"added":-0.11087862132302415},{"kind":"other_words","word":null,"added":-0.21371558005638347}]','open',NULL);
CREATE TABLE tension (
    passage INTEGER NOT NULL REFERENCES passage (id) ON DELETE CASCADE,
    value_1 TEXT NOT NULL,                 -- ids within the run's lexicon
    value_2 TEXT NOT NULL,
    question TEXT NOT NULL,                -- the lexicon's, where both meet
    cue TEXT NOT NULL,                     -- JSON: the words that set them against each other
    evidence TEXT NOT NULL                 -- JSON array: the words of each value
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
INSERT INTO "value" VALUES(1,0,'begrijpelijkheid','Begrijpelijkheid','Hoe we met inwoners omgaan','Eenvoudig en duidelijk communiceren, zodat inwoners weten waar ze aan toe zijn en wat ze zelf moeten doen.');
INSERT INTO "value" VALUES(1,1,'betrokkenheid','Betrokkenheid','Hoe we met inwoners omgaan','Je verplaatsen in de inwoner, oprechte aandacht hebben en je verbonden voelen met wat er in iemands leven en in de gemeenschap gebeurt.');
INSERT INTO "value" VALUES(1,2,'dienstbaarheid','Dienstbaar en dienstverlenend','Hoe we met inwoners omgaan','De gemeente is er voor de inwoner: meedenken, helpen, de vraag achter de vraag zoeken en het iemand niet onnodig lastig maken.');
INSERT INTO "value" VALUES(1,3,'nabijheid','Nabijheid','Hoe we met inwoners omgaan','Ondersteuning en contact dichtbij organiseren: in de buurt, laagdrempelig, met een bekend gezicht en korte lijnen.');
INSERT INTO "value" VALUES(1,4,'respect','Respect','Hoe we met inwoners omgaan','Ieder mens met waardigheid en zonder oordeel tegemoet treden: luisteren, beleefd zijn, verschillen accepteren en iemands leefwereld serieus nemen.');
INSERT INTO "value" VALUES(1,5,'vertrouwen','Vertrouwen','Hoe we met inwoners omgaan','Uitgaan van de goede bedoelingen van inwoners, partners en medewerkers, en dat laten merken door ruimte te geven en niet meer te controleren dan nodig is.');
INSERT INTO "value" VALUES(1,6,'eigen_verantwoordelijkheid','Eigen verantwoordelijkheid','Regie, keuze en verantwoordelijkheid','Inwoners zijn in de eerste plaats zelf aan zet voor hun leven en keuzes, spreken hun eigen mogelijkheden en netwerk aan en dragen de gevolgen van hun gedrag.');
INSERT INTO "value" VALUES(1,7,'vrijheid','Vrijheid en keuzeruimte','Regie, keuze en verantwoordelijkheid','Inwoners kunnen hun leven inrichten zoals zij willen en hebben iets te kiezen; de overheid grijpt niet verder in dan nodig is.');
INSERT INTO "value" VALUES(1,8,'zeggenschap','Zeggenschap en inspraak','Regie, keuze en verantwoordelijkheid','Inwoners praten en beslissen mee over beleid en uitvoering, en horen terug wat met hun inbreng is gedaan.');
INSERT INTO "value" VALUES(1,9,'zelfregie','Regie en zelfredzaamheid','Regie, keuze en verantwoordelijkheid','Inwoners houden of krijgen de regie over hun eigen leven; hulp is erop gericht dat mensen (weer) zelfstandig verder kunnen.');
INSERT INTO "value" VALUES(1,10,'betrouwbaarheid','Betrouwbaarheid','Recht doen en behoorlijk bestuur','Afspraken nakomen, voorspelbaar zijn en doen wat je belooft, ook als dat tegenzit.');
INSERT INTO "value" VALUES(1,11,'eenheid_van_beleid','Eenheid en eenduidigheid','Recht doen en behoorlijk bestuur','In vergelijkbare situaties als één organisatie vanuit dezelfde opvattingen handelen, zodat uitkomsten niet afhangen van wie er aan tafel zit.');
INSERT INTO "value" VALUES(1,12,'gelijkheid','Gelijkheid','Recht doen en behoorlijk bestuur','Gelijke gevallen gelijk behandelen en iedereen gelijke kansen geven, ongeacht achtergrond, woonplaats of positie; geen willekeur.');
INSERT INTO "value" VALUES(1,13,'integriteit','Integriteit','Recht doen en behoorlijk bestuur','Eerlijk, onafhankelijk en zonder eigenbelang handelen, publiek geld en macht zuiver gebruiken en misbruik niet accepteren.');
INSERT INTO "value" VALUES(1,14,'privacy','Privacy','Recht doen en behoorlijk bestuur','Zorgvuldig omgaan met persoonlijke gegevens en de persoonlijke levenssfeer; niet meer vragen, delen of bewaren dan nodig is.');
INSERT INTO "value" VALUES(1,15,'rechtmatig_zorgvuldig','Zorgvuldigheid en rechtmatigheid','Recht doen en behoorlijk bestuur','Beslissen volgens de wet, na goed onderzoek en met gemotiveerde afwegingen; procedures die inwoners beschermen.');
INSERT INTO "value" VALUES(1,16,'rechtvaardigheid','Rechtvaardigheid','Recht doen en behoorlijk bestuur','Lasten, kansen en hulp eerlijk verdelen en tot een uitkomst komen die redelijk is voor deze inwoner en uitlegbaar aan anderen.');
INSERT INTO "value" VALUES(1,17,'transparantie','Transparantie','Recht doen en behoorlijk bestuur','Open laten zien wat de gemeente doet, waarom en met welk resultaat, en daarover verantwoording afleggen.');
INSERT INTO "value" VALUES(1,18,'zekerheid','Zekerheid en bestaanszekerheid','Recht doen en behoorlijk bestuur','Inwoners kunnen rekenen op een bestaansminimum, een vangnet en voorspelbare rechten, zodat ze niet hoeven te vrezen voor morgen.');
INSERT INTO "value" VALUES(1,19,'inclusie','Meedoen en inclusie','Samenleven en samenwerken','Iedereen kan meedoen en erbij horen, ook mensen met een beperking, weinig geld of een andere achtergrond.');
INSERT INTO "value" VALUES(1,20,'samenwerking','Samenwerking','Samenleven en samenwerken','Met inwoners, partners en andere gemeenten aan hetzelfde doel werken, elkaars kennis waarderen en over eigen grenzen heen stappen.');
INSERT INTO "value" VALUES(1,21,'solidariteit','Solidariteit en zorgzaamheid','Samenleven en samenwerken','Samen instaan voor wie het (tijdelijk) niet redt: kwetsbare inwoners beschermen, lasten delen en iets voor elkaar over hebben.');
INSERT INTO "value" VALUES(1,22,'verbinding','Verbinding en sociale samenhang','Samenleven en samenwerken','Mensen met elkaar in contact brengen en de gemeenschap versterken, zodat inwoners naar elkaar omkijken en niemand alleen staat.');
INSERT INTO "value" VALUES(1,23,'integraliteit','Integrale aanpak en samenhang','Passende en tijdige hulp','De hele leefsituatie in samenhang bekijken en hulp over wetten en domeinen heen als één geheel organiseren.');
INSERT INTO "value" VALUES(1,24,'maatwerk','Maatwerk en menselijke maat','Passende en tijdige hulp','Kijken naar deze inwoner in deze situatie en een passende oplossing kiezen, ook als dat afwijkt van de standaard.');
INSERT INTO "value" VALUES(1,25,'preventie','Preventie en vroegtijdig helpen','Passende en tijdige hulp','Problemen voorkomen of vroeg oppakken, gezond gewoon gedrag versterken en zwaardere hulp overbodig maken.');
INSERT INTO "value" VALUES(1,26,'toegankelijkheid','Toegankelijkheid en bereikbaarheid','Passende en tijdige hulp','Iedereen die hulp nodig heeft kan die vinden en krijgen, zonder drempels, omwegen of onnodige wachttijd.');
INSERT INTO "value" VALUES(1,27,'veiligheid','Veiligheid en bescherming','Passende en tijdige hulp','Inwoners, en zeker kinderen, leven en groeien veilig op; de gemeente beschermt wie gevaar loopt.');
INSERT INTO "value" VALUES(1,28,'betaalbaarheid','Betaalbaarheid en doelmatigheid','Effect, geld en vakmanschap','Zuinig en verstandig omgaan met publiek geld, zodat ondersteuning nu en later houdbaar blijft voor wie haar nodig heeft.');
INSERT INTO "value" VALUES(1,29,'innovatie','Innovatie en vernieuwing','Effect, geld en vakmanschap','Durven veranderen: nieuwe oplossingen proberen, ruimte geven aan initiatieven en oude werkwijzen loslaten als het beter kan.');
INSERT INTO "value" VALUES(1,30,'professionaliteit','Vakmanschap en lerend vermogen','Effect, geld en vakmanschap','Deskundige medewerkers de ruimte en rugdekking geven om goed te beslissen, en als organisatie leren van wat wel en niet werkt.');
INSERT INTO "value" VALUES(1,31,'resultaatgerichtheid','Resultaatgerichtheid','Effect, geld en vakmanschap','Werken vanuit het beoogde effect: doelen stellen, doen wat aantoonbaar werkt en bijsturen op uitkomsten voor inwoners.');
CREATE TABLE warning (
    content INTEGER NOT NULL REFERENCES content (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    page INTEGER,                          -- from 1, in the order of the file
    message TEXT NOT NULL
) STRICT;
CREATE INDEX content_bytes ON content (bytes);
CREATE INDEX document_content ON document (content);
CREATE INDEX document_before ON document (before) WHERE before IS NOT NULL;
CREATE INDEX document_run ON document (run, position);
CREATE INDEX warning_content ON warning (content);
CREATE INDEX suggestion_state ON suggestion (state, score DESC);
CREATE INDEX suggestion_value ON suggestion (value, state, score DESC);
CREATE INDEX tension_passage ON tension (passage);
CREATE INDEX hit_suggestion ON hit (suggestion);
CREATE INDEX ledger_document ON ledger (document);
CREATE INDEX ledger_undoes ON ledger (undoes) WHERE undoes IS NOT NULL;
CREATE TRIGGER ledger_keeps BEFORE UPDATE ON ledger
BEGIN SELECT RAISE(ABORT, 'an entry of the ledger is never changed'); END;
CREATE TRIGGER ledger_loses_nothing BEFORE DELETE ON ledger
BEGIN SELECT RAISE(ABORT, 'an entry of the ledger is never removed'); END;
CREATE TRIGGER ledger_replaces_nothing BEFORE INSERT ON ledger
WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM ledger)
    OR EXISTS (SELECT 1 FROM ledger WHERE hash = NEW.hash)
BEGIN SELECT RAISE(ABORT, 'an entry of the ledger is only added after the last'); END;
CREATE INDEX placement_content ON placement (content, block);
CREATE INDEX standard_passage_text ON standard_passage (standard_text);
