//! What the views show.

use axum::http::StatusCode;
use waardenscan::Lexicon;

use super::site::{PLANS, Site};

#[test]
fn the_overview_says_how_far_the_work_is() {
    let site = Site::new(&PLANS);
    let noor = site.browser("Noor");
    let page = noor.get("/").text();
    assert!(page.contains("<b>0</b> van "), "{page}");
    assert!(page.contains("Begin met nakijken") && page.contains("1-plan.txt"));
    assert!(page.contains("class=\"heat\""));
    noor.decide(&noor.get("/nakijken"), &[("oordeel", "niet")]);
    let page = noor.get("/").text();
    assert!(
        page.contains("<b>1</b> van ") && page.contains("Ga verder met nakijken"),
        "{page}"
    );
    let one = noor.get("/?zoek=PLAN").text();
    assert!(one.contains("1-plan.txt") && !one.contains("2-nota.txt"));
    assert!(
        noor.get("/?zoek=onvindbaar")
            .text()
            .contains("Geen document voldoet")
    );
    assert!(
        noor.get("/?bladzijde=99")
            .text()
            .contains("Geen document voldoet")
    );
}

#[test]
fn a_suggestion_stands_in_its_passage_with_its_reason() {
    let site = Site::new(&PLANS);
    let noor = site.browser("Noor");
    let page = noor
        .get("/nakijken?waarde=vertrouwen&volgorde=document")
        .text();
    for part in [
        "Uitgaan van het goede.",
        "Waarom dit voorstel",
        "Ook in deze passage",
        "Maatwerk",
        "Onze visie",
        "Een alinea zonder meer.",
        "<mark class=\"v",
        "nog open van",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(
        !page.contains("Pagina</a>"),
        "no picture of what has no pages"
    );
}

#[test]
fn filters_narrow_down() {
    let site = Site::new(&PLANS);
    let noor = site.browser("Noor");
    let count = |query: &str| {
        noor.get(&format!("/lijst?{query}"))
            .text()
            .matches("class=\"row\"")
            .count()
    };
    let all = count("");
    let of = [
        "vertrouwen",
        "maatwerk",
        "nabijheid",
        "zekerheid",
        "gelijkheid",
    ];
    let by_value: usize = of
        .iter()
        .map(|value| count(&format!("waarde={value}")))
        .sum();
    assert_eq!(by_value, all);
    assert_eq!(count("cluster=De+mens") + count("cluster=De+regel"), all);
    assert_eq!(count("cluster=Onbekend"), 0);
    assert_eq!(count("waarde=maatwerk&cluster=De+regel"), 0);
    let stances = ["nagestreefd", "onder_druk", "begrensd"];
    let by_stance: usize = stances
        .iter()
        .map(|it| count(&format!("houding={it}")))
        .sum();
    assert_eq!(by_stance, all);
    assert!(count("score=84") < all && count("score=84") > 0);
    assert_eq!(count("besluit=klopt"), 0);
    assert_eq!(count("wie=Noor"), 0);
    noor.decide(&noor.get("/nakijken"), &[("oordeel", "klopt")]);
    assert_eq!(
        (count(""), count("besluit=klopt"), count("wie=Noor")),
        (all - 1, 1, 1)
    );
    assert_eq!((count("wie=Bram"), count("besluit=alle")), (0, all));
}

#[test]
fn a_new_scan_is_noticed_by_itself() {
    let site = Site::new(&PLANS);
    let noor = site.browser("Noor");
    assert!(!noor.get("/").text().contains("4-besluit.txt"));
    let new = site.folder.path().join("archief/4-besluit.txt");
    std::fs::write(new, "#regels\nVertrouwen gaat voor.").unwrap();
    site.scan_again(Lexicon::builtin());
    // The first to ask sees the page of before, and has a new one made.
    let until = std::time::Instant::now() + std::time::Duration::from_secs(60);
    loop {
        let page = noor.get("/").text();
        // What the new lexicon alone has is among the values to choose from.
        let values = noor.get("/nakijken").text();
        if page.contains("4-besluit.txt") && values.contains("Zekerheid en bestaanszekerheid") {
            break;
        }
        assert!(std::time::Instant::now() < until, "{page}");
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
}

#[test]
fn documents_are_ordered_and_narrowed_down() {
    let site = Site::new(&PLANS);
    let noor = site.browser("Noor");
    let titles = |path: &str| -> Vec<char> {
        let page = noor.get(path).text();
        let rows = page
            .split("<table class=\"documents\">")
            .nth(1)
            .unwrap_or_default();
        let rows = rows
            .split("</table>")
            .next()
            .unwrap()
            .split("<th scope=\"row\">")
            .skip(1);
        rows.map(|row| {
            let (before, _) = row.split_once('-').unwrap();
            before.chars().last().unwrap()
        })
        .collect()
    };
    assert_eq!(titles("/"), ['1', '2', '3']);
    for order in ["gescand", "titel", "gemeente", "soort", "jaar"] {
        let path = format!("/?volgorde={order}");
        assert_eq!(titles(&path).len(), 3, "{order}");
    }
    assert_eq!(titles("/?zoek=NOTA"), ['2']);
    let page = noor.get("/nakijken?volgorde=document");
    let answer = noor.decide(&page, &[("oordeel", "klopt")]);
    let mut page = noor.get(answer.location());
    while page.text().contains("data-nr") && page.text().contains("1-plan") {
        let answer = noor.decide(&page, &[("oordeel", "klopt")]);
        page = noor.get(answer.location());
    }
    assert_eq!(titles("/?open=1"), ['2', '3'], "the first is done");
    let wrong = noor.get("/?volgorde=x");
    assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
    let unknown = noor.get("/nakijken?document=999");
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
}
