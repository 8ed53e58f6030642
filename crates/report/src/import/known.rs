//! What the project says already.

use std::collections::BTreeMap;

use waardenscan::PassageRecord;
use waardenscan_archive::{Decision, Project, RunId, State, StoredDocument, StoredValue, Verdict};

use super::said::Said;
use crate::ReportError;
use crate::export::{JudgedFinding, judged_findings};

/// The findings of a run, its documents and its values.
pub(super) struct Known {
    who: String,
    pub(super) documents: Vec<StoredDocument>,
    pub(super) values: Vec<StoredValue>,
    /// What analysts call the values of the waardendocument, by id.
    names: BTreeMap<String, String>,
    /// By SHA-256 of the document, block and value.
    found: BTreeMap<(String, u64, String), JudgedFinding>,
}

impl Known {
    pub(super) fn of(project: &Project, run: RunId, who: &str) -> Result<Self, ReportError> {
        let found = judged_findings(project, run)?.into_iter();
        let by_place = found.map(|it| ((it.sha256.clone(), it.block, it.value.clone()), it));
        Ok(Self {
            who: who.to_owned(),
            documents: project.documents(run)?,
            values: project.run_info(run)?.values,
            names: project
                .workspace()?
                .values
                .into_iter()
                .map(|it| (it.id, it.name))
                .collect(),
            found: by_place.collect(),
        })
    }

    /// Returns the id of a value of the lexicon by what it is called: its id, the
    /// name that analysts gave it, or that of the lexicon.
    pub(super) fn id(&self, name: &str) -> Option<&str> {
        let by = |is_it: &dyn Fn(&StoredValue) -> bool| {
            let value = self.values.iter().find(|it| is_it(it));
            value.map(|it| it.id.as_str())
        };
        by(&|it| it.id == name)
            .or_else(|| by(&|it| self.names.get(&it.id).is_some_and(|own| own == name)))
            .or_else(|| by(&|it| it.name == name))
    }

    /// Returns the value whose name a text begins with, in capitals or not, and
    /// what follows; the longest where there are several.
    pub(super) fn named_first<'t>(&self, text: &'t str) -> Option<(&str, &'t str)> {
        let values = self.values.iter();
        let names = values.flat_map(|value| {
            let own = self.names.get(&value.id);
            let names = own.into_iter().chain([&value.name]);
            names.map(|name| (value.id.as_str(), name))
        });
        let begins = names.filter_map(|(id, name)| Some((id, name, said_first(text, name)?)));
        let longest = begins.max_by_key(|(_, name, _)| name.len());
        longest.map(|(id, _, rest)| (id, rest))
    }

    pub(super) fn finding(&self, sha256: &str, block: u64, value: &str) -> Option<&JudgedFinding> {
        let place = (sha256.to_owned(), block, value.to_owned());
        self.found.get(&place)
    }

    /// Returns the findings of a document, in the order of its blocks.
    pub(super) fn findings(&self, sha256: &str) -> impl Iterator<Item = &JudgedFinding> {
        let from = (sha256.to_owned(), 0, String::new());
        let after = self.found.range(from..);
        after
            .map(|(_, finding)| finding)
            .take_while(move |it| it.sha256 == sha256)
    }

    /// Returns what is decided by what somebody says of a finding; none where it
    /// is what the project says.
    pub(super) fn judge(
        &self,
        finding: &JudgedFinding,
        said: &Said,
    ) -> Result<Option<Decision>, String> {
        let reason = said.reason.clone();
        let (state, verdict) = match said.decision.as_str() {
            "" | "open" if finding.state == State::Open => return Ok(None),
            "" | "open" => {
                return Err("a file takes no decision back; undo it on the page".into());
            }
            "akkoord" => (State::Accepted, Verdict::Accept),
            "afgewezen" => (State::Rejected, Verdict::Reject { reason }),
            "twijfel" => (State::Doubt, Verdict::Doubt { reason }),
            "andere waarde" => {
                let other = said.other.as_deref().and_then(|name| self.id(name));
                let other = other.ok_or("which other value is not said, or not known")?;
                let other = other.to_owned();
                (State::Changed, Verdict::Change { other, reason })
            }
            other => return Err(format!("\"{other}\" is no decision")),
        };
        let other = match &verdict {
            Verdict::Change { other, .. } => Some(other),
            _ => None,
        };
        let same_reason = verdict == Verdict::Accept || said.reason == finding.reason;
        if state == finding.state && same_reason && other == finding.other.as_ref() {
            return Ok(None);
        }
        if !finding.is_suggested {
            return Err("an analyst added this value; change it on the page".into());
        }
        Ok(Some(self.decide(finding, verdict)))
    }

    /// Returns what is decided by who finds a value in words of a passage, in
    /// code points; none where the project has it.
    pub(super) fn find(
        &self,
        sha256: &str,
        passage: &PassageRecord,
        value: &str,
        words: std::ops::Range<usize>,
        reason: Option<String>,
    ) -> Option<Decision> {
        let block = passage.block as u64;
        match self.finding(sha256, block, value) {
            Some(finding) if finding.state == State::Accepted => None,
            Some(finding) if finding.is_suggested => Some(self.decide(finding, Verdict::Accept)),
            _ => {
                let (start, end) = match words.is_empty() {
                    true => (0, passage.text.chars().count()),
                    false => (words.start, words.end),
                };
                Some(Decision {
                    who: self.who.clone(),
                    document: sha256.to_owned(),
                    block,
                    text: None,
                    value: Some(value.to_owned()),
                    verdict: Verdict::Add {
                        start: start as u64,
                        end: end as u64,
                        reason,
                    },
                })
            }
        }
    }

    pub(super) fn decide(&self, finding: &JudgedFinding, verdict: Verdict) -> Decision {
        Decision {
            who: self.who.clone(),
            document: finding.sha256.clone(),
            block: finding.block,
            text: None,
            value: Some(finding.value.clone()),
            verdict,
        }
    }
}

/// Returns what follows words with which a text begins, in capitals or not; none
/// where it begins otherwise, or where the words go on.
pub(super) fn said_first<'t>(text: &'t str, words: &str) -> Option<&'t str> {
    let mut letters = text.char_indices();
    for expected in words.chars() {
        let (_, letter) = letters.next()?;
        if !letter.to_lowercase().eq(expected.to_lowercase()) {
            return None;
        }
    }
    let rest = letters.as_str();
    let goes_on = rest.starts_with(|letter: char| letter.is_alphanumeric() || letter == '-');
    (!goes_on).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_first_whole_and_in_any_capitals() {
        let cases = [
            ("Vertrouwen: ja", "vertrouwen", Some(": ja")),
            ("VERTROUWEN", "vertrouwen", Some("")),
            ("vertrouwensvol", "vertrouwen", None),
            ("vertrouwens", "vertrouwens-waardig", None),
            ("Eén-op-één", "eén", None),
            ("", "a", None),
        ];
        for (text, words, rest) in cases {
            assert_eq!(said_first(text, words), rest, "{text}");
        }
    }
}
