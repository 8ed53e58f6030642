use maud::{Markup, html};
use waardenscan_archive::{Dilemma, Workspace};

use crate::desk::Desk;

/// Cards for a conversation about two values that pull against each other.
pub(super) fn section(desk: &Desk, workspace: &Workspace) -> Markup {
    html! {
        section aria-labelledby="kaarten" {
            h2 #kaarten { "Dilemmakaarten " span.count { (workspace.dilemmas.len()) } }
            p.intro {
                "Een kaart legt een vraag voor waarin twee waarden tegen elkaar in trekken, voor een \
                 gesprek met raad, college of inwoners."
            }
            @for dilemma in &workspace.dilemmas {
                @if desk.is_open() {
                    (form(workspace, Some(dilemma)))
                } @else {
                    article.card {
                        p.eyebrow { (name(workspace, dilemma, 0)) " en " (name(workspace, dilemma, 1)) }
                        h3 { (dilemma.question) }
                        p { (dilemma.words) }
                    }
                }
            }
            @if desk.is_open() {
                details {
                    summary { "Maak een kaart" }
                    (form(workspace, None))
                }
            }
        }
    }
}

fn name<'a>(workspace: &'a Workspace, dilemma: &'a Dilemma, place: usize) -> &'a str {
    let id = dilemma.between.get(place).map_or("", String::as_str);
    let value = workspace.values.iter().find(|value| value.id == id);
    value.map_or(id, |value| value.name.as_str())
}

fn form(workspace: &Workspace, dilemma: Option<&Dilemma>) -> Markup {
    let chosen = |place: usize, id: &str| {
        dilemma.is_some_and(|it| it.between.get(place).is_some_and(|one| one == id))
    };
    let values = |place: usize, name: &str, label: &str| {
        html! {
            label.field { (label)
                select name=(name) required {
                    option value="" { "Kies een waarde" }
                    @for value in &workspace.values {
                        option value=(value.id) selected[chosen(place, &value.id)] { (value.name) }
                    }
                }
            }
        }
    };
    html! {
        form.card method="post" action="/waarden" {
            input type="hidden" name="wat" value="kaart";
            @if let Some(dilemma) = dilemma {
                input type="hidden" name="kaart" value=(dilemma.card);
            }
            (values(0, "een", "De ene waarde"))
            (values(1, "ander", "De andere waarde"))
            label.field { "De vraag"
                input type="text" name="vraag" required maxlength="300"
                    value=[dilemma.map(|it| it.question.as_str())];
            }
            label.field { "Toelichting"
                textarea name="toelichting" rows="3" maxlength="4000" {
                    (dilemma.map_or("", |it| it.words.as_str()))
                }
            }
            p.tools {
                button { "Bewaar de kaart" }
                @if dilemma.is_some() {
                    button name="doe" value="weg" formnovalidate { "Haal de kaart weg" }
                }
            }
        }
    }
}
