//! Takes compounds apart.
//!
//! A part counts only where what remains, less linking letters, is in the
//! word list: a substring alone is right in little more than half of running
//! text (gelijkheid in mogelijkheid).

use crate::adjective;
use crate::table;
use crate::wordlist::{Offsets, WordList};
use foldhash::{HashMap, HashMapExt};

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
const LINKS: [&str; 6] = ["", "s", "en", "e", "-", "er"];

/// The words that take -er: kinderopvang.
const WITH_ER: [&str; 8] = ["kind", "ei", "rund", "lied", "kalf", "lam", "hoen", "volk"];

/// The fewest letters of a part.
const SHORTEST: usize = 3;

/// The most bytes of a word that is analysed; longer ones are noise. One
/// less than the offsets that a set of them holds.
pub(crate) const LONGEST_WORD: usize = 63;

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Opposite,
    Ending,
    Particle,
    /// A rare word, of which the letters occur in many others.
    Not,
    /// A word that is never split.
    Whole,
    Short,
}

/// The word list and what it says of compounds.
pub(crate) struct Compounds {
    list: WordList,
    special: HashMap<&'static str, Kind>,
    strangers: HashMap<&'static str, Vec<(End, &'static str)>>,
}

impl Compounds {
    pub(crate) fn new(list: WordList) -> Self {
        let mut special = HashMap::new();
        for (kind, words) in table::rows(include_str!("../data/delen.tsv")) {
            let kind = match kind {
                "opposite" => Kind::Opposite,
                "ending" => Kind::Ending,
                "particle" => Kind::Particle,
                "not" => Kind::Not,
                "whole" => Kind::Whole,
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
            list,
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
        let Some(form) = self.mark(form) else {
            return pieces;
        };
        for (left, right) in cuts(form.text) {
            if let Some(rest) = self.modifier(form, left)
                && self.special.get(right) != Some(&Kind::Ending)
            {
                pieces.push(Piece {
                    part: right,
                    end: End::Head,
                    rest,
                });
            }
            for link in LINKS {
                let Some(rest) = right.strip_prefix(link) else {
                    continue;
                };
                if link == "er" && !WITH_ER.contains(&left) {
                    continue;
                }
                if self.is_head(form, rest, link == "-")
                    && (link == "-"
                        || link == "s" && !form.ends_with_word(right)
                        // Adjectives rarely keep their meaning there: vrijdag.
                        || !adjective::is_one(&self.list, left))
                {
                    pieces.push(Piece {
                        part: left,
                        end: End::Modifier,
                        rest,
                    });
                }
            }
        }
        pieces
    }

    /// Marks the words of `form`; `None` for a form too long to be a word.
    fn mark<'a>(&self, form: &'a str) -> Option<Marked<'a>> {
        (form.len() <= LONGEST_WORD).then(|| Marked {
            text: form,
            starting: self.list.starting(form),
            ending: self.list.ending(form),
        })
    }

    /// Tells whether `part` means something else beside `rest`, of which the
    /// lemma is asked only where it matters.
    pub(crate) fn is_stranger(
        &self,
        part: &str,
        end: End,
        rest: &str,
        lemma: impl Fn(&str) -> String,
    ) -> bool {
        self.strangers.get(part).is_some_and(|strangers| {
            let rest_lemma = lemma(rest);
            strangers.iter().any(|(e, other)| {
                // Of a rest that is itself a compound, its own head decides.
                let inside = other.len() > SHORTEST && rest.ends_with(other);
                *e == end && (inside || *other == rest || *other == rest_lemma)
            })
        })
    }

    /// Returns the modifier that `left`, a start of `form`, is, less its
    /// linking letters. Before a hyphen it may be any word, a name or an
    /// abbreviation.
    fn modifier<'a>(&self, form: Marked<'_>, left: &'a str) -> Option<&'a str> {
        let hyphened = left.strip_suffix('-');
        LINKS.iter().find_map(|link| {
            let stem = hyphened.unwrap_or(left).strip_suffix(link)?;
            if let Some(Kind::Opposite | Kind::Particle) = self.special.get(stem) {
                return None;
            }
            let known = self.is_long_enough(stem)
                && (form.starts_with_word(stem) || self.ends_in_head(form, stem).is_some());
            (known || hyphened.is_some_and(|stem| !stem.is_empty())).then_some(stem)
        })
    }

    /// Tells whether `rest`, an end of `form`, is a word or a compound.
    fn is_head(&self, form: Marked<'_>, rest: &str, hyphened: bool) -> bool {
        if !self.is_long_enough(rest)
            || matches!(self.special.get(rest), Some(Kind::Ending | Kind::Not))
        {
            return false;
        }
        let is_compound = || {
            cuts(rest).any(|(left, right)| {
                self.is_full_head(form, right)
                    && self.bare(left, |stem| self.list.contains(stem)).is_some()
            })
        };
        hyphened || form.ends_with_word(rest) || is_compound()
    }

