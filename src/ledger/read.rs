//! Law: a memory that is damaged is not half believed: every line that is wrong is told, and nothing is made.

use super::{
    line::{Row, Word, open},
    link::{Link, Sort},
    publications::{Edition, Publications},
    schema::Schema,
};
use crate::{
    diagnostic::{Diagnostic, Place, Problems},
    ident::{DistrictId, IndicatorId},
};
use sha2::{Digest, Sha256};

/// The line that says what the file is, and in which form.
pub(super) const FIRST: &str = "bydelsrapport publications 2";

/// The same without the form.
const KIND: &str = "bydelsrapport publications ";

/// How many wrong lines are told.
const TOLD: usize = 10;

/// What a file is told that is something else.
const NONE: &str = "this is no memory of publications";

/// What to do about a damaged memory.
const MEND: &str = "nobody edits this file: put back the one that the last publication left, from version control or a backup";

impl Publications {
    /// Reads the memory's text; `file` is its path as the person knows it.
    ///
    /// # Errors
    /// Every line that is not as a publication writes it.
    pub fn read(file: &str, text: &str) -> Result<Self, Problems> {
        let mut reading = Reading::new(file);
        let text = text.trim_start_matches('\u{feff}');
        for line in text.lines() {
            reading.line(line.trim_end());
        }
        reading.finish()
    }
}

/// Reads which id was which: a sort, for a category its indicator, the id, and those before.
fn was(text: &str) -> Option<Link> {
    let words: Vec<String> = text.split(' ').map(open).collect::<Option<_>>()?;
    let (sort, rest) = match words.first()?.as_str() {
        "district" => (Sort::District, &words[1..]),
        "group" => (Sort::Group, &words[1..]),
        "indicator" => (Sort::Indicator, &words[1..]),
        "category" => (Sort::Category(IndicatorId::new(words.get(1)?)), &words[2..]),
        _ => return None,
    };
    let (id, was) = rest.split_first()?;
    (!was.is_empty()).then(|| Link { sort, id: id.clone(), was: was.to_vec() })
}

/// The checksum of lines, without comments and blank ones: sixteen hexadecimal digits.
pub(super) fn checksum<'l>(lines: impl Iterator<Item = &'l str>) -> String {
    let mut hash = Sha256::new();
    for line in lines.map(str::trim_end).filter(|line| says(line)) {
        hash.update(line);
        hash.update("\n");
    }
    let hash = hash.finalize();
    hash[..8].iter().map(|b| format!("{b:02x}")).collect()
}

fn says(line: &str) -> bool {
    !line.is_empty() && !line.starts_with('#')
}

/// Where in a publication's block the reading stands.
#[derive(PartialEq)]
enum At {
    /// Before the line that says what the file is.
    Top,
    /// Between blocks.
    Between,
    /// In the lines about the publication as a whole.
    Head,
    /// In the lines about cells.
    Cells,
    /// In a file that is something else.
    Nowhere,
}

struct Reading<'a> {
    file: &'a str,
    number: u64,
    at: At,
    /// Lines that say something, for the checksums.
    lines: Vec<String>,
    edition: Edition,
    /// What the block measures, where it says so.
    schema: Option<Schema>,
    publications: Publications,
    wrong: Vec<Diagnostic>,
}

impl<'a> Reading<'a> {
    fn new(file: &'a str) -> Self {
        Self {
            file,
            number: 0,
            at: At::Top,
            lines: Vec::new(),
            edition: Edition::default(),
            schema: None,
            publications: Publications { file: file.to_owned(), ..Publications::default() },
            wrong: Vec::new(),
        }
    }

