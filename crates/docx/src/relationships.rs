use std::{borrow::Cow, collections::BTreeMap, rc::Rc};

use crate::{
    package::Package,
    part_name::{relationships_of, resolved},
    xml::{Event, Ns, Xml},
};

/// How one part refers to others.
#[derive(Debug, Default)]
pub(crate) struct Relationships {
    parts: Vec<Relationship>,
    links: Links,
}

/// The targets of a part's links, as written, by the id of each.
pub(crate) type Links = BTreeMap<String, Rc<str>>;

#[derive(Debug)]
struct Relationship {
    id: String,
    /// Last segment of the type's URI, which Transitional and Strict share.
    kind: String,
    /// Normalised name of the part it points to.
    target: String,
}

impl Relationships {
    /// Reads the relationships of the part `source` ("" for the package);
    /// none where they are missing.
    pub(crate) fn of(package: &mut Package<'_>, source: &str) -> Self {
        package
            .parse_part(&relationships_of(source), |xml| Self::parse(xml, source))
            .unwrap_or_default()
    }

    fn parse(xml: &mut Xml<'_>, source: &str) -> Self {
        let mut relationships = Self::default();
        loop {
            match xml.next() {
                Event::Start(element)
                    if element.name() == (Ns::PackageRelations, "Relationship") =>
                {
                    let value = |name| element.attribute(Ns::PackageRelations, name);
                    let id = value("Id").map_or_else(String::new, Cow::into_owned);
                    let target = value("Target").unwrap_or_default();
                    let kind = value("Type").unwrap_or_default();
                    let kind = kind.rsplit('/').next().unwrap_or_default();
                    if kind == "hyperlink" {
                        relationships
                            .links
                            .entry(id)
                            .or_insert_with(|| target.into());
                    } else if value("TargetMode").as_deref() != Some("External") {
                        relationships.parts.push(Relationship {
                            id,
                            kind: kind.to_owned(),
                            target: resolved(source, &target),
                        });
                    }
                }
                Event::Eof => return relationships,
                _ => {}
            }
        }
    }

    /// The targets of `kind`, each with its id, in the order of the file.
    pub(crate) fn of_kind(&self, kind: &str) -> impl Iterator<Item = (&str, &str)> {
        self.parts
            .iter()
            .filter(move |relationship| relationship.kind == kind)
            .map(|relationship| (relationship.id.as_str(), relationship.target.as_str()))
    }

    /// The targets of its links.
    pub(crate) fn into_links(self) -> Links {
        self.links
    }

    /// The first target of `kind`.
    pub(crate) fn first(&self, kind: &str) -> Option<&str> {
        self.of_kind(kind).next().map(|(_, target)| target)
    }
}
