//! Cards for a conversation about values that pull against each other, to be
//! printed, two on a page.

use std::collections::BTreeMap;
use std::io::Write;

use maud::{Markup, html};
use waardenscan::TensionRecord;
use waardenscan_archive::{
    Evidence, EvidencePlace, Project, RunId, StoredDocument, Workspace, mask_personal,
};

use crate::gather::excerpt;
use crate::{ReportError, sheet};

const CSS: &str = include_str!("dilemmas.css");
/// Characters of a quote on a card.
const QUOTE: usize = 360;

/// A card.
struct Card {
    /// Names of the two values.
    between: [String; 2],
    question: String,
    words: String,
    /// What the documents say, of each value or of both at once.
    quotes: Vec<Quote>,
}

/// A passage.
struct Quote {
    text: String,
    place: String,
}

/// Writes the cards of a project as one HTML page that loads nothing: those
/// that analysts wrote, then one for each tension of the lexicon that a passage
/// of `run` shows and that has no card yet. Each has what was accepted as
/// evidence for the two values, or else the passage that shows the tension.
/// Personal data are blackened out unless `personal_data`.
///
/// # Errors
///
/// [`ReportError::Project`], [`ReportError::Io`].
pub fn write_dilemmas(
    project: &Project,
    run: RunId,
    personal_data: bool,
    out: &mut impl Write,
) -> Result<(), ReportError> {
    let workspace = project.workspace()?;
    let documents = project.documents(run)?;
    let of = Cards {
        workspace: &workspace,
        documents: &documents,
        personal_data,
    };
    let found = of.found(project)?;
    let page = page(&of.all(&found));
    out.write_all(page.into_string().as_bytes())?;
    Ok(())
}

/// The tensions of passages, by their two values in order.
type Found = BTreeMap<[String; 2], (TensionRecord, Vec<Quote>)>;

struct Cards<'a> {
    workspace: &'a Workspace,
    documents: &'a [StoredDocument],
    personal_data: bool,
}

impl Cards<'_> {
    /// Collects the tensions of the lexicon that passages show.
    fn found(&self, project: &Project) -> Result<Found, ReportError> {
        let mut all = Found::new();
        for document in self.documents.iter().filter(|it| it.failure.is_none()) {
            for passage in project.suggested_passages(document)? {
                for tension in &passage.tensions {
                    let mut between = tension.values.clone();
                    between.sort();
                    let place = EvidencePlace {
                        document: document.path.clone(),
                        block: passage.block as u64,
                        page: passage.page.and_then(|page| u32::try_from(page).ok()),
                    };
                    let quote = self.quote(&passage.text, &place);
                    let of = all.entry(between);
                    of.or_insert_with(|| (tension.clone(), Vec::new()))
                        .1
                        .push(quote);
                }
            }
        }
        Ok(all)
    }

    fn all(&self, found: &Found) -> Vec<Card> {
        let written = self.workspace.dilemmas.iter();
        let mut cards: Vec<Card> = written
            .map(|dilemma| {
                let [one, other] = &dilemma.between;
                Card {
                    between: [self.name(one), self.name(other)],
                    question: dilemma.question.clone(),
                    words: dilemma.words.clone(),
                    quotes: self.quotes(&dilemma.between, found),
                }
            })
            .collect();
        for (between, (tension, _)) in found {
            let has_card = self.workspace.dilemmas.iter().any(|it| {
                let mut of = it.between.clone();
                of.sort();
                of == *between
            });
            if !has_card {
                let [one, other] = &tension.values;
                cards.push(Card {
                    between: [self.name(one), self.name(other)],
                    question: tension.question.clone(),
                    words: String::new(),
                    quotes: self.quotes(between, found),
                });
            }
        }
        cards
    }

    /// What was accepted first for each of two values; where that is not there
    /// for both, the first passage that shows the tension.
    fn quotes(&self, between: &[String; 2], found: &Found) -> Vec<Quote> {
        let accepted: Vec<Quote> = between
            .iter()
            .filter_map(|id| self.evidence(id))
            .filter_map(|evidence| Some(self.quote(&evidence.text, evidence.places.first()?)))
            .collect();
        if accepted.len() == between.len() {
            return accepted;
        }
        let mut sorted = between.clone();
        sorted.sort();
        let shown = found.get(&sorted).and_then(|(_, quotes)| quotes.first());
        let shown = shown.map(|quote| Quote {
            text: quote.text.clone(),
            place: quote.place.clone(),
        });
        shown.into_iter().chain(accepted).take(2).collect()
    }

    fn evidence(&self, id: &str) -> Option<&Evidence> {
        let value = self.workspace.values.iter().find(|it| it.id == id)?;
        value.evidence.first()
    }

    fn name(&self, id: &str) -> String {
        let value = self.workspace.values.iter().find(|it| it.id == id);
        value.map_or(id, |value| &value.name).to_owned()
    }

    fn quote(&self, text: &str, place: &EvidencePlace) -> Quote {
        let shown = match self.personal_data {
            true => text.to_owned(),
            false => mask_personal(text),
        };
        let document = self.documents.iter().find(|it| it.path == place.document);
        let title = document.map_or(place.document.as_str(), StoredDocument::title);
        Quote {
            text: excerpt(&shown, QUOTE),
            place: match place.page {
                Some(page) => format!("{title}, p.\u{a0}{page}"),
                None => title.to_owned(),
            },
        }
    }
}

fn page(cards: &[Card]) -> Markup {
    let body = html! {
        main {
            h1 { "Dilemmakaarten" }
            @if cards.is_empty() {
                p {
                    "Er zijn nog geen kaarten geschreven, en geen passage stelt twee \
                     waarden van de waardenlijst tegenover elkaar."
                }
            }
            @for card in cards { (render(card)) }
        }
    };
    sheet::page("Dilemmakaarten", CSS, &body)
}

fn render(card: &Card) -> Markup {
    let [one, other] = &card.between;
    html! {
        article {
            h2 {
                span { (one) }
                " "
                span.of { "of" }
                " "
                span { (other) }
            }
            p.question { (card.question) }
            @if !card.words.is_empty() { p { (card.words) } }
            @for quote in &card.quotes {
                figure {
                    blockquote { p { (quote.text) } }
                    figcaption { (quote.place) }
                }
            }
        }
    }
}
