//! The `waardenscan` command: flags, progress, exit codes. It alone prints.

mod args;
mod commands;
mod exit;
mod output;
mod panics;

use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};

fn main() -> ExitCode {
    let args = Args::parse();
    let result = panics::contained(|| match args.command {
        Command::Scan(args) => commands::scan::run(&args),
        Command::Text(args) => commands::text::run(&args),
        Command::Evaluate(args) => commands::evaluate::run(&args),
        Command::Profile(args) => commands::profile::run(&args),
        Command::Compare(args) => commands::compare::run(&args),
        Command::Definitions(args) => commands::definitions::run(&args),
        Command::Clusters(args) => commands::clusters::run(&args),
        Command::Train(args) => commands::train::run(&args),
        Command::Lexicon(args) => commands::lexicon::run(&args),
        Command::Dutch(args) => commands::dutch::run(&args),
        Command::Worker => commands::worker::run(),
        Command::Project(args) => commands::project::run(&args),
        Command::Review(args) => commands::review::run(&args),
        Command::Export(args) => commands::export::run(&args),
        Command::Import(args) => commands::import::run(&args),
        Command::Merge(args) => commands::merge::run(&args),
    });
    result.unwrap_or_else(|error| exit::report(&error)).into()
}
