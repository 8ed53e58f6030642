//! Finds the words that turn, limit or colour what stands beside them.
//!
//! Negation reaches over at most two words: on our judged sentences that was
//! right in seven cases of ten, the whole clause in one of four.

use foldhash::{HashMap, HashMapExt};
use std::ops::Range;

use crate::analysis::View;
use crate::table;
use crate::words::{Traits, Word};

/// What a cue does to the words in its scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum CueKind {
    /// Denies them: geen, zonder, niet.
    Negation,
    /// Puts them under pressure: gebrek aan, ten koste van, onder druk.
    Pressure,
    /// Limits them: mits, voor zover, binnen de kaders van.
    Limit,
    /// Wants, allows or promises them rather than states them: moeten, willen.
    Modality,
    /// Sets them against something else: maar, enerzijds, spanning tussen.
    Contrast,
}

/// A cue and what it bears on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// What the cue does.
    pub kind: CueKind,
    /// Indices of the cue's own tokens.
    pub tokens: Range<usize>,
    /// Indices of the tokens that it bears on, within the same sentence; may
    /// be empty, and holds the cue itself where the scope is a clause or more.
    pub scope: Range<usize>,
}

/// How many tokens a near scope holds: two words and a third.
const NEAR: usize = 3;

/// Two negations this near each other in one clause make an affirmation:
/// "zonder vertrouwen geen samenwerking".
const DOUBLE: usize = 5;

/// The most tokens on either side that a clause is taken to have. Our choice:
/// longer stretches without punctuation are lists or noise.
const WIDEST: usize = 60;

/// How far from a cue of decrease its obstacle may stand, in tokens. Our
/// choice: as far as "knelpunten … zijn … verminderd" of a long clause.
const OBSTACLE_REACH: usize = 8;
/// Words that make a cause of what follows, and within how many tokens.
const CAUSES: [&str; 5] = ["door", "vanwege", "wegens", "dankzij", "ondanks"];
const CAUSE_REACH: usize = 3;
/// Shorter obstacles are ends of too many other words, in bytes.
const SHORTEST_HEAD: usize = 6;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scope {
    After,
    Before,
    Clause,
    Sentence,
}

/// What a complete pattern means; no kind for a pseudo-negation.
#[derive(Clone, Copy, Debug)]
struct Meaning {
    kind: Option<CueKind>,
    scope: Scope,
    /// Whether it says that something grows less, which is no pressure where
    /// that is an obstacle: "drempels wegnemen".
    decrease: bool,
}

/// The patterns, as a tree over numbered words.
pub(crate) struct Cues {
    forms: HashMap<&'static str, u16>,
    lemmas: HashMap<&'static str, u16>,
    steps: HashMap<(u16, u16), u16>,
    meanings: Vec<Option<Meaning>>,
    /// Lemmas of what people want less of.
    obstacles: Vec<&'static str>,
}

const ROOT: u16 = 0;

impl Cues {
    pub(crate) fn new() -> Self {
        let mut cues = Self {
            forms: HashMap::new(),
            lemmas: HashMap::new(),
            steps: HashMap::new(),
            meanings: vec![None],
            obstacles: Vec::new(),
        };
        for (kind, mut columns) in table::rows(include_str!("../data/signaal.tsv")) {
            let decrease = kind == "decrease";
            let is_obstacle = kind == "obstacle";
            let kind = match kind {
                "negation" => Some(CueKind::Negation),
                "pressure" | "decrease" => Some(CueKind::Pressure),
                "limit" => Some(CueKind::Limit),
                "modality" => Some(CueKind::Modality),
                "contrast" => Some(CueKind::Contrast),
                _ => None,
            };
            let scope = match columns.next() {
                Some("before") => Scope::Before,
                Some("clause") => Scope::Clause,
                Some("sentence") => Scope::Sentence,
                _ => Scope::After,
            };
            for pattern in columns.flat_map(|column| column.split('|')) {
                if is_obstacle {
                    cues.obstacles.push(pattern.trim());
                } else {
                    let meaning = Meaning {
                        kind,
                        scope,
                        decrease,
                    };
                    cues.insert(pattern, meaning);
                }
            }
        }
        cues
    }

    fn insert(&mut self, pattern: &'static str, meaning: Meaning) {
        let mut node = ROOT;
        for word in pattern.split_whitespace() {
            let next_word = number(self.forms.len() + self.lemmas.len());
            let word = match word.strip_prefix('~') {
                Some(lemma) => *self.lemmas.entry(lemma).or_insert(next_word),
                None => *self.forms.entry(word).or_insert(next_word),
            };
            let next_node = number(self.meanings.len());
            node = *self.steps.entry((node, word)).or_insert(next_node);
            if node == next_node {
                self.meanings.push(None);
            }
        }
        if let Some(slot) = self.meanings.get_mut(usize::from(node)) {
            // The first row that has a pattern decides.
            slot.get_or_insert(meaning);
        }
    }

    /// Returns the numbers that patterns know the word by, as written and as
    /// lemma.
    pub(crate) fn numbers(&self, word: &Word) -> [Option<u16>; 2] {
        [
            self.forms.get(word.form.as_str()).copied(),
            self.lemmas.get(word.lemma.as_str()).copied(),
        ]
    }

