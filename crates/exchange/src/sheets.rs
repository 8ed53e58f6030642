//! A lexicon as tables, one row an indicator; the same in CSV and XLSX.

use waardenscan_lexicon::{
    Cluster, Effect, Evidence, Examples, Exclusion, Indicator, Kind, Lexicon, Neighbour, Parts,
    Pole, Scope, SectionRole, Signal, Tension, TermError, Value,
};

use crate::{ExchangeError, cell};

/// A table: a name, its columns, and rows of as many cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sheet {
    pub(crate) name: String,
    pub(crate) columns: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
}

const LEXICON: [&str; 2] = ["sleutel", "inhoud"];
const CLUSTERS: [&str; 2] = ["id", "naam"];
const TENSIONS: [&str; 4] = ["waarde_1", "waarde_2", "vraag", "signalen"];
const VALUES: [&str; 10] = [
    "id",
    "naam",
    "cluster",
    "definitie",
    "inwoner",
    "organisatie",
    "verwant",
    "bronnen",
    "voorbeelden",
    "tegenvoorbeelden",
];
const INDICATORS: [&str; 13] = [
    "waarde",
    "term",
    "soort",
    "gewicht",
    "uitdrukking",
    "pool",
    "alleen_in",
    "niet_in",
    "bij",
    "niet_bij",
    "voorbeelden",
    "tegenvoorbeelden",
    "bron",
];
const EXCLUSIONS: [&str; 3] = ["waarde", "patroon", "werking"];

/// The name of the sheet whose fourth column holds weights.
pub(crate) const INDICATORS_NAME: &str = "indicatoren";
pub(crate) const WEIGHT: &str = "gewicht";

/// The sheets of a lexicon; all but the first two may be absent on import.
pub(crate) const NAMES: [&str; 6] = [
    "lexicon",
    "clusters",
    "waarden",
    INDICATORS_NAME,
    "uitsluitingen",
    "spanningen",
];

pub(crate) fn of(lexicon: &Lexicon) -> Vec<Sheet> {
    let parts = lexicon.parts();
    let signals = parts.signals.iter().map(|signal| signal.term.as_str());
    let key = |key: &str, content: String| vec![key.to_owned(), content];
    let mut about = vec![
        key("id", cell::text(&parts.id)),
        key("naam", cell::text(&parts.name)),
        key("versie", cell::text(&parts.version)),
        key("taal", cell::text(&parts.language)),
        key("omschrijving", cell::text(&parts.description)),
    ];
    about.push(key("spanningssignalen", cell::list(signals)));
    let clusters = parts.clusters.iter();
    let clusters = clusters.map(|cluster| vec![cluster.id.clone(), cell::text(&cluster.name)]);
    let tensions = parts.tensions.iter().map(|tension| {
        let [first, second] = &tension.values;
        let signals = tension.signals.iter().map(|signal| signal.term.as_str());
        vec![
            first.clone(),
            second.clone(),
            cell::text(&tension.question),
            cell::list(signals),
        ]
    });
    let values = parts.values.iter();
    let indicators = parts.values.iter().flat_map(|value| {
        let own = value.indicators.iter();
        own.map(|indicator| indicator_row(value, indicator))
    });
    let exclusions = parts.values.iter().flat_map(|value| {
        value.exclusions.iter().map(|exclusion| {
            vec![
                value.id.clone(),
                cell::text(&exclusion.term),
                exclusion.effect.name().to_owned(),
            ]
        })
    });
    let sheet = |name: &str, columns: &[&str], rows: Vec<Vec<String>>| Sheet {
        name: name.to_owned(),
        columns: columns.iter().map(|&column| column.to_owned()).collect(),
        rows,
    };
    vec![
        sheet("lexicon", &LEXICON, about),
        sheet("clusters", &CLUSTERS, clusters.collect()),
        sheet("waarden", &VALUES, values.map(value_row).collect()),
        sheet(INDICATORS_NAME, &INDICATORS, indicators.collect()),
        sheet("uitsluitingen", &EXCLUSIONS, exclusions.collect()),
        sheet("spanningen", &TENSIONS, tensions.collect()),
    ]
}

fn strs(texts: &[String]) -> impl Iterator<Item = &str> {
    texts.iter().map(String::as_str)
}

fn value_row(value: &Value) -> Vec<String> {
    vec![
        value.id.clone(),
        cell::text(&value.name),
        value.cluster.clone(),
        cell::text(&value.definition),
        cell::text(value.resident.as_deref().unwrap_or_default()),
        cell::text(value.organisation.as_deref().unwrap_or_default()),
        cell::list(strs(&value.related)),
        cell::list(strs(&value.sources)),
        cell::list(strs(&value.examples.positive)),
        cell::list(strs(&value.examples.negative)),
    ]
}

