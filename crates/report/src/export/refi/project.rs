//! `.qdpx`: the documents as text with the findings as codings.

use std::collections::BTreeSet;
use std::io::{self, Seek, Write};

use waardenscan::{PassageRecord, Span};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::codes::Codes;
use super::text::PlainText;
use super::writer::Elements;
use super::{code_guid, source_guid};
use crate::export::book::Book;
use crate::export::finding::{DocumentFindings, Finding};
use crate::export::guid::Guid;
use crate::export::row::state;
use crate::export::{ENGINE, Exported, Source};
use crate::{ReportError, dutch};

/// The variables of a document: their names and types.
const VARIABLES: [(&str, &str); 6] = [
    ("gemeente", "Text"),
    ("soort", "Text"),
    ("jaar", "Integer"),
    ("bron", "Text"),
    ("titel", "Text"),
    ("url", "Text"),
];

pub(in crate::export) fn write(
    source: &Source<'_>,
    book: &Book<'_>,
    out: &mut (impl Write + Seek),
) -> Result<Exported, ReportError> {
    let mut package = ZipWriter::new(out);
    // Users and codes stand before the documents in which they are met, so
    // these are read twice rather than kept.
    let mut met = Met::default();
    let exported = source.each(|of| {
        met.add(of, source);
        let text = PlainText::new(&of.passages);
        package.start_file(
            format!("sources/{}.txt", source_guid(&of.document)),
            options(),
        )?;
        package.write_all(text.text.as_bytes())?;
        Ok(())
    })?;
    package.start_file("project.qde", options())?;
    let mut xml = Elements::new(&mut package)?;
    head(&mut xml, source, book, &met)?;
    if exported.documents > 0 {
        xml.open("Sources", &[])?;
        source.each(|of| Ok(text_source(&mut xml, of, &source.info.started_at)?))?;
        xml.close("Sources")?;
    }
    xml.text("Description", &source.info.lexicon_name)?;
    xml.close("Project")?;
    package.finish()?;
    Ok(exported)
}

/// Entries carry no date of their own: that of the format, the start of 1980.
fn options() -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default())
}

/// What stands before the documents but is met in them.
#[derive(Default)]
struct Met {
    users: BTreeSet<String>,
    /// Ids of values that the lexicon no longer has.
    old: BTreeSet<String>,
}

impl Met {
    fn add(&mut self, of: &DocumentFindings, source: &Source<'_>) {
        for finding in &of.findings {
            self.users.insert(user(finding).to_owned());
            if !source.info.values.iter().any(|it| it.id == finding.value) {
                self.old.insert(finding.value.clone());
            }
        }
    }
}

fn head<W: Write>(
    xml: &mut Elements<W>,
    source: &Source<'_>,
    book: &Book<'_>,
    met: &Met,
) -> io::Result<()> {
    let started = &source.info.started_at;
    let about = [
        ("xmlns", "urn:QDA-XML:project:1.0"),
        ("name", "Waardenscan"),
        ("origin", "Waardenscan"),
        ("creationDateTime", started),
    ];
    xml.open("Project", &about)?;
    if !met.users.is_empty() {
        xml.open("Users", &[])?;
        for name in &met.users {
            let guid = user_guid(name);
            xml.empty("User", &[("guid", &guid), ("name", name)])?;
        }
        xml.close("Users")?;
    }
    if !source.info.values.is_empty() {
        xml.open("CodeBook", &[])?;
        Codes::new(book, met.old.clone()).write(xml)?;
        xml.close("CodeBook")?;
    }
    xml.open("Variables", &[])?;
    for (name, kind) in VARIABLES {
        let guid = variable_guid(name);
        let about = [
            ("guid", guid.as_str()),
            ("name", name),
            ("typeOfVariable", kind),
        ];
        xml.empty("Variable", &about)?;
    }
    xml.close("Variables")
}

