//! Radar of definitions: one definition under several names, and several
//! definitions under one name.

mod find;
mod likeness;
mod page;
mod pattern;
mod record;
mod workbook;

use std::collections::BTreeMap;
use std::io::{Seek, Write};

use waardenscan::Lexicon;
use waardenscan::dutch::Dutch;
use waardenscan_archive::{Project, RunId, StoredDocument, mask_personal};

use crate::ReportError;
use find::{Finder, Found};
use likeness::meanings;
pub use record::{Definition, DefinitionPlace, Definitions, Meaning, Name, VERSION};

/// What the radar looks at.
#[derive(Clone, Copy, Debug, Default)]
pub struct DefinitionOptions {
    /// Whether every defined term counts. Default: those that point to a value
    /// of the lexicon.
    pub all: bool,
    /// Whether personal data stay as they are. Default: each character of them
    /// becomes a black block.
    pub personal_data: bool,
}

/// Finds the definitions in the documents of a run, and which of them say the
/// same.
///
/// `lexicon` tells which terms point to a value; it should be the one that the
/// run was scanned with. Values have the names of the workspace. The same
/// project and lexicon give the same result.
///
/// # Errors
///
/// [`ReportError::Project`].
pub fn definitions(
    project: &Project,
    run: RunId,
    lexicon: &Lexicon,
    options: DefinitionOptions,
) -> Result<Definitions, ReportError> {
    let info = project.run_info(run)?;
    let documents = project.documents(run)?;
    let mut by_content: BTreeMap<i64, Vec<&StoredDocument>> = BTreeMap::new();
    for document in documents.iter().filter(|it| it.failure.is_none()) {
        by_content
            .entry(document.content)
            .or_default()
            .push(document);
    }
    let dutch = Dutch::new();
    let mut finder = Finder::new(lexicon, &dutch);
    let mut gathered = Gathered::default();
    project.each_passage(|passage| {
        let Some(documents) = by_content.get(&passage.content) else {
            return;
        };
        for found in finder.find(passage.text, passage.role) {
            if options.all || !found.values.is_empty() {
                let places = documents.iter().map(|document| DefinitionPlace {
                    document: document.path.clone(),
                    title: document.title().to_owned(),
                    municipality: document.municipality().map(str::to_owned),
                    kind: document.kind().map(|(kind, _)| kind.to_owned()),
                    year: document.given.year,
                    block: passage.block,
                    page: passage.page,
                });
                gathered.add(&mut finder, found, places);
            }
        }
    })?;
    let mut definitions = gathered.finish(project, options)?;
    definitions.scanned_at = info.started_at;
    definitions.engine_version = info.engine_version;
    definitions.lexicon = lexicon.name().to_owned();
    definitions.lexicon_version = lexicon.version().to_owned();
    definitions.is_another_lexicon = lexicon.fingerprint() != info.lexicon_fingerprint;
    definitions.documents = by_content.values().map(Vec::len).sum();
    Ok(definitions)
}

/// Definitions while they are gathered: the same words under the same name once.
#[derive(Default)]
struct Gathered {
    /// By name and words: index of the definition.
    known: BTreeMap<(String, Vec<String>), usize>,
    found: Vec<OneFound>,
}

struct OneFound {
    found: Found,
    /// The name as it is compared: the families of its words.
    key: String,
    /// Families of the definition's words, and the words as written.
    words: Vec<(String, String)>,
    places: Vec<DefinitionPlace>,
}

impl Gathered {
    fn add(
        &mut self,
        finder: &mut Finder<'_>,
        found: Found,
        places: impl Iterator<Item = DefinitionPlace>,
    ) {
        let name = finder.families(&found.term);
        let families = |words: &[(String, String)]| -> Vec<String> {
            words.iter().map(|(family, _)| family.clone()).collect()
        };
        let mut key = families(&name).join(" ");
        if key.is_empty() {
            key = found.term.to_lowercase();
        }
        // What the name says again in its own definition says nothing of it.
        let mut words = finder.families(&found.definition);
        words.retain(|(family, _)| !name.iter().any(|(own, _)| own == family));
        if words.is_empty() {
            return;
        }
        let next = self.found.len();
        let known = (key.clone(), families(&words));
        let index = *self.known.entry(known).or_insert(next);
        match self.found.get_mut(index) {
            Some(same) => same.places.extend(places),
            None => self.found.push(OneFound {
                found,
                key,
                words,
                places: places.collect(),
            }),
        }
    }

    fn finish(
        self,
        project: &Project,
        options: DefinitionOptions,
    ) -> Result<Definitions, ReportError> {
        let workspace = project.workspace()?;
        let value = |id: &String| {
            let mut values = workspace.values.iter();
            let home = values.find(|it| it.id == *id || it.taken_in.contains(id));
            home.map_or_else(|| id.clone(), |home| home.name.clone())
        };
        let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
        for (family, _) in self.found.iter().flat_map(|one| &one.words) {
            let next = numbers.len();
            numbers.entry(family).or_insert(next);
        }
        let words: Vec<Vec<usize>> = self
            .found
            .iter()
            .map(|one| {
                let words = one.words.iter();
                let known = words.filter_map(|(family, _)| numbers.get(family.as_str()));
                let mut words: Vec<usize> = known.copied().collect();
                words.sort_unstable();
                words
            })
            .collect();
        let meanings = meanings(&words);
        let shown = |text: &str| match options.personal_data {
            true => text.to_owned(),
            false => mask_personal(text),
        };
        let definitions: Vec<Definition> = self
            .found
            .iter()
            .zip(&meanings)
            .map(|(one, meaning)| {
                let mut values: Vec<String> = one.found.values.iter().map(value).collect();
                values.dedup();
                Definition {
                    term: one.found.term.clone(),
                    values,
                    text: shown(&one.found.definition),
                    meaning: *meaning,
                    places: one.places.clone(),
                }
            })
            .collect();
        let of = Radar {
            found: &self.found,
            meanings: &meanings,
        };
        Ok(Definitions {
            names: of.names(),
            meanings: of.meanings(),
            definitions,
            ..Definitions::default()
        })
    }
}