fn indicator_row(value: &Value, indicator: &Indicator) -> Vec<String> {
    let scope = &indicator.scope;
    let roles = |roles: &[SectionRole]| cell::list(roles.iter().map(|role| role.name()));
    let terms = |all: &[Neighbour]| cell::list(all.iter().map(|one| one.term.as_str()));
    vec![
        value.id.clone(),
        cell::text(&indicator.term),
        indicator.kind.name().to_owned(),
        indicator.weight.to_string(),
        indicator.evidence.name().to_owned(),
        indicator.pole.map_or("", Pole::name).to_owned(),
        roles(&scope.only_in),
        roles(&scope.not_in),
        terms(&scope.near),
        terms(&scope.not_near),
        cell::list(strs(&indicator.examples.positive)),
        cell::list(strs(&indicator.examples.negative)),
        cell::text(indicator.source.as_deref().unwrap_or_default()),
    ]
}

/// Reads the tables back. Whether identifiers exist and such is left to the
/// lexicon's own check.
pub(crate) fn read(sheets: &[Sheet]) -> Result<Parts, ExchangeError> {
    let mut parts = Parts::default();
    for row in rows(sheets, "lexicon", &LEXICON, true)? {
        let content = row.get("inhoud");
        match row.get("sleutel") {
            "id" => parts.id = cell::read_text(content),
            "naam" => parts.name = cell::read_text(content),
            "versie" => parts.version = cell::read_text(content),
            "taal" => parts.language = cell::read_text(content),
            "omschrijving" => parts.description = cell::read_text(content),
            "spanningssignalen" => parts.signals = row.terms("inhoud", Signal::new)?,
            other => {
                return Err(row.error("sleutel", format!("onbekende sleutel `{other}`")));
            }
        }
    }
    for row in rows(sheets, "clusters", &CLUSTERS, true)? {
        parts
            .clusters
            .push(Cluster::new(row.get("id"), row.text("naam")));
    }
    for row in rows(sheets, "waarden", &VALUES, true)? {
        parts.values.push(read_value(&row));
    }
    for row in rows(sheets, INDICATORS_NAME, &INDICATORS, true)? {
        let indicator = read_indicator(&row)?;
        row.value(&mut parts)?.indicators.push(indicator);
    }
    for row in rows(sheets, "uitsluitingen", &EXCLUSIONS, false)? {
        let effect = row.one_of("werking", &Effect::ALL, Effect::name)?;
        let term = row.text("patroon");
        let exclusion = Exclusion::new(&term, effect);
        let exclusion = exclusion.map_err(|error| row.term_error("patroon", &error))?;
        row.value(&mut parts)?.exclusions.push(exclusion);
    }
    for row in rows(sheets, "spanningen", &TENSIONS, false)? {
        let pair = [row.get("waarde_1"), row.get("waarde_2")];
        let mut tension = Tension::new(pair.map(str::to_owned), row.text("vraag"));
        tension.signals = row.terms("signalen", Signal::new)?;
        parts.tensions.push(tension);
    }
    Ok(parts)
}

fn read_value(row: &Row<'_>) -> Value {
    let optional = |column: &str| Some(row.text(column)).filter(|text| !text.is_empty());
    let mut value = Value::new(
        row.get("id"),
        row.text("naam"),
        row.get("cluster"),
        row.text("definitie"),
    );
    value.resident = optional("inwoner");
    value.organisation = optional("organisatie");
    value.related = row.list("verwant");
    value.sources = row.list("bronnen");
    value.examples = row.examples();
    value
}

fn read_indicator(row: &Row<'_>) -> Result<Indicator, ExchangeError> {
    let kind = row.one_of("soort", &Kind::ALL, Kind::name)?;
    let evidence = row.one_of("uitdrukking", &Evidence::ALL, Evidence::name)?;
    // Spreadsheets in Dutch write a decimal comma.
    let weight = row.get(WEIGHT).replace(',', ".").parse();
    let Ok(weight) = weight else {
        let message = format!("`{}` is geen getal", row.get(WEIGHT));
        return Err(row.error(WEIGHT, message));
    };
    let term = row.text("term");
    let mut indicator = Indicator::new(&term, kind, weight, evidence)
        .map_err(|error| row.term_error("term", &error))?;
    if !row.get("pool").is_empty() {
        indicator.pole = Some(row.one_of("pool", &Pole::ALL, Pole::name)?);
    }
    let mut scope = Scope::default();
    scope.only_in = row.some_of("alleen_in", &SectionRole::ALL, SectionRole::name)?;
    scope.not_in = row.some_of("niet_in", &SectionRole::ALL, SectionRole::name)?;
    scope.near = row.terms("bij", Neighbour::new)?;
    scope.not_near = row.terms("niet_bij", Neighbour::new)?;
    indicator.scope = scope;
    indicator.examples = row.examples();
    indicator.source = Some(row.text("bron")).filter(|source| !source.is_empty());
    Ok(indicator)
}

