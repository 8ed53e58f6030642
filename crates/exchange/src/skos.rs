//! SKOS as NL-SBB prescribes it: a concept scheme, a concept a value, a
//! collection a cluster.
//!
//! What comes from NL-SBB (Standaard voor het beschrijven van begrippen,
//! Geonovum, 10 October 2024): every concept has a preferred label and a
//! definition, both with a language, and lies in a scheme; a scheme and a
//! collection are named; search terms are hidden labels, sources documents.

use std::collections::BTreeMap;

use oxjsonld::JsonLdParser;
use oxrdf::vocab::rdf;
use oxrdf::{Literal, NamedNode, NamedOrBlankNode, Term, Triple};
use oxttl::{TurtleParser, TurtleSerializer};
use serde_json::{Map, Value as Json, json};
use waardenscan_lexicon::{Cluster, Evidence, Indicator, Kind, Lexicon, Parts, Value};

use crate::dictionary::slug;
use crate::{ExchangeError, File, Report};

const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";
const DCT: &str = "http://purl.org/dc/terms/";
const FOAF: &str = "http://xmlns.com/foaf/0.1/";

/// Before the notes that say what a value means to whom.
const RESIDENT: &str = "Wat merkt de inwoner hiervan? ";
const ORGANISATION: &str = "Wat betekent het voor de organisatie? ";

/// The weight of an imported search term: nobody has estimated it yet.
const WEIGHT: f64 = 0.5;

/// A node or literal of a statement.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Object {
    Node(String),
    /// Text in the lexicon's language.
    Text(String),
    /// Text without one, such as a code.
    Plain(String),
}

