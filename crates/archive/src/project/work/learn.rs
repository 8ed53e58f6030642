use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};
use waardenscan::LEARNED;
use waardenscan_assess::{Decided, Evidence, Learned, moved};

use super::rescore::rescore_as_asked;
use crate::project::ledger::{Entry, JUDGEMENTS, Verdict, append, sha256};
use crate::project::read::invalid;
use crate::project::{DecisionFault, Project, ProjectError};

/// A score that moved less than this is not worth a word.
pub(super) const NOTABLE: f64 = 0.05;

/// After how many judgements scores are learned where nobody chose. Our choice:
/// fewer hardly move a score, more are an hour's work that teaches nothing
/// meanwhile.
const EVERY: u64 = 50;

/// What was learned from decisions, as the ledger keeps it: enough to work out
/// every score again. See [`Learned`] for what the numbers mean.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LearnedScores {
    /// The recipe of the run that scored the suggestions; the scores of another
    /// are left as they are.
    pub recipe: String,
    /// Suggestions that were decided, of the same text and value once.
    pub decisions: u64,
    /// The mean logit of their scores.
    pub centre: f64,
    /// Added for each logit above it.
    pub slope: f64,
    /// Added to every logit.
    pub shift: f64,
    /// Added for values, by id; those that nothing was decided of are left out.
    pub values: BTreeMap<String, f64>,
    /// Added for indicators.
    pub indicators: Vec<LearnedIndicator>,
    /// Of the decisions, those that hold.
    #[serde(default)]
    pub held: u64,
    /// How many would have held had the scores before been right: their sum.
    #[serde(default)]
    pub before: f64,
    /// The same of the scores that are learned.
    #[serde(default)]
    pub after: f64,
}

/// What was learned of one indicator.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LearnedIndicator {
    /// Id of its value.
    pub of: String,
    /// Its term as the lexicon writes it.
    pub indicator: String,
    /// Decided suggestions that it was found in.
    pub decided: u64,
    /// Of these, those that hold.
    pub held: u64,
    /// How many would have held had the scores been right: their sum.
    pub expected: f64,
    /// Added to the logits of its suggestions.
    pub added: f64,
}

/// What learning changes, or would change.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Learning {
    /// What was learned.
    pub learned: LearnedScores,
    /// Suggestions that are open.
    pub open: u64,
    /// Of these, those that were looked at.
    pub looked_at: u64,
    /// Of those looked at, those that rise by at least .05 against now.
    pub rise: u64,
    /// Of those looked at, those that fall by at least .05 against now.
    pub fall: u64,
    /// Of those looked at, those that are now at or above the threshold of the
    /// run, and fall below it.
    pub fall_below: u64,
    /// Of those looked at, those that are now below it and rise to it.
    pub rise_above: u64,
}

impl Project {
    /// Learns from the decisions that stand and says what that would change;
    /// changes nothing. Looks at no more than about `most` open suggestions,
    /// spread evenly over those there are.
    ///
    /// # Errors
    ///
    /// [`ProjectError::NoRun`], otherwise [`ProjectError::Database`] and its
    /// like.
    pub fn preview_learning(&self, most: u64) -> Result<Learning, ProjectError> {
        self.latest_run()?;
        learning(&self.connection, most).map_err(|source| self.error(source))
    }

    /// Learns from the decisions that stand, keeps what was learned as an entry
    /// of the ledger and scores the suggestions anew; undoing the entry gives
    /// them their scores back. Writes to every suggestion, in one transaction.
    /// Returns the number of the entry and what changed.
    ///
    /// # Errors
    ///
    /// [`ProjectError::NoRun`]; [`ProjectError::Decision`] where `who` is
    /// nobody; otherwise [`ProjectError::Locked`] and its like.
    pub fn learn(&mut self, who: &str) -> Result<(u64, Learning), ProjectError> {
        self.may_learn(who)?;
        self.transaction(|transaction| {
            let learning = learning(transaction, u64::MAX)?;
            let learned = learning.learned.clone();
            let verdict = Verdict::Learn {
                learned,
                every: None,
            };
            let entry = append(transaction, who, None, verdict)?;
            rescore_as_asked(transaction, &[entry])?;
            Ok((entry, learning))
        })
    }

