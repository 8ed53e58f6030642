//! Questions for the scores and keys of a page of suggestions.

use std::cmp::Ordering;

use rusqlite::types::Value;

use super::ledger::{JUDGEMENTS, State};
use super::suggestions::{PageEnd, SuggestionFilter, SuggestionOrder};

/// Half of the scores: what is likeliest to teach something.
const HALF: f64 = 0.5;
/// Wider than the rounding of a distance from one half, so that no score falls
/// between an index and the exact condition beside it.
const ROUNDING: f64 = 1e-9;

impl SuggestionOrder {
    /// Compares two places in this order.
    pub(super) fn compare(self, a: PageEnd, b: PageEnd) -> Ordering {
        let by_key = a.id.cmp(&b.id);
        let ordering = match self {
            Self::Strongest | Self::Weakest => b.score.total_cmp(&a.score).then(by_key),
            Self::Document | Self::DocumentBack => by_key,
            Self::Unsure | Self::Sure => a.distance().total_cmp(&b.distance()).then(by_key),
        };
        if self.is_back() {
            ordering.reverse()
        } else {
            ordering
        }
    }

    const fn is_back(self) -> bool {
        matches!(self, Self::Weakest | Self::DocumentBack | Self::Sure)
    }
}

impl PageEnd {
    /// How far its score lies from one half.
    fn distance(self) -> f64 {
        (self.score - HALF).abs()
    }
}

/// A question for scores and keys.
pub(super) struct Query {
    pub(super) sql: String,
    pub(super) values: Vec<Value>,
}

/// A stretch of an index: what lies in it, and in which order it is gone
/// through.
struct Walk {
    condition: String,
    order: String,
}

