//! Codings of a project of REFI-QDA.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use quick_xml::events::{BytesStart, Event};
use waardenscan::{PassageRecord, Span};
use waardenscan_archive::{Project, State, StoredDocument, Verdict};
use zip::ZipArchive;

use super::known::Known;
use super::said::Said;
use super::{ImportError, Judged};
use crate::ReportError;
use crate::export::{ENGINE, PlainText, code_guid, source_guid};

/// The entry with the codings.
pub(super) const PROJECT: &str = "project.qde";
/// Bytes that an entry may inflate to. Our choice: the codings of a million
/// suggestions take half of it.
const MAX_BYTES: u64 = 1 << 30;

/// Why something is no project of REFI-QDA.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CodingsError {
    /// The package, or an entry of it, cannot be read.
    #[error("{entry} cannot be read")]
    Package {
        /// Name of the entry.
        entry: String,
        /// Why.
        source: std::io::Error,
    },
    /// The project is no XML.
    #[error("project.qde cannot be read")]
    Xml(#[from] quick_xml::Error),
}

/// A project as far as it is used.
#[derive(Default)]
struct Coded {
    /// Names by identifier.
    users: BTreeMap<String, String>,
    codes: BTreeMap<String, String>,
    sources: Vec<Source>,
}

/// A document.
#[derive(Default)]
struct Source {
    guid: String,
    name: String,
    /// Its text: "internal://" and the name of an entry.
    path: String,
    selections: Vec<Selection>,
}

/// Words of a document, in code points of its text.
#[derive(Default)]
struct Selection {
    start: usize,
    end: usize,
    description: String,
    codings: Vec<Coding>,
}

#[derive(Default)]
struct Coding {
    user: String,
    code: String,
}

/// What the codings of a value in a passage say together.
struct Marked {
    span: Span,
    /// The users, by name.
    by: BTreeSet<String>,
    description: String,
}

pub(super) fn read(
    project: &Project,
    known: &Known,
    missing_is_rejected: bool,
    file: &[u8],
) -> Result<Vec<Judged>, ImportError> {
    let coded = Coded::read(&entry(file, PROJECT)?)?;
    let mut judged = Vec::new();
    for source in &coded.sources {
        let place = format!("document {}", source.name);
        let Some(document) = known.documents.iter().find(|it| source.is(it)) else {
            judged.push((place, Err("the project has no such document".into())));
            continue;
        };
        let passages = project.passages(document).map_err(ReportError::from)?;
        let text = PlainText::new(&passages);
        let name = source.path.rsplit('/').next().unwrap_or_default();
        let coded_text = entry(file, &format!("sources/{name}"))?;
        if !same_places(&text.text, &coded_text) {
            let problem = "its text is not that of the project";
            judged.push((place, Err(problem.into())));
            continue;
        }
        let mut of = Of {
            coded: &coded,
            known,
            sha256: document.sha256.as_deref().unwrap_or_default(),
            place,
            passages: &passages,
            marked: BTreeMap::new(),
            judged: &mut judged,
        };
        of.gather(&source.selections, &text.starts);
        of.judge();
        if missing_is_rejected {
            of.reject_missing();
        }
    }
    Ok(judged)
}

/// Reads an entry of the package as text.
fn entry(file: &[u8], name: &str) -> Result<String, CodingsError> {
    let failed = |source| CodingsError::Package {
        entry: name.to_owned(),
        source,
    };
    let package = ZipArchive::new(Cursor::new(file)).map_err(|it| failed(it.into()));
    let mut package = package?;
    let entry = package.by_name(name).map_err(|it| failed(it.into()))?;
    let mut text = String::new();
    let mut limited = entry.take(MAX_BYTES);
    limited.read_to_string(&mut text).map_err(failed)?;
    Ok(text)
}

/// Tells whether places in one text are places in the other: personal data may
/// be blackened out in either.
fn same_places(one: &str, other: &str) -> bool {
    let other = other.strip_prefix('\u{feff}').unwrap_or(other);
    let mut pairs = one.chars().zip(other.chars());
    one.chars().count() == other.chars().count()
        && pairs.all(|(a, b)| a == b || a == '█' || b == '█')
}

