use maud::{Markup, html};
use waardenscan_archive::{CoderAgreement, Estimate, Figures};
use waardenscan_report::dutch;

use crate::desk::Desk;

/// How far analysts agree, over all and for each value.
pub(super) fn section(desk: &Desk, agreement: &CoderAgreement) -> Markup {
    let values = desk.values();
    let name = |id: &str| {
        let value = values.index(id).and_then(|index| values.all().get(index));
        value.map_or_else(|| id.to_owned(), |value| value.name.to_owned())
    };
    html! {
        section aria-labelledby="cijfers" {
            h2 #cijfers { "Hoe goed men het eens is" }
            @if agreement.waiting > 0 {
                p.meta {
                    "Op " (dutch::suggestions(agreement.waiting))
                    " moet iemand nog oordelen; die tellen nog niet mee."
                }
            }
            @if agreement.all.suggestions == 0 {
                p { "Er is nog geen voorstel waarover meer dan een iemand oordeelde." }
            } @else {
                div.scroll tabindex="0" role="region" aria-label="Overeenstemming per waarde" {
                    table.figures {
                        thead { tr {
                            th scope="col" { "Waarde" }
                            th.num scope="col" { "Voorstellen" }
                            th.num scope="col" { "Alfa" }
                            th.num scope="col" { "Kappa" }
                        } }
                        tbody {
                            (row("Alle waarden samen", &agreement.all))
                            @for (id, figures) in &agreement.values { (row(&name(id), figures)) }
                        }
                    }
                }
                @for pair in &agreement.pairs {
                    p {
                        (pair.coders.join(" en ")) " zeiden over " (dutch::suggestions(pair.suggestions))
                        " in " (hundred(pair.alike)) " van 100 gevallen hetzelfde (kappa "
                        (shown(pair.kappa)) ")."
                    }
                }
                p.meta {
                    "Alfa (Krippendorff) en kappa (Cohen) zijn 1 als allen het altijd eens zijn en 0 \
                     als zij het niet vaker eens zijn dan door toeval. Krippendorff noemt 0,80 \
                     betrouwbaar en 0,67 het minste voor voorzichtige conclusies. Tussen haakjes \
                     waar het cijfer met 95 procent zekerheid ligt; dat staat er pas bij zes of meer \
                     documenten. Geteld is wat ieder zei voordat allen geoordeeld hadden."
                }
            }
        }
    }
}

fn row(name: &str, figures: &Figures) -> Markup {
    html! {
        tr {
            th scope="row" { (name) }
            td.num { (dutch::count(figures.suggestions)) }
            td.num { (shown(figures.alpha)) }
            td.num { (shown(figures.kappa)) }
        }
    }
}

/// A figure with its interval: "0,62 (0,48–0,75)"; a dash where there is none.
fn shown(estimate: Option<Estimate>) -> String {
    let Some(Estimate { value, interval }) = estimate else {
        return "–".to_owned();
    };
    let interval = interval.map(|[low, high]| format!(" ({}–{})", two(low), two(high)));
    format!("{}{}", two(value), interval.unwrap_or_default())
}

fn two(number: f64) -> String {
    let sign = if number < 0.0 { "−" } else { "" };
    format!("{sign}{:.2}", number.abs()).replace('.', ",")
}

fn hundred(share: f64) -> u8 {
    dutch::hundredths(share)
}
