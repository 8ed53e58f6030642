//! Runs of a part, split where comments begin and end.

use std::{collections::BTreeMap, ops::Range};

use crate::xml::{Event, Ns, Xml};

/// The runs of a part and what is to be put between them. Nothing of the part
/// is changed: it is only added to.
pub(super) struct Runs<'t> {
    part: &'t str,
    runs: Vec<Run>,
    /// In the order of the part.
    texts: Vec<Text>,
    marks: BTreeMap<usize, Marks>,
}

/// A run (ECMA-376 Part 1, 17.3.2.25).
#[derive(Default)]
struct Run {
    /// Its start tag.
    tag: Range<usize>,
    properties: Option<Range<usize>>,
    /// Where its content begins, behind its properties.
    content: usize,
    /// Where its end tag begins, and where that ends.
    end: Range<usize>,
}

/// A text in a run (17.3.3.31).
struct Text {
    tag: Range<usize>,
    /// Where its end tag begins, and where that ends.
    end: Range<usize>,
    run: usize,
}

/// What is put at one place.
#[derive(Default)]
struct Marks {
    /// Comments that end here, then those that begin here.
    ends: String,
    begins: String,
    /// The text that is split here.
    split: Option<usize>,
}

impl<'t> Runs<'t> {
    pub(super) fn of(part: &'t str, max_depth: usize) -> Self {
        let mut found = Finder::default();
        let mut xml = Xml::new(part, max_depth);
        loop {
            let event = match xml.next() {
                Event::Start(element) => Some(kind(element.name())),
                Event::End(_) => None,
                Event::Text(..) => continue,
                Event::Eof => break,
            };
            // No attribute holds this character (XML 1.0, 2.3).
            let end = xml.position();
            let start = part.get(..end).and_then(|read| read.rfind('<'));
            let tag = start.unwrap_or(end)..end;
            match event {
                Some(kind) => found.start(kind, tag),
                None => found.end(tag),
            }
        }
        let Finder {
            runs, mut texts, ..
        } = found;
        texts.sort_by_key(|text| text.tag.start);
        Self {
            part,
            runs,
            texts,
            marks: BTreeMap::new(),
        }
    }

    /// Begins and ends comment `id` around what is written in `words`; false
    /// where either is not in a run's text.
    pub(super) fn mark(&mut self, words: Range<usize>, id: usize) -> bool {
        let first = self.text_at(words.start);
        let last = self.text_at(words.end.saturating_sub(1));
        let (Some(first), Some(last)) = (first, last) else {
            return false;
        };
        let (Some(begin), Some(end)) = (self.spot(first, words.start), self.spot(last, words.end))
        else {
            return false;
        };
        let (p, q) = (begin.prefix, end.prefix);
        let begins = format!("<{p}:commentRangeStart {p}:id=\"{id}\"/>");
        let ends = format!(
            "<{q}:commentRangeEnd {q}:id=\"{id}\"/>\
             <{q}:r><{q}:commentReference {q}:id=\"{id}\"/></{q}:r>"
        );
        let (begin, end) = ((begin.at, begin.split), (end.at, end.split));
        let marks = self.marks.entry(begin.0).or_default();
        marks.begins.push_str(&begins);
        marks.split = marks.split.or(begin.1);
        let marks = self.marks.entry(end.0).or_default();
        marks.ends.push_str(&ends);
        marks.split = marks.split.or(end.1);
        true
    }

    /// Returns the part with what is put into it.
    pub(super) fn marked(&self) -> String {
        let mut added: BTreeMap<usize, String> = BTreeMap::new();
        for (&at, marks) in &self.marks {
            let mut here = format!("{}{}", marks.ends, marks.begins);
            if let Some((before, after, keeps)) = marks.split.and_then(|text| self.split(text)) {
                here = format!("{before}{here}{after}");
                if let Some(at) = keeps {
                    added.insert(at, " xml:space=\"preserve\"".to_owned());
                }
            }
            added.insert(at, here);
        }
        let mut marked = String::with_capacity(self.part.len() + 256 * added.len());
        let mut done = 0;
        for (at, here) in added {
            marked.push_str(self.part.get(done..at).unwrap_or_default());
            marked.push_str(&here);
            done = at;
        }
        marked.push_str(self.part.get(done..).unwrap_or_default());
        marked
    }

