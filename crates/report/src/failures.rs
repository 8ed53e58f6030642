//! The files that were not analysed: all of them, with reason and remedy.

use std::collections::BTreeMap;

use maud::{Markup, html};
use waardenscan::OtherFormat;
use waardenscan_archive::{FailureKind, StoredDocument};

use crate::dutch;
use crate::gather::Report;
use crate::reasons::{OTHER_FORMAT, Reason, other_format, reason};

/// Files of one reason that are shown without folding.
const OPEN: usize = 10;

/// Renders the section; also where every file was analysed, because that is
/// worth knowing.
pub(crate) fn failures(report: &Report<'_>) -> Markup {
    let mut by_reason: BTreeMap<usize, (&Reason, Vec<&StoredDocument>)> = BTreeMap::new();
    for document in &report.failures {
        let Some(failure) = &document.failure else {
            continue;
        };
        let (place, reason) = reason(failure.kind);
        by_reason
            .entry(place)
            .or_insert((reason, Vec::new()))
            .1
            .push(document);
    }
    html! {
        section #niet-geanalyseerd {
            h2 { "Niet geanalyseerd" }
            @if by_reason.is_empty() {
                p { "Alle bestanden zijn gelezen en geanalyseerd." }
            } @else {
                p {
                    (dutch::counted(report.failures.len(), "bestand is", "bestanden zijn"))
                    " niet geanalyseerd. Over deze bestanden zegt dit rapport dus niets: \
                     niet dat er waarden in staan, en ook niet dat die ontbreken."
                }
                @for (reason, documents) in by_reason.values() {
                    (one_reason(reason, documents))
                }
            }
        }
    }
}

fn one_reason(reason: &Reason, documents: &[&StoredDocument]) -> Markup {
    let others = other_files(documents);
    html! {
        div.reason {
            h3 { (reason.title) " " span.count { (dutch::count(documents.len())) } }
            p { (reason.what) " " strong { "Wat u kunt doen: " } (reason.remedy) }
            @if others.is_empty() {
                @if documents.len() > OPEN {
                    details {
                        summary { "Toon de " (dutch::counted(documents.len(), "bestand", "bestanden")) }
                        (files(documents, reason.show_message))
                    }
                } @else {
                    (files(documents, reason.show_message))
                }
            } @else {
                @for (name, advice, documents) in &others {
                    details {
                        summary { (name) " " span.count { (dutch::count(documents.len())) } }
                        @if let Some(advice) = advice { p { (advice) } }
                        (files(documents, false))
                    }
                }
            }
        }
    }
}

type OtherFiles<'a> = (&'static str, Option<&'static str>, Vec<&'a StoredDocument>);

/// Groups files of other formats by what they are, so that they do not drown
/// the rest; empty for files of a format that should have been read.
fn other_files<'a>(documents: &[&'a StoredDocument]) -> Vec<OtherFiles<'a>> {
    let mut groups: BTreeMap<Option<OtherFormat>, Vec<&StoredDocument>> = BTreeMap::new();
    for document in documents {
        if let Some(failure) = &document.failure
            && failure.kind == FailureKind::UnknownFormat
        {
            groups.entry(failure.found).or_default().push(document);
        }
    }
    // What cannot be told comes last.
    let unknown = groups.remove(&None);
    groups
        .into_iter()
        .chain(unknown.map(|documents| (None, documents)))
        .map(|(format, documents)| {
            let (name, advice) = format.map_or(OTHER_FORMAT, other_format);
            (name, advice, documents)
        })
        .collect()
}

fn files(documents: &[&StoredDocument], show_message: bool) -> Markup {
    html! {
        ul.files {
            @for document in documents {
                li {
                    (document.path)
                    @if let Some(municipality) = &document.given.municipality {
                        " (" (municipality) ")"
                    }
                    @if show_message && let Some(failure) = &document.failure {
                        " " span.tech lang="en" { (failure.message) }
                    }
                }
            }
        }
    }
}