/// Statements in the order of writing: subject, predicate with its prefix,
/// object.
type Statements = Vec<(String, &'static str, Object)>;

/// Names for everything: the lexicon, and under it its values and clusters.
fn scheme(lexicon: &Lexicon) -> String {
    format!("urn:waardenscan:lexicon:{}", lexicon.id())
}

fn statements(lexicon: &Lexicon, report: &mut Report) -> Statements {
    use Object::{Node, Plain, Text};
    let scheme = scheme(lexicon);
    let concept = |id: &str| format!("{scheme}:begrip:{id}");
    let mut all: Statements = vec![
        (
            scheme.clone(),
            "rdf:type",
            Node(format!("{SKOS}ConceptScheme")),
        ),
        (scheme.clone(), "dct:title", Text(lexicon.name().into())),
        (scheme.clone(), "dct:identifier", Plain(lexicon.id().into())),
        (
            scheme.clone(),
            "dct:description",
            Text(lexicon.description().into()),
        ),
        (
            scheme.clone(),
            "owl:versionInfo",
            Plain(lexicon.version().into()),
        ),
    ];
    for value in lexicon.values() {
        let subject = concept(&value.id);
        let mut say = |predicate, object| all.push((subject.clone(), predicate, object));
        say("rdf:type", Node(format!("{SKOS}Concept")));
        say("skos:inScheme", Node(scheme.clone()));
        say("skos:topConceptOf", Node(scheme.clone()));
        say("skos:notation", Plain(value.id.clone()));
        say("skos:prefLabel", Text(value.name.clone()));
        say("skos:definition", Text(value.definition.clone()));
        for term in search_terms(value, report) {
            say("skos:hiddenLabel", Text(term));
        }
        for id in &value.related {
            say("skos:related", Node(concept(id)));
        }
        for (lead, note) in [
            (RESIDENT, &value.resident),
            (ORGANISATION, &value.organisation),
        ] {
            if let Some(note) = note {
                say("skos:scopeNote", Text(format!("{lead}{note}")));
            }
        }
        for example in &value.examples.positive {
            say("skos:example", Text(example.clone()));
        }
        let source = |number: usize| format!("{scheme}:bron:{}:{number}", value.id);
        for number in 1..=value.sources.len() {
            say("dct:source", Node(source(number)));
        }
        for (number, title) in (1..).zip(&value.sources) {
            all.push((source(number), "rdf:type", Node(format!("{FOAF}Document"))));
            all.push((source(number), "dct:title", Text(title.clone())));
        }
    }
    for cluster in lexicon.clusters() {
        let subject = format!("{scheme}:collectie:{}", cluster.id);
        let mut say = |predicate, object| all.push((subject.clone(), predicate, object));
        say("rdf:type", Node(format!("{SKOS}Collection")));
        say("skos:inScheme", Node(scheme.clone()));
        say("skos:notation", Plain(cluster.id.clone()));
        say("skos:prefLabel", Text(cluster.name.clone()));
        for value in lexicon.values() {
            if value.cluster == cluster.id {
                say("skos:member", Node(concept(&value.id)));
            }
        }
    }
    all
}

/// The indicators that are words or phrases; a concept may not have a search
/// term that equals its name (SKOS S13).
fn search_terms(value: &Value, report: &mut Report) -> Vec<String> {
    let mut terms: Vec<String> = Vec::new();
    for indicator in &value.indicators {
        let plain = matches!(indicator.kind, Kind::Word | Kind::Lemma | Kind::Phrase);
        if !plain {
            let name = format!("{}: {}", value.id, indicator.term);
            report.add("indicator vervalt: geen woord, lemma of frase", name);
        } else if indicator.term != value.name && !terms.contains(&indicator.term) {
            terms.push(indicator.term.clone());
        }
    }
    terms
}

fn report_losses(lexicon: &Lexicon, report: &mut Report) {
    for value in lexicon.values() {
        report.add("soort, gewicht en uitdrukking vervallen", value.id.clone());
        for exclusion in &value.exclusions {
            let name = format!("{}: {}", value.id, exclusion.term);
            report.add("uitsluiting vervalt", name);
        }
        if !value.examples.negative.is_empty() {
            report.add("tegenvoorbeelden vervallen", value.id.clone());
        }
        for indicator in &value.indicators {
            let name = || format!("{}: {}", value.id, indicator.term);
            if !indicator.scope.is_everywhere() || indicator.pole.is_some() {
                report.add("pool en voorwaarden vervallen", name());
            }
            if indicator.examples != Default::default() || indicator.source.is_some() {
                report.add("voorbeelden en bron van indicator vervallen", name());
            }
        }
    }
    for tension in lexicon.tensions() {
        report.add("spanning vervalt", tension.values.join(" – "));
    }
    for signal in lexicon.tension_signals() {
        report.add("spanningssignaal vervalt", signal.term.clone());
    }
}

/// The full name of a predicate.
fn full(predicate: &str) -> String {
    let (prefix, name) = predicate.split_once(':').unwrap_or(("", predicate));
    let namespace = match prefix {
        "skos" => SKOS,
        "dct" => DCT,
        "owl" => "http://www.w3.org/2002/07/owl#",
        _ => "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    };
    format!("{namespace}{name}")
}

pub(crate) fn write_turtle(lexicon: &Lexicon, report: &mut Report) -> Result<File, ExchangeError> {
    report_losses(lexicon, report);
    let fault = |message: String| ExchangeError::Syntax { line: 0, message };
    let named = |name: &str| NamedNode::new(name).map_err(|error| fault(error.to_string()));
    let mut serializer = TurtleSerializer::new();
    for (prefix, namespace) in [
        ("skos", SKOS),
        ("dct", DCT),
        ("foaf", FOAF),
        ("owl", "http://www.w3.org/2002/07/owl#"),
    ] {
        serializer = serializer
            .with_prefix(prefix, namespace)
            .map_err(|error| fault(error.to_string()))?;
    }
    let mut writer = serializer.for_writer(Vec::new());
    for (subject, predicate, object) in statements(lexicon, report) {
        let object: Term = match object {
            Object::Node(name) => named(&name)?.into(),
            Object::Text(text) => Literal::new_language_tagged_literal(text, lexicon.language())
                .map_err(|error| fault(error.to_string()))?
                .into(),
            Object::Plain(text) => Literal::new_simple_literal(text).into(),
        };
        let triple = Triple::new(named(&subject)?, named(&full(predicate))?, object);
        writer
            .serialize_triple(&triple)
            .map_err(|error| fault(error.to_string()))?;
    }
    Ok(File {
        name: "lexicon.ttl".into(),
        bytes: writer.finish().map_err(|error| fault(error.to_string()))?,
    })
}

pub(crate) fn write_json_ld(lexicon: &Lexicon, report: &mut Report) -> File {
    report_losses(lexicon, report);
    // By subject, in the order in which they were first spoken of.
    let mut nodes: Vec<(String, Map<String, Json>)> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for (subject, predicate, object) in statements(lexicon, report) {
        let place = *places.entry(subject.clone()).or_insert_with(|| {
            nodes.push((subject, Map::new()));
            nodes.len() - 1
        });
        let Some((_, node)) = nodes.get_mut(place) else {
            continue;
        };
        let (key, object) = match object {
            Object::Node(name) if predicate == "rdf:type" => ("@type", json!(name)),
            Object::Node(name) => (predicate, json!({ "@id": name })),
            Object::Text(text) => (
                predicate,
                json!({ "@value": text, "@language": lexicon.language() }),
            ),
            Object::Plain(text) => (predicate, json!(text)),
        };
        let objects = node.entry(key).or_insert_with(|| json!([]));
        if let Some(objects) = objects.as_array_mut() {
            objects.push(object);
        }
    }
    let graph: Vec<Json> = nodes
        .into_iter()
        .map(|(subject, mut node)| {
            node.shift_insert(0, "@id".into(), json!(subject));
            Json::Object(node)
        })
        .collect();
    let document = json!({
        "@context": {
            "skos": SKOS,
            "dct": DCT,
            "foaf": FOAF,
            "owl": "http://www.w3.org/2002/07/owl#",
        },
        "@graph": graph,
    });
    File {
        name: "lexicon.jsonld".into(),
        bytes: format!("{document:#}\n").into_bytes(),
    }
}

/// A graph by subject and full predicate.
#[derive(Default)]
struct Graph(BTreeMap<String, BTreeMap<String, Vec<Term>>>);

impl Graph {
    fn add(&mut self, subject: &NamedOrBlankNode, predicate: &NamedNode, object: Term) {
        let subject = match subject {
            NamedOrBlankNode::NamedNode(node) => node.as_str().to_owned(),
            NamedOrBlankNode::BlankNode(node) => format!("_:{}", node.as_str()),
        };
        let predicates = self.0.entry(subject).or_default();
        let predicate = predicate.as_str().to_owned();
        predicates.entry(predicate).or_default().push(object);
    }

    /// The subjects of a class, sorted by name.
    fn of_class<'g>(&'g self, class: &str) -> impl Iterator<Item = &'g str> {
        let class = format!("{SKOS}{class}");
        self.0.iter().filter_map(move |(subject, predicates)| {
            let types = predicates.get(rdf::TYPE.as_str())?;
            let is = types
                .iter()
                .any(|one| matches!(one, Term::NamedNode(node) if node.as_str() == class));
            is.then_some(subject.as_str())
        })
    }

    /// The texts of a predicate: those in Dutch or without a language, and
    /// where there are none, the others.
    fn texts(&self, subject: &str, predicate: &str) -> Vec<String> {
        let objects = self.objects(subject, predicate);
        let literals: Vec<&Literal> = objects
            .iter()
            .filter_map(|object| match object {
                Term::Literal(literal) => Some(literal),
                Term::NamedNode(_) | Term::BlankNode(_) => None,
            })
            .collect();
        let own = |literal: &&&Literal| is_dutch(literal);
        let dutch: Vec<String> = literals
            .iter()
            .filter(own)
            .map(|one| one.value().to_owned())
            .collect();
        if dutch.is_empty() {
            literals.iter().map(|one| one.value().to_owned()).collect()
        } else {
            dutch
        }
    }

    fn text(&self, subject: &str, predicate: &str) -> Option<String> {
        self.texts(subject, predicate).into_iter().next()
    }

    fn nodes(&self, subject: &str, predicate: &str) -> Vec<String> {
        let objects = self.objects(subject, predicate).iter();
        objects
            .filter_map(|object| match object {
                Term::NamedNode(node) => Some(node.as_str().to_owned()),
                Term::BlankNode(node) => Some(format!("_:{}", node.as_str())),
                Term::Literal(_) => None,
            })
            .collect()
    }

    fn objects(&self, subject: &str, predicate: &str) -> &[Term] {
        let predicates = self.0.get(subject);
        let objects = predicates.and_then(|predicates| predicates.get(&full(predicate)));
        objects.map_or(&[], Vec::as_slice)
    }
}

