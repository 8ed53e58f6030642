//! `waardenscan lexicon`. Analysts own lexicons, so what they read here is
//! Dutch.

mod check;
mod diff;
mod exchange;
mod passages;
mod show;
mod suggest;

use std::io::{self, BufWriter, Write};

use anyhow::{Result, anyhow};
use waardenscan::lexicon::{Lexicon, Value};

use crate::args::{LexiconArgs, LexiconCommand};
use crate::exit::{Exit, UsageError};

pub(crate) fn run(args: &LexiconArgs) -> Result<Exit> {
    let mut out = BufWriter::new(io::stdout().lock());
    let exit = match &args.command {
        LexiconCommand::Check(args) => check::run(args, &mut out)?,
        LexiconCommand::Show(args) => show::run(args, &mut out)?,
        LexiconCommand::Diff(args) => diff::run(args, &mut out)?,
        LexiconCommand::Export(args) => exchange::run_export(args, &mut out)?,
        LexiconCommand::Import(args) => exchange::run_import(args, &mut out)?,
        LexiconCommand::Suggest(args) => suggest::run(args, &mut out)?,
    };
    out.flush()?;
    Ok(exit)
}

/// Finds a value by its id, or says which there are.
fn value<'l>(lexicon: &'l Lexicon, id: &str) -> Result<&'l Value> {
    lexicon.value(id).ok_or_else(|| {
        let ids: Vec<&str> = lexicon
            .values()
            .iter()
            .map(|value| value.id.as_str())
            .collect();
        anyhow!(UsageError(format!(
            "no value \"{id}\" in lexicon {}; it has {}",
            lexicon.id(),
            ids.join(", ")
        )))
    })
}
