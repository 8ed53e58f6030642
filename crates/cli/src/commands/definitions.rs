//! `waardenscan definitions`. Analysts read it, so it is in Dutch.

use std::io::{self, BufWriter, Write};

use anyhow::Result;
use waardenscan_report::definitions::{
    Definition, DefinitionOptions, Definitions, Meaning, definitions,
};

use super::format::Format;
use super::lexicon_choice::LexiconChoice;
use super::project;
use super::whole_file::write_whole;
use crate::args::DefinitionsArgs;
use crate::exit::Exit;
use crate::output::{count, wrapped};

pub(crate) fn run(args: &DefinitionsArgs) -> Result<Exit> {
    let format = args.out.as_deref().map(Format::of).transpose()?;
    let lexicon = LexiconChoice::new(&args.lexicon)?.load()?;
    let project = project::open(&args.project)?;
    let options = DefinitionOptions {
        all: args.all,
        personal_data: args.with_personal_data,
    };
    let radar = definitions(&project, project.latest_run()?, &lexicon, options)?;
    if radar.is_another_lexicon {
        let mut err = io::stderr().lock();
        writeln!(
            err,
            "note: the project was scanned with another lexicon than {}",
            args.lexicon
        )?;
    }
    if let (Some(path), Some(format)) = (&args.out, format) {
        write_whole(path, |out| {
            match format {
                Format::Html => radar.write_html(out)?,
                Format::Xlsx => radar.write_xlsx(out)?,
                Format::Json => radar.write_json(out)?,
            }
            Ok(())
        })?;
        writeln!(io::stderr().lock(), "wrote {}", path.display())?;
        return Ok(Exit::Ok);
    }
    let mut out = BufWriter::new(io::stdout().lock());
    match args.json {
        true => radar.write_json(&mut out)?,
        false => print(&radar, &mut out)?,
    }
    out.flush()?;
    Ok(Exit::Ok)
}

fn print(radar: &Definitions, out: &mut impl Write) -> io::Result<()> {
    writeln!(
        out,
        "{} in {}",
        count(radar.definitions.len(), "definitie", "definities"),
        count(radar.documents, "document", "documenten")
    )?;
    writeln!(out, "\nEén woord, meer definities")?;
    if radar.names.is_empty() {
        writeln!(out, "  geen")?;
    }
    for name in &radar.names {
        writeln!(out, "\n  {}", name.term)?;
        for (number, meaning) in (1..).zip(&name.meanings) {
            for definition in of(radar, meaning) {
                wrapped(&format!("{number}. {}", definition.text), "    ", out)?;
                wrapped(&definition.shown_places(), "       ", out)?;
            }
            if !meaning.words.is_empty() {
                let words = format!("alleen hier: {}", meaning.words.join(", "));
                wrapped(&words, "       ", out)?;
            }
        }
    }
    writeln!(out, "\nEén definitie, meer woorden")?;
    if radar.meanings.is_empty() {
        writeln!(out, "  geen")?;
    }
    for meaning in &radar.meanings {
        let words = format!("in alle: {}", meaning.words.join(", "));
        writeln!(out)?;
        wrapped(&words, "  ", out)?;
        for definition in of(radar, meaning) {
            let said = format!("{}: {}", definition.term, definition.text);
            wrapped(&said, "    ", out)?;
            wrapped(&definition.shown_places(), "       ", out)?;
        }
    }
    writeln!(out, "\nAlle definities")?;
    for definition in &radar.definitions {
        let said = format!("{}: {}", definition.term, definition.text);
        writeln!(out)?;
        wrapped(&said, "  ", out)?;
        let values = definition.values.join(", ");
        let values = if values.is_empty() {
            values
        } else {
            format!(" ({values})")
        };
        wrapped(
            &format!("{}{values}", definition.shown_places()),
            "     ",
            out,
        )?;
    }
    Ok(())
}

fn of<'a>(radar: &'a Definitions, meaning: &'a Meaning) -> impl Iterator<Item = &'a Definition> {
    let definitions = meaning.definitions.iter();
    definitions.filter_map(|&index| radar.definitions.get(index))
}