/// Reads Turtle, or JSON-LD where the name ends so or the text starts so.
pub(crate) fn read(file: &File, report: &mut Report) -> Result<Parts, ExchangeError> {
    let text = file.text()?;
    let is_json = file.name.ends_with("json")
        || file.name.ends_with("jsonld")
        || text.trim_start().starts_with(['{', '[']);
    let mut graph = Graph::default();
    if is_json {
        for quad in JsonLdParser::new().for_slice(text.as_bytes()) {
            let quad = quad.map_err(|error| syntax(error.to_string()))?;
            graph.add(&quad.subject, &quad.predicate, quad.object);
        }
    } else {
        for triple in TurtleParser::new().for_slice(text.as_bytes()) {
            let triple = triple.map_err(|error| syntax(error.to_string()))?;
            graph.add(&triple.subject, &triple.predicate, triple.object);
        }
    }
    parts(&graph, report)
}

fn syntax(message: String) -> ExchangeError {
    ExchangeError::Syntax { line: 0, message }
}

fn parts(graph: &Graph, report: &mut Report) -> Result<Parts, ExchangeError> {
    let scheme = graph.of_class("ConceptScheme").next().unwrap_or_default();
    let name = graph
        .text(scheme, "dct:title")
        .or_else(|| graph.text(scheme, "skos:prefLabel"))
        .unwrap_or_else(|| "Geïmporteerd begrippenkader".into());
    let mut parts = Parts {
        id: id_of(
            &graph
                .text(scheme, "dct:identifier")
                .unwrap_or_else(|| name.clone()),
        ),
        version: graph
            .text(scheme, "owl:versionInfo")
            .unwrap_or_else(|| "1".into()),
        language: "nl".into(),
        description: graph
            .text(scheme, "dct:description")
            .unwrap_or_else(|| "Geïmporteerd uit SKOS.".into()),
        name,
        ..Parts::default()
    };
    let ids: BTreeMap<&str, String> = graph
        .of_class("Concept")
        .filter_map(|concept| {
            let name = graph.text(concept, "skos:prefLabel")?;
            let code = graph.text(concept, "skos:notation").unwrap_or(name);
            Some((concept, id_of(&code)))
        })
        .collect();
    let mut clusters: BTreeMap<String, String> = BTreeMap::new();
    for collection in graph.of_class("Collection") {
        let name = graph
            .text(collection, "skos:prefLabel")
            .unwrap_or_else(|| "Overig".into());
        let id = id_of(
            &graph
                .text(collection, "skos:notation")
                .unwrap_or_else(|| name.clone()),
        );
        for member in graph.nodes(collection, "skos:member") {
            clusters.entry(member).or_insert_with(|| id.clone());
        }
        parts.clusters.push(Cluster::new(id, name));
    }
    report_unread(graph, report);
    for (&concept, id) in &ids {
        let name = graph.text(concept, "skos:prefLabel").unwrap_or_default();
        let indicators = indicators(graph, concept, &name, report);
        if indicators.is_empty() {
            report.add("begrip vervalt: geen bruikbare termen", name);
            continue;
        }
        let definition = graph.text(concept, "skos:definition").unwrap_or_else(|| {
            report.add("definitie nog te schrijven", name.clone());
            "Nog te schrijven.".into()
        });
        let cluster = clusters
            .get(concept)
            .cloned()
            .unwrap_or_else(|| "overig".into());
        if cluster == "overig" && !parts.clusters.iter().any(|one| one.id == cluster) {
            parts.clusters.push(Cluster::new("overig", "Overig"));
        }
        report.add("gewicht 0,5 gezet, nog te schatten", name.clone());
        let mut value = Value::new(id, name, cluster, definition);
        value.indicators = indicators;
        value.related = graph
            .nodes(concept, "skos:related")
            .iter()
            .filter_map(|other| ids.get(other.as_str()).cloned())
            .collect();
        for note in graph.texts(concept, "skos:scopeNote") {
            if let Some(note) = note.strip_prefix(RESIDENT) {
                value.resident = Some(note.into());
            } else if let Some(note) = note.strip_prefix(ORGANISATION) {
                value.organisation = Some(note.into());
            } else {
                report.add("toelichting vervalt", value.name.clone());
            }
        }
        value.examples.positive = graph.texts(concept, "skos:example");
        value.sources = graph.texts(concept, "dct:source");
        for source in graph.nodes(concept, "dct:source") {
            let title = graph.text(&source, "dct:title");
            value.sources.push(title.unwrap_or(source));
        }
        parts.values.push(value);
    }
    if parts.values.is_empty() {
        return Err(ExchangeError::Empty);
    }
    let kept: Vec<String> = parts.values.iter().map(|value| value.id.clone()).collect();
    for value in &mut parts.values {
        value.related.retain(|id| kept.contains(id));
    }
    Ok(parts)
}

