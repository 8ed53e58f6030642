//! The pages beside the work list: values, several analysts, the audit and
//! learning.

use axum::http::StatusCode;
use waardenscan::Lexicon;
use waardenscan_archive::{State, Verdict};

use super::site::{Answer, Browser, PLANS, Site};

/// The hidden fields of the first form that says `what` it is about.
fn form(page: &Answer, path: &str, what: &str) -> Vec<(String, String)> {
    let text = page.text();
    let start = format!("action=\"{path}\"");
    let about = format!("value=\"{what}\"");
    let form = text
        .split(&start)
        .skip(1)
        .filter_map(|rest| rest.split("</form>").next())
        .find(|form| form.contains(&about))
        .unwrap_or_else(|| panic!("no form {what}: {text}"));
    form.split("<input type=\"hidden\" name=\"")
        .skip(1)
        .filter_map(|field| {
            let (name, rest) = field.split_once("\" value=\"")?;
            Some((name.to_owned(), rest.split('"').next()?.to_owned()))
        })
        .collect()
}

fn send(browser: &Browser<'_>, from: &str, what: &str, more: &[(&str, &str)]) -> Answer {
    let path = from.split('?').next().unwrap();
    let page = browser.get(from);
    let hidden = form(&page, path, what);
    let hidden = hidden.iter().map(|(name, value)| (&**name, &**value));
    let answer = browser.post(path, hidden.chain(more.iter().copied()));
    browser.get(answer.location())
}

fn judge(browser: &Browser<'_>, id: i64, said: &str) {
    let page = browser.get(&format!("/nakijken?besluit=alle&nr={id}"));
    let answer = browser.decide(&page, &[("oordeel", said)]);
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
}

/// The key of the first suggestion of a value.
fn key(site: &Site, value: &str) -> i64 {
    let project = site.project();
    let mut ids = 1..1000;
    ids.find(|id| {
        let found = project.suggestion(*id).unwrap();
        found.is_some_and(|it| it.suggestion.value == value)
    })
    .unwrap()
}

#[test]
fn a_value_gets_texts_another_name_and_its_history() {
    let site = Site::new(&PLANS);
    let noor = site.browser("Noor");
    judge(&noor, key(&site, "vertrouwen"), "klopt");
    let all = noor.get("/waarden").text();
    assert!(
        all.contains("Vertrouwen") && all.contains("nog niet"),
        "{all}"
    );

    let one = "/waarden?waarde=vertrouwen";
    let texts = [
        ("definitie", "Wij gaan uit van goede wil."),
        ("inwoner", "Minder bewijs.\r\nMinder wachten."),
    ];
    let page = send(&noor, one, "teksten", &texts).text();
    assert!(page.contains("Bewaard.") && page.contains("Minder bewijs.\nMinder wachten."));
    assert!(
        page.contains("Wij gaan uit van vertrouwen"),
        "its evidence: {page}"
    );
    let workspace = site.project().workspace().unwrap();
    let value = workspace
        .values
        .iter()
        .find(|it| it.id == "vertrouwen")
        .unwrap();
    assert_eq!(value.resident, "Minder bewijs.\nMinder wachten.");

    // The same again changes nothing; what another changed meanwhile is kept.
    let again = send(&noor, one, "teksten", &texts).text();
    assert!(again.contains("Er was niets veranderd."));
    let stale = form(&noor.get(one), "/waarden", "naam");
    let page = send(
        &site.browser("Bram"),
        one,
        "naam",
        &[("naam", "Goed vertrouwen")],
    );
    assert!(page.text().contains("Hernoemd tot ‘Goed vertrouwen’."));
    let stale = stale.iter().map(|(name, value)| (&**name, &**value));
    let answer = noor.post("/waarden", stale.chain([("naam", "Ander vertrouwen")]));
    assert!(answer.location().contains("melding=intussen"));

    let page = send(&noor, one, "terug", &[]).text();
    assert!(
        page.contains("Teruggedraaid.") && !page.contains("Hernoemd"),
        "{page}"
    );
}

