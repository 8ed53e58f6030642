//! What standard text is looked for by, of the passages of a document.

use serde::{Deserialize, Serialize};
use waardenscan::PassageRecord;

use crate::likeness::{BANDS, Signature, Wording};

/// Bytes of one passage: its block, the key and the bands.
const BYTES: usize = 4 + 16 + 4 * BANDS;

/// What standard text is looked for by, of all passages of a document for which
/// a value is suggested and that are long enough: about the others there is
/// nothing to decide. Made where the document is read, because it takes longer
/// than storing the passage does.
///
/// In a project it is a column: the fields of each passage in 84 bytes, the
/// lowest byte of a number first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signatures(#[serde(with = "serde_bytes")] Vec<u8>);

impl Signatures {
    /// Makes those of passages.
    #[must_use]
    pub fn of(passages: &[PassageRecord]) -> Self {
        let mut signatures = Self::default();
        for passage in passages.iter().filter(|it| !it.suggestions.is_empty()) {
            if let Ok(block) = u32::try_from(passage.block) {
                signatures.add(block, &passage.text);
            }
        }
        signatures
    }

    /// Adds the passage at a block, unless it is too short.
    pub(crate) fn add(&mut self, block: u32, text: &str) {
        let Some(wording) = Wording::new(text) else {
            return;
        };
        let Signature { key, bands } = wording.signature();
        self.0.extend(block.to_le_bytes());
        self.0.extend(key.to_le_bytes());
        self.0
            .extend(bands.iter().flat_map(|band| band.to_le_bytes()));
    }

    pub(crate) fn from_bytes(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

/// What is stored of one passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Signed {
    pub(crate) block: u32,
    pub(crate) signature: Signature,
}

/// Reads signatures as they are stored, in document order. What is not whole
/// is left out.
pub(crate) fn read_signatures(bytes: &[u8]) -> impl Iterator<Item = Signed> {
    let (each, _) = bytes.as_chunks::<BYTES>();
    each.iter().filter_map(|bytes| {
        let (block, rest) = bytes.split_first_chunk::<4>()?;
        let (key, rest) = rest.split_first_chunk::<16>()?;
        let mut bands = [0; BANDS];
        for (band, bytes) in bands.iter_mut().zip(rest.as_chunks::<4>().0) {
            *band = u32::from_le_bytes(*bytes);
        }
        let key = u128::from_le_bytes(*key);
        Some(Signed {
            block: u32::from_le_bytes(*block),
            signature: Signature { key, bands },
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_and_short_passages_are_left_out() {
        let texts = [
            "Wij geven de inwoner vertrouwen.",
            "Te kort.",
            "De inwoner geeft ons zijn vertrouwen.",
        ];
        let mut signatures = Signatures::default();
        for (block, text) in (7..).zip(texts) {
            signatures.add(block, text);
        }
        let read: Vec<_> = read_signatures(signatures.as_bytes()).collect();
        let signed = |block, text| Signed {
            block,
            signature: Wording::new(text).unwrap().signature(),
        };
        assert_eq!(read, [signed(7, texts[0]), signed(9, texts[2])]);
        let bytes = signatures.as_bytes();
        let cut = bytes.split_last().unwrap().1;
        assert_eq!(read_signatures(cut).count(), 1);
    }
}
