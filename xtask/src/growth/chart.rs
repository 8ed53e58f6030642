//! A chart: two measures against a size, each from zero on with an axis of its
//! own. What grows in proportion lies on the dotted line through its last point.

use std::fmt::Write;

use super::curve::{Curve, Point};

const WIDTH: f64 = 480.0;
const HEIGHT: f64 = 220.0;
/// Around the axes, for what is written there.
const MARGIN: f64 = 62.0;
const COLOURS: [&str; 2] = ["#1b5e8c", "#b3541e"];

/// Draws a curve.
pub(super) fn svg(curve: &Curve) -> String {
    let mut svg = String::new();
    // Writing to a string cannot fail.
    let _ = draw(&mut svg, curve);
    svg
}

fn draw(svg: &mut String, curve: &Curve) -> std::fmt::Result {
    let [left, right] = curve.measures;
    let (wide, high) = (WIDTH + 2.0 * MARGIN, HEIGHT + 2.0 * MARGIN - 16.0);
    writeln!(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {wide} {high}\" \
         width=\"{wide}\" height=\"{high}\" font-family=\"sans-serif\" font-size=\"12\" role=\"img\">\n\
         <title>{left} and {right} against {of}</title>\n\
         <rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n\
         <g transform=\"translate({MARGIN} {})\">\n\
         <text x=\"0\" y=\"-16\" text-anchor=\"middle\" fill=\"{}\">{left}</text>\n\
         <text x=\"{WIDTH}\" y=\"-16\" text-anchor=\"middle\" fill=\"{}\">{right}</text>\n\
         <text x=\"{}\" y=\"{}\" text-anchor=\"middle\">{of}</text>",
        MARGIN - 16.0,
        COLOURS[0],
        COLOURS[1],
        WIDTH / 2.0,
        HEIGHT + 40.0,
        of = curve.of,
    )?;
    let ends = Ends::of(&curve.points);
    for quarter in 0..=4 {
        gridline(svg, f64::from(quarter) / 4.0, &ends)?;
    }
    for measure in [0, 1] {
        series(svg, &curve.points, &ends, measure)?;
    }
    writeln!(svg, "</g>\n</svg>")
}

/// Where the axes end.
struct Ends {
    size: f64,
    measured: [f64; 2],
}

impl Ends {
    fn of(points: &[Point]) -> Self {
        let most = |of: fn(&Point) -> f64| round_up(points.iter().map(of).fold(0.0, f64::max));
        Self {
            size: most(|it| it.size as f64),
            measured: [most(|it| it.measured[0]), most(|it| it.measured[1])],
        }
    }
}

/// A line across and what it means on each axis.
fn gridline(svg: &mut String, share: f64, ends: &Ends) -> std::fmt::Result {
    let (x, y) = (share * WIDTH, HEIGHT - share * HEIGHT);
    let [left, right] = ends.measured.map(|end| short(share * end));
    let below = y + 4.0;
    writeln!(
        svg,
        "<path d=\"M0 {y}H{WIDTH}\" stroke=\"#ddd\"/>\n\
         <text x=\"-6\" y=\"{below}\" text-anchor=\"end\" fill=\"{}\">{left}</text>\n\
         <text x=\"{}\" y=\"{below}\" fill=\"{}\">{right}</text>\n\
         <text x=\"{x}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
        COLOURS[0],
        WIDTH + 6.0,
        COLOURS[1],
        HEIGHT + 18.0,
        short(share * ends.size),
    )
}

fn series(svg: &mut String, points: &[Point], ends: &Ends, measure: usize) -> std::fmt::Result {
    let pick = |of: [f64; 2]| if measure == 0 { of[0] } else { of[1] };
    let colour = if measure == 0 { COLOURS[0] } else { COLOURS[1] };
    let places: Vec<(f64, f64)> = points
        .iter()
        .map(|point| {
            let x = point.size as f64 / ends.size * WIDTH;
            let y = HEIGHT - pick(point.measured) / pick(ends.measured) * HEIGHT;
            (x, y)
        })
        .collect();
    let line: Vec<String> = places
        .iter()
        .map(|(x, y)| format!("{x:.1},{y:.1}"))
        .collect();
    if let Some(last) = line.last() {
        writeln!(
            svg,
            "<path d=\"M0,{HEIGHT}L{last}\" stroke=\"{colour}\" stroke-dasharray=\"2 4\"/>\n\
             <polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>",
            line.join(" ")
        )?;
    }
    for (x, y) in places {
        writeln!(
            svg,
            "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3\" fill=\"{colour}\"/>"
        )?;
    }
    Ok(())
}

/// The next of 1, 2, 4, 6, 8 times a power of ten: a quarter of it is short to
/// write.
fn round_up(number: f64) -> f64 {
    if number <= 0.0 {
        return 1.0;
    }
    let power = 10_f64.powf(number.log10().floor());
    let steps = [1.0, 2.0, 4.0, 6.0, 8.0];
    let step = steps.into_iter().find(|step| step * power >= number);
    step.unwrap_or(10.0) * power
}

/// A number in few digits: "2.5", "40", "12.5k", "1M".
fn short(number: f64) -> String {
    if number >= 1e6 {
        return format!("{}M", short(number / 1e6));
    }
    if number >= 10_000.0 {
        return format!("{}k", short(number / 1000.0));
    }
    let text = format!("{number:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axes_end_at_short_numbers() {
        let ends = [0.0, 0.37, 1.0, 3.2, 41.0, 980.0].map(round_up);
        let expected = [1.0, 0.4, 1.0, 4.0, 60.0, 1000.0];
        for (end, expected) in ends.into_iter().zip(expected) {
            assert!((end - expected).abs() < 1e-9, "{end} for {expected}");
        }
        assert_eq!(
            [2.5, 40.0, 12_500.0, 1e6, 0.0].map(short),
            ["2.5", "40", "12.5k", "1M", "0"]
        );
    }

    #[test]
    fn a_point_lies_where_its_figures_say() {
        let mut curve = Curve::new("f", "pages", "Reading", ["CPU, s", "memory, MB"]);
        for size in [1, 2, 4] {
            curve.points.push(Point::new(size, [size as f64, 5.0]));
        }
        let svg = svg(&curve);
        assert!(
            svg.contains("points=\"120.0,165.0 240.0,110.0 480.0,0.0\""),
            "{svg}"
        );
        assert!(
            svg.contains("points=\"120.0,36.7 240.0,36.7 480.0,36.7\""),
            "{svg}"
        );
    }
}
