//! A small lexicon, for the targets that need one.

use waardenscan_lexicon::SourceFile;

pub const MANIFEST: &str = include_str!("../lexicon/lexicon.toml");
pub const ZORG: &str = include_str!("../lexicon/zorg.toml");
pub const TOEGANG: &str = include_str!("../lexicon/toegang.toml");

/// The files of a lexicon with two values.
pub fn files(manifest: &str, zorg: &str, toegang: &str) -> [SourceFile; 3] {
    let file = |path: &str, text: &str| SourceFile {
        path: path.to_owned(),
        text: text.to_owned(),
    };
    [
        file("lexicon.toml", manifest),
        file("zorg.toml", zorg),
        file("toegang.toml", toegang),
    ]
}
