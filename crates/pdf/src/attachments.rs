use hayro_syntax::{
    Pdf,
    object::{Array, Dict, Object, String as PdfString},
};

use crate::{chars::tidy, pdf_string};

/// A name tree that is deeper than this is no tree.
const MAX_DEPTH: usize = 16;

/// More names than this are not read.
const MAX_NAMES: usize = 1_000;

/// Returns the names of the files that are embedded in the document, in the
/// order of its name tree (ISO 32000-2, 7.11.4).
pub(crate) fn read(pdf: &Pdf) -> Vec<String> {
    let mut names = Vec::new();
    let tree = pdf
        .xref()
        .get::<Dict<'_>>(pdf.xref().root_id())
        .and_then(|catalog| catalog.get::<Dict<'_>>(b"Names"))
        .and_then(|trees| trees.get::<Dict<'_>>(b"EmbeddedFiles"));
    if let Some(tree) = tree {
        collect(&tree, MAX_DEPTH, &mut names);
    }
    names
}

fn collect(node: &Dict<'_>, depth: usize, names: &mut Vec<String>) {
    let Some(depth) = depth.checked_sub(1) else {
        return;
    };
    if let Some(kids) = node.get::<Array<'_>>(b"Kids") {
        for kid in kids.iter::<Dict<'_>>() {
            collect(&kid, depth, names);
        }
    }
    let Some(pairs) = node.get::<Array<'_>>(b"Names") else {
        return;
    };
    let mut pairs = pairs.iter::<Object<'_>>();
    while let (Some(key), Some(file)) = (pairs.next(), pairs.next()) {
        if names.len() >= MAX_NAMES {
            return;
        }
        let file = file.into_dict();
        let entry = |key: &[u8]| file.as_ref()?.get::<PdfString<'_>>(key);
        let name = entry(b"UF").or_else(|| entry(b"F")).or(key.into_string());
        let name = name.map(|name| tidy(&pdf_string::decode(name.as_bytes())));
        names.extend(name.filter(|name| !name.is_empty()));
    }
}
