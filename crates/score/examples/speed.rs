//! Measures both layers over running text, on one thread, and the loading of
//! the statistical part:
//!
//!     cargo run --release -p waardenscan-score --example speed -- TEXT STATISTIEK
//!
//! TEXT has one passage a line. Every passage is scored once before the clock
//! starts, so that words are known, as in an archive. Where Linux tells it, the
//! time is what the thread had of a core, so that a busy machine matters less.

use std::error::Error;
use std::io::{self, Write};
use std::time::{Duration, Instant};

use waardenscan_dutch::Dutch;
use waardenscan_lexicon::Lexicon;
use waardenscan_score::statistics::Model;
use waardenscan_score::{Scorer, Scratch};

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let (Some(text), Some(model)) = (args.next(), args.next()) else {
        return Err("give a text and a statistical part".into());
    };
    let text = std::fs::read_to_string(text)?;
    let lexicon = Lexicon::builtin();
    let model = std::fs::read(model)?;
    let clock = Clock::start();
    let model = Model::from_bytes(&model, &lexicon)?;
    let loading = clock.elapsed();
    let least = model.eight_of_ten();

    let scorer = Scorer::new(lexicon, Dutch::new());
    let alone = time(&scorer, least, &text);
    let scorer = scorer.with_model(Some(model));
    let both = time(&scorer, least, &text);
    let mut out = io::stdout();
    writeln!(out, "loading {loading:.1?}")?;
    let rate = |time: Duration| {
        f64::from(u32::try_from(text.len()).unwrap_or(u32::MAX)) / 1e6 / time.as_secs_f64()
    };
    writeln!(out, "precise layer alone {:.1} MB/s", rate(alone))?;
    writeln!(out, "both layers {:.1} MB/s", rate(both))?;
    Ok(())
}

/// The quickest of five rounds over all passages, each scored as in a scan:
/// suggestions from `least` on, with what made them.
fn time(scorer: &Scorer, least: f64, text: &str) -> Duration {
    let mut scratch = Scratch::new();
    let mut round = || {
        let clock = Clock::start();
        for passage in text.lines() {
            std::hint::black_box(scorer.score_text(passage, least, &mut scratch));
        }
        clock.elapsed()
    };
    round();
    (0..5).map(|_| round()).min().unwrap_or_default()
}

/// Time of this thread on a core, or by the wall where that is not known.
struct Clock {
    wall: Instant,
    core: Option<Duration>,
}

impl Clock {
    fn start() -> Self {
        Self {
            wall: Instant::now(),
            core: on_core(),
        }
    }

    fn elapsed(&self) -> Duration {
        let core = on_core().zip(self.core);
        core.map_or_else(|| self.wall.elapsed(), |(now, start)| now - start)
    }
}

fn on_core() -> Option<Duration> {
    let times = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds = times.split(' ').next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}
