use std::{
    fs,
    path::{Path, PathBuf},
};

use waardenscan_document::{Block, BlockKind, Document, ReadError, Reader};
use waardenscan_pdf::PdfReader;

/// Returns the files of a shared folder that end in `.pdf`, by name; none,
/// with a printed reason, where the folder is absent.
pub(crate) fn shared(folder: &str) -> Vec<PathBuf> {
    let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared")).join(folder);
    let Ok(entries) = fs::read_dir(&path) else {
        println!("skipped: no shared folder {folder}");
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            path.extension()
                .is_some_and(|end| end.eq_ignore_ascii_case("pdf"))
        })
        .collect();
    files.sort();
    files
}

pub(crate) fn name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

pub(crate) fn read(path: &Path) -> Result<Document, ReadError> {
    let bytes = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    PdfReader::new().read(&bytes)
}

/// Returns the words of a document without its running lines.
pub(crate) fn words(document: &Document) -> Vec<String> {
    document
        .blocks()
        .iter()
        .filter(|block| !matches!(block.kind, BlockKind::Header | BlockKind::Footer))
        .map(Block::labelled_text)
        .flat_map(|text| text.split(' ').map(str::to_owned).collect::<Vec<_>>())
        .filter(|word| word != "•")
        .collect()
}

/// Counts the words that two texts have in common in the same order.
///
/// The number of insertions and deletions between them comes from the greedy
/// algorithm of E. W. Myers, "An O(ND) Difference Algorithm and Its
/// Variations", Algorithmica 1 (1986).
pub(crate) fn in_order(a: &[String], b: &[String]) -> usize {
    let most = a.len() + b.len();
    let mut reach = vec![0_usize; 2 * most + 3];
    for edits in 0..=most {
        let mut diagonal = most - edits;
        while diagonal <= most + edits {
            let (below, above) = (reach[diagonal], reach[diagonal + 2]);
            let down = diagonal == most - edits || (diagonal != most + edits && below < above);
            let mut x = if down { above } else { below + 1 };
            let mut y = (x + most) - diagonal;
            while x < a.len() && y < b.len() && a[x] == b[y] {
                x += 1;
                y += 1;
            }
            reach[diagonal + 1] = x;
            if x >= a.len() && y >= b.len() {
                return (most - edits) / 2;
            }
            diagonal += 2;
        }
    }
    0
}

#[test]
fn words_in_order_are_counted() {
    let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
    for (a, b, wanted) in [
        ("de raad besluit", "de raad besluit", 3),
        ("de raad besluit", "raad de besluit", 2),
        ("de raad", "het college", 0),
        ("de raad besluit", "besluit", 1),
    ] {
        assert_eq!(in_order(&words(a), &words(b)), wanted, "{a} | {b}");
        assert_eq!(in_order(&words(b), &words(a)), wanted, "{b} | {a}");
    }
}
