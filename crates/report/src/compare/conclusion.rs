//! What the figures say, in plain Dutch, and no more than that.

use waardenscan::score::LEAST_DOCUMENTS;

use super::GroupBy;
use super::record::{ComparedRow, ComparedStep, Comparison, Figure, RestsOn, Strata, Verdict};
use super::words::{decimals, findings, percent, places};
use crate::{Which, dutch};

/// From which size on an effect is called small, middling and large (Cohen,
/// Statistical Power Analysis for the Behavioral Sciences, 1988).
const EFFECTS: [(f64, &str); 3] = [(0.8, "groot"), (0.5, "middelgroot"), (0.2, "klein")];
/// Passages in both groups from which on it is said how many are under
/// pressure, and by how much their part must differ: our choice.
const LEAST_PRESSED: usize = 5;
const PRESSED: f64 = 0.25;

/// All that a conclusion is drawn from. Pairs have the group that the step
/// starts from first.
pub(super) struct Told<'a> {
    pub(super) row: &'a ComparedRow,
    pub(super) phrases: [&'a str; 2],
    /// Documents with findings.
    pub(super) documents: [usize; 2],
    /// Findings of all values.
    pub(super) findings: [usize; 2],
    /// Suggestions of the value that are still to be judged and do not count.
    pub(super) waiting: [usize; 2],
    /// Why it may not be said that a value of one group is missing in the
    /// other.
    pub(super) weak: Option<Weakness>,
    /// Passages in which the value is under pressure.
    pub(super) pressed: [usize; 2],
    pub(super) is_later: bool,
    pub(super) which: Which,
}

/// Why it may not be said that a value is missing from a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weakness {
    /// Suggestions of it are still to be judged there.
    Waiting,
    /// The difference was tested and not shown.
    NotShown,
    /// There is too little text to expect it there.
    LittleText,
    /// Most documents of the group that has it do not carry it either.
    FewDocuments,
}

/// Draws the conclusion of a row.
pub(super) fn conclude(told: &Told<'_>) -> String {
    let row = told.row;
    let said = match row.verdict {
        Verdict::Gone => told.one_sided([0, 1]),
        Verdict::New => told.one_sided([1, 0]),
        Verdict::OneSided => match row.passages {
            [_, 0] => told.one_sided([0, 1]),
            _ => told.one_sided([1, 0]),
        },
        Verdict::Less => told.differs("minder"),
        Verdict::More => told.differs("meer"),
        Verdict::NotShown => told.not_shown(),
        Verdict::Untested => told.untested(),
    };
    let more = [said, told.pressure(), told.still_waiting()];
    let more: Vec<String> = more.into_iter().filter(|it| !it.is_empty()).collect();
    more.join(" ")
}

