/// The vocabularies that the readers know, whatever prefix a file gives them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ns {
    // Office Open XML.
    Word,
    Relations,
    Math,
    Drawing,
    Diagram,
    Compatibility,
    FlatPackage,
    PackageRelations,
    ContentTypes,
    CoreProperties,
    AppProperties,
    Terms,
    /// Any other vocabulary of Office itself.
    Office,
    // Open Document.
    OdfOffice,
    OdfText,
    OdfTable,
    OdfDraw,
    OdfStyle,
    OdfFo,
    OdfMeta,
    OdfManifest,
    SvgCompatible,
    XLink,
    MathMl,
    LibreOffice,
    // Both.
    DublinCore,
    /// A vocabulary that is none of these, or no namespace.
    Other,
}

impl Ns {
    fn of_uri(uri: &str) -> Self {
        if let Some(rest) = uri.strip_prefix("http://schemas.openxmlformats.org/") {
            return Self::of_ecma(rest);
        }
        // Strict files (ISO/IEC 29500-1) use the same paths without the year.
        if let Some(rest) = uri.strip_prefix("http://purl.oclc.org/ooxml/") {
            return Self::of_ecma(rest);
        }
        if let Some(rest) = uri.strip_prefix("urn:oasis:names:tc:opendocument:xmlns:") {
            return match rest {
                "office:1.0" => Self::OdfOffice,
                "text:1.0" => Self::OdfText,
                "table:1.0" => Self::OdfTable,
                "drawing:1.0" => Self::OdfDraw,
                "style:1.0" => Self::OdfStyle,
                "xsl-fo-compatible:1.0" => Self::OdfFo,
                "meta:1.0" => Self::OdfMeta,
                "manifest:1.0" => Self::OdfManifest,
                "svg-compatible:1.0" => Self::SvgCompatible,
                _ => Self::Other,
            };
        }
        match uri {
            "http://schemas.microsoft.com/office/2006/xmlPackage" => Self::FlatPackage,
            "http://purl.org/dc/elements/1.1/" => Self::DublinCore,
            "http://purl.org/dc/terms/" => Self::Terms,
            "http://www.w3.org/1999/xlink" => Self::XLink,
            "http://www.w3.org/1998/Math/MathML" => Self::MathMl,
            "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0" => {
                Self::LibreOffice
            }
            "urn:schemas-microsoft-com:vml" | "urn:schemas-microsoft-com:office:office" => {
                Self::Office
            }
            _ if uri.starts_with("http://schemas.microsoft.com/office/") => Self::Office,
            _ => Self::Other,
        }
    }

    fn of_ecma(path: &str) -> Self {
        match path {
            "wordprocessingml/2006/main" | "wordprocessingml/main" => Self::Word,
            "officeDocument/2006/relationships" | "officeDocument/relationships" => Self::Relations,
            "officeDocument/2006/math" | "officeDocument/math" => Self::Math,
            "drawingml/2006/main" | "drawingml/main" => Self::Drawing,
            "drawingml/2006/diagram" | "drawingml/diagram" => Self::Diagram,
            "markup-compatibility/2006" => Self::Compatibility,
            "package/2006/relationships" => Self::PackageRelations,
            "package/2006/content-types" => Self::ContentTypes,
            "package/2006/metadata/core-properties" => Self::CoreProperties,
            "officeDocument/2006/extended-properties" | "officeDocument/extendedProperties" => {
                Self::AppProperties
            }
            _ => Self::Office,
        }
    }
}

/// The prefixes in force.
#[derive(Debug, Default)]
pub(super) struct Scopes {
    bindings: Vec<Binding>,
    /// What was resolved last: nearly every element has the same prefix.
    recent: Option<(Box<str>, Ns)>,
}

#[derive(Debug)]
struct Binding {
    depth: usize,
    prefix: Box<str>,
    ns: Ns,
}

/// Bindings that may be in force at once. Each name is looked up among them,
/// so their number bounds the work per element; real files declare about 40.
const MAX_BINDINGS: usize = 256;

impl Scopes {
    /// Declares `prefix` (empty: the default) for the element at `depth`.
    pub(super) fn declare(&mut self, depth: usize, prefix: &str, uri: &str) {
        self.recent = None;
        if self.bindings.len() < MAX_BINDINGS {
            self.bindings.push(Binding {
                depth,
                prefix: prefix.into(),
                ns: Ns::of_uri(uri),
            });
        }
    }

    /// Forgets what was declared by elements deeper than `depth`.
    pub(super) fn close(&mut self, depth: usize) {
        while self.bindings.last().is_some_and(|last| last.depth > depth) {
            self.bindings.pop();
            self.recent = None;
        }
    }

    /// As [`Scopes::resolve`], quick for the prefix that came last.
    pub(super) fn resolve_again(&mut self, prefix: &str) -> Ns {
        if let Some((recent, ns)) = &self.recent
            && **recent == *prefix
        {
            return *ns;
        }
        let ns = self.resolve(prefix);
        self.recent = Some((prefix.into(), ns));
        ns
    }

    /// The vocabulary that `prefix` stands for here.
    pub(super) fn resolve(&self, prefix: &str) -> Ns {
        self.bindings
            .iter()
            .rev()
            .find(|binding| *binding.prefix == *prefix)
            .map_or(Ns::Other, |binding| binding.ns)
    }
}
