//! The parts of a file: entries of a zip package, or slices of a flat file.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
    ops::Range,
};

use waardenscan_document::{ReadError, Warning, WarningKind};
use zip::{ZipArchive, result::ZipError};

use crate::{
    Limits,
    part_name::normalised,
    salvage,
    xml::{Damage, Event, Ns, Xml, decode},
};

/// The parts of one file, read on demand within the file's limits.
pub(crate) struct Package<'b> {
    source: Source<'b>,
    limits: Limits,
    /// Bytes that may still be inflated.
    allowance: u64,
    warnings: Vec<Warning>,
}

enum Source<'b> {
    Zip {
        archive: ZipArchive<Cursor<&'b [u8]>>,
        entries: BTreeMap<String, usize>,
    },
    /// A zip without a directory: where each entry starts.
    Salvaged {
        bytes: &'b [u8],
        entries: BTreeMap<String, usize>,
    },
    Flat {
        text: String,
        parts: BTreeMap<String, Range<usize>>,
    },
}

impl<'b> Package<'b> {
    /// Opens a zip package.
    pub(crate) fn open_zip(bytes: &'b [u8], limits: Limits) -> Result<Self, ReadError> {
        let archive = match ZipArchive::new(Cursor::new(bytes)) {
            Ok(archive) => archive,
            Err(error) => return Self::salvage(bytes, limits, &error),
        };
        let mut warnings = Vec::new();
        if archive.len() > limits.max_entries {
            warnings.push(Warning::new(
                WarningKind::LimitReached,
                format!(
                    "only the first {} entries were looked at",
                    limits.max_entries
                ),
            ));
        }
        let mut entries = BTreeMap::new();
        for (index, name) in archive
            .file_names_raw()
            .take(limits.max_entries)
            .enumerate()
        {
            entries.insert(normalised(&String::from_utf8_lossy(name)), index);
        }
        Ok(Self {
            source: Source::Zip { archive, entries },
            limits,
            allowance: limits.inflated_bytes(bytes.len()),
            warnings,
        })
    }

    fn salvage(bytes: &'b [u8], limits: Limits, error: &ZipError) -> Result<Self, ReadError> {
        let cause = format!("the package cannot be opened: {error}");
        let entries = salvage::entries(bytes, limits.max_entries);
        if entries.is_empty() {
            return Err(ReadError::Damaged { cause });
        }
        Ok(Self {
            source: Source::Salvaged { bytes, entries },
            limits,
            allowance: limits.inflated_bytes(bytes.len()),
            warnings: vec![Warning::new(
                WarningKind::Damaged,
                format!("{cause}; what is left of its parts was read"),
            )],
        })
    }

    /// Opens a flat package (Flat OPC): one XML file with all parts in it.
    pub(crate) fn open_flat(bytes: &[u8], limits: Limits) -> Self {
        let (text, _) = decode(bytes.to_vec());
        let parts = flat_parts(&text, limits.max_depth);
        Self::flat(text, parts, limits)
    }

    /// Opens one XML file that is all of `names` at once (Flat ODF).
    pub(crate) fn open_single(bytes: &[u8], names: &[&str], limits: Limits) -> Self {
        let (text, _) = decode(bytes.to_vec());
        let parts = names
            .iter()
            .map(|&name| (name.to_owned(), 0..text.len()))
            .collect();
        Self::flat(text, parts, limits)
    }

    fn flat(text: String, parts: BTreeMap<String, Range<usize>>, limits: Limits) -> Self {
        let allowance = limits.inflated_bytes(text.len());
        Self {
            source: Source::Flat { text, parts },
            limits,
            allowance,
            warnings: Vec::new(),
        }
    }

    pub(crate) const fn limits(&self) -> Limits {
        self.limits
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        match &self.source {
            Source::Zip { entries, .. } | Source::Salvaged { entries, .. } => {
                entries.contains_key(name)
            }
            Source::Flat { parts, .. } => parts.contains_key(name),
        }
    }

