//! Zip archives of documents: what they hold, and taking it out.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs::{File, Metadata};
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::SystemTime;

use zip::{CompressionMethod, ZipArchive};

use crate::content::{self, MAX_BYTES, too_large};
use crate::inputs::display;
use crate::{Failure, FailureKind};

/// The most members of an archive: its directory is held in memory.
const MAX_MEMBERS: usize = 100_000;

/// The most bytes that are read to find and understand the directory of an
/// archive. One of a hundred thousand members takes some ten million.
const MAX_DIRECTORY_BYTES: u64 = 32 << 20;

/// What a zip file starts with, one without members last (APPNOTE, sections
/// 4.3.7 and 4.3.16).
const MAGIC: [&[u8; 4]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];

/// Parts that make a zip file a document of an office program, a book or a
/// program, and no archive of documents.
const PARTS: [&str; 6] = [
    "[content_types].xml",
    "_rels/.rels",
    "mimetype",
    "meta-inf/manifest.xml",
    "content.xml",
    "word/document.xml",
];

/// A file in a zip archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Its name within the archive, with `/` between its parts.
    pub name: String,
    /// Its size in bytes when unpacked, as the archive says.
    pub bytes: u64,
}

/// What a file turned out to be when it was looked into.
pub(crate) enum Looked {
    /// No archive of documents; its reader tells what it is.
    Other,
    /// An archive with these files, sorted as those of a folder are.
    Archive(Vec<Member>),
    /// An archive that is not taken apart.
    Refused(Failure),
}

/// Looks whether a file is an archive of documents, by its content.
pub(crate) fn look_into(path: &Path) -> Looked {
    if !starts_as_zip(path).unwrap_or(false) {
        return Looked::Other;
    }
    // Written by others, read outside a worker.
    match catch_unwind(|| Archive::open(path).map(|archive| archive.look())) {
        Ok(Ok(looked)) => looked,
        // Perhaps a document that is damaged: its reader says so.
        _ => Looked::Other,
    }
}

fn starts_as_zip(path: &Path) -> io::Result<bool> {
    // Asked before opening: to open a pipe is to wait for who writes into it.
    if !path.metadata()?.is_file() {
        return Ok(false);
    }
    let mut start = [0; 4];
    let read = File::open(path)?.read_exact(&mut start);
    Ok(read.is_ok() && MAGIC.contains(&&start))
}

/// Splits a path that leads into an archive: the file that would be the
/// archive, and the name of the member; none where no part of it is a file.
pub(crate) fn split(path: &Path) -> Option<(&Path, String)> {
    let archive = path.ancestors().skip(1).find(|above| above.is_file())?;
    let member = path.strip_prefix(archive).ok()?;
    Some((archive, display(member)))
}

/// Reads the file that an outcome is about, by its
/// [path](crate::Outcome::path): a file, or one in a zip archive
/// (`archive.zip/plan.pdf`).
///
/// # Errors
///
/// The [`Failure`] that a scan would report.
pub fn read_file(path: &Path) -> Result<Vec<u8>, Failure> {
    let mut opener = Opener::default();
    match split(path) {
        Some((archive, member)) => opener.read(archive, Some(&member)),
        None => opener.read(path, None),
    }
}

/// Takes files from the disk, and out of archives. The last archive stays
/// open, since its members come one after the other.
#[derive(Default)]
pub(crate) struct Opener {
    open: Option<(PathBuf, Archive)>,
}

impl Opener {
    /// Reads a file whole, or a member of the archive that it is.
    pub(crate) fn read(&mut self, path: &Path, member: Option<&str>) -> Result<Vec<u8>, Failure> {
        let Some(member) = member else {
            return content::read(path);
        };
        let reading = AssertUnwindSafe(|| self.archive(path)?.read(member));
        let bytes = catch_unwind(reading).unwrap_or_else(|_| {
            let kind = FailureKind::ParserFailed;
            Err(Failure::new(kind, "the parser of the archive failed"))
        });
        if bytes.is_err() {
            // Whatever state it is in.
            self.open = None;
        }
        bytes
    }

    /// Tells whether an archive has a member.
    pub(crate) fn has(&mut self, path: &Path, member: &str) -> bool {
        let looking = AssertUnwindSafe(|| {
            let archive = self.archive(path);
            archive.is_ok_and(|archive| archive.members.contains_key(member))
        });
        catch_unwind(looking).unwrap_or(false)
    }

    fn archive(&mut self, path: &Path) -> Result<&mut Archive, Failure> {
        let stamp = stamp(&path.metadata()?);
        let kept = self.open.take();
        let kept = kept.filter(|(at, archive)| at == path && archive.stamp == stamp);
        let open = match kept {
            Some(kept) => kept,
            None => (path.to_owned(), Archive::open(path)?),
        };
        Ok(&mut self.open.insert(open).1)
    }
}