    /// Returns the longest pattern that starts at `at`, and its length.
    fn longest(&self, view: &View<'_>, at: usize) -> Option<(Meaning, usize)> {
        let mut best = None;
        let mut node = ROOT;
        for length in 1.. {
            let Some(id) = view.id(at + length - 1) else {
                break;
            };
            let Traits { cue, .. } = view.words().traits(id);
            let step = cue
                .into_iter()
                .flatten()
                .find_map(|word| self.steps.get(&(node, word)));
            let Some(next) = step else { break };
            node = *next;
            if let Some(Some(meaning)) = self.meanings.get(usize::from(node)) {
                best = Some((*meaning, length));
            }
        }
        best
    }
}

impl Cues {
    /// Tells whether what a cue says grows less is an obstacle: one that stands
    /// near in its scope, and not as the cause ("daalt door knelpunten").
    fn relieves(&self, view: &View<'_>, cue: &Range<usize>, scope: &Range<usize>) -> bool {
        let near = cue.start.saturating_sub(OBSTACLE_REACH)..cue.end + OBSTACLE_REACH;
        let mut places = scope.clone().filter(|at| near.contains(at));
        places.any(|at| {
            let lemma = view.id(at).map_or("", |id| &view.words().get(id).lemma);
            let before = at.saturating_sub(CAUSE_REACH)..at;
            self.obstacles
                .iter()
                .any(|obstacle| is_or_ends_in(lemma, obstacle))
                && !before.into_iter().any(|at| CAUSES.contains(&view.form(at)))
        })
    }
}

fn is_or_ends_in(lemma: &str, obstacle: &str) -> bool {
    lemma == obstacle || (obstacle.len() >= SHORTEST_HEAD && lemma.ends_with(obstacle))
}

/// The table has some hundreds of patterns, so that 16 bits number them all.
fn number(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}

/// Finds the cues of one sentence.
pub(crate) fn find(cues: &Cues, view: &View<'_>, found: &mut Vec<Cue>) {
    let mut here = Vec::new();
    let mut after = view.range().start;
    for at in view.marked() {
        // The patterns do not overlap.
        if at < after {
            continue;
        }
        let Some((meaning, length)) = cues.longest(view, at) else {
            continue;
        };
        after = at + length;
        if let Some(kind) = meaning.kind {
            let tokens = at..after;
            let scope = scope(view, meaning.scope, &tokens);
            if meaning.decrease && cues.relieves(view, &tokens, &scope) {
                continue;
            }
            here.push(Cue {
                kind,
                tokens,
                scope,
            });
        }
    }
    found.extend(without_double_negations(view, here));
}

fn scope(view: &View<'_>, scope: Scope, cue: &Range<usize>) -> Range<usize> {
    let sentence = view.range();
    match scope {
        Scope::Sentence => sentence,
        Scope::Clause => clause(view, cue),
        Scope::After => cue.end..(cue.end + NEAR).min(clause(view, cue).end),
        Scope::Before => cue.start.saturating_sub(NEAR).max(clause(view, cue).start)..cue.start,
    }
}

/// The stretch around the cue that holds no punctuation.
fn clause(view: &View<'_>, cue: &Range<usize>) -> Range<usize> {
    let sentence = view.range();
    let first = cue.start.saturating_sub(WIDEST).max(sentence.start);
    let last = (cue.end + WIDEST).min(sentence.end);
    let start = (first..cue.start)
        .rev()
        .find(|index| view.is_clause_end(*index))
        .map_or(first, |index| index + 1);
    let end = (cue.end.saturating_sub(1)..last)
        .find(|index| view.is_clause_end(*index))
        .map_or(last, |index| index + 1);
    start..end
}

/// "zonder vertrouwen geen samenwerking" denies neither, and what does "niet
/// ondermijnen" is not under pressure.
fn without_double_negations(view: &View<'_>, found: Vec<Cue>) -> Vec<Cue> {
    let mut kept: Vec<Cue> = Vec::with_capacity(found.len());
    let mut open = false;
    for cue in found {
        let cancels = open && kept.last().is_some_and(|last| cancel(view, last, &cue));
        if cancels {
            kept.pop();
            open = false;
        } else {
            open = cue.kind == CueKind::Negation;
            kept.push(cue);
        }
    }
    kept
}

/// Tells whether a negation goes on with the one before it: "geen tijd en geen
/// geld", "veilig noch eerlijk".
fn is_coordinate(view: &View<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |before| view.form(before));
    view.form(at) == "noch" || matches!(before, "en" | "of" | "ook" | "laat")
}

/// Tells whether a negation and the cue after it undo each other.
fn cancel(view: &View<'_>, negation: &Cue, other: &Cue) -> bool {
    let start = other.tokens.start;
    match other.kind {
        CueKind::Negation => {
            !is_coordinate(view, start)
                && start < negation.tokens.end + DOUBLE
                && clause(view, &negation.tokens).contains(&start)
        }
        CueKind::Pressure => negation.scope.contains(&start),
        CueKind::Limit | CueKind::Modality | CueKind::Contrast => false,
    }
}
