//! The notation once more, written as it is defined and without regard to
//! speed, for comparison with the compiled matcher.

use std::ops::Range;

use proptest::prelude::*;
use proptest::sample::select;
use waardenscan_dutch::{Analysis, Dutch, End, Word, Words};

use super::{ClassCache, Match, Matcher, span};
use crate::pattern::{Pattern, Step, WordTest, stem_accepts};
use crate::{Lexicon, Neighbour, Scope, SourceFile};

fn accepts(dutch: &Dutch, test: &WordTest, word: &Word) -> bool {
    let form = word.form.as_str();
    match test {
        WordTest::Exact(exact) => form == exact,
        WordTest::Prefix(start) => form.starts_with(start),
        WordTest::Stem(stem) => stem_accepts(stem, form),
        WordTest::Lemma(lemma) => word.family == dutch.word(lemma).family,
        WordTest::First(part) => {
            let start: String = part.chars().take(4).collect();
            form.starts_with(&start) && has_part(dutch, form, part, End::Modifier)
        }
        WordTest::Last(part) => {
            let start: String = part.chars().take(4).collect();
            form.contains(&start) && has_part(dutch, form, part, End::Head)
        }
    }
}

fn has_part(dutch: &Dutch, form: &str, part: &str, end: End) -> bool {
    let family = dutch.word(part).family;
    let splits = dutch.splits(form);
    splits
        .iter()
        .any(|split| split.end == end && split.family == family)
}

struct Naive<'a> {
    dutch: &'a Dutch,
    analysis: &'a Analysis,
    words: &'a Words,
}

impl Naive<'_> {
    /// The nearest end of a match of `steps` that goes on at token `at`.
    fn end(&self, steps: &[Step], at: usize, sentence_end: usize) -> Option<usize> {
        let Some((step, rest)) = steps.split_first() else {
            return Some(at);
        };
        let mut nearest = None;
        for skipped in 0..=step.gap {
            for choice in &step.choices {
                let from = at + skipped;
                let upto = from + choice.len();
                let fits = upto <= sentence_end
                    && choice.iter().zip(from..upto).all(|(test, token)| {
                        let word = self.words.get(self.analysis.tokens[token].word);
                        accepts(self.dutch, test, word)
                    });
                if fits && let Some(end) = self.end(rest, upto, sentence_end) {
                    nearest = Some(nearest.map_or(end, |other: usize| other.min(end)));
                }
            }
        }
        nearest
    }

    fn find(&self, pattern: &Pattern) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        for sentence in &self.analysis.sentences {
            for start in sentence.tokens.clone() {
                let ends = pattern
                    .orders()
                    .filter_map(|steps| self.end(&steps, start, sentence.tokens.end));
                found.extend(ends.min().map(|end| start..end));
            }
        }
        found
    }

    /// All places of a pattern: of its words in a row, and of a verb whose
    /// parts stand apart.
    fn places(&self, pattern: &Pattern) -> Vec<Range<usize>> {
        let mut places = self.find(pattern);
        places.extend(self.separable(pattern));
        places
    }

    fn separable(&self, pattern: &Pattern) -> Vec<Range<usize>> {
        let [step] = pattern.steps.as_slice() else {
            return Vec::new();
        };
        let families: Vec<String> = step
            .choices
            .iter()
            .filter_map(|choice| match choice.as_slice() {
                [WordTest::Lemma(lemma)] => Some(self.dutch.word(lemma).family),
                _ => None,
            })
            .collect();
        let verbs = self
            .analysis
            .separable
            .iter()
            .filter(|verb| families.contains(&self.dutch.family_of(&verb.lemma)));
        verbs
            .map(|verb| verb.verb.min(verb.particle)..verb.verb.max(verb.particle) + 1)
            .collect()
    }

    fn matches(&self, lexicon: &Lexicon) -> Vec<Match> {
        let mut matches = Vec::new();
        for (value, entry) in lexicon.values().iter().enumerate() {
            let excluded: Vec<Range<usize>> = entry
                .exclusions
                .iter()
                .flat_map(|exclusion| self.places(&exclusion.pattern))
                .collect();
            for (indicator, term) in entry.indicators.iter().enumerate() {
                let mut found = self.places(&term.pattern);
                found.retain(|tokens| {
                    excluded
                        .iter()
                        .all(|other| other.end <= tokens.start || tokens.end <= other.start)
                });
                let apart = |one: &Range<usize>, other: &Range<usize>| {
                    one.end <= other.start || other.end <= one.start
                };
                let beside = |neighbour: &Neighbour, tokens: &Range<usize>| {
                    let places = self.places(&neighbour.pattern);
                    places.iter().any(|place| apart(place, tokens))
                };
                found.retain(|tokens| {
                    let Scope { near, not_near, .. } = &term.scope;
                    (near.is_empty() || near.iter().any(|one| beside(one, tokens)))
                        && !not_near.iter().any(|one| beside(one, tokens))
                });
                matches.extend(found.into_iter().map(|tokens| Match {
                    value,
                    indicator,
                    span: span(self.analysis, &tokens),
                    tokens,
                }));
            }
        }
        matches.sort_by_key(|found| (found.span, found.value, found.indicator));
        matches
    }
}

