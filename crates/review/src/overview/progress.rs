//! How far the work is, counted beside it where counting takes long.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use waardenscan_archive::{Project, ProjectError, State, Tally};
use waardenscan_assess::Pace;

use crate::desk::Desk;

/// Counting that took longer is done beside the requests, which meanwhile show
/// what was counted before.
const QUICK: Duration = Duration::from_millis(15);
/// How long a count holds where no decision was taken: a scan may go on.
const HOLDS: Duration = Duration::from_secs(30);
/// Decisions that the pace is measured from: some days of one analyst.
const TIMED: u32 = 2000;

/// What is counted of the whole project.
#[derive(Debug)]
pub(crate) struct Counted {
    pub(crate) by_value: BTreeMap<String, Tally>,
    pub(crate) all: Tally,
    pub(crate) pace: Option<Pace>,
    pub(crate) analysts: Vec<String>,
    /// Number of the last decision that is counted.
    entry: u64,
    at: Instant,
    took: Duration,
}

impl Counted {
    fn new(project: &Project) -> Result<Self, ProjectError> {
        let at = Instant::now();
        let entry = project.last_entry()?;
        let by_value = project.tally()?;
        let mut all = Tally::default();
        for &tally in by_value.values() {
            all.add_all(tally);
        }
        let times = project.decision_times(TIMED)?;
        Ok(Self {
            by_value,
            all,
            pace: Pace::new(times.iter().map(|(who, at)| (who.as_str(), *at))),
            analysts: project.analysts()?,
            entry,
            at,
            took: at.elapsed(),
        })
    }
}

/// The last count, and whether a new one is being made.
#[derive(Debug)]
pub(crate) struct Progress {
    last: Mutex<Arc<Counted>>,
    counting: AtomicBool,
}

impl Progress {
    /// Counts for the first time.
    pub(crate) fn new(project: &Project) -> Result<Self, ProjectError> {
        Ok(Self {
            last: Mutex::new(Arc::new(Counted::new(project)?)),
            counting: AtomicBool::new(false),
        })
    }

    fn last(&self) -> Arc<Counted> {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&last)
    }

    fn count(&self, project: &Project) -> Result<Arc<Counted>, ProjectError> {
        let counted = Arc::new(Counted::new(project)?);
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        *last = Arc::clone(&counted);
        Ok(counted)
    }
}

impl Desk {
    /// Returns the counts of the whole project: those of now where that is
    /// quick, else the last ones, while new ones are made.
    pub(crate) fn counted(
        self: &Arc<Self>,
        project: &Project,
    ) -> Result<Arc<Counted>, ProjectError> {
        let last = self.progress.last();
        let holds = last.entry == project.last_entry()? && last.at.elapsed() < HOLDS;
        if holds {
            return Ok(last);
        }
        if last.took < QUICK {
            return self.progress.count(project);
        }
        if !self.progress.counting.swap(true, Ordering::AcqRel) {
            let desk = Arc::clone(self);
            let path = project.path().to_owned();
            std::thread::spawn(move || {
                // Where it fails, the next request says why.
                let _ = Project::open_read_only(&path)
                    .and_then(|project| desk.progress.count(&project));
                desk.progress.counting.store(false, Ordering::Release);
            });
        }
        Ok(last)
    }
}

/// Says how long `open` suggestions take at the pace so far.
pub(crate) fn left(counted: &Counted, open: u64) -> String {
    let Some(pace) = counted.pace else {
        let decided = counted.all.all() - counted.all.of(State::Open);
        return match decided {
            0 => "Na enkele besluiten staat hier hoe lang het nog duurt.".to_owned(),
            _ => String::new(),
        };
    };
    format!(
        "In dit tempo nog ongeveer {}.",
        duration(pace.hours_for(open))
    )
}

/// Writes hours in words, as roughly as they are known.
pub(crate) fn duration(hours: f64) -> String {
    let minutes = hours * 60.0;
    match minutes {
        minutes if minutes < 1.5 => "een minuut".to_owned(),
        minutes if minutes < 10.0 => format!("{minutes:.0} minuten"),
        minutes if minutes < 90.0 => format!("{:.0} minuten", (minutes / 5.0).round() * 5.0),
        _ if hours < 10.0 => format!("{} uur", waardenscan_report::dutch::half(hours)),
        _ => format!("{hours:.0} uur"),
    }
}

#[cfg(test)]
mod tests {
    use super::duration;

    #[test]
    fn a_duration_is_as_rough_as_it_is_known() {
        let written = [0.01, 0.1, 0.55, 1.6, 4.3, 26.2].map(duration);
        assert_eq!(
            written,
            [
                "een minuut",
                "6 minuten",
                "35 minuten",
                "1½ uur",
                "4½ uur",
                "26 uur"
            ]
        );
    }
}
