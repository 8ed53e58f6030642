use std::ops::Range;

use waardenscan_document::Span;

use crate::Dutch;
use crate::cue::{self, Cue};
use crate::separable::{self, SeparableVerb};
use crate::token::token_spans;
use crate::words::{WordId, Words};

/// What is found in one text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Analysis {
    /// The sentences in order; together they hold every token.
    pub sentences: Vec<Sentence>,
    /// The words and numbers in order.
    pub tokens: Vec<Token>,
    /// Separable verbs that stand apart, in order of their particles.
    pub separable: Vec<SeparableVerb>,
    /// Negations, limits and other cues, in order of their first token.
    pub cues: Vec<Cue>,
}

/// One sentence, heading or item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands, without surrounding white space.
    pub span: Span,
    /// Indices of its tokens in [`Analysis::tokens`]; may be empty.
    pub tokens: Range<usize>,
}

/// One word or number; punctuation is no token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands; the exact original text.
    pub span: Span,
    /// Which word it is, in the [`Words`] given to the analysis.
    pub word: WordId,
}

/// Bytes a token of Dutch running text takes, the space after it included;
/// only to reserve memory. Measured: 7.1 on council papers.
const BYTES_A_TOKEN: usize = 7;

/// Analyses one text.
pub(crate) fn analyse(dutch: &Dutch, text: &str, words: &mut Words) -> Analysis {
    let mut tokens = Vec::with_capacity(text.len() / BYTES_A_TOKEN);
    // Few words matter to the rules below; only those are looked at again.
    let mut marked = Vec::new();
    for span in token_spans(text) {
        let known = words.intern(dutch, text, span);
        if known.marked {
            marked.push(tokens.len());
        }
        tokens.push(Token {
            span,
            word: known.id,
        });
    }
    let sentences = with_tokens(dutch.sentences(text), &tokens);
    let mut analysis = Analysis {
        sentences,
        tokens,
        ..Analysis::default()
    };
    let mut marked = marked.as_slice();
    for sentence in &analysis.sentences {
        let count = marked.partition_point(|index| *index < sentence.tokens.end);
        let (here, later) = marked.split_at_checked(count).unwrap_or_default();
        marked = later;
        let view = View {
            text,
            tokens: &analysis.tokens,
            words,
            range: sentence.tokens.clone(),
            marked: here,
        };
        separable::find(dutch, &view, &mut analysis.separable);
        cue::find(&dutch.cues, &view, &mut analysis.cues);
    }
    analysis
}

/// Deals the tokens out to the sentences. A sentence never ends inside a
/// token, so that each token belongs to just one.
fn with_tokens(spans: Vec<Span>, tokens: &[Token]) -> Vec<Sentence> {
    let mut next = 0;
    spans
        .into_iter()
        .map(|span| {
            let start = next;
            while tokens
                .get(next)
                .is_some_and(|token| token.span.start < span.end)
            {
                next += 1;
            }
            Sentence {
                span,
                tokens: start..next,
            }
        })
        .collect()
}

/// One sentence as the rules see it.
pub(crate) struct View<'a> {
    text: &'a str,
    tokens: &'a [Token],
    words: &'a Words,
    range: Range<usize>,
    marked: &'a [usize],
}

impl View<'_> {
    /// Returns the indices of the tokens that may be a particle or a cue.
    pub(crate) fn marked(&self) -> impl Iterator<Item = usize> {
        self.marked.iter().copied()
    }

    pub(crate) fn range(&self) -> Range<usize> {
        self.range.clone()
    }

    /// Returns the word of the token at `index`, `None` outside the sentence.
    pub(crate) fn id(&self, index: usize) -> Option<WordId> {
        self.range
            .contains(&index)
            .then(|| self.tokens.get(index))
            .flatten()
            .map(|token| token.word)
    }

    pub(crate) fn words(&self) -> &Words {
        self.words
    }

    pub(crate) fn form(&self, index: usize) -> &str {
        self.id(index).map_or("", |id| &self.words.get(id).form)
    }

    /// Tells whether a clause ends after the token at `index`: the sentence
    /// does, or there is punctuation behind it; a point within a sentence is
    /// an abbreviation's.
    pub(crate) fn is_clause_end(&self, index: usize) -> bool {
        let (Some(token), Some(next)) = (self.tokens.get(index), self.tokens.get(index + 1)) else {
            return true;
        };
        index + 1 >= self.range.end
            || Span::new(token.span.end, next.span.start)
                .get(self.text)
                .is_some_and(|gap| gap.contains([',', ';', ':', '(', ')', '?', '!', '–', '—']))
    }
}
