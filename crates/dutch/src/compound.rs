//! Takes compounds apart.
//!
//! A part counts only where what remains, less linking letters, is in the
//! word list: a substring alone is right in little more than half of running
//! text (gelijkheid in mogelijkheid).

use std::collections::HashMap;

use crate::adjective;
use crate::table;
use crate::wordlist::WordList;

/// At which end of a compound a part stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum End {
    /// The first part, which says of what kind: vertrouwen in vertrouwensband.
    Modifier,
    /// The last part, which says what it is: vertrouwen in zelfvertrouwen.
    Head,
}

/// A part that a word has at one end.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Split {
    /// The part as its lemma; as written where it is not in the word list.
    pub part: String,
    /// The key of the part's family; see [`Word::family`](crate::Word::family).
    pub family: String,
    /// Where it stands.
    pub end: End,
}

/// A piece at one end of a word, the rest of which is a Dutch word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Piece<'a> {
    /// The piece, not necessarily in the word list.
    pub(crate) part: &'a str,
    pub(crate) end: End,
    /// The rest without linking letters.
    pub(crate) rest: &'a str,
}

/// Letters that may join a modifier to its head.
const LINKS: [&str; 5] = ["", "s", "en", "e", "-"];

/// The fewest letters of a part.
const SHORTEST: usize = 3;

/// No Dutch word that is read here has more letters; longer ones are noise,
/// and taking them apart would cost more than it is worth.
const LONGEST: usize = 64;

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Opposite,
    Ending,
    Particle,
    Short,
}

/// The word list and what it says of compounds.
pub(crate) struct Compounds {
    list: WordList,
    special: HashMap<&'static str, Kind>,
    strangers: HashMap<&'static str, Vec<(End, &'static str)>>,
}

impl Compounds {
    pub(crate) fn new() -> Self {
        let mut special = HashMap::new();
        for (kind, words) in table::rows(include_str!("../data/delen.tsv")) {
            let kind = match kind {
                "opposite" => Kind::Opposite,
                "ending" => Kind::Ending,
                "particle" => Kind::Particle,
                _ => Kind::Short,
            };
            for word in words.flat_map(str::split_whitespace) {
                special.insert(word, kind);
            }
        }
        let mut strangers: HashMap<_, Vec<_>> = HashMap::new();
        for (part, mut columns) in table::rows(include_str!("../data/vreemd.tsv")) {
            let end = match columns.next() {
                Some("head") => End::Head,
                _ => End::Modifier,
            };
            let others = columns.flat_map(str::split_whitespace);
            strangers
                .entry(part)
                .or_default()
                .extend(others.map(|other| (end, other)));
        }
        Self {
            list: WordList::new(),
            special,
            strangers,
        }
    }

    pub(crate) fn list(&self) -> &WordList {
        &self.list
    }

