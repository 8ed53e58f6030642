//! What a fuzz target reaches that programs do not.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::protocol::{FromWorker, Reader, ToWorker, Writer};

/// Reads the bytes as what a worker hears and as what it says.
///
/// # Panics
///
/// Where a message that was read does not come back the same once written.
pub fn messages(bytes: &[u8]) {
    there_and_back::<ToWorker>(bytes);
    there_and_back::<FromWorker>(bytes);
}

fn there_and_back<T: DeserializeOwned + Serialize>(bytes: &[u8]) {
    let mut messages = Reader::new(bytes);
    while let Ok(Some(message)) = messages.read::<T>() {
        let written = written(&message);
        let again = Reader::new(written.as_slice()).read::<T>();
        let same = matches!(again, Ok(Some(again)) if self::written(&again) == written);
        assert!(same, "it does not come back the same");
    }
}

/// The bytes of a message; none where it cannot be written.
fn written(message: &impl Serialize) -> Vec<u8> {
    let mut bytes = Vec::new();
    let written = Writer::new(&mut bytes).write(message);
    if written.is_err() {
        bytes.clear();
    }
    bytes
}
