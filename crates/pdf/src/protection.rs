//! Passwords, and what the author of a file allows.

use hayro_syntax::{
    DecryptionError, LoadPdfError, Pdf, PdfData,
    object::{Dict, FromBytes, String as PdfString},
};
use md5::{Digest, Md5};
use memchr::memmem;
use waardenscan_document::ReadError;

/// Where the trailer names the encryption dictionary.
const ENTRY: &[u8] = b"/Encrypt";

/// Copying and extracting text is allowed: bit 5 of the permissions, counted
/// from 1 (ISO 32000-2, table 22).
const EXTRACT: i64 = 1 << 4;

/// What is added to passwords to make them 32 bytes long (ISO 32000-2,
/// 7.6.4.3, algorithm 2).
const PADDING: [u8; 32] = [
    0x28, 0xbf, 0x4e, 0x5e, 0x4e, 0x75, 0x8a, 0x41, 0x64, 0x00, 0x4e, 0x56, 0xff, 0xfa, 0x01, 0x08,
    0x2e, 0x2e, 0x00, 0xb6, 0xd0, 0x68, 0x3e, 0x80, 0x2f, 0x0c, 0xa9, 0xfe, 0x64, 0x53, 0x69, 0x7a,
];

/// Opens a file: with the empty password, then with the one given, as its
/// owner's or its user's. A file whose author forbids extraction opens for its
/// owner only.
pub(crate) fn open(bytes: &[u8], password: Option<&str>) -> Result<Pdf, ReadError> {
    let data = PdfData::from(bytes.to_vec());
    let opened = Pdf::new(data.clone());
    // No part of a file that names its encryption is compressed.
    if memmem::find(bytes, ENTRY).is_none() {
        return opened.map_err(error);
    }
    let protection = Protection::read(bytes);
    let owned = password
        .zip(protection.as_ref())
        .and_then(|(password, protection)| protection.open_as_owner(&data, password));
    if let Some(pdf) = owned {
        return Ok(pdf);
    }
    let opened = match (opened, password) {
        (Err(LoadPdfError::Decryption(DecryptionError::PasswordProtected)), Some(password)) => {
            Pdf::new_with_password(data, password).map_err(|cause| match error(cause) {
                ReadError::Encrypted => ReadError::WrongPassword,
                other => other,
            })?
        }
        (opened, _) => opened.map_err(error)?,
    };
    match protection {
        Some(protection) if !protection.may_extract => Err(ReadError::ExtractionForbidden),
        _ => Ok(opened),
    }
}

fn error(error: LoadPdfError) -> ReadError {
    match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => ReadError::Encrypted,
        LoadPdfError::Decryption(DecryptionError::UnsupportedAlgorithm) => ReadError::Damaged {
            cause: "it is encrypted in a way that is not supported".to_owned(),
        },
        LoadPdfError::Decryption(_) => ReadError::Damaged {
            cause: "its encryption cannot be understood".to_owned(),
        },
        LoadPdfError::Invalid => ReadError::Damaged {
            cause: "its structure cannot be read".to_owned(),
        },
    }
}

/// What the encryption dictionary says (ISO 32000-2, table 21).
struct Protection {
    may_extract: bool,
    revision: u8,
    /// Length of the key in bytes.
    key_bytes: usize,
    /// The entry from which the owner's password gives the user's.
    owner: Vec<u8>,
    /// What tells the owner's password from the user's from revision 5 on: the
    /// parser takes both and does not say which it was.
    judge: Option<lopdf::Document>,
}

impl Protection {
    fn read(bytes: &[u8]) -> Option<Self> {
        let dictionary = dictionary(bytes)?;
        let number = |key: &[u8]| dictionary.get::<i64>(key);
        let revision = dictionary.get::<u8>(b"R")?;
        let key_bytes = match (revision, number(b"V")) {
            (2, _) => 5,
            (_, Some(4)) => 16,
            _ => usize::try_from(number(b"Length").unwrap_or(40) / 8).ok()?,
        };
        Some(Self {
            may_extract: number(b"P")? & EXTRACT != 0,
            revision,
            key_bytes: key_bytes.clamp(5, 16),
            owner: dictionary.get::<PdfString<'_>>(b"O")?.as_bytes().to_vec(),
            judge: (revision >= 5).then(|| judge(&dictionary)),
        })
    }

    /// Opens the file if the password is its owner's.
    fn open_as_owner(&self, data: &PdfData, password: &str) -> Option<Pdf> {
        if let Some(judge) = &self.judge {
            judge.authenticate_owner_password(password).ok()?;
            return Pdf::new_with_password(data.clone(), password).ok();
        }
        let user = self.user_password(password.as_bytes());
        let user = std::str::from_utf8(&user).ok()?;
        Pdf::new_with_password(data.clone(), user).ok()
    }

