//! Who may ask, and what a page may do.
//!
//! A server on this machine can be reached by every program and every page in
//! a browser on it. So a request must name this address (a page of elsewhere
//! whose name was made to lead here does not: DNS rebinding), must carry the
//! secret that only the printed address holds, and one that changes something
//! must come from a page of ours.

use std::{net::SocketAddr, sync::Arc};

use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use subtle::ConstantTimeEq;

use crate::refusal::Refusal;

/// Length of the secret in bytes; in the address it takes twice as many
/// characters.
const SECRET_BYTES: usize = 24;

/// What every answer says. No script, style or picture but ours, no frame
/// around the page, nothing kept by the browser, no address told to others.
const HEADERS: [(HeaderName, &str); 7] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
         connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    // Not "no-referrer": that makes browsers send the origin "null" with forms.
    (header::REFERRER_POLICY, "same-origin"),
    (header::CACHE_CONTROL, "no-store"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
];

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Knows where the page is served, and its secret.
#[derive(Debug)]
pub(crate) struct Guard {
    hosts: [String; 2],
    cookie: String,
    secret: String,
}

impl Guard {
    /// Makes a new secret for the page served at `address`.
    pub(crate) fn new(address: SocketAddr) -> Result<Self, getrandom::Error> {
        let mut secret = [0; SECRET_BYTES];
        getrandom::fill(&mut secret)?;
        let port = address.port();
        Ok(Self {
            hosts: [format!("127.0.0.1:{port}"), format!("localhost:{port}")],
            // Cookies do not tell ports apart, and another project may be
            // under review at the same time.
            cookie: format!("waardenscan_{port}"),
            secret: secret.iter().map(|byte| format!("{byte:02x}")).collect(),
        })
    }

    /// The address that lets its visitor in.
    pub(crate) fn address(&self) -> String {
        let [host, _] = &self.hosts;
        format!("http://{host}/?sleutel={}", self.secret)
    }

    fn is_here(&self, headers: &HeaderMap) -> bool {
        let mut hosts = headers.get_all(header::HOST).iter();
        let (Some(host), None) = (hosts.next(), hosts.next()) else {
            return false;
        };
        self.is_ours(host.as_bytes())
    }

    fn is_ours(&self, host: &[u8]) -> bool {
        let same = |own: &String| host.eq_ignore_ascii_case(own.as_bytes());
        self.hosts.iter().any(same)
    }

    /// Browsers send the origin with every request that changes something.
    fn is_from_here(&self, headers: &HeaderMap) -> bool {
        let origin = headers.get(header::ORIGIN).map(HeaderValue::as_bytes);
        let host = origin.and_then(|origin| origin.strip_prefix(b"http://"));
        host.is_some_and(|host| self.hosts.iter().any(|own| own.as_bytes() == host))
    }

    /// Browsers say of every request whether a page of elsewhere made it; what
    /// people type, or open from a program, is of nowhere.
    fn is_from_elsewhere(headers: &HeaderMap) -> bool {
        let site = headers.get(SEC_FETCH_SITE).map(HeaderValue::as_bytes);
        site.is_some_and(|site| site != b"same-origin" && site != b"none")
    }

    fn is_secret(&self, candidate: &[u8]) -> bool {
        self.secret.as_bytes().ct_eq(candidate).into()
    }

    fn has_cookie(&self, headers: &HeaderMap) -> bool {
        let lines = headers.get_all(header::COOKIE).iter();
        lines
            .flat_map(|line| line.as_bytes().split(|&byte| byte == b';'))
            .filter_map(|pair| {
                let pair = pair.trim_ascii();
                pair.strip_prefix(self.cookie.as_bytes())?
                    .strip_prefix(b"=")
            })
            .any(|secret| self.is_secret(secret))
    }

    /// Gives the browser the secret to keep, and takes it out of the address,
    /// where it would end up in the history.
    fn welcome(&self) -> Response {
        let cookie = format!(
            "{}={}; Path=/; HttpOnly; SameSite=Strict",
            self.cookie, self.secret
        );
        let headers = [(header::SET_COOKIE, cookie), (header::LOCATION, "/".into())];
        (StatusCode::SEE_OTHER, headers).into_response()
    }

