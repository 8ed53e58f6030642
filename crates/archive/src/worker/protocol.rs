//! What a parent and its workers say to each other: frames of a length (four
//! bytes, the lowest first) and a message in postcard's encoding.

use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::pages::{Answer, Question};
use super::recognition::{RecognitionFailure, Words};
use crate::analysis::Analysis;

/// What a parent says first, outside any frame, with the version of all that
/// follows in its last byte. Raised with every change of a message.
pub(super) const GREETING: [u8; 8] = *b"wscanwk\x04";

/// The longest message. The picture of a page has some ten million bytes; a
/// record is about as long as its document's text.
const MAX_FRAME_BYTES: usize = 1 << 30;

/// Memory for messages that is kept from one to the next. Most records fit; a
/// picture does not.
const KEPT_BYTES: usize = 1 << 20;

/// Bytes before each message.
const LENGTH_BYTES: usize = 4;

#[derive(Debug, Serialize, Deserialize)]
pub(super) enum ToWorker {
    /// Always the first.
    Start(Start),
    /// Asks for an [`Analysis`].
    Analyse {
        path: WirePath,
        /// What to take out of the archive that the file is.
        member: Option<String>,
    },
    /// Answers [`FromWorker::Check`].
    Checked(Result<(), RecognitionFailure>),
    /// Answers [`FromWorker::Recognise`].
    Recognised(Result<Words, RecognitionFailure>),
    /// Asks a worker that shows pages.
    Page(Question),
}

/// What a worker must know before its first document.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Start {
    /// What the program needs to build its scanner; its own affair.
    pub(super) settings: Vec<u8>,
    /// The most address space the worker may have.
    pub(super) memory_bytes: Option<u64>,
    /// The folders beneath which it may read.
    pub(super) readable: Vec<WirePath>,
    /// Whether it shows pages and scans nothing, which needs no scanner.
    pub(super) shows_pages: bool,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) enum FromWorker {
    /// The worker waits for documents.
    Ready {
        /// Fingerprint of its scanner.
        fingerprint: String,
        /// What of the confinement this system does not offer.
        missing: Vec<String>,
    },
    /// It cannot work, for a reason that was given it.
    Refused(String),
    /// Asks whether text can be recognised.
    Check,
    /// Asks for the words in a picture.
    Recognise {
        width: u32,
        height: u32,
        #[serde(with = "serde_bytes")]
        luma: Vec<u8>,
        dpi: f32,
    },
    /// Answers [`ToWorker::Analyse`].
    Analysed(Box<Analysis>),
    /// Answers [`ToWorker::Page`].
    Page(Answer),
}

/// A path as the system has it, which need not be text.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct WirePath(Vec<u8>);

#[cfg(unix)]
impl WirePath {
    pub(super) fn new(path: &Path) -> Self {
        use std::os::unix::ffi::OsStrExt;
        Self(path.as_os_str().as_bytes().to_owned())
    }

    pub(super) fn into_path(self) -> PathBuf {
        use std::os::unix::ffi::OsStringExt;
        std::ffi::OsString::from_vec(self.0).into()
    }
}

/// Elsewhere a path that is no Unicode cannot be sent: its document is then
/// not found.
#[cfg(not(unix))]
impl WirePath {
    pub(super) fn new(path: &Path) -> Self {
        Self(path.to_string_lossy().into_owned().into_bytes())
    }

    pub(super) fn into_path(self) -> PathBuf {
        String::from_utf8_lossy(&self.0).into_owned().into()
    }
}

/// Writes messages, each in one piece, so that the other side wakes once.
pub(super) struct Writer<W> {
    out: W,
    frame: Vec<u8>,
}

impl<W: Write> Writer<W> {
    pub(super) const fn new(out: W) -> Self {
        Self {
            out,
            frame: Vec::new(),
        }
    }

    /// Writes one message. One that is too long is not begun.
    pub(super) fn write(&mut self, message: &impl Serialize) -> io::Result<()> {
        let mut frame = std::mem::take(&mut self.frame);
        frame.clear();
        frame.extend([0; LENGTH_BYTES]);
        let mut frame = postcard::to_extend(message, frame).map_err(io::Error::other)?;
        let body = frame.len() - LENGTH_BYTES;
        let length = u32::try_from(body).ok();
        let length = length.filter(|_| body <= MAX_FRAME_BYTES);
        let length = length.ok_or_else(|| io::Error::other("message too long"))?;
        if let Some(start) = frame.first_chunk_mut() {
            *start = length.to_le_bytes();
        }
        self.out.write_all(&frame)?;
        frame.shrink_to(KEPT_BYTES);
        self.frame = frame;
        self.out.flush()
    }
}

/// Reads messages.
pub(super) struct Reader<R> {
    input: R,
    body: Vec<u8>,
}

impl<R: Read> Reader<R> {
    pub(super) const fn new(input: R) -> Self {
        Self {
            input,
            body: Vec::new(),
        }
    }

    /// Reads one message; none where the other side has ended.
    pub(super) fn read<T: DeserializeOwned>(&mut self) -> io::Result<Option<T>> {
        let mut length = [0; LENGTH_BYTES];
        match self.input.read_exact(&mut length) {
            Ok(()) => {}
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(None),
            Err(error) => return Err(error),
        }
        let length = u32::from_le_bytes(length);
        if usize::try_from(length).map_or(true, |length| length > MAX_FRAME_BYTES) {
            return Err(io::Error::other("message too long"));
        }
        // Grows with what arrives, not with what was announced.
        self.body.clear();
        let mut input = (&mut self.input).take(u64::from(length));
        input.read_to_end(&mut self.body)?;
        if self.body.len() != length as usize {
            return Ok(None);
        }
        let message = postcard::from_bytes(&self.body).map_err(io::Error::other);
        self.body.shrink_to(KEPT_BYTES);
        message.map(Some)
    }
}
