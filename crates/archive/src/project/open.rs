//! Opening a project: making it, bringing it up to date, refusing what is none.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::migrate::migrate;
use super::{APPLICATION_ID, OLDEST_VERSION, Project, ProjectError, SCHEMA, SCHEMA_VERSION};

/// How long to wait for another writer. A batch of a scan takes milliseconds,
/// so that one who waits longer waits for something that hangs.
const PATIENCE: Duration = Duration::from_secs(5);

/// Bytes of a page of a new project: most passages with their indexes fit, and
/// half as many pages are written as with SQLite's own choice.
const PAGE_BYTES: u32 = 8192;

/// Memory for pages, in KiB: a batch of a scan fits, so that no page is
/// written before its transaction ends.
const CACHE_KIB: i64 = 16 << 10;

/// Pages that the log may grow to before they go where they belong: what is
/// written in several batches goes there once.
const LOG_PAGES: u32 = 4096;

/// Statements kept ready: more than are in use at once.
const STATEMENTS: usize = 64;

/// What every SQLite file starts with (its file format, section 1.3).
const SQLITE_MAGIC: &[u8] = b"SQLite format 3\0";

impl Project {
    /// Opens the project at `path`, or makes a new one there. A project of an
    /// older version is brought up to date, all of it or not at all.
    ///
    /// # Errors
    ///
    /// [`ProjectError::NotAProject`], [`ProjectError::OtherVersion`],
    /// [`ProjectError::CannotOpen`], [`ProjectError::ReadOnly`],
    /// [`ProjectError::Locked`], [`ProjectError::DiskFull`] or
    /// [`ProjectError::Damaged`]. A file that is not a project is left as it is.
    pub fn create_or_open(path: &Path) -> Result<Self, ProjectError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        // SQLite opens a file that it may not write to for reading.
        let project = Self::connect(path, || Connection::open_with_flags(path, flags))?;
        let read_only = project.connection.is_readonly("main");
        if read_only.map_err(|source| project.error(source))? {
            let source = failure(rusqlite::ffi::SQLITE_READONLY);
            return Err(ProjectError::of(path, source));
        }
        Ok(project)
    }

    /// Opens the project at `path`, which must exist, to read and to decide.
    ///
    /// # Errors
    ///
    /// [`ProjectError::NotFound`], otherwise as [`Project::create_or_open`].
    pub fn open(path: &Path) -> Result<Self, ProjectError> {
        found(path)?;
        Self::create_or_open(path)
    }

    /// Opens the project at `path`, which must exist, only to read. Works on
    /// read-only media too, where nobody else writes to the project.
    ///
    /// # Errors
    ///
    /// [`ProjectError::NotFound`], [`ProjectError::NotUpToDate`], otherwise as
    /// [`Project::create_or_open`].
    pub fn open_read_only(path: &Path) -> Result<Self, ProjectError> {
        found(path)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let opened = Self::connect(path, || Connection::open_with_flags(path, flags));
        match opened {
            // A reader, too, makes a file beside the project to agree with
            // writers. Where it cannot, nobody can write.
            Err(ProjectError::CannotOpen { .. } | ProjectError::ReadOnly { .. })
                if !has_log(path) =>
            {
                let flags = flags | OpenFlags::SQLITE_OPEN_URI;
                let address = format!("file:{}?immutable=1", escaped(path));
                Self::connect(path, || Connection::open_with_flags(address, flags))
            }
            opened => opened,
        }
    }

    /// Makes a project that lives in memory only.
    ///
    /// # Errors
    ///
    /// [`ProjectError::Database`] when memory runs out.
    pub fn in_memory() -> Result<Self, ProjectError> {
        Self::connect(Path::new(":memory:"), Connection::open_in_memory)
    }

    /// Returns where the project lives.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn connect(
        path: &Path,
        open: impl FnOnce() -> rusqlite::Result<Connection>,
    ) -> Result<Self, ProjectError> {
        open()
            .and_then(|connection| prepare(connection, path))
            .map_err(|source| match source.sqlite_error_code() {
                Some(ErrorCode::NotADatabase) if !has_magic(path) => ProjectError::NotAProject {
                    path: path.to_owned(),
                },
                _ => ProjectError::of(path, source),
            })?
    }
}

