use waardenscan_document::Block;

use crate::{
    chars::{plain, tidy},
    hyphen::{Words, join},
    isolate::isolated,
};

/// Reads the text of each page with the second reader, `None` when it fails
/// too. It knows no places: only paragraphs come out.
pub(crate) fn read(bytes: &[u8], max_pages: usize) -> Option<Vec<Vec<Block>>> {
    let pages = isolated(|| pdf_extract::extract_text_from_mem_by_pages(bytes))
        .ok()?
        .ok()?;
    let mut words = Words::default();
    let pages: Vec<Vec<String>> = pages
        .iter()
        .take(max_pages)
        .map(|page| lines(page))
        .collect();
    for line in pages.iter().flatten() {
        words.add(line);
    }
    let pages = pages.iter().enumerate().map(|(index, lines)| {
        lines
            .split(String::is_empty)
            .filter(|lines| !lines.is_empty())
            .map(|lines| {
                let mut text = String::new();
                for line in lines {
                    join(&mut text, line, &words);
                }
                Block::paragraph(text).on_page(index)
            })
            .collect()
    });
    Some(pages.collect())
}

fn lines(page: &str) -> Vec<String> {
    page.lines()
        .map(|line| {
            let mut text = String::with_capacity(line.len());
            for char in line.chars() {
                plain(char, |char| text.push(char));
            }
            tidy(&text)
        })
        .collect()
}