    /// Decides about a request; none lets it through.
    fn judge(&self, request: &Request) -> Option<Response> {
        let headers = request.headers();
        let uri = request.uri();
        let named = uri.authority();
        if !self.is_here(headers) || named.is_some_and(|it| !self.is_ours(it.as_str().as_bytes())) {
            return Some(Refusal::OtherHost.into_response());
        }
        let method = request.method();
        let reads = method == Method::GET || method == Method::HEAD;
        if Self::is_from_elsewhere(headers) || (!reads && !self.is_from_here(headers)) {
            return Some(Refusal::OtherOrigin.into_response());
        }
        let key = uri.query().and_then(|query| query.strip_prefix("sleutel="));
        if reads
            && uri.path() == "/"
            && let Some(key) = key
        {
            return Some(match self.is_secret(key.as_bytes()) {
                true => self.welcome(),
                false => Refusal::NoSecret.into_response(),
            });
        }
        let known = self.has_cookie(headers);
        (!known).then(|| Refusal::NoSecret.into_response())
    }
}

/// Lets through what [`Guard`] allows, and says on every answer what it may do.
pub(crate) async fn guarded(
    State(guard): State<Arc<Guard>>,
    request: Request,
    next: Next,
) -> Response<Body> {
    let mut response = match guard.judge(&request) {
        Some(refused) => refused,
        None => next.run(request).await,
    };
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    }
    response
}

#[cfg(test)]
mod tests {
    use std::net::{Ipv4Addr, SocketAddr};

    use axum::{Router, middleware::from_fn_with_state, routing::get};
    use tower::ServiceExt;

    use super::*;

    const PORT: u16 = 4600;

