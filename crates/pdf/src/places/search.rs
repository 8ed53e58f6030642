use super::letters::{Letter, LetterId, Letters, keys};

/// How many letters of the words that follow must agree too before a word is
/// looked for elsewhere than where the last one ended.
const CONTEXT: usize = 14;

/// How many letters that are not in the text (bullets, leaders, marks) are
/// stepped over before a word is looked for elsewhere.
const STEPS: usize = 4;

/// The most comparisons that are made for one block.
const MAX_TRIES: usize = 4_000_000;

/// Finds each word of a text among letters, most of which stand in the order
/// of the text. The result has one entry a word, its letters, or none where
/// the word is not found.
pub(super) fn search(words: &[&str], letters: &Letters, stream: &[LetterId]) -> Vec<Vec<LetterId>> {
    let words: Vec<Vec<char>> = words.iter().map(|word| key(word)).collect();
    let stream: Vec<(LetterId, &Letter)> = stream
        .iter()
        .filter_map(|&id| Some((id, letters.get(id)?)))
        .collect();
    let mut search = Search {
        taken: vec![false; stream.len()],
        stream,
        tries: MAX_TRIES,
    };
    let mut places: Vec<Vec<usize>> = Vec::with_capacity(words.len());
    let mut cursor = 0;
    for index in 0..words.len() {
        let rest = words.get(index..).unwrap_or_default();
        let place = search.next(rest, cursor).unwrap_or_default();
        for &letter in &place {
            if let Some(taken) = search.taken.get_mut(letter) {
                *taken = true;
            }
        }
        cursor = place.last().map_or(cursor, |last| last + 1);
        places.push(place);
    }
    search.fill(&words, &mut places);
    let id = |&index: &usize| search.stream.get(index).map(|&(id, _)| id);
    places
        .iter()
        .map(|place| place.iter().filter_map(id).collect())
        .collect()
}

fn key(word: &str) -> Vec<char> {
    let mut key = Vec::with_capacity(word.len());
    for char in word.chars() {
        keys(char, |char| key.push(char));
    }
    key
}

struct Search<'a> {
    stream: Vec<(LetterId, &'a Letter)>,
    /// Which letters belong to a word that was found.
    taken: Vec<bool>,
    tries: usize,
}

/// Part of a word that was found.
struct Part {
    letters: Vec<usize>,
    /// How many characters of the word it holds.
    chars: usize,
}

