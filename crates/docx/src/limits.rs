/// How much a file may ask of the reader. What lies past a limit is left out
/// with a warning; the rest of the document still comes.
///
/// Every step of reading is linear in the inflated bytes, so the limits on
/// them bound time and memory as well. The defaults are our choice: the
/// largest of 62 real Dutch government files inflates to 6 MB, and hostile
/// files must stay below 200 MB of memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Entries of the package that are looked at. Default: 10,000.
    pub max_entries: usize,
    /// Bytes that all parts together may inflate to. Default: 256 MiB.
    pub max_inflated_bytes: u64,
    /// How many times its own size a file may inflate to, once it is past
    /// [`Limits::free_inflated_bytes`]. Default: 100.
    pub max_ratio: u64,
    /// Inflated bytes that every file is granted whatever the ratio: small
    /// files of repetitive tables compress very well. Default: 64 MiB.
    pub free_inflated_bytes: u64,
    /// XML elements that may be open at once. Default: 100,000; they lie on
    /// the heap, about 100 bytes each, so that no depth overflows the stack.
    pub max_depth: usize,
    /// Blocks that a document may have. Default: 200,000, about 70 MB; the
    /// longest of those 62 files has 5,000.
    pub max_blocks: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_entries: 10_000,
            max_inflated_bytes: 256 << 20,
            max_ratio: 100,
            free_inflated_bytes: 64 << 20,
            max_depth: 100_000,
            max_blocks: 200_000,
        }
    }
}

impl Limits {
    /// The bytes that a file of `file_bytes` may inflate to.
    pub(crate) fn inflated_bytes(&self, file_bytes: usize) -> u64 {
        let by_ratio = u64::try_from(file_bytes)
            .unwrap_or(u64::MAX)
            .saturating_mul(self.max_ratio);
        by_ratio
            .max(self.free_inflated_bytes)
            .min(self.max_inflated_bytes)
    }
}
