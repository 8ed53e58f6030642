//! Who looks at the page: the name that goes with decisions.

use std::sync::Arc;

use axum::extract::{FromRequestParts, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::html;

use crate::desk::Desk;
use crate::fields::{Fields, Form, encoded};
use crate::refusal::Refusal;
use crate::shell::{Place, page};

/// The cookie that keeps the name. It says who decides, not who may: that is
/// what the secret is for.
const COOKIE: &str = "waardenscan_naam";
/// The cookie that keeps which learning a visitor has seen; who loses it sees
/// the last one again.
const SEEN: &str = "waardenscan_gezien";
/// The longest name, in characters.
const LONGEST: usize = 60;
/// How long the browser keeps it, in seconds: a year.
const KEPT: u32 = 365 * 24 * 60 * 60;

/// The name that a visitor gave, if any.
#[derive(Clone, Debug, Default)]
pub(crate) struct Visitor(pub(crate) Option<String>);

/// Returns the value of a cookie.
fn kept<'a>(headers: &'a HeaderMap, cookie: &str) -> Option<&'a [u8]> {
    let lines = headers.get_all(header::COOKIE).iter();
    let mut pairs = lines.flat_map(|line| line.as_bytes().split(|&byte| byte == b';'));
    pairs.find_map(|pair| {
        let pair = pair.trim_ascii();
        pair.strip_prefix(cookie.as_bytes())?.strip_prefix(b"=")
    })
}

/// Returns the header that lets the browser keep a cookie.
fn cookie(name: &str, value: &str) -> String {
    format!("{name}={value}; Path=/; Max-Age={KEPT}; HttpOnly; SameSite=Strict")
}

/// The last learning that a visitor said to have seen, by the number of its
/// entry; 0 for none.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seen(pub(crate) u64);

impl<S: Sync> FromRequestParts<S> for Seen {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refusal> {
        let number = kept(&parts.headers, SEEN);
        let number = number.and_then(|it| std::str::from_utf8(it).ok()?.parse().ok());
        Ok(Self(number.unwrap_or(0)))
    }
}

/// Keeps what a visitor has seen, and leads back.
pub(crate) fn keep_seen(number: u64, to: &str) -> Response {
    let cookie = cookie(SEEN, &number.to_string());
    let headers = [
        (header::SET_COOKIE, cookie.as_str()),
        (header::LOCATION, to),
    ];
    (StatusCode::SEE_OTHER, headers).into_response()
}

impl Visitor {
    fn of(headers: &HeaderMap) -> Self {
        let name = kept(headers, COOKIE).and_then(|value| {
            let field = [&b"n="[..], value].concat();
            let (_, name) = form_urlencoded::parse(&field).next()?;
            sound(&name)
        });
        Self(name)
    }

    /// Returns the name, or sends the visitor to where it is asked.
    pub(crate) fn name(&self) -> Option<&str> {
        self.0.as_deref()
    }
}

impl<S: Sync> FromRequestParts<S> for Visitor {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refusal> {
        Ok(Self::of(&parts.headers))
    }
}

/// Returns a name as it is written in the ledger; none where it is no name.
fn sound(name: &str) -> Option<String> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_name =
        !name.is_empty() && name.chars().count() <= LONGEST && !name.chars().any(char::is_control);
    is_name.then_some(name)
}

/// Only a path of this page is gone back to.
pub(crate) fn own_path(path: &str) -> &str {
    let is_ours = path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains('\\')
        && path.bytes().all(|byte| byte.is_ascii_graphic());
    if is_ours { path } else { "/" }
}

fn back(fields: &Fields) -> &str {
    own_path(fields.get("terug").unwrap_or("/"))
}

/// Returns where a visitor without a name is sent, to come back to `path`.
pub(crate) fn asked(path: &str) -> Response {
    let to = format!("/wie?{}", encoded([("terug", path)]));
    see_other(&to)
}

/// Sends the browser on, to an address of ours.
pub(crate) fn see_other(to: &str) -> Response {
    (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response()
}

/// Asks for the name.
pub(crate) async fn ask(State(desk): State<Arc<Desk>>, who: Visitor, fields: Fields) -> Response {
    let body = html! {
        div.narrow {
            h1 { "Wie bent u?" }
            p {
                "Bij elk besluit staat wie het nam. Uw naam blijft op deze computer en in het \
                 project."
            }
            @if fields.get("fout").is_some() {
                p.alert role="alert" {
                    "Geef een naam van hoogstens " (LONGEST) " tekens."
                }
            }
            form method="post" action="/wie" {
                input type="hidden" name="terug" value=(back(&fields));
                label.field { "Uw naam"
                    input type="text" name="naam" required maxlength=(LONGEST)
                        autocomplete="name" autofocus value=[who.name()];
                }
                p { button.main { "Verder" } }
            }
        }
    };
    page(&desk, &who, Place::Who, "Wie bent u?", &body)
}

/// Keeps the name.
pub(crate) async fn remember(Form(fields): Form) -> Response {
    let back = back(&fields);
    let Some(name) = fields.get("naam").and_then(sound) else {
        let to = format!("/wie?{}", encoded([("fout", "1"), ("terug", back)]));
        return see_other(&to);
    };
    let value = encoded([("n", name.as_str())]);
    let value = value.strip_prefix("n=").unwrap_or_default();
    let cookie = cookie(COOKIE, value);
    let headers = [
        (header::SET_COOKIE, cookie.as_str()),
        (header::LOCATION, back),
    ];
    (StatusCode::SEE_OTHER, headers).into_response()
}
