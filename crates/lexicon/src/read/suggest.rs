/// Returns "bedoelde u …?" with the name of `names` that is nearest to
/// `written`, if one is near: at most a third of its letters differ.
pub(crate) fn suggestion<'n>(
    written: &str,
    names: impl IntoIterator<Item = &'n str>,
) -> Option<String> {
    let near = |name: &&str| strsim::osa_distance(written, name);
    let name = names.into_iter().min_by_key(near)?;
    let limit = name.chars().count().div_ceil(3);
    (near(&name) <= limit).then(|| format!("bedoelde u `{name}`?"))
}
