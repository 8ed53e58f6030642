use rusqlite::{Connection, StatementStatus, params_from_iter};
use waardenscan::Stance;

use super::super::Project;
use super::*;

const VALUES: [&str; 3] = ["vertrouwen", "maatwerk", "nabijheid"];
const PAGE: u32 = 20;

/// A project with `passages` passages and two suggestions for each, scores from
/// .3 to .99, one suggestion in eight accepted.
fn project(passages: u32) -> Project {
    let project = Project::in_memory().unwrap();
    let connection = &project.connection;
    connection
        .execute_batch(
            "INSERT INTO run (id, started_at, engine_version, lexicon_id, lexicon_name,
                lexicon_version, lexicon_fingerprint, threshold, settings, recipe, fresh)
             VALUES (1, '', '', '', '', '', '', 0.3, '{}', '', 0);
             INSERT INTO content (id, run, sha256, bytes, format, read_us, score_us)
             VALUES (1, 1, 'aa', 1, 'docx', 0, 0);
             INSERT INTO document (path, content, run, position) VALUES ('plan.docx', 1, 1, 0);",
        )
        .unwrap();
    let mut passage = connection
        .prepare(
            "INSERT INTO passage (id, content, block, kind, path, text, role, role_confidence)
             VALUES (?1, 1, ?1, 'paragraph', '[]', 'tekst', 'doelen', 1)",
        )
        .unwrap();
    let mut suggestion = connection
        .prepare(
            "INSERT INTO suggestion (passage, value, score, stance, evidence, explanation, base,
                factors, state, hits)
             VALUES (?1, ?2, ?3, 'nagestreefd', 'named', '', 0, '[]', ?4, '[]')",
        )
        .unwrap();
    for number in 0..passages {
        passage.execute([number]).unwrap();
        for second in [0, 1] {
            let key = 2 * number + second;
            let value = VALUES[((number + second) % 3) as usize];
            // Spread over the passages, with equals among them.
            let score = 0.3 + f64::from(key * 37 % 70) / 100.0;
            let state = if key % 8 == 3 { "accepted" } else { "open" };
            suggestion
                .execute(rusqlite::params![number, value, score, state])
                .unwrap();
        }
    }
    drop((passage, suggestion));
    project
}

/// Every filter that an index has to serve, in every order.
fn questions() -> impl Iterator<Item = (SuggestionFilter, SuggestionOrder)> {
    use SuggestionOrder::{Document, DocumentBack, Strongest, Sure, Unsure, Weakest};
    let orders = [Strongest, Weakest, Document, DocumentBack, Unsure, Sure];
    let values = [vec![], VALUES[..1].to_vec(), VALUES[..2].to_vec()];
    let states = [None, Some(State::Open), Some(State::Accepted)];
    let scores = [
        (None, None),
        (Some(0.6), None),
        (None, Some(0.55)),
        (Some(0.4), Some(0.7)),
    ];
    orders.into_iter().flat_map(move |order| {
        let values = values.clone().into_iter();
        values.flat_map(move |values| {
            states.into_iter().flat_map(move |state| {
                let values = values.clone();
                scores.into_iter().map(move |(least, below)| {
                    let filter = SuggestionFilter {
                        values: values.iter().map(|&value| value.to_owned()).collect(),
                        state,
                        least,
                        below,
                        stance: Some(Stance::Nagestreefd),
                        ..SuggestionFilter::default()
                    };
                    (filter, order)
                })
            })
        })
    })
}

/// What SQLite means to do, a step a line.
fn plan(connection: &Connection, query: &Query) -> String {
    let mut statement = connection
        .prepare(&format!("EXPLAIN QUERY PLAN {}", query.sql))
        .unwrap();
    let lines = statement
        .query_map(params_from_iter(&query.values), |row| {
            row.get::<_, String>("detail")
        })
        .unwrap();
    lines.map(|line| line.unwrap() + "\n").collect()
}

/// How many steps of SQLite's machine a page takes, and where it ends.
fn page(connection: &Connection, query: &Query) -> (i32, Vec<PageEnd>) {
    let mut statement = connection.prepare(&query.sql).unwrap();
    let keys = statement
        .query_map(params_from_iter(&query.values), |row| {
            Ok(PageEnd {
                score: row.get(0)?,
                id: row.get(1)?,
            })
        })
        .unwrap();
    let keys = keys.collect::<rusqlite::Result<Vec<_>>>().unwrap();
    (statement.get_status(StatementStatus::VmStep), keys)
}

#[test]
fn no_page_is_sorted_and_none_looks_through_the_table() {
    let project = project(1);
    let after = PageEnd { score: 0.5, id: 1 };
    for (filter, order) in questions() {
        for after in [None, Some(after)] {
            let query = Query::new(&filter, order, after, PAGE);
            let plan = plan(&project.connection, &query);
            // Where an index is walked back, those of one score are turned.
            let plan = plan.replace("USE TEMP B-TREE FOR LAST TERM OF ORDER BY", "");
            // In the order of the keys the table itself is the index.
            let by_key = order.is_by_key() && filter.values.is_empty() && filter.state.is_none();
            let scans = plan.contains("SCAN suggestion") && !by_key;
            assert!(
                !scans && !plan.contains("TEMP B-TREE"),
                "{filter:?} {order:?}: {}\n{plan}",
                query.sql
            );
        }
    }
}

#[test]
fn a_page_takes_as_many_steps_wherever_it_lies_and_however_many_there_are() {
    let projects = [project(500), project(4000)];
    for (filter, order) in questions() {
        // Scores are in no index of the keys: they are told row by row.
        if order.is_by_key() && (filter.least.is_some() || filter.below.is_some()) {
            continue;
        }
        let steps = projects.each_ref().map(|project| {
            let connection = &project.connection;
            let mut after = None;
            let mut most = 0;
            for _ in 0..10 {
                let query = Query::new(&filter, order, after, PAGE);
                let (steps, mut keys) = page(connection, &query);
                most = most.max(steps);
                keys.sort_by(|a, b| order.compare(*a, *b));
                after = keys.get(PAGE as usize - 1).copied();
                if after.is_none() {
                    break;
                }
            }
            most
        });
        let [few, many] = steps;
        // Among many there are more of the same score as the last one shown.
        assert!(
            many < few.max(3000) * 4,
            "{filter:?} {order:?}: {few} steps, then {many}"
        );
    }
}

#[test]
fn a_rare_stance_without_a_match_looks_through_nothing() {
    use SuggestionOrder::{Strongest, Sure, Unsure, Weakest};
    let project = project(2000);
    for values in [vec![], vec![VALUES[0].to_owned()]] {
        for state in [None, Some(State::Open)] {
            let filter = SuggestionFilter {
                values: values.clone(),
                state,
                stance: Some(Stance::Begrensd),
                ..SuggestionFilter::default()
            };
            for order in [Strongest, Weakest, Unsure, Sure] {
                let query = Query::new(&filter, order, None, PAGE);
                let (steps, found) = page(&project.connection, &query);
                assert!(found.is_empty());
                assert!(
                    steps < 1000,
                    "{steps}: {}",
                    plan(&project.connection, &query)
                );
            }
        }
    }
}
