//! What is measured of one kind of growth, and what it says.

use crate::bench::measure::Usage;

/// Two measures against a size.
pub(super) struct Curve {
    /// What the chart's file is called after.
    pub(super) file: &'static str,
    /// What grows.
    pub(super) of: &'static str,
    /// What is done with it.
    pub(super) what: &'static str,
    /// What is measured, each with its unit.
    pub(super) measures: [&'static str; 2],
    /// Whether the first measure is a sum over what grows.
    pub(super) adds_up: bool,
    /// From the smallest to the largest.
    pub(super) points: Vec<Point>,
}

pub(super) struct Point {
    pub(super) size: usize,
    pub(super) measured: [f64; 2],
}

impl Point {
    pub(super) const fn new(size: usize, measured: [f64; 2]) -> Self {
        Self { size, measured }
    }

    /// The first measure of a thousand more, between this point and a larger one.
    fn more_to(&self, larger: &Self) -> String {
        let more = larger.size as f64 - self.size as f64;
        short((larger.measured[0] - self.measured[0]) / more * 1000.0)
    }
}

impl Curve {
    pub(super) const fn new(
        file: &'static str,
        of: &'static str,
        what: &'static str,
        measures: [&'static str; 2],
    ) -> Self {
        Self {
            file,
            of,
            what,
            measures,
            adds_up: true,
            points: Vec::new(),
        }
    }

    /// A curve of what processes used.
    pub(super) const fn used(file: &'static str, of: &'static str, what: &'static str) -> Self {
        Self::new(file, of, what, ["CPU, s", "memory, MB"])
    }

    pub(super) fn add(&mut self, size: usize, used: Usage) {
        let megabytes = used.memory as f64 / 1e6;
        self.points.push(Point::new(size, [used.cpu, megabytes]));
    }

    /// A table, what the ends say of each other, and the chart.
    pub(super) fn described(&self, chart: &str) -> String {
        let [first, second] = self.measures;
        let mut columns = vec![self.of, first, second];
        let more = format!("{first} for 1000 more");
        if self.adds_up {
            columns.insert(2, &more);
        }
        let mut text = format!("**{}**:\n\n", self.what);
        text += &row(&columns);
        text += &row(&vec!["--:"; columns.len()]);
        let before = std::iter::once(None).chain(self.points.iter().map(Some));
        for (point, before) in self.points.iter().zip(before) {
            let mut cells = vec![point.size.to_string()];
            cells.extend(point.measured.map(short));
            if self.adds_up {
                cells.insert(2, before.map_or_else(String::new, |it| it.more_to(point)));
            }
            text += &row(&cells);
        }
        if let (Some(least), Some(most)) = (self.points.first(), self.points.last()) {
            let times = |of: fn(&Point) -> f64| short(of(most) / of(least));
            text += &format!(
                "\nFor {} times the {}: {first} × {}, {second} × {}.\n",
                times(|it| it.size as f64),
                self.of,
                times(|it| it.measured[0]),
                times(|it| it.measured[1]),
            );
        }
        text + &format!("\n![{first} and {second} against {}]({chart})\n", self.of)
    }
}

/// A row of a table.
fn row<T: AsRef<str>>(cells: &[T]) -> String {
    let cells: Vec<&str> = cells.iter().map(AsRef::as_ref).collect();
    format!("| {} |\n", cells.join(" | "))
}

/// Three digits that count.
fn short(number: f64) -> String {
    let decimals = match number {
        100.0.. => 0,
        10.0.. => 1,
        1.0.. => 2,
        _ => 3,
    };
    format!("{number:.decimals$}")
}

#[cfg(test)]
mod tests {
    use super::{Curve, Point};

    #[test]
    fn the_ends_are_compared() {
        let mut curve = Curve::new("f", "pages", "Reading", ["CPU, s", "memory, MB"]);
        curve.points.push(Point::new(100, [0.5, 12.0]));
        curve.points.push(Point::new(5100, [26.0, 120.0]));
        let expected = "**Reading**:\n\n\
            | pages | CPU, s | CPU, s for 1000 more | memory, MB |\n| --: | --: | --: | --: |\n\
            | 100 | 0.500 |  | 12.0 |\n| 5100 | 26.0 | 5.10 | 120 |\n\n\
            For 51.0 times the pages: CPU, s × 52.0, memory, MB × 10.0.\n\n\
            ![CPU, s and memory, MB against pages](f.svg)\n";
        assert_eq!(curve.described("f.svg"), expected);
    }
}
