use toml::de::{DeTable, DeValue};

use crate::write;
use crate::{Indicator, Lexicon, SourceFile};

/// Adds `indicator` to the value `value` in the file that holds it, behind its
/// last indicator, and returns that file; all else in it stays as it is.
///
/// Returns `None` where no file holds the value, where the value has the
/// indicator already, or where the file would not say the same with one
/// indicator more.
#[must_use]
pub fn add_indicator(
    files: &[SourceFile],
    value: &str,
    indicator: &Indicator,
) -> Option<SourceFile> {
    files.iter().enumerate().find_map(|(index, file)| {
        let text = insert(&file.text, value, indicator)?;
        let changed = SourceFile {
            path: file.path.clone(),
            text,
        };
        let mut after = files.to_vec();
        *after.get_mut(index)? = changed.clone();
        is_one_more(files, &after, value, indicator).then_some(changed)
    })
}

fn insert(text: &str, value: &str, indicator: &Indicator) -> Option<String> {
    let table = DeTable::parse(text).ok()?;
    let table = table.get_ref();
    if table.get("id")?.get_ref().as_str() != Some(value) {
        return None;
    }
    let indicators = table.get("indicatoren")?;
    let span = indicators.span();
    let inline = text.get(span.clone())?.starts_with('[') && !text.get(span)?.starts_with("[[");
    let line = write::indicator(indicator);
    if !inline {
        return Some(format!(
            "{}\n\n[[indicatoren]]\n{}\n",
            text.trim_end(),
            write::indicator_keys(indicator)
        ));
    }
    let DeValue::Array(items) = indicators.get_ref() else {
        return None;
    };
    let end = items.iter().last()?.span().end;
    let (before, after) = text.split_at_checked(end)?;
    Some(match after.trim_start().strip_prefix(',') {
        Some(rest) => format!("{before},\n  {line},{rest}"),
        None => format!("{before},\n  {line},{after}"),
    })
}

/// Tells whether the files say the same but for one indicator at the end of
/// one value.
fn is_one_more(
    before: &[SourceFile],
    after: &[SourceFile],
    value: &str,
    indicator: &Indicator,
) -> bool {
    let (Ok(before), Ok(after)) = (Lexicon::from_files(before), Lexicon::from_files(after)) else {
        return false;
    };
    let mut wanted = before.parts();
    for one in &mut wanted.values {
        if one.id == value {
            one.indicators.push(indicator.clone());
        }
    }
    wanted == after.parts()
}
