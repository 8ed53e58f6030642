//! Identifiers that are the same each time.

use std::fmt;

use sha2::{Digest, Sha256};

/// A UUID of version 8 (RFC 9562, section 5.8) from the SHA-256 of what it
/// names, so that the same thing has the same one in every export.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Guid([u8; 16]);

impl Guid {
    /// Names a thing by its kind and parts.
    pub(super) fn of(kind: &str, parts: &[&str]) -> Self {
        let mut hash = Sha256::new();
        hash.update(kind);
        for part in parts {
            // Nothing that is named holds a zero byte.
            hash.update([0]);
            hash.update(part);
        }
        let mut bytes = [0; 16];
        for (byte, hashed) in bytes.iter_mut().zip(hash.finalize()) {
            *byte = hashed;
        }
        let [_, _, _, _, _, _, version, _, variant, ..] = &mut bytes;
        *version = *version & 0x0f | 0x80;
        *variant = *variant & 0x3f | 0x80;
        Self(bytes)
    }
}

impl fmt::Display for Guid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, byte) in self.0.iter().enumerate() {
            if matches!(index, 4 | 6 | 8 | 10) {
                f.write_str("-")?;
            }
            write!(f, "{byte:02x}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guid_is_a_uuid_of_version_8_and_tells_its_parts_apart() {
        let guid = Guid::of("code", &["vertrouwen"]).to_string();
        let parts: Vec<usize> = guid.split('-').map(str::len).collect();
        assert_eq!(parts, [8, 4, 4, 4, 12]);
        assert_eq!(guid.chars().nth(14), Some('8'));
        assert!(matches!(guid.chars().nth(19), Some('8'..='9' | 'a'..='b')));
        assert_ne!(
            Guid::of("code", &["a", "b"]).to_string(),
            Guid::of("code", &["ab"]).to_string()
        );
    }
}
