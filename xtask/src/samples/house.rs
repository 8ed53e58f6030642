//! House styles: each invented organisation has its own letter and colour, as
//! real ones do.

/// How an organisation's documents look.
pub(super) struct House {
    /// Font of everything. LibreOffice takes one of the same measures where
    /// the font itself is missing.
    pub(super) font: &'static str,
    /// Size of running text in half points.
    pub(super) size: usize,
    /// Colour of headings and table heads, RRGGBB.
    pub(super) accent: &'static str,
    /// The same colour, light, for boxes.
    pub(super) tint: &'static str,
    /// Signs of nested lists, outermost first.
    pub(super) bullets: [&'static str; 2],
    /// Whether a footer reads "Pagina 3 van 12" and not "3".
    pub(super) counts_pages: bool,
}

const CALIBRI_BLUE: House = House {
    font: "Calibri",
    size: 22,
    accent: "1F4E79",
    tint: "E8F0F7",
    bullets: ["•", "–"],
    counts_pages: false,
};

const ARIAL_GREEN: House = House {
    font: "Arial",
    size: 20,
    accent: "3B6B35",
    tint: "EDF4EA",
    bullets: ["•", "o"],
    counts_pages: true,
};

const ARIAL_RED: House = House {
    font: "Arial",
    size: 19,
    accent: "9C2A2A",
    tint: "F7ECEA",
    bullets: ["–", "•"],
    counts_pages: false,
};

const CALIBRI_PURPLE: House = House {
    font: "Calibri",
    size: 22,
    accent: "5B3A7A",
    tint: "F1ECF6",
    bullets: ["•", "–"],
    counts_pages: true,
};

/// Returns the house style of a municipality, or that of the organisation in
/// which they work together.
pub(super) fn of(municipality: &str) -> &'static House {
    match municipality {
        "Aldermeer" => &CALIBRI_BLUE,
        "Veenhorst" => &ARIAL_GREEN,
        "Kesterbeek" => &ARIAL_RED,
        _ => &CALIBRI_PURPLE,
    }
}

/// Returns how a municipality or organisation names itself above its letters.
pub(super) fn letterhead(municipality: &str) -> String {
    match municipality {
        "Brinkland" => "Uitvoeringsorganisatie Sociaal Domein Brinkland".to_owned(),
        name => format!("Gemeente {name}"),
    }
}