#[test]
fn values_are_merged_split_and_their_evidence_ordered() {
    let site = Site::new(&PLANS);
    let noor = site.browser("Noor");
    for id in 1..20 {
        if site.project().suggestion(id).unwrap().is_some() {
            judge(&noor, id, "klopt");
        }
    }
    let page = send(
        &noor,
        "/waarden?waarde=maatwerk",
        "samen",
        &[("met", "vertrouwen")],
    );
    assert!(
        page.text().contains("Samengevoegd met Maatwerk."),
        "{}",
        page.text()
    );
    assert_eq!(
        noor.get("/waarden?waarde=maatwerk").status,
        StatusCode::NOT_FOUND
    );

    let evidence = || {
        let workspace = site.project().workspace().unwrap();
        let value = workspace.values.iter().find(|it| it.id == "vertrouwen");
        let evidence = value.unwrap().evidence.iter();
        evidence
            .map(|it| format!("{}.{}", it.key.passage, it.key.value))
            .collect::<Vec<_>>()
    };
    let before = evidence();
    assert!(before.len() > 2);
    let one = "/waarden?waarde=vertrouwen";
    send(&noor, one, "bewijs", &[("hoger", &before[1])]);
    assert_eq!(evidence()[..2], [before[1].clone(), before[0].clone()]);
    send(&noor, one, "bewijs", &[("lager", &before[1])]);
    assert_eq!(evidence(), before);

    let nothing = send(&noor, one, "bewijs", &[("deel", "Begin")]).text();
    assert!(nothing.contains("niets ingevuld of aangevinkt"));
    let split = [
        ("deel", "Een goed begin"),
        ("kies", &*before[0]),
        ("kies", &*before[1]),
    ];
    send(&noor, one, "bewijs", &split);
    let page = noor.get("/waarden?waarde=een-goed-begin").text();
    assert!(
        page.contains("Afgesplitst van Vertrouwen.") && page.contains("passage 2"),
        "{page}"
    );
    assert_eq!(evidence(), before[2..]);
    assert!(site.project().verify().is_ok());
}

#[test]
fn the_waardendocument_is_there_to_keep() {
    let site = Site::new(&PLANS);
    let noor = site.browser("Noor");
    judge(&noor, key(&site, "vertrouwen"), "klopt");
    send(
        &noor,
        "/waarden?waarde=vertrouwen",
        "teksten",
        &[("inwoner", "Minder bewijs.")],
    );
    let page = noor.get("/waarden/waardendocument.html");
    assert!(page.text().contains("Minder bewijs."), "{}", page.text());
    let word = noor.get("/waarden/waardendocument.docx");
    assert!(word.body.starts_with(b"PK"));
    for file in [page, word] {
        let disposition = file.headers["content-disposition"].to_str().unwrap();
        assert!(disposition.starts_with("attachment; "), "{disposition}");
    }
}

#[test]
fn a_card_is_written_changed_and_taken_away() {
    let site = Site::new(&PLANS);
    let noor = site.browser("Noor");
    let card = [
        ("een", "vertrouwen"),
        ("ander", "maatwerk"),
        ("vraag", "Voor wie?"),
    ];
    let page = send(&noor, "/waarden", "kaart", &card).text();
    assert!(page.contains("value=\"Voor wie?\""), "{page}");
    let card = [
        ("een", "vertrouwen"),
        ("ander", "maatwerk"),
        ("vraag", "Voor allen?"),
    ];
    send(&noor, "/waarden", "kaart", &card);
    let dilemmas = || site.project().workspace().unwrap().dilemmas;
    assert_eq!(
        (dilemmas().len(), &*dilemmas()[0].question),
        (1, "Voor allen?")
    );
    let same = [("een", "maatwerk"), ("ander", "maatwerk"), ("vraag", "?")];
    assert!(
        send(&noor, "/waarden", "kaart", &same)
            .text()
            .contains("niets ingevuld")
    );
    send(&noor, "/waarden", "kaart", &[("doe", "weg")]);
    assert_eq!(dilemmas(), []);
}

