//! Pages as pictures.

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro::{
    PixmapSettings, RenderCache, RenderSettings,
    hayro_interpret::InterpreterSettings,
    render,
    vello_cpu::{color::palette::css::WHITE, peniko::ImageAlphaType},
};
use hayro_syntax::page::Page;
use waardenscan_document::{ReadError, Rect};

use crate::isolate::message;

/// Points in an inch.
pub(crate) const POINTS_PER_INCH: f32 = 72.0;

/// The largest picture in pixels: A0 at 150 dots an inch, A3 at 400.
const MAX_PIXELS: f64 = 36e6;

/// The longest side in pixels that the renderer can hold.
const MAX_SIDE: f64 = 65_535.0;

/// How far outside its place the ink of a line is looked for, in its heights.
const SLACK: f32 = 0.08;

/// How much ink differs from its ground, of 255.
const INK: u8 = 64;

/// What tells ink from its ground: green counts most in brightness.
fn green(pixel: &[u8]) -> u8 {
    pixel.get(1).copied().unwrap_or_default()
}

/// The picture of a page on white, eight bits a channel.
#[derive(Clone, PartialEq, Eq)]
pub struct PageImage {
    width: u32,
    height: u32,
    rgba: Vec<u8>,
}

/// Why there is no picture of a page.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum RenderError {
    /// The file cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The page is not there.
    #[error("there is no page {} but only {pages}", index + 1)]
    NoPage {
        /// The index asked for, from 0.
        index: usize,
        /// How many pages there are.
        pages: usize,
    },
    /// The picture would be too large or have no size.
    #[error(
        "the picture of {width:.0} by {height:.0} pixels is over the limit: ask for fewer dots an inch"
    )]
    Size {
        /// The width it would have.
        width: f64,
        /// The height it would have.
        height: f64,
    },
    /// The renderer panicked.
    #[error("the page made the renderer fail: {cause}")]
    Failed {
        /// The panic message.
        cause: String,
    },
    /// The picture cannot be written as PNG.
    #[error("the picture cannot be written as PNG")]
    Png,
}

impl PageImage {
    /// Makes a picture in shades of grey from the brightness of its pixels, 0
    /// black, from the top left, row by row: what [`PageImage::luma`] gives.
    /// None where their number does not fit the size.
    #[must_use]
    pub fn from_luma(width: u32, height: u32, luma: &[u8]) -> Option<Self> {
        let pixels = u64::from(width) * u64::from(height);
        let fits = pixels == u64::try_from(luma.len()).ok()?;
        let rgba = luma.iter().flat_map(|&grey| [grey, grey, grey, u8::MAX]);
        fits.then(|| Self {
            width,
            height,
            rgba: rgba.collect(),
        })
    }

    /// Width in pixels.
    #[must_use]
    pub const fn width(&self) -> u32 {
        self.width
    }

    /// Height in pixels.
    #[must_use]
    pub const fn height(&self) -> u32 {
        self.height
    }

    /// The pixels from the top left, row by row, four bytes each: red, green,
    /// blue and an opacity that is always full.
    #[must_use]
    pub fn rgba(&self) -> &[u8] {
        &self.rgba
    }

    /// Returns the brightness of each pixel, 0 black, in the same order (the
    /// luma of ITU-R BT.601).
    #[must_use]
    pub fn luma(&self) -> Vec<u8> {
        let luma = |[red, green, blue]: [u8; 3]| {
            let sum = 299 * u32::from(red) + 587 * u32::from(green) + 114 * u32::from(blue);
            u8::try_from(sum / 1000).unwrap_or(u8::MAX)
        };
        let pixels = self.rgba.chunks_exact(4);
        pixels
            .filter_map(|pixel| Some(luma(*pixel.first_chunk()?)))
            .collect()
    }

