//! A project of a million suggestions: how long it takes to open it, to show a
//! page and to take a decision.
//!
//!     cargo run --release -p waardenscan-benches --example million -- FILE [DOCUMENTS]
//!
//! Makes FILE if it does not exist: 10,000 documents of 50 passages with two
//! suggestions each, unless another number of documents is given. The figures
//! in `docs/archive.md` are made by it.

use std::path::Path;
use std::time::{Duration, Instant};

use waardenscan::{
    BlockKind, DocumentKind, EvidenceKind, FactorRecord, Format, Guess, HitRecord, Metadata,
    PassageRecord, PieceRecord, ScanRecord, Scanner, SectionRole, Stance, SuggestedValue,
};
use waardenscan_archive::{
    Decision, Outcome, PersonalCounts, Project, ProjectError, Signatures, State, SuggestionFilter,
    SuggestionOrder, Timing, Verdict,
};

const PASSAGES: usize = 50;
/// Pages of one kind of question that are shown.
const PAGES: usize = 40;
const PAGE: u32 = 50;
const DECISIONS: u32 = 300;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("usage: million FILE [DOCUMENTS]")?;
    let path = Path::new(&path);
    let documents = arguments.next().map_or(Ok(10_000), |it| it.parse())?;
    if !path.exists() {
        make(path, documents)?;
    }
    for _ in 0..3 {
        let start = Instant::now();
        let project = Project::open(path)?;
        let counts = project.count_suggestions(None)?;
        say("open and count", &[start.elapsed()]);
        drop(project);
        if counts.iter().map(|(_, count)| count).sum::<u64>() == 0 {
            return Err("the project is empty".into());
        }
    }
    let mut project = Project::open(path)?;
    decide(&mut project)?;
    pages(&project)?;
    Ok(())
}

/// Takes decisions on the suggestions that come first.
fn decide(project: &mut Project) -> Result<(), ProjectError> {
    let filter = SuggestionFilter {
        state: Some(State::Open),
        ..SuggestionFilter::default()
    };
    let chosen = project.suggestions(&filter, SuggestionOrder::Strongest, None, DECISIONS)?;
    let mut times = Vec::new();
    for (number, suggestion) in chosen.suggestions.into_iter().enumerate() {
        let decision = Decision {
            who: "Noor".to_owned(),
            document: suggestion.sha256,
            block: suggestion.block,
            text: Some(suggestion.suggestion.passage),
            value: Some(suggestion.suggestion.value),
            verdict: match number % 3 {
                0 => Verdict::Accept,
                1 => Verdict::Doubt { reason: None },
                _ => Verdict::Reject {
                    reason: Some("gaat over iets anders".to_owned()),
                },
            },
        };
        let start = Instant::now();
        project.decide(&decision)?;
        times.push(start.elapsed());
    }
    say("decide", &times);
    Ok(())
}

fn pages(project: &Project) -> Result<(), ProjectError> {
    let run = project.latest_run()?;
    let values = project.run_info(run)?.values;
    let value = values.first().map(|value| value.id.clone());
    let documents = project.documents(run)?;
    let document = documents.get(documents.len() / 2);
    let document = document.map(|document| document.path.clone());
    let any = SuggestionFilter::default;
    let of_value = || SuggestionFilter {
        values: value.clone().into_iter().collect(),
        ..any()
    };
    let in_state = |state, filter| SuggestionFilter {
        state: Some(state),
        ..filter
    };
    let of_document = SuggestionFilter { document, ..any() };
    let of_person = SuggestionFilter {
        who: Some("Noor".to_owned()),
        ..any()
    };
    let between = SuggestionFilter {
        least: Some(0.60),
        below: Some(0.61),
        ..any()
    };
    let weak = SuggestionFilter {
        below: Some(0.55),
        ..in_state(State::Open, of_value())
    };
    use SuggestionOrder::{Document, Strongest, Unsure, Weakest};
    let questions = [
        ("all, strongest first", any(), Strongest),
        ("all, weakest first", any(), Weakest),
        ("all, as in the documents", any(), Document),
        ("all, least sure first", any(), Unsure),
        ("one value", of_value(), Strongest),
        ("one value, as in the documents", of_value(), Document),
        ("one document", of_document.clone(), Document),
        ("one document, strongest first", of_document, Strongest),
        ("accepted", in_state(State::Accepted, any()), Strongest),
        (
            "accepted, one value",
            in_state(State::Accepted, of_value()),
            Strongest,
        ),
        ("changed (none)", in_state(State::Changed, any()), Strongest),
        ("decided by one person", of_person, Strongest),
        ("score .60 to .61", between, Strongest),
        ("open, one value, score below .55", weak, Strongest),
    ];
    for (name, filter, order) in questions {
        let mut times = Vec::new();
        let mut after = None;
        let mut shown = 0;
        for _ in 0..PAGES {
            let start = Instant::now();
            let page = project.suggestions(&filter, order, after, PAGE)?;
            times.push(start.elapsed());
            shown += page.suggestions.len();
            after = page.end;
            if after.is_none() {
                break;
            }
        }
        say(&format!("page: {name} ({shown} shown)"), &times);
    }
    Ok(())
}

