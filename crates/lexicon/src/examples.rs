//! The examples in a lexicon, run.

use waardenscan_dutch::{Dutch, Words};

use crate::read::{Draft, DraftExample};
use crate::{ClassCache, Indicator, Lexicon, Matcher, Problem, Scope, Value};

/// An example and the identifier of its value.
pub(crate) struct ValueExample<'a> {
    value: String,
    example: DraftExample<'a>,
}

/// Takes the examples out of a draft, in the order of the files.
pub(crate) fn take<'a>(draft: &mut Draft<'a>) -> Vec<ValueExample<'a>> {
    let mut taken = Vec::new();
    for draft in &mut draft.values {
        let examples = std::mem::take(&mut draft.examples);
        taken.extend(examples.into_iter().map(|example| ValueExample {
            value: draft.value.id.clone(),
            example,
        }));
    }
    taken
}

/// Reports examples without a hit and counter-examples with one. Sections are
/// not looked at: an example does not say where it stands.
pub(crate) fn check(
    lexicon: &Lexicon,
    examples: &[ValueExample<'_>],
    dutch: &Dutch,
    problems: &mut Vec<Problem>,
) {
    if examples.is_empty() {
        return;
    }
    let finder = Finder::new(lexicon, dutch);
    let (mut words, mut classes) = (Words::new(), ClassCache::default());
    for ValueExample { value, example } in examples {
        let Some(index) = lexicon.values().iter().position(|one| one.id == *value) else {
            continue;
        };
        let Some(value) = lexicon.values().get(index) else {
            continue;
        };
        let hits: Vec<Hit> = finder
            .find(&example.text, &mut words, &mut classes)
            .into_iter()
            .filter(|hit| {
                hit.value == index && example.indicator.is_none_or(|one| one == hit.indicator)
            })
            .collect();
        let own = example.indicator.and_then(|one| value.indicators.get(one));
        match (example.wanted, hits.first()) {
            (true, None) => {
                let subject = match own {
                    Some(own) => format!("van `{}`", own.term),
                    None => "van deze waarde".into(),
                };
                let help = own.and_then(|own| reason(lexicon, value, own, &example.text, dutch));
                let problem = example
                    .place
                    .error(format!("dit voorbeeld geeft geen treffer {subject}"));
                problems.push(problem.with_help(help));
            }
            (false, Some(hit)) => {
                let term = value.indicators.get(hit.indicator);
                let term = term.map_or("", |indicator| &indicator.term);
                let problem = example
                    .place
                    .error(format!("dit tegenvoorbeeld geeft een treffer van `{term}`"));
                problems.push(problem.with_help(Some(format!("de treffer is „{}”", hit.text))));
            }
            _ => {}
        }
    }
}

/// An indicator found in an example.
struct Hit {
    value: usize,
    indicator: usize,
    text: String,
}

/// A compiled lexicon with what it needs to find anything.
struct Finder<'d> {
    dutch: &'d Dutch,
    matcher: Matcher,
}

impl<'d> Finder<'d> {
    fn new(lexicon: &Lexicon, dutch: &'d Dutch) -> Self {
        let matcher = Matcher::new(lexicon, dutch);
        Self { dutch, matcher }
    }

    fn find(&self, text: &str, words: &mut Words, classes: &mut ClassCache) -> Vec<Hit> {
        let analysis = self.dutch.analyse(text, words);
        let found = self.matcher.find(self.dutch, &analysis, words, classes);
        found
            .into_iter()
            .map(|found| Hit {
                value: found.value,
                indicator: found.indicator,
                text: found.span.get(text).unwrap_or_default().to_owned(),
            })
            .collect()
    }
}

/// Says why `indicator` has no hit in `text`, in Dutch.
fn reason(
    lexicon: &Lexicon,
    value: &Value,
    indicator: &Indicator,
    text: &str,
    dutch: &Dutch,
) -> Option<String> {
    let hits = |indicator: &Indicator, exclusions: &[crate::Exclusion]| {
        let alone = Value {
            indicators: vec![indicator.clone()],
            exclusions: exclusions.to_vec(),
            ..value.clone()
        };
        let finder = Finder::new(&lexicon.with_only(alone), dutch);
        !finder
            .find(text, &mut Words::new(), &mut ClassCache::default())
            .is_empty()
    };
    let anywhere = Indicator {
        scope: Scope::default(),
        ..indicator.clone()
    };
    if !hits(&anywhere, &[]) {
        return Some("de term komt in deze tekst niet voor".into());
    }
    let exclusion = value
        .exclusions
        .iter()
        .find(|exclusion| !hits(&anywhere, std::slice::from_ref(*exclusion)));
    if let Some(exclusion) = exclusion {
        return Some(format!(
            "de uitsluiting `{}` neemt de treffer weg",
            exclusion.term
        ));
    }
    (!hits(indicator, &[])).then(|| "`bij` of `niet_bij` houdt de treffer tegen".into())
}
