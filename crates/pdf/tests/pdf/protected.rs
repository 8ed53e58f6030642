//! Files with passwords and permissions, made with qpdf from one page:
//! `tests/files/README.md` says how.

use std::{fs, path::Path};

use waardenscan_document::{ReadError, Reader};
use waardenscan_pdf::{PdfOptions, PdfReader};

const TEXT: &str = "Het college van Aldermeer wil dat iedereen mee kan doen.";

fn read(file: &str, password: Option<&str>) -> Result<String, ReadError> {
    let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/files")).join(file);
    let reader = PdfReader::with_options(PdfOptions {
        password: password.map(str::to_owned),
        ..PdfOptions::default()
    });
    let document = reader.read(&fs::read(path).unwrap())?;
    // Names are decrypted too.
    assert_eq!(document.metadata().title.as_deref(), Some("Proef"));
    assert_eq!(document.metadata().attachments, ["bijlage.csv"]);
    Ok(document.blocks()[0].text.clone())
}

#[test]
fn each_cipher_opens_for_user_and_owner() {
    for file in [
        "rc4-40.pdf",
        "rc4-128.pdf",
        "aes-128.pdf",
        "aes-256-r5.pdf",
        "aes-256.pdf",
    ] {
        assert_eq!(read(file, None), Err(ReadError::Encrypted), "{file}");
        assert_eq!(
            read(file, Some("fout")),
            Err(ReadError::WrongPassword),
            "{file}"
        );
        for password in ["lezer", "eigenaar"] {
            assert_eq!(
                read(file, Some(password)).as_deref(),
                Ok(TEXT),
                "{file} {password}"
            );
        }
    }
}

#[test]
fn an_empty_password_needs_not_be_given() {
    for password in [None, Some("eigenaar"), Some("fout")] {
        assert_eq!(read("empty-user.pdf", password).as_deref(), Ok(TEXT));
    }
}

#[test]
fn who_forbids_extraction_is_obeyed() {
    for file in [
        "no-extract-rc4-40.pdf",
        "no-extract-aes-128.pdf",
        "no-extract-aes-256.pdf",
    ] {
        for password in [None, Some("fout")] {
            assert_eq!(
                read(file, password),
                Err(ReadError::ExtractionForbidden),
                "{file}"
            );
        }
        assert_eq!(read(file, Some("eigenaar")).as_deref(), Ok(TEXT), "{file}");
    }
    let file = "no-extract-user.pdf";
    assert_eq!(read(file, None), Err(ReadError::Encrypted));
    assert_eq!(
        read(file, Some("lezer")),
        Err(ReadError::ExtractionForbidden)
    );
    assert_eq!(read(file, Some("eigenaar")).as_deref(), Ok(TEXT));
}
