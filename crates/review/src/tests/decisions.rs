//! A day's work, by its requests.

use axum::http::StatusCode;
use waardenscan_archive::{DecisionFilter, State, SuggestionFilter, SuggestionOrder, Verdict};

use super::site::{PLANS, Site};

fn verdicts(site: &Site) -> Vec<(String, Verdict, bool)> {
    let decisions = site
        .project()
        .decisions(&DecisionFilter::default(), 0, 100)
        .unwrap();
    let verdicts = decisions.into_iter();
    verdicts
        .map(|it| (it.entry.who, it.entry.verdict, it.undone))
        .collect()
}

fn open(site: &Site) -> u64 {
    let counts = site.project().count_suggestions(None).unwrap();
    counts
        .iter()
        .find(|(state, _)| *state == State::Open)
        .unwrap()
        .1
}

#[test]
fn a_name_is_asked_once_and_kept() {
    let site = Site::new(&PLANS);
    let stranger = site.stranger();
    let asked = stranger.get("/nakijken?waarde=maatwerk");
    assert!(asked.text().contains("Wie bent u?"));
    let answer = stranger.post(
        "/wie",
        [
            ("naam", "  Noor   de Wit "),
            ("terug", "/nakijken?waarde=maatwerk"),
        ],
    );
    assert_eq!(answer.location(), "/nakijken?waarde=maatwerk");
    let cookie = answer.headers["set-cookie"].to_str().unwrap();
    assert!(
        cookie.starts_with("waardenscan_naam=Noor+de+Wit; Path=/; Max-Age="),
        "{cookie}"
    );
    assert!(cookie.ends_with("; HttpOnly; SameSite=Strict"), "{cookie}");
    for name in ["", "   ", &"n".repeat(61), "a\nb\u{7}"] {
        let answer = stranger.post("/wie", [("naam", name)]);
        assert_eq!(answer.location(), "/wie?fout=1&terug=%2F", "{name:?}");
    }
    for terug in [
        "https://kwaad.example/",
        "//kwaad.example",
        "/\\kwaad.example",
        "/a\r\nX: y",
    ] {
        let answer = stranger.post("/wie", [("naam", "Noor"), ("terug", terug)]);
        assert_eq!(answer.location(), "/", "{terug:?}");
    }
}

#[test]
fn each_decision_is_kept_and_leads_to_the_next() {
    let site = Site::new(&PLANS);
    let noor = site.browser("Noor de Wit");
    let all = open(&site);
    let mut page = noor.get("/nakijken");
    let ways: [&[(&str, &str)]; 5] = [
        &[("oordeel", "klopt")],
        &[("oordeel", "niet")],
        &[("oordeel", "niet"), ("reden", "lijkt er alleen op")],
        &[("oordeel", "twijfel")],
        &[
            ("oordeel", "anders"),
            ("andere", "zekerheid"),
            ("reden", "staat er"),
        ],
    ];
    assert!(all >= ways.len() as u64, "{all}");
    for (done, way) in ways.iter().enumerate() {
        let answer = noor.decide(&page, way);
        assert_eq!(
            verdicts(&site).len(),
            done + 1,
            "on the disk before the answer"
        );
        page = noor.get(answer.location());
        assert_eq!(page.status, StatusCode::OK);
    }
    let text = |text: &str| Some(text.to_owned());
    let expected = [
        Verdict::Accept,
        Verdict::Reject { reason: None },
        Verdict::Reject {
            reason: text("lijkt er alleen op"),
        },
        Verdict::Doubt { reason: None },
        Verdict::Change {
            other: "zekerheid".to_owned(),
            reason: text("staat er"),
        },
    ];
    let taken = verdicts(&site);
    assert!(taken.iter().map(|it| &it.1).eq(&expected), "{taken:?}");
    assert!(taken.iter().all(|it| it.0 == "Noor de Wit"));
    assert_eq!(open(&site), all - 5);
}

#[test]
fn a_note_and_a_missed_value_stand_beside_the_decision() {
    let site = Site::new(&PLANS);
    let noor = site.browser("Noor");
    let page = noor.get("/nakijken?waarde=vertrouwen");
    assert!(page.text().contains("Wij gaan uit van"), "{}", page.text());
    let answer = noor.decide(&page, &[("oordeel", "notitie"), ("notitie", "Navragen")]);
    let page = noor.get(answer.location());
    assert!(page.text().contains("De notitie is bewaard.") && page.text().contains("Navragen"));
    let missed = [
        ("oordeel", "mis"),
        ("andere", "nabijheid"),
        ("woorden", "bieden maatwerk"),
    ];
    let page = noor.get(noor.decide(&page, &missed).location());
    assert!(page.text().contains("‘bieden maatwerk’"), "{}", page.text());
    let wrong = [
        ("oordeel", "mis"),
        ("andere", "nabijheid"),
        ("woorden", "staat er niet"),
    ];
    let page = noor.get(noor.decide(&page, &wrong).location());
    assert!(page.text().contains("staan zo niet in de passage"));
    let empty = noor.decide(&page, &[("oordeel", "notitie"), ("notitie", "  ")]);
    assert!(empty.location().contains("melding=leeg"));
    let taken = verdicts(&site);
    assert_eq!(
        taken[0].1,
        Verdict::Note {
            note: "Navragen".to_owned()
        }
    );
    assert_eq!(
        taken[1].1,
        Verdict::Add {
            start: 31,
            end: 46,
            reason: None
        }
    );
    assert_eq!(taken.len(), 2);
}

