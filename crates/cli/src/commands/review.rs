//! `waardenscan review`.

use std::io::{self, Write};

use anyhow::Result;
use waardenscan_review::{Review, ReviewOptions};

use crate::args::ReviewArgs;
use crate::exit::Exit;

/// Serves the page until Ctrl-C. What analysts see is Dutch, and so is the line
/// that tells them where to look.
pub(crate) fn run(args: &ReviewArgs) -> Result<Exit> {
    super::project::must_exist(&args.project)?;
    let options = ReviewOptions {
        port: args.port,
        read_only: args.readonly,
        worker: Some(super::worker::for_pages()?),
    };
    let review = Review::open(&args.project, &options)?;
    let address = review.address();
    let mut out = io::stdout().lock();
    writeln!(
        out,
        "Open dit adres in de browser op deze computer:\n\n  {address}\n"
    )?;
    writeln!(
        out,
        "Wie het adres heeft, kan besluiten nemen: deel het niet. Stoppen: Ctrl-C."
    )?;
    out.flush()?;
    drop(out);
    // Where there is no browser to open, the address was printed.
    if !args.no_open && open::that_detached(&address).is_err() {
        writeln!(
            io::stderr(),
            "no browser could be started; open the address above"
        )?;
    }
    review.run()?;
    Ok(Exit::Ok)
}