/// An open archive.
struct Archive {
    zip: ZipArchive<Reader>,
    /// The place of each member in the directory.
    members: BTreeMap<String, usize>,
    /// What may still be read of the file.
    left: Rc<Cell<u64>>,
    file_bytes: u64,
    stamp: Stamp,
}

/// Size and time of change of a file.
type Stamp = (u64, Option<SystemTime>);

fn stamp(metadata: &Metadata) -> Stamp {
    (metadata.len(), metadata.modified().ok())
}

impl Archive {
    fn open(path: &Path) -> Result<Self, Failure> {
        let file = File::open(path)?;
        let metadata = file.metadata()?;
        let left = Rc::new(Cell::new(MAX_DIRECTORY_BYTES));
        let reader = Reader {
            file: BufReader::new(file),
            left: left.clone(),
        };
        let zip = ZipArchive::new(reader).map_err(|error| damaged(&error))?;
        let names = (0..zip.len()).filter_map(|index| {
            let name = zip.name_for_index(index)?.ok()?;
            Some((normalised(&name), index))
        });
        Ok(Self {
            members: names.collect(),
            left,
            file_bytes: metadata.len(),
            stamp: stamp(&metadata),
            zip,
        })
    }

    fn look(&self) -> Looked {
        let is_part = |name: &String| PARTS.contains(&name.to_lowercase().as_str());
        if self.members.keys().any(is_part) {
            return Looked::Other;
        }
        let refused = |kind, why: &str| Looked::Refused(Failure::new(kind, why));
        if self.members.len() > MAX_MEMBERS {
            return refused(
                FailureKind::OverLimit,
                &format!("the archive is over a limit: more than {MAX_MEMBERS} files"),
            );
        }
        let mut members = Vec::new();
        let mut packed = 0_u64;
        for (name, &index) in &self.members {
            let Ok(entry) = self.zip.by_index_data(index) else {
                continue;
            };
            packed = packed.saturating_add(entry.compressed_size());
            if entry.is_file() && is_visible(name) {
                members.push(Member {
                    name: name.clone(),
                    bytes: entry.size(),
                });
            }
        }
        if packed > self.file_bytes {
            // Files that share their bytes: a small archive that unpacks to a
            // great deal.
            let why = "the files in the archive overlap, so it is not unpacked";
            return refused(FailureKind::OverLimit, why);
        }
        if members.is_empty() {
            return refused(FailureKind::NoContent, "the archive holds no files");
        }
        members.sort_by(|a, b| Path::new(&a.name).cmp(Path::new(&b.name)));
        Looked::Archive(members)
    }

    fn read(&mut self, member: &str) -> Result<Vec<u8>, Failure> {
        let found = self.members.get(member).copied();
        let index = found
            .ok_or_else(|| Failure::new(FailureKind::NotFound, "the archive holds no such file"))?;
        self.left.set(u64::MAX);
        let entry = self.zip.by_index_data(index);
        let entry = entry.map_err(|error| damaged(&error))?;
        if entry.encrypted() {
            let why = "protected with a password in its archive; unpack it first";
            return Err(Failure::new(FailureKind::Encrypted, why));
        }
        let known = [CompressionMethod::Stored, CompressionMethod::Deflated];
        if !known.contains(&entry.compression()) {
            let why = "packed in its archive by a method that is not known; unpack it first";
            return Err(Failure::new(FailureKind::UnknownFormat, why));
        }
        if entry.size() > MAX_BYTES {
            return Err(too_large());
        }
        let file = self.zip.by_index(index);
        let file = file.map_err(|error| damaged(&error))?;
        let mut bytes = Vec::new();
        // What it says of its size may be a lie.
        file.take(MAX_BYTES + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| damaged(&error))?;
        if bytes.len() as u64 > MAX_BYTES {
            return Err(too_large());
        }
        Ok(bytes)
    }
}

/// A name with `/` between its parts, without those that lead nowhere.
fn normalised(name: &str) -> String {
    let parts = name.split(['/', '\\']);
    let parts: Vec<&str> = parts
        .filter(|part| !matches!(*part, "" | "." | ".."))
        .collect();
    parts.join("/")
}

/// Leaves out what is left out of folders, and what macOS adds to archives.
fn is_visible(name: &str) -> bool {
    let hidden = |part: &str| part.starts_with('.') || part == "__MACOSX";
    !name.is_empty() && !name.split('/').any(hidden)
}

fn damaged(error: &impl std::fmt::Display) -> Failure {
    let why = format!("damaged in its archive: {error}");
    Failure::new(FailureKind::Damaged, why)
}

/// Reads no more than is left.
struct Reader {
    file: BufReader<File>,
    left: Rc<Cell<u64>>,
}

impl Read for Reader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        let left = self.left.get().checked_sub(read as u64);
        self.left
            .set(left.ok_or_else(|| io::Error::other("the directory is too long"))?);
        Ok(read)
    }
}

impl Seek for Reader {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}