#[test]
fn the_last_decision_of_the_visitor_is_undone_and_shown() {
    let site = Site::new(&PLANS);
    let (noor, bram) = (site.browser("Noor"), site.browser("Bram"));
    let first = noor.get("/nakijken");
    let nr = first
        .hidden()
        .iter()
        .find(|it| it.0 == "nr")
        .unwrap()
        .1
        .clone();
    let second = noor.get(noor.decide(&first, &[("oordeel", "klopt")]).location());
    bram.decide(&second, &[("oordeel", "niet")]);
    let answer = noor.post("/terugdraaien", [("besluit", "alle")]);
    assert_eq!(
        answer.location(),
        format!("/nakijken?besluit=alle&nr={nr}&melding=teruggedraaid")
    );
    assert!(
        noor.get(answer.location())
            .text()
            .contains("ongedaan gemaakt")
    );
    let taken = verdicts(&site);
    assert_eq!((taken[0].2, taken[1].2), (true, false), "Bram's stands");
    let again = noor.post("/terugdraaien", []);
    assert_eq!(again.location(), "/nakijken?melding=niets-terug");
    // Any decision can be undone by its number, also that of another.
    let named = noor.post("/terugdraaien", [("besluit-nr", "2")]);
    assert!(named.location().ends_with("melding=teruggedraaid"));
    let twice = noor.post("/terugdraaien", [("besluit-nr", "2")]);
    assert_eq!(twice.status, StatusCode::CONFLICT);
}

#[test]
fn two_analysts_do_not_overwrite_each_other_unseen() {
    let site = Site::new(&PLANS);
    let (noor, bram) = (site.browser("Noor"), site.browser("Bram"));
    let of_noor = noor.get("/nakijken");
    let of_bram = bram.get("/nakijken");
    noor.decide(&of_noor, &[("oordeel", "klopt")]);
    let answer = bram.decide(&of_bram, &[("oordeel", "niet")]);
    assert!(answer.location().contains("melding=intussen"));
    assert_eq!(verdicts(&site).len(), 1);
    let seen = bram.get(answer.location());
    assert!(seen.text().contains("Noor"), "who decided is shown");
    bram.decide(&seen, &[("oordeel", "niet")]);
    assert_eq!(verdicts(&site).len(), 2, "who has seen it may");
}

#[test]
fn what_changed_since_it_was_shown_is_not_decided_on() {
    let site = Site::new(&PLANS);
    let noor = site.browser("Noor");
    let page = noor.get("/nakijken");
    let hidden = page.hidden();
    let fields = hidden.iter().map(|(name, value)| match name.as_str() {
        "zegel" => ("zegel", "000000000000000000000000"),
        name => (name, value.as_str()),
    });
    let answer = noor.post("/besluit", fields.chain([("oordeel", "klopt")]));
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert_eq!(verdicts(&site).len(), 0);
}

fn ticks(page: &str) -> Vec<String> {
    let boxes = page.split("name=\"kies\"").skip(1);
    let values = boxes.map(|it| {
        it.split("value=\"")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap()
    });
    values.map(str::to_owned).collect()
}

#[test]
fn a_bulk_decision_is_about_what_was_ticked_and_says_how_many() {
    let site = Site::new(&PLANS);
    let (noor, bram) = (site.browser("Noor"), site.browser("Bram"));
    let page = noor.get("/lijst?waarde=maatwerk").text();
    let ticks = ticks(&page);
    assert!(ticks.len() >= 3, "{}", ticks.len());
    assert!(!page.contains("checked"), "nothing is ticked beforehand");
    bram.decide(
        &bram.get("/nakijken?waarde=maatwerk"),
        &[("oordeel", "twijfel")],
    );
    let chosen: Vec<(&str, &str)> = ticks
        .iter()
        .take(2)
        .map(|it| ("kies", it.as_str()))
        .collect();
    let more = [("oordeel", "klopt"), ("waarde", "maatwerk")];
    let answer = noor.post("/lijst", chosen.into_iter().chain(more));
    assert_eq!(
        answer.location(),
        "/lijst?waarde=maatwerk&gedaan=1&overgeslagen=1"
    );
    let said = noor.get(answer.location()).text();
    assert!(
        said.contains("1 besluit opgeslagen. 1 voorstel overgeslagen"),
        "{said}"
    );
    assert_eq!(verdicts(&site).len(), 2);
    let forged = [("kies", "1.0.zzz"), ("oordeel", "klopt")];
    assert_eq!(noor.post("/lijst", forged).status, StatusCode::CONFLICT);
}

