//! Reads the compiled-in tables.

/// Returns the lines of a table: no comments, no empty lines.
pub(crate) fn lines(table: &'static str) -> impl Iterator<Item = &'static str> {
    table
        .lines()
        .map(str::trim_end)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Returns the lines of a table as its first column and the rest.
pub(crate) fn rows(
    table: &'static str,
) -> impl Iterator<Item = (&'static str, impl Iterator<Item = &'static str>)> {
    lines(table).filter_map(|line| {
        let mut columns = line.split('\t');
        columns.next().map(|first| (first, columns))
    })
}