impl Source {
    /// Tells whether this is a document of the project: by the identifier that an
    /// export gave it, or by its path, as some tools give new identifiers.
    fn is(&self, document: &StoredDocument) -> bool {
        document.failure.is_none()
            && (self.guid.eq_ignore_ascii_case(&source_guid(document))
                || self.name == document.path)
    }
}

/// One document with its codings.
struct Of<'a> {
    coded: &'a Coded,
    known: &'a Known,
    sha256: &'a str,
    place: String,
    passages: &'a [PassageRecord],
    /// By index of the passage and value.
    marked: BTreeMap<(usize, String), Marked>,
    judged: &'a mut Vec<Judged>,
}

impl Of<'_> {
    fn gather(&mut self, selections: &[Selection], starts: &[usize]) {
        for selection in selections {
            let words = self.words(selection, starts);
            for coding in &selection.codings {
                match (words, self.value(&coding.code)) {
                    (Some((index, span)), Some(value)) => {
                        let by = self.coded.users.get(&coding.user).cloned();
                        let marked = self.marked.entry((index, value)).or_insert(Marked {
                            span,
                            by: BTreeSet::new(),
                            description: String::new(),
                        });
                        marked.by.extend(by);
                        if marked.description.is_empty() {
                            marked.description.clone_from(&selection.description);
                        }
                    }
                    (None, _) => {
                        let Selection { start, end, .. } = selection;
                        let problem = format!("a coding from {start} to {end} is in no passage");
                        self.judged.push((self.place.clone(), Err(problem)));
                    }
                    (_, None) => {
                        let code = self.coded.codes.get(&coding.code);
                        let code = code.map_or(coding.code.as_str(), String::as_str);
                        let problem = format!("the code \"{code}\" is no value");
                        self.judged.push((self.place.clone(), Err(problem)));
                    }
                }
            }
        }
    }

    /// Returns the passage in which a selection begins, and its words there; none
    /// where there are none.
    fn words(&self, selection: &Selection, starts: &[usize]) -> Option<(usize, Span)> {
        let after = starts.partition_point(|start| *start <= selection.start);
        let index = after.checked_sub(1)?;
        let length = self.passages.get(index)?.text.chars().count();
        let start = *starts.get(index)?;
        let from = selection.start.checked_sub(start)?;
        let to = selection.end.checked_sub(start)?.min(length);
        (from < to).then(|| (index, Span::new(from, to)))
    }

    /// Returns the value that a code is: by the identifier that an export gave
    /// it, or by its name.
    fn value(&self, code: &str) -> Option<String> {
        let mut values = self.known.values.iter();
        let by_guid = values.find(|it| code.eq_ignore_ascii_case(&code_guid(&it.id)));
        let by_name = || self.known.id(self.coded.codes.get(code)?);
        by_guid
            .map(|it| it.id.as_str())
            .or_else(by_name)
            .map(str::to_owned)
    }

    fn judge(&mut self) {
        for ((index, value), marked) in &self.marked {
            let Some(passage) = self.passages.get(*index) else {
                continue;
            };
            let block = passage.block as u64;
            let words = marked.span.start..marked.span.end;
            let decision = match self.known.finding(self.sha256, block, value) {
                None => {
                    let reason = super::said::reason(&marked.description);
                    Ok(self.known.find(self.sha256, passage, value, words, reason))
                }
                Some(finding) => {
                    // "akkoord; score 0,71; …": what was decided comes first.
                    let first = marked.description.split(';').next().unwrap_or_default();
                    let said = Said::read(first, self.known);
                    let said = said.filter(|it| it.decision != "open");
                    let by_others = marked.by.iter().any(|name| name != ENGINE);
                    match said {
                        Some(said) => {
                            // The description of an export does not repeat them.
                            let said = Said {
                                reason: said.reason.or_else(|| finding.reason.clone()),
                                other: said.other.or_else(|| finding.other.clone()),
                                ..said
                            };
                            self.known.judge(finding, &said)
                        }
                        None if finding.state == State::Open && by_others => {
                            Ok(Some(self.known.decide(finding, Verdict::Accept)))
                        }
                        None => Ok(None),
                    }
                }
            };
            let place = format!("{}, block {block}, {value}", self.place);
            self.judged.push((place, decision));
        }
    }

    /// Rejects what is open or accepted and has no coding.
    fn reject_missing(&mut self) {
        for finding in self.known.findings(self.sha256) {
            let mut passages = self.passages.iter();
            let index = passages.position(|it| it.block as u64 == finding.block);
            let is_marked = |index| self.marked.contains_key(&(index, finding.value.clone()));
            let counts = matches!(finding.state, State::Open | State::Accepted);
            if finding.is_suggested && counts && !index.is_some_and(is_marked) {
                let verdict = Verdict::Reject {
                    reason: Some("de codering is weggehaald".to_owned()),
                };
                let place = format!("{}, block {}", self.place, finding.block);
                let decision = self.known.decide(finding, verdict);
                self.judged.push((place, Ok(Some(decision))));
            }
        }
    }
}

