//! Word of how far a scan is.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;
use waardenscan_archive::{InputFile, Outcome};

use crate::args::{ProgressChoice, ScanArgs};

/// How often a line is written where there is no bar.
const EVERY: Duration = Duration::from_secs(30);

/// Tells people or programs how far a scan is, on standard error.
pub(super) struct Progress {
    form: Form,
    started: Instant,
    told: Instant,
    documents: usize,
    bytes: u64,
    done: Done,
}

enum Form {
    None,
    Bar,
    Lines,
    Json,
}

/// What is done so far.
#[derive(Clone, Copy, Default, Serialize)]
struct Done {
    documents: usize,
    failed: usize,
    pages: usize,
    bytes: u64,
}

#[derive(Serialize)]
#[serde(tag = "event", rename_all = "snake_case")]
enum Event<'a> {
    Start {
        documents: usize,
        bytes: u64,
    },
    Document {
        path: &'a str,
        /// Kind of failure; none where it was analysed.
        failure: Option<&'static str>,
        bytes: u64,
        pages: Option<usize>,
        suggestions: usize,
        seconds: f64,
    },
    End {
        complete: bool,
        #[serde(flatten)]
        done: Done,
        seconds: f64,
    },
}

impl Progress {
    /// Starts counting. `bar` is shown on a terminal, unless documents scroll
    /// by on it.
    pub(super) fn start(
        args: &ScanArgs,
        files: &[InputFile],
        scrolls: bool,
        bar: &ProgressBar,
    ) -> io::Result<Self> {
        let form = match args.progress {
            _ if args.json => Form::Json,
            ProgressChoice::Json => Form::Json,
            ProgressChoice::Off => Form::None,
            ProgressChoice::Auto if args.quiet || scrolls => Form::None,
            ProgressChoice::Auto if io::stderr().is_terminal() => Form::Bar,
            ProgressChoice::Auto => Form::Lines,
        };
        let bytes = match form {
            Form::None => 0,
            _ => files.iter().map(InputFile::bytes).sum(),
        };
        if let (Form::Bar, Ok(style)) = (&form, ProgressStyle::with_template("{prefix}{msg}")) {
            bar.set_style(style);
            bar.set_draw_target(indicatif::ProgressDrawTarget::stderr());
        }
        let now = Instant::now();
        let progress = Self {
            form,
            started: now,
            told: now,
            documents: files.len(),
            bytes,
            done: Done::default(),
        };
        progress.event(&Event::Start {
            documents: files.len(),
            bytes,
        })?;
        Ok(progress)
    }

    pub(super) fn add(&mut self, outcome: &Outcome, bar: &ProgressBar) -> io::Result<()> {
        let scan = outcome.result.as_ref().ok();
        let pages = scan.and_then(|scan| scan.pages);
        self.done.documents += 1;
        self.done.failed += usize::from(scan.is_none());
        self.done.pages += pages.unwrap_or(0);
        self.done.bytes += outcome.bytes;
        match self.form {
            Form::None => {}
            Form::Bar => bar.set_prefix(self.line()),
            Form::Lines if self.told.elapsed() >= EVERY => {
                self.told = Instant::now();
                writeln!(io::stderr(), "progress: {}", self.line())?;
            }
            Form::Lines => {}
            Form::Json => self.event(&Event::Document {
                path: &outcome.path,
                failure: outcome.result.as_ref().err().map(|it| it.kind.name()),
                bytes: outcome.bytes,
                pages,
                suggestions: scan.map_or(0, waardenscan::ScanRecord::suggestion_count),
                seconds: (outcome.timing.read + outcome.timing.score).as_secs_f64(),
            })?,
        }
        Ok(())
    }

    pub(super) fn finish(&self, complete: bool, bar: &ProgressBar) -> io::Result<()> {
        bar.finish_and_clear();
        self.event(&Event::End {
            complete,
            done: self.done,
            seconds: self.started.elapsed().as_secs_f64(),
        })
    }

    fn event(&self, event: &Event<'_>) -> io::Result<()> {
        if !matches!(self.form, Form::Json) {
            return Ok(());
        }
        let mut err = io::stderr().lock();
        serde_json::to_writer(&mut err, event)?;
        writeln!(err)
    }

    fn line(&self) -> String {
        line(
            self.done,
            self.documents,
            self.bytes,
            self.started.elapsed(),
        )
    }
}

/// "12 of 345 documents, 34 pages/s, 2.1 MB/s, 3 not analysed, 1:05 to go".
fn line(done: Done, documents: usize, bytes: u64, elapsed: Duration) -> String {
    #[expect(
        clippy::cast_precision_loss,
        reason = "a rate for people, in a few digits"
    )]
    let rate = |amount: u64| amount as f64 / elapsed.as_secs_f64().max(0.001);
    let mut parts = vec![
        format!("{} of {documents} documents", done.documents),
        format!("{:.0} pages/s", rate(done.pages as u64)),
        format!("{:.1} MB/s", rate(done.bytes) / 1e6),
    ];
    if done.failed > 0 {
        parts.push(format!("{} not analysed", done.failed));
    }
    // Large documents take longer, so bytes tell more than documents do.
    let left = bytes.saturating_sub(done.bytes);
    let seconds = Duration::try_from_secs_f64(rate_time(left, rate(done.bytes)));
    if let Ok(left) = seconds {
        parts.push(format!(
            "{}:{:02} to go",
            left.as_secs() / 60,
            left.as_secs() % 60
        ));
    }
    parts.join(", ")
}

/// How long `bytes` take; infinite where nothing is known yet.
#[expect(
    clippy::cast_precision_loss,
    reason = "an estimate for people, to the second"
)]
fn rate_time(bytes: u64, rate: f64) -> f64 {
    bytes as f64 / rate
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_how_fast_and_how_long() {
        let done = Done {
            documents: 12,
            failed: 3,
            pages: 340,
            bytes: 21_000_000,
        };
        let said = line(done, 345, 147_000_000, Duration::from_secs(10));
        assert_eq!(
            said,
            "12 of 345 documents, 34 pages/s, 2.1 MB/s, 3 not analysed, 1:00 to go"
        );
        let nothing = line(Done::default(), 2, 10, Duration::ZERO);
        assert_eq!(nothing, "0 of 2 documents, 0 pages/s, 0.0 MB/s");
    }
}