    /// The text in which the byte at `offset` is written.
    fn text_at(&self, offset: usize) -> Option<usize> {
        let after = self.texts.partition_point(|it| it.tag.end <= offset);
        let index = after.checked_sub(1)?;
        let text = self.texts.get(index)?;
        (offset < text.end.start).then_some(index)
    }

    /// Where a mark goes that belongs at `offset` in a text: outside its run,
    /// where nothing of the run stands between.
    fn spot(&self, text: usize, offset: usize) -> Option<Spot<'t>> {
        let it = self.texts.get(text)?;
        let run = self.runs.get(it.run)?;
        let tag = self.part.get(run.tag.clone())?;
        let (prefix, _) = tag.strip_prefix('<')?.split_once(':')?;
        if prefix.contains([' ', '>', '/']) {
            // Attributes without a prefix would belong to no vocabulary.
            return None;
        }
        let (at, split) = if offset == it.tag.end && it.tag.start == run.content {
            (run.tag.start, None)
        } else if offset == it.end.start && it.end.end == run.end.start {
            (run.end.end, None)
        } else {
            (offset, Some(text))
        };
        Some(Spot { prefix, at, split })
    }

    /// What ends a run within a text, what begins the next, alike, and where the
    /// first has to be told to keep its spaces.
    fn split(&self, text: usize) -> Option<(String, String, Option<usize>)> {
        let text = self.texts.get(text)?;
        let run = self.runs.get(text.run)?;
        let of = |range: &Range<usize>| self.part.get(range.clone());
        let before = format!("{}{}", of(&text.end)?, of(&run.end)?);
        let properties = run.properties.as_ref().and_then(of).unwrap_or_default();
        let tag = of(&text.tag)?;
        let keeps = tag.contains("xml:space");
        let again = match keeps {
            true => tag.to_owned(),
            false => tag.replacen('>', " xml:space=\"preserve\">", 1),
        };
        let after = format!("{}{properties}{again}", of(&run.tag)?);
        Some((before, after, (!keeps).then_some(text.tag.end - 1)))
    }
}

struct Spot<'t> {
    prefix: &'t str,
    at: usize,
    split: Option<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Run,
    Properties,
    Text,
    Other,
}

const fn kind(name: (Ns, &str)) -> Kind {
    match name {
        (Ns::Word, local) => match local.as_bytes() {
            b"r" => Kind::Run,
            b"rPr" => Kind::Properties,
            b"t" => Kind::Text,
            _ => Kind::Other,
        },
        _ => Kind::Other,
    }
}

#[derive(Default)]
struct Finder {
    open: Vec<Open>,
    runs: Vec<Run>,
    texts: Vec<Text>,
}

struct Open {
    kind: Kind,
    tag: Range<usize>,
    /// The run that it is, or stands in directly.
    run: Option<usize>,
}

impl Finder {
    fn start(&mut self, kind: Kind, tag: Range<usize>) {
        let run = match kind {
            Kind::Run => {
                self.runs.push(Run {
                    content: tag.end,
                    tag: tag.clone(),
                    ..Run::default()
                });
                Some(self.runs.len() - 1)
            }
            _ => {
                let around = self.open.last();
                let around = around.filter(|around| around.kind == Kind::Run);
                around.and_then(|around| around.run)
            }
        };
        self.open.push(Open { kind, tag, run });
    }

    fn end(&mut self, end: Range<usize>) {
        let Some(Open { kind, tag, run }) = self.open.pop() else {
            return;
        };
        let Some((index, run)) = run.and_then(|it| Some((it, self.runs.get_mut(it)?))) else {
            return;
        };
        match kind {
            Kind::Run => run.end = end,
            Kind::Properties => {
                run.properties = Some(tag.start..end.end);
                run.content = end.end;
            }
            Kind::Text => self.texts.push(Text {
                tag,
                end,
                run: index,
            }),
            Kind::Other => {}
        }
    }
}
