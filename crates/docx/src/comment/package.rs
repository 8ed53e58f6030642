//! The parts of a package that change when comments are added.

use std::{
    collections::BTreeMap,
    io::{Cursor, Write},
};

use quick_xml::escape::escape;
use zip::{CompressionMethod, ZipArchive, ZipWriter, result::ZipError, write::SimpleFileOptions};

use crate::{
    Limits,
    package::Package,
    part_name::{beside, normalised, relationships_of},
    relationships::Relationships,
    xml::{Event, Ns, Xml},
};

use super::{Comment, CommentError};

/// The part with the types of all others (ECMA-376 Part 2, 7.2.3).
const TYPES: &str = "[content_types].xml";
const COMMENTS_TYPE: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
const NO_TYPES: &str = "the list of its parts has no end";

/// A package of which a copy is written.
pub(super) struct Copy<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    package: Package<'b>,
    /// Normalised name of the main part.
    main: String,
    /// Normalised name and text of the part with comments, where there is one.
    comments: Option<(String, String)>,
}

impl<'b> Copy<'b> {
    pub(super) fn open(bytes: &'b [u8], limits: Limits, main: &str) -> Result<Self, CommentError> {
        let mut package = Package::open_zip(bytes, limits)?;
        let relationships = Relationships::of(&mut package, main);
        let name = relationships.first("comments").map(str::to_owned);
        let comments = name.and_then(|name| {
            let text = package.text(&name)?;
            Some((name, text))
        });
        Ok(Self {
            archive: ZipArchive::new(Cursor::new(bytes))
                .map_err(|error| CommentError::damaged(&error))?,
            package,
            main: main.to_owned(),
            comments,
        })
    }

    /// Returns a number above those of all comments.
    pub(super) fn free_id(&self, main: &str) -> usize {
        let comments = self.comments.as_ref().map(|(_, text)| text.as_str());
        let parts = comments.into_iter().chain([main]);
        parts.filter_map(highest_id).max().map_or(0, |id| id + 1)
    }

    /// Writes the copy, with `main` as its main part and `comments` numbered
    /// from `first`.
    pub(super) fn write(
        mut self,
        main: &str,
        first: usize,
        comments: &[&Comment],
    ) -> Result<Vec<u8>, CommentError> {
        let is_strict = main.contains("http://purl.oclc.org/ooxml/wordprocessingml/main");
        let mut changed = BTreeMap::from([(self.main.clone(), in_utf8(main))]);
        let (name, text) = match self.comments.take() {
            Some(part) => part,
            None => self.new_part(is_strict, &mut changed)?,
        };
        let text = append(&text, |prefix| {
            let numbered = (first..).zip(comments);
            numbered.map(|(id, it)| element(prefix, id, it)).collect()
        });
        let text = text.ok_or_else(|| CommentError::damaged(&"its comments have no end"))?;
        changed.insert(name, in_utf8(&text));
        self.zip(changed)
            .map_err(|error| CommentError::damaged(&error))
    }

    /// Makes an empty part for comments, and names it where parts are named.
    fn new_part(
        &mut self,
        is_strict: bool,
        changed: &mut BTreeMap<String, String>,
    ) -> Result<(String, String), CommentError> {
        let (words, relations) = match is_strict {
            true => (
                "http://purl.oclc.org/ooxml/wordprocessingml/main",
                "http://purl.oclc.org/ooxml/officeDocument/relationships",
            ),
            false => (
                "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            ),
        };
        let names = std::iter::once("comments.xml".to_owned());
        let mut names = names.chain((2..).map(|number| format!("comments{number}.xml")));
        let file = names.find(|file| !self.package.has(&beside(&self.main, file)));
        let file = file.unwrap_or_default();
        let part = beside(&self.main, &file);

        // A package without such a list is no better or worse for it.
        if let Some(types) = self.package.text(TYPES) {
            let types = append(&types, |prefix| {
                format!("<{prefix}Override PartName=\"/{part}\" ContentType=\"{COMMENTS_TYPE}\"/>")
            });
            let types = types.ok_or_else(|| CommentError::damaged(&NO_TYPES))?;
            changed.insert(TYPES.to_owned(), types);
        }

        let list = relationships_of(&self.main);
        let known = self.package.text(&list).unwrap_or_else(|| {
            "<Relationships \
             xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"/>"
                .to_owned()
        });
        let mut ids = (1..).map(|number| format!("rIdComments{number}"));
        let id = ids.find(|id| !known.contains(&format!("\"{id}\"")));
        let id = id.unwrap_or_default();
        let list_of = append(&known, |prefix| {
            format!(
                "<{prefix}Relationship Id=\"{id}\" Type=\"{relations}/comments\" \
                 Target=\"{file}\"/>"
            )
        });
        let list_of = list_of.ok_or_else(|| CommentError::damaged(&NO_TYPES))?;
        changed.insert(list, list_of);

        let text = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
             <w:comments xmlns:w=\"{words}\"/>"
        );
        Ok((part, text))
    }

