//! Measures the matcher on text files:
//!
//! ```text
//! cargo run --release --example speed -- FILE...
//! ```
//!
//! Prints, in one run and for the built-in lexicon, the time to load it and to
//! compile it, and the rate at which texts that are already analysed are
//! matched, per byte of text; then the same for a lexicon of 5,000 indicators
//! that repeats the built-in ones with other words around them.

#![expect(clippy::print_stdout, reason = "it prints its measurements")]

use std::error::Error;
use std::fmt::Write;
use std::time::{Duration, Instant};

use waardenscan_dutch::{Analysis, Dutch, Words};
use waardenscan_lexicon::{ClassCache, Lexicon, Matcher, SourceFile};

/// Runs of each measurement; the quickest counts.
const RUNS: usize = 7;

/// Indicators of the large lexicon.
const LARGE: usize = 5000;

fn main() -> Result<(), Box<dyn Error>> {
    let mut texts = Vec::new();
    for file in std::env::args().skip(1) {
        texts.push(std::fs::read_to_string(file)?);
    }
    let dutch = Dutch::new();
    let mut words = Words::new();
    // Paragraph by paragraph, as documents are matched.
    let analyses: Vec<Analysis> = texts
        .iter()
        .flat_map(|text| text.split("\n\n"))
        .map(|paragraph| dutch.analyse(paragraph, &mut words))
        .collect();
    let bytes: usize = texts.iter().map(String::len).sum();
    let tokens: usize = analyses.iter().map(|analysis| analysis.tokens.len()).sum();
    println!(
        "{bytes} bytes, {tokens} tokens, {} distinct words",
        words.len()
    );

    let (loading, builtin) = quickest(Lexicon::builtin);
    println!("built-in lexicon loaded in {loading:.1?}");
    measure(&builtin, &dutch, &analyses, &words, bytes);
    measure(&large(&builtin)?, &dutch, &analyses, &words, bytes);
    Ok(())
}

fn measure(lexicon: &Lexicon, dutch: &Dutch, analyses: &[Analysis], words: &Words, bytes: usize) {
    let indicators: usize = lexicon
        .values()
        .iter()
        .map(|value| value.indicators.len())
        .sum();
    let (compiling, matcher) = quickest(|| Matcher::new(lexicon, dutch));
    let mut classes = ClassCache::default();
    let mut find = || -> usize {
        let each = analyses.iter();
        each.map(|analysis| matcher.find(dutch, analysis, words, &mut classes).len())
            .sum()
    };
    let start = Instant::now();
    let before = clock(start);
    find();
    let first = clock(start).saturating_sub(before);
    let (matching, matches) = quickest(find);
    let rate = |time: Duration| bytes as f64 / 1e6 / time.as_secs_f64();
    println!(
        "{indicators} indicators: compiled in {compiling:.1?}, {matches} matches, \
         {:.0} MB/s; {:.0} MB/s with the classes of every word still to find",
        rate(matching),
        rate(first)
    );
}

/// The time this thread has run for: on Linux without what other programs
/// took, elsewhere as the clock says.
fn clock(start: Instant) -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let ran = told.and_then(|told| told.split(' ').next()?.parse().ok());
    ran.map_or_else(|| start.elapsed(), Duration::from_nanos)
}

fn quickest<T>(mut action: impl FnMut() -> T) -> (Duration, T) {
    let start = Instant::now();
    let mut run = || {
        let before = clock(start);
        let result = action();
        (clock(start).saturating_sub(before), result)
    };
    (1..RUNS).fold(run(), |best, _| {
        let next = run();
        if next.0 < best.0 { next } else { best }
    })
}

/// The terms of `lexicon` followed by a numbered word, until there are enough,
/// in one value beside the built-in ones.
fn large(lexicon: &Lexicon) -> Result<Lexicon, Box<dyn Error>> {
    let mut manifest = format!(
        "id='groot'\nnaam='Groot'\nversie='1'\ntaal='nl'\nomschrijving='{LARGE} indicatoren'\nclusters=["
    );
    for cluster in lexicon.clusters() {
        write!(manifest, "{{id='{}',naam='{}'}},", cluster.id, cluster.id)?;
    }
    let mut files = vec![SourceFile {
        path: "lexicon.toml".into(),
        text: manifest + "]",
    }];
    let own: usize = lexicon
        .values()
        .iter()
        .map(|value| value.indicators.len())
        .sum();
    let mut extra = LARGE.saturating_sub(own);
    let each = extra.div_ceil(lexicon.values().len().max(1));
    for value in lexicon.values() {
        let mut text = format!(
            "id='{}'\nnaam='W'\ncluster='{}'\ndefinitie='D'\nindicatoren=[\n",
            value.id, value.cluster
        );
        let mut add = |term: &str, kind: &str| {
            writeln!(
                text,
                "{{term=\"{term}\",soort='{kind}',gewicht=0.5,uitdrukking='impliciet'}},"
            )
        };
        for indicator in &value.indicators {
            add(&indicator.term, indicator.kind.name())?;
        }
        let plain = value
            .indicators
            .iter()
            .cycle()
            .filter(|one| one.kind.name() == "patroon");
        for (number, indicator) in plain.take(each.min(extra)).enumerate() {
            add(&format!("{} <3> woord{number}", indicator.term), "patroon")?;
        }
        extra -= each.min(extra);
        files.push(SourceFile {
            path: format!("{}.toml", value.id),
            text: text + "]",
        });
    }
    Ok(Lexicon::from_files(&files)?)
}
