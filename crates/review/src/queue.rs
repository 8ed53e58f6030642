//! What comes next in a selection, and what came before.

use std::sync::{Arc, Mutex, PoisonError};

use waardenscan_archive::{Project, StoredSuggestion, SuggestionFilter};

use crate::desk::Desk;
use crate::refusal::Refusal;
use crate::selection::{Order, Selection};

/// Suggestions that are chosen at once for what they teach. What is decided
/// meanwhile is thought of as decided when the next are chosen, so that a
/// hundred are little worse than one at a time (batch-mode active learning).
const LESSONS: usize = 100;
/// Lists that are remembered: a few analysts with a few selections each.
const LISTS: usize = 16;

/// Where in a selection to look.
#[derive(Clone, Copy, Debug)]
pub(crate) enum From {
    Start,
    After(i64),
    Before(i64),
}

/// What was found there.
pub(crate) struct Found {
    pub(crate) suggestions: Vec<StoredSuggestion>,
    /// Whether there are more beyond.
    pub(crate) more: bool,
}

/// Finds at most `most` suggestions of a selection for a visitor.
pub(crate) fn find(
    desk: &Desk,
    project: &Project,
    selection: &Selection,
    who: Option<&str>,
    from: From,
    most: u32,
) -> Result<Found, Refusal> {
    let mut filter = selection.filter(project, &desk.values(), who)?;
    if matches!(from, From::Before(_)) {
        // Who goes back wants to see what was decided last, too.
        filter = SuggestionFilter {
            state: None,
            who: None,
            not_judged_by: None,
            ..filter
        };
    }
    let order = match selection.order {
        Order::By(order) => order,
        Order::Lessons => {
            let lessons = Lessons {
                desk,
                project,
                filter,
                key: format!("{who:?} {:?}", selection.fields()),
            };
            return lessons.find(from, most as usize);
        }
    };
    let (order, key) = match from {
        From::Start => (order, None),
        From::After(id) => (order, Some(id)),
        From::Before(id) => (order.reversed(), Some(id)),
    };
    let end = match key {
        Some(id) => Some(project.suggestion(id)?.ok_or(Refusal::NotFound)?.end()),
        None => None,
    };
    let page = project.suggestions(&filter, order, end, most)?;
    Ok(Found {
        more: page.end.is_some(),
        suggestions: page.suggestions,
    })
}

/// Lists of suggestions by what they teach, as they were chosen: by visitor,
/// selection and what was learned.
#[derive(Debug, Default)]
pub(crate) struct Lists(Mutex<Vec<List>>);

#[derive(Debug)]
struct List {
    key: String,
    /// The entry of the ledger that the scores follow.
    entry: u64,
    keys: Arc<[i64]>,
}

impl Lists {
    fn get(&self, key: &str, entry: u64) -> Option<Arc<[i64]>> {
        let lists = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let list = lists.iter().find(|it| it.key == key && it.entry == entry);
        list.map(|list| Arc::clone(&list.keys))
    }

    fn keep(&self, key: String, entry: u64, keys: &Arc<[i64]>) {
        let mut lists = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        lists.retain(|it| it.key != key);
        lists.truncate(LISTS - 1);
        let keys = Arc::clone(keys);
        lists.insert(0, List { key, entry, keys });
    }
}

/// A selection in the order of what its suggestions teach.
struct Lessons<'a> {
    desk: &'a Desk,
    project: &'a Project,
    filter: SuggestionFilter,
    key: String,
}

impl Lessons<'_> {
    fn find(&self, from: From, most: usize) -> Result<Found, Refusal> {
        let entry = self.project.rescoring()?.map_or(0, |it| it.entry);
        let kept = self.desk.lists.get(&self.key, entry);
        let list = match &kept {
            Some(list) => Arc::clone(list),
            None => self.choose(entry)?,
        };
        let at = |id| list.iter().position(|&it| it == id);
        match from {
            From::Before(id) => {
                let before = at(id).and_then(|at| list.get(..at)).unwrap_or_default();
                self.read(before.iter().rev(), most)
            }
            From::Start => {
                let found = self.read(list.iter(), most)?;
                match kept.is_some() && found.suggestions.is_empty() {
                    true => self.read(self.choose(entry)?.iter(), most),
                    false => Ok(found),
                }
            }
            From::After(id) => {
                let after = at(id).and_then(|at| list.get(at + 1..)).unwrap_or(&list);
                let found = self.read(after.iter().filter(|&&it| it != id), most)?;
                if !found.suggestions.is_empty() {
                    return Ok(found);
                }
                // What was passed by on the old list is not asked again.
                let next = self.choose(entry)?;
                let fresh = next.iter().filter(|it| **it != id && !list.contains(it));
                self.read(fresh, most)
            }
        }
    }

    fn choose(&self, entry: u64) -> Result<Arc<[i64]>, Refusal> {
        let chosen: Arc<[i64]> = self.project.lessons(&self.filter, LESSONS)?.into();
        self.desk.lists.keep(self.key.clone(), entry, &chosen);
        Ok(chosen)
    }

    /// Reads those that still are as the selection wants them.
    fn read<'k>(&self, keys: impl Iterator<Item = &'k i64>, most: usize) -> Result<Found, Refusal> {
        let mut suggestions = Vec::new();
        for &key in keys {
            let stored = self.project.suggestion(key)?;
            let fits = |it: &StoredSuggestion| self.filter.state.is_none_or(|is| it.state == is);
            if let Some(stored) = stored.filter(fits) {
                if suggestions.len() == most {
                    return Ok(Found {
                        suggestions,
                        more: true,
                    });
                }
                suggestions.push(stored);
            }
        }
        Ok(Found {
            suggestions,
            more: false,
        })
    }
}
