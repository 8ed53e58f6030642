use std::io::Cursor;
use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use waardenscan_report::{
    ReportError, WaardendocumentOptions, write_waardendocument, write_waardendocument_html,
};

use crate::desk::Desk;
use crate::refusal::Refusal;

const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const HTML: &str = "text/html; charset=utf-8";

/// Gives the waardendocument as it stands, as a Word file to keep. Personal
/// data are blackened; the command line can leave them.
pub(crate) async fn word(State(desk): State<Arc<Desk>>) -> Result<Response, Refusal> {
    let file = desk
        .read(|desk, project| {
            let mut file = Cursor::new(Vec::new());
            let options = WaardendocumentOptions::default();
            write_waardendocument(project, desk.run, &options, &mut file).map_err(refusal)?;
            Ok(file.into_inner())
        })
        .await?;
    Ok(kept(file, WORD, "waardendocument.docx"))
}

/// Gives it as a page to keep. It is not shown here: its styles stand in
/// itself, which the policy of this page forbids.
pub(crate) async fn html(State(desk): State<Arc<Desk>>) -> Result<Response, Refusal> {
    let file = desk
        .read(|desk, project| {
            let mut file = Vec::new();
            let options = WaardendocumentOptions::default();
            write_waardendocument_html(project, desk.run, &options, &mut file).map_err(refusal)?;
            Ok(file)
        })
        .await?;
    Ok(kept(file, HTML, "waardendocument.html"))
}

fn refusal(error: ReportError) -> Refusal {
    match error {
        ReportError::Project(error) => Refusal::Project(error),
        _ => Refusal::Broken,
    }
}

/// A file that the browser saves and does not show.
fn kept(file: Vec<u8>, kind: &'static str, name: &str) -> Response {
    let headers = [(header::CONTENT_TYPE, HeaderValue::from_static(kind))];
    let mut response = (headers, file).into_response();
    if let Ok(disposition) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    response
}