/// Words that share starts, stems, lemmas and parts.
const VOCABULARY: [&str; 25] = [
    "veilig",
    "veilige",
    "veiligheid",
    "veiligheidsregio",
    "vertrouwen",
    "vertrouwensband",
    "zelfvertrouwen",
    "vertrouwt",
    "samen",
    "werken",
    "werkt",
    "samenwerken",
    "samengewerkt",
    "niet",
    "één",
    "een",
    "lijn",
    "doelgericht",
    "klantgerichte",
    "effectieve",
    "veiligst",
    "betrouwbaarheid",
    "betrouwbare",
    "samenwerking",
    "samenwerkingsverband",
];

const PARTS: [&str; 6] = [
    "vertrouwen-",
    "-vertrouwen",
    "veiligheid-",
    "-gericht",
    "klant-",
    "samen-",
];

const STEMS: [&str; 6] = [
    "veilig",
    "effectief",
    "vertrouw",
    "samen",
    "werk",
    "klantgericht",
];

fn word() -> impl Strategy<Value = String> {
    select(VOCABULARY.to_vec()).prop_map(str::to_owned)
}

/// A word, an open start, or a choice between sequences of them.
fn element() -> impl Strategy<Value = String> {
    let open = prop_oneof![
        4 => word(),
        1 => word().prop_map(|word| format!("{}*", word.chars().take(4).collect::<String>())),
        1 => word().prop_map(|word| format!("[{word}]")),
    ];
    let choice = prop::collection::vec(prop::collection::vec(open.clone(), 1..3), 1..4);
    prop_oneof![
        2 => open,
        1 => choice.prop_map(|choices| {
            let choices: Vec<_> = choices.iter().map(|words| words.join(" ")).collect();
            format!("{{{}}}", choices.join("|"))
        }),
    ]
}

fn pattern() -> impl Strategy<Value = String> {
    let gap = prop_oneof![8 => 1usize..5, 1 => 5usize..20];
    let step = (prop::option::of((gap, any::<bool>())), element());
    prop::collection::vec(step, 1..4).prop_map(|steps| {
        let mut term = String::new();
        for (gap, element) in steps {
            match gap {
                _ if term.is_empty() => {}
                Some((gap, true)) if !term.contains('~') => {
                    term.push_str(&format!(" <~{gap}> "));
                }
                Some((gap, _)) => term.push_str(&format!(" <{gap}> ")),
                None => term.push(' '),
            }
            term.push_str(&element);
        }
        term
    })
}

