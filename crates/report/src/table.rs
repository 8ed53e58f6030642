//! Tables of the pages.

use maud::{Markup, html};

/// Shows a table or a chart that may be wider than the page: it scrolls by
/// itself, by keyboard too.
pub(crate) fn scroll(label: &str, content: &Markup) -> Markup {
    html! {
        div.scroll role="region" aria-label=(label) tabindex="0" { (content) }
    }
}

/// Renders a table that scrolls: a caption, the names of its columns, and its
/// rows as `tr` elements.
pub(crate) fn table(label: &str, caption: &str, columns: &[&str], rows: &Markup) -> Markup {
    let table = html! {
        table {
            caption { (caption) }
            thead {
                tr { @for column in columns { th scope="col" { (column) } } }
            }
            tbody { (rows) }
        }
    };
    scroll(label, &table)
}
