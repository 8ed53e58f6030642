//! All data here are made up; the numbers pass their checks and belong to
//! nobody we know of.

use proptest::prelude::*;

use super::*;

/// The text with the kinds of what was found in the place of it.
fn masked(text: &str) -> String {
    let mut masked = text.to_owned();
    for found in find_personal(text).iter().rev() {
        let kind = format!("[{}]", found.kind.name());
        masked.replace_range(found.span.start..found.span.end, &kind);
    }
    masked
}

#[test]
fn a_masked_text_is_as_long_as_before() {
    let text = "Eén BSN: 111222333, graag.";
    assert_eq!(mask_personal(text), "Eén BSN: █████████, graag.");
}

#[test]
fn each_kind_is_found_in_its_usual_forms() {
    let cases = [
        ("Mevrouw heeft BSN 111222333.", "Mevrouw heeft BSN [bsn]."),
        (
            "burgerservicenummer: 1112.22.333",
            "burgerservicenummer: [bsn]",
        ),
        (
            "Betaal op NL91 ABNA 0417 1643 00 van",
            "Betaal op [iban] van",
        ),
        ("NL91ABNA0417164300", "[iban]"),
        ("Mail j.jansen@aldermeer.nl.", "Mail [email]."),
        ("bel 06-12345678 of", "bel [telephone] of"),
        ("(020) 123 45 67", "[telephone]"),
        ("+31 (0)6 12 34 56 78", "[telephone]"),
        ("+31612345678", "[telephone]"),
        ("tel. 0229-123456", "tel. [telephone]"),
        (
            "geboren te Aldermeer op 12 maart 1956, ",
            "geboren te Aldermeer op [birth_date], ",
        ),
        ("Geboortedatum: 12-03-1956", "Geboortedatum: [birth_date]"),
        (
            "Dijkstraat 12a, 1234 AB Aldermeer",
            "Dijkstraat [address] Aldermeer",
        ),
        ("Dijkstraat 12, 1234AB", "Dijkstraat [address]"),
        ("Dijkstraat 12-2 1234 AB", "Dijkstraat [address]"),
        ("Mail a.debeer@aldermeer.nl", "Mail [email]"),
        ("op 1234 AB 12 woont", "op [address] woont"),
    ];
    for (text, expected) in cases {
        assert_eq!(masked(text), expected);
    }
}

#[test]
fn what_only_looks_like_it_stays() {
    let cases = [
        // Passes the test of eleven, but nothing says what it is.
        "zaaknummer 111222333",
        // Named, but fails the test.
        "BSN 123456789",
        "NL92ABNA0417164300",
        "info@aldermeer.nl",
        "het loket van 14 0229",
        "bel 0800-1234567",
        "088 123 45 67",
        "vastgesteld op 12 maart 1956",
        "Postbus 12, 1234 AB Aldermeer",
        "€ 1.234.567.890",
        "in de periode 2015-2020",
        "artikel 1234 AB",
        "de termijn loopt tot 16 mei 2023 NB: daarna niet",
        "begroting en meerjarenraming 2023-2025 GR",
        "programmacommissie@aldermeer.nl",
        "mijngemeente@aldermeer.nl",
        "de kosten zijn 0123,45",
        "Wmo 2015, 2020 SD",
        "@",
    ];
    for text in cases {
        assert_eq!(masked(text), text);
    }
}

#[test]
fn counts_add_up() {
    let mut counts = PersonalCounts::of("BSN 111222333, bel 06 12345678");
    counts += PersonalCounts::of("a@b.nl");
    assert_eq!((counts.bsn, counts.telephone, counts.email), (1, 1, 1));
    assert_eq!(counts.total(), 3);
}

proptest! {
    #[test]
    fn spans_are_in_order_and_cut_whole_characters(text in "[ -~éë€\u{a0}–(]{0,80}") {
        let mut from = 0;
        for found in find_personal(&text) {
            prop_assert!(found.span.start >= from && found.span.end > found.span.start);
            prop_assert!(found.span.get(&text).is_some());
            from = found.span.end;
        }
    }

    #[test]
    fn what_is_masked_holds_no_more(text in "(BSN|geboren|Straat|tel)( |: )[0-9 .,ABNL@nl+()-]{0,40}") {
        let once = mask_personal(&text);
        let counts = PersonalCounts::of(&once);
        prop_assert_eq!(counts.iban + counts.email, 0, "{}", once);
        prop_assert_eq!(once.chars().count(), text.chars().count());
    }
}