    /// Learns from the decisions that stand and keeps what was learned as an
    /// entry of the ledger, as [`Project::learn`] does, but leaves the scores
    /// to [`Project::rescore_some`]: so others can decide meanwhile, however
    /// many suggestions there are. `every` is after how many judgements this is
    /// done without being asked. Returns the number of the entry.
    ///
    /// # Errors
    ///
    /// As [`Project::learn`].
    pub fn begin_learning(&mut self, who: &str, every: Option<u64>) -> Result<u64, ProjectError> {
        self.may_learn(who)?;
        loop {
            // Working it out keeps nobody from deciding, and is done again
            // where somebody did.
            let last = self.last_entry()?;
            let learned = learned(&self.connection).map_err(|source| self.error(source))?;
            let begun = self.transaction(|transaction| {
                let now: u64 = transaction.query_row(
                    "SELECT coalesce(max(number), 0) FROM ledger",
                    [],
                    |row| row.get(0),
                )?;
                if now != last {
                    return Ok(None);
                }
                append(transaction, who, None, Verdict::Learn { learned, every }).map(Some)
            })?;
            if let Some(entry) = begun {
                return Ok(entry);
            }
        }
    }

    /// Takes back what was learned in an entry that stands, and leaves the
    /// scores to [`Project::rescore_some`]. Returns the number of the new entry.
    ///
    /// # Errors
    ///
    /// [`ProjectError::Decision`] where the entry is not what was learned last;
    /// otherwise as [`Project::learn`].
    pub fn begin_unlearning(&mut self, who: &str, number: u64) -> Result<u64, ProjectError> {
        self.may_learn(who)?;
        let undone = self.transaction(|transaction| {
            if standing(transaction)?.is_none_or(|(stands, _)| stands != number) {
                return Ok(None);
            }
            let undoes = transaction.query_row(
                "SELECT hash FROM ledger WHERE number = ?1",
                [number.cast_signed()],
                |row| row.get(0),
            )?;
            append(transaction, who, None, Verdict::Undo { undoes }).map(Some)
        })?;
        undone.ok_or_else(|| {
            self.refused(DecisionFault::NotUndoable {
                entry: number.to_string(),
            })
        })
    }

    fn may_learn(&self, who: &str) -> Result<(), ProjectError> {
        self.latest_run()?;
        if who.trim().is_empty() {
            return Err(self.refused(DecisionFault::Nobody));
        }
        Ok(())
    }
}

impl Project {
    /// Returns what was learned last and not undone, with the number of its
    /// entry.
    ///
    /// # Errors
    ///
    /// [`ProjectError::Database`] and its like.
    pub fn standing_learning(&self) -> Result<Option<(u64, LearnedScores)>, ProjectError> {
        standing(&self.connection).map_err(|source| self.error(source))
    }

    /// Returns what was learned before an entry and stands, with the number of
    /// its entry: what that entry changed is the difference.
    ///
    /// # Errors
    ///
    /// [`ProjectError::Database`] and its like.
    pub fn learning_before(
        &self,
        number: u64,
    ) -> Result<Option<(u64, LearnedScores)>, ProjectError> {
        standing_before(&self.connection, number).map_err(|source| self.error(source))
    }

    /// Returns after how many judgements scores are learned without being
    /// asked, as it was chosen last ([`Verdict::LearnEvery`]); 0 for never.
    ///
    /// # Errors
    ///
    /// [`ProjectError::Database`] and its like.
    pub fn learns_every(&self) -> Result<u64, ProjectError> {
        learns_every(&self.connection).map_err(|source| self.error(source))
    }

    /// Returns after how many judgements scores are to be learned, where so
    /// many were made since that was done or taken back last.
    ///
    /// # Errors
    ///
    /// [`ProjectError::Database`] and its like.
    pub fn learning_due(&self) -> Result<Option<u64>, ProjectError> {
        let read = || -> rusqlite::Result<Option<u64>> {
            let every = learns_every(&self.connection)?;
            let made: u64 = self
                .connection
                .prepare_cached(&format!(
                    "SELECT count(*) FROM ledger WHERE kind IN {JUDGEMENTS} AND number >
                        (SELECT coalesce(max(number), 0) FROM ledger AS last
                         WHERE kind = 'learn' OR (kind = 'undo' AND EXISTS
                            (SELECT 1 FROM ledger AS learned WHERE learned.hash = last.undoes
                                AND learned.kind = 'learn')))"
                ))?
                .query_row([], |row| row.get(0))?;
            Ok((every > 0 && made >= every).then_some(every))
        };
        read().map_err(|source| self.error(source))
    }

    /// Returns how many judgements were made since scores were learned last, or
    /// ever where they were not.
    ///
    /// # Errors
    ///
    /// [`ProjectError::Database`] and its like.
    pub fn judgements_to_learn(&self) -> Result<u64, ProjectError> {
        let read = || -> rusqlite::Result<u64> {
            let last = standing(&self.connection)?.map_or(0, |(number, _)| number);
            self.connection
                .prepare_cached(&format!(
                    "SELECT count(*) FROM ledger WHERE number > ?1 AND kind IN {JUDGEMENTS}"
                ))?
                .query_row([last.cast_signed()], |row| row.get(0))
        };
        read().map_err(|source| self.error(source))
    }
}

