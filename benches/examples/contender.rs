//! One contender of `cargo xtask bench`: this project, or a crate beside it,
//! doing one stage over all its input in one process.
//!
//!     contender text FILE...              our text, a block a line
//!     contender pdf-extract FILE...       the text of PDFs by pdf-extract
//!     contender docx-rs FILE...           the text of DOCX by docx-rs
//!     contender passages BYTES FILE...    our passages, one a line, so many at least
//!     contender sentences TEXT...          our sentences, one a line
//!     contender unicode TEXT...            sentences by UAX #29, one a line
//!     contender wordings TEXT...           value and wording of all indicators in it
//!     contender matches TEXT...            our matches, one a line
//!     contender aho-corasick WORDINGS TEXT...
//!
//! TEXT has one passage a line. What cannot be read is left out.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;
use std::io::{self, BufWriter, StdoutLock, Write};
use std::panic::catch_unwind;

use aho_corasick::{AhoCorasick, MatchKind};
use unicode_segmentation::UnicodeSegmentation;
use waardenscan::dutch::{Dutch, Words};
use waardenscan::lexicon::{ClassCache, Match, Matcher};
use waardenscan::{Lexicon, read_document};

/// As a scan does; some PDFs nest deeply.
const STACK_BYTES: usize = 256 << 20;

type Done = Result<(), Box<dyn Error + Send + Sync>>;
type Out = BufWriter<StdoutLock<'static>>;

fn main() -> Done {
    let reader = std::thread::Builder::new().stack_size(STACK_BYTES);
    match reader.spawn(run)?.join() {
        Ok(done) => done,
        Err(panic) => std::panic::resume_unwind(panic),
    }
}

fn run() -> Done {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut out = BufWriter::new(io::stdout().lock());
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["text", ref files @ ..] => text(files, &mut out)?,
        ["pdf-extract", ref files @ ..] => pdf_extract(files, &mut out)?,
        ["docx-rs", ref files @ ..] => docx_rs(files, &mut out)?,
        ["passages", least, ref files @ ..] => passages(least.parse()?, files, &mut out)?,
        ["sentences", ref texts @ ..] => sentences(&read(texts)?, &mut out)?,
        ["unicode", ref texts @ ..] => unicode_sentences(&read(texts)?, &mut out)?,
        ["wordings", ref texts @ ..] => wordings(&read(texts)?, &mut out)?,
        ["matches", ref texts @ ..] => matches(&read(texts)?, &mut out)?,
        ["aho-corasick", wordings, ref texts @ ..] => {
            aho_corasick(wordings, &read(texts)?, &mut out)?;
        }
        _ => return Err("give one of the stages that the head of this file lists".into()),
    }
    Ok(out.flush()?)
}

/// All texts in one.
fn read(texts: &[&str]) -> io::Result<String> {
    texts.iter().map(fs::read_to_string).collect()
}

fn text(files: &[&str], out: &mut Out) -> Done {
    for file in files {
        if let Ok(document) = read_document(&fs::read(file)?) {
            for block in document.blocks() {
                writeln!(out, "{}", block.labelled_text())?;
            }
        }
    }
    Ok(())
}

fn pdf_extract(files: &[&str], out: &mut Out) -> Done {
    // It prints and panics on some files.
    std::panic::set_hook(Box::new(|_| ()));
    for file in files {
        let bytes = fs::read(file)?;
        if let Ok(Ok(text)) = catch_unwind(|| pdf_extract::extract_text_from_mem(&bytes)) {
            out.write_all(text.as_bytes())?;
        }
    }
    Ok(())
}

fn docx_rs(files: &[&str], out: &mut Out) -> Done {
    std::panic::set_hook(Box::new(|_| ()));
    for file in files {
        let bytes = fs::read(file)?;
        let Ok(Ok(docx)) = catch_unwind(|| docx_rs::read_docx(&bytes)) else {
            continue;
        };
        for child in &docx.document.children {
            if let docx_rs::DocumentChild::Paragraph(paragraph) = child {
                writeln!(out, "{}", paragraph.raw_text())?;
            }
        }
    }
    Ok(())
}

