//! Checks each rule on cases of its own: a table in `cases/` for each.

use waardenscan_dutch::{Cue, Dutch, Words};

/// Returns the rows of a table, with as many columns as there must be.
fn rows(table: &str, columns: usize) -> impl Iterator<Item = Vec<&str>> {
    table
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(move |line| {
            let row: Vec<&str> = line.split('\t').collect();
            assert_eq!(row.len(), columns, "{line}");
            row
        })
}

/// Fails with every case that is not as expected, not just the first.
fn check(cases: impl Iterator<Item = (String, String, String)>) {
    let wrong: Vec<String> = cases
        .filter(|(_, expected, found)| expected != found)
        .map(|(case, expected, found)| format!("{case}\n  expected {expected}\n  found    {found}"))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn sentences() {
    let dutch = Dutch::new();
    check(rows(include_str!("cases/sentences.tsv"), 2).map(|row| {
        let expected: Vec<&str> = row[1]
            .split('‖')
            .map(|part| part.trim_start_matches("\\n").trim())
            .collect();
        let text = row[1].replace('‖', "").replace("\\n", "\n");
        let found: Vec<String> = dutch
            .sentences(&text)
            .iter()
            .map(|span| span.get(&text).unwrap().replace('\n', "\\n"))
            .collect();
        (row[0].to_owned(), expected.join(" ‖ "), found.join(" ‖ "))
    }));
}

#[test]
fn lemmas() {
    let dutch = Dutch::new();
    check(rows(include_str!("cases/lemmas.tsv"), 2).map(|row| {
        (
            row[0].to_owned(),
            row[1].to_owned(),
            dutch.word(row[0]).lemma,
        )
    }));
}

#[test]
fn compounds() {
    let dutch = Dutch::new();
    check(rows(include_str!("cases/compounds.tsv"), 2).map(|row| {
        (
            row[0].to_owned(),
            row[1].to_owned(),
            dutch.parts(row[0]).join("+"),
        )
    }));
}

#[test]
fn splits() {
    let dutch = Dutch::new();
    check(rows(include_str!("cases/splits.tsv"), 3).map(|row| {
        let splits = dutch.splits(row[0]);
        let split = splits.iter().find(|split| split.part == row[1]);
        let found = split.map_or("-".to_owned(), |split| {
            format!("{:?}", split.end).to_lowercase()
        });
        for end in [
            waardenscan_dutch::End::Modifier,
            waardenscan_dutch::End::Head,
        ] {
            let asked = dutch.compound_of(row[0], row[1], end);
            let listed = splits
                .iter()
                .any(|split| split.part == row[1] && split.end == end);
            assert_eq!(asked, listed, "{row:?}");
        }
        (row[..2].join(" "), row[2].to_owned(), found)
    }));
}

#[test]
fn separable_verbs() {
    let dutch = Dutch::new();
    check(rows(include_str!("cases/separable.tsv"), 2).map(|row| {
        let analysis = dutch.analyse(row[0], &mut Words::new());
        let found: Vec<String> = analysis
            .separable
            .into_iter()
            .map(|verb| verb.lemma)
            .collect();
        (row[0].to_owned(), row[1].to_owned(), found.join(" "))
    }));
}

#[test]
fn cues() {
    let dutch = Dutch::new();
    check(rows(include_str!("cases/cues.tsv"), 2).map(|row| {
        let mut words = Words::new();
        let analysis = dutch.analyse(row[0], &mut words);
        let forms = |range: &std::ops::Range<usize>| {
            let tokens = &analysis.tokens[range.clone()];
            let forms: Vec<&str> = tokens
                .iter()
                .map(|token| words.get(token.word).form.as_str())
                .collect();
            forms.join(" ")
        };
        let show = |cue: &Cue| {
            let kind = format!("{:?}", cue.kind).to_lowercase();
            format!("{kind}:{}→{}", forms(&cue.tokens), forms(&cue.scope))
        };
        let found: Vec<String> = analysis.cues.iter().map(show).collect();
        (row[0].to_owned(), row[1].to_owned(), found.join(" | "))
    }));
}

/// Stressed words are words of their own, and can be folded into one.
#[test]
fn accents_are_kept_and_can_be_folded() {
    let dutch = Dutch::new();
    let (stressed, plain) = (dutch.word("één"), dutch.word("een"));
    assert_ne!(stressed.form, plain.form);
    assert_eq!(stressed.folded(), plain.form);
    assert_eq!(plain.folded(), "een");
}

/// Found when asked for, and not part of a word: the wide net alone uses it.
#[test]
fn stems_are_wider_than_lemmas() {
    let dutch = Dutch::new();
    let mut words = Words::new();
    let analysis = dutch.analyse("vertrouwen vertrouwelijk", &mut words);
    let ids = [analysis.tokens[0].word, analysis.tokens[1].word];
    assert_ne!(words.get(ids[0]).lemma, words.get(ids[1]).lemma);
    assert_eq!(ids.map(|id| words.stem(id)), ["vertrouw"; 2]);
}
