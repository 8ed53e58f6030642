//! Standard text: passages of several contents that are the same, or nearly, and
//! for which a value is suggested.

use std::collections::BTreeMap;
use std::rc::Rc;

use rusqlite::{Connection, OptionalExtension, params};
use serde::Serialize;

use super::{Project, ProjectError, StoredSuggestion};
use crate::Signatures;
use crate::likeness::{BANDS, Shingles, Wording};
use crate::signatures::{Signed, read_signatures};

/// Texts in one band that a text is compared with at most.
const MOST_COMPARED: usize = 16;

/// Numbers of bands that are held in memory at once, eight bytes each: the
/// signatures of a small project are read once for all bands, those of a large
/// one more often.
const BANDS_HELD: usize = 4 << 20;

/// Texts whose shingles are kept, as the same text is compared in several
/// bands.
const SHINGLES_KEPT: usize = 16 << 10;

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

/// The group of standard text that a suggestion belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StandardGroup {
    /// Its number within the project, from 1; may be another after a scan that
    /// changed something.
    pub number: i64,
    /// Number of different contents its passages stand in.
    pub contents: u64,
    /// Whether all have the same words; else nearly.
    pub identical: bool,
    /// How many of the passages have a suggestion of the same value: no more
    /// than were asked to be counted.
    pub suggestions: u64,
}

impl Project {
    /// Returns the group of standard text of a suggestion, where it belongs to
    /// one, in which at most `most` suggestions of its value are counted: a
    /// group may have tens of thousands.
    ///
    /// # Errors
    ///
    /// [`ProjectError::Database`] and its like.
    pub fn standard_group(
        &self,
        stored: &StoredSuggestion,
        most: u32,
    ) -> Result<Option<StandardGroup>, ProjectError> {
        let Some(number) = stored.standard_text else {
            return Ok(None);
        };
        self.read_standard_group(number, &stored.suggestion.value, most)
            .map_err(|source| self.error(source))
    }

    fn read_standard_group(
        &self,
        number: i64,
        value: &str,
        most: u32,
    ) -> rusqlite::Result<Option<StandardGroup>> {
        self.connection
            .prepare_cached(
                "SELECT contents, identical,
                    (SELECT count(*) FROM
                        (SELECT 1 FROM standard_passage
                         JOIN suggestion ON suggestion.passage = standard_passage.passage
                         WHERE standard_text = ?1 AND value = ?2 LIMIT ?3))
                 FROM standard_text WHERE id = ?1",
            )?
            .query_row(params![number, value, most], |row| {
                Ok(StandardGroup {
                    number,
                    contents: row.get(0)?,
                    identical: row.get(1)?,
                    suggestions: row.get(2)?,
                })
            })
            .optional()
    }

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
                 WHERE id > ?1
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
/// texts and on which of them have suggestions alone, not on the order in which
/// they were scanned.
pub(super) fn group(connection: &Connection) -> rusqlite::Result<()> {
    sign(connection)?;
    connection.execute("DELETE FROM standard_passage", [])?;
    connection.execute("DELETE FROM standard_text", [])?;
    let mut texts = Texts::of(connection)?;
    texts.join_near(connection)?;
    let mut insert = connection.prepare("INSERT INTO standard_text VALUES (?1, ?2, ?3, ?4)")?;
    let mut insert_passage = connection.prepare(
        "INSERT INTO standard_passage
         SELECT id, ?3 FROM passage WHERE content = ?1 AND block = ?2",
    )?;
    for (index, group) in texts.groups().iter().enumerate() {
        let number = index + 1;
        insert.execute(params![
            number,
            group.places.len(),
            group.contents,
            group.identical
        ])?;
        for place in &group.places {
            insert_passage.execute(params![place.content, place.block, number])?;
        }
    }
    Ok(())
}

/// Signs the passages of contents that were stored before there were
/// signatures.
fn sign(connection: &Connection) -> rusqlite::Result<()> {
    let unsigned = connection
        .prepare("SELECT id FROM content WHERE signatures IS NULL AND format IS NOT NULL")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<Vec<i64>>>()?;
    for content in unsigned {
        let mut signatures = Signatures::default();
        let mut passages = connection.prepare_cached(
            "SELECT block, text FROM passage
             WHERE content = ?1
                AND EXISTS (SELECT 1 FROM suggestion WHERE suggestion.passage = passage.id)
             ORDER BY block",
        )?;
        let mut rows = passages.query([content])?;
        while let Some(row) = rows.next()? {
            signatures.add(row.get(0)?, row.get_ref(1)?.as_str()?);
        }
        connection
            .prepare_cached("UPDATE content SET signatures = ?2 WHERE id = ?1")?
            .execute(params![content, signatures.as_bytes()])?;
    }
    Ok(())
}

/// Calls `each` with the place and the signature of each passage that may be
/// standard text, by content, then block.
fn each_signature(
    connection: &Connection,
    mut each: impl FnMut(Place, &Signed),
) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(
        "SELECT id, signatures FROM content WHERE signatures IS NOT NULL ORDER BY id",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let content = row.get(0)?;
        for signed in read_signatures(row.get_ref(1)?.as_blob()?) {
            let block = signed.block;
            each(Place { content, block }, &signed);
        }
    }
    Ok(())
}

