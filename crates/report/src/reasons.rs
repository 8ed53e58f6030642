//! Why a file was not analysed and what to do about it, in Dutch.

use waardenscan::OtherFormat;
use waardenscan_archive::FailureKind;

/// One kind of failure in words.
pub(crate) struct Reason {
    pub(crate) title: &'static str,
    pub(crate) what: &'static str,
    pub(crate) remedy: &'static str,
    /// Whether the English message adds something that the words do not say.
    pub(crate) show_message: bool,
}

/// The kinds in the order of the report: first what a reader can mend.
const REASONS: &[(FailureKind, Reason)] = &[
    (
        FailureKind::NoText,
        Reason {
            title: "Gescand, zonder tekst",
            what: "De pagina’s bevatten alleen beeld, meestal een scan van papier.",
            remedy: "Laat Tesseract met Nederlands (tesseract-ocr-nld) op deze computer \
                     installeren en scan het opnieuw: dan herkent Waardenscan de tekst (OCR). \
                     Vaak heeft de opsteller of de griffie nog een versie met tekst.",
            show_message: false,
        },
    ),
    (
        FailureKind::Encrypted,
        Reason {
            title: "Beveiligd met een wachtwoord",
            what: "Zonder wachtwoord is de inhoud niet te lezen.",
            remedy: "Open het document met het wachtwoord, sla een kopie op zonder wachtwoord \
                     en scan die kopie. Of geef bij het scannen het wachtwoord op (--password).",
            show_message: false,
        },
    ),
    (
        FailureKind::ExtractionForbidden,
        Reason {
            title: "Overnemen van tekst niet toegestaan",
            what: "De maker van het document heeft ingesteld dat er geen tekst uit overgenomen \
                   mag worden. Waardenscan houdt zich daaraan.",
            remedy: "Vraag de maker om een versie zonder die beperking, of om het wachtwoord van \
                     de eigenaar en geef dat bij het scannen op (--password).",
            show_message: false,
        },
    ),
    (
        FailureKind::Garbled,
        Reason {
            title: "Onleesbare tekst",
            what: "Op het scherm ziet de tekst er goed uit, maar het bestand zegt niet welke \
                   letters er staan. Wie de tekst kopieert, krijgt wartaal.",
            remedy: "Vraag het oorspronkelijke document (.docx) op, of laat Tesseract met \
                     Nederlands (tesseract-ocr-nld) installeren en scan het opnieuw: dan leest \
                     Waardenscan de letters van het beeld (OCR).",
            show_message: false,
        },
    ),
    (
        FailureKind::Damaged,
        Reason {
            title: "Beschadigd",
            what: "De opbouw van het bestand is zo beschadigd dat er niets uit te lezen is.",
            remedy: "Open het in het programma waarmee het is gemaakt en sla het opnieuw op, \
                     of vraag het bestand opnieuw op.",
            show_message: true,
        },
    ),
    (
        FailureKind::OverLimit,
        Reason {
            title: "Te groot of te ingewikkeld",
            what: "Het bestand vraagt meer geheugen of rekenwerk dan Waardenscan uit voorzorg \
                   toestaat.",
            remedy: "Sla het opnieuw op, of splits het in delen en scan die.",
            show_message: true,
        },
    ),
    (
        FailureKind::ParserFailed,
        Reason {
            title: "Leesprogramma vastgelopen",
            what: "Het onderdeel dat dit bestand leest, liep vast. De andere bestanden hebben \
                   daar geen last van gehad.",
            remedy: "Sla het document opnieuw op als pdf of .docx en scan het opnieuw. Gaat het \
                     weer mis, meld het dan aan de makers van Waardenscan.",
            show_message: true,
        },
    ),
    (
        FailureKind::Crashed,
        Reason {
            title: "Lezen afgebroken",
            what: "Elk bestand wordt apart gelezen. Bij dit bestand stopte het lezen opeens. De \
                   andere bestanden hebben daar geen last van gehad.",
            remedy: "Sla het document opnieuw op als pdf of .docx en scan het opnieuw. Gaat het \
                     weer mis, meld het dan aan de makers van Waardenscan.",
            show_message: true,
        },
    ),
    (
        FailureKind::TimedOut,
        Reason {
            title: "Duurde te lang",
            what: "Het lezen duurde langer dan een document mag duren en is gestopt.",
            remedy: "Splits het document in delen, of sla het opnieuw op, en scan het opnieuw. \
                     Is het echt zo groot, geef het dan meer tijd (--document-timeout).",
            show_message: true,
        },
    ),
    (
        FailureKind::OutOfMemory,
        Reason {
            title: "Te veel geheugen nodig",
            what: "Het lezen vroeg meer geheugen dan een document mag gebruiken en is gestopt.",
            remedy: "Splits het document in delen, of sla het opnieuw op, en scan het opnieuw. \
                     Is het echt zo groot, geef het dan meer geheugen (--worker-memory).",
            show_message: true,
        },
    ),
    (
        FailureKind::Changing,
        Reason {
            title: "Gewijzigd tijdens het lezen",
            what: "Terwijl het bestand werd gelezen, schreef een ander programma erin.",
            remedy: "Wacht tot het kopiëren of opslaan klaar is en scan het opnieuw.",
            show_message: false,
        },
    ),
    (
        FailureKind::NotAFile,
        Reason {
            title: "Geen bestand",
            what: "Wat hier staat ziet eruit als een bestand, maar is een map, een pijp of een \
                   apparaat.",
            remedy: "U hoeft niets te doen, tenzij hier een document hoort te staan.",
            show_message: false,
        },
    ),
    (
        FailureKind::NoContent,
        Reason {
            title: "Zonder tekst",
            what: "Het document is goed te openen, maar er staat geen tekst in.",
            remedy: "Kijk of de tekst er als afbeelding in staat. Sla het document dan op als \
                     pdf, laat de tekst herkennen (OCR) en scan dat bestand.",
            show_message: false,
        },
    ),
    (
        FailureKind::Empty,
        Reason {
            title: "Leeg bestand",
            what: "Het bestand is nul bytes groot: er is bij het opslaan of kopiëren iets misgegaan.",
            remedy: "Vraag het document opnieuw op.",
            show_message: false,
        },
    ),
    (
        FailureKind::NotReadable,
        Reason {
            title: "Niet te openen",
            what: "De computer gaf geen toegang tot het bestand, of het lezen brak af.",
            remedy: "Kijk of u het bestand mag openen en of het niet in een ander programma \
                     openstaat, en scan het opnieuw.",
            show_message: true,
        },
    ),
    (
        FailureKind::NotFound,
        Reason {
            title: "Niet gevonden",
            what: "Op deze plek stond geen bestand toen Waardenscan het wilde openen.",
            remedy: "Kijk of het is verplaatst of hernoemd en scan het opnieuw.",
            show_message: false,
        },
    ),
    (
        FailureKind::LinkNotFollowed,
        Reason {
            title: "Verwijzing (link) niet gevolgd",
            what: "Hier staat geen document maar een verwijzing naar een andere plek. Waardenscan \
                   volgt die alleen op verzoek, en nooit een die naar zichzelf terugleidt.",
            remedy: "Hoort wat daar staat erbij, geef die plek dan zelf op of scan met \
                     --follow-links.",
            show_message: true,
        },
    ),
    (
        FailureKind::Sidecar,
        Reason {
            title: "Metadatabestand met fouten",
            what: "Een bestand met gegevens over de documenten (metadata.csv of metadata.xlsx) is \
                   niet helemaal te gebruiken. De documenten zelf zijn wel gelezen.",
            remedy: "Verbeter de genoemde regels en scan het opnieuw.",
            show_message: true,
        },
    ),
    (
        FailureKind::UnknownFormat,
        Reason {
            title: "Ander soort bestand",
            what: "Waardenscan leest pdf, .docx en .odt. Deze bestanden zijn iets anders.",
            remedy: "Staat er beleid in, sla het dan op als pdf of .docx en scan het opnieuw. \
                     De rest kunt u zo laten.",
            show_message: false,
        },
    ),
];

