//! Passages as data. For people and programs that read it each passage stands
//! on its own. In a compact form, as it goes between processes, a passage names
//! its headings only where they are others than those of the one before, which
//! spares a quarter of the bytes, and shares them again where it arrives.

use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use waardenscan_document::{BlockKind, SectionRole};
use waardenscan_structure::Guess;

use super::{PassageRecord, SuggestedValue, TensionRecord};

/// A list of headings, as any other list.
pub(super) mod headings {
    use super::*;

    pub(in super::super) fn serialize<S: Serializer>(
        path: &Arc<[String]>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        path.as_ref().serialize(serializer)
    }

    pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Arc<[String]>, D::Error> {
        Vec::deserialize(deserializer).map(Into::into)
    }
}

#[derive(Serialize)]
struct Sent<'a> {
    path: Option<&'a [String]>,
    #[serde(serialize_with = "rest")]
    passage: &'a PassageRecord,
}

#[derive(Deserialize)]
struct Received {
    path: Option<Vec<String>>,
    #[serde(with = "Rest")]
    passage: PassageRecord,
}

/// A passage but for its headings.
#[derive(Serialize, Deserialize)]
#[serde(remote = "PassageRecord")]
struct Rest {
    block: usize,
    kind: BlockKind,
    label: Option<String>,
    page: Option<usize>,
    #[serde(skip)]
    path: Arc<[String]>,
    role: Guess<SectionRole>,
    text: String,
    suggestions: Vec<SuggestedValue>,
    tensions: Vec<TensionRecord>,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature is serde's"
)]
fn rest<S: Serializer>(passage: &&PassageRecord, serializer: S) -> Result<S::Ok, S::Error> {
    Rest::serialize(passage, serializer)
}

pub(super) fn serialize<S: Serializer>(
    passages: &[PassageRecord],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    if serializer.is_human_readable() {
        return passages.serialize(serializer);
    }
    let mut before: &[String] = &[];
    serializer.collect_seq(passages.iter().map(|passage| {
        let path: &[String] = &passage.path;
        let other = path != std::mem::replace(&mut before, path);
        Sent {
            path: other.then_some(path),
            passage,
        }
    }))
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<PassageRecord>, D::Error> {
    if deserializer.is_human_readable() {
        return Vec::deserialize(deserializer);
    }
    let received = Vec::<Received>::deserialize(deserializer)?.into_iter();
    let mut before = Arc::default();
    let passages = received.map(|Received { path, mut passage }| {
        if let Some(path) = path {
            before = path.into();
        }
        passage.path = Arc::clone(&before);
        passage
    });
    Ok(passages.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Message(#[serde(with = "super")] Vec<PassageRecord>);

    fn passage(block: usize, path: &[&str]) -> PassageRecord {
        PassageRecord {
            block,
            kind: BlockKind::Paragraph,
            label: None,
            page: Some(1),
            path: path.iter().map(|&heading| heading.to_owned()).collect(),
            role: Guess {
                is: SectionRole::Doelen,
                confidence: 0.5,
            },
            text: format!("Tekst {block}."),
            suggestions: Vec::new(),
            tensions: Vec::new(),
        }
    }

    #[test]
    fn headings_are_said_once_and_shared_where_it_is_compact() {
        let (doelen, zorg) = (["1. Doelen"].as_slice(), ["1. Doelen", "1.1 Zorg"]);
        let paths = [&[], doelen, doelen, &zorg, &[], doelen];
        let passages = (0..).zip(paths).map(|(block, path)| passage(block, path));
        let sent = Message(passages.collect());

        let said = postcard::to_stdvec(&sent).unwrap();
        let times = |said: &str| said.matches("1. Doelen").count();
        assert_eq!(times(&String::from_utf8_lossy(&said)), 3);
        let received: Message = postcard::from_bytes(&said).unwrap();
        assert_eq!(received, sent);
        let pairs = received.0.iter().zip(received.0.iter().skip(1));
        let shared: Vec<bool> = pairs.map(|(a, b)| Arc::ptr_eq(&a.path, &b.path)).collect();
        assert_eq!(shared, [false, true, false, false, false]);

        let said = serde_json::to_string(&sent).unwrap();
        assert_eq!(times(&said), 4, "{said}");
        assert!(said.contains(r#""path":["1. Doelen"],"role""#), "{said}");
        assert_eq!(serde_json::from_str::<Message>(&said).unwrap(), sent);
    }
}
