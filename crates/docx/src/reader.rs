use waardenscan_document::{Document, ReadError, Reader};

use crate::{
    Comment, CommentError, Commented, Limits, comment, docx, odt,
    package::Package,
    sniff::{self, Container, Content, contains},
};

/// Reads the files of word processors: Office Open XML (`.docx`, `.docm`,
/// `.dotx`, Flat OPC) and Open Document text (`.odt`, `.ott`, `.fodt`).
///
/// The name of a file plays no part: both formats are told apart by content.
#[derive(Clone, Copy, Debug, Default)]
pub struct WordReader {
    limits: Limits,
}

impl WordReader {
    /// Makes a reader with other limits than [`Limits::default`].
    #[must_use]
    pub const fn with_limits(limits: Limits) -> Self {
        Self { limits }
    }

    /// Returns a copy of a DOCX file with `comments`, which come after those that
    /// it has. A run is split where a comment begins or ends in it; else the text
    /// of the document stays as it is, and so do all other parts but the lists
    /// of comments, of relationships and of types.
    ///
    /// # Errors
    ///
    /// [`CommentError`].
    pub fn comment(&self, bytes: &[u8], comments: &[Comment]) -> Result<Commented, CommentError> {
        comment::add(bytes, self.limits, comments)
    }

    fn open<'b>(&self, bytes: &'b [u8]) -> Result<(Package<'b>, Content), ReadError> {
        match sniff::container(bytes) {
            Container::Zip => {
                let mut package = Package::open_zip(bytes, self.limits)?;
                let content = sniff::content(&mut package);
                if matches!(content, Content::Foreign(_)) && !package.is_whole() {
                    return Err(package.into_error("it holds no document"));
                }
                Ok((package, content))
            }
            Container::FlatWord => {
                let mut package = Package::open_flat(bytes, self.limits);
                let content = sniff::content(&mut package);
                Ok((package, content))
            }
            Container::FlatOpenText => {
                let package = Package::open_single(bytes, &odt::PARTS, self.limits);
                Ok((package, Content::OpenText))
            }
            Container::Encrypted => Err(ReadError::Encrypted),
            Container::Foreign(found) => Err(ReadError::UnknownFormat { found }),
        }
    }
}

impl Reader for WordReader {
    fn name(&self) -> &'static str {
        "word"
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        match self.open(bytes) {
            Ok((_, content)) => !matches!(content, Content::Foreign(_)),
            Err(ReadError::Encrypted) => true,
            // A package too damaged to open: its names still stand in it.
            Err(ReadError::Damaged { .. }) => is_probably_ours(bytes),
            Err(_) => false,
        }
    }

    /// As [`Reader::read`]; bytes that this reader does not recognise give
    /// [`ReadError::UnknownFormat`] with what they are.
    fn read(&self, bytes: &[u8]) -> Result<Document, ReadError> {
        if bytes.is_empty() {
            return Err(ReadError::Empty);
        }
        let (mut package, content) = self.open(bytes)?;
        if package.is_encrypted() {
            return Err(ReadError::Encrypted);
        }
        match content {
            Content::Word(main) => docx::read(package, &main),
            Content::OpenText => odt::read(package),
            Content::Foreign(what) => Err(ReadError::UnknownFormat { found: Some(what) }),
        }
    }
}

fn is_probably_ours(bytes: &[u8]) -> bool {
    let marks: [&[u8]; 3] = [
        b"word/",
        b"word\\",
        b"mimetypeapplication/vnd.oasis.opendocument.text",
    ];
    marks.iter().any(|mark| contains(bytes, mark))
}
