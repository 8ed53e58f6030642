//! Where decisions stand: found again after a document changed, and what they
//! make of the suggestions there.

use std::collections::BTreeMap;

use rusqlite::{Connection, params};

use super::entry::Entry;
use super::shared::{JUDGEMENTS, hold_back};
use crate::project::align::same_passage;

/// A decision and where it stands.
pub(in crate::project) struct Standing {
    entry: u64,
    /// Block of the content in which it stands.
    block: u64,
    /// What it was taken on.
    text: String,
    document: String,
    decided_at: u64,
}

impl Standing {
    /// Returns the decisions that stand in a content, in their order.
    pub(in crate::project) fn in_content(
        connection: &Connection,
        content: i64,
    ) -> rusqlite::Result<Vec<Self>> {
        connection
            .prepare_cached(
                "SELECT number, placement.block, entry.entry FROM placement
                 JOIN ledger AS entry ON entry.number = placement.entry
                 WHERE content = ?1 ORDER BY number",
            )?
            .query_map([content], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get::<_, String>(2)?))
            })?
            .filter_map(|row| match row {
                Ok((entry, block, written)) => Self::new(entry, block, &written).map(Ok),
                Err(error) => Some(Err(error)),
            })
            .collect()
    }

    fn new(entry: u64, block: u64, written: &str) -> Option<Self> {
        let place = serde_json::from_str::<Entry>(written).ok()?.place?;
        Some(Self {
            entry,
            block,
            text: place.text,
            document: place.document,
            decided_at: place.block,
        })
    }

    /// Places the decision in `content` at `block`, which reads `text`, if
    /// that is still the passage it was taken on.
    fn place(
        &self,
        connection: &Connection,
        content: i64,
        block: u64,
        text: &str,
    ) -> rusqlite::Result<()> {
        // Held against the text it was taken on, not against that of last
        // time: a decision cannot drift away in small steps.
        let Some(similarity) = same_passage(&self.text, text) else {
            return Ok(());
        };
        let here = connection
            .prepare_cached("SELECT sha256 IS ?2 FROM content WHERE id = ?1")?
            .query_row(params![content, self.document], |row| row.get(0))?;
        let how = if self.text != text {
            "similar"
        } else if here && self.decided_at == block {
            "decided"
        } else {
            "moved"
        };
        connection
            .prepare_cached("INSERT OR IGNORE INTO placement VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![self.entry, content, block, how, similarity])?;
        Ok(())
    }
}

/// Carries decisions along to the content `to`, where a document changed into
/// it or was read again. `places` says, by the block of before, which block it
/// is now and what that reads. What finds no place has lapsed once the content
/// of before is gone.
pub(in crate::project) fn carry(
    connection: &Connection,
    standing: &[Standing],
    to: i64,
    places: &BTreeMap<u64, (u64, &str)>,
) -> rusqlite::Result<()> {
    for decision in standing {
        if let Some((block, text)) = places.get(&decision.block) {
            decision.place(connection, to, *block, text)?;
        }
    }
    settle(connection, to, None)
}

/// Places the decisions that were once taken on a content where its file is
/// back: at their block, or at the first passage with the same text.
pub(in crate::project) fn place_again(
    connection: &Connection,
    content: i64,
) -> rusqlite::Result<()> {
    let decisions = connection
        .prepare_cached(
            "SELECT number, ledger.block, entry FROM ledger
             JOIN content ON content.sha256 = ledger.document
             WHERE content.id = ?1 AND kind <> 'undo'
                AND number NOT IN (SELECT entry FROM placement WHERE content = ?1)
             ORDER BY number",
        )?
        .query_map([content], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get::<_, String>(2)?))
        })?
        .collect::<rusqlite::Result<Vec<(u64, u64, String)>>>()?;
    let mut same_text = connection.prepare_cached(
        "SELECT block FROM passage WHERE content = ?1 AND text = ?2
         ORDER BY block <> ?3, block LIMIT 1",
    )?;
    let any = !decisions.is_empty();
    for (entry, block, written) in decisions {
        let Some(decision) = Standing::new(entry, block, &written) else {
            continue;
        };
        let mut rows = same_text.query(params![content, decision.text, block])?;
        if let Some(row) = rows.next()? {
            decision.place(connection, content, row.get(0)?, &decision.text)?;
        }
    }
    if any {
        settle(connection, content, None)?;
    }
    Ok(())
}

/// Works out which decision stands for each suggestion of a content, or of one
/// of its blocks: the last that was placed there and not undone, but for a share
/// that several analysts judge.
pub(in crate::project) fn settle(
    connection: &Connection,
    content: i64,
    block: Option<u64>,
) -> rusqlite::Result<()> {
    let within = "FROM passage WHERE passage.id = suggestion.passage
        AND passage.content = ?1 AND (?2 IS NULL OR passage.block = ?2)";
    connection
        .prepare_cached(&format!(
            "UPDATE suggestion SET decision = (
                SELECT max(number) FROM placement JOIN ledger ON ledger.number = placement.entry
                WHERE placement.content = passage.content AND placement.block = passage.block
                    AND ledger.value = suggestion.value
                    AND ledger.kind IN {JUDGEMENTS}
                    AND NOT EXISTS (SELECT 1 FROM ledger AS later WHERE later.undoes = ledger.hash)
             ) {within}"
        ))?
        .execute(params![content, block])?;
    connection
        .prepare_cached(&format!(
            "UPDATE suggestion SET state = coalesce((
                SELECT CASE kind WHEN 'accept' THEN 'accepted' WHEN 'add' THEN 'accepted'
                    WHEN 'reject' THEN 'rejected' WHEN 'change' THEN 'changed'
                    ELSE 'doubt' END
                FROM ledger WHERE number = suggestion.decision
             ), 'open') {within}"
        ))?
        .execute(params![content, block])?;
    hold_back(connection, content, block)
}

/// Works out all states again, after a share was dealt out or taken back.
pub(in crate::project) fn settle_all(connection: &Connection) -> rusqlite::Result<()> {
    let contents = connection
        .prepare("SELECT DISTINCT content FROM placement")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<Vec<i64>>>()?;
    for content in contents {
        settle(connection, content, None)?;
    }
    Ok(())
}
