use super::{Project, ProjectError};

/// A passage as it stands in a document, with nothing that was found in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PassageText<'a> {
    /// Key of the content that it stands in; see
    /// [`StoredDocument::content`](super::StoredDocument::content).
    pub content: i64,
    /// Order of its block, from 0.
    pub block: u64,
    /// Its page, from 1, where known.
    pub page: Option<u32>,
    /// Name of what its section is for; see
    /// [`SectionRole::name`](waardenscan::SectionRole::name).
    pub role: &'a str,
    /// Its text.
    pub text: &'a str,
}

impl Project {
    /// Hands over every passage of the project, those of removed documents
    /// included, in the order in which they were stored.
    ///
    /// # Errors
    ///
    /// [`ProjectError::Database`] and its like.
    pub fn each_passage(&self, mut take: impl FnMut(PassageText<'_>)) -> Result<(), ProjectError> {
        let mut read = || -> rusqlite::Result<()> {
            let mut statement = self.connection.prepare_cached(
                "SELECT content, block, page, role, text FROM passage ORDER BY id",
            )?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                take(PassageText {
                    content: row.get(0)?,
                    block: row.get(1)?,
                    page: row.get(2)?,
                    role: row.get_ref(3)?.as_str()?,
                    text: row.get_ref(4)?.as_str()?,
                });
            }
            Ok(())
        };
        read().map_err(|source| self.error(source))
    }
}
