//! A PDF as a scanner makes it: the image of a page, and no text.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use lopdf::{Document, Object, Stream, dictionary};

use crate::program::Program;

const PDFTOPPM: Program = Program {
    name: "pdftoppm",
    package: "poppler-utils",
};

/// A4 in points.
const PAGE: (u16, u16) = (595, 842);
/// Dots an inch, as an office scanner is set to save space.
const RESOLUTION: &str = "100";

/// Turns the first page of `pdf` into the image of a sheet that lay a little
/// askew. `folder` is for scratch files; `date` is that of the scan.
pub(super) fn scan(pdf: &[u8], folder: &Path, date: &str) -> Result<Vec<u8>> {
    let sheet = folder.join("sheet");
    let input = sheet.with_extension("pdf");
    fs::write(&input, pdf)?;
    let mut command = PDFTOPPM.command();
    command
        .args([
            "-jpeg",
            "-jpegopt",
            "quality=60",
            "-gray",
            "-singlefile",
            "-r",
            RESOLUTION,
        ])
        .args([&input, &sheet]);
    PDFTOPPM.output(&mut command)?;
    let jpeg = fs::read(sheet.with_extension("jpg")).context("pdftoppm wrote no image")?;
    wrap(jpeg, date)
}

/// Puts a JPEG on a page.
fn wrap(jpeg: Vec<u8>, date: &str) -> Result<Vec<u8>> {
    let frame = Frame::read(&jpeg).context("pdftoppm wrote something else than a JPEG")?;
    let mut pdf = Document::with_version("1.4");
    let image = pdf.add_object(Stream::new(
        dictionary! {
            "Type" => "XObject",
            "Subtype" => "Image",
            "Width" => frame.width,
            "Height" => frame.height,
            "ColorSpace" => frame.color_space,
            "BitsPerComponent" => 8,
            "Filter" => "DCTDecode",
        },
        jpeg,
    ));
    let (width, height) = PAGE;
    // Grey where the lid of the scanner shows; the sheet turned 0.7 degrees.
    let drawing = format!(
        "0.91 g 0 0 {width} {height} re f q 0.99993 0.01222 -0.01222 0.99993 4 -3 cm \
         {width} 0 0 {height} 0 0 cm /Sheet Do Q"
    );
    let contents = pdf.add_object(Stream::new(dictionary! {}, drawing.into_bytes()));
    let pages = pdf.new_object_id();
    let page = pdf.add_object(dictionary! {
        "Type" => "Page",
        "Parent" => pages,
        "MediaBox" => vec![0.into(), 0.into(), i64::from(width).into(), i64::from(height).into()],
        "Resources" => dictionary! { "XObject" => dictionary! { "Sheet" => image } },
        "Contents" => contents,
    });
    let tree = dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 };
    pdf.objects.insert(pages, Object::Dictionary(tree));
    let catalog = pdf.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    let info = pdf.add_object(dictionary! {
        "Producer" => Object::string_literal("Scan"),
        "CreationDate" => Object::string_literal(date),
    });
    pdf.trailer.set("Root", catalog);
    pdf.trailer.set("Info", info);
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes)?;
    Ok(bytes)
}

/// What a JPEG says of itself.
#[derive(Debug, PartialEq)]
struct Frame {
    width: u16,
    height: u16,
    color_space: &'static str,
}

impl Frame {
    /// Reads the frame header (ITU-T T.81, B.2.2); `None` without one.
    ///
    /// Poppler may write three components for a grey page.
    fn read(jpeg: &[u8]) -> Option<Self> {
        let mut rest = jpeg.strip_prefix(&[0xff, 0xd8])?;
        loop {
            let [0xff, marker, high, low, segment @ ..] = rest else {
                return None;
            };
            if matches!(marker, 0xc0..=0xc2) {
                let [_, h1, h0, w1, w0, components, ..] = segment else {
                    return None;
                };
                return Some(Self {
                    width: u16::from_be_bytes([*w1, *w0]),
                    height: u16::from_be_bytes([*h1, *h0]),
                    color_space: if *components == 1 {
                        "DeviceGray"
                    } else {
                        "DeviceRGB"
                    },
                });
            }
            let length = usize::from(u16::from_be_bytes([*high, *low]));
            rest = rest.get(2 + length..)?;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_is_found_behind_other_segments() {
        let jpeg = [
            0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc0, 0, 17, 8, 4, 0x92, 3, 0x3b, 3, 1,
        ];
        let frame = Frame {
            width: 827,
            height: 1170,
            color_space: "DeviceRGB",
        };
        assert_eq!(Frame::read(&jpeg), Some(frame));
        for length in 0..jpeg.len() - 1 {
            assert_eq!(Frame::read(&jpeg[..length]), None, "cut at {length}");
        }
    }
}