    fn line(&mut self, line: &str) {
        self.number += 1;
        self.publications.text += line;
        self.publications.text.push('\n');
        if !says(line) || self.at == At::Nowhere {
            return;
        }
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        match (&self.at, word) {
            (At::Top, _) => self.at = self.top(line),
            (At::Between, "publication") if rest.split(' ').count() == 3 => {
                self.edition = Edition { head: vec![line.to_owned()], ..Edition::default() };
                self.schema = None;
                self.at = At::Head;
            }
            (At::Head, "table" | "rules") => self.edition.head.push(line.to_owned()),
            (At::Head, "was") => match was(rest) {
                Some(link) => self.edition.links.push(link),
                None => self.tell("this line does not say which id was which"),
            },
            (At::Head, word) if Schema::is_word(word) => {
                if self.schema.get_or_insert_default().line(line).is_none() {
                    self.tell("this line does not say what was measured");
                }
            }
            (At::Head, "districts") => {
                let ids: Option<Vec<String>> =
                    rest.split(' ').filter(|w| !w.is_empty()).map(open).collect();
                match ids {
                    Some(ids) => {
                        self.edition.districts = ids.iter().map(|id| DistrictId::new(id)).collect()
                    }
                    None => self.tell("the ids of the districts cannot be read"),
                }
                self.at = At::Cells;
            }
            (At::Cells, "end") => self.end(rest),
            (At::Cells, _) => {
                if self.cells(line).is_none() {
                    self.tell(
                        "this is no line about cells, or it has not one word for every district",
                    );
                }
            }
            _ => self.tell("this line stands where none of its kind may stand"),
        }
        self.lines.push(line.to_owned());
    }

    fn top(&mut self, line: &str) -> At {
        if line == FIRST {
            return At::Between;
        }
        if line.starts_with(KIND) {
            let message = "this memory of publications has a form that this program does not know";
            let problem = Diagnostic::error("ledger-version", self.place(), message)
                .hint("use the version of bydelsrapport that wrote it, or a later one");
            self.wrong.push(problem);
        } else {
            self.tell(NONE);
        }
        At::Nowhere
    }

    /// One line about cells; nothing where it is wrong.
    fn cells(&mut self, line: &str) -> Option<()> {
        let mut words = line.split(' ').filter(|word| !word.is_empty());
        let row = [(); 4].map(|()| words.next());
        let row: Option<Vec<&str>> = row.into_iter().collect();
        let row = Row::read(row?.try_into().ok()?)?;
        let words: Vec<Word> = words.map(Word::read).collect::<Option<_>>()?;
        if words.len() != self.edition.districts.len() {
            return None;
        }
        self.edition.rows.push((row, words));
        Some(())
    }

    fn end(&mut self, rest: &str) {
        self.at = At::Between;
        let Some((counts, sum)) = rest.rsplit_once(' ') else {
            return self.tell("the checksum is missing");
        };
        let end = format!("end {counts}");
        let lines = self.lines.iter().map(String::as_str);
        if checksum(lines.chain([end.as_str()])) != sum && self.wrong.is_empty() {
            self.tell("the publication that ends here, or one before it, was changed after it was recorded");
        }
        let before = self.publications.editions.last().map(|edition| edition.schema.clone());
        let mut edition = std::mem::take(&mut self.edition);
        // What is measured is said again only where it is not what it was.
        edition.schema = self.schema.take().or(before).unwrap_or_default();
        self.publications.editions.push(edition);
    }

    fn place(&self) -> Place {
        if self.number == 0 {
            return Place::file(self.file);
        }
        Place::Line { file: self.file.into(), line: self.number, column: None }
    }

    fn tell(&mut self, message: &str) {
        let problem = Diagnostic::error("ledger", self.place(), message).hint(MEND);
        self.wrong.push(problem);
    }

    fn finish(mut self) -> Result<Publications, Problems> {
        if matches!(self.at, At::Head | At::Cells) && self.wrong.is_empty() {
            self.tell("the file ends in the middle of a publication");
        }
        if self.at == At::Top {
            // An empty file is what a crash leaves: to take it for a beginning would be to forget everything.
            self.tell(NONE);
        }
        if self.wrong.is_empty() {
            return Ok(self.publications);
        }
        let more = self.wrong.len().saturating_sub(TOLD);
        self.wrong.truncate(TOLD);
        if more > 0 {
            let message = format!("and {more} more lines are wrong");
            let place = Place::file(self.file);
            self.wrong.push(Diagnostic::error("ledger", place, message));
        }
        Err(Problems(self.wrong))
    }
}
