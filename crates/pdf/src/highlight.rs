//! Highlights in a copy of a file.

use std::collections::BTreeMap;

use hayro_syntax::Pdf;
use lopdf::{IncrementalDocument, Object, ObjectId, Stream, dictionary, text_string};
use waardenscan_document::{ReadError, Rect, Region};

/// Words to highlight, and what to say of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Highlight {
    /// Where the words stand, a region for each line; those on one page become
    /// one annotation.
    pub regions: Vec<Region>,
    /// Red, green and blue, laid over the page as a marker pen would be.
    pub colour: [u8; 3],
    /// Who says it.
    pub author: String,
    /// What it is about, in a word or two.
    pub subject: String,
    /// What is said.
    pub note: String,
    /// When, UTC, as in ISO 8601: "2026-01-02T03:04:05Z".
    pub at: Option<String>,
}

/// Why a file cannot be given highlights.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum HighlightError {
    /// The file cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The file is encrypted: what is added would have to be so too.
    #[error("the file is protected, so that nothing can be added to it")]
    Protected,
    /// The file's structure has faults that reading passes over, but that
    /// adding would make worse.
    #[error("the structure of the file does not allow that anything is added: {cause}")]
    Structure {
        /// What is wrong.
        cause: String,
    },
}

impl HighlightError {
    fn structure(cause: &impl ToString) -> Self {
        Self::Structure {
            cause: cause.to_string(),
        }
    }
}

/// Appends annotations to a file (an incremental update, ISO 32000-2, 7.5.6),
/// of which every byte stays as it is.
pub(crate) fn add(
    bytes: &[u8],
    pdf: &Pdf,
    highlights: &[Highlight],
) -> Result<Vec<u8>, HighlightError> {
    let before =
        lopdf::Document::load_mem(bytes).map_err(|cause| HighlightError::structure(&cause))?;
    // What opens without a password was decrypted by now.
    if before.is_encrypted() || before.was_encrypted() {
        return Err(HighlightError::Protected);
    }
    let pages: Vec<ObjectId> = before.get_pages().into_values().collect();
    if pages.len() != pdf.pages().len() {
        let cause = format!("{} pages or {}", pdf.pages().len(), pages.len());
        return Err(HighlightError::Structure { cause });
    }
    let mut update = IncrementalDocument::create_from(bytes.to_vec(), before);
    let mut by_page: BTreeMap<usize, Vec<Object>> = BTreeMap::new();
    for (number, highlight) in highlights.iter().enumerate() {
        for (index, regions) in per_page(&highlight.regions) {
            let page = pdf.pages().get(index);
            if let (Some(page), Some(id)) = (page, pages.get(index)) {
                let quads: Vec<Quad> = regions
                    .iter()
                    .filter_map(|&rect| Quad::new(page, rect))
                    .collect();
                if quads.is_empty() {
                    continue;
                }
                let name = format!("waardenscan-{}-{}", number + 1, index + 1);
                let annotation = annotation(&mut update, *id, &name, highlight, &quads);
                by_page.entry(index).or_default().push(annotation);
            }
        }
    }
    for (index, annotations) in by_page {
        if let Some(id) = pages.get(index) {
            attach(&mut update, *id, annotations)
                .map_err(|cause| HighlightError::structure(&cause))?;
        }
    }
    let mut written = Vec::with_capacity(bytes.len() + (64 << 10));
    let saved = update.save_to(&mut written);
    saved.map_err(|cause| HighlightError::structure(&cause))?;
    Ok(written)
}

fn per_page(regions: &[Region]) -> BTreeMap<usize, Vec<Rect>> {
    let mut pages: BTreeMap<usize, Vec<Rect>> = BTreeMap::new();
    for region in regions {
        pages
            .entry(region.page_index)
            .or_default()
            .push(region.rect);
    }
    pages
}

/// Four corners in the coordinates of a page's content, in the order that
/// readers expect: top left, top right, bottom left, bottom right as shown.
struct Quad([(f32, f32); 4]);

impl Quad {
    /// Turns a rectangle of the page as shown into one of its content; none on
    /// a page without a size.
    fn new(page: &hayro_syntax::page::Page<'_>, rect: Rect) -> Option<Self> {
        let [a, b, c, d, e, f] = page.initial_transform(true).as_coeffs();
        let determinant = a * d - b * c;
        if determinant == 0.0 || !determinant.is_finite() {
            return None;
        }
        #[expect(
            clippy::cast_possible_truncation,
            reason = "coordinates of a page, which PDF keeps in single precision"
        )]
        let back = |x: f32, y: f32| {
            let (x, y) = (f64::from(x) - e, f64::from(y) - f);
            let (x, y) = ((d * x - c * y) / determinant, (a * y - b * x) / determinant);
            (x as f32, y as f32)
        };
        Some(Self([
            back(rect.left, rect.top),
            back(rect.right, rect.top),
            back(rect.left, rect.bottom),
            back(rect.right, rect.bottom),
        ]))
    }

    fn points(&self) -> impl Iterator<Item = Object> {
        self.0.iter().flat_map(|&(x, y)| [x.into(), y.into()])
    }
}

