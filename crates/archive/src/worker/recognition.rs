//! Text recognition on both sides of the pipe.

use serde::{Deserialize, Serialize};
use std::sync::Arc;
use waardenscan::pdf::{PageImage, RecognisedWord, Recogniser, RecogniserError};

use super::protocol::{FromWorker, ToWorker};
use super::serve::Link;

/// The recogniser of a worker: it asks the parent.
#[derive(Debug)]
pub(super) struct ParentRecogniser {
    pub(super) link: Arc<Link>,
}

impl Recogniser for ParentRecogniser {
    fn check(&self) -> Result<(), RecogniserError> {
        match self.link.ask(&FromWorker::Check) {
            Some(ToWorker::Checked(answer)) => answer.map_err(Into::into),
            _ => Err(no_answer()),
        }
    }

    fn recognise(
        &self,
        image: &PageImage,
        dpi: f32,
    ) -> Result<Vec<RecognisedWord>, RecogniserError> {
        let question = FromWorker::Recognise {
            width: image.width(),
            height: image.height(),
            luma: image.luma(),
            dpi,
        };
        match self.link.ask(&question) {
            Some(ToWorker::Recognised(Ok(words))) => Ok(words.into()),
            Some(ToWorker::Recognised(Err(failure))) => Err(failure.into()),
            _ => Err(no_answer()),
        }
    }
}

fn no_answer() -> RecogniserError {
    RecogniserError::Failed {
        cause: "the parent process does not answer".to_owned(),
    }
}

/// The parent's answer to [`FromWorker::Check`].
pub(super) fn check(recogniser: Option<&dyn Recogniser>) -> Result<(), RecognitionFailure> {
    match recogniser {
        Some(recogniser) => recogniser.check().map_err(Into::into),
        None => Err(none_here()),
    }
}

/// The parent's answer to [`FromWorker::Recognise`].
pub(super) fn recognise(
    recogniser: Option<&dyn Recogniser>,
    image: Option<PageImage>,
    dpi: f32,
) -> Result<Words, RecognitionFailure> {
    let (Some(recogniser), Some(image)) = (recogniser, image) else {
        return Err(none_here());
    };
    let words = recogniser.recognise(&image, dpi)?;
    Ok(words.into())
}

fn none_here() -> RecognitionFailure {
    RecognitionFailure::Failed("there is no recogniser".to_owned())
}

/// Words as they go over the pipe.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Words(Vec<(String, [usize; 2], [u32; 4], u8)>);

impl From<Vec<RecognisedWord>> for Words {
    fn from(words: Vec<RecognisedWord>) -> Self {
        let words = words.into_iter().map(|word| {
            let place = [word.left, word.top, word.width, word.height];
            (
                word.text,
                [word.line, word.paragraph],
                place,
                word.confidence,
            )
        });
        Self(words.collect())
    }
}

impl From<Words> for Vec<RecognisedWord> {
    fn from(words: Words) -> Self {
        let words = words.0.into_iter();
        words
            .map(
                |(text, [line, paragraph], [left, top, width, height], confidence)| {
                    RecognisedWord {
                        text,
                        line,
                        paragraph,
                        left,
                        top,
                        width,
                        height,
                        confidence,
                    }
                },
            )
            .collect()
    }
}

/// A [`RecogniserError`] as it goes over the pipe.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum RecognitionFailure {
    NotInstalled,
    NoLanguage,
    TimedOut(u64),
    Failed(String),
}

impl From<RecogniserError> for RecognitionFailure {
    fn from(error: RecogniserError) -> Self {
        match error {
            RecogniserError::NotInstalled => Self::NotInstalled,
            RecogniserError::NoLanguage => Self::NoLanguage,
            RecogniserError::TimedOut { seconds } => Self::TimedOut(seconds),
            RecogniserError::Failed { cause } => Self::Failed(cause),
            other => Self::Failed(other.to_string()),
        }
    }
}

impl From<RecognitionFailure> for RecogniserError {
    fn from(failure: RecognitionFailure) -> Self {
        match failure {
            RecognitionFailure::NotInstalled => Self::NotInstalled,
            RecognitionFailure::NoLanguage => Self::NoLanguage,
            RecognitionFailure::TimedOut(seconds) => Self::TimedOut { seconds },
            RecognitionFailure::Failed(cause) => Self::Failed { cause },
        }
    }
}