/// For a kind that this version does not know.
const OTHER: Reason = Reason {
    title: "Andere oorzaak",
    what: "Waardenscan kon het bestand niet lezen.",
    remedy: "Sla het opnieuw op als pdf of .docx en scan het opnieuw.",
    show_message: true,
};

/// Names why a file was not analysed.
#[must_use]
pub fn failure_title(kind: FailureKind) -> &'static str {
    reason(kind).1.title
}

/// Returns the place of a kind of failure in the report, and its words.
pub(crate) fn reason(kind: FailureKind) -> (usize, &'static Reason) {
    REASONS
        .iter()
        .enumerate()
        .find(|(_, (known, _))| *known == kind)
        .map_or((REASONS.len(), &OTHER), |(place, (_, reason))| {
            (place, reason)
        })
}

/// What a file of another format is, in Dutch, and what to do where that is
/// more than the general advice.
pub(crate) const fn other_format(format: OtherFormat) -> (&'static str, Option<&'static str>) {
    const SAVE_AS_DOCX: Option<&str> = Some("Open het bestand in Word en kies Opslaan als, .docx.");
    const UNPACK: Option<&str> = Some("Pak het bestand uit en scan de map.");
    const SLIDES_AS_PDF: Option<&str> = Some("Sla de presentatie op als pdf.");
    const RECOGNISE: Option<&str> = Some(
        "Is het een gescand document, laat de tekst dan herkennen (OCR) en sla het op als pdf.",
    );
    match format {
        OtherFormat::OldWord => ("Oude Word-bestanden (.doc)", SAVE_AS_DOCX),
        OtherFormat::OldExcel => ("Oude rekenbladen (.xls)", None),
        OtherFormat::OldPowerPoint => ("Oude presentaties (.ppt)", SLIDES_AS_PDF),
        OtherFormat::OldOffice => (
            "Oude Office-bestanden (.doc, .xls, .ppt) en beveiligde Office-bestanden",
            Some(
                "Open het bestand in Word en kies Opslaan als, .docx. Vraagt het om een \
                 wachtwoord, haal dat er dan meteen af.",
            ),
        ),
        OtherFormat::Word2003Xml => ("Word 2003-bestanden (.xml)", SAVE_AS_DOCX),
        OtherFormat::RichText => ("RTF-teksten", SAVE_AS_DOCX),
        OtherFormat::PlainText => ("Platte tekst", SAVE_AS_DOCX),
        OtherFormat::OutlookMessage => (
            "Outlook-berichten (.msg)",
            Some("Open het bericht en sla het met zijn bijlagen op als pdf."),
        ),
        OtherFormat::Html => (
            "Webpagina’s",
            Some("Open de pagina in een browser en kies Afdrukken, Opslaan als pdf."),
        ),
        OtherFormat::WebArchive => (
            "Webarchieven (MHTML)",
            Some("Open het bestand in een browser en kies Afdrukken, Opslaan als pdf."),
        ),
        OtherFormat::Xml => ("XML-bestanden", None),
        OtherFormat::ExcelWorkbook => ("Rekenbladen (.xlsx)", None),
        OtherFormat::OpenDocumentSpreadsheet => ("Rekenbladen (.ods)", None),
        OtherFormat::PowerPoint => ("Presentaties (.pptx)", SLIDES_AS_PDF),
        OtherFormat::OpenDocumentPresentation => ("Presentaties (.odp)", SLIDES_AS_PDF),
        OtherFormat::OpenDocument => ("Andere OpenDocument-bestanden", None),
        OtherFormat::Visio => ("Visio-tekeningen (.vsdx)", None),
        OtherFormat::Png => ("Afbeeldingen (PNG)", RECOGNISE),
        OtherFormat::Jpeg => ("Afbeeldingen (JPEG)", RECOGNISE),
        OtherFormat::Gif => ("Afbeeldingen (GIF)", None),
        OtherFormat::Tiff => ("Afbeeldingen (TIFF)", RECOGNISE),
        OtherFormat::PostScript => ("PostScript-bestanden", Some("Zet het bestand om naar pdf.")),
        OtherFormat::Zip => ("Ingepakte bestanden (zip)", UNPACK),
        OtherFormat::Gzip => ("Ingepakte bestanden (gzip)", UNPACK),
        OtherFormat::SevenZip => ("Ingepakte bestanden (7z)", UNPACK),
        OtherFormat::Sqlite => ("Databases (SQLite)", None),
        _ => OTHER_FORMAT,
    }
}

