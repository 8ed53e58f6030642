use std::borrow::Cow;

use crate::{
    package::Package,
    part_name::{relationships_of, resolved},
    xml::{Event, Ns, Xml},
};

/// How one part refers to others.
#[derive(Debug, Default)]
pub(crate) struct Relationships(Vec<Relationship>);

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
        let mut relationships = Vec::new();
        loop {
            match xml.next() {
                Event::Start(element)
                    if element.name() == (Ns::PackageRelations, "Relationship") =>
                {
                    let value = |name| element.attribute(Ns::PackageRelations, name);
                    if value("TargetMode").as_deref() == Some("External") {
                        continue;
                    }
                    let kind = value("Type").unwrap_or_default();
                    relationships.push(Relationship {
                        id: value("Id").map_or_else(String::new, Cow::into_owned),
                        kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                        target: resolved(source, &value("Target").unwrap_or_default()),
                    });
                }
                Event::Eof => return Self(relationships),
                _ => {}
            }
        }
    }

    /// The targets of `kind`, each with its id, in the order of the file.
    pub(crate) fn of_kind(&self, kind: &str) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .filter(move |relationship| relationship.kind == kind)
            .map(|relationship| (relationship.id.as_str(), relationship.target.as_str()))
    }

    /// The first target of `kind`.
    pub(crate) fn first(&self, kind: &str) -> Option<&str> {
        self.of_kind(kind).next().map(|(_, target)| target)
    }
}