/// Adds an annotation with its looks and returns a reference to it.
fn annotation(
    update: &mut IncrementalDocument,
    page: ObjectId,
    name: &str,
    highlight: &Highlight,
    quads: &[Quad],
) -> Object {
    let bounds = bounds(quads);
    let colour: Vec<Object> = highlight
        .colour
        .iter()
        .map(|&channel| (f32::from(channel) / 255.0).into())
        .collect();
    let looks = looks(quads, &bounds, &colour);
    let looks = update.new_document.add_object(looks);
    let mut annotation = dictionary! {
        "Type" => "Annot",
        "Subtype" => "Highlight",
        "Rect" => bounds,
        "QuadPoints" => quads.iter().flat_map(Quad::points).collect::<Vec<_>>(),
        "C" => colour,
        // Printed with the page.
        "F" => 4,
        "P" => page,
        "NM" => Object::string_literal(name),
        "T" => text_string(&highlight.author),
        "Subj" => text_string(&highlight.subject),
        "Contents" => text_string(&highlight.note),
        "AP" => dictionary! { "N" => looks },
    };
    if let Some(at) = highlight.at.as_deref().and_then(date) {
        annotation.set("M", Object::string_literal(at));
    }
    update.new_document.add_object(annotation).into()
}

fn bounds(quads: &[Quad]) -> Vec<Object> {
    let points = || quads.iter().flat_map(|quad| quad.0);
    let least = |of: fn((f32, f32)) -> f32| points().map(of).fold(f32::INFINITY, f32::min);
    let most = |of: fn((f32, f32)) -> f32| points().map(of).fold(f32::NEG_INFINITY, f32::max);
    [
        least(|(x, _)| x),
        least(|(_, y)| y),
        most(|(x, _)| x),
        most(|(_, y)| y),
    ]
    .map(Object::from)
    .to_vec()
}

/// The highlight as drawn: its quads filled, multiplied with what lies below.
fn looks(quads: &[Quad], bounds: &[Object], colour: &[Object]) -> Stream {
    use std::fmt::Write;

    let mut content = String::from("/G gs\n");
    for channel in colour {
        // Writing to a string cannot fail.
        let _ = write!(content, "{} ", channel.as_float().unwrap_or_default());
    }
    content.push_str("rg\n");
    for Quad([top_left, top_right, bottom_left, bottom_right]) in quads {
        for (point, operator) in [
            (top_left, "m"),
            (top_right, "l"),
            (bottom_right, "l"),
            (bottom_left, "l"),
        ] {
            let _ = write!(content, "{} {} {operator} ", point.0, point.1);
        }
        content.push_str("h f\n");
    }
    let looks = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Form",
        "BBox" => bounds.to_vec(),
        "Group" => dictionary! { "S" => "Transparency" },
        "Resources" => dictionary! {
            "ExtGState" => dictionary! {
                "G" => dictionary! { "Type" => "ExtGState", "BM" => "Multiply" },
            },
        },
    };
    Stream::new(looks, content.into_bytes())
}

/// Writes an ISO 8601 date in UTC as PDF does (ISO 32000-2, 7.9.4).
fn date(at: &str) -> Option<String> {
    let digits: String = at.chars().filter(char::is_ascii_digit).take(14).collect();
    (digits.len() == 14).then(|| format!("D:{digits}Z"))
}

/// Adds annotations to those of a page.
fn attach(
    update: &mut IncrementalDocument,
    page: ObjectId,
    annotations: Vec<Object>,
) -> lopdf::Result<()> {
    update.opt_clone_object_to_new_document(page)?;
    let before = update.get_prev_documents();
    let dictionary = before.get_object(page).and_then(Object::as_dict)?;
    let mut all = match dictionary.get(b"Annots") {
        Ok(array) => before.dereference(array)?.1.as_array()?.clone(),
        Err(_) => Vec::new(),
    };
    all.extend(annotations);
    let page = update.new_document.get_object_mut(page)?;
    page.as_dict_mut()?.set("Annots", all);
    Ok(())
}
