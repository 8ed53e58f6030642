//! A project under review, and a browser that remembers its cookies.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use tempfile::TempDir;
use tower::ServiceExt;
use waardenscan::{Block, Document, Format, Lexicon, ReadError, Reader, Scanner};
use waardenscan_archive::{Ending, Inputs, Project, ProjectError, UpdateOptions, update_project};

use crate::desk::Desk;
use crate::guard::Guard;
use crate::office::Office;
use crate::picture::Pictures;
use crate::server::router;

pub(super) const HOST: &str = "127.0.0.1:4600";

/// Reads a text file as a document: a line a paragraph.
struct Lines;

impl Reader for Lines {
    fn name(&self) -> &'static str {
        "regels"
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        bytes.starts_with(b"#regels")
    }

    fn read(&self, bytes: &[u8]) -> Result<Document, ReadError> {
        let text = String::from_utf8_lossy(bytes);
        let lines = text
            .lines()
            .skip(1)
            .map(|line| match line.strip_prefix("# ") {
                Some(heading) => Block::heading(1, heading),
                None => Block::paragraph(line),
            });
        Ok(Document::builder(Format::Docx).blocks(lines).build())
    }
}

fn scanner(lexicon: Lexicon) -> Scanner {
    let scanner = Scanner::builder().lexicon(lexicon).reader(Lines);
    scanner.build().unwrap()
}

/// Scans what lies in `archief` of a folder into its project.
fn scan(folder: &Path, scanner: &Scanner) -> PathBuf {
    let path = folder.join("p.sqlite");
    let mut project = Project::create_or_open(&path).unwrap();
    let inputs = Inputs::find(&[folder.join("archief")]);
    let options = UpdateOptions::default();
    let each = |_: &_| Ok::<_, ProjectError>(());
    let (ending, _) = update_project(&mut project, scanner, &inputs.files, &options, each).unwrap();
    assert!(matches!(ending, Ending::Complete));
    path
}

/// A folder of documents, scanned into a project, with its page.
pub(super) struct Site {
    pub(super) folder: TempDir,
    router: Router,
    secret: String,
}

impl Site {
    /// Scans documents, each a name and its lines, with the small lexicon.
    pub(super) fn new(documents: &[(&str, &str)]) -> Self {
        let lexicon = Path::new(env!("CARGO_MANIFEST_DIR")).join("../report/tests/report/lexicon");
        Self::with(documents, Lexicon::load(&lexicon).unwrap(), false)
    }

    pub(super) fn with(documents: &[(&str, &str)], lexicon: Lexicon, read_only: bool) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let archive = folder.path().join("archief");
        std::fs::create_dir(&archive).unwrap();
        for (name, lines) in documents {
            std::fs::write(archive.join(name), format!("#regels\n{lines}")).unwrap();
        }
        Self::scanned(folder, &scanner(lexicon), read_only)
    }

    /// Scans what lies in the archive now with another lexicon.
    pub(super) fn scan_again(&self, lexicon: Lexicon) {
        scan(self.folder.path(), &scanner(lexicon));
    }

    /// Scans what lies in `archief` of a folder.
    pub(super) fn scanned(folder: TempDir, scanner: &Scanner, read_only: bool) -> Self {
        let path = scan(folder.path(), scanner);
        let desk = Desk::open(&path, read_only, Pictures::new(None)).unwrap();
        let office = Office::new(desk).unwrap();
        let guard = Guard::new(SocketAddr::from((Ipv4Addr::LOCALHOST, 4600))).unwrap();
        let address = guard.address();
        let secret = address.split_once('=').unwrap().1.to_owned();
        Self {
            router: router(office, Arc::new(guard)),
            folder,
            secret,
        }
    }

    pub(super) fn project(&self) -> Project {
        Project::open(&self.folder.path().join("p.sqlite")).unwrap()
    }

    /// A browser of a visitor with this name.
    pub(super) fn browser(&self, name: &str) -> Browser<'_> {
        let name = crate::fields::encoded([("", name)]);
        Browser {
            site: self,
            cookie: format!(
                "waardenscan_4600={}; waardenscan_naam={}",
                self.secret,
                name.trim_start_matches('=')
            ),
        }
    }

    pub(super) fn stranger(&self) -> Browser<'_> {
        Browser {
            site: self,
            cookie: format!("waardenscan_4600={}", self.secret),
        }
    }

    pub(super) fn send(&self, request: Request<Body>) -> Answer {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async {
            let answer = self.router.clone().oneshot(request).await.unwrap();
            let (parts, body) = answer.into_parts();
            let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
            Answer {
                status: parts.status,
                headers: parts.headers,
                body,
            }
        })
    }
}

pub(super) struct Browser<'a> {
    site: &'a Site,
    pub(super) cookie: String,
}

pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: axum::http::HeaderMap,
    pub(super) body: Vec<u8>,
}

impl Answer {
    pub(super) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(super) fn location(&self) -> &str {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}", self.text());
        self.headers[header::LOCATION].to_str().unwrap()
    }

    /// The values of the hidden fields of the first form that takes decisions.
    pub(super) fn hidden(&self) -> Vec<(String, String)> {
        let text = self.text();
        let form = text.split("action=\"/besluit\"").nth(1).expect("a form");
        let form = form.split("</form>").next().unwrap();
        let fields = form.split("<input type=\"hidden\" name=\"").skip(1);
        fields
            .filter_map(|field| {
                let (name, rest) = field.split_once("\" value=\"")?;
                let value = rest.split('"').next()?;
                Some((name.to_owned(), value.replace("&amp;", "&")))
            })
            .filter(|(name, _)| name != "oordeel")
            .collect()
    }
}

impl Browser<'_> {
    pub(super) fn request(&self, method: &str, path: &str) -> axum::http::request::Builder {
        Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, HOST)
            .header(header::COOKIE, &self.cookie)
    }

    /// Asks for a page, and goes where it sends.
    pub(super) fn get(&self, path: &str) -> Answer {
        let mut answer = self
            .site
            .send(self.request("GET", path).body(Body::empty()).unwrap());
        for _ in 0..3 {
            if answer.status != StatusCode::SEE_OTHER {
                break;
            }
            let to = answer.location().to_owned();
            answer = self
                .site
                .send(self.request("GET", &to).body(Body::empty()).unwrap());
        }
        answer
    }

    /// Sends a form; the answer is not followed.
    pub(super) fn post<'s>(
        &self,
        path: &str,
        fields: impl IntoIterator<Item = (&'s str, &'s str)>,
    ) -> Answer {
        let request = self
            .request("POST", path)
            .header(header::ORIGIN, format!("http://{HOST}"))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let body = crate::fields::encoded(fields);
        self.site.send(request.body(Body::from(body)).unwrap())
    }

    /// Decides on what a page shows.
    pub(super) fn decide(&self, page: &Answer, more: &[(&str, &str)]) -> Answer {
        let hidden = page.hidden();
        let fields = hidden
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()));
        self.post("/besluit", fields.chain(more.iter().copied()))
    }
}

/// Three documents with some suggestions.
pub(super) const PLANS: [(&str, &str); 3] = [
    (
        "1-plan.txt",
        "# Onze visie\nWij gaan uit van vertrouwen en bieden maatwerk.\nEen alinea zonder meer.\nPassende hulp is er in de wijk.",
    ),
    (
        "2-nota.txt",
        "Maatwerk is het uitgangspunt van deze hele nota, ook als het duurder is.\nVertrouwen is goed.",
    ),
    (
        "3-brief.txt",
        "Maatwerk is het uitgangspunt van deze hele nota, ook als het duurder is.\nTot ziens.",
    ),
];
