//! `waardenscan dutch`: the language analysis by itself, a line at a time.

use std::io::{self, BufRead, BufWriter, Write};

use anyhow::{Context, Result, bail};
use serde::Serialize;
use waardenscan::dutch::{Dutch, Words};
use waardenscan::{Offsets, Span};

use crate::args::{DutchArgs, DutchTask};
use crate::exit::Exit;

#[derive(Serialize)]
struct Sentences<'a> {
    sentences: Vec<&'a str>,
}

#[derive(Serialize)]
struct Tokens<T> {
    tokens: Vec<T>,
}

#[derive(Serialize)]
struct TokenRecord<'a> {
    text: &'a str,
    start: usize,
    end: usize,
    form: &'a str,
}

#[derive(Serialize)]
struct LemmaRecord<'a> {
    form: &'a str,
    lemma: &'a str,
    family: &'a str,
    stem: &'a str,
}

#[derive(Serialize)]
struct Compound<'a> {
    word: &'a str,
    parts: Vec<String>,
    values: Vec<String>,
}

pub(crate) fn run(args: &DutchArgs) -> Result<Exit> {
    let dutch = Dutch::new();
    let mut out = BufWriter::new(io::stdout().lock());
    for (index, line) in io::stdin().lock().lines().enumerate() {
        let line = match line {
            Err(error) if error.kind() == io::ErrorKind::InvalidData => {
                bail!("line {}: not UTF-8 text", index + 1)
            }
            line => line.context("standard input cannot be read")?,
        };
        match args.task {
            DutchTask::Sentences => write(&mut out, &sentences(&dutch, &line))?,
            DutchTask::Tokens => write_tokens(&mut out, &dutch, &line)?,
            DutchTask::Lemmas => write_lemmas(&mut out, &dutch, &line)?,
            DutchTask::Compounds => write(&mut out, &compound(&dutch, line.trim()))?,
        }
    }
    out.flush()?;
    Ok(Exit::Ok)
}

fn write(out: &mut impl Write, record: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, record)?;
    writeln!(out)
}

fn sentences<'a>(dutch: &Dutch, line: &'a str) -> Sentences<'a> {
    let spans = dutch.sentences(line);
    Sentences {
        sentences: spans
            .into_iter()
            .filter_map(|span| span.get(line))
            .collect(),
    }
}

fn write_tokens(out: &mut impl Write, dutch: &Dutch, line: &str) -> io::Result<()> {
    let mut words = Words::new();
    let analysis = dutch.analyse(line, &mut words);
    let offsets = Offsets::new(line);
    let tokens = analysis.tokens.iter().map(|token| {
        let Span { start, end } = offsets.code_points(token.span);
        TokenRecord {
            text: token.span.get(line).unwrap_or_default(),
            start,
            end,
            form: &words.get(token.word).form,
        }
    });
    write(
        out,
        &Tokens {
            tokens: tokens.collect(),
        },
    )
}

fn write_lemmas(out: &mut impl Write, dutch: &Dutch, line: &str) -> io::Result<()> {
    let mut words = Words::new();
    let analysis = dutch.analyse(line, &mut words);
    let tokens = analysis.tokens.iter().map(|token| {
        let word = words.get(token.word);
        LemmaRecord {
            form: &word.form,
            lemma: &word.lemma,
            family: &word.family,
            stem: words.stem(token.word),
        }
    });
    write(
        out,
        &Tokens {
            tokens: tokens.collect(),
        },
    )
}

/// The parts of one word, and the words at either end under which a lexicon may
/// look it up.
fn compound<'a>(dutch: &Dutch, word: &'a str) -> Compound<'a> {
    let mut values: Vec<String> = dutch
        .splits(word)
        .into_iter()
        .map(|split| split.part)
        .collect();
    values.sort();
    values.dedup();
    Compound {
        word,
        parts: dutch.parts(word),
        values,
    }
}
