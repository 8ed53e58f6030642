//! `cargo xtask growth`: what time and memory do as the work grows.
//!
//! Each point of a curve is a run of the released programs over made-up work of
//! that size, from nothing. `docs/performance.md` takes the figures, a chart
//! each curve goes beside it.

mod chart;
mod curve;
mod made;

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};

use self::curve::{Curve, Point};
use crate::bench::measure::{self, Usage};
use crate::bench::{machine, page, release};
use crate::{archive, root, say};

const USAGE: &str = "usage: cargo xtask growth [--documents N] \
    [--only documents,pages,indicators,suggestions]";

/// Documents of the largest archive, unless another number is asked for.
const DOCUMENTS: usize = 50_000;
/// The points lie at these parts of the largest work.
const PARTS: [usize; 5] = [50, 10, 5, 2, 1];
/// Pages of the longest document, indicators of the largest lexicon.
const PAGES: usize = 5000;
const INDICATORS: usize = 50_000;
/// Documents of the largest made-up project, each with a hundred suggestions.
const MADE: usize = 10_000;
/// Of the runs that take seconds, so many; the cheapest counts, as other work
/// on the machine only adds.
const ROUNDS: usize = 3;

/// What grows; the page has a place for each.
const NAMES: [&str; 4] = ["documents", "pages", "indicators", "suggestions"];

/// What was asked for.
struct Options {
    documents: usize,
    /// All where empty.
    only: Vec<String>,
}

impl Options {
    fn from(mut arguments: impl Iterator<Item = String>) -> Result<Self> {
        let mut options = Self {
            documents: DOCUMENTS,
            only: Vec::new(),
        };
        while let Some(argument) = arguments.next() {
            let value = arguments.next().context(USAGE)?;
            match argument.as_str() {
                "--documents" => options.documents = value.parse().context(USAGE)?,
                "--only" => options.only = value.split(',').map(str::to_owned).collect(),
                _ => bail!(USAGE),
            }
        }
        let known = options
            .only
            .iter()
            .all(|name| NAMES.contains(&name.as_str()));
        ensure!(known && options.documents >= PARTS[0], USAGE);
        Ok(options)
    }
}

/// Measures, draws and writes.
///
/// # Errors
/// When the arguments are not as in [`USAGE`], or a run fails.
pub(crate) fn run(arguments: impl Iterator<Item = String>) -> Result<()> {
    let options = Options::from(arguments)?;
    let bench = Bench {
        release: release(&["--bin", "waardenscan", "--example", "million"])?,
        work: tempfile::tempdir()?,
    };
    let docs = root()?.join("docs");
    for name in NAMES {
        if !options.only.is_empty() && !options.only.iter().any(|only| only == name) {
            continue;
        }
        let curves = match name {
            "documents" => vec![bench.documents(options.documents)?],
            "pages" => vec![bench.pages()?],
            "indicators" => vec![bench.indicators()?],
            _ => bench.suggestions()?,
        };
        let mut text = String::new();
        for curve in &curves {
            let chart = format!("growth-{}.svg", curve.file);
            fs::write(docs.join(&chart), chart::svg(curve))?;
            text += &format!("{}\n", curve.described(&chart));
        }
        text += &format!("{}.\n", machine::describe());
        say(&text);
        page::write(
            &docs.join("performance.md"),
            &format!("growth {name}"),
            &text,
        )?;
    }
    Ok(())
}

struct Bench {
    /// Where the programs are.
    release: PathBuf,
    /// What is made on the way, and deleted at the end.
    work: tempfile::TempDir,
}

impl Bench {
    fn path(&self, name: &str) -> PathBuf {
        self.work.path().join(name)
    }

    /// Scans; `of` are the flags and files that say what.
    fn scan(&self, of: &[(&str, &Path)]) -> Result<Usage> {
        let program = self.release.join("waardenscan");
        let mut command = vec![program.into_os_string()];
        for word in ["scan", "--ocr", "off", "--format", "jsonl", "--quiet"] {
            command.push(word.into());
        }
        command.extend(["--out".into(), self.path("out.jsonl").into()]);
        for (flag, file) in of {
            command.extend(
                [*flag]
                    .into_iter()
                    .filter(|it| !it.is_empty())
                    .map(OsString::from),
            );
            command.push(file.into());
        }
        measure::run(&command, &self.path("printed"))
    }

    /// Scans several times.
    fn cheapest(&self, of: &[(&str, &Path)]) -> Result<Usage> {
        let mut best = self.scan(of)?;
        for _ in 1..ROUNDS {
            let used = self.scan(of)?;
            if used.cpu < best.cpu {
                best = used;
            }
        }
        Ok(best)
    }

