use waardenscan_document::Span;

use super::*;

/// A passage of words, with hits on the words given for each value.
fn carrier(document: usize, words: &[&str], values: &[(usize, &[&str])]) -> Carrier {
    let text = words.join(" ");
    let hit = |word: &&str| {
        let start = text.find(*word).expect("the word stands in the text");
        Span::new(start, start + word.len())
    };
    let values = values
        .iter()
        .map(|(value, hits)| Carried {
            value: *value,
            hits: hits.iter().map(hit).collect(),
        })
        .collect();
    Carrier {
        document,
        values,
        text,
    }
}

fn find(carriers: &[Carrier], values: usize) -> Clusters {
    Clusters::find(carriers, values, &Dutch::new())
}

const LAW: [&str; 10] = [
    "grondwet",
    "rechter",
    "meningsuiting",
    "demonstratie",
    "vereniging",
    "persvrijheid",
    "godsdienst",
    "censuur",
    "betoging",
    "drukpers",
];

const CHOICE: [&str; 10] = [
    "aanbieder",
    "keuze",
    "hulpmiddel",
    "zorgverlener",
    "budget",
    "pakket",
    "huisarts",
    "leverancier",
    "tarief",
    "abonnement",
];

/// Twelve documents with passages of a value, each with words of one of
/// `vocabularies`.
fn senses(vocabularies: &[&[&str]]) -> Vec<Carrier> {
    let mut random = fastrand::Rng::with_seed(3);
    (0..120)
        .map(|passage| {
            let vocabulary = vocabularies[passage % vocabularies.len()];
            let mut words = random.choose_multiple(vocabulary.iter().copied(), 4);
            random.shuffle(&mut words);
            words.insert(2, "vrijheid");
            carrier(random.usize(0..12), &words, &[(0, &["vrijheid"])])
        })
        .collect()
}

#[test]
fn a_value_with_two_vocabularies_may_be_two() {
    let carriers = senses(&[&LAW, &CHOICE]);
    let [split] = &find(&carriers, 1).splits[..] else {
        panic!("one value falls apart");
    };
    assert_eq!(split.value, 0);
    assert!(split.strength > 0.6, "{}", split.strength);
    for sense in &split.senses {
        assert!(sense.passages == 60 && sense.documents >= 10, "{sense:?}");
        let is_law = LAW.contains(&sense.words[0].as_str());
        for &example in &sense.examples {
            let own = if is_law { LAW } else { CHOICE };
            let words = carriers[example].text.split(' ');
            assert!(words.filter(|word| own.contains(word)).count() == 4);
        }
    }
    let reason = split.reason("Vrijheid");
    assert!(reason.starts_with("De passages met Vrijheid vallen in twee groepen uiteen"));
}

#[test]
fn a_value_with_one_vocabulary_is_one() {
    let together: Vec<&str> = LAW.into_iter().chain(CHOICE).collect();
    assert_eq!(find(&senses(&[&together]), 1).splits, []);
}

/// Value 0 and 1 stand together in half of the passages of 1, where they are
/// read from the same words; value 2 mostly by itself.
fn together() -> Vec<Carrier> {
    let mut carriers = Vec::new();
    for document in 0..8 {
        for number in 0..30 {
            let unique = format!("nummer{document}x{number}");
            let words = ["omzien", "naar", "elkaar", "dichtbij", &unique];
            let (first, second): (&[&str], &[&str]) = (&["omzien"], &["elkaar", "omzien"]);
            let values: &[(usize, &[&str])] = match number {
                0 => &[(0, first), (2, &["dichtbij"])],
                1 | 2 => &[(0, &["elkaar"])],
                3 | 4 => &[(1, &["elkaar"])],
                5 | 6 => &[(0, first), (1, second)],
                _ => &[(2, &["dichtbij"])],
            };
            carriers.push(carrier(document, &words, values));
        }
    }
    carriers
}

#[test]
fn values_that_stand_together_in_the_same_words_may_be_one() {
    let found = find(&together(), 3);
    let [merge] = &found.merges[..] else {
        panic!("one pair is alike: {:?}", found.merges);
    };
    assert_eq!(merge.values, [1, 0]);
    assert_eq!(
        (merge.passages, merge.both, merge.same_words),
        ([32, 40], 16, 16)
    );
    assert!((merge.expected - 32.0 * 40.0 / 240.0).abs() < 1e-9);
}

#[test]
fn what_was_copied_counts_once() {
    let once = together();
    let twice: Vec<Carrier> = once.iter().chain(&once).cloned().collect();
    assert_eq!(find(&once, 3), find(&twice, 3));
    assert_eq!(find(&[], 3), Clusters::default());
}
