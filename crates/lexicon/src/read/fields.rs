use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Place, suggestion};
use crate::pattern::{self, Pattern, TermError};
use crate::{Kind, Problem, SourceFile};

/// The keys of one table, each to be asked for once; those that nobody asked
/// for are reported by [`Fields::finish`].
pub(crate) struct Fields<'a, 't, 'p> {
    file: &'a SourceFile,
    table: &'t DeTable<'a>,
    span: Range<usize>,
    known: Vec<&'static str>,
    problems: &'p mut Vec<Problem>,
}

/// A text and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Text<'a> {
    pub(crate) text: String,
    pub(crate) place: Place<'a>,
}

impl<'a, 't, 'p> Fields<'a, 't, 'p> {
    pub(crate) fn new(
        file: &'a SourceFile,
        table: &'t DeTable<'a>,
        span: Range<usize>,
        problems: &'p mut Vec<Problem>,
    ) -> Self {
        let known = Vec::new();
        Self {
            file,
            table,
            span,
            known,
            problems,
        }
    }

    pub(crate) fn place(&self, span: Range<usize>) -> Place<'a> {
        Place {
            file: self.file,
            span,
        }
    }

    /// The place of the table itself.
    pub(crate) fn own_place(&self) -> Place<'a> {
        self.place(self.span.start..self.span.start)
    }

    pub(crate) fn report(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    fn get(&mut self, key: &'static str) -> Option<&'t Spanned<DeValue<'a>>> {
        self.known.push(key);
        self.table.get(key)
    }

    fn wrong_type(&mut self, key: &str, value: &Spanned<DeValue<'a>>, wanted: &str) {
        let place = self.place(value.span());
        self.report(place.error(format!("`{key}` is geen {wanted}")));
    }

    fn missing(&mut self, key: &str) {
        let problem = self.own_place().error(format!("`{key}` ontbreekt"));
        self.report(problem);
    }

    /// A text that may be absent; never empty.
    pub(crate) fn optional_text(&mut self, key: &'static str) -> Option<Text<'a>> {
        let value = self.get(key)?;
        let Some(text) = value.get_ref().as_str() else {
            self.wrong_type(key, value, "tekst");
            return None;
        };
        let place = self.place(value.span());
        let text = text.trim();
        if text.is_empty() {
            self.report(place.error(format!("`{key}` is leeg")));
            return None;
        }
        Some(Text {
            text: text.to_owned(),
            place,
        })
    }

    /// A text that must be there.
    pub(crate) fn text(&mut self, key: &'static str) -> Option<Text<'a>> {
        if !self.table.contains_key(key) {
            self.known.push(key);
            self.missing(key);
            return None;
        }
        self.optional_text(key)
    }

    /// An identifier that must be there.
    pub(crate) fn id(&mut self, key: &'static str) -> Option<Text<'a>> {
        let id = self.text(key)?;
        let allowed = |letter: char| {
            letter.is_ascii_lowercase() || letter.is_ascii_digit() || "_-".contains(letter)
        };
        if let Some(other) = id.text.chars().find(|&letter| !allowed(letter)) {
            let problem = id
                .place
                .error(format!("het teken `{other}` kan niet in een id"))
                .with_help(Some("een id bestaat uit a-z, 0-9, `_` en `-`".into()));
            self.report(problem);
            return None;
        }
        Some(id)
    }

    /// A text that is one of the names of `all`.
    pub(crate) fn one_of<T: Copy>(
        &mut self,
        key: &'static str,
        all: &[T],
        name: fn(T) -> &'static str,
        required: bool,
    ) -> Option<T> {
        let written = if required {
            self.text(key)
        } else {
            self.optional_text(key)
        }?;
        self.named(key, &written, all, name)
    }

    /// The texts of a list, each one of the names of `all`.
    pub(crate) fn some_of<T: Copy>(
        &mut self,
        key: &'static str,
        all: &[T],
        name: fn(T) -> &'static str,
    ) -> Vec<T> {
        let texts = self.texts(key);
        texts
            .iter()
            .filter_map(|written| self.named(key, written, all, name))
            .collect()
    }

    fn named<T: Copy>(
        &mut self,
        key: &'static str,
        written: &Text<'a>,
        all: &[T],
        name: fn(T) -> &'static str,
    ) -> Option<T> {
        let found = all.iter().copied().find(|&one| name(one) == written.text);
        if found.is_none() {
            let names: Vec<_> = all.iter().copied().map(name).collect();
            let help = suggestion(&written.text, names.iter().copied())
                .unwrap_or_else(|| format!("kies uit {}", names.join(", ")));
            let problem = written
                .place
                .error(format!("onbekende {key} `{}`", written.text))
                .with_help(Some(help));
            self.report(problem);
        }
        found
    }

    /// A number above 0 and at most 1 that must be there.
    pub(crate) fn weight(&mut self, key: &'static str) -> Option<f64> {
        let Some(value) = self.get(key) else {
            self.missing(key);
            return None;
        };
        let written = match value.get_ref() {
            DeValue::Float(float) => float.as_str(),
            DeValue::Integer(integer) => integer.as_str(),
            _ => {
                self.wrong_type(key, value, "getal");
                return None;
            }
        };
        let weight = written
            .parse()
            .ok()
            .filter(|&weight| weight > 0.0 && weight <= 1.0);
        if weight.is_none() {
            let problem = self
                .place(value.span())
                .error(format!("`{key}` is niet groter dan 0 en hoogstens 1"))
                .with_help(Some(
                    "het gewicht is de kans dat een passage met deze treffer de waarde draagt"
                        .into(),
                ));
            self.report(problem);
        }
        weight
    }

    /// The texts of a list; empty where it is absent.
    pub(crate) fn texts(&mut self, key: &'static str) -> Vec<Text<'a>> {
        let mut texts = Vec::new();
        for item in self.array(key) {
            match item.get_ref().as_str() {
                Some(text) if text.trim().is_empty() => {
                    let problem = self.place(item.span());
                    self.report(problem.error(format!("een tekst in `{key}` is leeg")));
                }
                Some(text) => texts.push(Text {
                    text: text.trim().to_owned(),
                    place: self.place(item.span()),
                }),
                None => self.wrong_type(key, item, "lijst van teksten"),
            }
        }
        texts
    }

    /// Calls `read` with the keys of each table in a list.
    pub(crate) fn tables<T>(
        &mut self,
        key: &'static str,
        mut read: impl FnMut(Fields<'a, '_, '_>) -> Option<T>,
    ) -> Vec<T> {
        let mut things = Vec::new();
        for item in self.array(key) {
            match item.get_ref() {
                DeValue::Table(table) => {
                    let fields = Fields::new(self.file, table, item.span(), self.problems);
                    things.extend(read(fields));
                }
                _ => self.wrong_type(key, item, "lijst van tabellen"),
            }
        }
        things
    }

    /// Tells whether a list is absent or holds nothing.
    pub(crate) fn is_empty(&self, key: &str) -> bool {
        let array = self
            .table
            .get(key)
            .and_then(|value| value.get_ref().as_array());
        array.is_none_or(|array| array.is_empty())
    }

    fn array(&mut self, key: &'static str) -> &'t [Spanned<DeValue<'a>>] {
        let Some(value) = self.get(key) else {
            return &[];
        };
        if let Some(array) = value.get_ref().as_array() {
            return array;
        }
        self.wrong_type(key, value, "lijst");
        &[]
    }

    /// Reads a term; a fault is reported at its place inside the term.
    pub(crate) fn pattern(&mut self, kind: Kind, term: &Text<'a>) -> Option<Pattern> {
        match pattern::parse(kind, &term.text) {
            Ok(pattern) => Some(pattern),
            Err(TermError { at, fault }) => {
                let place = inside(&term.place, &term.text, at);
                let help = fault.help().map(str::to_owned);
                self.report(place.error(fault.message()).with_help(help));
                None
            }
        }
    }

    /// Reports the keys that nobody asked for.
    pub(crate) fn finish(self) {
        for (key, _) in self.table {
            let name = key.get_ref().as_ref();
            if !self.known.contains(&name) {
                let problem = self
                    .place(key.span())
                    .error(format!("onbekende sleutel `{name}`"))
                    .with_help(suggestion(name, self.known.iter().copied()));
                self.problems.push(problem);
            }
        }
    }
}

/// The place `at` inside a written string: exact where the string has no
/// escapes, else the whole string.
fn inside<'a>(place: &Place<'a>, text: &str, at: Range<usize>) -> Place<'a> {
    let raw = place.file.text.get(place.span.clone()).unwrap_or_default();
    let start = match raw.find(text) {
        Some(quote) => place.span.start + quote,
        None => return place.clone(),
    };
    Place {
        file: place.file,
        span: start + at.start..start + at.end,
    }
}
