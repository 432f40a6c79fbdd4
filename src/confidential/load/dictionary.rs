//! Law: a spelling that fits several things fits none.

use super::normalise::{key, without_code, without_title};
use crate::config::Label;
use std::collections::HashMap;

/// Why a name leads nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Miss {
    /// Nothing is called that.
    Unknown,
    /// Several things are.
    Ambiguous,
}

/// Spellings and what they mean.
#[derive(Default)]
pub(super) struct Dictionary {
    hits: HashMap<String, Hit>,
    /// The words that come off before or after a name; codes come off only where there are some.
    pub titles: Vec<String>,
    /// One name of each, for hints.
    pub shown: Vec<String>,
}

#[derive(Clone, Copy)]
struct Hit {
    id: u32,
    rank: u8,
    clash: bool,
}

impl Dictionary {
    /// An id outweighs names and aliases, and these outweigh short names.
    pub fn entity(
        &mut self,
        id: u32,
        own: &str,
        labels: &[&Label],
        short: Option<&Label>,
        aliases: &[String],
    ) {
        self.add(own, id, 0);
        labels.iter().flat_map(|l| texts(l)).for_each(|text| self.add(text, id, 1));
        aliases.iter().for_each(|text| self.add(text, id, 1));
        short.into_iter().flat_map(texts).for_each(|text| self.add(text, id, 2));
        let name = labels.first().and_then(|l| texts(l).next()).unwrap_or(own);
        self.shown.push(name.to_owned());
    }

    fn add(&mut self, text: &str, id: u32, rank: u8) {
        let new = Hit { id, rank, clash: false };
        let hit = self.hits.entry(key(text)).or_insert(new);
        if rank < hit.rank {
            *hit = new;
        } else if rank == hit.rank && hit.id != id {
            hit.clash = true;
        }
    }

    /// What `text` means.
    ///
    /// # Errors
    /// Nothing is called that, or several things are.
    pub fn find(&self, text: &str) -> Result<u32, Miss> {
        let exact = |text: &str| match self.hits.get(&key(text)) {
            Some(Hit { clash: true, .. }) => Err(Miss::Ambiguous),
            Some(hit) => Ok(hit.id),
            None => Err(Miss::Unknown),
        };
        let bare = |text: &str| {
            let untitled = without_title(text, &self.titles);
            exact(text).or_else(|miss| untitled.map_or(Err(miss), exact))
        };
        match bare(text) {
            Err(Miss::Unknown) if !self.titles.is_empty() => {
                let (code, name) = without_code(text).ok_or(Miss::Unknown)?;
                let id = bare(name)?;
                // Older divisions use the same codes for other districts.
                match exact(code) {
                    Ok(other) if other != id => Err(Miss::Ambiguous),
                    _ => Ok(id),
                }
            }
            Err(Miss::Unknown) => year(text).map_or(Err(Miss::Unknown), exact),
            found => found,
        }
    }
}

/// The year of a date, as workbooks hold periods: `2018-01-01`, `31.12.2018`.
fn year(text: &str) -> Option<&str> {
    let shape: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    match shape.as_str() {
        "0000-00-00" => text.get(..4),
        "00.00.0000" => text.get(6..),
        _ => None,
    }
}

/// A label in every language.
pub(super) fn texts(label: &Label) -> Box<dyn Iterator<Item = &str> + '_> {
    match label {
        Label::One(text) => Box::new(std::iter::once(text.as_str())),
        Label::Many(texts) => Box::new(texts.values().map(String::as_str)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn districts() -> Dictionary {
        let mut names = Dictionary { titles: vec!["Bydel".to_owned()], ..Dictionary::default() };
        let name = |text: &str| Label::One(text.to_owned());
        names.entity(
            1,
            "030101",
            &[&name("Gamle Oslo")],
            None,
            &["01".to_owned(), "0101".to_owned()],
        );
        names.entity(4, "030104", &[&name("St. Hanshaugen")], None, &["04".to_owned()]);
        names.entity(0, "total", &[&name("Oslo")], None, &["Oslo i alt".to_owned()]);
        names
    }

    #[test]
    fn districts_are_known_in_every_spelling() {
        let names = districts();
        for text in [
            "Gamle Oslo",
            "01 Bydel Gamle Oslo",
            "01",
            "1",
            "0101",
            "030101",
            "30101",
            "Gamle Oslo (030101)",
        ] {
            assert_eq!(names.find(text), Ok(1), "{text}");
        }
        for text in ["Bydel St.Hanshaugen", "st. hanshaugen", "04 St.  Hanshaugen"] {
            assert_eq!(names.find(text), Ok(4), "{text}");
        }
        assert_eq!(names.find("0301 Oslo i alt"), Ok(0));
        assert_eq!(names.find("total"), Ok(0));
    }

    #[test]
    fn what_could_be_another_is_refused() {
        let names = districts();
        assert_eq!(names.find("Lodalen"), Err(Miss::Unknown));
        assert_eq!(names.find("01 Lodalen"), Err(Miss::Unknown));
        assert_eq!(names.find("04 Gamle Oslo"), Err(Miss::Ambiguous));
        let mut two = Dictionary::default();
        let same = Label::One("Alkohol".to_owned());
        two.entity(1, "a", &[&same], None, &[]);
        two.entity(2, "b", &[&same], None, &[]);
        assert_eq!(two.find("alkohol"), Err(Miss::Ambiguous));
        assert_eq!(two.find("b"), Ok(2));
    }

    #[test]
    fn a_short_name_gives_way_to_a_full_one() {
        let mut names = Dictionary::default();
        let label = |text: &str| Label::One(text.to_owned());
        names.entity(1, "a", &[&label("Psykisk helse")], None, &[]);
        names.entity(2, "b", &[&label("Problem")], Some(&label("Psykisk helse")), &[]);
        assert_eq!(names.find("psykisk helse"), Ok(1));
    }

    #[test]
    fn dates_stand_for_their_year() {
        let mut periods = Dictionary::default();
        periods.entity(0, "2018", &[], None, &[]);
        for text in ["2018", "2018-01-01", "31.12.2018"] {
            assert_eq!(periods.find(text), Ok(0), "{text}");
        }
        assert_eq!(periods.find("2017-12-31"), Err(Miss::Unknown));
    }
}