/// From as many documents as it takes, in order, so that the text is of all
/// sorts.
fn passages(least: usize, files: &[&str], out: &mut Out) -> Done {
    let mut written = 0;
    for file in files {
        let Ok(document) = read_document(&fs::read(file)?) else {
            continue;
        };
        for passage in document.passages() {
            let line = passage.text.replace('\n', " ");
            writeln!(out, "{line}")?;
            written += line.len();
        }
        if written >= least {
            break;
        }
    }
    Ok(())
}

fn sentences(text: &str, out: &mut Out) -> Done {
    let dutch = Dutch::new();
    for passage in text.lines() {
        for span in dutch.sentences(passage) {
            writeln!(out, "{}", span.get(passage).unwrap_or_default())?;
        }
    }
    Ok(())
}

fn unicode_sentences(text: &str, out: &mut Out) -> Done {
    for passage in text.lines() {
        for sentence in passage.unicode_sentences() {
            writeln!(out, "{sentence}")?;
        }
    }
    Ok(())
}

/// Calls `each` with every passage and its matches.
fn find(text: &str, mut each: impl FnMut(&Lexicon, &str, &Match) -> io::Result<()>) -> Done {
    let (lexicon, dutch) = (Lexicon::builtin(), Dutch::new());
    let matcher = Matcher::new(&lexicon, &dutch);
    let (mut words, mut classes) = (Words::new(), ClassCache::default());
    for passage in text.lines() {
        let analysis = dutch.analyse(passage, &mut words);
        for found in matcher.find(&dutch, &analysis, &words, &mut classes) {
            each(&lexicon, passage, &found)?;
        }
    }
    Ok(())
}

fn value_of(lexicon: &Lexicon, found: &Match) -> String {
    let value = lexicon.values().get(found.value);
    value.map_or_else(String::new, |value| value.id.clone())
}

/// What the others look for: every wording of an indicator that this text has,
/// in lower case, so that they need neither lemmas nor compounds.
fn wordings(text: &str, out: &mut Out) -> Done {
    let mut wordings = BTreeSet::new();
    find(text, |lexicon, passage, found| {
        let wording = found.span.get(passage).unwrap_or_default().to_lowercase();
        wordings.insert((value_of(lexicon, found), wording));
        Ok(())
    })?;
    for (value, wording) in wordings {
        writeln!(out, "{value}\t{wording}")?;
    }
    Ok(())
}

fn matches(text: &str, out: &mut Out) -> Done {
    find(text, |lexicon, passage, found| {
        let wording = found.span.get(passage).unwrap_or_default();
        let value = lexicon.values().get(found.value);
        let value = value.map_or("", |value| value.id.as_str());
        writeln!(out, "{value}\t{wording}")
    })
}

/// Letters of ASCII in either case, whole words, the longest wording that
/// starts first.
fn aho_corasick(wordings: &str, text: &str, out: &mut Out) -> Done {
    let mut values: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let table = fs::read_to_string(wordings)?;
    for (value, wording) in table.lines().filter_map(|line| line.split_once('\t')) {
        values.entry(wording).or_default().push(value);
    }
    let patterns: Vec<(&str, Vec<&str>)> = values.into_iter().collect();
    let automaton = AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::LeftmostLongest)
        .build(patterns.iter().map(|(wording, _)| wording))?;
    for passage in text.lines() {
        for found in automaton.find_iter(passage) {
            let before = passage
                .get(..found.start())
                .and_then(|it| it.chars().next_back());
            let after = passage.get(found.end()..).and_then(|it| it.chars().next());
            if [before, after]
                .into_iter()
                .flatten()
                .any(char::is_alphanumeric)
            {
                continue;
            }
            let wording = passage.get(found.range()).unwrap_or_default();
            let values = patterns.get(found.pattern().as_usize());
            for value in values.map_or(&[][..], |(_, values)| values) {
                writeln!(out, "{value}\t{wording}")?;
            }
        }
    }
    Ok(())
}