/// Where a passage stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    content: i64,
    block: u32,
}

/// A passage that may be standard text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Passage {
    key: u128,
    place: Place,
}

/// The distinct texts of a project, in the order of their keys. What is known
/// of a passage besides stays in the project, so that a million of them fit
/// in some tens of megabytes.
struct Texts {
    /// By key, then place.
    passages: Vec<Passage>,
    /// Where among them each text begins.
    begins: Vec<u32>,
    /// For each text the one it was joined to; itself where it was not.
    joined: Vec<u32>,
    /// What was compared of texts.
    shingles: BTreeMap<u32, Option<Rc<Shingles>>>,
}

struct Group {
    key: u128,
    places: Vec<Place>,
    contents: usize,
    identical: bool,
}

impl Texts {
    fn of(connection: &Connection) -> rusqlite::Result<Self> {
        let mut passages = Vec::new();
        each_signature(connection, |place, signed| {
            passages.push(Passage {
                key: signed.signature.key,
                place,
            });
        })?;
        passages.sort_unstable();
        let mut begins = Vec::new();
        let mut begin = 0;
        for text in passages.chunk_by(|a, b| a.key == b.key) {
            begins.push(u32::try_from(begin).unwrap_or(u32::MAX));
            begin += text.len();
        }
        Ok(Self {
            joined: (0..).take(begins.len()).collect(),
            passages,
            begins,
            shingles: BTreeMap::new(),
        })
    }

    /// The passages of a text.
    fn passages(&self, text: u32) -> &[Passage] {
        let text = text as usize;
        let at = |text: usize| self.begins.get(text).map(|&begin| begin as usize);
        let end = at(text + 1).unwrap_or(self.passages.len());
        let all = at(text).and_then(|begin| self.passages.get(begin..end));
        all.unwrap_or_default()
    }

