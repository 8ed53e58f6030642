//! Gold files.

use std::path::Path;

use anyhow::{Context, Result, anyhow};
use sha2::{Digest, Sha256};
use waardenscan::score::GoldPassage;

/// Reads a gold file; an empty line is no passage.
pub(crate) fn read_gold(path: &Path) -> Result<Vec<GoldPassage>> {
    let name = path.display();
    let text =
        std::fs::read_to_string(path).with_context(|| format!("{name}: cannot be opened"))?;
    let lines = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty());
    let gold: Vec<GoldPassage> = lines
        .map(|(index, line)| {
            serde_json::from_str(line)
                .map_err(|error| anyhow!("{name}, line {}: not a gold passage: {error}", index + 1))
        })
        .collect::<Result<_>>()?;
    if gold.is_empty() {
        return Err(anyhow!("{name}: holds no passages"));
    }
    Ok(gold)
}

/// Returns the SHA-256 of a file, in lower-case hexadecimal.
pub(crate) fn fingerprint(path: &Path) -> Result<String> {
    let bytes =
        std::fs::read(path).with_context(|| format!("{}: cannot be opened", path.display()))?;
    Ok(hexadecimal(&Sha256::digest(bytes)))
}

/// Writes bytes in lower-case hexadecimal.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
