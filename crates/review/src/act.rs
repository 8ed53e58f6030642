//! A form that changes something, by somebody who may.

use std::sync::Arc;

use axum::extract::{FromRef, FromRequest, FromRequestParts, Request};
use axum::http::header;
use axum::response::{IntoResponse, Response};

use crate::desk::Desk;
use crate::fields::{Fields, Form};
use crate::refusal::Refusal;
use crate::visitor::{Visitor, asked, own_path};

/// What somebody asks for who gave a name, of a project that can be changed.
/// Anybody else is refused, or asked for the name and led back.
pub(crate) struct Act {
    pub(crate) who: String,
    pub(crate) fields: Fields,
}

impl<S: Send + Sync> FromRequest<S> for Act
where
    Arc<Desk>: FromRef<S>,
{
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        if !Arc::<Desk>::from_ref(state).is_open() {
            return Err(Refusal::ReadOnly.into_response());
        }
        let (mut parts, body) = request.into_parts();
        let who = Visitor::from_request_parts(&mut parts, state).await;
        let who = who.map_err(IntoResponse::into_response)?;
        let Visitor(Some(who)) = who else {
            // The page that the form stands on, as the browser says.
            let from = parts.headers.get(header::REFERER);
            let from = from.and_then(|from| from.to_str().ok()).unwrap_or("/");
            let path = from
                .strip_prefix("http://")
                .and_then(|from| Some(from.get(from.find('/')?..)?.to_owned()));
            return Err(asked(own_path(path.as_deref().unwrap_or("/"))));
        };
        let form = Form::from_request(Request::from_parts(parts, body), state).await;
        let Form(fields) = form.map_err(IntoResponse::into_response)?;
        Ok(Self { who, fields })
    }
}
