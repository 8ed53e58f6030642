//! What a request says: the fields of its address or of its form.

use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;

use crate::refusal::Refusal;

/// The most bytes that an address may have after its question mark. Ours have
/// some hundreds; a path of a document may take 4096 itself.
const MAX_QUERY: usize = 16 << 10;
/// The most fields of a form: one for each suggestion on a page, and a few.
const MAX_FIELDS: usize = 500;

/// Names with their values, in the order sent.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fields(Vec<(String, String)>);

impl Fields {
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, Refusal> {
        let mut fields = Vec::new();
        for (name, value) in form_urlencoded::parse(bytes) {
            if fields.len() == MAX_FIELDS || value.contains('\0') {
                return Err(Refusal::Malformed);
            }
            fields.push((name.into_owned(), value.into_owned()));
        }
        Ok(Self(fields))
    }

    /// Returns the value of a field, without spaces at its ends; none where it
    /// is missing or empty.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let named = self.0.iter().filter(|(one, _)| one == name);
        let mut values = named.map(|(_, value)| value.trim());
        values.find(|value| !value.is_empty())
    }

    /// Returns every value of a field that may come more than once.
    pub(crate) fn all(&self, name: &'static str) -> impl Iterator<Item = &str> {
        let named = self.0.iter().filter(move |(one, _)| one == name);
        let values = named.map(|(_, value)| value.trim());
        values.filter(|value| !value.is_empty())
    }

    /// Returns the number in a field; none where it is missing.
    pub(crate) fn number<T: std::str::FromStr>(&self, name: &str) -> Result<Option<T>, Refusal> {
        let number = self.get(name).map(str::parse).transpose();
        number.map_err(|_| Refusal::Malformed)
    }

    /// Returns the number in a field that must be there.
    pub(crate) fn must<T: std::str::FromStr>(&self, name: &str) -> Result<T, Refusal> {
        self.number(name)?.ok_or(Refusal::Malformed)
    }
}

/// The fields of the address.
impl<S: Sync> FromRequestParts<S> for Fields {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refusal> {
        let query = parts.uri.query().unwrap_or_default();
        if query.len() > MAX_QUERY {
            return Err(Refusal::TooLong);
        }
        Self::parse(query.as_bytes())
    }
}

/// The fields of a form that was sent.
pub(crate) struct Form(pub(crate) Fields);

impl<S: Send + Sync> FromRequest<S> for Form {
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refusal> {
        let kind = request.headers().get(axum::http::header::CONTENT_TYPE);
        let kind = kind.map_or(&b""[..], |kind| kind.as_bytes());
        if !kind.starts_with(b"application/x-www-form-urlencoded") {
            return Err(Refusal::Malformed);
        }
        let body = axum::body::Bytes::from_request(request, state).await;
        let body = body.map_err(|_| Refusal::TooLarge)?;
        Fields::parse(&body).map(Self)
    }
}

/// Writes fields as they stand in an address.
pub(crate) fn encoded<'a>(fields: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    form_urlencoded::Serializer::new(String::new())
        .extend_pairs(fields)
        .finish()
}
