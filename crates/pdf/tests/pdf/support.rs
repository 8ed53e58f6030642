use std::{
    fs,
    path::{Path, PathBuf},
};

use waardenscan_document::{Block, BlockKind, Document, ReadError, Reader};
use waardenscan_pdf::PdfReader;

/// Returns the PDF files of a shared folder by name; none, with a printed
/// reason, where the folder is absent.
pub(crate) fn shared(folder: &str) -> Vec<PathBuf> {
    shared_ending(folder, "pdf")
}

/// As [`shared`], of files that end otherwise.
pub(crate) fn shared_ending(folder: &str, ending: &str) -> Vec<PathBuf> {
    let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared")).join(folder);
    if !path.exists() {
        println!("skipped: no shared folder {folder}");
    }
    files(&path, ending)
}

/// Returns the samples of the project that end in `.pdf`, by name.
pub(crate) fn samples() -> Vec<PathBuf> {
    let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus-samples"));
    let files = files(path, "pdf");
    assert!(!files.is_empty(), "no samples");
    files
}

/// Returns the files of a folder that have an ending, by name.
pub(crate) fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            path.extension()
                .is_some_and(|end| end.eq_ignore_ascii_case(ending))
        })
        .collect();
    files.sort();
    files
}

/// Tells whether a program is on the `PATH`, and prints that a test skips
/// where it is not.
pub(crate) fn is_installed(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&path).any(|folder| folder.join(program).is_file());
    if !found {
        println!("skipped: {program} is not installed");
    }
    found
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
pub(crate) fn in_order(a: &[String], b: &[String]) -> usize {
    matched(a, b).len()
}

/// Returns the places of the words that two texts have in common in the same
/// order, as many as there can be.
///
/// The greedy algorithm of E. W. Myers, "An O(ND) Difference Algorithm and Its
/// Variations", Algorithmica 1 (1986); memory grows with the square of the
/// differences.
pub(crate) fn matched(a: &[String], b: &[String]) -> Vec<(usize, usize)> {
    let most = a.len() + b.len();
    let mut reach = vec![0_usize; 2 * most + 3];
    // What the diagonals reached before each edit, the outer ones left out.
    let mut history: Vec<Vec<usize>> = Vec::new();
    'edits: for edits in 0..=most {
        history.push(reach[most - edits..=most + edits + 2].to_vec());
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
                break 'edits;
            }
            diagonal += 2;
        }
    }
    walk_back(&history, a.len(), b.len())
}

fn walk_back(history: &[Vec<usize>], mut x: usize, mut y: usize) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for (edits, reach) in history.iter().enumerate().rev() {
        // Diagonals are kept from `-edits - 1` to `edits + 1`.
        let place = x + edits - y;
        let (below, above) = (reach[place], reach[place + 2]);
        let down = place == 0 || (place != 2 * edits && below < above);
        let (from_x, from_diagonal) = if down {
            (above, place + 2)
        } else {
            (below, place)
        };
        let start = if edits == 0 {
            0
        } else {
            from_x + usize::from(!down)
        };
        while x > start && y > 0 {
            x -= 1;
            y -= 1;
            pairs.push((x, y));
        }
        if edits > 0 {
            x = from_x;
            y = (from_x + edits + 1) - from_diagonal;
        }
    }
    pairs.reverse();
    pairs
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
        for (x, y) in matched(&words(a), &words(b)) {
            assert_eq!(words(a)[x], words(b)[y]);
        }
    }
}