    /// Returns every piece at an end of `form` of which the rest is a word.
    pub(crate) fn pieces<'a>(&self, form: &'a str) -> Vec<Piece<'a>> {
        let mut pieces = Vec::new();
        if form.len() > LONGEST {
            return pieces;
        }
        for (left, right) in cuts(form) {
            let part_is_ending = self.special.get(right) == Some(&Kind::Ending);
            if let Some(rest) = self.modifier(left).filter(|_| !part_is_ending) {
                pieces.push(Piece {
                    part: right,
                    end: End::Head,
                    rest,
                });
            }
            let adjective = adjective::is_one(&self.list, left);
            for link in LINKS {
                let Some(rest) = right.strip_prefix(link) else {
                    continue;
                };
                if !self.is_head(rest, link == "-") {
                    continue;
                }
                // Adjectives rarely keep their meaning there: vrijdag.
                let joined = link == "s" && !self.list.contains(right) || link == "-";
                if adjective && !joined {
                    continue;
                }
                pieces.push(Piece {
                    part: left,
                    end: End::Modifier,
                    rest,
                });
            }
        }
        pieces
    }

    /// Tells whether `part` means something else beside `rest`.
    pub(crate) fn is_stranger(&self, part: &str, end: End, rest: &str, rest_lemma: &str) -> bool {
        self.strangers.get(part).is_some_and(|strangers| {
            strangers
                .iter()
                .any(|(e, other)| *e == end && (*other == rest || *other == rest_lemma))
        })
    }

    /// Returns the modifier that `left` is, less its linking letters. After a
    /// hyphen it may be any word, a name or an abbreviation.
    fn modifier<'a>(&self, left: &'a str) -> Option<&'a str> {
        let hyphened = left.strip_suffix('-');
        LINKS.iter().find_map(|link| {
            let stem = hyphened.unwrap_or(left).strip_suffix(link)?;
            if let Some(Kind::Opposite | Kind::Particle) = self.special.get(stem) {
                return None;
            }
            let known = self.is_long_enough(stem)
                && (self.list.contains(stem) || self.known_head(stem).is_some());
            (known || hyphened.is_some_and(|stem| !stem.is_empty())).then_some(stem)
        })
    }

    /// Four letters, or one of the short words that do form compounds.
    fn is_long_enough(&self, word: &str) -> bool {
        has_letters(word, SHORTEST + 1) || self.special.get(word) == Some(&Kind::Short)
    }

    fn is_head(&self, rest: &str, hyphened: bool) -> bool {
        if !self.is_long_enough(rest) || self.special.get(rest) == Some(&Kind::Ending) {
            return false;
        }
        hyphened || self.list.contains(rest) || self.known_head(rest).is_some()
    }

    /// Returns the longest known word that ends `form`, and what stands before
    /// it, where that is a known modifier.
    pub(crate) fn known_head<'a>(&self, form: &'a str) -> Option<(&'a str, &'a str)> {
        if form.len() > LONGEST {
            return None;
        }
        cuts(form)
            .find(|(left, right)| self.is_full_head(right) && self.known_modifier(left).is_some())
    }

    /// A modifier that is one word of the list, with linking letters.
    fn known_modifier<'a>(&self, left: &'a str) -> Option<&'a str> {
        LINKS.iter().find_map(|link| {
            let stem = left.strip_suffix(link)?;
            let special = matches!(
                self.special.get(stem),
                Some(Kind::Opposite | Kind::Particle | Kind::Ending)
            );
            (!special && self.is_long_enough(stem) && self.list.contains(stem)).then_some(stem)
        })
    }

    /// A head that may split a word: four letters, or one of the short ones.
    fn is_full_head(&self, right: &str) -> bool {
        match self.special.get(right) {
            Some(Kind::Short) => true,
            Some(Kind::Ending | Kind::Particle | Kind::Opposite) => false,
            None => has_letters(right, SHORTEST + 1) && self.list.contains(right),
        }
    }

    /// Returns the parts of `form` with their linking letters gone, the fewest
    /// that there can be; empty for a word that is no compound.
    pub(crate) fn parts<'a>(&self, form: &'a str) -> Vec<&'a str> {
        if form.len() > LONGEST {
            return Vec::new();
        }
        let two = cuts(form)
            .filter(|(_, right)| self.is_full_head(right))
            .filter_map(|(left, right)| Some((self.known_modifier(left)?, right)))
            // Even halves are likelier than a short word that happens to fit.
            .max_by_key(|(left, right)| left.len().min(right.len()));
        if let Some((left, right)) = two {
            return vec![left, right];
        }
        cuts(form)
            .filter(|(_, right)| self.is_full_head(right))
            .find_map(|(left, right)| {
                LINKS.iter().find_map(|link| {
                    let stem = left.strip_suffix(link)?;
                    let (before, after) = self.known_head(stem)?;
                    Some(vec![self.known_modifier(before)?, after, right])
                })
            })
            .unwrap_or_default()
    }
}

/// Returns every way to cut `form` in two, both at least the shortest part.
fn cuts(form: &str) -> impl Iterator<Item = (&str, &str)> {
    form.char_indices()
        .map(|(at, _)| at)
        .skip(2)
        .filter_map(move |at| form.split_at_checked(at))
        .filter(|(_, right)| has_letters(right, SHORTEST))
}

fn has_letters(text: &str, count: usize) -> bool {
    text.chars()
        .filter(|c| c.is_alphabetic())
        .take(count)
        .count()
        == count
}
