//! What is refused; that the guard refuses is tested beside it.

use axum::body::Body;
use axum::http::{StatusCode, header};
use waardenscan::Lexicon;

use super::site::{HOST, PLANS, Site};

#[test]
fn every_address_is_behind_the_guard() {
    let site = Site::new(&PLANS);
    let noor = site.browser("Noor");
    let paths = [
        "/",
        "/nakijken",
        "/lijst",
        "/standaardtekst?groep=1&bij=x&nr=1",
        "/beeld/1/1",
        "/toetsen",
        "/wie",
        "/vorm.css",
        "/waarden.css",
        "/toetsen.js",
        "/weg",
    ];
    for path in paths {
        let request = axum::http::Request::get(path).header(header::HOST, HOST);
        let answer = site.send(request.body(Body::empty()).unwrap());
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
        let request = noor
            .request("GET", path)
            .header("sec-fetch-site", "cross-site");
        let answer = site.send(request.body(Body::empty()).unwrap());
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
    }
    for path in ["/besluit", "/terugdraaien", "/lijst", "/wie"] {
        let request = noor
            .request("POST", path)
            .header(header::ORIGIN, "http://kwaad.example")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let answer = site.send(request.body(Body::from("naam=Bram")).unwrap());
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
        assert!(!answer.headers.contains_key(header::SET_COOKIE));
    }
}

#[test]
fn nothing_changes_by_looking() {
    let site = Site::new(&PLANS);
    let noor = site.browser("Noor");
    let page = noor.get("/nakijken");
    let hidden = page.hidden();
    let fields = hidden
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()));
    let query = crate::fields::encoded(fields.chain([("oordeel", "klopt")]));
    for path in ["/besluit", "/terugdraaien"] {
        for method in ["GET", "HEAD"] {
            let request = noor.request(method, &format!("{path}?{query}"));
            let answer = site.send(request.body(Body::empty()).unwrap());
            assert_eq!(
                answer.status,
                StatusCode::METHOD_NOT_ALLOWED,
                "{method} {path}"
            );
        }
    }
    noor.get(&format!("/nakijken?{query}"));
    noor.get(&format!("/lijst?{query}&kies=1.0.x"));
    noor.get("/wie?naam=Bram");
    assert_eq!(site.project().last_entry().unwrap(), 0);
}

#[test]
fn malformed_and_oversized_requests_are_refused() {
    let site = Site::new(&PLANS);
    let noor = site.browser("Noor");
    let long = "x".repeat(20_000);
    for (path, status) in [
        ("/nakijken?nr=een", StatusCode::BAD_REQUEST),
        ("/nakijken?nr=999999", StatusCode::NOT_FOUND),
        ("/nakijken?na=999999", StatusCode::NOT_FOUND),
        ("/nakijken?besluit=weg", StatusCode::BAD_REQUEST),
        ("/nakijken?document=a%00b", StatusCode::BAD_REQUEST),
        ("/lijst?score=-4", StatusCode::BAD_REQUEST),
        ("/beeld/1/0", StatusCode::NOT_FOUND),
        ("/beeld/1/x", StatusCode::BAD_REQUEST),
        ("/beeld/../../etc/passwd", StatusCode::NOT_FOUND),
        ("/onzin", StatusCode::NOT_FOUND),
        (
            &format!("/nakijken?document={long}"),
            StatusCode::URI_TOO_LONG,
        ),
        (
            &format!("/nakijken?{}", "a=1&".repeat(600)),
            StatusCode::BAD_REQUEST,
        ),
    ] {
        let answer = noor.get(path);
        let shown: String = path.chars().take(60).collect();
        assert_eq!(answer.status, status, "{shown}: {}", answer.text());
    }
    let page = noor.get("/nakijken");
    let note = "x".repeat(5000);
    for (fields, status) in [
        (vec![], StatusCode::BAD_REQUEST),
        (vec![("oordeel", "weg")], StatusCode::BAD_REQUEST),
        (
            vec![("oordeel", "niet"), ("reden", note.as_str())],
            StatusCode::PAYLOAD_TOO_LARGE,
        ),
        (
            vec![("oordeel", "anders"), ("andere", "onzin")],
            StatusCode::CONFLICT,
        ),
        (
            vec![("oordeel", "mis"), ("andere", "onzin"), ("woorden", "e")],
            StatusCode::CONFLICT,
        ),
        (
            vec![
                ("oordeel", "mis"),
                ("andere", "x"),
                ("woorden", "h"),
                ("begin", "-1"),
                ("eind", "2"),
            ],
            StatusCode::BAD_REQUEST,
        ),
    ] {
        let answer = noor.decide(&page, &fields);
        assert_eq!(
            answer.status,
            status,
            "{:?}: {}",
            fields.first(),
            answer.text()
        );
    }
    let large = "x".repeat(100_000);
    let answer = noor.decide(&page, &[("oordeel", "niet"), ("reden", &large)]);
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    let many: Vec<(&str, &str)> = vec![("kies", "1.0.x"); 600];
    let answer = noor.post("/lijst", many);
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    let json = noor
        .request("POST", "/besluit")
        .header(header::ORIGIN, format!("http://{HOST}"))
        .header(header::CONTENT_TYPE, "application/json");
    let answer = site.send(json.body(Body::from("{}")).unwrap());
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert_eq!(site.project().last_entry().unwrap(), 0);
}

#[test]
fn a_project_that_is_only_shown_takes_no_decision() {
    let lexicon =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../report/tests/report/lexicon");
    let site = Site::with(&PLANS, Lexicon::load(&lexicon).unwrap(), true);
    let noor = site.browser("Noor");
    let page = noor.get("/nakijken");
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.text().contains("method=\"post\""));
    assert_eq!(
        site.stranger().get("/nakijken").status,
        StatusCode::OK,
        "no name is asked"
    );
    let nr = [
        ("nr", "1"),
        ("oordeel", "klopt"),
        ("zegel", "x"),
        ("gezien", "0"),
    ];
    for (path, fields) in [
        ("/besluit", &nr[..]),
        ("/terugdraaien", &nr[..1]),
        ("/lijst", &nr[..2]),
    ] {
        let answer = noor.post(path, fields.iter().copied());
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
    }
    assert_eq!(site.project().last_entry().unwrap(), 0);
}
