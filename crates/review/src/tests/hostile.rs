//! Script in every place where others write.

use waardenscan::Lexicon;

use super::site::Site;

const SCRIPT: &str = "<script>alert('x')</script>\"><img src=x onerror=alert(1)>";

/// What a browser would run or load if it stood in a page as markup.
fn is_inert(page: &str) -> bool {
    ![
        "<script>alert",
        "<img src=x",
        "\"><img",
        "onerror=alert(1)>",
    ]
    .iter()
    .any(|it| page.contains(it))
}

#[test]
fn what_others_wrote_is_shown_as_text() {
    let folder = tempfile::tempdir().unwrap();
    let own =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../report/tests/report/lexicon");
    for file in std::fs::read_dir(own).unwrap() {
        let file = file.unwrap();
        let text = std::fs::read_to_string(file.path()).unwrap();
        let name = text
            .replace("\"Maatwerk\"", &format!("'''Maatwerk {SCRIPT}'''"))
            .replace(
                "\"Kijken naar deze inwoner in deze situatie.\"",
                &format!("'''Definitie {SCRIPT}'''"),
            )
            .replace("\"De mens\"", &format!("'''Mens {SCRIPT}'''"));
        std::fs::write(folder.path().join(file.file_name()), name).unwrap();
    }
    let lexicon = Lexicon::load(folder.path()).unwrap();
    let line =
        format!("# Kop {SCRIPT}\nWij bieden maatwerk {SCRIPT} en vertrouwen.\nNog meer {SCRIPT}.");
    let name = "<script>alert('x')<`script>.txt";
    let sidecar = format!(
        "path,title,municipality,kind\n\"{name}\",\"Titel {}\",\"Stad {}\",\"soort {}\"\n",
        SCRIPT.replace('"', "\"\""),
        SCRIPT.replace('"', "\"\""),
        SCRIPT.replace('"', "\"\"")
    );
    let site = Site::with(&[(name, &line)], lexicon, false);
    // Scanned again with what a sidecar says of it.
    std::fs::write(site.folder.path().join("archief/metadata.csv"), sidecar).unwrap();
    let noor = site.browser(SCRIPT);
    let page = noor.get("/nakijken");
    assert!(page.text().contains("&lt;script&gt;"), "{}", page.text());
    for more in [
        vec![("oordeel", "notitie"), ("notitie", SCRIPT)],
        vec![
            ("oordeel", "mis"),
            ("andere", "zekerheid"),
            ("woorden", "<script>alert('x')</script>"),
        ],
        vec![("oordeel", "niet"), ("reden", SCRIPT)],
    ] {
        let answer = noor.decide(&noor.get("/nakijken"), &more);
        noor.get(answer.location());
    }
    let query = crate::fields::encoded([("cluster", SCRIPT), ("wie", SCRIPT), ("waarde", SCRIPT)]);
    let melding =
        crate::fields::encoded([("melding", SCRIPT), ("terug", SCRIPT), ("zoek", SCRIPT)]);
    for path in [
        "/",
        "/nakijken?besluit=alle",
        "/lijst?besluit=alle",
        "/toetsen",
        "/wie",
    ]
    .map(str::to_owned)
    .into_iter()
    .chain([
        format!("/?{melding}"),
        format!("/nakijken?{query}"),
        format!("/lijst?{query}"),
        format!("/nakijken?{melding}"),
        format!("/wie?{melding}"),
        "/nakijken?besluit=alle&waarde=maatwerk".to_owned(),
    ]) {
        let page = noor.get(&path);
        assert_eq!(page.status, 200, "{path}: {}", page.text());
        assert!(is_inert(&page.text()), "{path}: {}", page.text());
        assert_eq!(page.headers["x-content-type-options"], "nosniff");
        let policy = page.headers["content-security-policy"].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self'"));
        assert!(
            !page.text().contains(" style="),
            "{path}: the policy forbids it"
        );
    }
}
