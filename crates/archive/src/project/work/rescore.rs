//! Writing the scores that were learned, a few suggestions at a time.

use rusqlite::{Connection, OptionalExtension, params};
use serde::Serialize;
use waardenscan::{FactorRecord, number};
use waardenscan_assess::moved;

use super::learn::{Applied, LearnedScores, NOTABLE, Scored, recipe, scored, standing};
use crate::project::read::invalid;
use crate::project::{Project, ProjectError};

/// Suggestions that are changed between two looks at the list.
const PAGE: u32 = 1000;

/// How far the suggestions have the scores of what was learned last, and what
/// that changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Rescoring {
    /// Number of the entry of the ledger that asked for it: what was learned,
    /// or taken back.
    pub entry: u64,
    /// The last suggestion that was done; none where all are.
    pub after: Option<i64>,
    /// Of those done, those that were open.
    pub open: u64,
    /// Of these, those that rose by at least .05.
    pub rise: u64,
    /// Of these, those that fell by at least .05.
    pub fall: u64,
    /// Of these, those that rose to the threshold of the run.
    pub rise_above: u64,
    /// Of these, those that fell below it.
    pub fall_below: u64,
}

impl Project {
    /// Returns how far scores follow what was learned or taken back last; none
    /// where nothing ever was.
    ///
    /// # Errors
    ///
    /// [`ProjectError::Database`] and its like.
    pub fn rescoring(&self) -> Result<Option<Rescoring>, ProjectError> {
        asked(&self.connection).map_err(|source| self.error(source))
    }

    /// Gives the next suggestions, at most `most`, the score of what was
    /// learned last, and tells whether there are more. Broken off at any
    /// moment, it goes on where it was.
    ///
    /// # Errors
    ///
    /// [`ProjectError::Locked`], [`ProjectError::DiskFull`] and their like.
    pub fn rescore_some(&mut self, most: u32) -> Result<bool, ProjectError> {
        self.transaction(|transaction| step(transaction, most))
    }
}

/// Asks that all suggestions be scored anew, as an entry of the ledger says.
pub(in crate::project) fn ask_to_rescore(
    connection: &Connection,
    entry: u64,
) -> rusqlite::Result<()> {
    connection.execute("DELETE FROM rescoring", [])?;
    connection.execute(
        "INSERT INTO rescoring VALUES (?1, 0, 0, 0, 0, 0, 0)",
        [entry.cast_signed()],
    )?;
    Ok(())
}

/// Scores all suggestions anew where one of these entries asked for it.
pub(in crate::project) fn rescore_as_asked(
    connection: &Connection,
    entries: &[u64],
) -> rusqlite::Result<()> {
    let asked = asked(connection)?;
    if asked.is_some_and(|it| it.after.is_some() && entries.contains(&it.entry)) {
        while step(connection, PAGE)? {}
    }
    Ok(())
}

/// Gives all suggestions, whatever was done before, the score of what was
/// learned last.
pub(in crate::project) fn rescore_all(connection: &Connection) -> rusqlite::Result<()> {
    let standing = standing(connection)?.map(|(_, learned)| learned);
    let applied = Target::new(connection, standing.as_ref())?;
    let mut after = 0;
    // Most projects: nothing was learned, so nothing is to be moved or moved
    // back.
    let learned = applied.0.is_some() || any_moved(connection)?;
    while learned && let Some(last) = page(connection, &applied, after, PAGE, |_, _, _| {})? {
        after = last;
    }
    connection.execute("UPDATE rescoring SET after = NULL", [])?;
    Ok(())
}

/// Tells whether any suggestion has another score than the scan's.
fn any_moved(connection: &Connection) -> rusqlite::Result<bool> {
    connection.query_row("SELECT EXISTS (SELECT 1 FROM scanned)", [], |row| {
        row.get(0)
    })
}

fn asked(connection: &Connection) -> rusqlite::Result<Option<Rescoring>> {
    connection
        .prepare_cached(
            "SELECT entry, after, open, rise, fall, rise_above, fall_below FROM rescoring",
        )?
        .query_row([], |row| {
            Ok(Rescoring {
                entry: row.get(0)?,
                after: row.get(1)?,
                open: row.get(2)?,
                rise: row.get(3)?,
                fall: row.get(4)?,
                rise_above: row.get(5)?,
                fall_below: row.get(6)?,
            })
        })
        .optional()
}

