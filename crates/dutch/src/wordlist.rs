use fst::raw::{CompiledAddr, Fst};

/// The words of the OpenTaal list, as a finite-state set walked byte by byte.
///
/// Walking from a [`Place`] answers "is this a word with that ending" without
/// building the word, and finds all words that a form starts with in one pass.
pub(crate) struct WordList {
    set: Fst<&'static [u8]>,
}

/// A place in the list: what has been read so far begins at least one word.
#[derive(Clone, Copy)]
struct Place(CompiledAddr);

impl WordList {
    pub(crate) fn new() -> Self {
        let bytes: &'static [u8] = include_bytes!("../data/woorden.fst");
        #[expect(
            clippy::expect_used,
            reason = "the table is compiled in and read by every test"
        )]
        let set = Fst::new(bytes).expect("the compiled-in word list is a set");
        Self { set }
    }

    pub(crate) fn contains(&self, word: &str) -> bool {
        self.has(&[word])
    }

    /// Tells whether the pieces put together are a word.
    pub(crate) fn has(&self, pieces: &[&str]) -> bool {
        self.read(pieces).is_some_and(|place| self.is_word(place))
    }

    /// Tells whether some word begins with the pieces put together.
    pub(crate) fn begins_word(&self, pieces: &[&str]) -> bool {
        self.read(pieces).is_some()
    }

    fn read(&self, pieces: &[&str]) -> Option<Place> {
        pieces
            .iter()
            .try_fold(self.start(), |place, piece| self.walk(place, piece))
    }

    fn start(&self) -> Place {
        Place(self.set.root().addr())
    }

    fn walk(&self, from: Place, piece: &str) -> Option<Place> {
        piece.bytes().try_fold(from, |Place(address), byte| {
            let node = self.set.node(address);
            node.find_input(byte)
                .map(|index| Place(node.transition_addr(index)))
        })
    }

    fn is_word(&self, place: Place) -> bool {
        self.set.node(place.0).is_final()
    }
}
