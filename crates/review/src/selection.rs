//! Which suggestions are looked through, and in which order: the fields that
//! every address of the work list carries along.

use waardenscan::Stance;
use waardenscan_archive::{Project, State, SuggestionFilter, SuggestionOrder};
use waardenscan_report::html::Values;

use crate::fields::{Fields, encoded};
use crate::refusal::Refusal;

/// In which order suggestions are looked through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    /// By score or by place.
    By(SuggestionOrder),
    /// Those first that teach most when they are decided.
    Lessons,
}

impl Default for Order {
    fn default() -> Self {
        Self::By(SuggestionOrder::default())
    }
}

/// The orders with the word that stands for each in an address, and its name.
pub(crate) const ORDERS: [(Order, &str, &str); 4] = [
    (
        Order::By(SuggestionOrder::Strongest),
        "sterk",
        "sterkste eerst",
    ),
    (
        Order::By(SuggestionOrder::Weakest),
        "grens",
        "dichtst bij de grens eerst",
    ),
    (Order::Lessons, "leerzaam", "leerzaamste eerst"),
    (
        Order::By(SuggestionOrder::Document),
        "document",
        "zoals in het document",
    ),
];

/// The states likewise.
pub(crate) const STATES: [(State, &str, &str); 5] = [
    (State::Open, "open", "nog open"),
    (State::Accepted, "klopt", "klopt"),
    (State::Rejected, "niet", "klopt niet"),
    (State::Changed, "anders", "andere waarde"),
    (State::Doubt, "twijfel", "twijfel"),
];

/// The word for suggestions in any state.
pub(crate) const ANY_STATE: &str = "alle";

/// The stances likewise.
pub(crate) const STANCES: [(Stance, &str); 3] = [
    (Stance::Nagestreefd, "nagestreefd"),
    (Stance::OnderDruk, "onder druk"),
    (Stance::Begrensd, "begrensd"),
];

/// What a visitor chose to look through.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Selection {
    /// Number of a document.
    pub(crate) document: Option<i64>,
    /// Id of a value.
    pub(crate) value: Option<String>,
    /// Name of a cluster.
    pub(crate) cluster: Option<String>,
    /// Least score, in hundredths.
    pub(crate) least: Option<u8>,
    pub(crate) stance: Option<Stance>,
    /// What was decided; none for any state.
    pub(crate) state: Option<State>,
    pub(crate) who: Option<String>,
    pub(crate) standard_text: Option<i64>,
    pub(crate) order: Order,
}

impl Selection {
    /// Reads the selection from the fields of an address or a form. What is
    /// not said is not narrowed down, but for what was decided: without a word
    /// on that, what is still open is meant, or what an analyst decided.
    pub(crate) fn of(fields: &Fields) -> Result<Self, Refusal> {
        let text = |name| fields.get(name).map(str::to_owned);
        let who = text("wie");
        let state = match fields.get("besluit") {
            Some(ANY_STATE) => None,
            None if who.is_some() => None,
            None => Some(State::Open),
            Some(word) => Some(known(STATES.iter().map(|it| (it.0, it.1)), word)?),
        };
        let stances = STANCES.iter().map(|(stance, _)| (*stance, stance.name()));
        let stance = fields.get("houding");
        let orders = ORDERS.iter().map(|it| (it.0, it.1));
        let order = fields.get("volgorde");
        let least: Option<u8> = fields.number("score")?;
        if least.is_some_and(|least| least > 100) {
            return Err(Refusal::Malformed);
        }
        Ok(Self {
            document: fields.number("document")?,
            value: text("waarde"),
            cluster: text("cluster"),
            least: least.filter(|&least| least > 0),
            stance: stance.map(|word| known(stances, word)).transpose()?,
            state,
            who,
            standard_text: fields.number("tekst")?,
            order: order
                .map(|word| known(orders, word))
                .transpose()?
                .unwrap_or_default(),
        })
    }

    /// Returns the fields that say this selection, in a fixed order.
    pub(crate) fn fields(&self) -> Vec<(&'static str, String)> {
        let mut fields = Vec::new();
        let mut text = |name, value: &Option<String>| {
            if let Some(value) = value {
                fields.push((name, value.clone()));
            }
        };
        text("document", &self.document.map(|number| number.to_string()));
        text("waarde", &self.value);
        text("cluster", &self.cluster);
        text("wie", &self.who);
        if let Some(least) = self.least {
            fields.push(("score", least.to_string()));
        }
        if let Some(stance) = self.stance {
            fields.push(("houding", stance.name().to_owned()));
        }
        let usual = if self.who.is_some() {
            None
        } else {
            Some(State::Open)
        };
        if self.state != usual {
            let word = self.state.map_or(ANY_STATE, state_word);
            fields.push(("besluit", word.to_owned()));
        }
        if let Some(number) = self.standard_text {
            fields.push(("tekst", number.to_string()));
        }
        if self.order != Order::default() {
            let word = ORDERS.iter().find(|(order, ..)| *order == self.order);
            fields.push(("volgorde", word.map_or("", |it| it.1).to_owned()));
        }
        fields
    }

