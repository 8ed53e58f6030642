//! A text for the algorithm register of the Dutch government, under the
//! headings of its standard (<https://algoritmes.overheid.nl>), to be completed
//! by the municipality.

use maud::{Markup, html};
use waardenscan_archive::RunInfo;

/// What only the municipality can say.
const OWN: &str = "[in te vullen door de gemeente]";

pub(super) fn section(info: &RunInfo) -> Markup {
    let fields = [
        ("Naam", "Waardenscan: waarden in beleidsdocumenten".to_owned()),
        ("Organisatie", OWN.to_owned()),
        (
            "Korte omschrijving",
            "Zoekt in beleidsdocumenten van de gemeente welke waarden eraan ten grondslag liggen, en \
             stelt die voor aan medewerkers, die elk voorstel beoordelen."
                .to_owned(),
        ),
        ("Contactgegevens", OWN.to_owned()),
        (
            "Doel en impact",
            "De gemeente wil haar waarden uitspreken en erop kunnen terugvallen bij keuzes. Het \
             algoritme neemt geen besluiten over mensen; voor inwoners heeft een voorstel geen \
             gevolgen."
                .to_owned(),
        ),
        (
            "Afwegingen",
            format!(
                "Documenten met de hand lezen kost gemiddeld vier uur per stuk. Het algoritme vindt \
                 niet alles en stelt ook voor wat niet klopt; daarom beoordelen mensen elk voorstel, \
                 en kan een steekproef laten zien hoeveel er is gemist. Overwogen: {OWN}"
            ),
        ),
        (
            "Menselijke tussenkomst",
            "Elk voorstel wordt door een medewerker aanvaard of afgewezen. Alleen wat is aanvaard komt \
             in het waardendocument, met een verwijzing naar het besluit."
                .to_owned(),
        ),
        (
            "Risicobeheer",
            "Voorstellen zijn uitlegbaar per woord; besluiten staan in een logboek dat niet ongemerkt \
             kan worden veranderd; meer beoordelaars kunnen los van elkaar oordelen; \
             persoonsgegevens worden geteld en in exports onherkenbaar gemaakt."
                .to_owned(),
        ),
        ("Wettelijke basis", OWN.to_owned()),
        (
            "Gegevens",
            "Beleidsdocumenten van de gemeente. Er worden geen gegevens over inwoners gezocht of \
             gekoppeld. Casusbeschrijvingen kunnen persoonsgegevens bevatten: zie hierboven."
                .to_owned(),
        ),
        (
            "Technische werking",
            format!(
                "Waardenscan {} met de waardenlijst “{}” (versie {}): aanwijzingen met een gewicht, en \
                 een lineair statistisch model over woorden, geijkt tot een kans. Geen generatieve AI, \
                 geen verbinding met het internet.",
                info.engine_version, info.lexicon_name, info.lexicon_version,
            ),
        ),
        ("Leverancier", "Openbare broncode (MIT of Apache-2.0)".to_owned()),
        ("Status en begindatum", OWN.to_owned()),
    ];
    html! {
        section {
            h2 { "Tekst voor het algoritmeregister" }
            p { "Neem over wat past, en vul aan wat tussen haken staat." }
            @for (heading, text) in fields {
                h3 { (heading) }
                p { (text) }
            }
        }
    }
}
