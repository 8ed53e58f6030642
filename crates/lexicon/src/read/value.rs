use super::DraftValue;
use super::fields::{Fields, Text};
use super::{Place, Placed};
use crate::{Effect, Evidence, Exclusion, Indicator, Kind, Pole, Value};

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
    let exclusions = fields.tables("uitsluitingen", exclusion);
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
    let (indicators, terms): (Vec<Indicator>, Vec<Place<'a>>) = indicators
        .into_iter()
        .map(|placed| (placed.thing, placed.place))
        .unzip();
    Some(DraftValue {
        value: Value {
            id: id.text,
            name: name.map(|text| text.text).unwrap_or_default(),
            cluster,
            definition: definition.map(|text| text.text).unwrap_or_default(),
            related,
            resident: resident.map(|text| text.text),
            organisation: organisation.map(|text| text.text),
            indicators,
            exclusions,
        },
        id: id.place,
        cluster: cluster_place,
        related: related_places,
        terms,
    })
}

fn indicator<'a>(mut fields: Fields<'a, '_, '_>) -> Option<Placed<'a, Indicator>> {
    let term = fields.text("term");
    let kind = fields.one_of("soort", &Kind::ALL, Kind::name, true);
    let weight = fields.weight("gewicht");
    let evidence = fields.one_of("uitdrukking", &Evidence::ALL, Evidence::name, true);
    let pole = fields.one_of("pool", &Pole::ALL, Pole::name, false);
    let pattern = match (kind, &term) {
        (Some(kind), Some(term)) => fields.pattern(kind, term),
        _ => None,
    };
    fields.finish();
    let Text { text: term, place } = term?;
    Some(Placed {
        thing: Indicator {
            term,
            kind: kind?,
            weight: weight?,
            evidence: evidence?,
            pole,
            pattern: pattern?,
        },
        place,
    })
}

fn exclusion(mut fields: Fields<'_, '_, '_>) -> Option<Exclusion> {
    let term = fields.text("patroon");
    let effect = fields.one_of("werking", &Effect::ALL, Effect::name, true);
    let pattern = term
        .as_ref()
        .and_then(|term| fields.pattern(Kind::Pattern, term));
    fields.finish();
    Some(Exclusion {
        term: term?.text,
        effect: effect?,
        pattern: pattern?,
    })
}