    /// Joins the texts that are nearly the same.
    fn join_near(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        let at_once = (BANDS_HELD / self.begins.len().max(1)).clamp(1, BANDS);
        for first in (0..BANDS).step_by(at_once) {
            let mut bands: Vec<Vec<(u32, u32)>> = vec![Vec::new(); at_once];
            each_signature(connection, |place, signed| {
                let text = self.text(signed.signature.key);
                if let Some(text) = text.filter(|&text| self.first(text) == Some(place)) {
                    let values = signed.signature.bands.iter().skip(first);
                    for (band, value) in bands.iter_mut().zip(values) {
                        band.push((*value, text));
                    }
                }
            })?;
            for band in &mut bands {
                band.sort_unstable();
                for bucket in band.chunk_by(|a, b| a.0 == b.0) {
                    if bucket.len() > 1 {
                        self.join_bucket(connection, bucket)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Returns the text with a key.
    fn text(&self, key: u128) -> Option<u32> {
        let keys = |begin: &u32| self.passages.get(*begin as usize).map(|it| it.key);
        let text = self.begins.binary_search_by_key(&Some(key), keys).ok()?;
        u32::try_from(text).ok()
    }

    fn first(&self, text: u32) -> Option<Place> {
        self.passages(text).first().map(|passage| passage.place)
    }

    fn join_bucket(
        &mut self,
        connection: &Connection,
        bucket: &[(u32, u32)],
    ) -> rusqlite::Result<()> {
        let mut unlike: Vec<u32> = Vec::new();
        'texts: for &(_, text) in bucket {
            let root = self.root(text);
            if unlike.iter().any(|&other| self.root(other) == root) {
                continue;
            }
            for &other in unlike.iter().take(MOST_COMPARED) {
                if self.are_near(connection, text, other)? {
                    self.join(root, other);
                    continue 'texts;
                }
            }
            unlike.push(text);
        }
        Ok(())
    }

    fn are_near(&mut self, connection: &Connection, a: u32, b: u32) -> rusqlite::Result<bool> {
        let (a, b) = (self.shingles(connection, a)?, self.shingles(connection, b)?);
        Ok(a.zip(b).is_some_and(|(a, b)| a.is_near(&b)))
    }

    /// Reads a text again: what is compared of all texts at once would not
    /// fit in memory.
    fn shingles(
        &mut self,
        connection: &Connection,
        text: u32,
    ) -> rusqlite::Result<Option<Rc<Shingles>>> {
        if let Some(known) = self.shingles.get(&text) {
            return Ok(known.clone());
        }
        let Some(place) = self.first(text) else {
            return Ok(None);
        };
        let words: String = connection
            .prepare_cached("SELECT text FROM passage WHERE content = ?1 AND block = ?2")?
            .query_row(params![place.content, place.block], |row| row.get(0))?;
        let shingles = Wording::new(&words).map(|wording| Rc::new(wording.shingles()));
        if self.shingles.len() >= SHINGLES_KEPT {
            self.shingles.clear();
        }
        self.shingles.insert(text, shingles.clone());
        Ok(shingles)
    }

    fn root(&self, mut text: u32) -> u32 {
        while let Some(&next) = self.joined.get(text as usize)
            && next != text
        {
            text = next;
        }
        text
    }

    /// Joins two groups; the root is the text with the lower key.
    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        if let Some(root) = self.joined.get_mut(a.max(b) as usize) {
            *root = a.min(b);
        }
    }

    /// Returns the groups that stand in more than one content, those in most of
    /// them first, then in the order of their texts' keys.
    fn groups(&self) -> Vec<Group> {
        let texts = (0..).take(self.begins.len());
        let mut members: Vec<(u32, u32)> = texts.map(|text| (self.root(text), text)).collect();
        members.sort_unstable();
        let mut groups: Vec<Group> = members
            .chunk_by(|a, b| a.0 == b.0)
            .filter_map(|members| self.group(members))
            .filter(|group| group.contents > 1)
            .collect();
        groups.sort_by_key(|group| (std::cmp::Reverse(group.contents), group.key));
        groups
    }

    fn group(&self, members: &[(u32, u32)]) -> Option<Group> {
        let passages = || members.iter().flat_map(|&(_, text)| self.passages(text));
        let key = passages().next()?.key;
        let mut places: Vec<Place> = passages().map(|passage| passage.place).collect();
        places.sort_unstable();
        let contents = places.chunk_by(|a, b| a.content == b.content).count();
        Some(Group {
            key,
            places,
            contents,
            identical: members.len() == 1,
        })
    }
}