/// Looks for what should not be.
struct Radar<'a> {
    found: &'a [OneFound],
    meanings: &'a [usize],
}

impl Radar<'_> {
    /// Names with several meanings, those of most documents first.
    fn names(&self) -> Vec<Name> {
        let mut by_name: BTreeMap<&str, BTreeMap<usize, Vec<usize>>> = BTreeMap::new();
        for (index, (one, meaning)) in self.found.iter().zip(self.meanings).enumerate() {
            let of = by_name.entry(&one.key).or_default();
            of.entry(*meaning).or_default().push(index);
        }
        let several = by_name.into_values().filter(|it| it.len() > 1);
        let mut names: Vec<Name> = several
            .map(|meanings| {
                let meanings: Vec<Vec<usize>> = meanings.into_values().collect();
                let own = |at: usize| {
                    let others = meanings.iter().enumerate().filter(|(it, _)| *it != at);
                    let others: Vec<usize> = others.flat_map(|(_, of)| of).copied().collect();
                    let words = meanings.get(at).map(|of| self.shared(of));
                    let mut words = words.unwrap_or_default();
                    words.retain(|(family, _)| !self.any_has(&others, family));
                    written(words)
                };
                let all: Vec<usize> = meanings.iter().flatten().copied().collect();
                Name {
                    term: self.term(&all),
                    shared: written(self.shared(&all)),
                    meanings: (0..meanings.len())
                        .zip(&meanings)
                        .map(|(at, of)| Meaning {
                            definitions: of.clone(),
                            words: own(at),
                        })
                        .collect(),
                }
            })
            .collect();
        names.sort_by_key(|name| {
            let all = name.meanings.iter().flat_map(|it| &it.definitions);
            std::cmp::Reverse(self.documents(all.copied()))
        });
        names
    }

    /// Meanings with several names, those of most documents first.
    fn meanings(&self) -> Vec<Meaning> {
        let mut by_meaning: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (index, meaning) in self.meanings.iter().enumerate() {
            by_meaning.entry(*meaning).or_default().push(index);
        }
        let key = |index: &usize| self.found.get(*index).map(|one| one.key.as_str());
        let several = by_meaning.into_values().filter(|of| {
            let first = of.first().and_then(key);
            of.iter().any(|index| key(index) != first)
        });
        let mut meanings: Vec<Meaning> = several
            .map(|of| Meaning {
                words: written(self.shared(&of)),
                definitions: of,
            })
            .collect();
        meanings
            .sort_by_key(|it| std::cmp::Reverse(self.documents(it.definitions.iter().copied())));
        meanings
    }

    /// The words that all of some definitions have.
    fn shared(&self, of: &[usize]) -> Vec<(String, String)> {
        let first = of.first().and_then(|&index| self.found.get(index));
        let words = first.map(|one| one.words.clone()).unwrap_or_default();
        let shared = words.into_iter();
        shared
            .filter(|(family, _)| {
                let mut all = of.iter().filter_map(|&index| self.found.get(index));
                all.all(|one| one.words.iter().any(|(other, _)| other == family))
            })
            .collect()
    }

    fn any_has(&self, of: &[usize], family: &str) -> bool {
        let mut all = of.iter().filter_map(|&index| self.found.get(index));
        all.any(|one| one.words.iter().any(|(other, _)| other == family))
    }

    /// The name as most places write it; of equals the first.
    fn term(&self, of: &[usize]) -> String {
        let found = of.iter().filter_map(|&index| self.found.get(index));
        let most = found.rev().max_by_key(|one| one.places.len());
        most.map_or_else(String::new, |one| one.found.term.clone())
    }

    fn documents(&self, of: impl Iterator<Item = usize>) -> usize {
        let found = of.filter_map(|index| self.found.get(index));
        found.map(|one| one.places.len()).sum()
    }
}

/// Words as they were written.
fn written(words: Vec<(String, String)>) -> Vec<String> {
    words.into_iter().map(|(_, word)| word).collect()
}

impl Definitions {
    /// Writes one page in Dutch that loads nothing.
    ///
    /// # Errors
    ///
    /// [`ReportError::Io`].
    pub fn write_html(&self, out: &mut impl Write) -> Result<(), ReportError> {
        out.write_all(page::page(self).into_string().as_bytes())?;
        Ok(())
    }

    /// Writes a workbook in Dutch.
    ///
    /// # Errors
    ///
    /// [`ReportError::Workbook`].
    pub fn write_xlsx(&self, out: &mut (impl Write + Seek + Send)) -> Result<(), ReportError> {
        Ok(workbook::write(self, out)?)
    }

    /// Writes JSON.
    ///
    /// # Errors
    ///
    /// [`ReportError::Io`].
    pub fn write_json(&self, out: &mut impl Write) -> Result<(), ReportError> {
        serde_json::to_writer_pretty(&mut *out, self).map_err(std::io::Error::from)?;
        out.write_all(b"\n")?;
        Ok(())
    }
}
