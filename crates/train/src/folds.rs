use std::collections::BTreeMap;

/// Divides passages into `folds` parts of about equal size, whole documents
/// together, those of each gold file by themselves. `documents` names the
/// gold file and the document of each passage. Returns the part of each.
pub(crate) fn folds(documents: &[(usize, &str)], folds: usize) -> Vec<usize> {
    let mut sizes: BTreeMap<(usize, &str), usize> = BTreeMap::new();
    for document in documents {
        *sizes.entry(*document).or_default() += 1;
    }
    let mut order: Vec<((usize, &str), usize)> = sizes.into_iter().collect();
    // The largest first, each to the part that has least.
    order.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    let mut loads: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let mut part_of: BTreeMap<(usize, &str), usize> = BTreeMap::new();
    for (document, size) in order {
        let load = |part: &usize| loads.get(&(document.0, *part)).copied().unwrap_or(0);
        let part = (0..folds).min_by_key(load).unwrap_or(0);
        *loads.entry((document.0, part)).or_default() += size;
        part_of.insert(document, part);
    }
    documents
        .iter()
        .map(|document| part_of.get(document).copied().unwrap_or(0))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::folds;

    #[test]
    fn a_document_stays_whole_and_the_parts_are_even() {
        let documents = [(0, "a"), (0, "b"), (0, "a"), (0, "c"), (1, "d"), (1, "e")];
        assert_eq!(folds(&documents, 2), [0, 1, 0, 1, 0, 1]);
    }
}
