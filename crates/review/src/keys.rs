//! The keys, and where they are changed.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};

use crate::desk::Desk;
use crate::shell::{Place, page};
use crate::visitor::Visitor;

/// Something that a key does: by its id, the script finds the button or link
/// that does it.
pub(crate) struct Action {
    pub(crate) id: &'static str,
    /// As the browser names it, unless the visitor chose another.
    pub(crate) key: &'static str,
    pub(crate) name: &'static str,
}

const fn action(id: &'static str, key: &'static str, name: &'static str) -> Action {
    Action { id, key, name }
}

/// All that has a key, in the order of the list of keys.
pub(crate) const ACTIONS: [Action; 20] = [
    action("klopt", "a", "Klopt, en volgende"),
    action("niet", "r", "Klopt niet, en volgende"),
    action("reden-1", "1", "Klopt niet: lijkt er alleen op"),
    action("reden-2", "2", "Klopt niet: alleen genoemd"),
    action("reden-3", "3", "Klopt niet: hoort bij een andere waarde"),
    action("reden-4", "4", "Klopt niet: verkeerde passage"),
    action("reden", "e", "Klopt niet, met eigen woorden"),
    action("anders", "w", "Andere waarde kiezen"),
    action("twijfel", "t", "Twijfel, en volgende"),
    action("notitie", "n", "Notitie schrijven"),
    action(
        "mis",
        "v",
        "Gemiste waarde toevoegen (selecteer eerst de woorden)",
    ),
    action("terug", "u", "Laatste besluit ongedaan maken"),
    action("vorige", "ArrowLeft", "Vorige"),
    action("volgende", "ArrowRight", "Volgende"),
    action("beeld", "p", "Pagina of tekst tonen"),
    action("groep", "g", "Standaardtekst in één keer beslissen"),
    action("naar", "f", "Kiezen wat u naloopt"),
    action("niets", "0", "Steekproef: draagt geen waarde"),
    action("overzicht", "o", "Naar het overzicht"),
    action("hulp", "?", "Deze lijst"),
];

/// The key of an action as it is shown, for the script to replace where the
/// visitor chose another.
pub(crate) fn key(id: &str) -> Markup {
    let action = ACTIONS.iter().find(|action| action.id == id);
    html! {
        @if let Some(action) = action {
            kbd data-van=(action.id) aria-hidden="true" { (shown(action.key)) }
        }
    }
}

/// The actions with their usual keys, as the script reads them.
pub(crate) fn usual() -> String {
    let pairs = ACTIONS
        .iter()
        .map(|action| format!("{}={}", action.id, action.key));
    pairs.collect::<Vec<_>>().join(" ")
}

fn shown(key: &str) -> String {
    match key {
        "ArrowLeft" => "←".to_owned(),
        "ArrowRight" => "→".to_owned(),
        key => key.to_uppercase(),
    }
}

pub(crate) async fn show(State(desk): State<Arc<Desk>>, who: Visitor) -> Response {
    let body = html! {
        div.narrow {
            h1 { "Toetsen" }
            p {
                "Alles kan met één toets, en ook met de knoppen. De toetsen werken op de pagina \
                 Nakijken, zolang u niet in een invulveld staat. Uit een veld komt u met Esc."
            }
            table.keys {
                thead { tr { th scope="col" { "Wat" } th scope="col" { "Toets" } th.change scope="col" hidden { "Wijzig" } } }
                tbody {
                    @for action in &ACTIONS {
                        tr {
                            th scope="row" { (action.name) }
                            td { kbd data-van=(action.id) { (shown(action.key)) } }
                            td.change hidden {
                                button.small type="button" data-wijzig=(action.id) data-standaard=(action.key)
                                    aria-label={ "Wijzig de toets voor: " (action.name) } { "Wijzig" }
                            }
                        }
                    }
                }
            }
            p #toets-melding role="status" {}
            p.change hidden { button type="button" #toets-herstel { "Herstel alle toetsen" } }
            p.meta {
                "Een gewijzigde toets wordt bewaard in deze browser. Zonder script werken de \
                 knoppen, niet de toetsen."
            }
        }
    };
    page(&desk, &who, Place::Keys, "Toetsen", &body)
}

#[cfg(test)]
mod tests {
    use super::ACTIONS;
    use std::collections::BTreeSet;

    #[test]
    fn every_action_has_a_key_of_its_own() {
        let keys: BTreeSet<&str> = ACTIONS.iter().map(|action| action.key).collect();
        let ids: BTreeSet<&str> = ACTIONS.iter().map(|action| action.id).collect();
        assert_eq!((keys.len(), ids.len()), (ACTIONS.len(), ACTIONS.len()));
    }
}
