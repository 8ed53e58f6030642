//! A page of a document with the hits of a passage on it.

use maud::{Markup, html};
use waardenscan::{Offsets, Rect, Span};
use waardenscan_archive::PlacedPassage;

use crate::desk::Desk;
use crate::work::Subject;

/// How far a mark reaches beyond its letters, in points.
const MARGIN: f32 = 1.0;

/// A page with marks.
pub(crate) struct Sheet {
    /// Number of the page, from 1, in the order of the file.
    page: usize,
    /// Size in points.
    width: f32,
    height: f32,
    /// Where the passage stands on it.
    passage: Vec<Rect>,
    /// Where its hits do, with the index of their value and whether it is the
    /// one suggested.
    hits: Vec<(usize, bool, Rect)>,
}

/// The spans of a passage, in bytes, whose places are asked for: all of it, and
/// the hits of its suggestions one after the other.
pub(super) fn spans(subject: &Subject) -> Vec<Span> {
    let text = &subject.passage.text;
    let offsets = Offsets::new(text);
    let hits = subject.passage.suggestions.iter().flat_map(|it| &it.hits);
    let of_hits = hits.map(|hit| offsets.from_code_points(Span::new(hit.start, hit.end)));
    [Span::new(0, text.len())]
        .into_iter()
        .chain(of_hits)
        .collect()
}

impl Sheet {
    /// Finds the page with the first hit of the suggestion; none where nothing
    /// tells which page that is.
    pub(super) fn new(desk: &Desk, subject: &Subject, placed: PlacedPassage) -> Option<Self> {
        let suggestion = &subject.stored.suggestion;
        let mut regions = placed.regions.into_iter();
        let whole = regions.next().unwrap_or_default();
        let mut found = Vec::new();
        for suggested in &subject.passage.suggestions {
            let is_own = suggested.value == suggestion.value;
            let of_hits = regions.by_ref().take(suggested.hits.len()).flatten();
            let of_hits = of_hits.collect::<Vec<_>>();
            found.push((suggested, is_own, of_hits));
        }
        let own = found.iter().filter(|(_, is_own, _)| *is_own);
        let first = own.flat_map(|(.., regions)| regions).next();
        let page_index = match first {
            Some(region) => region.page_index,
            None => suggestion.page?.checked_sub(1)?,
        };
        let &[width, height] = placed.sizes.get(page_index)?;
        let values = desk.values();
        let mut hits = Vec::new();
        for (suggested, is_own, regions) in found {
            let here = regions.iter().filter(|it| it.page_index == page_index);
            if let Some(value) = values.index(&suggested.value) {
                hits.extend(here.map(|region| (value, is_own, region.rect)));
            }
        }
        // Those of the suggestion are drawn last, over the others.
        hits.sort_by_key(|&(_, is_own, _)| is_own);
        let here = whole
            .iter()
            .filter(|region| region.page_index == page_index);
        Some(Self {
            page: page_index + 1,
            width,
            height,
            passage: here.map(|region| region.rect).collect(),
            hits,
        })
    }

    /// Renders the page with its marks.
    pub(crate) fn figure(&self, subject: &Subject) -> Markup {
        let address = format!("/beeld/{}/{}", subject.stored.id, self.page);
        let title = subject.document.title();
        html! {
            figure.sheet {
                // Scrolled by the script to the first mark, so that passage and
                // page are in view together.
                div.frame role="region" aria-label="De pagina, te verschuiven" tabindex="0" {
                    div {
                        img src=(address) width=(self.width.round()) height=(self.height.round())
                            alt={ "Pagina " (self.page) " van " (title) };
                        svg viewBox={ "0 0 " (self.width) " " (self.height) } aria-hidden="true"
                            preserveAspectRatio="none" {
                            @for &rect in &self.passage { (mark(rect, "around")) }
                            @for &(value, is_own, rect) in &self.hits {
                                (mark(rect, &format!("v{value} {}", if is_own { "own" } else { "other" })))
                            }
                        }
                    }
                }
                figcaption { "Pagina " (self.page) " van " (title) }
            }
        }
    }
}

fn mark(rect: Rect, class: &str) -> Markup {
    html! {
        rect class=(class) x=(rect.left - MARGIN) y=(rect.top - MARGIN)
            width=(rect.right - rect.left + 2.0 * MARGIN)
            height=(rect.bottom - rect.top + 2.0 * MARGIN) rx="1.5" {}
    }
}
