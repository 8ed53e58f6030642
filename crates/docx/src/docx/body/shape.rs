//! What a finished paragraph turns out to be.

use waardenscan_document::BlockKind;

use crate::{
    docx::{numbering::LEVELS, styles::Role},
    flow::Shape,
};

use super::{Body, frame::ParagraphProperties};

impl Body<'_> {
    pub(super) fn shape(&mut self, properties: &ParagraphProperties) -> Shape {
        let style = self.styles.paragraph(properties.style.as_deref());
        let heading = match properties.outline {
            Some(level @ 0..=8) => Some(level + 1),
            Some(_) => None,
            None => style.heading(),
        };
        if heading.is_some() && properties.in_contents && style.role != Some(Role::Contents) {
            // No heading stands in a table of contents: its field was never
            // closed, and took in what follows it.
            self.unmark_contents();
            self.place.fields.abandon_contents();
            return self.shape_outside_contents(properties, heading);
        }
        if self.contents > 0 || properties.in_contents || style.role == Some(Role::Contents) {
            return Shape {
                in_contents: true,
                ..Shape::default()
            };
        }
        self.shape_outside_contents(properties, heading)
    }

    pub(super) fn shape_outside_contents(
        &mut self,
        properties: &ParagraphProperties,
        heading: Option<u8>,
    ) -> Shape {
        let style = self.styles.paragraph(properties.style.as_deref());
        let (label, nesting) = match self.label(properties) {
            Some((label, nesting)) => (Some(label), Some(nesting)),
            None => (None, None),
        };
        let kind = match heading {
            Some(_) => BlockKind::Heading,
            None if style.role == Some(Role::Caption) => BlockKind::Caption,
            None if label.is_some() => BlockKind::ListItem,
            None => BlockKind::Paragraph,
        };
        Shape {
            kind,
            level: match kind {
                BlockKind::Heading => heading,
                BlockKind::ListItem => nesting,
                _ => None,
            },
            label,
            in_contents: false,
        }
    }

    /// Counts the paragraph in its list; its label and nesting, 1 the
    /// outermost.
    pub(super) fn label(&mut self, properties: &ParagraphProperties) -> Option<(String, u8)> {
        if properties.mark_hidden {
            return None;
        }
        let style = self.styles.paragraph(properties.style.as_deref());
        let own = properties.number.num.as_deref();
        let num = own.or(style.number.num.as_deref())?;
        let by_style = || {
            let source = style.number_source.as_deref()?;
            self.numbering.level_of_style(num, source, self.styles)
        };
        let level = properties
            .number
            .level
            .or_else(by_style)
            .or(style.number.level)
            .unwrap_or(0)
            .min(LEVELS - 1);
        let label = self
            .numbering
            .label(&mut self.counters, num, level, self.styles)?;
        Some((label, u8::try_from(level + 1).unwrap_or(u8::MAX)))
    }

    pub(super) fn unmark_contents(&mut self) {
        let marked = std::mem::take(&mut self.field_contents);
        let drafts = self.flow.drafts();
        for index in marked {
            if let Some(draft) = drafts.get_mut(index) {
                draft.block.in_contents = false;
            }
        }
    }
}
