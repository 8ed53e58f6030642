//! `waardenscan lexicon diff`.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use anyhow::Result;
use serde::Serialize;
use waardenscan::dutch::{Dutch, Words};
use waardenscan::lexicon::{Change, ClassCache, Lexicon, Matcher, differences};

use crate::args::LexiconDiffArgs;
use crate::commands::lexicon_choice::LexiconChoice;
use crate::commands::project;
use crate::exit::Exit;
use crate::output::{count, cut, width};

pub(super) fn run(args: &LexiconDiffArgs, out: &mut impl Write) -> Result<Exit> {
    let before = LexiconChoice::new(&args.before)?.load()?;
    let after = LexiconChoice::new(&args.after)?.load()?;
    let changes = differences(&before, &after);
    let touched = match &args.project {
        Some(path) => Some(touched(&before, &after, path)?),
        None => None,
    };
    if args.json {
        let record = DiffRecord {
            changes: changes.iter().map(ChangeRecord::new).collect(),
            suggestions: touched,
        };
        serde_json::to_writer_pretty(&mut *out, &record).map_err(io::Error::from)?;
        writeln!(out)?;
        return Ok(Exit::Ok);
    }
    write_changes(&changes, out)?;
    if let Some(touched) = touched {
        write_touched(&touched, out)?;
    }
    Ok(Exit::Ok)
}

#[derive(Serialize)]
struct DiffRecord<'a> {
    changes: Vec<ChangeRecord<'a>>,
    /// Absent without a project.
    #[serde(skip_serializing_if = "Option::is_none")]
    suggestions: Option<Vec<Touched>>,
}

#[derive(Serialize)]
struct ChangeRecord<'a> {
    value: Option<&'a str>,
    what: &'static str,
    term: Option<&'a str>,
    before: Option<&'a str>,
    after: Option<&'a str>,
}

impl<'a> ChangeRecord<'a> {
    fn new(change: &'a Change) -> Self {
        Self {
            value: change.value.as_deref(),
            what: change.what,
            term: change.term.as_deref(),
            before: change.before.as_deref(),
            after: change.after.as_deref(),
        }
    }
}

/// A passage × value of a project that the two lexicons read differently.
#[derive(Serialize)]
struct Touched {
    document: String,
    page: Option<usize>,
    value: String,
    effect: Effect,
    /// The score that the project holds; none where there is no suggestion.
    score: Option<f64>,
    passage: String,
}

/// What happens to it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
enum Effect {
    /// A suggestion without any hit in the second lexicon.
    Lost,
    /// A suggestion with other hits or weights.
    Changed,
    /// No suggestion, and hits only in the second lexicon.
    New,
}

impl Effect {
    const fn dutch(self) -> &'static str {
        match self {
            Self::Lost => "verliest alle treffers",
            Self::Changed => "andere treffers of gewichten",
            Self::New => "eerste treffer",
        }
    }
}

/// Reads every passage of a project with both lexicons.
fn touched(before: &Lexicon, after: &Lexicon, path: &Path) -> Result<Vec<Touched>> {
    let project = project::open(path)?;
    let run = project.latest_run()?;
    let dutch = Dutch::new();
    let (mut old, mut new) = (Finder::new(before, &dutch), Finder::new(after, &dutch));
    let mut found = Vec::new();
    for document in project.documents(run)? {
        for passage in project.passages(&document)? {
            let (was, is) = (old.hits(&passage.text), new.hits(&passage.text));
            let mut values: Vec<&String> = was.keys().chain(is.keys()).collect();
            values.sort_unstable();
            values.dedup();
            for value in values {
                let (was, is) = (was.get(value), is.get(value));
                let suggestion = passage
                    .suggestions
                    .iter()
                    .find(|suggestion| suggestion.value == *value);
                let effect = match (suggestion, was, is) {
                    (_, was, is) if was == is => continue,
                    (Some(_), _, None) => Effect::Lost,
                    (Some(_), _, Some(_)) => Effect::Changed,
                    (None, None, Some(_)) => Effect::New,
                    // Below the threshold then, and no suggestion now.
                    (None, _, _) => continue,
                };
                found.push(Touched {
                    document: document.path.clone(),
                    page: passage.page,
                    value: value.clone(),
                    effect,
                    score: suggestion.map(|suggestion| suggestion.score),
                    passage: passage.text.clone(),
                });
            }
        }
    }
    Ok(found)
}

