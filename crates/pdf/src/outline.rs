//! The outline (bookmarks) of a file, as a witness of its headings.

use std::collections::{BTreeMap, HashMap, HashSet};

use hayro_syntax::{
    Pdf,
    object::{Dict, Object, ObjectIdentifier, String as PdfString},
};
use waardenscan_document::BlockKind;

use crate::{
    chars::plain,
    draft::{Draft, make_heading},
    pdf_string,
};

/// Deeper or larger outlines than these are read in part.
const MAX_DEPTH: u8 = 16;
const MAX_ENTRIES: usize = 20_000;

/// One entry of the outline.
#[derive(Clone, Debug, PartialEq)]
struct Entry {
    /// Its letters and digits in lower case.
    key: String,
    level: u8,
    /// The page that it leads to, where it says so itself.
    page_index: Option<usize>,
}

/// The entries of an outline in its order (ISO 32000-2, 12.3.3).
#[derive(Debug, Default)]
pub(crate) struct Outline {
    entries: Vec<Entry>,
}

impl Outline {
    pub(crate) fn read(pdf: &Pdf) -> Self {
        let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
        let Some(root) = catalog.and_then(|catalog| catalog.get::<Dict<'_>>(b"Outlines")) else {
            return Self::default();
        };
        let pages = pdf.pages().iter().enumerate();
        let mut walk = Walk {
            pages: pages
                .filter_map(|(index, page)| Some((page.raw().obj_id()?, index)))
                .collect(),
            seen: HashSet::new(),
            outline: Self::default(),
        };
        walk.children(&root, 1);
        walk.outline
    }

    /// Makes headings of the blocks that the outline names, with the level it
    /// gives, if it names enough of them to be one of headings: outlines of
    /// scans name pages or files.
    pub(crate) fn apply(&self, drafts: &mut [Draft]) {
        let places = self.places(drafts);
        let found = places.iter().flatten().count();
        if found == 0 || 3 * found < 2 * self.entries.len() {
            return;
        }
        for (entry, place) in self.entries.iter().zip(places) {
            if let Some(draft) = place.and_then(|place| drafts.get_mut(place)) {
                make_heading(draft, entry.level);
            }
        }
    }

    /// Finds the block that each entry names. Entries follow the order of the
    /// text, so that of equal ones each finds its own.
    fn places(&self, drafts: &[Draft]) -> Vec<Option<usize>> {
        let mut by_key: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let may_head = |draft: &Draft| {
            let block = &draft.block;
            !block.in_contents
                && matches!(
                    block.kind,
                    BlockKind::Heading | BlockKind::Paragraph | BlockKind::ListItem
                )
        };
        for (place, draft) in drafts.iter().enumerate().filter(|(_, d)| may_head(d)) {
            let places = by_key.entry(key(&draft.block.labelled_text()));
            places.or_default().push(place);
        }
        let mut after = 0;
        let find = |entry: &Entry| {
            let place = by_key.get(&entry.key)?.iter().copied().find(|&place| {
                let page = drafts.get(place).and_then(|draft| draft.block.page_index);
                place >= after && entry.page_index.is_none_or(|index| Some(index) == page)
            })?;
            after = place + 1;
            Some(place)
        };
        self.entries.iter().map(find).collect()
    }
}

fn key(text: &str) -> String {
    let signs = text.chars().filter(|char| char.is_alphanumeric());
    signs.flat_map(char::to_lowercase).collect()
}

struct Walk {
    pages: HashMap<ObjectIdentifier, usize>,
    /// An entry that comes back to an earlier one ends there.
    seen: HashSet<ObjectIdentifier>,
    outline: Outline,
}

impl Walk {
    fn children(&mut self, parent: &Dict<'_>, level: u8) {
        let mut next = link(parent, b"First");
        while let Some((id, entry)) = next {
            if level > MAX_DEPTH
                || self.outline.entries.len() >= MAX_ENTRIES
                || !self.seen.insert(id)
            {
                return;
            }
            let mut text = String::new();
            if let Some(title) = entry.get::<PdfString<'_>>(b"Title") {
                for char in pdf_string::decode(title.as_bytes()).chars() {
                    plain(char, |char| text.push(char));
                }
            }
            let key = key(&text);
            if !key.is_empty() {
                let page_index = self.page(&entry);
                self.outline.entries.push(Entry {
                    key,
                    level,
                    page_index,
                });
            }
            self.children(&entry, level + 1);
            next = link(&entry, b"Next");
        }
    }

    fn page(&self, entry: &Dict<'_>) -> Option<usize> {
        let destination = match entry.get::<Object<'_>>(b"Dest") {
            Some(destination) => destination,
            None => entry.get::<Dict<'_>>(b"A")?.get::<Object<'_>>(b"D")?,
        };
        let Object::Array(destination) = destination else {
            return None;
        };
        let page = destination.raw_iter().next()?.as_obj_ref()?;
        self.pages.get(&ObjectIdentifier::from(page)).copied()
    }
}

fn link<'a>(dict: &Dict<'a>, name: &[u8]) -> Option<(ObjectIdentifier, Dict<'a>)> {
    let id = ObjectIdentifier::from(dict.get_ref(name)?);
    Some((id, dict.get::<Dict<'a>>(name)?))
}
