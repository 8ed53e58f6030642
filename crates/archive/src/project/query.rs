//! Questions for the scores and keys of a page of suggestions.

use std::cmp::Ordering;
use std::ops::Bound;

use rusqlite::types::Value;
use waardenscan::Stance;

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

    const fn is_by_key(self) -> bool {
        matches!(self, Self::Document | Self::DocumentBack)
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

/// Of more stretches than this the values are told row by row: then most rows
/// pass.
const MOST_STRETCHES: usize = 100;

/// Suggestions that lie together in an index.
struct Stretch {
    from: String,
    condition: String,
}

impl Stretch {
    fn of(index: &str, condition: String) -> Self {
        Self {
            from: format!(
                "FROM suggestion {index} CROSS JOIN passage ON passage.id = suggestion.passage"
            ),
            condition,
        }
    }
}

/// A way through each stretch: what of it, and in which order.
struct Walk {
    condition: String,
    order: String,
}

/// Between which scores a walk goes: one bound on either side, because SQLite
/// enters an index by one of each and tries all others row by row.
#[derive(Clone, Copy)]
struct Scores {
    low: Bound<f64>,
    high: Bound<f64>,
}

impl Scores {
    const ALL: Self = Self {
        low: Bound::Unbounded,
        high: Bound::Unbounded,
    };

    fn of(filter: &SuggestionFilter) -> Self {
        Self {
            low: filter.least.map_or(Bound::Unbounded, Bound::Included),
            high: filter.below.map_or(Bound::Unbounded, Bound::Excluded),
        }
    }

    const fn from(low: f64) -> Self {
        Self {
            low: Bound::Included(low),
            ..Self::ALL
        }
    }

    const fn to(high: Bound<f64>) -> Self {
        Self { high, ..Self::ALL }
    }

    fn and(self, other: Self) -> Self {
        let higher = |a: f64, b: f64| a > b;
        let lower = |a: f64, b: f64| a < b;
        Self {
            low: tighter(self.low, other.low, higher),
            high: tighter(self.high, other.high, lower),
        }
    }
}

/// Returns the bound that leaves less, where `beats` says which of two scores
/// does.
fn tighter(a: Bound<f64>, b: Bound<f64>, beats: impl Fn(f64, f64) -> bool) -> Bound<f64> {
    match (a, b) {
        (Bound::Unbounded, one) | (one, Bound::Unbounded) => one,
        (Bound::Included(x) | Bound::Excluded(x), Bound::Included(y) | Bound::Excluded(y)) => {
            let excludes = matches!(a, Bound::Excluded(_));
            if beats(x, y) || (excludes && !beats(y, x)) {
                a
            } else {
                b
            }
        }
    }
}

impl Query {
    /// Asks for `most` suggestions and one more, which tells that there is
    /// another page.
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
        let stretches = query.stretches(filter, order);
        let conditions = query.conditions(filter).join(" AND ");
        let walks = query.walks(filter, order, after);
        let most = u64::from(most) + 1;
        let walks = walks.iter().map(|Walk { condition, order }| {
            // SQLite merges them in this order, and goes in each no further
            // than it must.
            let selects = stretches.iter().map(
                |Stretch {
                     from,
                     condition: of,
                 }| {
                    format!(
                        "SELECT score, suggestion.id AS id {from}
                     WHERE {of} AND {conditions} AND {condition}"
                    )
                },
            );
            let selects: Vec<String> = selects.collect();
            format!(
                "SELECT * FROM ({} ORDER BY {order} LIMIT {most})",
                selects.join(" UNION ALL ")
            )
        });
        query.sql = walks.collect::<Vec<_>>().join(" UNION ALL ");
        query
    }

    /// The stretches of an index that together hold all that the filter says
    /// of values and states, each in the order asked for.
    fn stretches(&mut self, filter: &SuggestionFilter, order: SuggestionOrder) -> Vec<Stretch> {
        // Nobody decided on what is open.
        let decided = |one: &State| filter.who.is_none() || *one != State::Open;
        let states: Vec<State> = match filter.state {
            Some(one) => vec![one],
            None => State::ALL.into_iter().filter(decided).collect(),
        };
        let values: Vec<String> = filter
            .values
            .iter()
            .map(|value| self.bound(value.clone()))
            .collect();
        let any_value = match values.as_slice() {
            [] => all(),
            values => format!("+value IN ({})", values.join(", ")),
        };
        let any_state = match filter.state {
            Some(one) => format!("+state = '{}'", one.name()),
            None => all(),
        };
        if let Some(from) = few(filter) {
            return vec![Stretch {
                from: from.to_owned(),
                condition: format!("{any_value} AND {any_state}"),
            }];
        }
        let by_key = order.is_by_key();
        if let Some(stance) = filter.stance.filter(|it| is_rare(*it) && !by_key) {
            let of = |state: &State| {
                let (stance, state) = (stance.name(), state.name());
                format!("stance = '{stance}' AND state = '{state}' AND {any_value}")
            };
            let index = "INDEXED BY suggestion_stance";
            let stretches = states.iter().map(|state| Stretch::of(index, of(state)));
            return stretches.collect();
        }
        if values.is_empty() || values.len() * states.len() > MOST_STRETCHES {
            if by_key && filter.state.is_none() {
                return vec![Stretch::of("NOT INDEXED", any_value)];
            }
            let index = match by_key {
                true => "INDEXED BY suggestion_state_place",
                false => "INDEXED BY suggestion_state",
            };
            let of = |state: &State| format!("state = '{}' AND {any_value}", state.name());
            let stretches = states.iter().map(|state| Stretch::of(index, of(state)));
            return stretches.collect();
        }
        let index = match by_key {
            true => "INDEXED BY suggestion_value_place",
            false => "INDEXED BY suggestion_value",
        };
        let pairs = values.iter().flat_map(|value| {
            let of = move |state: &State| format!("value = {value} AND state = '{}'", state.name());
            states.iter().map(of)
        });
        pairs.map(|of| Stretch::of(index, of)).collect()
    }

    fn bound(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("?{}", self.values.len())
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
        if let Some(stance) = filter.stance {
            // As words, so that the index of the rare ones can be used.
            conditions.push(format!("stance = '{}'", stance.name()));
            if is_rare(stance) {
                conditions.push("stance <> 'nagestreefd'".to_owned());
            }
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
    fn walks(
        &mut self,
        filter: &SuggestionFilter,
        order: SuggestionOrder,
        after: Option<PageEnd>,
    ) -> Vec<Walk> {
        let scores = Scores::of(filter);
        // What comes later has a lower score and a higher key; the other way
        // round, an index is walked back and all of this is turned.
        let (later, down, up) = if order.is_back() {
            ("<", "ASC", "DESC")
        } else {
            (">", "DESC", "ASC")
        };
        let key = after.map(|end| self.bound(end.id));
        match order {
            SuggestionOrder::Document | SuggestionOrder::DocumentBack => {
                let beyond = key.map(|key| format!("suggestion.id {later} {key}"));
                let order = format!("id {up}");
                vec![self.walk(scores, beyond, order)]
            }
            SuggestionOrder::Strongest | SuggestionOrder::Weakest => {
                let exact = after.zip(key).map(|(end, key)| {
                    let score = self.bound(end.score);
                    format!("(score <> {score} OR suggestion.id {later} {key})")
                });
                let beyond = after.map_or(Scores::ALL, |end| match order.is_back() {
                    true => Scores::from(end.score),
                    false => Scores::to(Bound::Included(end.score)),
                });
                let order = format!("score {down}, id {up}");
                vec![self.walk(scores.and(beyond), exact, order)]
            }
            SuggestionOrder::Unsure | SuggestionOrder::Sure => {
                let exact = after.zip(key).map(|(end, key)| {
                    let distance = self.bound(end.distance());
                    let here = format!("abs(score - {HALF:?})");
                    format!(
                        "({here} {later} {distance}
                         OR ({here} = {distance} AND suggestion.id {later} {key}))"
                    )
                });
                let [above, below] = after.map_or([Scores::ALL; 2], |end| {
                    let distance = end.distance();
                    let slack = if order.is_back() { ROUNDING } else { -ROUNDING };
                    let [above, below] = [HALF + distance + slack, HALF - distance - slack];
                    match order.is_back() {
                        true => [Scores::to(Bound::Included(above)), Scores::from(below)],
                        false => [Scores::from(above), Scores::to(Bound::Included(below))],
                    }
                });
                let above = scores.and(Scores::from(HALF)).and(above);
                let below = scores.and(Scores::to(Bound::Excluded(HALF))).and(below);
                vec![
                    self.walk(above, exact.clone(), format!("score {up}, id {up}")),
                    self.walk(below, exact, format!("score {down}, id {up}")),
                ]
            }
        }
    }

    /// A walk between scores, of what else is said of it.
    fn walk(&mut self, scores: Scores, exact: Option<String>, order: String) -> Walk {
        let mut conditions = Vec::new();
        match scores.low {
            Bound::Included(low) => conditions.push(format!("score >= {}", self.bound(low))),
            Bound::Excluded(low) => conditions.push(format!("score > {}", self.bound(low))),
            Bound::Unbounded => {}
        }
        match scores.high {
            Bound::Included(high) => conditions.push(format!("score <= {}", self.bound(high))),
            Bound::Excluded(high) => conditions.push(format!("score < {}", self.bound(high))),
            Bound::Unbounded => {}
        }
        conditions.extend(exact);
        Walk {
            condition: match conditions.is_empty() {
                true => all(),
                false => conditions.join(" AND "),
            },
            order,
        }
    }
}

/// Where the suggestions of a document or a standard text come from: they are
/// few, and no index finds them sooner. A cross join keeps its order in SQLite.
fn few(filter: &SuggestionFilter) -> Option<&'static str> {
    if filter.document.is_some() {
        Some(
            "FROM document CROSS JOIN passage ON passage.content = document.content
             CROSS JOIN suggestion ON suggestion.passage = passage.id",
        )
    } else if filter.standard_text.is_some() {
        Some(
            "FROM standard_passage
             CROSS JOIN passage ON passage.id = standard_passage.passage
             CROSS JOIN suggestion ON suggestion.passage = passage.id",
        )
    } else {
        None
    }
}

/// Whether a stance has an index of its own (`schema.sql`): of the usual one
/// every page is full anyway.
fn is_rare(stance: Stance) -> bool {
    stance != Stance::Nagestreefd
}

fn all() -> String {
    "1".to_owned()
}

#[cfg(test)]
mod tests;
