use std::{sync::mpsc, thread, time::Duration};

use waardenscan_document::Block;

use crate::{
    chars::{plain, tidy},
    hyphen::{Words, join},
    isolate::STACK_BYTES,
};

/// How long the second reader may take. It does most of the files that it gets
/// in a second or two, and none that we know in more than ten.
const SECONDS: u64 = 60;

/// The second reader failed, or took too long.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Failed;

/// Reads the text of each page with the second reader. It knows no places:
/// only paragraphs come out.
///
/// It cannot be stopped, only left: a thread that takes too long runs on until
/// it ends by itself, and nobody hears of it.
pub(crate) fn read(bytes: &[u8], max_pages: usize) -> Result<Vec<Vec<Block>>, Failed> {
    let bytes = bytes.to_vec();
    let (sender, receiver) = mpsc::channel();
    thread::Builder::new()
        .name("pdf-second".to_owned())
        .stack_size(STACK_BYTES)
        .spawn(move || {
            let pages = pdf_extract::extract_text_from_mem_by_pages(&bytes);
            // Nobody listens once the time is over.
            let _ = sender.send(pages);
        })
        .map_err(|_| Failed)?;
    // A panic closes the channel.
    let pages = receiver
        .recv_timeout(Duration::from_secs(SECONDS))
        .map_err(|_| Failed)?
        .map_err(|_| Failed)?;
    Ok(blocks(&pages, max_pages))
}

fn blocks(pages: &[String], max_pages: usize) -> Vec<Vec<Block>> {
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
    pages.collect()
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
