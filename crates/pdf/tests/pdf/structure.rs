//! Blocks against those of the file that a PDF was made of: LibreOffice turns
//! DOCX and ODT into PDF, and our reader of those says what each block is.

use std::{
    collections::BTreeMap,
    fmt, fs,
    path::{Path, PathBuf},
};

use waardenscan_document::{Block, BlockKind, Document, Reader};
use waardenscan_docx::WordReader;

use crate::{
    office::{Export, converted},
    support::{files, matched, name, read, shared_ending},
};

/// How many of how many.
#[derive(Clone, Copy, Debug, Default)]
struct Share {
    part: usize,
    whole: usize,
}

impl Share {
    fn count(&mut self, hit: bool) {
        self.part += usize::from(hit);
        self.whole += 1;
    }

    fn add(&mut self, other: Self) {
        self.part += other.part;
        self.whole += other.whole;
    }

    fn is_at_least(self, percent: usize) -> bool {
        100 * self.part >= percent * self.whole
    }
}

impl fmt::Display for Share {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}/{}", self.part, self.whole)
    }
}

/// What was found of the known blocks.
#[derive(Clone, Debug, Default)]
struct Figures {
    words: Share,
    headings: Share,
    levels: Share,
    /// Headings that are none.
    false_headings: usize,
    labels: Share,
    cells: Share,
    notes: Share,
    /// Running lines in the text, or text among the running lines.
    astray: usize,
    complaints: Vec<String>,
}

impl Figures {
    fn add(&mut self, other: &Self) {
        self.words.add(other.words);
        self.headings.add(other.headings);
        self.levels.add(other.levels);
        self.false_headings += other.false_headings;
        self.labels.add(other.labels);
        self.cells.add(other.cells);
        self.notes.add(other.notes);
        self.astray += other.astray;
        self.complaints.extend_from_slice(&other.complaints);
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "words {}, headings {} (level {}, false {}), labels {}, cells {}, \
             notes {}, astray {}",
            self.words,
            self.headings,
            self.levels,
            self.false_headings,
            self.labels,
            self.cells,
            self.notes,
            self.astray
        )
    }
}

/// The blocks of a document with their words, running lines apart.
struct Text {
    blocks: Vec<Block>,
    running: Vec<String>,
    words: Vec<String>,
    /// The block of each word.
    owners: Vec<usize>,
}

impl Text {
    fn of(document: &Document) -> Self {
        let running = |block: &&Block| {
            use BlockKind::{Comment, Footer, Header};
            matches!(block.kind, Header | Footer | Comment)
        };
        let all = document.blocks().iter();
        let (running, blocks): (Vec<&Block>, Vec<&Block>) = all.partition(running);
        let blocks: Vec<Block> = blocks.into_iter().cloned().collect();
        let (mut words, mut owners) = (Vec::new(), Vec::new());
        for (index, block) in blocks.iter().enumerate() {
            for word in self::words(block) {
                words.push(word);
                owners.push(index);
            }
        }
        Self {
            running: running.into_iter().map(key).collect(),
            blocks,
            words,
            owners,
        }
    }
}

