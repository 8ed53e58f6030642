use super::fields::{Fields, Text};
use super::{Draft, DraftTension, Place, Placed};
use crate::{Cluster, Kind, Signal, Tension};

/// Reads `lexicon.toml`.
pub(super) fn read<'a>(mut fields: Fields<'a, '_, '_>, draft: &mut Draft<'a>) {
    let text = |found: Option<Text<'_>>| found.map(|found| found.text).unwrap_or_default();
    draft.id = text(fields.id("id"));
    draft.name = text(fields.text("naam"));
    draft.version = text(fields.text("versie"));
    draft.language = text(fields.text("taal"));
    draft.description = text(fields.text("omschrijving"));
    draft.clusters = fields.tables("clusters", cluster);
    draft.signals = signals(&mut fields, "spanningssignalen");
    draft.tensions = fields.tables("spanningen", tension);
    fields.finish();
}

fn cluster<'a>(mut fields: Fields<'a, '_, '_>) -> Option<Placed<'a, Cluster>> {
    let id = fields.id("id");
    let name = fields.text("naam");
    fields.finish();
    let id = id?;
    Some(Placed {
        thing: Cluster {
            id: id.text,
            name: name?.text,
        },
        place: id.place,
    })
}

fn tension<'a>(mut fields: Fields<'a, '_, '_>) -> Option<DraftTension<'a>> {
    let (values, places): (Vec<String>, Vec<Place<'a>>) = fields
        .texts("waarden")
        .into_iter()
        .map(|value| (value.text, value.place))
        .unzip();
    let question = fields.text("vraag");
    let signals = signals(&mut fields, "signalen");
    let pair = <[String; 2]>::try_from(values)
        .ok()
        .zip(<[Place<'a>; 2]>::try_from(places).ok());
    if pair.is_none() {
        let problem = fields
            .own_place()
            .error("een spanning heeft precies twee waarden");
        fields.report(problem);
    }
    fields.finish();
    let (values, places) = pair?;
    Some(DraftTension {
        tension: Tension {
            values,
            question: question?.text,
            signals,
        },
        places,
    })
}

fn signals(fields: &mut Fields<'_, '_, '_>, key: &'static str) -> Vec<Signal> {
    let texts = fields.texts(key);
    texts
        .into_iter()
        .filter_map(|text| {
            let pattern = fields.pattern(Kind::Pattern, &text)?;
            Some(Signal {
                term: text.text,
                pattern,
            })
        })
        .collect()
}
