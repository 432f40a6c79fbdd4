//! Law: the codebook says what the data hold, so that every sum in them can be made again without the project.

use serde::Serialize;
use std::collections::BTreeMap;

/// A text per language tag.
pub type Words = BTreeMap<String, String>;

/// What the columns of a data file are.
const COLUMNS: [(&str, &str); 9] = [
    ("period", "the wave"),
    ("district", "a district's id, 'total' for the city, or an area's id"),
    ("group", "among whom: a group's id, or 'total' for everybody the indicator asks about"),
    ("indicator", "what is measured"),
    (
        "category",
        "which answer: a category's id, or 'total' where there are none and for their base",
    ),
    ("count", "how many people; for a mean the sum, where it is known"),
    ("base", "of how many people"),
    ("share", "count divided by base, from 0 to 1, or the mean; at most six decimals"),
    (
        "status",
        "'shown', 'withheld' for reasons of confidentiality, or 'missing' from the source; only a shown row has figures",
    ),
];

/// A published description of the data files of an edition.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Codebook {
    /// The edition's stable name.
    pub edition: String,
    /// The survey's title.
    pub title: Words,
    /// A line that belongs to the figures, for example that they are synthetic.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notice: Option<Words>,
    /// The day of publication: `2019-06-05`.
    pub published: String,
    /// The waves in time order.
    pub periods: Vec<String>,
    /// The count of everybody.
    pub population: String,
    /// Everything that the city is the sum of.
    pub districts: Vec<District>,
    /// The city, `total`, and other areas.
    pub areas: Vec<Area>,
    /// Groups of people; `total` is the sum over those that are asked and are no sums themselves.
    pub groups: Vec<Group>,
    /// What is measured.
    pub indicators: Vec<Indicator>,
    /// What is withheld from the start.
    pub rules: Rules,
    /// When a difference is worth a word.
    pub comparison: Comparison,
    /// What in pages is no figure.
    pub frame: Frame,
    /// How numbers are written, per language.
    pub numbers: BTreeMap<String, Numbers>,
}

/// What in pages is no figure: their style, and numbers in words that people wrote.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Frame {
    /// The SHA-256 of the style sheet of all pages.
    pub style: String,
    /// Numbers in titles, names, sentences and articles between the words before and after them; `*` is any word, `#`
    /// a limit or a year.
    pub texts: Vec<String>,
}

/// A district.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct District {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Counted in the city, never reported on.
    pub outside: bool,
    /// Whether this edition has a report about it.
    pub reported: bool,
}

/// The city or another area.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Area {
    /// Its id; `total` for the city.
    pub id: String,
    /// Its name.
    pub label: Words,
    /// Waves of its own, beside the edition's.
    pub periods: Vec<String>,
    /// Areas, districts or, as `total`, the city that lie inside it and do not overlap.
    pub contains: Vec<String>,
}

/// A group.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Group {
    /// Its id.
    pub id: String,
    /// Its name.
    pub label: Words,
    /// Its people, as sentences name them.
    pub people: Words,
    /// The groups that it is the sum of.
    pub sum_of: Vec<String>,
}

/// One thing that is measured.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Indicator {
    /// Its id.
    pub id: String,
    /// `levels` and `choice`: the categories sum to the base; `multi`: they do not; `share`, `count`, `mean`.
    pub kind: String,
    /// Its name.
    pub label: Words,
    /// Who the base is, in words.
    pub base: Words,
    /// What sentences say of the people counted.
    pub said: Words,
    /// The unit of a mean or a count.
    pub unit: Option<Words>,
    /// The groups that are asked.
    pub groups: Vec<String>,
    /// The figure whose people are its base: `indicator` or `indicator:category`; absent where that is not known.
    pub base_is: Option<String>,
    /// The figure in which everybody counted here is counted too: `indicator` or `indicator:category`.
    pub part_of: Option<String>,
    /// The figure that is the very same question put to more people; `part_of` names it as well.
    pub same_question_as: Option<String>,
    /// Figures in which nobody counted here is counted.
    pub excludes: Vec<String>,
    /// Another indicator whose figures are of the same people, where no figure counts them.
    pub same_base_as: Option<String>,
    /// Its categories in order.
    pub categories: Vec<Category>,
}

/// An answer or level.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Category {
    /// Its id.
    pub id: String,
    /// Its name.
    pub label: Words,
    /// What sentences say of the people counted.
    pub said: Words,
    /// The categories that it is the sum of.
    pub sum_of: Vec<String>,
    /// Stands last whatever its size.
    pub last: bool,
}

/// What is withheld from the start; more is, so that this cannot be worked out.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Rules {
    /// Counts from 1 to k − 1 are withheld.
    pub k: u64,
    /// Figures on a smaller base are withheld.
    pub minimum_base: u64,
    /// Counts where only 1 to k − 1 of the base are not counted are withheld.
    pub complement: bool,
    /// Whether zeros are `shown` or `hidden`.
    pub zeros: String,
    /// Whether what is true of everyone in a group is withheld.
    pub everyone: bool,
    /// What remains possible for a withheld count spans at least this many.
    pub width: u64,
    /// Stricter rules by indicator; absent is as above.
    pub indicators: BTreeMap<String, Stricter>,
}

/// Stricter rules of one indicator.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Stricter {
    /// A larger k.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub k: Option<u64>,
    /// A larger minimum base.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum_base: Option<u64>,
    /// `hidden`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zeros: Option<String>,
    /// `true`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub everyone: Option<bool>,
}

/// When a difference is worth a word.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Comparison {
    /// In percentage points.
    pub threshold: f64,
    /// Confidence of intervals, as a share.
    pub confidence: f64,
}

/// How numbers are written in a language.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Numbers {
    /// Between the whole and its decimals.
    pub decimal: String,
    /// Between groups of three digits.
    pub group: String,
    /// Before a negative number.
    pub minus: String,
    /// What stands for a withheld figure.
    pub hidden: String,
    /// What stands for a figure that is not there.
    pub missing: String,
    /// What stands for a figure that cannot be.
    pub not_applicable: String,
    /// After a share in running text.
    pub percent: String,
    /// `person`, `persons`.
    pub persons: Vec<String>,
    /// `percentage point`, `percentage points`.
    pub points: Vec<String>,
    /// Words for numbers, from none.
    pub words: Vec<String>,
}

impl Codebook {
    /// The book as JSON text that ends with a line feed; the same for the same book.
    pub fn json(&self) -> Vec<u8> {
        #[derive(Serialize)]
        struct Whole<'a> {
            codebook: u32,
            columns: BTreeMap<&'a str, &'a str>,
            #[serde(flatten)]
            book: &'a Codebook,
        }
        let whole = Whole { codebook: 1, columns: COLUMNS.into_iter().collect(), book: self };
        let mut bytes =
            serde_json::to_vec_pretty(&whole).expect("texts and numbers can be written");
        bytes.push(b'\n');
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_columns_are_those_of_the_data_and_the_text_is_json() {
        let described: Vec<&str> = COLUMNS.iter().map(|(name, _)| *name).collect();
        assert_eq!(described, super::super::HEADS);
        let bytes = Codebook::default().json();
        let value: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(value["codebook"], 1);
        assert!(value["rules"]["indicators"].is_object());
    }
}
