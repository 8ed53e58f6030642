//! Standard text: passages of several contents that are the same, or nearly.

use std::collections::BTreeMap;

use rusqlite::{Connection, params};
use serde::Serialize;

use super::{Project, ProjectError};
use crate::likeness::{BANDS, Shingles, Wording};

/// Texts in one band that a text is compared with at most.
const MOST_COMPARED: usize = 16;

/// A group of passages that are the same or nearly so, in several contents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StandardText {
    /// Its number within the project, from 1; may be another after a scan that
    /// changed something.
    pub number: i64,
    /// Number of passages.
    pub passages: u64,
    /// Number of different contents they stand in.
    pub contents: u64,
    /// Whether all have the same words; else nearly.
    pub identical: bool,
    /// The text of the first of them.
    pub example: String,
    /// The values suggested for them.
    pub values: Vec<StandardValue>,
}

/// A value suggested for passages of a standard text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StandardValue {
    /// Id of the value.
    pub value: String,
    /// In how many of the passages it is suggested.
    pub suggestions: u64,
    /// On how many of these nothing was decided yet.
    pub open: u64,
}

impl Project {
    /// Returns the standard texts for which a value is suggested, numbers above
    /// `after` and at most `most`: those in most contents first.
    ///
    /// # Errors
    ///
    /// [`ProjectError::Database`] and its like.
    pub fn standard_texts(&self, after: i64, most: u32) -> Result<Vec<StandardText>, ProjectError> {
        self.read_standard_texts(after, most)
            .map_err(|source| self.error(source))
    }

    fn read_standard_texts(&self, after: i64, most: u32) -> rusqlite::Result<Vec<StandardText>> {
        let mut texts = self
            .connection
            .prepare_cached(
                "SELECT id, passages, contents, identical,
                    (SELECT text FROM standard_passage
                     JOIN passage ON passage.id = standard_passage.passage
                     WHERE standard_text = standard_text.id ORDER BY passage.id LIMIT 1)
                 FROM standard_text
                 WHERE id > ?1 AND EXISTS (SELECT 1 FROM standard_passage
                    JOIN suggestion ON suggestion.passage = standard_passage.passage
                    WHERE standard_passage.standard_text = standard_text.id)
                 ORDER BY id LIMIT ?2",
            )?
            .query_map(params![after, most], |row| {
                Ok(StandardText {
                    number: row.get(0)?,
                    passages: row.get(1)?,
                    contents: row.get(2)?,
                    identical: row.get(3)?,
                    example: row.get(4)?,
                    values: Vec::new(),
                })
            })?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        let mut values = self.connection.prepare_cached(
            "SELECT value, count(*), sum(state = 'open') FROM standard_passage
             JOIN suggestion ON suggestion.passage = standard_passage.passage
             WHERE standard_text = ?1 GROUP BY value ORDER BY count(*) DESC, value",
        )?;
        for text in &mut texts {
            text.values = values
                .query_map([text.number], |row| {
                    Ok(StandardValue {
                        value: row.get(0)?,
                        suggestions: row.get(1)?,
                        open: row.get(2)?,
                    })
                })?
                .collect::<rusqlite::Result<_>>()?;
        }
        Ok(texts)
    }
}

/// Groups the passages of the whole project anew. The groups depend on the
/// texts alone, not on the order in which they were scanned.
pub(super) fn group(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute("DELETE FROM standard_passage", [])?;
    connection.execute("DELETE FROM standard_text", [])?;
    let mut texts = Texts::of(connection)?;
    texts.join_near(connection)?;
    for (index, group) in texts.groups().iter().enumerate() {
        let number = index + 1;
        connection
            .prepare_cached("INSERT INTO standard_text VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![
                number,
                group.passages.len(),
                group.contents,
                group.identical
            ])?;
        let mut insert =
            connection.prepare_cached("INSERT INTO standard_passage VALUES (?1, ?2)")?;
        for passage in &group.passages {
            insert.execute(params![passage, number])?;
        }
    }
    Ok(())
}

/// The distinct texts of a project, in the order of their keys.
struct Texts {
    keys: Vec<Text>,
    /// For each text the one it was joined to; itself where it was not.
    joined: Vec<usize>,
}

struct Text {
    key: u128,
    bands: [u32; BANDS],
    /// Passages and the contents they stand in, in the order of the passages.
    places: Vec<(i64, i64)>,
}

struct Group {
    key: u128,
    passages: Vec<i64>,
    contents: usize,
    identical: bool,
}

