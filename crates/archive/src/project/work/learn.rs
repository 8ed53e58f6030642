use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};
use waardenscan::{FactorRecord, LEARNED, number};
use waardenscan_assess::{Decided, Learned, moved};

use crate::project::ledger::{Entry, JUDGEMENTS, Verdict, append, sha256};
use crate::project::read::invalid;
use crate::project::{Project, ProjectError};

/// A score that moved less than this is not worth a word.
const NOTABLE: f64 = 0.05;

/// Suggestions that are changed between two looks at the list.
const PAGE: u32 = 1000;

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
        self.latest_run()?;
        if who.trim().is_empty() {
            return Err(self.refused(crate::DecisionFault::Nobody));
        }
        self.transaction(|transaction| {
            let learning = learning(transaction, u64::MAX)?;
            let learned = learning.learned.clone();
            let entry = append(transaction, who, None, Verdict::Learn { learned })?;
            Ok((entry, learning))
        })
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
struct Scored {
    id: i64,
    value: String,
    score: f64,
    indicators: Vec<String>,
}

/// Places of values and indicators.
#[derive(Default)]
struct Places {
    values: Vec<String>,
    indicators: Vec<(String, String)>,
}

impl Places {
    fn value(&mut self, value: &str) -> usize {
        place(&mut self.values, value.to_owned())
    }

    fn indicators(&mut self, scored: &Scored) -> Vec<usize> {
        let mut places = Vec::new();
        for indicator in &scored.indicators {
            let key = (scored.value.clone(), indicator.clone());
            places.push(place(&mut self.indicators, key));
        }
        places
    }
}

fn place<T: PartialEq>(all: &mut Vec<T>, one: T) -> usize {
    all.iter().position(|it| *it == one).unwrap_or_else(|| {
        all.push(one);
        all.len() - 1
    })
}

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
    while let Some(row) = rows.next()? {
        let scored = scored(connection, row.get(0)?)?;
        if seen.insert((sha256(row.get_ref(2)?.as_str()?), scored.value.clone())) {
            decided.push(Decided {
                score: scored.score,
                value: places.value(&scored.value),
                indicators: places.indicators(&scored),
                holds: row.get(1)?,
            });
        }
    }
    let Places { values, indicators } = places;
    let fit = Learned::new(&decided, values.len(), indicators.len());
    let mut of_indicators: Vec<LearnedIndicator> = indicators
        .into_iter()
        .enumerate()
        .map(|(place, (of, indicator))| {
            let with = decided.iter().filter(|it| it.indicators.contains(&place));
            LearnedIndicator {
                of,
                indicator,
                decided: with.clone().count() as u64,
                held: with.clone().filter(|it| it.holds).count() as u64,
                expected: with.map(|it| it.score).sum(),
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
    })
}

fn recipe(connection: &Connection) -> rusqlite::Result<String> {
    connection.query_row(
        "SELECT recipe FROM run ORDER BY id DESC LIMIT 1",
        [],
        |row| row.get(0),
    )
}

/// What was learned, ready to be added.
struct Applied<'a> {
    fit: Learned,
    values: BTreeMap<&'a str, usize>,
    indicators: BTreeMap<(&'a str, &'a str), usize>,
}

impl<'a> Applied<'a> {
    fn new(learned: &'a LearnedScores) -> Self {
        let indicators = learned.indicators.iter();
        let keys = indicators.clone().map(|it| (&*it.of, &*it.indicator));
        Self {
            fit: Learned {
                centre: learned.centre,
                slope: learned.slope,
                shift: learned.shift,
                values: learned.values.values().copied().collect(),
                indicators: indicators.map(|it| it.added).collect(),
            },
            values: learned.values.keys().map(String::as_str).zip(0..).collect(),
            indicators: keys.zip(0..).collect(),
        }
    }

    fn added(&self, scored: &Scored) -> f64 {
        let value = self.values.get(&*scored.value).copied();
        let indicators: Vec<usize> = scored
            .indicators
            .iter()
            .filter_map(|it| self.indicators.get(&(&*scored.value, &**it)).copied())
            .collect();
        self.fit
            .added(scored.score, value.unwrap_or(usize::MAX), &indicators)
    }
}

