//! Requests that get no page, and why.

use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use maud::{DOCTYPE, html};
use waardenscan_archive::ProjectError;

/// Why a request is refused.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// It names another host than the page's own.
    OtherHost,
    /// It would change something and does not come from a page of ours.
    OtherOrigin,
    /// It does not carry the secret.
    NoSecret,
    /// It does not say what our pages say.
    Malformed,
    /// Its address is longer than any of ours.
    TooLong,
    /// It carries more than any of our forms.
    TooLarge,
    /// There is nothing at its address, or not any more.
    NotFound,
    /// It would change a project that is only shown.
    ReadOnly,
    /// What it was decided on has changed since it was shown.
    Changed,
    /// The project cannot be used, or refuses the decision.
    Project(ProjectError),
    /// Our own fault.
    Broken,
}

impl Refusal {
    const fn status(&self) -> StatusCode {
        match self {
            // RFC 9110, 15.5.20: not a server for the host that was asked.
            Self::OtherHost => StatusCode::MISDIRECTED_REQUEST,
            Self::OtherOrigin | Self::NoSecret | Self::ReadOnly => StatusCode::FORBIDDEN,
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::TooLong => StatusCode::URI_TOO_LONG,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Changed | Self::Project(ProjectError::Decision { .. }) => StatusCode::CONFLICT,
            Self::Project(ProjectError::Locked { .. }) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Project(_) | Self::Broken => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    const fn message(&self) -> &'static str {
        match self {
            Self::OtherHost => "Deze pagina is alleen te openen op het adres dat waardenscan gaf.",
            Self::OtherOrigin => {
                "Deze opdracht kwam niet van de pagina van waardenscan en is niet uitgevoerd."
            }
            Self::NoSecret => {
                "Open het hele adres dat waardenscan bij het starten gaf, met de sleutel erin. \
                 Is waardenscan opnieuw gestart, dan geldt een nieuw adres."
            }
            Self::Malformed => {
                "Dit adres of formulier is niet te begrijpen. Ga terug en probeer \
                                het opnieuw."
            }
            Self::TooLong => "Dit adres is te lang.",
            Self::TooLarge => "Er is te veel ingevuld. Ga terug en maak de tekst korter.",
            Self::NotFound => "Hier staat niets, of niet meer.",
            Self::ReadOnly => {
                "Dit project is alleen te bekijken: besluiten worden niet aangenomen."
            }
            Self::Changed => {
                "De tekst of het lexicon is intussen gewijzigd. Er is niets besloten. \
                              Ga terug, laad de pagina opnieuw en kijk nog eens."
            }
            Self::Project(ProjectError::Decision { .. }) => {
                "Dit besluit kan hier niet worden genomen. Er is niets opgeslagen."
            }
            Self::Project(ProjectError::Locked { .. }) => {
                "Een ander programma schrijft in het project, bijvoorbeeld een scan. Er is niets \
                 opgeslagen. Wacht even en probeer het opnieuw."
            }
            Self::Project(ProjectError::DiskFull { .. }) => {
                "De schijf is vol. Er is niets opgeslagen. Maak ruimte en probeer het opnieuw."
            }
            Self::Project(ProjectError::DiskFails { .. }) => {
                "De schijf werkt niet mee. Er is niets opgeslagen. Controleer de schijf en probeer \
                 het opnieuw."
            }
            Self::Project(_) => "Het projectbestand is niet te gebruiken.",
            Self::Broken => "Er ging iets mis in waardenscan zelf. Probeer het opnieuw.",
        }
    }
}

impl From<ProjectError> for Refusal {
    fn from(error: ProjectError) -> Self {
        Self::Project(error)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let status = self.status();
        let page = html! {
            (DOCTYPE)
            html lang="nl" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    title { "Dat gaat niet – Waardenscan" }
                    link rel="stylesheet" href="/waarden.css";
                    link rel="stylesheet" href="/vorm.css";
                }
                body {
                    main {
                        div.narrow {
                            h1 { "Dat gaat niet" }
                            p { (self.message()) }
                            @if let Self::Project(error) = &self { p.meta lang="en" { (error) } }
                            p { a href="/" { "Naar het overzicht" } }
                        }
                    }
                }
            }
        };
        let kind = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
        (status, kind, page.into_string()).into_response()
    }
}

/// Answers a request for what is not there.
pub(crate) async fn unknown() -> Refusal {
    Refusal::NotFound
}
