//! Law: the file holds publications as they were; what they mean for today's ids is worked out each time it is read.

use super::{
    line::{self, Row, Slot, Word},
    link::{self, Change, Link},
    memory::{Known, Memory},
    past::Past,
    schema::Schema,
};
use crate::{config::Settings, diagnostic::Problems, ident::DistrictId};

/// The memory of publications as its file holds it.
#[derive(Clone, Debug, Default)]
pub struct Publications {
    /// The file, as the person knows it.
    pub(super) file: String,
    /// Its text as far as it was read, lines ended by `\n`.
    pub(super) text: String,
    /// What was published, the oldest first.
    pub(super) editions: Vec<Edition>,
}

/// One publication.
#[derive(Clone, Default)]
pub(super) struct Edition {
    /// Its lines that tell it from every other; the first names it.
    pub head: Vec<String>,
    /// What it measured.
    pub schema: Schema,
    /// Ids that were others before it.
    pub links: Vec<Link>,
    /// The districts of its rows, in order.
    pub districts: Vec<DistrictId>,
    /// What it said of cells that had not been said before.
    pub rows: Vec<(Row, Vec<Word>)>,
}

impl std::fmt::Debug for Edition {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Edition({})", self.name())
    }
}

impl Edition {
    /// The words that name it: edition, version and day.
    pub fn name(&self) -> &str {
        let first = self.head.first().map_or("", String::as_str);
        first.strip_prefix("publication ").unwrap_or(first)
    }
}

impl Publications {
    /// Whether nothing was ever published.
    pub fn is_empty(&self) -> bool {
        self.editions.is_empty()
    }

    /// What is remembered, by the ids of these settings.
    ///
    /// # Errors
    /// What was published and is in the settings under no id: it must be said where it went.
    pub fn remember(&self, settings: &Settings) -> Result<Memory, Problems> {
        let pending = self.pending(settings);
        let mut problems = link::conflicts(self, &pending);
        let mistaken = self.mistaken(settings, &mut problems);
        let changes = self.changes(pending);
        let mut memory = Memory { file: self.file.clone(), ..Memory::default() };
        for (at, edition) in self.editions.iter().enumerate() {
            let later = &changes[at + 1..];
            memory.past.push(Past::new(&edition.schema, later));
            for (row, words) in &edition.rows {
                for (district, word) in edition.districts.iter().zip(words) {
                    let figure = match word {
                        Word::Nothing => continue,
                        Word::Withheld if mistaken[at] => continue,
                        Word::Withheld => None,
                        Word::Shown(figure) => Some(*figure),
                    };
                    let key = link::key(later, &row.key(district));
                    let map = match row.slot {
                        Slot::Figure(_) => &mut memory.figures,
                        Slot::Base | Slot::BaseOf(_) => &mut memory.bases,
                    };
                    let known: &mut Known = map.entry(key).or_default();
                    known.told.push((at, figure));
                }
            }
        }
        problems.extend(link::lost(&memory, settings, self.file.as_str()));
        if problems.fatal() {
            return Err(problems);
        }
        Ok(memory)
    }

    /// What the settings say of ids and no publication has said yet.
    pub(super) fn pending(&self, settings: &Settings) -> Vec<Link> {
        let said = |link: &Link| self.editions.iter().any(|edition| edition.links.contains(link));
        link::of(settings).into_iter().filter(|link| !said(link)).collect()
    }

    /// The changes of ids that came with each publication, and those to come with the next.
    fn changes(&self, pending: Vec<Link>) -> Vec<Change> {
        let said = self.editions.iter().map(|edition| edition.links.clone());
        let all = said.chain([pending]).enumerate();
        all.map(|(at, links)| Change { number: at + 1, links }).collect()
    }

    /// Which publications are said to be a mistake.
    fn mistaken(&self, settings: &Settings, problems: &mut Problems) -> Vec<bool> {
        let said = &settings.disclosure.memory.mistaken;
        let written = |name: &str| -> String {
            name.split(' ').map(line::close).collect::<Vec<_>>().join(" ")
        };
        let named = |name: &str, edition: &Edition| {
            name == edition.name() || written(name) == edition.name()
        };
        for name in said {
            if !self.is_empty() && !self.editions.iter().any(|edition| named(name, edition)) {
                problems.push(link::no_such(name, self));
            }
        }
        let is = |edition: &Edition| said.iter().any(|name| named(name, edition));
        self.editions.iter().map(is).collect()
    }
}