#[test]
fn two_judge_blind_and_what_they_differ_on_is_settled() {
    let site = Site::new(&PLANS);
    let [noor, bram] = ["Noor", "Bram"].map(|name| site.browser(name));
    let one_name = [("namen", "Noor\r\n Noor "), ("procent", "100")];
    let page = send(&noor, "/overeenstemming", "verdeel", &one_name).text();
    assert!(page.contains("ten minste twee"), "{page}");
    let both = [("namen", "Noor\r\nBram"), ("procent", "100")];
    let page = send(&noor, "/overeenstemming", "verdeel", &both).text();
    assert!(
        page.contains("Noor en Bram beoordelen 100 van elke 100"),
        "{page}"
    );

    let id = key(&site, "vertrouwen");
    let work = format!("/nakijken?besluit=alle&nr={id}");
    let answer = noor.decide(
        &noor.get(&work),
        &[("oordeel", "niet"), ("reden", "Te vaag.")],
    );
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(noor.get(&work).text().contains("Te vaag."));
    assert!(
        !bram.get(&work).text().contains("Te vaag."),
        "Bram is still to judge"
    );
    let link = format!("nr={id}\"");
    assert!(bram.get("/overeenstemming").text().contains(&link));
    assert!(!noor.get("/overeenstemming").text().contains(&link));
    // What Noor judged is not open for her any more.
    let open = |browser: &Browser<'_>| browser.get("/nakijken?waarde=vertrouwen").text();
    let shown = format!("data-nr=\"{id}\"");
    assert!(open(&bram).contains(&shown) && !open(&noor).contains(&shown));
    judge(&bram, id, "klopt");

    let page = bram.get("/overeenstemming");
    for part in [
        "Te vaag.",
        "Bekijk in het document",
        "in 0 van 100 gevallen",
    ] {
        assert!(page.text().contains(part), "{part}: {}", page.text());
    }
    let stale = form(&page, "/overeenstemming", "beslis");
    send(
        &site.browser("Sanne"),
        "/overeenstemming",
        "beslis",
        &[("oordeel", "klopt")],
    );
    let stored = site.project().suggestion(id).unwrap().unwrap();
    assert_eq!(stored.state, State::Accepted);
    let stale = stale.iter().map(|(name, value)| (&**name, &**value));
    let again = bram.post("/overeenstemming", stale.chain([("oordeel", "niet")]));
    assert_eq!(again.status, StatusCode::CONFLICT);
    let page = send(&noor, "/overeenstemming", "terug", &[]).text();
    assert!(page.contains("Teruggedraaid."));
    assert_eq!(site.project().assignments().unwrap(), []);
}

#[test]
fn the_sample_is_read_and_estimates() {
    let site = Site::new(&PLANS);
    let noor = site.browser("Noor");
    judge(&noor, key(&site, "vertrouwen"), "klopt");
    let audit = || site.project().miss_audit(9).unwrap();
    let unread = audit().next.len();
    let none = send(&noor, "/steekproef", "niets", &[("oordeel", "draagt")]).text();
    assert!(none.contains("Kruis ten minste een waarde aan."));
    let carries = [
        ("oordeel", "draagt"),
        ("draagt", "maatwerk"),
        ("draagt", "nabijheid"),
    ];
    let hidden = form(&noor.get("/steekproef"), "/steekproef", "niets");
    let hidden = hidden.iter().map(|(name, value)| (&**name, &**value));
    let answer = noor.post("/steekproef", hidden.chain(carries));
    let page = noor.get(answer.location());
    assert!(
        page.text().contains("Gevonden is naar schatting"),
        "{}",
        page.text()
    );
    assert_eq!(
        (audit().sampled, audit().carrying, audit().next.len()),
        (1, 1, unread - 1)
    );
    let undo = form(&page, "/steekproef", "terug");
    let [(name, entry)] = &undo[..] else {
        panic!("one field");
    };
    let answer = noor.post("/steekproef", [(&**name, &**entry), ("oordeel", "terug")]);
    assert!(
        noor.get(answer.location())
            .text()
            .contains("Teruggedraaid.")
    );
    assert_eq!((audit().sampled, audit().next.len()), (0, unread));
    // Only what was read in the audit is taken back here.
    let answer = noor.post("/steekproef", [("nr", "1"), ("oordeel", "terug")]);
    assert_eq!(answer.status, StatusCode::CONFLICT);
    let answer = noor.post("/steekproef", [("oordeel", "niets")]);
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
}

