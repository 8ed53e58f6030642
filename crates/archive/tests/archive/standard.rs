//! Standard text.

use waardenscan_archive::{
    Decision, Project, StandardValue, State, SuggestionFilter, SuggestionOrder, Verdict,
};

use crate::folder::Folder;

#[test]
fn the_same_and_nearly_the_same_passages_are_one_group_and_one_decision() {
    let model = |name: &str| {
        format!(
            "Het college van de gemeente {name} gaat bij de uitvoering van deze verordening uit \
             van vertrouwen in de inwoner en in wat deze zelf kan"
        )
    };
    let folder = Folder::new();
    let same = "Maatwerk is bij ons altijd de regel.";
    folder.write("a.docx", &[&model("Aldermeer"), same, "Vertrouwen."]);
    folder.write(
        "b.docx",
        &[&model("Brinkland"), &same.to_uppercase(), "Vertrouwen."],
    );
    folder.write("c.docx", &[&model("Veenhorst"), "Vertrouwen."]);
    // Twice in one document is no standard text; another meaning neither.
    folder.write("d.docx", &["Nabijheid is hulp dichtbij en vertrouwen."; 2]);
    folder.write(
        "e.docx",
        &[&model("Kesterbeek").replace("gaat", "gaat niet")],
    );
    let mut project = Project::in_memory().unwrap();
    folder.scan(&mut project);
    let texts = project.standard_texts(0, 100).unwrap();
    insta::assert_json_snapshot!(texts);

    let all = SuggestionFilter::default();
    let all = project
        .suggestions(&all, SuggestionOrder::Document, None, 100)
        .unwrap();
    let mut grouped = 0;
    for stored in &all.suggestions {
        let Some(group) = project.standard_group(stored, 2).unwrap() else {
            assert_eq!(stored.standard_text, None);
            continue;
        };
        grouped += 1;
        let text = texts.iter().find(|it| it.number == group.number).unwrap();
        let own = |it: &&StandardValue| it.value == stored.suggestion.value;
        let suggestions = text.values.iter().find(own).unwrap().suggestions;
        assert_eq!(group.contents, text.contents);
        assert_eq!(group.identical, text.identical);
        // Counted no further than asked.
        assert_eq!(group.suggestions, suggestions.min(2));
    }
    assert_eq!(grouped, 5);

    let decision = Decision {
        who: "Noor".to_owned(),
        document: String::new(),
        block: 0,
        text: None,
        value: Some("vertrouwen".to_owned()),
        verdict: Verdict::Accept,
    };
    let numbers = project
        .decide_standard_text(texts[0].number, &decision)
        .unwrap();
    assert_eq!(numbers, [1, 2, 3]);
    assert_eq!(project.standard_texts(0, 1).unwrap()[0].values[0].open, 0);
    let filter = SuggestionFilter {
        standard_text: Some(texts[0].number),
        state: Some(State::Accepted),
        ..SuggestionFilter::default()
    };
    let page = project
        .suggestions(&filter, SuggestionOrder::Strongest, None, 10)
        .unwrap();
    assert_eq!(page.suggestions.len(), 3);
    assert!(project.decide_standard_text(99, &decision).is_err());
}