    /// Returns the address of a page for this selection, with `more` fields.
    pub(crate) fn address(&self, path: &str, more: &[(&str, &str)]) -> String {
        let own = self.fields();
        let own = own.iter().map(|(name, value)| (*name, value.as_str()));
        let query = encoded(own.chain(more.iter().copied()));
        if query.is_empty() {
            path.to_owned()
        } else {
            format!("{path}?{query}")
        }
    }

    /// Returns what to ask of the project for a visitor. A value or cluster that
    /// the lexicon does not have matches nothing. What the visitor has judged is
    /// not open any more, though others may still have to judge it.
    pub(crate) fn filter(
        &self,
        project: &Project,
        values: &Values<'_>,
        visitor: Option<&str>,
    ) -> Result<SuggestionFilter, Refusal> {
        let path_of = |number| project.path_of(number)?.ok_or(Refusal::NotFound);
        let of_cluster = self.cluster.as_deref().map(|name| {
            let clusters = values.clusters().iter().filter(|it| it.name == name);
            let ids = clusters.flat_map(|it| values.of(it).map(|(_, value)| value.id.to_owned()));
            ids.collect::<Vec<_>>()
        });
        let none = || vec![String::new()];
        let ids = match (&self.value, of_cluster) {
            (None, None) => Vec::new(),
            (None, Some(ids)) if ids.is_empty() => none(),
            (None, Some(ids)) => ids,
            (Some(value), Some(ids)) if !ids.contains(value) => none(),
            (Some(value), _) => vec![value.clone()],
        };
        Ok(SuggestionFilter {
            document: self.document.map(path_of).transpose()?,
            values: ids,
            least: self.least.map(|least| f64::from(least) / 100.0),
            below: None,
            stance: self.stance,
            state: self.state,
            who: self.who.clone(),
            not_judged_by: visitor
                .filter(|_| self.state == Some(State::Open))
                .map(str::to_owned),
            standard_text: self.standard_text,
        })
    }

    /// Whether only what was decided narrows it down.
    pub(crate) fn is_whole(&self) -> bool {
        let whole = Self {
            state: self.state,
            order: self.order,
            ..Self::default()
        };
        *self == whole
    }
}

/// Returns the word that stands for a state in an address.
pub(crate) fn state_word(state: State) -> &'static str {
    let found = STATES.iter().find(|(one, ..)| *one == state);
    found.map_or(ANY_STATE, |it| it.1)
}

/// Names a state.
pub(crate) fn state_name(state: State) -> &'static str {
    let found = STATES.iter().find(|(one, ..)| *one == state);
    found.map_or("", |it| it.2)
}

fn known<T>(words: impl IntoIterator<Item = (T, &'static str)>, word: &str) -> Result<T, Refusal> {
    let mut words = words.into_iter();
    let found = words.find(|(_, one)| *one == word);
    found.map(|(it, _)| it).ok_or(Refusal::Malformed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_the_whole_selection() {
        let selection = Selection {
            document: Some(17),
            value: Some("vertrouwen".to_owned()),
            cluster: Some("Nabij & dichtbij".to_owned()),
            least: Some(70),
            stance: Some(Stance::OnderDruk),
            state: None,
            who: Some("Noor de Wit".to_owned()),
            standard_text: Some(3),
            order: Order::Lessons,
        };
        for selection in [
            selection,
            Selection {
                state: Some(State::Open),
                ..Selection::default()
            },
        ] {
            let address = selection.address("/nakijken", &[]);
            let query = address.split_once('?').map_or("", |it| it.1);
            let fields = Fields::parse(query.as_bytes()).unwrap();
            assert_eq!(Selection::of(&fields).unwrap(), selection, "{address}");
        }
    }

    #[test]
    fn words_that_we_never_send_are_refused() {
        for query in [
            "besluit=weg",
            "houding=1",
            "volgorde=x",
            "score=101",
            "score=-1",
            "tekst=a",
            "document=a.pdf",
        ] {
            let fields = Fields::parse(query.as_bytes()).unwrap();
            assert!(
                matches!(Selection::of(&fields), Err(Refusal::Malformed)),
                "{query}"
            );
        }
    }
}
