//! What kind of document it is, by the signs of `data/soorten.tsv`.

use waardenscan_document::{BlockKind, Document, DocumentKind, SectionRole};

use crate::Guess;
use crate::pattern::Pattern;
use crate::table;
use crate::text::words;

/// Where a title stands: among the first blocks with words. Our choice; a
/// letterhead or a line with a date may come before it.
const FIRST_LINES: usize = 8;
/// A longer line is no title.
const LONGEST_TITLE: usize = 14;
/// Passages whose start is looked at.
const FIRST_PASSAGES: usize = 60;
/// Points that no kind needs signs for: what none of them has is [`DocumentKind::Overig`].
const OTHER: f64 = 2.5;

/// How much a point of difference tells, as a power of e. Chosen so that the
/// confidence is about the share that was right; see `docs/quality.md`.
const SHARPNESS: f64 = 2.0;

/// What one sign says.
#[derive(Clone, Debug)]
struct Sign {
    place: Place,
    kind: DocumentKind,
    points: f64,
    test: Test,
    #[cfg(test)]
    example: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Title,
    Heading,
    Text,
    File,
    Share,
}

#[derive(Clone, Debug)]
enum Test {
    Words(Pattern),
    /// At least this share of the passages, in hundredths, has the role.
    Share(SectionRole, usize),
}

const PLACES: [Place; 5] = [
    Place::Title,
    Place::Heading,
    Place::Text,
    Place::File,
    Place::Share,
];

/// All signs.
#[derive(Clone, Debug)]
pub(crate) struct Signs(Vec<Sign>);

/// What of a document the signs are looked for in.
struct Seen {
    lines: [Vec<Vec<String>>; 4],
    passages: usize,
    of_roles: Vec<usize>,
}

impl Signs {
    pub(crate) fn new() -> Self {
        let rows = table::rows(include_str!("../data/soorten.tsv"));
        Self(rows.filter_map(|row| Sign::read(&row)).collect())
    }

    pub(crate) fn guess(
        &self,
        document: &Document,
        roles: &[Guess<SectionRole>],
        name: Option<&str>,
    ) -> Guess<DocumentKind> {
        let seen = Seen::new(document, roles, name);
        let points = DocumentKind::ALL.map(|kind| self.points(kind, &seen));
        let mut best = (DocumentKind::Overig, f64::NEG_INFINITY);
        for (kind, points) in DocumentKind::ALL.into_iter().zip(points) {
            if points > best.1 {
                best = (kind, points);
            }
        }
        let sum: f64 = points
            .iter()
            .map(|points| libm::exp(SHARPNESS * (points - best.1)))
            .sum();
        Guess {
            is: best.0,
            confidence: 1.0 / sum,
        }
    }

    fn points(&self, kind: DocumentKind, seen: &Seen) -> f64 {
        let start = if kind == DocumentKind::Overig {
            OTHER
        } else {
            0.0
        };
        PLACES.into_iter().fold(start, |sum, place| {
            let signs = self.0.iter();
            let here = signs.filter(|sign| sign.kind == kind && sign.place == place);
            let most = here
                .filter(|sign| seen.has(sign))
                .map(|sign| sign.points)
                .fold(0.0, f64::max);
            sum + most
        })
    }
}

impl Seen {
    fn new(document: &Document, roles: &[Guess<SectionRole>], name: Option<&str>) -> Self {
        let blocks = document.blocks();
        let title = document.metadata().title.as_deref();
        let first = blocks
            .iter()
            .filter(|block| !matches!(block.kind, BlockKind::Footer | BlockKind::Comment))
            .filter(|block| block.text.chars().any(char::is_alphabetic))
            .take(FIRST_LINES)
            .map(|block| block.text.as_str());
        let headings = blocks
            .iter()
            .filter(|block| block.kind == BlockKind::Heading && !block.in_contents)
            .map(|block| block.text.as_str());
        let passages = document.passages().take(FIRST_PASSAGES);
        let stem = name.map(|name| {
            let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
            file.rsplit_once('.').map_or(file, |(stem, _)| stem)
        });
        let mut of_roles = vec![0; SectionRole::ALL.len()];
        let mut count = 0;
        for passage in document.passages() {
            let role = roles.get(passage.block).map(|guess| guess.is);
            let place = SectionRole::ALL
                .iter()
                .position(|other| Some(*other) == role);
            if let Some(slot) = place.and_then(|place| of_roles.get_mut(place)) {
                *slot += 1;
            }
            count += 1;
        }
        let titles = title.into_iter().chain(first).map(words);
        Self {
            lines: [
                titles.filter(|line| line.len() <= LONGEST_TITLE).collect(),
                headings.map(words).collect(),
                passages.map(|passage| words(passage.text)).collect(),
                stem.map(words).into_iter().collect(),
            ],
            passages: count,
            of_roles,
        }
    }

    fn has(&self, sign: &Sign) -> bool {
        let [titles, headings, text, file] = &self.lines;
        let lines = match sign.place {
            Place::Title => titles,
            Place::Heading => headings,
            Place::Text => text,
            Place::File => file,
            Place::Share => &Vec::new(),
        };
        match &sign.test {
            Test::Words(pattern) => lines.iter().any(|line| pattern.matches(line)),
            Test::Share(role, least) => {
                let place = SectionRole::ALL.iter().position(|other| other == role);
                let count = place.and_then(|place| self.of_roles.get(place));
                count.is_some_and(|count| {
                    *count > 0 && count.saturating_mul(100) >= least.saturating_mul(self.passages)
                })
            }
        }
    }
}

impl Sign {
    fn read(row: &[&'static str]) -> Option<Self> {
        let [place, test, kind, points, _example] = row else {
            return None;
        };
        let place = match *place {
            "titel" => Place::Title,
            "kop" => Place::Heading,
            "tekst" => Place::Text,
            "bestand" => Place::File,
            "deel" => Place::Share,
            _ => return None,
        };
        let kind = DocumentKind::ALL
            .into_iter()
            .find(|known| known.name() == *kind)?;
        let test = if place == Place::Share {
            let (role, least) = test.split_once(' ')?;
            let role = SectionRole::ALL
                .into_iter()
                .find(|known| known.name() == role)?;
            Test::Share(role, least.parse().ok()?)
        } else {
            Test::Words(Pattern::read(test)?)
        };
        Some(Self {
            place,
            kind,
            points: points.parse().ok()?,
            test,
            #[cfg(test)]
            example: _example,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_a_sign_that_holds_for_its_example() {
        let lines = table::rows(include_str!("../data/soorten.tsv")).count();
        let signs = Signs::new().0;
        assert_eq!(signs.len(), lines);
        for sign in signs {
            if let Test::Words(pattern) = &sign.test {
                assert!(pattern.matches(&words(sign.example)), "{sign:?}");
            }
        }
    }
}