    /// The normalised names of all parts, in alphabetical order.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        let (zip, flat) = match &self.source {
            Source::Zip { entries, .. } | Source::Salvaged { entries, .. } => {
                (Some(entries.keys()), None)
            }
            Source::Flat { parts, .. } => (None, Some(parts.keys())),
        };
        zip.into_iter()
            .flatten()
            .chain(flat.into_iter().flatten())
            .map(String::as_str)
    }

    /// Whether any entry is protected with a password.
    pub(crate) fn is_encrypted(&mut self) -> bool {
        match &mut self.source {
            Source::Zip { archive, entries } => entries.values().any(|&index| {
                archive
                    .by_index_data(index)
                    .is_ok_and(|entry| entry.encrypted())
            }),
            Source::Salvaged { .. } | Source::Flat { .. } => false,
        }
    }

    /// Reads the part `name` as text; `None` where there is none, or nothing
    /// of it can be read.
    pub(crate) fn text(&mut self, name: &str) -> Option<String> {
        let bytes = self.inflate(name)?;
        let (text, damaged) = decode(bytes);
        if damaged {
            self.warn_damaged(name, "some of its characters are no text");
        }
        Some(text)
    }

    fn inflate(&mut self, name: &str) -> Option<Vec<u8>> {
        let (bytes, problem) = match &mut self.source {
            Source::Zip { archive, entries } => {
                let &index = entries.get(name)?;
                match archive.by_index(index) {
                    Ok(entry) => {
                        // The stated size may lie: it only saves copying.
                        let stated = entry.size().min(self.allowance).min(16 << 20);
                        let mut bytes = Vec::with_capacity(usize::try_from(stated).unwrap_or(0));
                        let read = entry.take(self.allowance + 1).read_to_end(&mut bytes);
                        (bytes, read.err().map(|error| error.to_string()))
                    }
                    Err(error) => (Vec::new(), Some(describe(&error))),
                }
            }
            Source::Salvaged { bytes, entries } => {
                let &offset = entries.get(name)?;
                let (bytes, error) = salvage::inflate(bytes, offset, self.allowance + 1);
                (bytes, error.as_ref().map(describe))
            }
            Source::Flat { text, parts } => {
                let part = text.get(parts.get(name)?.clone())?;
                (part.as_bytes().to_vec(), None)
            }
        };
        if let Some(problem) = problem {
            self.warn_damaged(name, &problem);
            if bytes.is_empty() {
                return None;
            }
        }
        Some(self.within_allowance(name, bytes))
    }

    fn within_allowance(&mut self, name: &str, mut bytes: Vec<u8>) -> Vec<u8> {
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if length > self.allowance {
            bytes.truncate(usize::try_from(self.allowance).unwrap_or(usize::MAX));
            self.allowance = 0;
            self.warn(Warning::new(
                WarningKind::LimitReached,
                format!("{name} was not read to its end: the file inflates to too many bytes"),
            ));
        } else {
            self.allowance -= length;
        }
        bytes
    }

    /// Parses `text`, the part `name`, with `read`.
    pub(crate) fn parse<T>(
        &mut self,
        name: &str,
        text: &str,
        read: impl FnOnce(&mut Xml<'_>) -> T,
    ) -> T {
        let mut xml = Xml::new(text, self.limits.max_depth);
        let result = read(&mut xml);
        match xml.into_damage() {
            Some(Damage::Broken(cause)) => self.warn_damaged(name, &cause),
            Some(Damage::TooDeep) => {
                let limit = self.limits.max_depth;
                self.warnings.push(Warning::new(
                    WarningKind::LimitReached,
                    format!("{name}: more than {limit} elements are open at once"),
                ));
            }
            None => {}
        }
        result
    }

    /// Reads and parses the part `name`; `None` where it is absent.
    pub(crate) fn parse_part<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(&mut Xml<'_>) -> T,
    ) -> Option<T> {
        let text = self.text(name)?;
        Some(self.parse(name, &text, read))
    }

    pub(crate) fn warn(&mut self, warning: Warning) {
        if !self.warnings.contains(&warning) {
            self.warnings.push(warning);
        }
    }

    pub(crate) fn warn_full(&mut self) {
        let limit = self.limits.max_blocks;
        self.warn(Warning::new(
            WarningKind::LimitReached,
            format!("blocks after the first {limit} were left out"),
        ));
    }

    fn warn_damaged(&mut self, name: &str, cause: &str) {
        self.warn(Warning::new(
            WarningKind::Damaged,
            format!("{name} was read in part: {cause}"),
        ));
    }

    /// Whether everything so far was read to its end.
    pub(crate) fn is_whole(&self) -> bool {
        self.warnings.is_empty()
    }

    /// Whether all parts lie in one XML file.
    pub(crate) const fn is_flat(&self) -> bool {
        matches!(self.source, Source::Flat { .. })
    }

    /// Ends the reading without a document: for the first thing that went
    /// wrong, or `otherwise`.
    pub(crate) fn into_error(self, otherwise: &str) -> ReadError {
        match self.warnings.into_iter().next() {
            Some(warning) if warning.kind == WarningKind::LimitReached => ReadError::OverLimit {
                limit: warning.message,
            },
            Some(warning) => ReadError::Damaged {
                cause: warning.message,
            },
            None => ReadError::Damaged {
                cause: otherwise.to_owned(),
            },
        }
    }

    /// Ends the reading and hands out what went less than well.
    pub(crate) fn into_warnings(self) -> Vec<Warning> {
        self.warnings
    }
}

fn describe(error: &ZipError) -> String {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
            "it is protected with a password".to_owned()
        }
        _ => error.to_string(),
    }
}

/// Finds the parts of a Flat OPC file: `pkg:part` with its XML inside.
fn flat_parts(text: &str, max_depth: usize) -> BTreeMap<String, Range<usize>> {
    let mut xml = Xml::new(text, max_depth);
    let mut parts = BTreeMap::new();
    let mut name = None;
    loop {
        match xml.next() {
            Event::Start(element) => match element.name() {
                (Ns::FlatPackage, "part") => {
                    name = element
                        .attribute(Ns::FlatPackage, "name")
                        .map(|name| normalised(&name));
                }
                (Ns::FlatPackage, "xmlData") => {
                    let outside = xml.depth() - 1;
                    let start = xml.position();
                    xml.skip_to(outside);
                    let end = text
                        .get(..xml.position())
                        .and_then(|read| read.rfind("</"))
                        .unwrap_or(start);
                    if let Some(name) = name.take() {
                        parts.insert(name, start..end.max(start));
                    }
                }
                _ => {}
            },
            Event::Eof => return parts,
            _ => {}
        }
    }
}
