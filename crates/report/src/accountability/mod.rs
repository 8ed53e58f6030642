//! The accountability pack (verantwoording): how suggestions came about, for
//! those who must answer for them.

mod figures;
mod register;

use std::io::Write;

use maud::{Markup, html};
use waardenscan_archive::{
    DecisionFilter, PersonalCounts, Project, RunId, RunInfo, StoredDocument,
};

use crate::account::account;
use crate::table::{scroll, table};
use crate::{ReportError, dutch, ledger, reasons, sheet};
use figures::Figures;

/// What is known of a document.
struct Line<'a> {
    document: &'a StoredDocument,
    personal: PersonalCounts,
}

/// Writes how the suggestions and decisions of a project came about, as one
/// HTML page in Dutch that loads nothing: how Waardenscan works, the data and
/// settings that were used, what people decided, how well it does and what it
/// cannot do, how much personal data each document holds, and a text for the
/// algorithm register (algoritmeregister). It quotes no passage.
///
/// # Errors
///
/// [`ReportError::Project`], [`ReportError::Io`].
pub fn write_accountability(
    project: &Project,
    run: RunId,
    out: &mut impl Write,
) -> Result<(), ReportError> {
    let info = project.run_info(run)?;
    let documents = project.documents(run)?;
    let decisions = ledger::decisions(project, &DecisionFilter::default())?;
    let account = account(project, &info, documents.iter(), &decisions)?;
    let mut lines = Vec::with_capacity(documents.len());
    for document in &documents {
        let personal = match document.failure {
            Some(_) => PersonalCounts::default(),
            None => project.outcome(document)?.personal,
        };
        lines.push(Line { document, personal });
    }
    let page = page(&info, &account, &lines);
    out.write_all(page.into_string().as_bytes())?;
    Ok(())
}

fn page(info: &RunInfo, account: &[String], lines: &[Line<'_>]) -> Markup {
    let body = html! {
        a.skip href="#inhoud" { "Naar de inhoud" }
        header {
            p.over { "Waardenscan" }
            h1 { "Verantwoording" }
            p { (dutch::date(&info.started_at)) }
        }
        main #inhoud {
            (how())
            section {
                h2 { "Wat er is gedaan" }
                @for sentence in account { p { (sentence) } }
            }
            (settings(info))
            (quality(info))
            (limits())
            (personal(lines))
            (register::section(info))
            (documents(lines))
        }
    };
    sheet::page("Verantwoording", sheet::DOCUMENT, &body)
}

fn how() -> Markup {
    html! {
        section {
            h2 { "Hoe het werkt" }
            p {
                "Waardenscan leest documenten, knipt ze in passages en zoekt in elke passage naar \
                 woorden en wendingen die op een waarde wijzen. Die staan in een waardenlijst, die \
                 iedereen kan lezen en veranderen. Daarnaast telt een statistisch deel mee, dat van \
                 passages heeft geleerd waarin mensen waarden hebben aangewezen."
            }
            p {
                "Samen geven zij elke passage per waarde een score tussen 0 en 1: de kans dat mensen \
                 het ermee eens zouden zijn. Wat hoog genoeg scoort, wordt een voorstel. Bij elk \
                 voorstel staat welke woorden eraan bijdroegen en hoeveel."
            }
            p {
                "Mensen beslissen. Zij aanvaarden een voorstel, wijzen het af of kiezen een andere \
                 waarde. Elk besluit staat met naam en tijd in een logboek waarin niets ongemerkt \
                 kan worden veranderd. Dezelfde documenten geven met dezelfde waardenlijst altijd \
                 dezelfde voorstellen."
            }
            p {
                "Alles gebeurt op deze computer. Er gaat niets over het internet, en er komt geen \
                 taalmodel van een ander aan te pas."
            }
        }
    }
}

fn settings(info: &RunInfo) -> Markup {
    let model = info.model_fingerprint.as_deref();
    let rows = [
        ("Programma", format!("Waardenscan {}", info.engine_version)),
        (
            "Waardenlijst",
            format!("{}, versie {}", info.lexicon_name, info.lexicon_version),
        ),
        ("Aantal waarden", info.values.len().to_string()),
        (
            "Vingerafdruk van de waardenlijst (SHA-256)",
            info.lexicon_fingerprint.clone(),
        ),
        (
            "Vingerafdruk van het statistische deel (SHA-256)",
            model.unwrap_or("geen statistisch deel").to_owned(),
        ),
        (
            "Laagste score van een voorstel",
            waardenscan::score::number(info.threshold).clone(),
        ),
        ("Gescand op", dutch::date(&info.started_at)),
    ];
    let settings = html! {
        table {
            caption { "Waarmee de voorstellen zijn gemaakt." }
            tbody {
                @for (name, text) in rows { tr { th scope="row" { (name) } td { (text) } } }
            }
        }
    };
    html! {
        section {
            h2 { "Gegevens en instellingen" }
            (scroll("Tabel: instellingen", &settings))
        }
    }
}

