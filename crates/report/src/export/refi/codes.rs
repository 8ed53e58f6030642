//! The clusters with their values as codes.

use std::collections::BTreeSet;
use std::io::{self, Write};

use super::code_guid;
use super::writer::Elements;
use crate::export::book::Book;
use crate::export::guid::Guid;

/// The codes of a code book, and of those that only decisions name.
pub(super) struct Codes<'a> {
    book: &'a Book<'a>,
    /// Ids of values that an earlier lexicon had.
    old: BTreeSet<String>,
}

impl<'a> Codes<'a> {
    pub(super) const fn new(book: &'a Book<'a>, old: BTreeSet<String>) -> Self {
        Self { book, old }
    }

    pub(super) fn write<W: Write>(&self, xml: &mut Elements<W>) -> io::Result<()> {
        // Tools tell codes by their names, so that each must be the only one.
        let mut names = BTreeSet::new();
        let mut unique = |name: &str| -> String {
            let mut unique = name.to_owned();
            let mut number = 2;
            while !names.insert(unique.clone()) {
                unique = format!("{name} ({number})");
                number += 1;
            }
            unique
        };
        let values = &self.book.values;
        xml.open("Codes", &[])?;
        for cluster in values.clusters() {
            let guid = Guid::of("cluster", &[cluster.name]).to_string();
            let name = unique(cluster.name);
            let about = [
                ("guid", guid.as_str()),
                ("name", &name),
                ("isCodable", "false"),
            ];
            xml.open("Code", &about)?;
            for (_, value) in values.of(cluster) {
                let (guid, name) = (code_guid(value.id), unique(self.book.name(value.id)));
                let colour = value.colour();
                let about = [
                    ("guid", guid.as_str()),
                    ("name", &name),
                    ("isCodable", "true"),
                    ("color", &colour),
                ];
                xml.open("Code", &about)?;
                let description = format!("{}\nIn de waardenlijst: {}", value.definition, value.id);
                xml.text("Description", &description)?;
                xml.close("Code")?;
            }
            xml.close("Code")?;
        }
        for id in &self.old {
            let (guid, name) = (code_guid(id), unique(id));
            let about = [
                ("guid", guid.as_str()),
                ("name", &name),
                ("isCodable", "true"),
            ];
            xml.empty("Code", &about)?;
        }
        xml.close("Codes")
    }
}
