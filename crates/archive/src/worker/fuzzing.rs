//! What a fuzz target reaches that programs do not.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::protocol::{self, FromWorker, ToWorker};

/// Reads the bytes as what a worker hears and as what it says.
///
/// # Panics
///
/// Where a message that was read does not come back the same once written.
pub fn messages(bytes: &[u8]) {
    there_and_back::<ToWorker>(bytes);
    there_and_back::<FromWorker>(bytes);
}

fn there_and_back<T: DeserializeOwned + Serialize>(mut bytes: &[u8]) {
    while let Ok(Some(message)) = protocol::read::<T>(&mut bytes) {
        let mut written = Vec::new();
        let again = protocol::write(&mut written, &message)
            .and_then(|()| protocol::read::<T>(written.as_slice()));
        let mut rewritten = Vec::new();
        let same =
            matches!(again, Ok(Some(again)) if protocol::write(&mut rewritten, &again).is_ok());
        assert!(
            same && written == rewritten,
            "it does not come back the same"
        );
    }
}