/// How well it does: figures of the built-in lexicon, where that was used.
fn quality(info: &RunInfo) -> Markup {
    let builtin = waardenscan::Lexicon::builtin();
    let is_builtin = info.lexicon_fingerprint == builtin.fingerprint();
    html! {
        section {
            h2 { "Hoe goed het werkt" }
            @match Figures::read().filter(|_| is_builtin && info.model_fingerprint.is_some()) {
                Some(figures) => {
                    p {
                        "De ingebouwde waardenlijst is gemeten op passages die het statistische deel \
                         nog niet had gezien. Van de plaatsen waar mensen een waarde zagen, vond het \
                         op zijn ruimst " (dutch::hundredths(figures.recall)) " %; van wat het zo \
                         voorstelde, klopte " (dutch::hundredths(figures.precision)) " %. Een scan \
                         toont minder: van die voorstellen klopte "
                        (dutch::hundredths(figures.sure_precision)) " %, en daarmee was "
                        (dutch::hundredths(figures.sure_recall)) " % gevonden."
                    }
                    p {
                        "Van wat alleen tussen de regels staat, vond het "
                        (dutch::hundredths(figures.implied)) " %. Mensen zijn het onderling ook niet \
                         altijd eens. In andere documenten kan het beter of slechter gaan: een \
                         steekproef in het eigen archief zegt meer."
                    }
                }
                None => {
                    p {
                        "Voor deze waardenlijst zijn geen cijfers bekend. Een steekproef in het eigen \
                         archief, of waardenscan evaluate op passages die mensen hebben nagekeken, \
                         zegt hoe goed zij werkt."
                    }
                }
            }
        }
    }
}

fn limits() -> Markup {
    let limits = [
        "Een voorstel is geen oordeel over beleid: het zegt dat een waarde in een passage \
         doorklinkt, niet of het beleid goed is of wordt uitgevoerd.",
        "Wat alleen tussen de regels staat, wordt vaker gemist dan wat wordt genoemd.",
        "Een woord kan in een andere betekenis zijn gebruikt dan de waarde. Daarvoor waarschuwt de \
         uitleg, maar niet altijd.",
        "Zeldzame waarden hebben weinig voorbeelden, en worden slechter gevonden.",
        "Tekst die van een scan is herkend kan fouten bevatten; beeld, audio en handschrift worden \
         niet gelezen.",
        "Bestanden die niet konden worden gelezen tellen niet mee; zij staan onderaan met de reden.",
    ];
    html! {
        section {
            h2 { "Wat het niet kan" }
            ul { @for limit in limits { li { (limit) } } }
        }
    }
}

fn personal(lines: &[Line<'_>]) -> Markup {
    let found: Vec<&Line<'_>> = lines.iter().filter(|it| it.personal.total() > 0).collect();
    html! {
        section {
            h2 { "Persoonsgegevens" }
            p {
                "Elke passage is nagekeken op burgerservicenummers (met de elfproef), \
                 rekeningnummers, e-mailadressen, telefoonnummers, geboortedata en postcodes met \
                 huisnummer. Geteld is hoe vaak zij voorkomen; zij worden nergens vastgelegd, en in \
                 wat een project uitgaat onherkenbaar gemaakt, tenzij iemand anders kiest. Namen van \
                 mensen herkent Waardenscan niet."
            }
            @if found.is_empty() {
                p { "Er is niets gevonden." }
            } @else {
                (scroll("Tabel: persoonsgegevens", &personal_counts(&found)))
            }
        }
    }
}

fn personal_counts(found: &[&Line<'_>]) -> Markup {
    let kinds = [
        "bsn",
        "rekening",
        "e-mail",
        "telefoon",
        "geboortedatum",
        "adres",
    ];
    html! {
        table {
            caption { "Hoe vaak elk soort gegeven in een document voorkomt." }
            thead {
                tr {
                    th scope="col" { "Document" }
                    @for kind in kinds { th.up scope="col" { (kind) } }
                }
            }
            tbody {
                @for Line { document, personal } in found {
                    tr {
                        th scope="row" { (document.path) }
                        @for count in [
                            personal.bsn,
                            personal.iban,
                            personal.email,
                            personal.telephone,
                            personal.birth_date,
                            personal.address,
                        ] { td.n { (count) } }
                    }
                }
            }
        }
    }
}

fn documents(lines: &[Line<'_>]) -> Markup {
    let rows = html! {
        @for Line { document, .. } in lines {
            tr {
                th scope="row" { (document.path) }
                td.n { (document.passages) }
                td {
                    @match &document.failure {
                        Some(failure) => { "nee: " (reasons::reason(failure.kind).1.title) }
                        None => { "ja" }
                    }
                }
                td { (document.sha256.as_deref().unwrap_or("–")) }
            }
        }
    };
    html! {
        section {
            h2 { "Documenten" }
            (table(
                "Tabel: documenten",
                "Alle bestanden van de scan, met de vingerafdruk (SHA-256) van hun inhoud.",
                &["Bestand", "Passages", "Gelezen", "SHA-256"],
                &rows,
            ))
        }
    }
}