    /// Scans parts of an archive, each into a project of its own.
    fn documents(&self, most: usize) -> Result<Curve> {
        let mut curve = Curve::used(
            "documents",
            "documents",
            "A scan of an archive into a project",
        );
        let folder = self.path("archive");
        let names = archive::make(most, &folder)?;
        for part in PARTS {
            let number = most / part;
            let paths = names.iter().take(number).map(|name| folder.join(name));
            let list: Vec<String> = paths.map(|path| path.display().to_string()).collect();
            fs::write(self.path("list"), list.join("\n"))?;
            let project = self.path(&format!("{number}.sqlite"));
            let used = self.scan(&[
                ("--files-from", &self.path("list")),
                ("--project", &project),
            ])?;
            curve.add(number, used);
            fs::remove_file(project)?;
        }
        fs::remove_dir_all(folder)?;
        Ok(curve)
    }

    /// Scans one PDF of more and more pages.
    fn pages(&self) -> Result<Curve> {
        let mut curve = Curve::used("pages", "pages", "A scan of one PDF");
        let file = self.path("pages.pdf");
        for part in PARTS {
            let pages = PAGES / part;
            fs::write(&file, made::pdf(pages)?)?;
            curve.add(pages, self.cheapest(&[("", &file)])?);
        }
        Ok(curve)
    }

    /// Scans the samples with lexicons of more and more indicators.
    fn indicators(&self) -> Result<Curve> {
        let mut curve = Curve::used(
            "indicators",
            "indicators",
            "A scan of the samples with a lexicon read from its files",
        );
        let samples = root()?.join("corpus-samples");
        let lexicon = self.path("lexicon");
        for part in PARTS {
            let number = INDICATORS / part;
            made::lexicon(&lexicon, number)?;
            curve.add(
                number,
                self.cheapest(&[("--lexicon", &lexicon), ("", &samples)])?,
            );
        }
        Ok(curve)
    }

    /// Makes projects of more and more suggestions and asks them what the review
    /// page asks.
    fn suggestions(&self) -> Result<Vec<Curve>> {
        let mut sizes = Curve::new(
            "project",
            "suggestions",
            "Storing made-up documents in a project",
            ["CPU, s", "file, MB"],
        );
        let mut questions = Curve::new(
            "questions",
            "suggestions",
            "A page of fifty suggestions, by the slowest of its orders and filters, and a decision; \
             medians",
            ["page, ms", "decision, ms"],
        );
        questions.adds_up = false;
        for part in PARTS {
            let number = MADE / part;
            let project = self.path("million.sqlite");
            let printed = self.path("asked");
            fs::write(&printed, "")?;
            let command = [
                self.release.join("examples/million").into_os_string(),
                project.clone().into(),
                number.to_string().into(),
            ];
            let used = measure::run(&command, &printed)?;
            let asked = fs::read_to_string(&printed)?;
            let slowest =
                |what| median(&asked, what).with_context(|| format!("no {what}: {asked}"));
            let suggestions = number * 100;
            let megabytes = fs::metadata(&project)?.len() as f64 / 1e6;
            sizes
                .points
                .push(Point::new(suggestions, [used.cpu, megabytes]));
            let both = [slowest("page: ")?, slowest("decide")?];
            questions.points.push(Point::new(suggestions, both));
            fs::remove_file(project)?;
        }
        Ok(vec![sizes, questions])
    }
}

/// The longest median, in ms, of the lines about `what`.
fn median(printed: &str, what: &str) -> Option<f64> {
    let lines = printed.lines().filter(|line| line.starts_with(what));
    let medians = lines.filter_map(|line| {
        let (_, rest) = line.split_once(" p50 ")?;
        rest.split_whitespace().next()?.parse().ok()
    });
    medians.max_by(f64::total_cmp)
}

#[cfg(test)]
mod tests {
    use super::median;

    #[test]
    fn the_slowest_question_counts() {
        let printed = "decide        p50     1.50 ms  p95     2.00 ms  most     9.00 ms\n\
                       page: all     p50     2.00 ms  p95     3.00 ms  most     4.00 ms\n\
                       page: one     p50    11.25 ms  p95    12.00 ms  most    13.00 ms\n";
        assert_eq!(median(printed, "page: "), Some(11.25));
        assert_eq!(median(printed, "decide"), Some(1.5));
        assert_eq!(median(printed, "open"), None);
    }
}