#[expect(clippy::print_stdout, reason = "an example speaks to whoever measures")]
fn say(what: &str, times: &[Duration]) {
    let mut times = times.to_vec();
    times.sort();
    let at = |share: usize| {
        let index = (times.len() * share / 100).min(times.len().saturating_sub(1));
        times
            .get(index)
            .map_or(0.0, |time| time.as_secs_f64() * 1000.0)
    };
    println!(
        "{what:<52} p50 {:8.2} ms  p95 {:8.2} ms  most {:8.2} ms",
        at(50),
        at(95),
        at(100)
    );
}

fn make(path: &Path, documents: usize) -> Result<(), Box<dyn std::error::Error>> {
    let scanner = Scanner::builder().build()?;
    let values: Vec<String> = scanner
        .lexicon()
        .values()
        .iter()
        .map(|value| value.id.clone())
        .collect();
    let mut project = Project::create_or_open(path)?;
    let run = project.start_run(&scanner)?;
    let start = Instant::now();
    for number in 0..documents {
        project.add(run, &outcome(number, &values))?;
    }
    say("add all documents", &[start.elapsed()]);
    let start = Instant::now();
    project.finish_run(run)?;
    say("group standard text", &[start.elapsed()]);
    Ok(())
}

/// A made-up document: one passage in ten is standard text.
fn outcome(number: usize, values: &[String]) -> Outcome {
    let mut random = fastrand::Rng::with_seed(number as u64);
    let passages = (0..PASSAGES).map(|block| {
        let own = if block % 10 == 0 {
            block
        } else {
            number * PASSAGES + block
        };
        let words: Vec<String> = {
            let mut words = fastrand::Rng::with_seed(own as u64);
            (0..45)
                .map(|_| format!("woord{}", words.u32(..5000)))
                .collect()
        };
        let text = words.join(" ");
        let first = random.usize(..values.len());
        let second = (first + 1 + random.usize(..values.len() - 1)) % values.len();
        let mut chosen = [first, second];
        chosen.sort_unstable();
        let suggestions = chosen
            .iter()
            .filter_map(|&value| values.get(value))
            .map(|value| suggested(value.clone(), &text, &mut random))
            .collect();
        PassageRecord {
            block,
            kind: BlockKind::Paragraph,
            label: None,
            page: Some(block / 5 + 1),
            path: ["1. Inleiding".to_owned()].into(),
            role: Guess {
                is: SectionRole::Doelen,
                confidence: 0.9,
            },
            suggestions,
            text,
            tensions: Vec::new(),
        }
    });
    let passages: Vec<PassageRecord> = passages.collect();
    Outcome {
        path: format!("archief/{:03}/{number:06}.docx", number / 1000),
        bytes: 1,
        sha256: Some(format!("{number:064x}")),
        given: None,
        timing: Timing::default(),
        personal: PersonalCounts::default(),
        signatures: Signatures::of(&passages),
        result: Ok(ScanRecord {
            format: Format::Docx,
            reader: "made up".to_owned(),
            kind: Guess {
                is: DocumentKind::Beleidsplan,
                confidence: 0.9,
            },
            pages: None,
            recognised_pages: Vec::new(),
            metadata: Metadata::default(),
            warnings: Vec::new(),
            passages,
        }),
    }
}

fn suggested(value: String, text: &str, random: &mut fastrand::Rng) -> SuggestedValue {
    let end = text.find(' ').unwrap_or(text.len());
    let piece = PieceRecord {
        text: text.get(..end).unwrap_or_default().to_owned(),
        start: 0,
        end,
    };
    let score = 0.5 + random.f64() / 2.0;
    let factors = (0..6).map(|_| FactorRecord {
        kind: "word".to_owned(),
        word: Some(piece.clone()),
        added: random.f64(),
    });
    SuggestedValue {
        value,
        score,
        stance: Stance::Nagestreefd,
        evidence: EvidenceKind::Implied,
        hits: vec![HitRecord {
            text: piece.text.clone(),
            start: 0,
            end,
            indicator: "woord".to_owned(),
            weight: 0.5,
        }],
        explanation: format!("‘{}’ (0,50) wijst op de waarde.", piece.text),
        factors: factors.collect(),
        best: Some(piece.clone()),
        base: -2.0,
    }
}
