//! The decisions that ask for words: a reason, another value, a note, a value
//! that was missed. Each a form of its own, so that Enter in a field never
//! takes another decision.

use maud::{Markup, html};

use super::View;
use super::filters::value_options;
use super::subject::Subject;
use crate::desk::Desk;
use crate::keys::key;

/// The longest reason or note, in characters.
pub(crate) const LONGEST: usize = 4000;

/// Why suggestions are rejected most often: id of the key, what is kept.
pub(crate) const REASONS: [(&str, &str); 4] = [
    ("reden-1", "lijkt er alleen op"),
    ("reden-2", "alleen genoemd"),
    ("reden-3", "hoort bij een andere waarde"),
    ("reden-4", "verkeerde passage"),
];

/// The hidden fields that say what a decision is taken on.
pub(super) fn about(view: &View, subject: &Subject) -> Markup {
    html! {
        (view.hidden())
        input type="hidden" name="nr" value=(subject.stored.id);
        input type="hidden" name="zegel" value=(subject.seal());
        input type="hidden" name="gezien" value=(subject.stored.decision.unwrap_or(0));
    }
}

pub(super) fn panels(desk: &Desk, view: &View, subject: &Subject) -> Markup {
    let values = desk.values();
    let form = |body: &Markup| {
        html! {
            form method="post" action="/besluit" { (about(view, subject)) (body) }
        }
    };
    html! {
        @if desk.is_open() {
            div.panels {
                details #reden {
                    summary data-toets="reden" { (key("reden")) "Klopt niet, want…" }
                    (form(&html! {
                        div.reasons {
                            @for (id, reason) in REASONS {
                                button name="reden" value=(reason) data-toets=(id) {
                                    (key(id)) (reason)
                                }
                            }
                        }
                        input type="hidden" name="oordeel" value="niet";
                    }))
                    (form(&html! {
                        input type="hidden" name="oordeel" value="niet";
                        label.field { "In eigen woorden"
                            input type="text" name="reden" maxlength=(LONGEST) autocomplete="off"
                                data-eerst="reden";
                        }
                        button { "Klopt niet" }
                    }))
                }
                details #anders {
                    summary data-toets="anders" { (key("anders")) "Andere waarde…" }
                    (form(&html! {
                        input type="hidden" name="oordeel" value="anders";
                        label.field { "Welke waarde draagt deze passage?"
                            select name="andere" required data-eerst="anders" {
                                option value="" { "kies een waarde" }
                                (value_options(&values, None))
                            }
                        }
                        label.field { "Waarom (hoeft niet)"
                            input type="text" name="reden" maxlength=(LONGEST) autocomplete="off";
                        }
                        button { "Kies deze waarde" }
                    }))
                }
                details #mis {
                    summary data-toets="mis" { (key("mis")) "Gemiste waarde toevoegen…" }
                    (form(&html! {
                        input type="hidden" name="oordeel" value="mis";
                        input type="hidden" name="begin" value="";
                        input type="hidden" name="eind" value="";
                        label.field { "Welke waarde staat hier ook?"
                            select name="andere" required data-eerst="mis" {
                                option value="" { "kies een waarde" }
                                (value_options(&values, None))
                            }
                        }
                        label.field { "Uit welke woorden blijkt dat? Selecteer ze in de passage, of neem ze over."
                            input type="text" name="woorden" required maxlength=(LONGEST)
                                autocomplete="off" spellcheck="false";
                        }
                        button { "Voeg toe" }
                    }))
                }
                details #notitie {
                    summary data-toets="notitie" { (key("notitie")) "Notitie…" }
                    (form(&html! {
                        input type="hidden" name="oordeel" value="notitie";
                        label.field { "Notitie bij dit voorstel"
                            textarea name="notitie" rows="3" required maxlength=(LONGEST)
                                data-eerst="notitie" {}
                        }
                        button { "Bewaar notitie" }
                    }))
                }
            }
        }
    }
}
