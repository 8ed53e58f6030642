//! E-mail addresses.

use super::PersonalKind;
use super::text::Text;

/// Mailboxes of organisations, by how their names begin: no person's.
const GENERAL: &[&str] = &[
    "info",
    "contact",
    "gemeente",
    "post",
    "griffie",
    "raad",
    "secretariaat",
    "bestuur",
    "communicatie",
    "loket",
    "klant",
    "privacy",
    "fg@",
    "web",
    "redactie",
    "no-reply",
    "noreply",
    "support",
    "service",
    "servicedesk",
    "helpdesk",
    "pers@",
    "team",
    "wmo",
    "jeugd",
    "sociaal",
    "zorg",
    "inkoop",
    "administratie",
    "mail@",
    "receptie",
    "adviesraad",
    "inspraak",
    "vragen",
    "meld",
    "publicatie",
    "bibliotheek",
    "stadhuis",
    "kcc",
];

/// What stands in the names of mailboxes of organisations only.
const OFFICES: &[&str] = &[
    "afdeling",
    "beheer",
    "bureau",
    "centrum",
    "commissie",
    "gemeente",
    "reactie",
    "redactie",
    "secretariaat",
];

pub(super) fn at(text: &Text, place: usize) -> Option<(PersonalKind, usize, usize)> {
    let allowed = |letter: char| letter.is_ascii_alphanumeric() || "._%+-".contains(letter);
    if !allowed(text.at(place)) || allowed(text.before(place)) {
        return None;
    }
    let mut sign = place;
    while allowed(text.at(sign)) {
        sign += 1;
    }
    if text.at(sign) != '@' {
        return None;
    }
    let mut end = sign + 1;
    while text.at(end).is_ascii_alphanumeric() || ".-".contains(text.at(end)) {
        end += 1;
    }
    while end > sign && ".-".contains(text.before(end)) {
        end -= 1;
    }
    let domain = text.lower(sign + 1, end);
    let (host, top) = domain.rsplit_once('.')?;
    let address = text.lower(place, end);
    let real = !host.is_empty()
        && (2..=24).contains(&top.len())
        && top.chars().all(|letter| letter.is_ascii_alphabetic());
    let mailbox = text.lower(place, sign);
    let general = GENERAL.iter().any(|start| address.starts_with(start))
        || OFFICES.iter().any(|office| mailbox.contains(office));
    (real && !general).then_some((PersonalKind::Email, place, end))
}
