//! Rebuilds when a file is added to or taken from the built-in lexicon;
//! `include_dir` itself only notices changes in the files it has seen.

fn main() {
    println!("cargo::rerun-if-changed=../../lexicons/sociaal-domein");
}
