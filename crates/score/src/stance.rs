use std::ops::Range;

use serde::{Deserialize, Serialize};
use waardenscan_document::Span;
use waardenscan_dutch::{Analysis, CueKind};
use waardenscan_lexicon::Pole;

/// How a passage stands to a value (houding).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// The value is wanted or held (nagestreefd).
    Nagestreefd,
    /// The value is lacking, threatened or denied (onder druk).
    OnderDruk,
    /// The value is wanted within a limit (begrensd).
    Begrensd,
}

impl Stance {
    /// Returns the name used in JSON, such as `onder_druk`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Nagestreefd => "nagestreefd",
            Self::OnderDruk => "onder_druk",
            Self::Begrensd => "begrensd",
        }
    }
}

/// Reads the stance of one hit from its indicator's pole and the cues whose
/// scope covers it. Negation changes the stance, never the presence:
///
/// - an indicator that carries its own negation ("zonder wantrouwen") is
///   pursued whatever stands around it;
/// - one that names the opposite ("willekeur") puts the value under pressure,
///   and a negation around it turns that into pursued;
/// - a negation or a word of pressure puts any other under pressure;
/// - a limit ("binnen de kaders") bounds it.
///
/// Returns the cue's span beside the stance, where a cue decided.
pub(crate) fn of_hit(
    pole: Option<Pole>,
    tokens: &Range<usize>,
    analysis: &Analysis,
) -> (Stance, Option<Span>) {
    let cue = |kind: CueKind| {
        analysis
            .cues
            .iter()
            .find(|cue| {
                cue.kind == kind
                    && cue.scope.start < tokens.end
                    && tokens.start < cue.scope.end
                    && !(tokens.start <= cue.tokens.start && cue.tokens.end <= tokens.end)
            })
            .and_then(|cue| span_of(&cue.tokens, analysis))
    };
    let negation = cue(CueKind::Negation);
    match pole {
        Some(Pole::NegationBuiltIn) => (Stance::Nagestreefd, None),
        Some(Pole::Opposite) if negation.is_some() => (Stance::Nagestreefd, negation),
        Some(Pole::Opposite) => (Stance::OnderDruk, None),
        None => {
            if let Some(span) = negation.or_else(|| cue(CueKind::Pressure)) {
                (Stance::OnderDruk, Some(span))
            } else if let Some(span) = cue(CueKind::Limit) {
                (Stance::Begrensd, Some(span))
            } else {
                (Stance::Nagestreefd, None)
            }
        }
    }
}

pub(crate) fn span_of(tokens: &Range<usize>, analysis: &Analysis) -> Option<Span> {
    let tokens = analysis.tokens.get(tokens.clone())?;
    Some(tokens.first()?.span.cover(tokens.last()?.span))
}