/// One row with the names of its columns.
struct Row<'s> {
    sheet: &'s Sheet,
    /// Index of the row, from 0, the header not counted.
    index: usize,
    cells: &'s [String],
}

/// The rows of a sheet that hold anything.
fn rows<'s>(
    sheets: &'s [Sheet],
    name: &str,
    columns: &[&str],
    required: bool,
) -> Result<Vec<Row<'s>>, ExchangeError> {
    let fault = |message: String| ExchangeError::Sheet {
        sheet: name.to_owned(),
        message,
    };
    let Some(sheet) = sheets.iter().find(|sheet| sheet.name == name) else {
        if required {
            return Err(fault("deze tabel ontbreekt".into()));
        }
        return Ok(Vec::new());
    };
    if let Some(other) = sheet
        .columns
        .iter()
        .find(|column| !column.is_empty() && !columns.contains(&column.as_str()))
    {
        let known = columns.join(", ");
        return Err(fault(format!(
            "onbekende kolom `{other}`; zij heeft {known}"
        )));
    }
    Ok(sheet
        .rows
        .iter()
        .enumerate()
        .map(|(index, cells)| Row {
            sheet,
            index,
            cells,
        })
        .filter(|row| row.cells.iter().any(|cell| !cell.trim().is_empty()))
        .collect())
}

impl<'s> Row<'s> {
    /// The cell in a column; empty where the column is absent.
    fn get(&self, column: &str) -> &'s str {
        let index = self.sheet.columns.iter().position(|one| one == column);
        let cell = index.and_then(|index| self.cells.get(index));
        cell.map_or("", |cell| cell.trim())
    }

    fn text(&self, column: &str) -> String {
        cell::read_text(self.get(column))
    }

    fn list(&self, column: &str) -> Vec<String> {
        cell::read_list(self.get(column))
    }

    fn examples(&self) -> Examples {
        let mut examples = Examples::default();
        examples.positive = self.list("voorbeelden");
        examples.negative = self.list("tegenvoorbeelden");
        examples
    }

    fn terms<T>(
        &self,
        column: &str,
        read: fn(&str) -> Result<T, TermError>,
    ) -> Result<Vec<T>, ExchangeError> {
        let terms = self.list(column);
        terms
            .iter()
            .map(|term| read(term).map_err(|error| self.term_error(column, &error)))
            .collect()
    }

    fn one_of<T: Copy>(
        &self,
        column: &str,
        all: &[T],
        name: fn(T) -> &'static str,
    ) -> Result<T, ExchangeError> {
        self.named(column, self.get(column), all, name)
    }

    fn some_of<T: Copy>(
        &self,
        column: &str,
        all: &[T],
        name: fn(T) -> &'static str,
    ) -> Result<Vec<T>, ExchangeError> {
        let names = self.list(column);
        names
            .iter()
            .map(|written| self.named(column, written, all, name))
            .collect()
    }

    fn named<T: Copy>(
        &self,
        column: &str,
        written: &str,
        all: &[T],
        name: fn(T) -> &'static str,
    ) -> Result<T, ExchangeError> {
        let found = all.iter().copied().find(|&one| name(one) == written);
        found.ok_or_else(|| {
            let names: Vec<_> = all.iter().copied().map(name).collect();
            self.error(
                column,
                format!("`{written}` is er geen; kies uit {}", names.join(", ")),
            )
        })
    }

    /// The value that the row belongs to.
    fn value<'p>(&self, parts: &'p mut Parts) -> Result<&'p mut Value, ExchangeError> {
        let id = self.get("waarde");
        let value = parts.values.iter_mut().find(|value| value.id == id);
        value.ok_or_else(|| self.error("waarde", format!("waarde `{id}` bestaat niet")))
    }

    fn term_error(&self, column: &str, error: &TermError) -> ExchangeError {
        self.error(column, error.to_string())
    }

    fn error(&self, column: &str, message: String) -> ExchangeError {
        ExchangeError::Cell {
            sheet: self.sheet.name.clone(),
            row: self.index + 2,
            column: column.to_owned(),
            message,
        }
    }
}
