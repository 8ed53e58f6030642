//! Pages without a script, for reading and printing.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::style;

/// The style sheet of pages that read as a document.
pub(crate) const DOCUMENT: &str = include_str!("sheet.css");

/// Renders a page in Dutch that loads nothing.
pub(crate) fn page(title: &str, css: &str, body: &Markup) -> Markup {
    let css = style::with_plain_line_ends(css);
    let policy = style::policy(&css, "");
    html! {
        (DOCTYPE)
        html lang="nl" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                style { (PreEscaped(&css)) }
            }
            body { (body) }
        }
    }
}
