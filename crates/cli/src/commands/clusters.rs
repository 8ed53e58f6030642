//! `waardenscan clusters`. Analysts read it, so it is in Dutch.

use std::io::{self, BufWriter, Write};

use anyhow::Result;
use serde::Serialize;
use waardenscan::dutch::Dutch;
use waardenscan::score::{Carried, Carrier, Clusters, MergeCandidate, Sense, SplitCandidate};
use waardenscan::{Offsets, Span};
use waardenscan_archive::{Project, RunId, StoredValue};

use super::project;
use crate::args::ClustersArgs;
use crate::exit::Exit;
use crate::output::{cut_around, width};

pub(crate) fn run(args: &ClustersArgs) -> Result<Exit> {
    let project = project::open(&args.project)?;
    let run = project.latest_run()?;
    let found = Found::new(&project, run)?;
    let mut out = BufWriter::new(io::stdout().lock());
    if args.json {
        serde_json::to_writer_pretty(&mut out, &found.record()).map_err(io::Error::from)?;
        writeln!(out)?;
    } else {
        found.write(&mut out)?;
    }
    out.flush()?;
    Ok(Exit::Ok)
}

/// What was found, and what it was found in.
struct Found {
    values: Vec<StoredValue>,
    carriers: Vec<Carrier>,
    /// Of each carrier: the path of its document and the page, from 1.
    places: Vec<(String, Option<usize>)>,
    clusters: Clusters,
}

impl Found {
    fn new(project: &Project, run: RunId) -> Result<Self> {
        let values = project.run_info(run)?.values;
        let (mut carriers, mut places) = (Vec::new(), Vec::new());
        for (number, document) in project.documents(run)?.iter().enumerate() {
            for passage in project.suggested_passages(document)? {
                let offsets = Offsets::new(&passage.text);
                let suggestions = passage.suggestions.iter();
                let carried = suggestions.filter_map(|one| {
                    let value = values.iter().position(|value| value.id == one.value)?;
                    let hits = one.hits.iter();
                    Some(Carried {
                        value,
                        hits: hits
                            .map(|hit| offsets.from_code_points(Span::new(hit.start, hit.end)))
                            .collect(),
                    })
                });
                carriers.push(Carrier {
                    document: number,
                    values: carried.collect(),
                    text: passage.text.clone(),
                });
                places.push((document.path.clone(), passage.page));
            }
        }
        Ok(Self {
            clusters: Clusters::find(&carriers, values.len(), &Dutch::new()),
            values,
            carriers,
            places,
        })
    }

    fn name(&self, value: usize) -> &str {
        self.values.get(value).map_or("", |value| &value.name)
    }