impl Coded {
    fn read(xml: &str) -> Result<Self, CodingsError> {
        let mut coded = Self::default();
        let mut reader = quick_xml::Reader::from_str(xml);
        reader.config_mut().expand_empty_elements = true;
        let mut in_description = false;
        loop {
            match reader.read_event()? {
                Event::Eof => return Ok(coded),
                Event::Start(start) => {
                    in_description = start.local_name().as_ref() == "Description";
                    coded.start(&start);
                }
                Event::End(_) => in_description = false,
                Event::Text(text) if in_description => coded.describe(&text.into_inner()),
                Event::GeneralRef(reference) if in_description => {
                    let letter = reference.resolve_char_ref().ok().flatten();
                    let letter = letter.map(|letter| letter.to_string());
                    let named = quick_xml::escape::resolve_predefined_entity(&reference);
                    coded.describe(letter.as_deref().or(named).unwrap_or_default());
                }
                _ => {}
            }
        }
    }

    fn start(&mut self, start: &BytesStart<'_>) {
        let value = |name: &str| {
            let found = start.try_get_attribute(name).ok().flatten();
            found.and_then(|it| {
                let value = quick_xml::escape::unescape(&it.value).ok()?;
                Some(value.into_owned())
            })
        };
        let text = |name| value(name).unwrap_or_default();
        let number = |name| {
            value(name)
                .and_then(|it| it.parse().ok())
                .unwrap_or_default()
        };
        let source = self.sources.last_mut();
        match start.local_name().as_ref() {
            "User" => {
                self.users.insert(text("guid"), text("name"));
            }
            "Code" => {
                self.codes.insert(text("guid"), text("name"));
            }
            "TextSource" => self.sources.push(Source {
                guid: text("guid"),
                name: text("name"),
                path: text("plainTextPath"),
                selections: Vec::new(),
            }),
            "PlainTextSelection" => {
                if let Some(source) = source {
                    source.selections.push(Selection {
                        start: number("startPosition"),
                        end: number("endPosition"),
                        ..Selection::default()
                    });
                }
            }
            "Coding" => {
                if let Some(selection) = source.and_then(|it| it.selections.last_mut()) {
                    selection.codings.push(Coding {
                        user: text("creatingUser"),
                        code: String::new(),
                    });
                }
            }
            "CodeRef" => {
                let selection = source.and_then(|it| it.selections.last_mut());
                if let Some(coding) = selection.and_then(|it| it.codings.last_mut()) {
                    coding.code = text("targetGUID");
                }
            }
            _ => {}
        }
    }

    /// Adds to the description of the selection that is open.
    fn describe(&mut self, text: &str) {
        let source = self.sources.last_mut();
        if let Some(selection) = source.and_then(|it| it.selections.last_mut()) {
            selection.description.push_str(text);
        }
    }
}
