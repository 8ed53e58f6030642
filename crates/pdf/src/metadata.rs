use hayro_syntax::{
    Pdf,
    object::{DateTime, Dict, String as PdfString},
};
use waardenscan_document::Metadata;

use crate::{attachments, chars::tidy, pdf_string};

/// Reads what the file says about itself in its information dictionary, and
/// the language and the attachments from its catalog.
pub(crate) fn read(pdf: &Pdf) -> Metadata {
    let info = pdf.metadata();
    let text = |bytes: Option<&[u8]>| {
        let text = tidy(&pdf_string::decode(bytes?));
        (!text.is_empty()).then_some(text)
    };
    let language = pdf
        .xref()
        .get::<Dict<'_>>(pdf.xref().root_id())
        .and_then(|catalog| catalog.get::<PdfString<'_>>(b"Lang"));
    Metadata {
        title: text(info.title.as_deref()),
        author: text(info.author.as_deref()),
        subject: text(info.subject.as_deref()),
        keywords: text(info.keywords.as_deref()),
        created: info.creation_date.as_ref().map(iso),
        modified: info.modification_date.as_ref().map(iso),
        producer: text(info.producer.as_deref()),
        language: text(language.as_ref().map(PdfString::as_bytes)),
        attachments: attachments::read(pdf),
        ..Metadata::default()
    }
}

fn iso(date: &DateTime) -> String {
    let DateTime {
        year,
        month,
        day,
        hour,
        minute,
        second,
        utc_offset_hour,
        utc_offset_minute,
    } = date;
    let zone = if *utc_offset_hour == 0 && *utc_offset_minute == 0 {
        "Z".to_owned()
    } else {
        format!("{utc_offset_hour:+03}:{utc_offset_minute:02}")
    };
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{zone}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_iso_8601() {
        let date = DateTime {
            year: 2024,
            month: 3,
            day: 9,
            hour: 8,
            minute: 5,
            second: 0,
            utc_offset_hour: 2,
            utc_offset_minute: 30,
        };
        assert_eq!(iso(&date), "2024-03-09T08:05:00+02:30");
        let utc = DateTime {
            utc_offset_hour: 0,
            utc_offset_minute: 0,
            ..date
        };
        assert_eq!(iso(&utc), "2024-03-09T08:05:00Z");
    }
}