/// A suggestion as the scan scored it.
pub(super) struct Scored {
    pub(super) value: String,
    pub(super) score: f64,
    /// Its score today.
    pub(super) now: f64,
    indicators: Vec<String>,
}

/// Places of values and indicators.
#[derive(Default)]
pub(super) struct Places {
    pub(super) values: Vec<String>,
    pub(super) indicators: Vec<(String, String)>,
}

impl Places {
    pub(super) fn evidence(&mut self, scored: &Scored) -> Evidence {
        let mut indicators = Vec::new();
        for indicator in &scored.indicators {
            let key = (scored.value.clone(), indicator.clone());
            indicators.push(place(&mut self.indicators, key));
        }
        Evidence {
            score: scored.score,
            value: place(&mut self.values, scored.value.clone()),
            indicators,
        }
    }
}

fn place<T: PartialEq>(all: &mut Vec<T>, one: T) -> usize {
    all.iter().position(|it| *it == one).unwrap_or_else(|| {
        all.push(one);
        all.len() - 1
    })
}

/// What learning from the decisions that stand would change.
fn learning(connection: &Connection, most: u64) -> rusqlite::Result<Learning> {
    let learned = learned(connection)?;
    let threshold: f64 = connection.query_row(
        "SELECT threshold FROM run ORDER BY id DESC LIMIT 1",
        [],
        |row| row.get(0),
    )?;
    let all = connection.query_row(
        "SELECT count(*) FROM suggestion WHERE state = 'open'",
        [],
        |row| row.get(0),
    )?;
    let mut learning = Learning {
        learned,
        open: all,
        looked_at: 0,
        rise: 0,
        fall: 0,
        fall_below: 0,
        rise_above: 0,
    };
    let applied = Applied::new(&learning.learned);
    let each = all.div_ceil(most.max(1)).max(1);
    let mut open = connection
        .prepare_cached("SELECT id, score FROM suggestion WHERE state = 'open' AND id % ?1 = 0")?;
    let mut rows = open.query([each.cast_signed()])?;
    while let Some(row) = rows.next()? {
        let (id, before): (i64, f64) = (row.get(0)?, row.get(1)?);
        let scored = scored(connection, id)?;
        let after = moved(scored.score, applied.added(&scored));
        learning.looked_at += 1;
        learning.rise += u64::from(after - before >= NOTABLE);
        learning.fall += u64::from(before - after >= NOTABLE);
        learning.fall_below += u64::from(before >= threshold && after < threshold);
        learning.rise_above += u64::from(before < threshold && after >= threshold);
    }
    Ok(learning)
}

/// Learns from what was decided; the same text and value counts once, however
/// many documents hold it, or a group of standard text would speak for all.
fn learned(connection: &Connection) -> rusqlite::Result<LearnedScores> {
    let mut statement = connection.prepare_cached(
        "SELECT suggestion.id, state = 'accepted', text
         FROM suggestion JOIN passage ON passage.id = suggestion.passage
         WHERE state IN ('accepted', 'rejected', 'changed')
         ORDER BY decision, suggestion.id",
    )?;
    let mut rows = statement.query([])?;
    let mut seen = BTreeSet::new();
    let mut places = Places::default();
    let mut decided = Vec::new();
    let mut before = 0.0;
    while let Some(row) = rows.next()? {
        let scored = scored(connection, row.get(0)?)?;
        if seen.insert((sha256(row.get_ref(2)?.as_str()?), scored.value.clone())) {
            before += scored.now;
            decided.push(Decided {
                on: places.evidence(&scored),
                holds: row.get(1)?,
            });
        }
    }
    let Places { values, indicators } = places;
    let fit = Learned::new(&decided, values.len(), indicators.len());
    let after = decided
        .iter()
        .map(|it| moved(it.on.score, fit.added(&it.on)))
        .sum();
    let held = decided.iter().filter(|it| it.holds).count() as u64;
    let mut of_indicators: Vec<LearnedIndicator> = indicators
        .into_iter()
        .enumerate()
        .map(|(place, (of, indicator))| {
            let with = decided
                .iter()
                .filter(|it| it.on.indicators.contains(&place));
            LearnedIndicator {
                of,
                indicator,
                decided: with.clone().count() as u64,
                held: with.clone().filter(|it| it.holds).count() as u64,
                expected: with.map(|it| it.on.score).sum(),
                added: fit.indicators.get(place).copied().unwrap_or_default(),
            }
        })
        .collect();
    of_indicators.sort_by(|a, b| {
        let strongest = b.added.abs().total_cmp(&a.added.abs());
        strongest.then_with(|| (&a.of, &a.indicator).cmp(&(&b.of, &b.indicator)))
    });
    Ok(LearnedScores {
        recipe: recipe(connection)?,
        decisions: decided.len() as u64,
        centre: fit.centre,
        slope: fit.slope,
        shift: fit.shift,
        values: values.into_iter().zip(fit.values).collect(),
        indicators: of_indicators,
        held,
        before,
        after,
    })
}