/// Checks that the database is a project, makes it one if it is empty and
/// brings it up to date if it is old.
fn prepare(connection: Connection, path: &Path) -> rusqlite::Result<Result<Project, ProjectError>> {
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    // The same plan whatever is asked for: a statement is not prepared anew
    // for each value bound to it.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    let mut project = Project {
        connection,
        path: path.to_owned(),
    };
    let found = match state(&project.connection)? {
        State::Foreign => {
            return Ok(Err(ProjectError::NotAProject { path: project.path }));
        }
        State::Empty => None,
        State::Version(found) => Some(found),
    };
    if let Some(found) = found
        && !(OLDEST_VERSION..=SCHEMA_VERSION).contains(&found)
    {
        return Ok(Err(ProjectError::OtherVersion {
            path: project.path,
            found,
        }));
    }
    let set = |pragma: &str, value: i64| project.connection.pragma_update(None, pragma, value);
    set("cache_size", -CACHE_KIB)?;
    if project.connection.is_readonly("main")? {
        return Ok(match found {
            Some(SCHEMA_VERSION) => Ok(project),
            Some(found) => Err(ProjectError::NotUpToDate {
                path: project.path,
                found,
            }),
            None => Err(ProjectError::NotAProject { path: project.path }),
        });
    }
    // Means nothing for a project that exists.
    set("page_size", PAGE_BYTES.into())?;
    set("wal_autocheckpoint", LOG_PAGES.into())?;
    project
        .connection
        .pragma_update(None, "journal_mode", "WAL")?;
    // What is acknowledged is on the disk, also when the power fails.
    project
        .connection
        .pragma_update(None, "synchronous", "FULL")?;
    if found != Some(SCHEMA_VERSION) {
        bring_up_to_date(&mut project.connection)?;
    }
    project
        .connection
        .pragma_update(None, "foreign_keys", true)?;
    Ok(Ok(project))
}

/// What a database file is.
enum State {
    /// Of another program.
    Foreign,
    /// Without anything in it.
    Empty,
    /// A project with a schema of this version.
    Version(i32),
}

fn state(connection: &Connection) -> rusqlite::Result<State> {
    let number = |pragma: &str| connection.pragma_query_value(None, pragma, |row| row.get(0));
    let application: i32 = number("application_id")?;
    let version: i32 = number("user_version")?;
    let tables: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    Ok(match (application, version, tables) {
        (APPLICATION_ID, version, _) => State::Version(version),
        (0, 0, 0) => State::Empty,
        _ => State::Foreign,
    })
}

/// Makes the schema, or migrates to it, in one transaction. Looks again inside
/// it: another process may have been first.
fn bring_up_to_date(connection: &mut Connection) -> rusqlite::Result<()> {
    let transaction =
        connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    match state(&transaction)? {
        State::Empty => {
            transaction.execute_batch(SCHEMA)?;
            transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
        }
        State::Version(version) if version < SCHEMA_VERSION => migrate(&transaction, version)?,
        State::Version(_) | State::Foreign => {}
    }
    transaction.pragma_update(None, "user_version", SCHEMA_VERSION)?;
    transaction.commit()
}

fn found(path: &Path) -> Result<(), ProjectError> {
    if path.exists() {
        return Ok(());
    }
    Err(ProjectError::NotFound {
        path: path.to_owned(),
    })
}

/// Tells whether a file starts as a database does, so that it was one.
fn has_magic(path: &Path) -> bool {
    use std::io::Read;
    let mut start = Vec::new();
    std::fs::File::open(path)
        .and_then(|file| file.take(SQLITE_MAGIC.len() as u64).read_to_end(&mut start))
        .is_ok_and(|_| start == SQLITE_MAGIC)
}

/// Tells whether changes wait beside a database that it does not hold itself.
fn has_log(path: &Path) -> bool {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    std::fs::metadata(PathBuf::from(log)).is_ok_and(|log| log.len() > 0)
}

/// A path as part of an address that SQLite opens.
fn escaped(path: &Path) -> String {
    let path: PathBuf = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    path.to_string_lossy()
        .replace('%', "%25")
        .replace('?', "%3f")
        .replace('#', "%23")
}

fn failure(code: i32) -> rusqlite::Error {
    rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(code), None)
}