    /// Returns the user's password that the owner's stands for: algorithm 7 of
    /// ISO 32000-2, 7.6.4.4, for revisions up to 4. For another password it is
    /// nonsense.
    fn user_password(&self, owner: &[u8]) -> Vec<u8> {
        let padded: Vec<u8> = owner.iter().chain(&PADDING).take(32).copied().collect();
        let mut hash = Md5::digest(padded);
        let rounds = if self.revision >= 3 { 50 } else { 0 };
        for _ in 0..rounds {
            hash = Md5::digest(hash);
        }
        let key = hash.get(..self.key_bytes).unwrap_or_default();
        let mut password = self.owner.clone();
        password.truncate(PADDING.len());
        let last = if self.revision >= 3 { 19 } else { 0 };
        for turn in (0..=last).rev() {
            let key: Vec<u8> = key.iter().map(|byte| byte ^ turn).collect();
            rc4(&key, &mut password);
        }
        let length = (0..=password.len())
            .find(|&length| {
                let rest = password.get(length..).unwrap_or_default();
                PADDING.starts_with(rest)
            })
            .unwrap_or(password.len());
        password.truncate(length);
        password
    }
}

/// Makes a document of nothing but the encryption dictionary, for the library
/// that can check passwords against one.
fn judge(dictionary: &Dict<'_>) -> lopdf::Document {
    let mut copy = lopdf::Dictionary::new();
    copy.set("Filter", "Standard");
    for key in ["V", "R", "Length", "P"] {
        if let Some(number) = dictionary.get::<i64>(key) {
            copy.set(key, number);
        }
    }
    for key in ["O", "U", "OE", "UE", "Perms"] {
        if let Some(string) = dictionary.get::<PdfString<'_>>(key) {
            copy.set(key, lopdf::Object::string_literal(string.as_bytes()));
        }
    }
    let mut document = lopdf::Document::new();
    let id = document.add_object(copy);
    document.trailer.set("Encrypt", id);
    document
}

/// Finds the encryption dictionary, which is itself never encrypted nor
/// compressed: in the trailer, or as an object of its own. The parser does not
/// show it.
fn dictionary(bytes: &[u8]) -> Option<Dict<'_>> {
    let value = memmem::rfind_iter(bytes, ENTRY)
        .filter_map(|at| bytes.get(at + ENTRY.len()..))
        .find(|rest| !rest.first().is_some_and(u8::is_ascii_alphabetic))?
        .trim_ascii_start();
    if value.starts_with(b"<<") {
        return Dict::from_bytes(value);
    }
    let reference = value.split(|&byte| byte == b'R').next()?;
    let reference = std::str::from_utf8(reference).ok()?;
    let mut numbers = reference.split_ascii_whitespace();
    let (number, generation): (u32, u32) =
        (numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?);
    let head = format!("{number} {generation} obj");
    let at = memmem::rfind_iter(bytes, &head).find(|&at| {
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        !before.is_some_and(u8::is_ascii_digit)
    })?;
    Dict::from_bytes(bytes.get(at + head.len()..)?.trim_ascii_start())
}

/// Encrypts or decrypts with RC4, which is its own inverse. The ciphers of
/// libraries have keys of a length that is fixed when they are compiled.
#[expect(
    clippy::indexing_slicing,
    reason = "each byte is an index of an array of 256"
)]
fn rc4(key: &[u8], data: &mut [u8]) {
    let mut state: [u8; 256] = std::array::from_fn(|index| index.to_le_bytes()[0]);
    let mut j = 0_u8;
    for (i, &byte) in (0..=u8::MAX).zip(key.iter().cycle()) {
        j = j.wrapping_add(state[usize::from(i)]).wrapping_add(byte);
        state.swap(usize::from(i), usize::from(j));
    }
    let (mut i, mut j) = (0_u8, 0_u8);
    for byte in data {
        i = i.wrapping_add(1);
        j = j.wrapping_add(state[usize::from(i)]);
        state.swap(usize::from(i), usize::from(j));
        let sum = state[usize::from(i)].wrapping_add(state[usize::from(j)]);
        *byte ^= state[usize::from(sum)];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The test vectors of RFC 6229, first 16 bytes of the stream.
    #[test]
    fn rc4_gives_the_known_streams() {
        for (key, wanted) in [
            (&[1_u8, 2, 3, 4, 5][..], "b2396305f03dc027ccc3524a0a1118a8"),
            (
                &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16],
                "9ac7cc9a609d1ef7b2932899cde41b97",
            ),
        ] {
            let mut stream = [0; 16];
            rc4(key, &mut stream);
            let hex: String = stream.iter().map(|byte| format!("{byte:02x}")).collect();
            assert_eq!(hex, wanted);
        }
    }
}
