//! What the views show.

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
