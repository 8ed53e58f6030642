//! The decisions of one key, always at hand.

use maud::{Markup, html};

use super::View;
use super::panels::about;
use super::subject::Subject;
use crate::desk::Desk;
use crate::keys::key;

pub(super) fn bar(desk: &Desk, view: &View, subject: &Subject) -> Markup {
    let id = subject.stored.id.to_string();
    html! {
        div.acts role="group" aria-label="Besluit" {
            @if desk.is_open() {
                form method="post" action="/besluit" {
                    (about(view, subject))
                    button.yes name="oordeel" value="klopt" data-toets="klopt" { (key("klopt")) "Klopt" }
                    button.no name="oordeel" value="niet" data-toets="niet" { (key("niet")) "Klopt niet" }
                    button name="oordeel" value="twijfel" data-toets="twijfel" { (key("twijfel")) "Twijfel" }
                }
            }
            span.gap {}
            @if desk.is_open() {
                form method="post" action="/terugdraaien" {
                    (view.hidden())
                    input type="hidden" name="nr" value=(id);
                    button data-toets="terug" { (key("terug")) "Ongedaan" }
                }
            }
            a.button href=(view.address(&[("voor", &id)])) data-toets="vorige" rel="prev" {
                (key("vorige")) "Vorige"
            }
            a.button href=(view.address(&[("na", &id)])) data-toets="volgende" rel="next" {
                (key("volgende")) "Volgende"
            }
        }
    }
}
