use fst::raw::{CompiledAddr, Fst};

/// The words of the OpenTaal list, as finite-state sets walked byte by byte:
/// one from the start of a word, one from its end.
///
/// Walking answers "is this a word with that ending" without building the
/// word, and finds all words that a form starts or ends with in one pass.
pub(crate) struct WordList {
    forward: Fst<&'static [u8]>,
    backward: Fst<&'static [u8]>,
}

/// A place in a set: what has been read so far begins at least one word.
#[derive(Clone, Copy)]
struct Place(CompiledAddr);

/// Offsets within a form of fewer than 64 bytes.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Offsets(u64);

impl Offsets {
    pub(crate) fn contains(self, offset: usize) -> bool {
        offset < 64 && self.0 >> offset & 1 == 1
    }

    fn insert(&mut self, offset: usize) {
        self.0 |= 1u64
            .checked_shl(offset.try_into().unwrap_or(64))
            .unwrap_or(0);
    }
}

impl WordList {
    pub(crate) fn new() -> Self {
        Self {
            forward: set(include_bytes!("../data/woorden.fst")),
            backward: set(include_bytes!("../data/woorden-achterwaarts.fst")),
        }
    }

    /// Returns the ends of the words that `form` starts with.
    pub(crate) fn starting(&self, form: &str) -> Offsets {
        ends(&self.forward, form.bytes(), |read| read)
    }

    /// Returns the starts of the words that `form` ends with.
    pub(crate) fn ending(&self, form: &str) -> Offsets {
        ends(&self.backward, form.bytes().rev(), |read| form.len() - read)
    }

    pub(crate) fn contains(&self, word: &str) -> bool {
        self.has(&[word])
    }

    /// Tells whether the pieces put together are a word.
    pub(crate) fn has(&self, pieces: &[&str]) -> bool {
        self.read(pieces)
            .is_some_and(|Place(address)| self.forward.node(address).is_final())
    }

    /// Tells whether some word begins with the pieces put together.
    pub(crate) fn begins_word(&self, pieces: &[&str]) -> bool {
        self.read(pieces).is_some()
    }

    fn read(&self, pieces: &[&str]) -> Option<Place> {
        let root = Place(self.forward.root().addr());
        pieces
            .iter()
            .flat_map(|piece| piece.bytes())
            .try_fold(root, |place, byte| step(&self.forward, place, byte))
    }
}

fn set(bytes: &'static [u8]) -> Fst<&'static [u8]> {
    #[expect(
        clippy::expect_used,
        reason = "the tables are compiled in and read by every test"
    )]
    Fst::new(bytes).expect("the compiled-in word list is a set")
}

fn step(set: &Fst<&'static [u8]>, Place(address): Place, byte: u8) -> Option<Place> {
    let node = set.node(address);
    node.find_input(byte)
        .map(|index| Place(node.transition_addr(index)))
}

/// Returns the places at which a word is complete, by the bytes read so far.
fn ends(
    set: &Fst<&'static [u8]>,
    bytes: impl Iterator<Item = u8>,
    offset: impl Fn(usize) -> usize,
) -> Offsets {
    let mut found = Offsets::default();
    let mut place = Place(set.root().addr());
    for (read, byte) in bytes.enumerate() {
        match step(set, place, byte) {
            Some(next) => place = next,
            None => break,
        }
        if set.node(place.0).is_final() {
            found.insert(offset(read + 1));
        }
    }
    found
}
