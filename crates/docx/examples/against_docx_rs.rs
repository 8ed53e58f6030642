//! Times the reader against docx-rs on the files given, turn by turn in one
//! run, so that a busy machine slows both alike. Each file counts with the
//! fastest of its turns.
#![expect(clippy::print_stdout, reason = "printing is what this program is for")]

use std::{
    env, fs, hint,
    panic::catch_unwind,
    time::{Duration, Instant},
};

use waardenscan_document::Reader;
use waardenscan_docx::WordReader;

const TURNS: usize = 5;

fn main() -> std::io::Result<()> {
    let (mut ours, mut theirs) = (Duration::ZERO, Duration::ZERO);
    let (mut compared, mut failed) = (0, 0);
    for path in env::args_os().skip(1) {
        let bytes = fs::read(&path)?;
        // docx-rs panics on some files: those cannot be compared.
        if !matches!(
            catch_unwind(|| docx_rs::read_docx(&bytes).is_ok()),
            Ok(true)
        ) {
            failed += 1;
            continue;
        }
        compared += 1;
        let (mut our_best, mut their_best) = (Duration::MAX, Duration::MAX);
        for _ in 0..TURNS {
            our_best = our_best.min(time(|| WordReader::default().read(&bytes)));
            their_best = their_best.min(time(|| docx_rs::read_docx(&bytes)));
        }
        ours += our_best;
        theirs += their_best;
    }
    let ratio = ours.as_secs_f64() / theirs.as_secs_f64();
    println!("{compared} files, {failed} that docx-rs cannot read");
    println!("ours {ours:.3?}, docx-rs {theirs:.3?}, ratio {ratio:.3}");
    Ok(())
}

fn time<T>(work: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    drop(hint::black_box(work()));
    start.elapsed()
}