    fn id(&self, value: usize) -> String {
        let value = self.values.get(value);
        value.map_or(String::new(), |value| value.id.clone())
    }

    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let Clusters { merges, splits } = &self.clusters;
        writeln!(out, "Waarden die misschien één waarde zijn\n")?;
        if merges.is_empty() {
            writeln!(
                out,
                "  geen: geen twee waarden staan zo vaak samen, met dezelfde woorden\n"
            )?;
        }
        for merge in merges {
            let [one, other] = merge.values.map(|value| self.name(value));
            writeln!(out, "{one} en {other}")?;
            write_text(&merge.reason([one, other]), out)?;
            let [value, _] = merge.values;
            self.write_examples(&merge.examples, value, out)?;
        }
        writeln!(out, "Waarden die misschien twee waarden zijn\n")?;
        if splits.is_empty() {
            writeln!(
                out,
                "  geen: van geen waarde vallen de passages in twee groepen uiteen die in andere \
                 documenten\n  terugkeren"
            )?;
        }
        for split in splits {
            writeln!(out, "{}", self.name(split.value))?;
            write_text(&split.reason(self.name(split.value)), out)?;
            for sense in &split.senses {
                self.write_examples(&sense.examples, split.value, out)?;
            }
        }
        Ok(())
    }

    /// Writes passages around the words that point to `value`.
    fn write_examples(
        &self,
        examples: &[usize],
        value: usize,
        out: &mut impl Write,
    ) -> io::Result<()> {
        for example in examples
            .iter()
            .filter_map(|&index| self.example(index, value))
        {
            let at = example
                .text
                .get(..example.hit)
                .unwrap_or_default()
                .chars()
                .count();
            let shown = cut_around(example.text, at, width().saturating_sub(4));
            writeln!(out, "    {shown}")?;
            let page = example
                .page
                .map_or(String::new(), |page| format!(", p. {page}"));
            writeln!(out, "      {}{page}", example.document)?;
        }
        writeln!(out)
    }

    fn example(&self, index: usize, value: usize) -> Option<Example<'_>> {
        let carrier = self.carriers.get(index)?;
        let (document, page) = self.places.get(index)?;
        let carried = carrier.values.iter().find(|carried| carried.value == value);
        let hit = carried.and_then(|carried| carried.hits.first());
        Some(Example {
            text: &carrier.text,
            hit: hit.map_or(0, |hit| hit.start),
            document,
            page: *page,
        })
    }

    fn record(&self) -> ClustersRecord<'_> {
        let Clusters { merges, splits } = &self.clusters;
        ClustersRecord {
            merges: merges.iter().map(|merge| self.merge(merge)).collect(),
            splits: splits.iter().map(|split| self.split(split)).collect(),
        }
    }

    fn merge(&self, merge: &MergeCandidate) -> MergeRecord<'_> {
        MergeRecord {
            values: merge.values.map(|value| self.id(value)),
            passages: merge.passages,
            both: merge.both,
            expected: merge.expected,
            documents: merge.documents,
            association: merge.association.value,
            association_interval: merge.association.interval,
            same_words: merge.same_words,
            likeness: merge.likeness,
            shared: merge
                .shared
                .iter()
                .map(|word| SharedRecord {
                    word: word.word.clone(),
                    documents: word.documents,
                })
                .collect(),
            reason: merge.reason(merge.values.map(|value| self.name(value))),
            examples: self.examples(&merge.examples),
        }
    }

    fn split(&self, split: &SplitCandidate) -> SplitRecord<'_> {
        let sense = |sense: &Sense| SenseRecord {
            passages: sense.passages,
            documents: sense.documents,
            words: sense.words.clone(),
            examples: self.examples(&sense.examples),
        };
        SplitRecord {
            value: self.id(split.value),
            strength: split.strength,
            reason: split.reason(self.name(split.value)),
            senses: split.senses.each_ref().map(sense),
        }
    }

    fn examples(&self, examples: &[usize]) -> Vec<ExampleRecord<'_>> {
        examples
            .iter()
            .filter_map(|&index| {
                let (document, page) = self.places.get(index)?;
                Some(ExampleRecord {
                    document,
                    page: *page,
                    passage: &self.carriers.get(index)?.text,
                })
            })
            .collect()
    }
}

/// Writes running text, indented and broken into lines.
fn write_text(text: &str, out: &mut impl Write) -> io::Result<()> {
    let mut line = String::new();
    for word in text.split(' ') {
        let wide = line.chars().count() + 1 + word.chars().count();
        if wide + 2 > width() && !line.is_empty() {
            writeln!(out, "  {line}")?;
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    writeln!(out, "  {line}")
}

struct Example<'a> {
    text: &'a str,
    /// Where the first word that points to the value stands, in bytes.
    hit: usize,
    document: &'a str,
    page: Option<usize>,
}

#[derive(Serialize)]
struct ClustersRecord<'a> {
    merges: Vec<MergeRecord<'a>>,
    splits: Vec<SplitRecord<'a>>,
}

#[derive(Serialize)]
struct MergeRecord<'a> {
    values: [String; 2],
    passages: [usize; 2],
    both: usize,
    expected: f64,
    documents: usize,
    association: f64,
    association_interval: Option<[f64; 2]>,
    same_words: usize,
    likeness: f64,
    shared: Vec<SharedRecord>,
    reason: String,
    examples: Vec<ExampleRecord<'a>>,
}

#[derive(Serialize)]
struct SharedRecord {
    word: String,
    documents: [usize; 2],
}

#[derive(Serialize)]
struct SplitRecord<'a> {
    value: String,
    strength: f64,
    reason: String,
    senses: [SenseRecord<'a>; 2],
}

#[derive(Serialize)]
struct SenseRecord<'a> {
    passages: usize,
    documents: usize,
    words: Vec<String>,
    examples: Vec<ExampleRecord<'a>>,
}

#[derive(Serialize)]
struct ExampleRecord<'a> {
    document: &'a str,
    page: Option<usize>,
    passage: &'a str,
}