    /// Copies every entry as it is compressed, but for the parts that changed;
    /// those that are new come last.
    fn zip(&mut self, mut changed: BTreeMap<String, String>) -> Result<Vec<u8>, ZipError> {
        let mut copy = ZipWriter::new(Cursor::new(Vec::new()));
        copy.set_raw_comment(self.archive.comment().into())?;
        for index in 0..self.archive.len() {
            let entry = self.archive.by_index_raw(index)?;
            let name = normalised(&String::from_utf8_lossy(entry.name_raw()));
            let Some(text) = changed.remove(&name) else {
                copy.raw_copy_file(entry)?;
                continue;
            };
            let options = options().last_modified_time(entry.last_modified().unwrap_or_default());
            copy.start_file(entry.name()?, options)?;
            copy.write_all(text.as_bytes())?;
        }
        for (name, text) in changed {
            copy.start_file(name, options())?;
            copy.write_all(text.as_bytes())?;
        }
        Ok(copy.finish()?.into_inner())
    }
}

/// New entries carry no date of their own: that of the format, the start of
/// 1980.
fn options() -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default())
}

/// The highest number of a comment in a part.
fn highest_id(part: &str) -> Option<usize> {
    // No comment stands deeper than what the reader read already.
    let mut xml = Xml::new(part, usize::MAX);
    let mut highest = None;
    loop {
        match xml.next() {
            Event::Start(element)
                if element.name().0 == Ns::Word && element.name().1.starts_with("comment") =>
            {
                let id = element.attribute(Ns::Word, "id");
                let id = id.and_then(|id| id.parse().ok());
                highest = highest.max(id);
            }
            Event::Eof => return highest,
            _ => {}
        }
    }
}

/// Adds elements at the end of the root of a part; they are told its prefix,
/// with a colon where there is one. None where the root has no end.
fn append(part: &str, elements: impl FnOnce(&str) -> String) -> Option<String> {
    let mut xml = Xml::new(part, 1);
    loop {
        match xml.next() {
            Event::Start(_) => break,
            Event::Eof => return None,
            _ => {}
        }
    }
    let (before, _) = part.split_at_checked(xml.position())?;
    let tag = before.get(before.rfind('<')? + 1..)?;
    let name = tag.split([' ', '\t', '\r', '\n', '/', '>']).next()?;
    let prefix = match name.split_once(':') {
        Some((prefix, _)) => format!("{prefix}:"),
        None => String::new(),
    };
    let elements = elements(&prefix);
    if let Some(open) = before.strip_suffix("/>") {
        return Some(format!("{open}>{elements}</{name}>"));
    }
    let (inside, end) = part.split_at_checked(part.rfind("</")?)?;
    Some(format!("{inside}{elements}{end}"))
}

/// A comment (ECMA-376 Part 1, 17.13.4.2).
fn element(prefix: &str, id: usize, comment: &Comment) -> String {
    let p = prefix;
    let words = comment.author.split_whitespace();
    let initials: String = words.filter_map(|word| word.chars().next()).collect();
    let at = comment.at.as_ref();
    let at = at.map(|at| format!(" {p}date=\"{}\"", held(at)));
    let paragraphs = comment.paragraphs.iter().map(|text| {
        let text = held(text);
        format!("<{p}p><{p}r><{p}t xml:space=\"preserve\">{text}</{p}t></{p}r></{p}p>")
    });
    format!(
        "<{p}comment {p}id=\"{id}\" {p}author=\"{}\" {p}initials=\"{}\"{}>{}</{p}comment>",
        held(&comment.author),
        held(&initials),
        at.unwrap_or_default(),
        paragraphs.collect::<String>(),
    )
}

/// A text as XML 1.0 can hold it (section 2.2), on one line.
fn held(text: &str) -> String {
    let letters = text.chars().map(|letter| match letter {
        '\t' | '\n' | '\r' => ' ',
        ' '..='\u{fffd}' | '\u{10000}'.. => letter,
        _ => '\u{fffd}',
    });
    let text: String = letters.collect();
    escape(&text).into_owned()
}

/// A part that is written in UTF-8, whatever it said.
fn in_utf8(part: &str) -> String {
    let declaration = part.split_inclusive("?>").next();
    let declaration = declaration.filter(|it| it.starts_with("<?xml"));
    match declaration {
        Some(it) if it.contains("encoding") && !it.to_lowercase().contains("utf-8") => {
            let said = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
            part.replacen(it, said, 1)
        }
        _ => part.to_owned(),
    }
}
