use serde::{Deserialize, Serialize};

/// Something recognised by rules.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Guess<T> {
    /// What it is taken for.
    pub is: T,
    /// An estimate of how often such a guess is right, in [0, 1], checked on
    /// documents of government and parties (`docs/quality.md`); expect less
    /// elsewhere.
    pub confidence: f64,
}