/// The words of a block in lower case without punctuation.
fn words(block: &Block) -> Vec<String> {
    let text = block.labelled_text().to_lowercase();
    text.split(|char: char| !char.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The letters of a block, its numbers as one sign: pages count.
fn key(block: &Block) -> String {
    let mut key = String::new();
    for char in words(block).concat().chars() {
        match char {
            '0'..='9' if key.ends_with('#') => {}
            '0'..='9' => key.push('#'),
            other => key.push(other),
        }
    }
    key
}

/// Of each block on the left the block on the right that has most of its
/// words, and how many.
fn partners(
    pairs: &[(usize, usize)],
    left: &[usize],
    right: &[usize],
) -> BTreeMap<usize, (usize, usize)> {
    let mut counts: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for &(a, b) in pairs {
        *counts.entry((left[a], right[b])).or_default() += 1;
    }
    let mut partners: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for ((a, b), count) in counts {
        let best = partners.entry(a).or_insert((b, 0));
        if count > best.1 {
            *best = (b, count);
        }
    }
    partners
}

fn compare(known: &Document, given: &Document) -> Figures {
    let (known, given) = (Text::of(known), Text::of(given));
    let pairs = matched(&known.words, &given.words);
    let partner = partners(&pairs, &known.owners, &given.owners);
    let flipped: Vec<_> = pairs.iter().map(|&(a, b)| (b, a)).collect();
    let source = partners(&flipped, &given.owners, &known.owners);
    let mut figures = Figures {
        words: Share {
            part: pairs.len(),
            whole: known.words.len(),
        },
        ..Figures::default()
    };
    for (index, block) in known.blocks.iter().enumerate() {
        let count = words(block).len();
        if count == 0 || block.in_contents {
            continue;
        }
        // Numbers may be others: LibreOffice counts some lists on.
        let label = block
            .label
            .as_deref()
            .map_or(0, |label| label.split_whitespace().count());
        let found = partner
            .get(&index)
            .filter(|&&(_, shared)| 5 * (shared + label) >= 4 * count)
            .map(|&(place, _)| &given.blocks[place]);
        match block.kind {
            BlockKind::Heading => heading(block, found, &mut figures),
            BlockKind::ListItem if block.label.is_some() => item(block, found, &mut figures),
            BlockKind::Footnote => {
                let tied = |other: &&Block| {
                    other.kind == BlockKind::Footnote
                        && other.label == block.label
                        && words(other) == words(block)
                };
                let tied = given.blocks.iter().any(|other| tied(&other));
                figures.notes.count(tied);
                figures.complain(!tied, "note", block, found);
            }
            _ => {}
        }
    }
    for (index, block) in given.blocks.iter().enumerate() {
        let of = source.get(&index).map(|&(place, _)| &known.blocks[place]);
        let is_false = block.kind == BlockKind::Heading
            && of.is_none_or(|known| known.kind != BlockKind::Heading);
        figures.false_headings += usize::from(is_false);
        figures.complain(is_false, "no heading", block, of);
    }
    figures.cells = cells(&known.blocks, &given.blocks);
    astray(&known, &given, &mut figures);
    figures
}

fn heading(known: &Block, found: Option<&Block>, figures: &mut Figures) {
    let same = found.filter(|block| {
        block.kind == BlockKind::Heading && words(block).len() <= words(known).len() + 1
    });
    figures.headings.count(same.is_some());
    figures.complain(same.is_none(), "heading", known, found);
    if let Some(found) = same {
        figures.levels.count(found.level == known.level);
        figures.complain(found.level != known.level, "level", known, Some(found));
    }
}

fn item(known: &Block, found: Option<&Block>, figures: &mut Figures) {
    // Which sign a bullet has is the font's matter.
    let label = |block: &Block| {
        let label = block.label.clone().unwrap_or_default();
        if label.contains(char::is_alphanumeric) {
            label
        } else {
            "•".to_owned()
        }
    };
    let same = found
        .filter(|block| block.kind == BlockKind::ListItem)
        .filter(|block| label(block) == label(known));
    figures.labels.count(same.is_some());
    figures.complain(same.is_none(), "label", known, found);
}

impl Figures {
    fn complain(&mut self, wrong: bool, what: &str, of: &Block, other: Option<&Block>) {
        if wrong {
            let show = |block: &Block| {
                let text: String = block.labelled_text().chars().take(50).collect();
                format!("{} {:?} {text}", block.kind.name(), block.level)
            };
            let other = other.map(show);
            self.complaints
                .push(format!("{what}: {} | {other:?}", show(of)));
        }
    }
}

/// Counts the cells that come in the same order, of those that the file shows:
/// LibreOffice leaves out what does not fit in a cell.
fn cells(known: &[Block], given: &[Block]) -> Share {
    let texts = |blocks: &[Block]| {
        let cells = blocks.iter().filter_map(|block| Some((block, block.cell?)));
        let mut texts: Vec<((usize, usize, usize), String)> = Vec::new();
        for (block, cell) in cells {
            let place = (cell.table, cell.row, cell.column);
            let text = words(block).concat();
            match texts.last_mut().filter(|(last, _)| *last == place) {
                Some((_, cell)) => cell.push_str(&text),
                None => texts.push((place, text)),
            }
        }
        let texts = texts.into_iter().map(|(_, text)| text);
        texts.filter(|text| !text.is_empty()).collect::<Vec<_>>()
    };
    let page: Vec<String> = given.iter().flat_map(words).collect();
    let shown = |text: &String| {
        let short = text.len() < 3;
        page.contains(text) || !short && page.concat().contains(text.as_str())
    };
    let known: Vec<String> = texts(known).into_iter().filter(shown).collect();
    Share {
        part: matched(&known, &texts(given)).len(),
        whole: known.len(),
    }
}

/// Counts what is on the wrong side of the line between text and running
/// lines.
fn astray(known: &Text, given: &Text, figures: &mut Figures) {
    let body = |text: &Text| text.blocks.iter().map(key).collect::<Vec<_>>();
    let (known_body, given_body) = (body(known), body(given));
    let telling = |key: &&String| key.len() > 2;
    let in_body = given_body
        .iter()
        .filter(telling)
        .filter(|&key| known.running.contains(key) && !known_body.contains(key));
    // The header row of a table comes again on its next page.
    let in_running = given.running.iter().filter(telling).filter(|&key| {
        let known_running = known.running.iter().any(|line| line.contains(key.as_str()));
        known_body.contains(key) && !known_running && !given_body.contains(key)
    });
    for key in in_body.chain(in_running) {
        figures.astray += 1;
        figures.complaints.push(format!("astray: {key}"));
    }
}

fn measure(sources: &[PathBuf], export: Export) -> Option<Figures> {
    let mut all = Figures::default();
    for (source, file) in sources.iter().zip(converted(sources, export)?) {
        let known = WordReader::default()
            .read(&fs::read(source).unwrap())
            .unwrap();
        let figures = compare(&known, &read(&file).unwrap());
        println!("{export:?} {}: {figures}", name(source));
        for complaint in &figures.complaints {
            println!("    {complaint}");
        }
        all.add(&figures);
    }
    println!("{export:?}: {all}");
    Some(all)
}

/// The DOCX whose blocks are known exactly (a test of their reader compares
/// them with the JSON beside them), those of the samples, and files written to
/// show what these lack.
#[test]
fn blocks_are_those_of_the_source() {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = shared_ending("docx-truth", "docx");
    sources.extend(files(&project.join("../../corpus-samples"), "docx"));
    sources.extend(files(&project.join("tests/structure"), "fodt"));
    // One sample is cut short on purpose.
    sources.retain(|source| !name(source).contains("afgekapt"));
    assert!(!sources.is_empty());
    for export in Export::ALL {
        let Some(figures) = measure(&sources, export) else {
            return;
        };
        assert!(figures.words.is_at_least(99), "{export:?}: {figures}");
        assert!(figures.headings.is_at_least(97), "{export:?}: {figures}");
        assert!(
            50 * figures.false_headings <= figures.headings.whole,
            "{export:?}: {figures}"
        );
        assert!(figures.levels.is_at_least(95), "{export:?}: {figures}");
        assert!(figures.labels.is_at_least(95), "{export:?}: {figures}");
        assert!(figures.cells.is_at_least(98), "{export:?}: {figures}");
        assert!(figures.notes.is_at_least(95), "{export:?}: {figures}");
        assert_eq!(figures.astray, 0, "{export:?}: {figures}");
    }
}