fn text_source<W: Write>(
    xml: &mut Elements<W>,
    of: &DocumentFindings,
    started: &str,
) -> io::Result<()> {
    let guid = source_guid(&of.document);
    let path = format!("internal://{guid}.txt");
    let about = [
        ("guid", guid.as_str()),
        ("name", &of.document.path),
        ("plainTextPath", &path),
    ];
    xml.open("TextSource", &about)?;
    let text = PlainText::new(&of.passages);
    for (finding, passage) in of.pairs() {
        let start = text
            .starts
            .get(finding.passage)
            .copied()
            .unwrap_or_default();
        selection(xml, &guid, finding, passage, start, started)?;
    }
    variables(xml, of)?;
    xml.close("TextSource")
}

/// The words of a finding from the first to the last; the whole passage where
/// none were named.
fn selection<W: Write>(
    xml: &mut Elements<W>,
    source: &str,
    finding: &Finding,
    passage: &PassageRecord,
    start: usize,
    started: &str,
) -> io::Result<()> {
    let span = match (finding.spans.first(), finding.spans.last()) {
        (Some(first), Some(last)) => Span::new(first.start, last.end),
        _ => Span::new(0, passage.text.chars().count()),
    };
    let (from, to) = (
        (start + span.start).to_string(),
        (start + span.end).to_string(),
    );
    let place = format!("{} {}", passage.block, finding.value);
    let guid = Guid::of("selection", &[source, &place]).to_string();
    let coding = Guid::of("coding", &[source, &place]).to_string();
    let user = user_guid(user(finding));
    let at = finding.decision.as_ref().map_or(started, |it| &it.at);
    let about = [
        ("guid", guid.as_str()),
        ("startPosition", &from),
        ("endPosition", &to),
        ("creatingUser", &user),
        ("creationDateTime", at),
    ];
    xml.open("PlainTextSelection", &about)?;
    xml.text("Description", &description(finding, passage))?;
    let about = [
        ("guid", coding.as_str()),
        ("creatingUser", &user),
        ("creationDateTime", at),
    ];
    xml.open("Coding", &about)?;
    let code = code_guid(&finding.value);
    xml.empty("CodeRef", &[("targetGUID", &code)])?;
    xml.close("Coding")?;
    xml.close("PlainTextSelection")
}

/// What the format has no field for: what was decided, the score, the page.
fn description(finding: &Finding, passage: &PassageRecord) -> String {
    let mut parts = vec![state(finding.state).to_owned()];
    if let Some(suggested) = &finding.suggested {
        let score = waardenscan::score::number(suggested.score);
        parts.push(format!("score {score}"));
        parts.push(dutch::stance(suggested.stance).to_owned());
        parts.push(dutch::evidence(suggested.evidence).to_owned());
    }
    parts.extend(passage.page.map(|page| format!("pagina {page}")));
    let reason = finding.decision.as_ref().and_then(|it| it.reason.clone());
    parts.extend(reason);
    parts.join("; ")
}

/// What people said of the document, and the kind that was recognised.
fn variables<W: Write>(xml: &mut Elements<W>, of: &DocumentFindings) -> io::Result<()> {
    let given = &of.document.given;
    let values = [
        given.municipality.clone(),
        of.document.kind().map(|(kind, _)| kind.to_owned()),
        given.year.map(|year| year.to_string()),
        given.source.clone(),
        of.document.own_title().map(str::to_owned),
        given.url.clone(),
    ];
    for ((name, kind), value) in VARIABLES.into_iter().zip(values) {
        if let Some(value) = value {
            xml.open("VariableValue", &[])?;
            let guid = variable_guid(name);
            xml.empty("VariableRef", &[("targetGUID", &guid)])?;
            xml.text(&format!("{kind}Value"), &value)?;
            xml.close("VariableValue")?;
        }
    }
    Ok(())
}

/// Who the coding is by.
fn user(finding: &Finding) -> &str {
    finding.decision.as_ref().map_or(ENGINE, |it| &it.who)
}

fn user_guid(name: &str) -> String {
    Guid::of("user", &[name]).to_string()
}

fn variable_guid(name: &str) -> String {
    Guid::of("variable", &[name]).to_string()
}
