//! Marks the hits in a passage's text.

use maud::{Markup, Render, html};
use waardenscan::{Offsets, Span};

/// The hits of one suggestion.
pub struct Marked {
    /// Index of the value, for the colour.
    pub value: usize,
    /// Number of the suggestion below the passage, from 1.
    pub number: usize,
    /// Its hits in code points of the passage.
    pub hits: Vec<Span>,
}

/// A hit in bytes, with its place among the marked.
struct Hit<'a> {
    span: Span,
    of: &'a Marked,
}

/// Renders `text` with every hit in a `mark` of its value's class. Where hits
/// of several values overlap, the text is cut at their borders and the marks
/// of a piece are nested, so that each shows its own line; the last piece of a
/// hit carries the number of its suggestion. The text itself stays as it is.
#[must_use]
pub fn marked(text: &str, suggestions: &[Marked]) -> Markup {
    let offsets = Offsets::new(text);
    let mut hits: Vec<Hit<'_>> = suggestions
        .iter()
        .flat_map(|of| of.hits.iter().map(move |&points| (points, of)))
        .map(|(points, of)| Hit {
            span: offsets.from_code_points(points),
            of,
        })
        .filter(|hit| !hit.span.is_empty())
        .collect();
    let mut borders: Vec<usize> = hits
        .iter()
        .flat_map(|hit| [hit.span.start, hit.span.end])
        .chain([0, text.len()])
        .collect();
    borders.sort_unstable();
    borders.dedup();
    hits.sort_by_key(|hit| hit.span.start);

    let mut waiting = hits.iter().peekable();
    let mut covering: Vec<&Hit<'_>> = Vec::new();
    let pieces = borders.iter().zip(borders.iter().skip(1));
    html! {
        @for (&start, &end) in pieces {
            ({
                covering.retain(|hit| hit.span.end > start);
                while let Some(hit) = waiting.next_if(|hit| hit.span.start == start) {
                    covering.push(hit);
                }
                piece(text, Span::new(start, end), &covering)
            })
        }
    }
}

/// One stretch of text that the same hits cover from start to end.
fn piece(text: &str, span: Span, covering: &[&Hit<'_>]) -> Markup {
    let mut covering = covering.to_vec();
    covering.sort_by_key(|hit| (hit.of.number, std::cmp::Reverse(hit.span.end)));
    // One mark a suggestion, also if two hits of it should overlap.
    covering.dedup_by_key(|hit| hit.of.number);
    let mut piece = span.get(text).unwrap_or_default().render();
    for (depth, hit) in covering.into_iter().enumerate() {
        let value = hit.of.value;
        let class = match depth {
            0 => format!("v{value}"),
            // Lines of outer marks lie lower; past the third they coincide.
            depth => format!("v{value} o{}", depth.min(2)),
        };
        let number = (hit.span.end == span.end).then_some(hit.of.number);
        piece = html! { mark class=(class) data-n=[number] { (piece) } };
    }
    piece
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn marked_as(value: usize, hits: &[(usize, usize)]) -> Marked {
        Marked {
            value,
            number: value + 1,
            hits: hits
                .iter()
                .map(|&(start, end)| Span::new(start, end))
                .collect(),
        }
    }

    #[test]
    fn overlapping_hits_both_show_and_end_with_their_number() {
        let html = marked(
            "één plan & maat",
            &[marked_as(0, &[(0, 8)]), marked_as(1, &[(4, 15)])],
        );
        assert_eq!(
            html.into_string(),
            "<mark class=\"v0\">één </mark>\
             <mark class=\"v1 o1\"><mark class=\"v0\" data-n=\"1\">plan</mark></mark>\
             <mark class=\"v1\" data-n=\"2\"> &amp; maat</mark>"
        );
    }

    #[test]
    fn offsets_outside_the_text_mark_nothing() {
        let html = marked("tekst", &[marked_as(0, &[(7, 9), (3, 3), (4, 2)])]);
        assert_eq!(html.into_string(), "tekst");
    }

    /// The text of all marks of class `v{value}`, and all text, tags removed.
    fn read(html: &str, value: usize) -> (String, String) {
        let (mut of_value, mut all) = (String::new(), String::new());
        let mut open: Vec<bool> = Vec::new();
        for part in html
            .split_inclusive('>')
            .map(|part| part.split_at(part.find('<').unwrap_or(part.len())))
            .flat_map(|(text, tag)| [text, tag])
        {
            if part.starts_with("</") {
                open.pop();
            } else if part.starts_with('<') {
                open.push(
                    part.contains(&format!("\"v{value} "))
                        || part.contains(&format!("\"v{value}\"")),
                );
            } else {
                let text = part
                    .replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("&quot;", "\"")
                    .replace("&amp;", "&");
                all.push_str(&text);
                if open.contains(&true) {
                    of_value.push_str(&text);
                }
            }
        }
        assert!(open.is_empty(), "every mark is closed: {html}");
        (of_value, all)
    }

    proptest! {
        #[test]
        fn the_marks_of_a_value_hold_just_its_hits(
            text in "[a-c é<>&\"😀]{0,30}",
            first in (0usize..32, 0usize..10),
            second in (0usize..32, 0usize..10),
        ) {
            let spans = [first, second].map(|(start, length)| (start, start + length));
            let html = marked(&text, &[marked_as(0, &spans[..1]), marked_as(1, &spans[1..])]).into_string();
            for (value, (start, end)) in spans.into_iter().enumerate() {
                let expected: String = text.chars().take(end).skip(start).collect();
                let (of_value, all) = read(&html, value);
                prop_assert_eq!(of_value, expected);
                prop_assert_eq!(&all, &text);
            }
        }
    }
}