/// A hit as far as a score may depend on it: where it stands, its weight, pole
/// and evidence.
type Hit = (usize, usize, u64, &'static str, &'static str);

struct Finder<'a> {
    lexicon: &'a Lexicon,
    dutch: &'a Dutch,
    matcher: Matcher,
    words: Words,
    classes: ClassCache,
}

impl<'a> Finder<'a> {
    fn new(lexicon: &'a Lexicon, dutch: &'a Dutch) -> Self {
        Self {
            lexicon,
            dutch,
            matcher: Matcher::new(lexicon, dutch),
            words: Words::new(),
            classes: ClassCache::default(),
        }
    }

    /// The hits by value.
    fn hits(&mut self, text: &str) -> BTreeMap<String, Vec<Hit>> {
        let analysis = self.dutch.analyse(text, &mut self.words);
        let found = self
            .matcher
            .find(self.dutch, &analysis, &self.words, &mut self.classes);
        let mut hits: BTreeMap<String, Vec<Hit>> = BTreeMap::new();
        for found in found {
            let value = self.lexicon.values().get(found.value);
            let Some((value, indicator)) = value.and_then(|value| {
                let indicator = value.indicators.get(found.indicator)?;
                Some((value, indicator))
            }) else {
                continue;
            };
            hits.entry(value.id.clone()).or_default().push((
                found.span.start,
                found.span.end,
                indicator.weight.to_bits(),
                indicator.pole.map_or("", waardenscan::lexicon::Pole::name),
                indicator.evidence.name(),
            ));
        }
        for hits in hits.values_mut() {
            hits.sort_unstable();
        }
        hits
    }
}

fn write_changes(changes: &[Change], out: &mut impl Write) -> Result<()> {
    if changes.is_empty() {
        writeln!(out, "De lexicons zeggen hetzelfde.")?;
    }
    let mut value: Option<&Option<String>> = None;
    for change in changes {
        if value != Some(&change.value) {
            if value.is_some() {
                writeln!(out)?;
            }
            writeln!(out, "{}", change.value.as_deref().unwrap_or("Het lexicon"))?;
            value = Some(&change.value);
        }
        let subject = match &change.term {
            Some(term) => format!("{} `{term}`", change.what),
            None => change.what.to_owned(),
        };
        match (&change.before, &change.after) {
            (None, Some(after)) => writeln!(out, "  + {subject}: {after}")?,
            (Some(before), None) => writeln!(out, "  - {subject}: {before}")?,
            (before, after) => writeln!(
                out,
                "  ~ {subject}: {} → {}",
                before.as_deref().unwrap_or_default(),
                after.as_deref().unwrap_or_default()
            )?,
        }
    }
    Ok(())
}

fn write_touched(touched: &[Touched], out: &mut impl Write) -> Result<()> {
    for effect in [Effect::Lost, Effect::Changed, Effect::New] {
        let own: Vec<&Touched> = touched.iter().filter(|one| one.effect == effect).collect();
        writeln!(
            out,
            "\n{}: {}",
            capital(effect.dutch()),
            count(
                own.len(),
                "paar van passage en waarde",
                "paren van passage en waarde"
            )
        )?;
        for one in own {
            let page = one
                .page
                .map_or(String::new(), |page| format!(", p. {page}"));
            let line = format!("  {}  {}{page}: ", one.value, one.document);
            let room = width().saturating_sub(line.chars().count()).max(20);
            writeln!(out, "{line}{}", cut(&one.passage.replace('\n', " "), room))?;
        }
    }
    Ok(())
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first: String = letters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .collect();
    first + letters.as_str()
}
