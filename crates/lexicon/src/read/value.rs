use waardenscan_document::SectionRole;

use super::fields::{Fields, Text};
use super::{DraftExample, DraftValue, Place, Placed};
use crate::{
    Effect, Evidence, Examples, Exclusion, Indicator, Kind, Neighbour, Pole, Scope, Value,
};

/// Reads the file of one value.
pub(super) fn read<'a>(mut fields: Fields<'a, '_, '_>) -> Option<DraftValue<'a>> {
    let id = fields.id("id");
    let name = fields.text("naam");
    let cluster = fields.text("cluster");
    let definition = fields.text("definitie");
    let (related, related_places) = fields
        .texts("verwant")
        .into_iter()
        .map(|text| (text.text, text.place))
        .unzip();
    let resident = fields.optional_text("inwoner");
    let organisation = fields.optional_text("organisatie");
    let indicators = fields.tables("indicatoren", indicator);
    let (exclusions, exclusion_places) = fields
        .tables("uitsluitingen", exclusion)
        .into_iter()
        .map(|placed| (placed.thing, placed.place))
        .unzip();
    let sources = plain(fields.texts("bronnen"));
    let (own_examples, mut draft_examples) = examples(&mut fields);
    if fields.is_empty("indicatoren") {
        let place = id
            .as_ref()
            .map_or_else(|| fields.own_place(), |id| id.place.clone());
        fields.report(place.error("deze waarde heeft geen indicatoren"));
    }
    fields.finish();
    let id = id?;
    let (cluster, cluster_place) = match cluster {
        Some(Text { text, place }) => (text, place),
        None => (String::new(), id.place.clone()),
    };
    let mut terms = Vec::new();
    let mut plain_indicators = Vec::new();
    for (index, draft) in indicators.into_iter().enumerate() {
        plain_indicators.push(draft.indicator);
        terms.push(draft.term);
        draft_examples.extend(draft.examples.into_iter().map(|example| DraftExample {
            indicator: Some(index),
            ..example
        }));
    }
    Some(DraftValue {
        value: Value {
            id: id.text,
            name: name.map(|text| text.text).unwrap_or_default(),
            cluster,
            definition: definition.map(|text| text.text).unwrap_or_default(),
            related,
            resident: resident.map(|text| text.text),
            organisation: organisation.map(|text| text.text),
            indicators: plain_indicators,
            exclusions,
            sources,
            examples: own_examples,
        },
        id: id.place,
        cluster: cluster_place,
        related: related_places,
        terms,
        exclusions: exclusion_places,
        examples: draft_examples,
    })
}

struct DraftIndicator<'a> {
    indicator: Indicator,
    term: Place<'a>,
    /// Of which the number of the indicator is not known yet.
    examples: Vec<DraftExample<'a>>,
}

fn indicator<'a>(mut fields: Fields<'a, '_, '_>) -> Option<DraftIndicator<'a>> {
    let term = fields.text("term");
    let kind = fields.one_of("soort", &Kind::ALL, Kind::name, true);
    let weight = fields.weight("gewicht");
    let evidence = fields.one_of("uitdrukking", &Evidence::ALL, Evidence::name, true);
    let pole = fields.one_of("pool", &Pole::ALL, Pole::name, false);
    let pattern = match (kind, &term) {
        (Some(kind), Some(term)) => fields.pattern(kind, term),
        _ => None,
    };
    let scope = Scope {
        only_in: fields.some_of("alleen_in", &SectionRole::ALL, SectionRole::name),
        not_in: fields.some_of("niet_in", &SectionRole::ALL, SectionRole::name),
        near: neighbours(&mut fields, "bij"),
        not_near: neighbours(&mut fields, "niet_bij"),
    };
    let (own_examples, examples) = examples(&mut fields);
    let source = fields.optional_text("bron");
    fields.finish();
    let Text { text, place } = term?;
    Some(DraftIndicator {
        indicator: Indicator {
            term: text,
            kind: kind?,
            weight: weight?,
            evidence: evidence?,
            pole,
            scope,
            examples: own_examples,
            source: source.map(|source| source.text),
            pattern: pattern?,
        },
        term: place,
        examples,
    })
}

fn neighbours(fields: &mut Fields<'_, '_, '_>, key: &'static str) -> Vec<Neighbour> {
    let texts = fields.texts(key);
    texts
        .into_iter()
        .filter_map(|text| {
            let pattern = fields.pattern(Kind::Pattern, &text)?;
            Some(Neighbour {
                term: text.text,
                pattern,
            })
        })
        .collect()
}

/// The examples and counter-examples, and where each stands.
fn examples<'a>(fields: &mut Fields<'a, '_, '_>) -> (Examples, Vec<DraftExample<'a>>) {
    let positive = fields.texts("voorbeelden");
    let negative = fields.texts("tegenvoorbeelden");
    let placed = |texts: &[Text<'a>], wanted: bool| -> Vec<DraftExample<'a>> {
        let each = texts.iter().cloned();
        each.map(|Text { text, place }| DraftExample {
            indicator: None,
            wanted,
            text,
            place,
        })
        .collect()
    };
    let places = [placed(&positive, true), placed(&negative, false)].concat();
    let examples = Examples {
        positive: plain(positive),
        negative: plain(negative),
    };
    (examples, places)
}

fn plain(texts: Vec<Text<'_>>) -> Vec<String> {
    texts.into_iter().map(|text| text.text).collect()
}

fn exclusion<'a>(mut fields: Fields<'a, '_, '_>) -> Option<Placed<'a, Exclusion>> {
    let term = fields.text("patroon");
    let effect = fields.one_of("werking", &Effect::ALL, Effect::name, true);
    let pattern = term
        .as_ref()
        .and_then(|term| fields.pattern(Kind::Pattern, term));
    fields.finish();
    let Text { text: term, place } = term?;
    Some(Placed {
        thing: Exclusion {
            term,
            effect: effect?,
            pattern: pattern?,
        },
        place,
    })
}
