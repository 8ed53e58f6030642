//! The project file: one SQLite database that holds documents, passages,
//! suggestions and the runs that made them. Its schema is `schema.sql`.

mod read;
mod write;

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

pub use read::{RunInfo, StoredDocument, StoredPassage, StoredValue, StoredWarning};

/// Marks a SQLite file as a Waardenscan project: "Wscn" in ASCII.
const APPLICATION_ID: i32 = 0x5773_636e;
/// Version of `schema.sql`.
const SCHEMA_VERSION: i32 = 2;
const SCHEMA: &str = include_str!("schema.sql");

/// A project (traject).
pub struct Project {
    connection: Connection,
    path: PathBuf,
}

/// One run of the scanner within a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RunId(pub(crate) i64);

/// Why a project file cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ProjectError {
    /// The file exists but was made by something else.
    #[error("{}: not a project file of Waardenscan; choose another name for the project", path.display())]
    NotAProject {
        /// The file.
        path: PathBuf,
    },
    /// The file was made by a version of Waardenscan with another schema.
    #[error("{}: made by another version of Waardenscan (schema {found}, this one reads {SCHEMA_VERSION})", path.display())]
    OtherVersion {
        /// The file.
        path: PathBuf,
        /// Its schema version.
        found: i32,
    },
    /// The project holds no run.
    #[error("{}: nothing was scanned into this project yet", path.display())]
    NoRun {
        /// The file.
        path: PathBuf,
    },
    /// The database reports an error.
    #[error("{}: the project file cannot be used", path.display())]
    Database {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        source: rusqlite::Error,
    },
}

impl Project {
    /// Opens the project at `path`, or makes a new one there.
    ///
    /// # Errors
    ///
    /// Any [`ProjectError`] but [`ProjectError::NoRun`]. A file that is not a
    /// project is left as it is.
    pub fn create_or_open(path: &Path) -> Result<Self, ProjectError> {
        Self::open_with(
            path,
            OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
        )
    }

    /// Makes a project that lives in memory only.
    ///
    /// # Errors
    ///
    /// [`ProjectError::Database`] when memory runs out.
    pub fn in_memory() -> Result<Self, ProjectError> {
        let path = PathBuf::from(":memory:");
        Connection::open_in_memory()
            .and_then(|connection| Self::prepare(connection, &path))
            .map_err(|source| database(&path, source))?
    }

    fn open_with(path: &Path, flags: OpenFlags) -> Result<Self, ProjectError> {
        Connection::open_with_flags(path, flags)
            .and_then(|connection| Self::prepare(connection, path))
            .map_err(|source| match source.sqlite_error_code() {
                Some(rusqlite::ErrorCode::NotADatabase) => ProjectError::NotAProject {
                    path: path.to_owned(),
                },
                _ => database(path, source),
            })?
    }

    /// Checks that the database is a project, or makes it one if it is empty.
    fn prepare(
        connection: Connection,
        path: &Path,
    ) -> rusqlite::Result<Result<Self, ProjectError>> {
        let number = |pragma: &str| connection.pragma_query_value(None, pragma, |row| row.get(0));
        let application: i32 = number("application_id")?;
        let version: i32 = number("user_version")?;
        let tables: i64 =
            connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
        if application != APPLICATION_ID && (application != 0 || version != 0 || tables != 0) {
            return Ok(Err(ProjectError::NotAProject {
                path: path.to_owned(),
            }));
        }
        if application == APPLICATION_ID && version != SCHEMA_VERSION {
            return Ok(Err(ProjectError::OtherVersion {
                path: path.to_owned(),
                found: version,
            }));
        }
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        if application == 0 {
            connection.execute_batch(&format!(
                "BEGIN; PRAGMA application_id = {APPLICATION_ID}; \
                 PRAGMA user_version = {SCHEMA_VERSION}; {SCHEMA} COMMIT;"
            ))?;
        }
        Ok(Ok(Self {
            connection,
            path: path.to_owned(),
        }))
    }

    /// Returns where the project lives.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn error(&self, source: rusqlite::Error) -> ProjectError {
        database(&self.path, source)
    }
}

fn database(path: &Path, source: rusqlite::Error) -> ProjectError {
    ProjectError::Database {
        path: path.to_owned(),
        source,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_another_kind_is_refused_and_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notities.txt");
        let content = "Dit is geen database maar een lang genoeg stuk tekst. ".repeat(20);
        std::fs::write(&path, &content).unwrap();
        let refused = Project::create_or_open(&path);
        assert!(matches!(refused, Err(ProjectError::NotAProject { .. })));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), content);
    }

    #[test]
    fn a_database_of_another_program_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ander.sqlite");
        let other = Connection::open(&path).unwrap();
        other.execute_batch("CREATE TABLE iets (a)").unwrap();
        drop(other);
        let refused = Project::create_or_open(&path);
        assert!(matches!(refused, Err(ProjectError::NotAProject { .. })));
    }

    #[test]
    fn a_project_of_another_version_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("later.sqlite");
        let project = Project::create_or_open(&path).unwrap();
        project
            .connection
            .pragma_update(None, "user_version", 99)
            .unwrap();
        drop(project);
        let refused = Project::create_or_open(&path);
        assert!(matches!(
            refused,
            Err(ProjectError::OtherVersion { found: 99, .. })
        ));
    }
}