    /// Returns the longest known word that ends `form`, and what stands before
    /// it, where that is a known modifier.
    pub(crate) fn known_head<'a>(&self, form: &'a str) -> Option<(&'a str, &'a str)> {
        let form = self.mark(form)?;
        cuts(form.text).find(|(left, right)| {
            self.is_full_head(form, right) && self.known_modifier(form, left).is_some()
        })
    }

    /// The same for a start of `form`, for which no ends are marked.
    fn ends_in_head<'a>(&self, form: Marked<'_>, stem: &'a str) -> Option<(&'a str, &'a str)> {
        cuts(stem).find(|(left, right)| {
            self.known_modifier(form, left).is_some()
                && self.may_be_head(right)
                && self.list.contains(right)
        })
    }

    /// Returns the word of the list that `left`, a start of `form`, is, less
    /// its linking letters.
    fn known_modifier<'a>(&self, form: Marked<'_>, left: &'a str) -> Option<&'a str> {
        self.bare(left, |stem| form.starts_with_word(stem))
    }

    /// Returns `left` less its linking letters, where that can be a modifier
    /// and is a word.
    fn bare<'a>(&self, left: &'a str, is_word: impl Fn(&str) -> bool) -> Option<&'a str> {
        LINKS
            .iter()
            .filter_map(|link| {
                let stem = left.strip_suffix(link)?;
                (*link != "er" || WITH_ER.contains(&stem)).then_some(stem)
            })
            .find(|stem| is_word(stem) && self.is_long_enough(stem) && self.may_be_part(stem))
    }

    fn may_be_part(&self, word: &str) -> bool {
        matches!(
            self.special.get(word),
            None | Some(Kind::Short | Kind::Whole)
        )
    }

    fn is_full_head(&self, form: Marked<'_>, right: &str) -> bool {
        form.ends_with_word(right) && self.may_be_head(right)
    }

    /// Tells whether a word may split another as its head.
    fn may_be_head(&self, word: &str) -> bool {
        self.is_long_enough(word) && self.may_be_part(word)
    }

    /// Four letters, or one of the short words that do form compounds.
    fn is_long_enough(&self, word: &str) -> bool {
        has_letters(word, SHORTEST + 1) || self.special.get(word) == Some(&Kind::Short)
    }

    /// Returns the parts of `form` with their linking letters gone, the fewest
    /// that there can be; empty for a word that is no compound.
    pub(crate) fn parts<'a>(&self, form: &'a str) -> Vec<&'a str> {
        let whole = self.special.get(form) == Some(&Kind::Whole);
        let Some(form) = self.mark(form).filter(|_| !whole) else {
            return Vec::new();
        };
        let heads = || cuts(form.text).filter(|(_, right)| self.is_full_head(form, right));
        let two = heads()
            .filter_map(|(left, right)| Some((self.known_modifier(form, left)?, right)))
            // Even halves are likelier than a short word that happens to fit,
            // doel-stelling than doel-s-telling, buurt-huis than buur-thuis.
            .max_by_key(|(left, right)| {
                let linked = left.len() + right.len() < form.text.len();
                (left.len().min(right.len()), !linked, left.len())
            });
        if let Some((left, right)) = two {
            return vec![left, right];
        }
        let three = heads().find_map(|(left, right)| {
            LINKS.iter().find_map(|link| {
                let stem = left.strip_suffix(link)?;
                let (before, after) = self.ends_in_head(form, stem)?;
                Some(vec![self.known_modifier(form, before)?, after, right])
            })
        });
        three.or_else(|| self.hyphened(form)).unwrap_or_default()
    }

    /// wmo-loket: before a hyphen stands any name or abbreviation.
    fn hyphened<'a>(&self, form: Marked<'a>) -> Option<Vec<&'a str>> {
        let (left, right) = form.text.rsplit_once('-')?;
        let fits = !left.is_empty() && self.may_be_part(left) && self.is_full_head(form, right);
        fits.then(|| vec![left, right])
    }
}

/// A form with the words marked that it starts and ends with.
#[derive(Clone, Copy)]
struct Marked<'a> {
    text: &'a str,
    starting: Offsets,
    ending: Offsets,
}

impl Marked<'_> {
    /// Tells whether `start`, a start of the form, is a word.
    fn starts_with_word(self, start: &str) -> bool {
        self.starting.contains(start.len())
    }

    /// Tells whether `end`, an end of the form, is a word.
    fn ends_with_word(self, end: &str) -> bool {
        self.ending.contains(self.text.len() - end.len())
    }
}

/// Returns every way to cut `form` in two, both at least the shortest part.
fn cuts(form: &str) -> impl Iterator<Item = (&str, &str)> {
    form.char_indices()
        .map(|(at, _)| at)
        .skip(SHORTEST)
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
