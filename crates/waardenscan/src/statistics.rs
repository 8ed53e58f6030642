use std::borrow::Cow;

use sha2::{Digest, Sha256};
use waardenscan_lexicon::{Lexicon, builtin_file};
use waardenscan_score::statistics::{Model, ModelError};

/// Name of the file beside a lexicon that holds its statistical part.
pub const STATISTICS_FILE: &str = "statistiek.bin";

/// Why a scanner works without the statistical part that it was given, or with
/// one that is not quite its own. The text of the error is Dutch, for analysts.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StatisticsProblem {
    /// Scores come from the indicators alone.
    #[error(
        "het statistische deel van het lexicon is niet te gebruiken ({}); \
         alleen de woorden van het lexicon tellen nu mee. Zet het bestand {STATISTICS_FILE} \
         terug of maak het opnieuw met `waardenscan train`",
        dutch(.0)
    )]
    Unusable(ModelError),
    /// The statistical part is in use, but the lexicon has changed since.
    #[error(
        "het lexicon is gewijzigd nadat zijn statistische deel werd gemaakt; de scores kunnen \
         iets te hoog of te laag zijn. Maak {STATISTICS_FILE} opnieuw met `waardenscan train`"
    )]
    Outdated,
}

fn dutch(error: &ModelError) -> String {
    match error {
        ModelError::Foreign => "het is een ander soort bestand".to_owned(),
        ModelError::Version { found, known } => {
            format!("het heeft versie {found}, dit programma leest versie {known}")
        }
        ModelError::OtherValues { missing, unknown } => {
            let missing = missing.iter().map(|id| format!("zonder {id}"));
            let unknown = unknown.iter().map(|id| format!("met {id}"));
            let list: Vec<String> = missing.chain(unknown).take(MOST_NAMED).collect();
            format!("het is gemaakt voor andere waarden: {}", list.join(", "))
        }
        _ => "het bestand is beschadigd".to_owned(),
    }
}

/// Values that a message names; more would hide what it says.
const MOST_NAMED: usize = 5;

/// Returns the statistical part of the built-in lexicon.
pub(crate) fn builtin() -> Option<Cow<'static, [u8]>> {
    builtin_file(STATISTICS_FILE).map(Cow::Borrowed)
}

/// Returns the SHA-256 of a statistical part in lower-case hexadecimals.
pub(crate) fn fingerprint(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Reads a statistical part for `lexicon`, as far as it can be used.
pub(crate) fn read(bytes: &[u8], lexicon: &Lexicon) -> (Option<Model>, Option<StatisticsProblem>) {
    match Model::from_bytes(bytes, lexicon) {
        Ok(model) => {
            let problem = (!model.is_of(lexicon)).then_some(StatisticsProblem::Outdated);
            (Some(model), problem)
        }
        Err(error) => (None, Some(StatisticsProblem::Unusable(error))),
    }
}