/// Files of a format that cannot be told.
pub(crate) const OTHER_FORMAT: (&str, Option<&str>) = ("Overige bestanden", None);

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;
    use serde::de::value::{Error, StrDeserializer};
    use waardenscan::WarningKind;

    /// All names of an enum: serde lists them when it meets one it does not
    /// know, so a kind that is added later is found here too.
    fn names<T: for<'de> Deserialize<'de>>() -> Vec<String> {
        let unknown = T::deserialize(StrDeserializer::<Error>::new("?"))
            .err()
            .unwrap();
        let names: Vec<String> = unknown
            .to_string()
            .split('`')
            .skip(3)
            .step_by(2)
            .map(str::to_owned)
            .collect();
        assert!(names.len() > 2, "{unknown}");
        names
    }

    #[test]
    fn every_kind_of_failure_has_its_words() {
        let kinds = names::<FailureKind>();
        assert!(kinds.contains(&"no_text".to_owned()));
        for kind in kinds {
            let name = StrDeserializer::<Error>::new(&kind);
            let (_, reason) = reason(FailureKind::deserialize(name).unwrap());
            assert_ne!(reason.title, OTHER.title, "{kind} has no reason in Dutch");
        }
    }

    #[test]
    fn every_kind_of_warning_has_its_words() {
        let other = crate::warnings::words("of a later version").0;
        for kind in names::<WarningKind>() {
            assert_ne!(crate::warnings::words(&kind).0, other, "{kind}");
        }
    }

    #[test]
    fn the_words_are_sentences() {
        for (_, reason) in REASONS {
            for text in [reason.what, reason.remedy] {
                assert!(text.ends_with('.') && !text.contains("  "), "{text}");
            }
        }
        for format in OtherFormat::ALL {
            let (name, advice) = other_format(format);
            assert_ne!(name, OTHER_FORMAT.0, "{format} has no name in Dutch");
            assert!(!name.ends_with('.'));
            assert!(advice.is_none_or(|advice| advice.ends_with('.') && !advice.contains("  ")));
        }
    }
}