impl Told<'_> {
    /// Of a value that only one of both has.
    fn one_sided(&self, [has, lacks]: [usize; 2]) -> String {
        let of = |pair: &[usize; 2], at: usize| pair.get(at).copied().unwrap_or_default();
        let phrase = |at: usize| self.phrases.get(at).copied().unwrap_or_default();
        let row = self.row;
        let where_it_is = format!(
            "{}: {}",
            phrase(has),
            places(
                of(&row.passages, has),
                of(&row.documents, has),
                of(&self.documents, has)
            )
        );
        let none = match (self.is_later, lacks) {
            (true, 1) => "niet meer gevonden",
            (true, _) => "nog niet gevonden",
            (false, _) => "niet gevonden",
        };
        if of(&self.documents, lacks) == 0 {
            return format!(
                "Wel in {where_it_is}. In {} is niets gevonden, ook geen andere waarde.",
                phrase(lacks)
            );
        }
        let expected = about(row.expected.unwrap_or_default());
        let expected = format!("bij even veel aandacht {expected} te verwachten");
        let told = match self.weak {
            None | Some(Weakness::Waiting) => format!("; {expected}"),
            Some(Weakness::LittleText) => format!(", maar dat zegt weinig: {expected}"),
            Some(Weakness::NotShown) => ", maar een verschil is niet aantoonbaar".to_owned(),
            Some(Weakness::FewDocuments) => format!(
                ", maar dat zegt weinig: ook in {} staat zij in de minderheid van de documenten",
                phrase(has)
            ),
        };
        format!("Wel in {where_it_is}. In {} {none}{told}.", phrase(lacks))
    }

    fn shares(&self) -> String {
        let [before, after] = self.row.shares.map(|it| percent(it.value));
        format!(
            "{after} van de {} in {}, tegen {before} in {}",
            findings(self.which),
            self.phrases[1],
            self.phrases[0]
        )
    }

    fn differs(&self, how: &str) -> String {
        format!(
            "Aantoonbaar {how}: {}. Het verschil is {}{}.",
            self.shares(),
            self.row.difference.as_ref().map_or(String::new(), range),
            effect(self.row.effect.as_ref()),
        )
    }

    fn not_shown(&self) -> String {
        format!(
            "Geen aantoonbaar verschil: {}; het ware verschil ligt waarschijnlijk tussen {}.",
            self.shares(),
            match self.row.difference.and_then(|it| it.interval) {
                Some([low, high]) => format!(
                    "{} en {} procentpunt",
                    super::words::signed(low * 100.0, 1),
                    super::words::signed(high * 100.0, 1)
                ),
                None => "onbekende grenzen".to_owned(),
            }
        )
    }

    fn untested(&self) -> String {
        let [before, after] = [0, 1].map(|at: usize| {
            let of = |pair: &[usize; 2]| pair.get(at).copied().unwrap_or_default();
            let (part, all) = (of(&self.row.passages), of(&self.findings));
            format!("{} van de {}", dutch::count(part), dutch::count(all))
        });
        format!(
            "{after} {} in {} {} van deze waarde, tegen {before} in {}; te weinig documenten om te \
             toetsen.",
            findings(self.which),
            self.phrases[1],
            if self.row.passages[1] == 1 {
                "is"
            } else {
                "zijn"
            },
            self.phrases[0]
        )
    }

    /// Where one of both has the value under pressure far more often.
    fn pressure(&self) -> String {
        let [before, after] = self.row.passages;
        if before.min(after) < LEAST_PRESSED {
            return String::new();
        }
        let part = |pressed: usize, all: usize| pressed as f64 / all.max(1) as f64;
        let [was, is] = self.pressed;
        let more = part(is, after) - part(was, before);
        if more.abs() < PRESSED {
            return String::new();
        }
        format!(
            "De waarde staat in {} {} onder druk: {is} van de {after} passages, tegen {was} van \
             de {before}.",
            self.phrases[1],
            if more > 0.0 { "vaker" } else { "minder vaak" },
        )
    }

    fn still_waiting(&self) -> String {
        let waiting: Vec<String> = self
            .waiting
            .iter()
            .zip(self.phrases)
            .filter(|(waiting, _)| **waiting > 0)
            .map(|(waiting, phrase)| format!("{} in {phrase}", dutch::count(*waiting)))
            .collect();
        match self.waiting.iter().sum::<usize>() {
            0 => String::new(),
            1 => format!("Nog niet nagekeken: 1 voorstel, in {}.", {
                let at = usize::from(self.waiting[0] == 0);
                self.phrases.get(at).copied().unwrap_or_default()
            }),
            _ => format!(
                "Nog niet nagekeken voorstellen: {}.",
                dutch::enumerate(&waiting)
            ),
        }
    }
}

/// "waren daar ongeveer 4 passages".
fn about(expected: f64) -> String {
    match expected.round() {
        low if low < 1.0 => "was daar nog geen passage".to_owned(),
        1.0 => "was daar ongeveer 1 passage".to_owned(),
        more => format!("waren daar ongeveer {} passages", decimals(more, 0)),
    }
}

/// "2,1 procentpunt (95 %: 0,9 tot 3,4)".
fn range(difference: &Figure) -> String {
    let size = decimals(difference.value.abs() * 100.0, 1);
    let Some([low, high]) = difference.interval else {
        return format!("{size} procentpunt");
    };
    let [low, high] = match difference.value < 0.0 {
        true => [-high, -low],
        false => [low, high],
    };
    // An interval of another method than the test may just reach beyond zero.
    let shown = match low < 0.0 {
        true => super::words::signed,
        false => decimals,
    };
    let [low, high] = [low, high].map(|end| shown(end * 100.0, 1));
    format!("{size} procentpunt (met 95\u{a0}% zekerheid {low} tot {high})")
}

fn effect(effect: Option<&Figure>) -> String {
    let Some(effect) = effect else {
        return String::new();
    };
    let size = effect.value.abs();
    let found = EFFECTS.iter().find(|(least, _)| size >= *least);
    let name = found.map_or("heel klein", |(_, name)| *name);
    format!(", een {name} effect")
}

