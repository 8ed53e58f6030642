use std::{fs, path::Path, process::Command};

use waardenscan_document::{ReadError, Reader};
use waardenscan_pdf::{PageImage, PdfReader, RenderError};

use crate::support::{is_installed, name, samples};

const DPI: f32 = 72.0;

/// The share of pixels that are darker than paper.
fn ink_share(luma: &[u8]) -> f64 {
    let dark = luma.iter().filter(|&&luma| luma < 128).count();
    dark as f64 / luma.len() as f64
}

/// Draws a page with poppler: its size and brightness.
fn poppler(path: &Path, page: usize) -> (usize, usize, Vec<u8>) {
    let page = (page + 1).to_string();
    let output = Command::new("pdftoppm")
        .args(["-gray", "-r", "72", "-f", &page, "-l", &page])
        .arg(path)
        .output()
        .unwrap();
    let header = output.stdout.splitn(4, u8::is_ascii_whitespace);
    let header: Vec<&[u8]> = header.collect();
    let number = |bytes: &[u8]| {
        std::str::from_utf8(bytes)
            .unwrap()
            .parse::<usize>()
            .unwrap()
    };
    // "P5 width height 255 pixels"; the last part holds the last two.
    let pixels = header[3].splitn(2, u8::is_ascii_whitespace);
    (
        number(header[1]),
        number(header[2]),
        pixels.last().unwrap().to_vec(),
    )
}

#[test]
fn pages_look_as_poppler_draws_them() {
    if !is_installed("pdftoppm") {
        return;
    }
    for path in samples() {
        let bytes = fs::read(&path).unwrap();
        let image = PdfReader::new().render_page(&bytes, 0, DPI).unwrap();
        let (width, height, luma) = poppler(&path, 0);
        assert!(
            width.abs_diff(image.width() as usize) <= 1,
            "{}",
            name(&path)
        );
        assert!(
            height.abs_diff(image.height() as usize) <= 1,
            "{}",
            name(&path)
        );
        let (ours, theirs) = (ink_share(&image.luma()), ink_share(&luma));
        println!(
            "{}: {ours:.4} of the pixels dark, {theirs:.4} in poppler's",
            name(&path)
        );
        assert!((0.6..1.6).contains(&(ours / theirs)), "{}", name(&path));
    }
}

#[test]
fn a_picture_comes_as_png() {
    let bytes = fs::read(&samples()[0]).unwrap();
    let image: PageImage = PdfReader::new().render_page(&bytes, 1, DPI).unwrap();
    let png = image.png().unwrap();
    assert!(png.starts_with(b"\x89PNG"));
    let decoder = png::Decoder::new(std::io::Cursor::new(&png));
    let mut reader = decoder.read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut pixels).unwrap();
    assert_eq!(reader.info().size(), (image.width(), image.height()));
    let colours = image.rgba().chunks(4).flat_map(|pixel| &pixel[..3]);
    assert!(colours.eq(&pixels));
    assert!(image.rgba().chunks(4).all(|pixel| pixel[3] == 255));
}

#[test]
fn what_cannot_be_drawn_is_said() {
    let reader = PdfReader::new();
    let bytes = fs::read(&samples()[0]).unwrap();
    let pages = reader.read(&bytes).unwrap().pages().len();
    assert_eq!(
        reader.render_page(&bytes, pages, DPI),
        Err(RenderError::NoPage {
            index: pages,
            pages
        })
    );
    for dpi in [0.0, -72.0, 1e9, f32::NAN] {
        assert!(
            matches!(
                reader.render_page(&bytes, 0, dpi),
                Err(RenderError::Size { .. })
            ),
            "{dpi}"
        );
    }
    assert_eq!(
        reader.render_page(b"", 0, DPI),
        Err(RenderError::Read(ReadError::Empty))
    );
}