pub(super) fn recipe(connection: &Connection) -> rusqlite::Result<String> {
    connection.query_row(
        "SELECT recipe FROM run ORDER BY id DESC LIMIT 1",
        [],
        |row| row.get(0),
    )
}

/// What was learned, ready to be added.
pub(super) struct Applied<'a> {
    fit: Learned,
    values: BTreeMap<&'a str, usize>,
    indicators: BTreeMap<(&'a str, &'a str), usize>,
}

impl<'a> Applied<'a> {
    pub(super) fn new(learned: &'a LearnedScores) -> Self {
        let indicators = learned.indicators.iter();
        let keys = indicators.clone().map(|it| (&*it.of, &*it.indicator));
        Self {
            fit: Learned {
                centre: learned.centre,
                slope: learned.slope,
                shift: learned.shift,
                values: learned.values.values().copied().collect(),
                indicators: indicators.map(|it| it.added).collect(),
                ..Learned::default()
            },
            values: learned.values.keys().map(String::as_str).zip(0..).collect(),
            indicators: keys.zip(0..).collect(),
        }
    }

    pub(super) fn added(&self, scored: &Scored) -> f64 {
        let indicators = scored.indicators.iter();
        let places =
            indicators.filter_map(|it| self.indicators.get(&(&*scored.value, &**it)).copied());
        self.fit.added(&Evidence {
            score: scored.score,
            // Of a value that nothing was decided of nothing was learned.
            value: self
                .values
                .get(&*scored.value)
                .copied()
                .unwrap_or(usize::MAX),
            indicators: places.collect(),
        })
    }
}

/// Reads a suggestion as the scan scored it. What the statistical part learned
/// of words stands among the hits, but is no indicator.
pub(super) fn scored(connection: &Connection, id: i64) -> rusqlite::Result<Scored> {
    let indicators = connection
        .prepare_cached(
            "SELECT DISTINCT indicator FROM hit WHERE suggestion = ?1 AND indicator <> ?2
             ORDER BY indicator",
        )?
        .query_map(params![id, LEARNED], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    connection
        .prepare_cached(
            "SELECT value, coalesce(scanned.score, suggestion.score), suggestion.score
             FROM suggestion LEFT JOIN scanned ON scanned.suggestion = suggestion.id
             WHERE suggestion.id = ?1",
        )?
        .query_row([id], |row| {
            Ok(Scored {
                value: row.get(0)?,
                score: row.get(1)?,
                now: row.get(2)?,
                indicators,
            })
        })
}

/// Returns what was learned last and not undone.
pub(super) fn standing(connection: &Connection) -> rusqlite::Result<Option<(u64, LearnedScores)>> {
    standing_before(connection, u64::MAX >> 1)
}

fn standing_before(
    connection: &Connection,
    number: u64,
) -> rusqlite::Result<Option<(u64, LearnedScores)>> {
    let mut statement = connection.prepare_cached(
        "SELECT number, entry FROM ledger WHERE kind = 'learn' AND number < ?1
         AND NOT EXISTS (SELECT 1 FROM ledger AS later WHERE later.undoes = ledger.hash)
         ORDER BY number DESC LIMIT 1",
    )?;
    let mut rows = statement.query([number.cast_signed()])?;
    let Some(row) = rows.next()? else {
        return Ok(None);
    };
    let entry: Entry =
        serde_json::from_str(row.get_ref(1)?.as_str()?).map_err(|error| invalid(1, error))?;
    Ok(match entry.verdict {
        Verdict::Learn { learned, .. } => Some((row.get(0)?, learned)),
        _ => None,
    })
}

fn learns_every(connection: &Connection) -> rusqlite::Result<u64> {
    let chosen: Option<u64> = connection
        .prepare_cached(
            "SELECT entry ->> '$.judgements' FROM ledger WHERE kind = 'learn_every'
             AND NOT EXISTS (SELECT 1 FROM ledger AS later WHERE later.undoes = ledger.hash)
             ORDER BY number DESC LIMIT 1",
        )?
        .query_row([], |row| row.get(0))
        .optional()?;
    Ok(chosen.unwrap_or(EVERY))
}
