//! A pull parser over one part: names by namespace, no entities but the five
//! of XML itself, damage noted instead of thrown.

mod decode;
mod namespace;

use std::{borrow::Cow, ops::Range};

use quick_xml::{
    Reader,
    errors::{Error, IllFormedError},
    escape::unescape,
    events::{BytesStart, Event as RawEvent},
};

pub(crate) use decode::decode;
pub(crate) use namespace::Ns;
use namespace::Scopes;

/// What comes next in a part. An empty element gives a start and an end.
#[derive(Debug)]
pub(crate) enum Event<'a> {
    Start(Element<'a>),
    /// Text, and where it is written: a piece of text without references, one
    /// reference, or a section of character data.
    Text(Cow<'a, str>, Range<usize>),
    /// An end, with how many elements are still open.
    End(usize),
    Eof,
}

/// A start tag.
#[derive(Debug)]
pub(crate) struct Element<'a> {
    tag: BytesStart<'a>,
    scopes: &'a Scopes,
    ns: Ns,
    depth: usize,
}

impl Element<'_> {
    /// Vocabulary and local name.
    pub(crate) fn name(&self) -> (Ns, &str) {
        (self.ns, self.tag.local_name().into_inner())
    }

    /// How many elements are open, this one included.
    pub(crate) const fn depth(&self) -> usize {
        self.depth
    }

    /// The value of the attribute `local` of vocabulary `ns`. An attribute
    /// without prefix belongs to its element.
    pub(crate) fn attribute(&self, ns: Ns, local: &str) -> Option<Cow<'_, str>> {
        for attribute in self.tag.attributes().with_checks(false).flatten() {
            let (name, prefix) = attribute.key.decompose();
            if name.into_inner() != local {
                continue;
            }
            // Most attributes share the prefix of their element.
            let found = match prefix {
                Some(prefix) if Some(prefix) != self.tag.name().prefix() => {
                    self.scopes.resolve(prefix.into_inner())
                }
                _ => self.ns,
            };
            if found == ns {
                return Some(unescaped(attribute.value));
            }
        }
        None
    }

    /// The vocabularies of the prefixes that the attribute `local` lists.
    pub(crate) fn prefixes(&self, local: &str) -> Vec<Ns> {
        self.attribute(self.ns, local)
            .unwrap_or_default()
            .split_whitespace()
            .map(|prefix| self.scopes.resolve(prefix))
            .collect()
    }
}

fn unescaped(value: Cow<'_, str>) -> Cow<'_, str> {
    if !value.contains('&') {
        return value;
    }
    let plain = unescape(&value).map(Cow::into_owned);
    plain.map_or(value, Cow::Owned)
}

/// What went wrong while a part was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Damage {
    /// Elements deeper than the limit were left out.
    TooDeep,
    /// The XML is broken here; what came before was read.
    Broken(String),
}

/// The parser.
pub(crate) struct Xml<'x> {
    reader: Reader<&'x [u8]>,
    scopes: Scopes,
    depth: usize,
    max_depth: usize,
    damage: Option<Damage>,
}

impl<'x> Xml<'x> {
    pub(crate) fn new(text: &'x str, max_depth: usize) -> Self {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        Self {
            reader,
            scopes: Scopes::default(),
            depth: 0,
            max_depth,
            damage: None,
        }
    }

    /// How many elements are open. Within a start it counts that element,
    /// after an end no longer.
    pub(crate) const fn depth(&self) -> usize {
        self.depth
    }

    /// Offset in the text just past what was read last.
    pub(crate) fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    /// The first damage met so far.
    pub(crate) fn into_damage(self) -> Option<Damage> {
        self.damage
    }

    /// Reads on. After damage that cannot be stepped over comes the end.
    pub(crate) fn next(&mut self) -> Event<'_> {
        loop {
            let start = self.position();
            match self.reader.read_event() {
                Ok(RawEvent::Start(tag)) => {
                    if self.depth >= self.max_depth {
                        self.note(Damage::TooDeep);
                        self.depth += 1;
                        self.skip_to(self.depth - 1);
                        continue;
                    }
                    return self.start(tag);
                }
                Ok(RawEvent::End(_)) if self.depth > 0 => return self.end(),
                Ok(RawEvent::Text(text)) => {
                    return Event::Text(text.into_inner(), start..self.position());
                }
                Ok(RawEvent::CData(text)) => {
                    return Event::Text(text.into_inner(), start..self.position());
                }
                Ok(RawEvent::GeneralRef(reference)) => {
                    let resolved = match reference.resolve_char_ref() {
                        Ok(Some(c)) => Some(Cow::Owned(c.to_string())),
                        _ => predefined(&reference.into_inner()).map(Cow::Borrowed),
                    };
                    if let Some(text) = resolved {
                        return Event::Text(text, start..self.position());
                    }
                }
                Ok(RawEvent::Eof) => {
                    if self.depth > 0 {
                        self.note(Damage::Broken("it ends inside an element".into()));
                    }
                    return Event::Eof;
                }
                Ok(_) => {}
                Err(Error::IllFormed(IllFormedError::MismatchedEndTag { expected, found })) => {
                    self.note(Damage::Broken(format!("</{found}> closes <{expected}>")));
                    if self.depth > 0 {
                        return self.end();
                    }
                }
                Err(error) => {
                    self.note(Damage::Broken(error.to_string()));
                    return Event::Eof;
                }
            }
        }
    }

    /// Leaves out everything until only `depth` elements are open.
    pub(crate) fn skip_to(&mut self, depth: usize) {
        while self.depth > depth {
            match self.reader.read_event() {
                Ok(RawEvent::Start(_)) => self.depth += 1,
                Ok(RawEvent::End(_))
                | Err(Error::IllFormed(IllFormedError::MismatchedEndTag { .. })) => self.depth -= 1,
                Ok(RawEvent::Eof) => {
                    self.note(Damage::Broken("it ends inside an element".into()));
                    return;
                }
                Ok(_) => {}
                Err(error) => {
                    self.note(Damage::Broken(error.to_string()));
                    return;
                }
            }
        }
        self.scopes.close(self.depth);
    }

    fn start(&mut self, tag: BytesStart<'x>) -> Event<'_> {
        self.depth += 1;
        // Most start tags declare nothing: do not take their attributes apart.
        if tag.attributes_raw().contains("xmlns") {
            for attribute in tag.attributes().with_checks(false).flatten() {
                let key = attribute.key.into_inner();
                let prefix = if key == "xmlns" {
                    Some("")
                } else {
                    key.strip_prefix("xmlns:")
                };
                if let Some(prefix) = prefix {
                    self.scopes
                        .declare(self.depth, prefix, &unescaped(attribute.value));
                }
            }
        }
        let prefix = tag.name().prefix().map_or("", |prefix| prefix.into_inner());
        let ns = self.scopes.resolve_again(prefix);
        Event::Start(Element {
            tag,
            scopes: &self.scopes,
            ns,
            depth: self.depth,
        })
    }

    fn end(&mut self) -> Event<'_> {
        self.depth -= 1;
        self.scopes.close(self.depth);
        Event::End(self.depth)
    }

    fn note(&mut self, damage: Damage) {
        self.damage.get_or_insert(damage);
    }
}

fn predefined(entity: &str) -> Option<&'static str> {
    match entity {
        "amp" => Some("&"),
        "lt" => Some("<"),
        "gt" => Some(">"),
        "quot" => Some("\""),
        "apos" => Some("'"),
        _ => None,
    }
}