/// What is read of a concept.
const READ: [&str; 12] = [
    "rdf:type",
    "skos:inScheme",
    "skos:topConceptOf",
    "skos:notation",
    "skos:prefLabel",
    "skos:altLabel",
    "skos:hiddenLabel",
    "skos:definition",
    "skos:scopeNote",
    "skos:example",
    "skos:related",
    "dct:source",
];

/// Reports what concepts say that is not read: other predicates, and texts in
/// other languages beside Dutch ones.
fn report_unread(graph: &Graph, report: &mut Report) {
    let read: Vec<String> = READ.iter().map(|predicate| full(predicate)).collect();
    for concept in graph.of_class("Concept") {
        let predicates = graph.0.get(concept).into_iter().flatten();
        for (predicate, objects) in predicates {
            if !read.contains(predicate) {
                report.add("eigenschap vervalt", format!("{concept}: {predicate}"));
                continue;
            }
            let dutch = |object: &Term| match object {
                Term::Literal(literal) => is_dutch(literal),
                Term::NamedNode(_) | Term::BlankNode(_) => true,
            };
            if objects.iter().any(dutch) {
                for object in objects.iter().filter(|object| !dutch(object)) {
                    report.add(
                        "tekst in een andere taal vervalt",
                        format!("{concept}: {object}"),
                    );
                }
            }
        }
    }
}

