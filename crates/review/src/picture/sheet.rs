//! A page of a document with the hits of a passage on it.

use maud::{Markup, html};
use waardenscan::{HitRecord, Offsets, Rect, Span};

use super::cache::Laid;
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

impl Sheet {
    /// Finds the page with the first hit of the suggestion; none where the
    /// passage does not stand in the document as it was scanned.
    pub(super) fn new(desk: &Desk, subject: &Subject, laid: &Laid) -> Option<Self> {
        let block = usize::try_from(subject.stored.block).ok()?;
        let text = &laid.document.blocks().get(block)?.text;
        if *text != subject.passage.text {
            return None;
        }
        let offsets = Offsets::new(text);
        let of_hit = |hit: &HitRecord| {
            let span = offsets.from_code_points(Span::new(hit.start, hit.end));
            laid.places.regions(block, span)
        };
        let suggestion = &subject.stored.suggestion;
        let first = suggestion.hits.iter().flat_map(of_hit).next();
        let page_index = match first {
            Some(region) => region.page_index,
            None => suggestion.page?.checked_sub(1)?,
        };
        let page = laid.document.pages().get(page_index)?;
        let values = desk.values();
        let mut hits = Vec::new();
        for suggested in &subject.passage.suggestions {
            let is_own = suggested.value == suggestion.value;
            let regions = suggested.hits.iter().flat_map(of_hit);
            let here = regions.filter(|region| region.page_index == page_index);
            if let Some(value) = values.index(&suggested.value) {
                hits.extend(here.map(|region| (value, is_own, region.rect)));
            }
        }
        // Those of the suggestion are drawn last, over the others.
        hits.sort_by_key(|&(_, is_own, _)| is_own);
        let whole = laid.places.regions(block, Span::new(0, text.len()));
        let here = whole
            .iter()
            .filter(|region| region.page_index == page_index);
        Some(Self {
            page: page_index + 1,
            width: page.width,
            height: page.height,
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