impl Texts {
    fn of(connection: &Connection) -> rusqlite::Result<Self> {
        let mut statement =
            connection.prepare("SELECT id, content, text FROM passage ORDER BY id")?;
        let mut rows = statement.query([])?;
        let mut found: BTreeMap<u128, Text> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let text = row.get_ref(2)?.as_str()?;
            let Some(wording) = Wording::new(text) else {
                continue;
            };
            let key = wording.key();
            found
                .entry(key)
                .or_insert_with(|| Text {
                    key,
                    bands: wording.shingles().bands(),
                    places: Vec::new(),
                })
                .places
                .push((row.get(0)?, row.get(1)?));
        }
        let keys: Vec<Text> = found.into_values().collect();
        Ok(Self {
            joined: (0..keys.len()).collect(),
            keys,
        })
    }

    /// Joins the texts that are nearly the same.
    fn join_near(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        for band in 0..BANDS {
            let mut order: Vec<(u32, usize)> = self
                .keys
                .iter()
                .enumerate()
                .filter_map(|(index, text)| Some((*text.bands.get(band)?, index)))
                .collect();
            order.sort_unstable();
            for bucket in order.chunk_by(|a, b| a.0 == b.0) {
                if bucket.len() > 1 {
                    self.join_bucket(connection, bucket)?;
                }
            }
        }
        Ok(())
    }

    fn join_bucket(
        &mut self,
        connection: &Connection,
        bucket: &[(u32, usize)],
    ) -> rusqlite::Result<()> {
        let mut unlike: Vec<(usize, Option<Shingles>)> = Vec::new();
        'texts: for &(_, index) in bucket {
            let root = self.root(index);
            if unlike.iter().any(|(other, _)| self.root(*other) == root) {
                continue;
            }
            let mut mine = None;
            if !unlike.is_empty() {
                mine = self.shingles(connection, index)?;
            }
            for (other, shingles) in unlike.iter_mut().take(MOST_COMPARED) {
                if shingles.is_none() {
                    *shingles = self.shingles(connection, *other)?;
                }
                if let (Some(mine), Some(theirs)) = (&mine, &shingles)
                    && mine.is_near(theirs)
                {
                    self.join(root, *other);
                    continue 'texts;
                }
            }
            unlike.push((index, mine));
        }
        Ok(())
    }

    /// Reads a text again: what is compared of all texts at once would not
    /// fit in memory.
    fn shingles(
        &self,
        connection: &Connection,
        index: usize,
    ) -> rusqlite::Result<Option<Shingles>> {
        let place = self.keys.get(index).and_then(|text| text.places.first());
        let Some((passage, _)) = place else {
            return Ok(None);
        };
        let text: String = connection
            .prepare_cached("SELECT text FROM passage WHERE id = ?1")?
            .query_row([passage], |row| row.get(0))?;
        Ok(Wording::new(&text).map(|wording| wording.shingles()))
    }

    fn root(&self, mut index: usize) -> usize {
        while let Some(&next) = self.joined.get(index)
            && next != index
        {
            index = next;
        }
        index
    }

    /// Joins two groups; the root is the text with the lower key.
    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        if let Some(root) = self.joined.get_mut(a.max(b)) {
            *root = a.min(b);
        }
    }

    /// Returns the groups that stand in more than one content, those in most
    /// of them first, then in the order of their texts' keys.
    fn groups(&self) -> Vec<Group> {
        let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for index in 0..self.keys.len() {
            members.entry(self.root(index)).or_default().push(index);
        }
        let mut groups: Vec<Group> = members
            .values()
            .filter_map(|members| self.group(members))
            .filter(|group| group.contents > 1)
            .collect();
        groups.sort_by_key(|group| (std::cmp::Reverse(group.contents), group.key));
        groups
    }

    fn group(&self, members: &[usize]) -> Option<Group> {
        let texts = || members.iter().filter_map(|&index| self.keys.get(index));
        let mut passages: Vec<i64> = texts()
            .flat_map(|text| &text.places)
            .map(|it| it.0)
            .collect();
        let mut contents: Vec<i64> = texts()
            .flat_map(|text| &text.places)
            .map(|it| it.1)
            .collect();
        passages.sort_unstable();
        contents.sort_unstable();
        contents.dedup();
        Some(Group {
            key: texts().next()?.key,
            passages,
            contents: contents.len(),
            identical: members.len() == 1,
        })
    }
}
