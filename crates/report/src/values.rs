//! The values of a run with their clusters and colours.

use std::collections::BTreeMap;

use waardenscan_archive::StoredValue;

/// Empty places on the colour circle between two clusters.
const GAP: usize = 1;
/// Where the colour circle starts, in degrees: at a warm red.
const FIRST_HUE: usize = 20;
/// Within a cluster neighbours also differ in the line below their marks and
/// in how full their tint is.
const LINES: [&str; 4] = ["solid", "dashed", "double", "dotted"];

/// The values of a run.
pub struct Values<'a> {
    values: Vec<Value<'a>>,
    clusters: Vec<Cluster<'a>>,
    places: BTreeMap<&'a str, usize>,
}

/// One value with its looks.
pub struct Value<'a> {
    /// Id.
    pub id: &'a str,
    /// Name.
    pub name: &'a str,
    /// Definition.
    pub definition: &'a str,
    /// Hue in degrees.
    pub(crate) hue: usize,
    /// CSS line style.
    pub(crate) line: &'static str,
    /// Whether the tint is the fuller one.
    pub(crate) is_deep: bool,
}

/// A cluster with the indices of its values, in lexicon order.
pub struct Cluster<'a> {
    /// Name.
    pub name: &'a str,
    /// Indices of its values.
    pub values: Vec<usize>,
}

impl Value<'_> {
    /// Returns its colour as it stands in a list of values, "#rrggbb": its hue,
    /// fairly saturated, half light, or darker where its tint is the fuller one.
    pub(crate) fn colour(&self) -> String {
        let [red, green, blue] = rgb(self.hue, 0.6, if self.is_deep { 0.42 } else { 0.55 });
        format!("#{red:02x}{green:02x}{blue:02x}")
    }
}

/// Turns hue (degrees), saturation and lightness (0 to 1) into red, green and
/// blue (CSS Color 4, section 7.1).
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "a hue below 360, and channels clamped to 0..=255"
)]
pub(crate) fn rgb(hue: usize, saturation: f32, lightness: f32) -> [u8; 3] {
    let hue = (hue % 360) as f32;
    let reach = saturation * lightness.min(1.0 - lightness);
    [0.0, 8.0, 4.0].map(|turn| {
        let k = (turn + hue / 30.0) % 12.0;
        let channel = lightness - reach * (k - 3.0).min(9.0 - k).clamp(-1.0, 1.0);
        (channel * 255.0).round().clamp(0.0, 255.0) as u8
    })
}

impl<'a> Values<'a> {
    /// Takes the values in lexicon order; a cluster stands where its first
    /// value does. Hues go round the circle in the order of the clusters.
    #[must_use]
    pub fn new(stored: &'a [StoredValue]) -> Self {
        let mut clusters: Vec<Cluster<'a>> = Vec::new();
        for (index, value) in stored.iter().enumerate() {
            match clusters
                .iter_mut()
                .find(|cluster| cluster.name == value.cluster)
            {
                Some(cluster) => cluster.values.push(index),
                None => clusters.push(Cluster {
                    name: &value.cluster,
                    values: vec![index],
                }),
            }
        }
        let places_on_circle = (stored.len() + clusters.len() * GAP).max(1);
        let mut values: Vec<Value<'a>> = stored
            .iter()
            .map(|value| Value {
                id: &value.id,
                name: &value.name,
                definition: &value.definition,
                hue: 0,
                line: "solid",
                is_deep: false,
            })
            .collect();
        let mut place = 0;
        for cluster in &clusters {
            for (nth, &index) in cluster.values.iter().enumerate() {
                let line = LINES.get(nth % LINES.len());
                if let (Some(value), Some(line)) = (values.get_mut(index), line) {
                    value.hue = (FIRST_HUE + place * 360 / places_on_circle) % 360;
                    value.line = line;
                    value.is_deep = nth % 2 == 1;
                }
                place += 1;
            }
            place += GAP;
        }
        Self {
            values,
            clusters,
            places: stored
                .iter()
                .enumerate()
                .map(|(index, value)| (value.id.as_str(), index))
                .collect(),
        }
    }

    /// Returns the values in lexicon order.
    #[must_use]
    pub fn all(&self) -> &[Value<'a>] {
        &self.values
    }

    /// Returns the clusters in lexicon order.
    #[must_use]
    pub fn clusters(&self) -> &[Cluster<'a>] {
        &self.clusters
    }

    /// Returns the values of a cluster with their indices.
    pub fn of<'s>(
        &'s self,
        cluster: &'s Cluster<'a>,
    ) -> impl Iterator<Item = (usize, &'s Value<'a>)> {
        cluster
            .values
            .iter()
            .filter_map(|&index| Some((index, self.values.get(index)?)))
    }

    /// Returns the index of the value with this id.
    #[must_use]
    pub fn index(&self, id: &str) -> Option<usize> {
        self.places.get(id).copied()
    }
}