#[test]
fn standard_text_is_decided_at_once_seeing_all() {
    let site = Site::new(&PLANS);
    let noor = site.browser("Noor");
    let page = noor.get("/nakijken?waarde=maatwerk&tekst=1").text();
    let to = page
        .split("href=\"")
        .find(|it| it.starts_with("/standaardtekst"));
    let to = to
        .expect("a link to the group")
        .split('"')
        .next()
        .unwrap()
        .replace("&amp;", "&");
    let page = noor.get(&to).text();
    assert_eq!(page.matches("is het uitgangspunt").count(), 2);
    let ticks = ticks(&page);
    assert_eq!((ticks.len(), page.matches(" checked").count()), (2, 2));
    let chosen = ticks.iter().map(|it| ("kies", it.as_str()));
    let answer = noor.post(
        "/lijst",
        chosen.chain([("oordeel", "klopt"), ("terug", "/nakijken")]),
    );
    assert_eq!(answer.location(), "/nakijken?gedaan=2");
    assert_eq!(verdicts(&site).len(), 2);
    assert!(
        noor.get(answer.location())
            .text()
            .contains("2 besluiten opgeslagen.")
    );
}

#[test]
fn what_teaches_most_is_gone_through_to_its_end() {
    let site = Site::new(&PLANS);
    let noor = site.browser("Noor");
    let open = SuggestionFilter {
        state: Some(State::Open),
        ..SuggestionFilter::default()
    };
    let ids = site.project().lessons(&open, 100).unwrap();
    let shown = |page: &super::site::Answer| {
        let hidden = page.hidden().into_iter();
        let nr = hidden.into_iter().find(|it| it.0 == "nr").unwrap().1;
        nr.parse::<i64>().unwrap()
    };
    let selection = "/nakijken?volgorde=leerzaam";
    assert_eq!(shown(&noor.get(selection)), ids[0]);
    for pair in ids.windows(2) {
        let next = noor.get(&format!("{selection}&na={}", pair[0]));
        assert_eq!(shown(&next), pair[1]);
        let before = noor.get(&format!("{selection}&voor={}", pair[1]));
        assert_eq!(shown(&before), pair[0]);
    }
    let last = ids.last().unwrap();
    let end = noor.get(&format!("{selection}&na={last}"));
    assert!(end.text().contains("Einde van de lijst"));
    let listed = noor.get("/lijst?volgorde=leerzaam").text();
    assert_eq!(listed.matches("name=\"kies\"").count(), ids.len());

    // What is decided is passed by, and the list goes on.
    let page = noor.get(selection);
    let answer = noor.decide(&page, &[("oordeel", "klopt")]);
    assert_eq!(shown(&noor.get(answer.location())), ids[1]);
    assert_eq!(shown(&noor.get(selection)), ids[1]);
}

#[test]
fn next_and_previous_go_through_the_selection() {
    let site = Site::new(&PLANS);
    let noor = site.browser("Noor");
    let project = site.project();
    for (word, order) in [
        ("sterk", SuggestionOrder::Strongest),
        ("grens", SuggestionOrder::Weakest),
        ("document", SuggestionOrder::Document),
    ] {
        let all = project
            .suggestions(&SuggestionFilter::default(), order, None, 100)
            .unwrap();
        let ids: Vec<String> = all.suggestions.iter().map(|it| it.id.to_string()).collect();
        let selection = format!("/nakijken?volgorde={word}");
        let shown = |page: &super::site::Answer| {
            page.hidden().into_iter().find(|it| it.0 == "nr").unwrap().1
        };
        let mut page = noor.get(&selection);
        let mut seen = vec![shown(&page)];
        for id in ids.iter().take(ids.len() - 1) {
            page = noor.get(&format!("{selection}&na={id}"));
            seen.push(shown(&page));
        }
        assert_eq!(seen, ids, "{word}");
        let last = ids.last().unwrap();
        let end = noor.get(&format!("{selection}&na={last}"));
        assert!(end.text().contains("Einde van de lijst"));
        for pair in ids.windows(2) {
            let page = noor.get(&format!("{selection}&voor={}", pair[1]));
            assert_eq!(shown(&page), pair[0], "{word}");
        }
    }
}