#[test]
fn learning_says_what_changes_and_is_undone() {
    let site = Site::new(&PLANS);
    let noor = site.browser("Noor");
    assert!(noor.get("/leren").text().contains("nog niets besloten"));
    let id = key(&site, "maatwerk");
    judge(&noor, id, "niet");
    let score = || {
        site.project()
            .suggestion(id)
            .unwrap()
            .unwrap()
            .suggestion
            .score
    };
    let before = score();
    let page = send(&noor, "/leren", "leer", &[("wat", "leer")]).text();
    assert!(
        page.contains("Geleerd.") && page.contains("aangepast aan 1 besluit"),
        "{page}"
    );
    rescored(&site);
    assert!(score() < before);
    let work = noor.get(&format!("/nakijken?besluit=alle&nr={id}")).text();
    assert!(work.contains("Wat in dit project besloten is"), "{work}");
    let page = send(&noor, "/leren", "terug", &[("wat", "terug")]).text();
    assert!(page.contains("Teruggedraaid"), "{page}");
    rescored(&site);
    assert_eq!(score(), before);
}

/// Waits until the scores are those of what was learned or taken back last.
fn rescored(site: &Site) {
    let until = std::time::Instant::now() + std::time::Duration::from_secs(60);
    let project = site.project();
    while project
        .rescoring()
        .unwrap()
        .is_none_or(|it| it.after.is_some())
    {
        assert!(std::time::Instant::now() < until, "no scores are changed");
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
}

#[test]
fn after_so_many_decisions_the_page_learns_by_itself_and_says_so() {
    let site = Site::new(&PLANS);
    let (noor, bram) = (site.browser("Noor"), site.browser("Bram"));
    let page = noor.get("/leren").text();
    assert!(page.contains("na elke <b>50</b> besluiten"), "{page}");
    let page = send(
        &noor,
        "/leren",
        "stel-in",
        &[("besluiten", "2"), ("wat", "stel-in")],
    )
    .text();
    assert!(page.contains("na elke <b>2</b> besluiten"), "{page}");
    let too_many = noor.post("/leren", [("wat", "stel-in"), ("besluiten", "100001")]);
    assert_eq!(too_many.status, StatusCode::BAD_REQUEST);

    judge(&noor, key(&site, "maatwerk"), "niet");
    assert!(site.project().rescoring().unwrap().is_none(), "not yet");
    let other = key(&site, "vertrouwen");
    judge(&noor, other, "klopt");
    rescored(&site);
    let (number, learned) = site.project().standing_learning().unwrap().unwrap();
    assert_eq!((learned.decisions, learned.held), (2, 1));
    let shown = format!("/nakijken?besluit=alle&nr={other}");
    for browser in [&noor, &bram] {
        for path in [shown.as_str(), "/"] {
            let page = browser.get(path).text();
            assert!(
                page.contains("De scores zijn aangepast aan 2 besluiten"),
                "{page}"
            );
            assert!(
                page.contains("Van deze besluiten klopten er <b>1</b>"),
                "{page}"
            );
        }
    }
    // Who has seen it is not told again; others are.
    let number = number.to_string();
    let answer = noor.post("/gezien", [("nr", &*number), ("terug", &*shown)]);
    assert_eq!(answer.location(), shown);
    let seen = answer.headers[axum::http::header::SET_COOKIE]
        .to_str()
        .unwrap();
    let mut read = site.browser("Noor");
    read.cookie = format!("{}; {}", read.cookie, seen.split(';').next().unwrap());
    assert!(!read.get(&shown).text().contains("De scores zijn aangepast"));
    assert!(bram.get(&shown).text().contains("De scores zijn aangepast"));

    // One press takes it back and leads on; nobody is told of it any more.
    let undo = [("wat", "terug"), ("nr", &*number), ("terug", &*shown)];
    assert_eq!(bram.post("/leren", undo).location(), shown);
    rescored(&site);
    assert_eq!(site.project().standing_learning().unwrap(), None);
    assert!(!bram.get(&shown).text().contains("De scores zijn aangepast"));
    assert_eq!(bram.post("/leren", undo).status, StatusCode::CONFLICT);
    let elsewhere = [("wat", "leer"), ("terug", "//kwaad.example")];
    assert_eq!(noor.post("/leren", elsewhere).location(), "/");
    site.project().verify().unwrap();
}

#[test]
fn who_gave_no_name_is_led_back_to_where_the_form_stood() {
    let site = Site::new(&PLANS);
    let asked = |referer: &str| {
        let request = site
            .stranger()
            .request("POST", "/besluit")
            .header("origin", format!("http://{}", super::site::HOST))
            .header("referer", referer)
            .header("content-type", "application/x-www-form-urlencoded");
        let body = axum::body::Body::from("nr=1&oordeel=klopt");
        let answer = site.send(request.body(body).unwrap());
        answer.location().to_owned()
    };
    assert_eq!(
        asked("http://127.0.0.1:4600/nakijken?nr=1&waarde=a"),
        "/wie?terug=%2Fnakijken%3Fnr%3D1%26waarde%3Da"
    );
    for other in ["http://kwaad.example//x", "javascript:x", "http://", ""] {
        assert_eq!(asked(other), "/wie?terug=%2F", "{other}");
    }
}

#[test]
fn what_is_only_shown_takes_nothing() {
    let lexicon =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../report/tests/report/lexicon");
    let site = Site::with(&PLANS, Lexicon::load(&lexicon).unwrap(), true);
    let noor = site.browser("Noor");
    for path in ["/waarden", "/overeenstemming", "/steekproef", "/leren"] {
        let page = noor.get(path);
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert!(!page.text().contains("<form"), "{path}");
        let answer = noor.post(path, [("wat", "kaart")]);
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
        assert_eq!(
            site.stranger().post(path, [("wat", "leer")]).status,
            StatusCode::FORBIDDEN
        );
    }
}

#[test]
fn nobody_decides_without_a_name_nor_malformed() {
    let site = Site::new(&PLANS);
    for path in ["/waarden", "/overeenstemming", "/steekproef", "/leren"] {
        let answer = site.stranger().post(path, [("wat", "x")]);
        assert!(answer.location().starts_with("/wie?"), "{path}");
        let answer = site.browser("Noor").post(path, [("wat", "x")]);
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{path}");
    }
    assert_eq!(site.project().verify().unwrap().entries, 0);
}

#[test]
fn what_analysts_write_is_shown_as_text() {
    const SCRIPT: &str = "<script>alert('x')</script>\"><img src=x onerror=alert(1)>";
    let site = Site::new(&PLANS);
    let noor = site.browser(SCRIPT);
    judge(&noor, key(&site, "vertrouwen"), "klopt");
    let one = "/waarden?waarde=vertrouwen";
    let texts = ["definitie", "inwoner", "organisatie", "notitie"].map(|name| (name, SCRIPT));
    send(&noor, one, "teksten", &texts);
    send(&noor, one, "naam", &[("naam", SCRIPT)]);
    let card = [
        ("een", "vertrouwen"),
        ("ander", "maatwerk"),
        ("vraag", SCRIPT),
    ];
    send(&noor, "/waarden", "kaart", &card);
    let names = format!("{SCRIPT}\r\nBram");
    send(
        &noor,
        "/overeenstemming",
        "verdeel",
        &[("namen", &names), ("procent", "100")],
    );
    let evidence = site.project().workspace().unwrap();
    let value = evidence
        .values
        .iter()
        .find(|it| it.id == "vertrouwen")
        .unwrap();
    let handle = format!("{}.vertrouwen", value.evidence[0].key.passage);
    send(&noor, one, "bewijs", &[("deel", SCRIPT), ("kies", &handle)]);
    let assigned = Verdict::Assign {
        coders: vec![SCRIPT.to_owned(), "Bram".to_owned()],
        percent: 100,
    };
    let stored = site
        .project()
        .decisions(&waardenscan_archive::DecisionFilter::default(), 0, 99);
    assert!(
        stored
            .unwrap()
            .iter()
            .any(|it| it.entry.verdict == assigned)
    );
    for path in [one, "/waarden", "/overeenstemming", "/steekproef", "/leren"] {
        let page = noor.get(path).text();
        for markup in ["<script>alert", "<img src=x", "\"><img"] {
            assert!(!page.contains(markup), "{path}: {page}");
        }
    }
}