    fn guard() -> Arc<Guard> {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, PORT));
        Arc::new(Guard::new(address).unwrap())
    }

    /// A request as a browser on the page sends it.
    struct Asked<'a> {
        method: Method,
        path: &'a str,
        host: Option<&'a str>,
        origin: Option<&'a str>,
        cookie: Option<String>,
        site: Option<&'a str>,
    }

    impl Asked<'_> {
        fn get(guard: &Guard) -> Self {
            Self {
                method: Method::GET,
                path: "/",
                host: Some("127.0.0.1:4600"),
                origin: None,
                cookie: Some(format!("waardenscan_{PORT}={}", guard.secret)),
                site: None,
            }
        }

        fn post(guard: &Guard) -> Self {
            Self {
                method: Method::POST,
                origin: Some("http://127.0.0.1:4600"),
                ..Self::get(guard)
            }
        }
    }

    fn answer(guard: &Arc<Guard>, asked: Asked<'_>) -> Response {
        let router = Router::new()
            .route("/", get(|| async { "binnen" }).post(|| async { "gedaan" }))
            .layer(from_fn_with_state(Arc::clone(guard), guarded));
        let mut request = Request::builder().method(asked.method).uri(asked.path);
        for (name, value) in [
            (header::HOST, asked.host),
            (header::ORIGIN, asked.origin),
            (header::COOKIE, asked.cookie.as_deref()),
            (SEC_FETCH_SITE, asked.site),
        ] {
            if let Some(value) = value {
                request = request.header(name, value);
            }
        }
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap();
        let request = request.body(Body::empty()).unwrap();
        runtime.block_on(router.oneshot(request)).unwrap()
    }

    #[track_caller]
    fn refused(guard: &Arc<Guard>, asked: Asked<'_>, refusal: Refusal) {
        let expected = refusal.into_response().status();
        let answer = answer(guard, asked);
        assert_eq!(answer.status(), expected);
        assert!(
            answer
                .headers()
                .contains_key(header::CONTENT_SECURITY_POLICY)
        );
        assert!(!answer.headers().contains_key(header::SET_COOKIE));
    }

    #[test]
    fn the_printed_address_lets_in_once_and_for_all() {
        let guard = guard();
        let address = guard.address();
        let path = address.strip_prefix("http://127.0.0.1:4600").unwrap();
        let first = answer(
            &guard,
            Asked {
                path,
                cookie: None,
                ..Asked::get(&guard)
            },
        );
        assert_eq!(first.status(), StatusCode::SEE_OTHER);
        assert_eq!(first.headers()[header::LOCATION], "/");
        let cookie = first.headers()[header::SET_COOKIE].to_str().unwrap();
        let (pair, limits) = cookie.split_once("; ").unwrap();
        assert_eq!(limits, "Path=/; HttpOnly; SameSite=Strict");
        let cookie = Some(format!("ander=1; {pair}"));
        let second = answer(
            &guard,
            Asked {
                cookie,
                ..Asked::get(&guard)
            },
        );
        assert_eq!(second.status(), StatusCode::OK);
        for (name, value) in HEADERS {
            assert_eq!(second.headers()[&name], value);
        }
    }

    #[test]
    fn without_the_secret_nobody_comes_in() {
        let guard = guard();
        let short = guard.secret.get(..10).unwrap();
        for cookie in [
            None,
            Some(String::new()),
            Some(format!("waardenscan_{PORT}=")),
            Some(format!("waardenscan_{PORT}={short}")),
            Some(format!("waardenscan_4601={}", guard.secret)),
            Some(format!("xwaardenscan_{PORT}={}", guard.secret)),
        ] {
            let asked = Asked {
                cookie,
                ..Asked::get(&guard)
            };
            refused(&guard, asked, Refusal::NoSecret);
        }
        let other = Guard::new(SocketAddr::from((Ipv4Addr::LOCALHOST, PORT))).unwrap();
        for path in [
            "/?sleutel=",
            "/?sleutel=0",
            &format!("/?sleutel={}", other.secret),
        ] {
            let asked = Asked {
                path,
                ..Asked::get(&guard)
            };
            refused(&guard, asked, Refusal::NoSecret);
        }
    }

    #[test]
    fn a_name_that_was_made_to_lead_here_is_refused() {
        let guard = guard();
        for host in [
            None,
            Some(""),
            Some("kwaad.example:4600"),
            Some("127.0.0.1"),
            Some("127.0.0.1:4601"),
            Some("127.0.0.1:4600.kwaad.example"),
        ] {
            let asked = Asked {
                host,
                ..Asked::get(&guard)
            };
            refused(&guard, asked, Refusal::OtherHost);
        }
        let here = Asked {
            host: Some("LOCALHOST:4600"),
            ..Asked::get(&guard)
        };
        assert_eq!(answer(&guard, here).status(), StatusCode::OK);
    }

    #[test]
    fn only_a_page_of_ours_changes_anything() {
        let guard = guard();
        for origin in [
            None,
            Some("null"),
            Some("https://127.0.0.1:4600"),
            Some("http://127.0.0.1:4601"),
            Some("http://kwaad.example"),
            Some("http://127.0.0.1:4600/"),
        ] {
            let asked = Asked {
                origin,
                ..Asked::post(&guard)
            };
            refused(&guard, asked, Refusal::OtherOrigin);
        }
        let ours = answer(&guard, Asked::post(&guard));
        assert_eq!(ours.status(), StatusCode::OK);
    }

    #[test]
    fn a_page_of_elsewhere_gets_nothing_even_with_the_cookie() {
        let guard = guard();
        for site in ["cross-site", "same-site", "anders"] {
            for asked in [Asked::get(&guard), Asked::post(&guard)] {
                let asked = Asked {
                    site: Some(site),
                    ..asked
                };
                refused(&guard, asked, Refusal::OtherOrigin);
            }
        }
        let typed = Asked {
            site: Some("none"),
            ..Asked::get(&guard)
        };
        assert_eq!(answer(&guard, typed).status(), StatusCode::OK);
        let elsewhere = Asked {
            path: "http://kwaad.example:4600/",
            ..Asked::get(&guard)
        };
        refused(&guard, elsewhere, Refusal::OtherHost);
    }
}