fn step(connection: &Connection, most: u32) -> rusqlite::Result<bool> {
    let Some(mut now) = asked(connection)? else {
        return Ok(false);
    };
    let Some(after) = now.after else {
        return Ok(false);
    };
    let standing = standing(connection)?.map(|(_, learned)| learned);
    let target = Target::new(connection, standing.as_ref())?;
    let threshold: f64 = connection.query_row(
        "SELECT threshold FROM run ORDER BY id DESC LIMIT 1",
        [],
        |row| row.get(0),
    )?;
    now.after = page(
        connection,
        &target,
        after,
        most,
        |is_open, before, score| {
            if is_open {
                now.open += 1;
                now.rise += u64::from(score - before >= NOTABLE);
                now.fall += u64::from(before - score >= NOTABLE);
                now.rise_above += u64::from(before < threshold && score >= threshold);
                now.fall_below += u64::from(before >= threshold && score < threshold);
            }
        },
    )?;
    connection
        .prepare_cached(
            "UPDATE rescoring SET after = ?1, open = ?2, rise = ?3, fall = ?4, rise_above = ?5,
                fall_below = ?6",
        )?
        .execute(params![
            now.after,
            now.open,
            now.rise,
            now.fall,
            now.rise_above,
            now.fall_below
        ])?;
    Ok(now.after.is_some())
}

/// What suggestions are to have: what was learned, from scores of this recipe.
struct Target<'a>(Option<Applied<'a>>);

impl<'a> Target<'a> {
    fn new(connection: &Connection, standing: Option<&'a LearnedScores>) -> rusqlite::Result<Self> {
        let recipe = match standing {
            Some(_) => recipe(connection)?,
            None => String::new(),
        };
        let learned = standing.filter(|learned| learned.recipe == recipe);
        Ok(Self(learned.map(Applied::new)))
    }

    fn added(&self, scored: &Scored) -> f64 {
        self.0.as_ref().map_or(0.0, |applied| applied.added(scored))
    }
}

/// Changes the suggestions after a key, and returns the key of the last; none
/// where there were none. `tell` is told whether each is open, and its score
/// before and after.
fn page(
    connection: &Connection,
    target: &Target<'_>,
    after: i64,
    most: u32,
    mut tell: impl FnMut(bool, f64, f64),
) -> rusqlite::Result<Option<i64>> {
    let page = connection
        .prepare_cached(
            "SELECT id, state = 'open' FROM suggestion WHERE id > ?1 ORDER BY id LIMIT ?2",
        )?
        .query_map(params![after, most], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<Vec<(i64, bool)>>>()?;
    for &(id, is_open) in &page {
        let scored = scored(connection, id)?;
        let added = target.added(&scored);
        let score = match added == 0.0 {
            true => scored.score,
            false => moved(scored.score, added),
        };
        tell(is_open, scored.now, score);
        if score.to_bits() != scored.now.to_bits() {
            change(connection, id, score, added)?;
        }
    }
    Ok(page.last().map(|&(id, _)| id))
}

/// Changes the score of a suggestion, says so, and keeps what the scan said.
fn change(connection: &Connection, id: i64, score: f64, added: f64) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO scanned SELECT id, score, factors, explanation
             FROM suggestion WHERE id = ?1 ON CONFLICT DO NOTHING",
        )?
        .execute([id])?;
    let (factors, explanation): (String, String) = connection
        .prepare_cached("SELECT factors, explanation FROM scanned WHERE suggestion = ?1")?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let (factors, explanation) = match added == 0.0 {
        true => (factors, explanation),
        false => said(&factors, &explanation, score, added)?,
    };
    connection
        .prepare_cached(
            "UPDATE suggestion SET score = ?2, factors = ?3, explanation = ?4 WHERE id = ?1",
        )?
        .execute(params![id, score, factors, explanation])?;
    if added == 0.0 {
        connection
            .prepare_cached("DELETE FROM scanned WHERE suggestion = ?1")?
            .execute([id])?;
    }
    Ok(())
}

/// Adds what the decisions did to what the scan said.
fn said(
    factors: &str,
    explanation: &str,
    score: f64,
    added: f64,
) -> rusqlite::Result<(String, String)> {
    let mut factors: Vec<FactorRecord> =
        serde_json::from_str(factors).map_err(|error| invalid(0, error))?;
    factors.push(FactorRecord {
        kind: "decisions".to_owned(),
        word: None,
        added,
    });
    let factors = serde_json::to_string(&factors)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?;
    let shown = number(score);
    Ok((
        factors,
        format!(
            "{explanation} Wat in dit project besloten is, maakt er een score van {shown} van."
        ),
    ))
}