/// In Dutch, or without a language.
fn is_dutch(literal: &Literal) -> bool {
    literal.language().is_none_or(|tag| tag.starts_with("nl"))
}

/// The labels of a concept as indicators; its name too where it has no other.
fn indicators(graph: &Graph, concept: &str, name: &str, report: &mut Report) -> Vec<Indicator> {
    let mut labels = graph.texts(concept, "skos:altLabel");
    labels.extend(graph.texts(concept, "skos:hiddenLabel"));
    if labels.is_empty() {
        labels.push(name.to_lowercase());
    }
    let mut indicators: Vec<Indicator> = Vec::new();
    for label in labels {
        let kind = if label.contains(' ') {
            Kind::Phrase
        } else {
            Kind::Word
        };
        match Indicator::new(&label, kind, WEIGHT, Evidence::Named) {
            Ok(indicator) if indicators.iter().all(|one| one.term != indicator.term) => {
                indicators.push(indicator);
            }
            Ok(_) => report.add("term staat er dubbel", format!("{name}: {label}")),
            Err(_) => report.add(
                "term vervalt: niet te schrijven",
                format!("{name}: {label}"),
            ),
        }
    }
    indicators
}

/// A code that can be an identifier is one.
fn id_of(code: &str) -> String {
    let fits = |letter: char| {
        letter.is_ascii_lowercase() || letter.is_ascii_digit() || "_-".contains(letter)
    };
    if !code.is_empty() && code.chars().all(fits) {
        code.to_owned()
    } else {
        slug(code)
    }
}
