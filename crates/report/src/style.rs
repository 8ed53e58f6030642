//! The page's style sheet and script, and the policy that allows just those.

use std::fmt::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::values::Values;

const SHARED: &str = include_str!("shared.css");
const CSS: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// Returns the style sheet of the report.
pub(crate) fn css(values: &Values<'_>) -> String {
    shared_css(values) + &with_plain_line_ends(CSS)
}

/// Returns the part of the style sheet that every page with values shares:
/// tokens of colour for light and dark, the marks of hits, the heat map, the
/// colours of the values (classes `v0`, `v1`, …) and the widths of bars (`w0`
/// to `w100`). These are classes because policies forbid `style` attributes.
#[must_use]
pub fn shared_css(values: &Values<'_>) -> String {
    let mut css = with_plain_line_ends(SHARED);
    for (index, value) in values.all().iter().enumerate() {
        // Writing to a string cannot fail.
        let _ = write!(
            css,
            ".v{index}{{--hue:{};--line:{};--deep:{}}}",
            value.hue,
            value.line,
            u8::from(value.is_deep),
        );
    }
    for width in 0..=100 {
        let _ = write!(css, ".w{width}{{--w:{width}%}}");
    }
    css
}

/// Returns the script.
pub(crate) fn script() -> String {
    with_plain_line_ends(SCRIPT)
}

/// Returns the policy (CSP) that allows this style sheet and this script and
/// nothing else: no image, no font, no request, no frame.
pub(crate) fn policy(css: &str, script: &str) -> String {
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; \
         base-uri 'none'; form-action 'none'",
        STANDARD.encode(Sha256::digest(css)),
        STANDARD.encode(Sha256::digest(script)),
    )
}

/// A browser hashes the text after its own reading of line ends, which a
/// checkout on Windows may have changed.
pub(crate) fn with_plain_line_ends(text: &str) -> String {
    text.replace("\r\n", "\n")
}
