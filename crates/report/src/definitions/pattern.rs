//! How a definition begins; see `data/definities.tsv`.

/// Words of a term at most, and of a gap.
const TERM: usize = 6;
const GAP: usize = 8;

/// A wording that introduces a definition.
pub(super) struct Pattern {
    parts: Vec<Part>,
    /// Whether it holds only for terms that point to a value.
    pub(super) of_values: bool,
    #[cfg(test)]
    example: &'static str,
}

enum Part {
    /// One of these words.
    Words(Vec<&'static str>),
    Term,
    Gap,
}

/// Where a definition stands in a sentence, in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Begin {
    /// The first word of the term, and the first after it.
    pub(super) term: [usize; 2],
    /// The first word of the definition.
    pub(super) definition: usize,
}

/// All wordings, in the order of the table.
pub(super) fn patterns() -> Vec<Pattern> {
    let lines = include_str!("../../data/definities.tsv").lines();
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.filter_map(Pattern::read).collect()
}

impl Pattern {
    fn read(line: &'static str) -> Option<Self> {
        let mut columns = line.split('\t');
        let wording = columns.next()?;
        let of_values = columns.next()? == "ja";
        let parts = wording.split(' ').map(|part| match part {
            "TERM" => Part::Term,
            "..." => Part::Gap,
            words => Part::Words(words.trim_matches(['{', '}']).split('|').collect()),
        });
        Some(Self {
            parts: parts.collect(),
            of_values,
            #[cfg(test)]
            example: columns.next()?,
        })
    }

    /// Finds where the definition stands in a sentence of these words, in
    /// lower-case letters; the shortest term and gaps that fit.
    pub(super) fn find(&self, words: &[&str]) -> Option<Begin> {
        let mut term = [0, 0];
        let definition = step(&self.parts, words, 0, &mut term)?;
        (definition < words.len()).then_some(Begin { term, definition })
    }
}

fn step(parts: &[Part], words: &[&str], at: usize, term: &mut [usize; 2]) -> Option<usize> {
    let Some((part, rest)) = parts.split_first() else {
        return Some(at);
    };
    match part {
        Part::Words(wanted) => {
            let word = words.get(at)?;
            wanted.contains(word).then_some(())?;
            step(rest, words, at + 1, term)
        }
        Part::Term => (1..=TERM).find_map(|long| {
            let end = at + long;
            let found = step(rest, words, end, term)?;
            *term = [at, end];
            Some(found)
        }),
        Part::Gap => (0..=GAP).find_map(|long| step(rest, words, at + long, term)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each example begins as its own line says, and as no line before it.
    #[test]
    fn every_wording_finds_its_example() {
        let patterns = patterns();
        assert!(patterns.len() >= 17);
        for (number, pattern) in patterns.iter().enumerate() {
            let words = pattern.example.trim_end_matches('.').to_lowercase();
            let words: Vec<&str> = words.split(' ').collect();
            let found = patterns.iter().position(|it| it.find(&words).is_some());
            assert_eq!(found, Some(number), "{}", pattern.example);
        }
    }
}