impl Search<'_> {
    fn letter(&self, index: usize) -> Option<&Letter> {
        self.stream.get(index).map(|&(_, letter)| letter)
    }

    /// Finds the first of `words`, at the cursor if it can be.
    fn next(&mut self, words: &[Vec<char>], cursor: usize) -> Option<Vec<usize>> {
        let (word, rest) = words.split_first()?;
        let mut fallback = None;
        for start in cursor..=cursor + STEPS {
            let part = self.part(word, start);
            if part.chars < word.len() {
                if start == cursor && part.chars > 0 && self.ends_in_hyphen(&part) {
                    fallback = fallback.or_else(|| self.cut(word, rest, part));
                }
                continue;
            }
            let end = part.letters.last().map_or(start, |last| last + 1);
            let whole = self.letter(end).is_none_or(|letter| letter.begins);
            if whole || self.agrees(rest, end, 1) {
                return Some(part.letters);
            }
            fallback = fallback.or(Some(part.letters));
        }
        // A cut word goes before an odd match, and both before another place.
        fallback.or_else(|| self.elsewhere(word, rest, cursor))
    }

    /// Finds a word of which the cursor's line has only the beginning.
    fn cut(&mut self, word: &[char], rest: &[Vec<char>], part: Part) -> Option<Vec<usize>> {
        let tail = word.get(part.chars..)?;
        let after = part.letters.last()? + 1;
        let mut letters = part.letters;
        letters.extend(self.elsewhere(tail, rest, after)?);
        Some(letters)
    }

    fn ends_in_hyphen(&self, part: &Part) -> bool {
        let last = part.letters.last().and_then(|&last| self.letter(last));
        last.is_some_and(|letter| letter.key == '-')
    }

    /// Finds a word anywhere, first after the cursor, by the words that follow
    /// it too.
    fn elsewhere(
        &mut self,
        word: &[char],
        rest: &[Vec<char>],
        cursor: usize,
    ) -> Option<Vec<usize>> {
        let starts = (cursor..self.stream.len()).chain(0..cursor.min(self.stream.len()));
        let &first = word.first()?;
        let mut lone = None;
        for start in starts {
            self.tries = self.tries.checked_sub(1)?;
            if self.letter(start).is_none_or(|letter| letter.key != first) {
                continue;
            }
            let part = self.part(word, start);
            let Some(end) = part.letters.last().map(|last| last + 1) else {
                continue;
            };
            if part.chars < word.len() {
                continue;
            }
            if self.agrees(rest, end, CONTEXT.saturating_sub(word.len())) {
                return Some(part.letters);
            }
            let apart = self.letter(start).is_some_and(|letter| letter.begins)
                && self.letter(end).is_none_or(|letter| letter.begins);
            if apart && lone.is_none() {
                lone = Some(part.letters);
            }
        }
        // The only place a word may have is its place all the same, if it is
        // long enough not to stand anywhere by chance.
        lone.filter(|_| word.len() >= 4 || rest.is_empty())
    }

    /// Tells whether the words follow from `start` on, for at least `least`
    /// letters or to the end.
    fn agrees(&self, words: &[Vec<char>], mut start: usize, least: usize) -> bool {
        let mut count = 0;
        for word in words {
            if count >= least {
                break;
            }
            let part = self.part(word, start);
            if part.chars < word.len() {
                // A line's end cuts the word: what there is agrees.
                return part.chars > 0 && self.ends_in_hyphen(&part) && count + part.chars >= least;
            }
            count += word.len();
            start = part.letters.last().map_or(start, |last| last + 1);
        }
        true
    }

    /// Returns as much of the word as stands from `start` on. A hyphen at a
    /// line's end belongs to the letters and not to the word, a diaeresis that
    /// the hyphen replaces to the word and not to the letters.
    fn part(&self, word: &[char], start: usize) -> Part {
        let mut part = Part {
            letters: Vec::with_capacity(word.len()),
            chars: 0,
        };
        let mut at = start;
        while let Some(&wanted) = word.get(part.chars) {
            let Some(letter) = self.letter(at).filter(|_| self.is_free(at)) else {
                break;
            };
            if letter.key == wanted {
                part.chars += 1;
            } else if part.chars > 0 && is_mark(wanted) {
                part.chars += 1;
                continue;
            } else if part.chars == 0 || !(letter.key == '-' || is_mark(letter.key)) {
                break;
            }
            part.letters.push(at);
            at += 1;
        }
        part
    }

    fn is_free(&self, index: usize) -> bool {
        self.taken.get(index) == Some(&false)
    }

    /// Gives the words that were not found the letters that lie between their
    /// neighbours, where these are about as many.
    fn fill(&self, words: &[Vec<char>], places: &mut [Vec<usize>]) {
        let mut index = 0;
        while index < places.len() {
            let missing = places
                .iter()
                .skip(index)
                .take_while(|place| place.is_empty());
            let count = missing.count();
            if count == 0 {
                index += 1;
                continue;
            }
            let before = index
                .checked_sub(1)
                .and_then(|before| places.get(before)?.last());
            let after = places.get(index + count).and_then(|place| place.first());
            let from = before.map_or(0, |last| last + 1);
            let to = after.map_or(self.stream.len(), |&first| first);
            let free: Vec<usize> = (from..to).filter(|&at| self.is_free(at)).collect();
            let lost = words.get(index..index + count).unwrap_or_default();
            let chars: usize = lost.iter().map(Vec::len).sum();
            if !free.is_empty() && free.len() <= 2 * chars + 2 && chars <= 2 * free.len() + 2 {
                let (mut done, mut start) = (0, 0);
                for (place, word) in places.iter_mut().skip(index).zip(lost) {
                    done += word.len();
                    let end = done * free.len() / chars.max(1);
                    place.extend(free.get(start..end).unwrap_or_default());
                    start = end;
                }
            }
            index += count;
        }
    }
}

/// Tells whether a character is a mark that combines with the one before.
fn is_mark(char: char) -> bool {
    unicode_normalization::char::is_combining_mark(char)
}