/// What stands out in a step, a sentence each.
pub(super) fn summary(comparison: &Comparison, step: &ComparedStep) -> Vec<String> {
    let [from, to] = &step.phrases;
    let [before, after] = step.documents;
    let mut said = Vec::new();
    for (documents, phrase) in step.documents.iter().zip(&step.phrases) {
        if *documents == 0 {
            said.push(format!(
                "In {phrase} is niets gevonden dat meetelt; er is niets te vergelijken."
            ));
        }
    }
    if !said.is_empty() {
        return said;
    }
    let names = |verdict: Verdict| -> Vec<String> {
        let rows = step.rows.iter().filter(|row| row.verdict == verdict);
        let values = rows.filter_map(|row| comparison.values.get(row.value));
        values.map(|value| value.name.clone()).collect()
    };
    let mut list = |verdict: Verdict, before: String| {
        let names = names(verdict);
        if !names.is_empty() {
            said.push(format!("{before}: {}.", dutch::enumerate(&names)));
        }
    };
    list(
        Verdict::Gone,
        match step.is_later {
            true => format!("Wel in {from}, in {to} niet meer gevonden"),
            false => format!("Wel in {from}, in {to} niet gevonden"),
        },
    );
    list(
        Verdict::New,
        match step.is_later {
            true => format!("In {to} wel, in {from} nog niet gevonden"),
            false => format!("Wel in {to}, in {from} niet gevonden"),
        },
    );
    list(
        Verdict::Less,
        format!("In {to} aantoonbaar minder aandacht"),
    );
    list(Verdict::More, format!("In {to} aantoonbaar meer aandacht"));
    let [some, more] = [0, 1].map(|at: usize| {
        let of = |pair: &[usize; 2]| pair.get(at).copied().unwrap_or_default() as f64;
        decimals(100.0 * of(&step.findings) / of(&step.passages).max(1.0), 1)
    });
    said.push(format!(
        "Op elke 100 passages zijn er {more} {} in {to}, tegen {some} in {from}.",
        findings(comparison.which)
    ));
    if step.is_tested {
        let shown = step.rows.iter();
        let shown = shown.filter(|row| matches!(row.verdict, Verdict::Less | Verdict::More));
        if shown.count() == 0 {
            said.push(
                "Van geen waarde die in beide voorkomt, is een verschil aan te tonen.".to_owned(),
            );
        }
        said.push(format!(
            "Getoetst over {} tegen {}{}.",
            dutch::documents(before),
            dutch::count(after),
            match step.within {
                Some(Strata::Municipality) => ", elk vergeleken binnen dezelfde gemeente",
                Some(Strata::Kind) => ", elk vergeleken binnen dezelfde soort",
                None => "",
            }
        ));
    } else {
        said.push(format!(
            "{} tegen {}: te weinig om te toetsen of verschillen meer zijn dan toeval; daarvoor \
             zijn er aan beide kanten {LEAST_DOCUMENTS} nodig. De cijfers beschrijven deze \
             documenten.",
            dutch::capital(&dutch::documents(before)),
            dutch::count(after),
        ));
    }
    said
}

/// What a comparison rests on, in words.
pub(super) fn account(comparison: &Comparison) -> Vec<String> {
    let RestsOn {
        accepted,
        doubt,
        open,
        rejected,
    } = comparison.rests_on;
    let judged = |number: usize| match number {
        1 => "1 passage die analisten voor een waarde hebben aanvaard".to_owned(),
        number => format!(
            "{} die analisten voor een waarde hebben aanvaard",
            dutch::passages(number)
        ),
    };
    let unseen = |number: usize| match number {
        1 => "1 voorstel dat nog niemand heeft nagekeken".to_owned(),
        number => format!(
            "{} die nog niemand heeft nagekeken",
            dutch::suggestions(number)
        ),
    };
    let doubted = format!("{} waarover twijfel bestaat", dutch::count(doubt));
    let mut account = Vec::new();
    account.push(match comparison.which {
        Which::Accepted => format!("Deze vergelijking rust op {}.", judged(accepted)),
        Which::Decided => format!(
            "Deze vergelijking rust op {} en op {doubted}.",
            judged(accepted)
        ),
        Which::All if accepted + doubt == 0 => format!(
            "Deze vergelijking rust op {}. Een verschil is pas een verschil in waarden als de \
             voorstellen kloppen: open bij een opvallend cijfer een paar passages.",
            unseen(open)
        ),
        Which::All => format!(
            "Deze vergelijking rust op {}, {doubted} en {}. Een verschil is pas een verschil in \
             waarden als de voorstellen kloppen: open bij een opvallend cijfer een paar passages.",
            judged(accepted),
            unseen(open)
        ),
    });
    let waits = match comparison.which {
        Which::All => 0,
        _ => open,
    };
    if waits > 0 {
        account.push(format!(
            "Nog niet nagekeken en niet meegeteld: {}. Wat hier ontbreekt, kan daar nog tussen \
             zitten.",
            dutch::suggestions(waits)
        ));
    }
    if rejected > 0 {
        account.push(format!(
            "Afgewezen of tot een andere waarde gemaakt, en niet meegeteld: {}.",
            dutch::suggestions(rejected)
        ));
    }
    let noun = comparison.by.dutch();
    let recognised: usize = comparison.groups.iter().map(|it| it.recognised).sum();
    if recognised > 0 && comparison.by == GroupBy::Kind {
        account.push(format!(
            "Van {} heeft Waardenscan de soort herkend; niemand heeft die opgegeven.",
            dutch::documents(recognised)
        ));
    }
    if comparison.unknown > 0 {
        account.push(format!(
            "Van {} is {noun} niet bekend; die tellen hier niet mee. Zet het in een metadata.csv \
             naast de documenten en scan opnieuw.",
            dutch::documents(comparison.unknown)
        ));
    }
    if comparison.left_out > 0 {
        account.push(format!(
            "Niet gevraagd en niet vergeleken: {} van andere groepen.",
            dutch::documents(comparison.left_out)
        ));
    }
    if comparison.groups.len() == 1 {
        account.push("Er is maar één groep; er is niets om mee te vergelijken.".to_owned());
    }
    account
}
