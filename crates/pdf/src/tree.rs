//! The structure tree of a tagged file (ISO 32000-2, 14.7 and 14.8).

use std::collections::{BTreeMap, HashMap};

use hayro_syntax::{
    Pdf,
    object::{Array, Dict, Name, Object, ObjectIdentifier},
};

/// Deeper or larger trees than these are read in part.
const MAX_DEPTH: usize = 64;
const MAX_ELEMENTS: usize = 500_000;

/// What an element of the tree says of its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// A heading, with its level where the tree gives one.
    Heading(Option<u8>),
    /// An entry of a table of contents.
    Contents,
    /// A footnote or endnote.
    Note,
    Caption,
    /// Anything else: a paragraph, a list item, a cell.
    Text,
}

/// The element that a piece of text belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tag {
    /// Number of the paragraph, heading, item or cell.
    pub(crate) element: usize,
    pub(crate) role: Role,
    /// The table cell that it stands in.
    pub(crate) cell: Option<TagCell>,
}

/// A cell of a table of the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TagCell {
    /// Number of the table within the document.
    pub(crate) table: usize,
    pub(crate) row: usize,
    pub(crate) column: usize,
    pub(crate) header: bool,
    /// Whether the table stands in a cell of another.
    pub(crate) nested: bool,
}

/// The tags of the marked content of each page.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    pages: HashMap<(usize, i32), Tag>,
}

impl Tree {
    pub(crate) fn read(pdf: &Pdf) -> Self {
        let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
        let root = catalog.and_then(|catalog| catalog.get::<Dict<'_>>(b"StructTreeRoot"));
        let Some(root) = root else {
            return Self::default();
        };
        let pages = pdf.pages().iter().enumerate();
        let mut walk = Walk {
            pages: pages
                .filter_map(|(index, page)| Some((page.raw().obj_id()?, index)))
                .collect(),
            roles: role_map(&root),
            elements: 0,
            tables: Vec::new(),
            tree: Self::default(),
        };
        let top = Place {
            tag: Tag {
                element: 0,
                role: Role::Text,
                cell: None,
            },
            table: None,
            nested: false,
            page: None,
        };
        walk.kids(&root, top, MAX_DEPTH);
        walk.tree
    }

    /// Returns the tag of marked content `id` on a page.
    pub(crate) fn tag(&self, page_index: usize, id: i32) -> Option<Tag> {
        self.pages.get(&(page_index, id)).copied()
    }
}

/// The standard types that the file's own ones stand for.
fn role_map(root: &Dict<'_>) -> BTreeMap<String, String> {
    let map = root.get::<Dict<'_>>(b"RoleMap").unwrap_or_default();
    map.keys()
        .filter_map(|key| {
            let standard = map.get::<Name<'_>>(&*key)?;
            Some((key.as_str().to_owned(), standard.as_str().to_owned()))
        })
        .collect()
}

/// Where the walk is.
#[derive(Clone, Copy)]
struct Place {
    tag: Tag,
    /// Number of the table around it, and whether that stands in another.
    table: Option<usize>,
    nested: bool,
    page: Option<usize>,
}

struct Walk {
    pages: HashMap<ObjectIdentifier, usize>,
    roles: BTreeMap<String, String>,
    elements: usize,
    /// Of each table so far how many rows it has, and how many cells the last.
    tables: Vec<(usize, usize)>,
    tree: Tree,
}

impl Walk {
    fn kids(&mut self, element: &Dict<'_>, place: Place, depth: usize) {
        let Some(depth) = depth.checked_sub(1) else {
            return;
        };
        match element.get::<Object<'_>>(b"K") {
            Some(Object::Array(kids)) => self.each(&kids, place, depth),
            Some(kid) => self.kid(kid, place, depth),
            None => {}
        }
    }

    fn each(&mut self, kids: &Array<'_>, place: Place, depth: usize) {
        for kid in kids.iter::<Object<'_>>() {
            self.kid(kid, place, depth);
        }
    }

    fn kid(&mut self, kid: Object<'_>, place: Place, depth: usize) {
        match kid {
            Object::Number(id) => self.content(i32::try_from(id.as_i64()).ok(), place),
            Object::Dict(dict) => {
                let page = self.page(&dict).or(place.page);
                let place = Place { page, ..place };
                match dict.get::<Name<'_>>(b"S") {
                    Some(kind) => self.element(&dict, kind.as_str(), place, depth),
                    None => self.content(dict.get::<i32>(b"MCID"), place),
                }
            }
            _ => {}
        }
    }

    fn page(&self, dict: &Dict<'_>) -> Option<usize> {
        let id = ObjectIdentifier::from(dict.get_ref(b"Pg")?);
        self.pages.get(&id).copied()
    }

    fn content(&mut self, id: Option<i32>, place: Place) {
        if let (Some(id), Some(page)) = (id, place.page) {
            self.tree.pages.insert((page, id), place.tag);
        }
    }

    fn element(&mut self, dict: &Dict<'_>, kind: &str, place: Place, depth: usize) {
        if self.elements >= MAX_ELEMENTS {
            return;
        }
        let standard = self.standard(kind);
        let inner = place.tag.role;
        // Parts of a line stay with the element around them.
        let new = match standard.as_str() {
            "Span" | "Link" | "Lbl" | "LBody" | "Reference" | "Annot" | "Quote" | "Em"
            | "Strong" | "Sub" | "Code" | "BibEntry" | "Form" | "Figure" | "NonStruct"
            | "Private" => None,
            "TOC" | "TOCI" => Some(Role::Contents),
            "Note" | "FENote" => Some(Role::Note),
            "Caption" => Some(Role::Caption),
            "H" | "Title" => Some(Role::Heading(None)),
            other => {
                Some(heading(other).map_or(inherited(inner), |level| Role::Heading(Some(level))))
            }
        };
        let mut place = place;
        self.enter_table(&standard, &mut place);
        if let Some(role) = new {
            self.elements += 1;
            place.tag.element = self.elements;
            place.tag.role = role;
        }
        self.kids(dict, place, depth);
    }

    /// Counts the tables, rows and cells.
    fn enter_table(&mut self, kind: &str, place: &mut Place) {
        let number = place.table;
        let table = number.and_then(|number| self.tables.get_mut(number));
        match (kind, table) {
            ("Table", _) => {
                place.nested = place.table.is_some();
                place.table = Some(self.tables.len());
                self.tables.push((0, 0));
            }
            ("TR", Some((rows, cells))) => {
                *rows += 1;
                *cells = 0;
            }
            ("TH" | "TD", Some((rows, cells))) => {
                place.tag.cell = number.map(|table| TagCell {
                    table,
                    row: rows.saturating_sub(1),
                    column: *cells,
                    header: kind == "TH",
                    nested: place.nested,
                });
                *cells += 1;
            }
            _ => {}
        }
    }

    /// Follows the role map, which may name a name in it again.
    fn standard(&self, kind: &str) -> String {
        let mut kind = kind.to_owned();
        for _ in 0..8 {
            match self.roles.get(&kind) {
                Some(next) if *next != kind => kind.clone_from(next),
                _ => break,
            }
        }
        kind
    }
}

/// "H1" to "H9".
fn heading(kind: &str) -> Option<u8> {
    let level: u8 = kind.strip_prefix('H')?.parse().ok()?;
    (1..=9).contains(&level).then_some(level)
}

/// A paragraph in a note is the note's; a list in a heading is no heading.
const fn inherited(outer: Role) -> Role {
    match outer {
        Role::Contents | Role::Note | Role::Caption => outer,
        Role::Heading(_) | Role::Text => Role::Text,
    }
}