    /// Returns where the ink of a line of text begins and ends, from the top of
    /// the page in points: of the highest and the lowest of its letters. `line`
    /// is about where it stands, and `dpi` how the page was drawn. None where
    /// there is no ink, and for text that runs up or down the page.
    ///
    /// Ink is what differs from what most of the line's dots are. As neighbours
    /// may come near, ink at the very edge of the line is taken for theirs, and
    /// the line then ends there.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "dots of a page: not below zero, and a cast takes what is too large for the largest"
    )]
    #[must_use]
    pub fn ink_of_line(&self, line: Rect, dpi: f32) -> Option<(f32, f32)> {
        let scale = dpi / POINTS_PER_INCH;
        let height = line.bottom - line.top;
        if height > line.right - line.left {
            return None;
        }
        let dot = |points: f32| (f64::from(points * scale).max(0.0)) as usize;
        let slack = SLACK * height;
        let (top, bottom) = (dot(line.top - slack), dot(line.bottom + slack));
        let (left, right) = (dot(line.left), dot(line.right));
        let rows: Vec<&[u8]> = self
            .rgba
            .chunks_exact(4 * self.width as usize)
            .take(bottom + 1)
            .skip(top)
            .filter_map(|row| row.get(4 * left..4 * right.min(self.width as usize)))
            .collect();
        let mut counts = [0_usize; 256];
        for pixel in rows.iter().flat_map(|row| row.chunks_exact(4)) {
            if let Some(count) = counts.get_mut(usize::from(green(pixel))) {
                *count += 1;
            }
        }
        let ground = (0..=u8::MAX).max_by_key(|&grey| counts.get(usize::from(grey)))?;
        let is_inked = |row: &&[u8]| {
            let mut pixels = row.chunks_exact(4);
            pixels.any(|pixel| green(pixel).abs_diff(ground) > INK)
        };
        let first = rows.iter().position(is_inked)?;
        let last = rows.iter().rposition(is_inked)?;
        let points = |row: usize| (top + row) as f32 / scale;
        let above = if first == 0 { line.top } else { points(first) };
        let is_last = last + 1 == rows.len();
        let below = if is_last {
            line.bottom
        } else {
            points(last + 1)
        };
        Some((above, below))
    }

    /// Returns the picture as a PNG file.
    ///
    /// # Errors
    ///
    /// [`RenderError::Png`] when the encoder refuses it, which no picture made
    /// here is known to cause.
    pub fn png(&self) -> Result<Vec<u8>, RenderError> {
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, self.width, self.height);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_compression(png::Compression::Fast);
        let rgb: Vec<u8> = self
            .rgba
            .chunks_exact(4)
            .filter_map(|pixel| pixel.first_chunk::<3>())
            .flatten()
            .copied()
            .collect();
        encoder
            .write_header()
            .and_then(|mut writer| {
                writer.write_image_data(&rgb)?;
                writer.finish()
            })
            .map_err(|_| RenderError::Png)?;
        Ok(file)
    }
}

// The pixels would fill screens.
impl std::fmt::Debug for PageImage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PageImage({} × {})", self.width, self.height)
    }
}

/// Draws a page at `dpi` dots an inch.
pub(crate) fn draw(page: &Page<'_>, dpi: f32) -> Result<PageImage, RenderError> {
    let scale = dpi / POINTS_PER_INCH;
    let (width, height) = page.render_dimensions();
    let (width, height) = (
        f64::from(width * scale).floor(),
        f64::from(height * scale).floor(),
    );
    let fits = |side: f64| (1.0..=MAX_SIDE).contains(&side);
    if !(fits(width) && fits(height) && width * height <= MAX_PIXELS) {
        return Err(RenderError::Size { width, height });
    }
    let settings = PixmapSettings {
        x_scale: scale,
        y_scale: scale,
        bg_color: WHITE,
    };
    // A page that cannot be drawn leaves nothing behind: its cache goes too.
    let drawing = AssertUnwindSafe(|| {
        render(
            page,
            &RenderCache::new(),
            &InterpreterSettings::default(),
            &RenderSettings::default(),
            &settings,
        )
    });
    let pixmap = catch_unwind(drawing).map_err(|panic| RenderError::Failed {
        cause: message(panic.as_ref()),
    })?;
    Ok(PageImage {
        width: u32::from(pixmap.width()),
        height: u32::from(pixmap.height()),
        rgba: pixmap.take_rgba8(ImageAlphaType::Alpha),
    })
}