/// Reads a suggestion as the scan scored it. What the statistical part learned
/// of words stands among the hits, but is no indicator.
fn scored(connection: &Connection, id: i64) -> rusqlite::Result<Scored> {
    let indicators = connection
        .prepare_cached(
            "SELECT DISTINCT indicator FROM hit WHERE suggestion = ?1 AND indicator <> ?2
             ORDER BY indicator",
        )?
        .query_map(params![id, LEARNED], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    connection
        .prepare_cached(
            "SELECT value, coalesce(scanned.score, suggestion.score)
             FROM suggestion LEFT JOIN scanned ON scanned.suggestion = suggestion.id
             WHERE suggestion.id = ?1",
        )?
        .query_row([id], |row| {
            Ok(Scored {
                id,
                value: row.get(0)?,
                score: row.get(1)?,
                indicators,
            })
        })
}

/// Gives all suggestions the score of the scan, and then that of what was
/// learned last, where it was learned from scores of the same recipe.
pub(in crate::project) fn rescore(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute(
        "UPDATE suggestion SET score = scanned.score, factors = scanned.factors,
            explanation = scanned.explanation
         FROM scanned WHERE scanned.suggestion = suggestion.id",
        [],
    )?;
    connection.execute("DELETE FROM scanned", [])?;
    let Some((_, learned)) = standing(connection)? else {
        return Ok(());
    };
    if learned.recipe != recipe(connection)? {
        return Ok(());
    }
    let applied = Applied::new(&learned);
    let mut after = 0;
    loop {
        let page = connection
            .prepare_cached("SELECT id FROM suggestion WHERE id > ?1 ORDER BY id LIMIT ?2")?
            .query_map(params![after, PAGE], |row| row.get(0))?
            .collect::<rusqlite::Result<Vec<i64>>>()?;
        let Some(last) = page.last() else {
            return Ok(());
        };
        after = *last;
        for id in page {
            let scored = scored(connection, id)?;
            let added = applied.added(&scored);
            if added != 0.0 {
                change(connection, &scored, added)?;
            }
        }
    }
}

/// Returns what was learned last and not undone.
fn standing(connection: &Connection) -> rusqlite::Result<Option<(u64, LearnedScores)>> {
    let mut statement = connection.prepare_cached(
        "SELECT number, entry FROM ledger WHERE kind = 'learn'
         AND NOT EXISTS (SELECT 1 FROM ledger AS later WHERE later.undoes = ledger.hash)
         ORDER BY number DESC LIMIT 1",
    )?;
    let mut rows = statement.query([])?;
    let Some(row) = rows.next()? else {
        return Ok(None);
    };
    let entry: Entry =
        serde_json::from_str(row.get_ref(1)?.as_str()?).map_err(|error| invalid(1, error))?;
    Ok(match entry.verdict {
        Verdict::Learn { learned } => Some((row.get(0)?, learned)),
        _ => None,
    })
}

/// Changes the score of a suggestion, says so, and keeps what it was.
fn change(connection: &Connection, scored: &Scored, added: f64) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO scanned SELECT id, score, factors, explanation
             FROM suggestion WHERE id = ?1",
        )?
        .execute([scored.id])?;
    let (factors, explanation): (String, String) = connection
        .prepare_cached("SELECT factors, explanation FROM scanned WHERE suggestion = ?1")?
        .query_row([scored.id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut factors: Vec<FactorRecord> =
        serde_json::from_str(&factors).map_err(|error| invalid(0, error))?;
    factors.push(FactorRecord {
        kind: "decisions".to_owned(),
        word: None,
        added,
    });
    let factors = serde_json::to_string(&factors)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?;
    let score = moved(scored.score, added);
    let shown = number(score);
    let explanation = format!(
        "{explanation} Wat in dit project besloten is, maakt er een score van {shown} van."
    );
    connection
        .prepare_cached(
            "UPDATE suggestion SET score = ?2, factors = ?3, explanation = ?4 WHERE id = ?1",
        )?
        .execute(params![scored.id, score, factors, explanation])?;
    Ok(())
}
