//! What all pages share: head, navigation, name of the visitor.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};

use crate::desk::Desk;
use crate::keys::usual;
use crate::visitor::Visitor;

/// Where in the navigation a page stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Overview,
    Work,
    List,
    Values,
    Coders,
    Sample,
    Learn,
    Keys,
    Who,
}

/// The pages that can be gone to from everywhere: place, address, name.
const NAVIGATION: [(Place, &str, &str); 8] = [
    (Place::Overview, "/", "Overzicht"),
    (Place::Work, "/nakijken", "Nakijken"),
    (Place::List, "/lijst", "Lijst"),
    (Place::Values, "/waarden", "Waarden"),
    (Place::Coders, "/overeenstemming", "Overeenstemming"),
    (Place::Sample, "/steekproef", "Steekproef"),
    (Place::Learn, "/leren", "Leren"),
    (Place::Keys, "/toetsen", "Toetsen"),
];

/// Renders a whole page with `body` in its middle.
pub(crate) fn page(
    desk: &Desk,
    who: &Visitor,
    place: Place,
    title: &str,
    body: &Markup,
) -> Response {
    let page = html! {
        (DOCTYPE)
        html lang="nl" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) " – Waardenscan" }
                link rel="icon" type="image/svg+xml" href="/icoon.svg";
                link rel="stylesheet" href="/waarden.css";
                link rel="stylesheet" href="/vorm.css";
                script type="module" src="/toetsen.js" {}
            }
            body data-toetsen=(usual()) {
                a.skip href="#hoofd" { "Naar de inhoud" }
                header.top {
                    p.brand { a href="/" { "Waardenscan" } " " span.count { (desk.name) } }
                    nav aria-label="Hoofdmenu" {
                        ul {
                            @for (one, address, name) in NAVIGATION {
                                li {
                                    a href=(address) aria-current=[(one == place).then_some("page")] {
                                        (name)
                                    }
                                }
                            }
                        }
                    }
                    p.who {
                        @if !desk.is_open() {
                            "alleen bekijken"
                        } @else if let Some(name) = who.name() {
                            (name) " · " a href="/wie" { "andere naam" }
                        } @else {
                            a href="/wie" { "Wie bent u?" }
                        }
                    }
                }
                main #hoofd tabindex="-1" { (body) }
            }
        }
    };
    let kind = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
    (kind, page.into_string()).into_response()
}