/// Kind, term, wanted and unwanted neighbours.
type Indicator = (&'static str, String, Vec<String>, Vec<String>);

fn indicator() -> impl Strategy<Value = Indicator> {
    let few = |most| prop::collection::vec(pattern(), 0..most);
    (term(), few(3), few(2)).prop_map(|((kind, term), near, not_near)| (kind, term, near, not_near))
}

fn term() -> impl Strategy<Value = (&'static str, String)> {
    prop_oneof![
        4 => pattern().prop_map(|term| ("patroon", term)),
        1 => word().prop_map(|term| ("woord", term)),
        1 => select(STEMS.to_vec()).prop_map(|term| ("stam", term.to_owned())),
        1 => select(PARTS.to_vec()).prop_map(|term| ("deel", term.to_owned())),
        2 => prop::collection::vec(word(), 1..3).prop_map(|words| ("lemma", words.join(" "))),
    ]
}

type Terms = (Vec<Indicator>, Vec<String>);

/// Terms of a value: few, or so many that classes share the bits of their
/// signatures.
fn terms() -> impl Strategy<Value = Terms> {
    let count = prop_oneof![9 => 1usize..7, 1 => 30usize..60];
    let indicators = count.prop_flat_map(|count| prop::collection::vec(indicator(), count));
    let once = indicators.prop_map(|mut indicators| {
        indicators.sort();
        indicators.dedup_by(|one, other| one.1 == other.1);
        indicators
    });
    (once, prop::collection::vec(pattern(), 0..2))
}

fn file(id: usize, (indicators, exclusions): &Terms) -> SourceFile {
    let mut text =
        format!("id = 'v{id}'\nnaam = 'V'\ncluster = 'c'\ndefinitie = 'D'\nindicatoren = [\n");
    for (kind, term, near, not_near) in indicators {
        text += &format!(
            "{{ term = '{term}', soort = '{kind}', gewicht = 0.5, uitdrukking = 'impliciet', \
             bij = {near:?}, niet_bij = {not_near:?} }},\n"
        );
    }
    text += "]\nuitsluitingen = [\n";
    for term in exclusions {
        text += &format!("{{ patroon = '{term}', werking = 'overlap' }},\n");
    }
    SourceFile {
        path: format!("v{id}.toml"),
        text: text + "]\n",
    }
}

/// A lexicon of two values; `None` where chance made a faulty one, such as one
/// that has an indicator twice.
fn lexicon(values: &[Terms]) -> Option<Lexicon> {
    let manifest = SourceFile {
        path: "lexicon.toml".into(),
        text: "id = 'x'\nnaam = 'X'\nversie = '1'\ntaal = 'nl'\nomschrijving = 'O'\n\
               clusters = [{ id = 'c', naam = 'C' }]\n"
            .into(),
    };
    let files = values.iter().enumerate().map(|(id, terms)| file(id, terms));
    let files: Vec<_> = std::iter::once(manifest).chain(files).collect();
    Lexicon::from_files(&files).ok()
}

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        12 => word(),
        1 => Just("en".to_owned()),
        1 => Just(". Wij".to_owned()),
        1 => Just(",".to_owned()),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(800))]

    #[test]
    fn the_compiled_matcher_finds_what_the_notation_says(
        values in prop::collection::vec(terms(), 1..3),
        texts in prop::collection::vec(text(), 1..3),
    ) {
        let Some(lexicon) = lexicon(&values) else {
            return Err(TestCaseError::reject("a faulty lexicon"));
        };
        let dutch = dutch();
        let matcher = Matcher::new(&lexicon, dutch);
        let mut words = Words::new();
        let mut classes = ClassCache::default();
        for text in &texts {
            let analysis = dutch.analyse(text, &mut words);
            let found = matcher.find(dutch, &analysis, &words, &mut classes);
            let naive = Naive { dutch, analysis: &analysis, words: &words };
            prop_assert_eq!(found, naive.matches(&lexicon));
        }
    }
}

fn dutch() -> &'static Dutch {
    static DUTCH: std::sync::LazyLock<Dutch> = std::sync::LazyLock::new(Dutch::new);
    &DUTCH
}