impl Query {
    pub(super) fn new(
        filter: &SuggestionFilter,
        order: SuggestionOrder,
        after: Option<PageEnd>,
        most: u32,
    ) -> Self {
        let mut query = Self {
            sql: String::new(),
            values: Vec::new(),
        };
        let conditions = query.conditions(filter).join(" AND ");
        let walks = query.walks(order, after);
        let by_key = matches!(
            order,
            SuggestionOrder::Document | SuggestionOrder::DocumentBack
        );
        let narrow = filter.document.is_some() || filter.standard_text.is_some();
        let in_order = by_key && !narrow && !filter.values.is_empty();
        let from = match walks.first() {
            Some(walk) if in_order => query.of_values(filter, walk),
            _ => joined(filter).to_owned(),
        };
        let most = u64::from(most) + 1;
        let select = |state: &str| {
            let walks = walks.iter().map(|Walk { condition, order }| {
                let order = match in_order {
                    true => String::new(),
                    false => format!("ORDER BY {order}"),
                };
                format!(
                    "SELECT * FROM (SELECT score, suggestion.id {from}
                     WHERE {conditions} AND {condition} {state} {order} LIMIT {most})"
                )
            });
            walks.collect::<Vec<_>>().join(" UNION ALL ")
        };
        let state = |state: State| {
            // In the order of the keys the index of the states only stands in
            // the way: all of a state would be sorted.
            let column = if by_key { "+state" } else { "state" };
            format!("AND {column} = '{}'", state.name())
        };
        query.sql = match filter.state {
            Some(one) => select(&state(one)),
            None if narrow || by_key => select(""),
            // Each state has its own stretch of the index: the first of each
            // hold the first of all.
            None => {
                // Nobody decided on what is open.
                let decided = |one: &State| filter.who.is_none() || *one != State::Open;
                let states = State::ALL.into_iter().filter(decided);
                let each: Vec<String> = states.map(|one| select(&state(one))).collect();
                each.join(" UNION ALL ")
            }
        };
        query
    }

    fn bound(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("?{}", self.values.len())
    }

    /// The suggestions of some values in the order of their keys. The keys of a
    /// value are in one stretch of its index, where the next one of a rare
    /// value is found without passing over all others. A cross join goes
    /// through its first table in the order in which that comes, and the limit
    /// keeps SQLite from leaving that order out as without effect.
    fn of_values(&mut self, filter: &SuggestionFilter, walk: &Walk) -> String {
        let Walk { condition, order } = walk;
        let ids = filter.values.iter().map(|value| self.bound(value.clone()));
        let ids = ids.collect::<Vec<_>>().join(", ");
        let state = filter.state.map_or_else(String::new, |state| {
            format!("AND state = '{}'", state.name())
        });
        format!(
            "FROM (SELECT id AS key FROM suggestion INDEXED BY suggestion_value
                WHERE value IN ({ids}) {state} AND {condition} ORDER BY {order} LIMIT -1)
             CROSS JOIN suggestion ON suggestion.id = key
             CROSS JOIN passage ON passage.id = suggestion.passage"
        )
    }

    fn conditions(&mut self, filter: &SuggestionFilter) -> Vec<String> {
        let mut conditions = vec![
            "EXISTS (SELECT 1 FROM document WHERE document.content = passage.content
                AND removed IS NULL)"
                .to_owned(),
        ];
        if let Some(path) = &filter.document {
            let path = self.bound(path.clone());
            conditions.push(format!(
                "document.path = {path} AND document.removed IS NULL"
            ));
        }
        if let Some(number) = filter.standard_text {
            let number = self.bound(number);
            conditions.push(if filter.document.is_none() {
                format!("standard_passage.standard_text = {number}")
            } else {
                format!(
                    "EXISTS (SELECT 1 FROM standard_passage WHERE passage = passage.id
                        AND standard_text = {number})"
                )
            });
        }
        match filter.values.as_slice() {
            [] => {}
            [value] => conditions.push(format!("value = {}", self.bound(value.clone()))),
            values => {
                // Without the plus all of these values would be sorted.
                let ids = values.iter().map(|value| self.bound(value.clone()));
                let ids: Vec<String> = ids.collect();
                conditions.push(format!("+value IN ({})", ids.join(", ")));
            }
        }
        if let Some(least) = filter.least {
            conditions.push(format!("score >= {}", self.bound(least)));
        }
        if let Some(below) = filter.below {
            conditions.push(format!("score < {}", self.bound(below)));
        }
        if let Some(stance) = filter.stance {
            conditions.push(format!("stance = {}", self.bound(stance.name().to_owned())));
        }
        if let Some(who) = &filter.who {
            conditions.push(format!(
                "EXISTS (SELECT 1 FROM ledger WHERE number = suggestion.decision
                    AND entry ->> '$.who' = {})",
                self.bound(who.clone())
            ));
        }
        if let Some(who) = &filter.not_judged_by {
            conditions.push(format!(
                "NOT EXISTS (SELECT 1 FROM placement
                    JOIN ledger ON ledger.number = placement.entry
                    WHERE placement.content = passage.content
                        AND placement.block = passage.block AND ledger.value = suggestion.value
                        AND ledger.kind IN {JUDGEMENTS} AND ledger.entry ->> '$.who' = {}
                        AND NOT EXISTS (SELECT 1 FROM ledger AS later
                            WHERE later.undoes = ledger.hash))",
                self.bound(who.clone())
            ));
        }
        conditions
    }

    /// The stretches that hold what comes after `after`.
    fn walks(&mut self, order: SuggestionOrder, after: Option<PageEnd>) -> Vec<Walk> {
        // What comes later has a lower score and a higher key; the other way
        // round, an index is walked back and all of this is turned.
        let (lower, later, down, up) = if order.is_back() {
            (">", "<", "ASC", "DESC")
        } else {
            ("<", ">", "DESC", "ASC")
        };
        let key = after.map(|end| self.bound(end.id));
        match order {
            SuggestionOrder::Document | SuggestionOrder::DocumentBack => vec![Walk {
                condition: key.map_or_else(all, |key| format!("suggestion.id {later} {key}")),
                order: format!("suggestion.id {up}"),
            }],
            SuggestionOrder::Strongest | SuggestionOrder::Weakest => {
                let score = after.map(|end| self.bound(end.score));
                let beyond = score.zip(key).map(|(score, key)| {
                    format!(
                        "score {lower}= {score}
                         AND (score {lower} {score} OR suggestion.id {later} {key})"
                    )
                });
                vec![Walk {
                    condition: beyond.unwrap_or_else(all),
                    order: format!("score {down}, suggestion.id {up}"),
                }]
            }
            SuggestionOrder::Unsure | SuggestionOrder::Sure => {
                let ends = after.map(|end| {
                    let distance = end.distance();
                    let slack = if order.is_back() { ROUNDING } else { -ROUNDING };
                    let [above, below] = [HALF + distance + slack, HALF - distance - slack];
                    (self.bound(distance), self.bound(above), self.bound(below))
                });
                let half = format!("{HALF:?}");
                let beyond = ends.zip(key).map(|((distance, above, below), key)| {
                    let exact = format!(
                        "(abs(score - {half}) {later} {distance}
                         OR (abs(score - {half}) = {distance} AND suggestion.id {later} {key}))"
                    );
                    [
                        format!("score {later}= {above} AND {exact}"),
                        format!("score {lower}= {below} AND {exact}"),
                    ]
                });
                let [above, below] = beyond.unwrap_or_else(|| [all(), all()]);
                vec![
                    Walk {
                        condition: format!("score >= {half} AND {above}"),
                        order: format!("score {up}, suggestion.id {up}"),
                    },
                    Walk {
                        condition: format!("score < {half} AND {below}"),
                        order: format!("score {down}, suggestion.id {up}"),
                    },
                ]
            }
        }
    }
}

/// A cross join keeps its order in SQLite: a document or a group has few
/// passages, and no index on the score finds them sooner.
fn joined(filter: &SuggestionFilter) -> &'static str {
    if filter.document.is_some() {
        "FROM document CROSS JOIN passage ON passage.content = document.content
            CROSS JOIN suggestion ON suggestion.passage = passage.id"
    } else if filter.standard_text.is_some() {
        "FROM standard_passage
            CROSS JOIN passage ON passage.id = standard_passage.passage
            CROSS JOIN suggestion ON suggestion.passage = passage.id"
    } else {
        "FROM suggestion JOIN passage ON passage.id = suggestion.passage"
    }
}

fn all() -> String {
    "1".to_owned()
}
