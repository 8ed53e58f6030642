//! The files that were not analysed: all of them, with reason and remedy.

use std::collections::BTreeMap;

use maud::{Markup, html};
use waardenscan_archive::StoredDocument;

use crate::dutch;
use crate::gather::Report;
use crate::reasons::{Reason, other_kind, reason};

/// Files of one reason that are shown without folding.
const OPEN: usize = 10;

/// Renders the section; also where every file was analysed, because that is
/// worth knowing.
pub(crate) fn failures(report: &Report<'_>) -> Markup {
    let mut by_reason: BTreeMap<usize, (&Reason, Vec<&StoredDocument>)> = BTreeMap::new();
    for document in &report.failures {
        let kind = document
            .failure
            .as_ref()
            .map_or("", |(kind, _)| kind.as_str());
        let (place, reason) = reason(kind);
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
    let kinds = kinds(documents);
    html! {
        div.reason {
            h3 { (reason.title) " " span.count { (dutch::count(documents.len())) } }
            p { (reason.what) " " strong { "Wat u kunt doen: " } (reason.remedy) }
            @if kinds.is_empty() {
                @if documents.len() > OPEN {
                    details {
                        summary { "Toon de " (dutch::counted(documents.len(), "bestand", "bestanden")) }
                        (files(documents, reason.show_message))
                    }
                } @else {
                    (files(documents, reason.show_message))
                }
            } @else {
                @for (name, advice, documents) in &kinds {
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

type OtherKind<'a> = (&'static str, Option<&'static str>, Vec<&'a StoredDocument>);

/// Groups files of another kind by what they are, so that they do not drown
/// the rest; empty for files of a kind that should have been read.
fn kinds<'a>(documents: &[&'a StoredDocument]) -> Vec<OtherKind<'a>> {
    let mut kinds: BTreeMap<usize, OtherKind<'a>> = BTreeMap::new();
    for document in documents {
        if let Some((kind, message)) = &document.failure
            && kind == "unknown_format"
        {
            let (place, name, advice) = other_kind(message);
            kinds
                .entry(place)
                .or_insert((name, advice, Vec::new()))
                .2
                .push(document);
        }
    }
    kinds.into_values().collect()
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
                    @if show_message && let Some((_, message)) = &document.failure {
                        " " span.tech lang="en" { (message) }
                    }
                }
            }
        }
    }
}
