//! The style sheets and the script, compiled in.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use waardenscan_report::html::shared_css;

use crate::desk::Desk;

const CSS: &str = "text/css; charset=utf-8";
const JAVASCRIPT: &str = "text/javascript; charset=utf-8";

pub(crate) async fn style() -> impl IntoResponse {
    let style = concat!(
        include_str!("../assets/vorm.css"),
        include_str!("../assets/samen.css")
    );
    ([(header::CONTENT_TYPE, CSS)], style)
}

/// The colours of the values and what the report shares with the page.
pub(crate) async fn colours(State(desk): State<Arc<Desk>>) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, CSS)], shared_css(&desk.values()))
}

pub(crate) async fn script() -> impl IntoResponse {
    let script = include_str!("../assets/toetsen.js");
    ([(header::CONTENT_TYPE, JAVASCRIPT)], script)
}

pub(crate) async fn icon() -> impl IntoResponse {
    let icon = include_str!("../assets/icoon.svg");
    ([(header::CONTENT_TYPE, "image/svg+xml")], icon)
}
