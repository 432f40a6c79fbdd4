//! Law: whoever writes a block asks the desk for figures, names and words, and reports what is missing to it.

use super::{
    claims::Claim,
    view::{Figure, FigureState, TableView},
};
use crate::{
    analysis::Lens,
    confidential::{PublishableStat, PublishedCell, View},
    config::{Indicator, Kind, outline::Ref},
    diagnostic::{Diagnostic, Place, Problems},
    ident::{CategoryId, Lang},
    words::{Format, Said, Scope, Speaker, article::Article, fill},
};
use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
};

/// The most letters of what is heard instead of a chart: a string in a PDF ends at 32 767 bytes, and a letter may
/// take four of them.
const HEARD: usize = 8_000;

/// What the blocks of one report share.
pub(super) struct Desk<'a> {
    pub lens: &'a Lens,
    pub lang: &'a Lang,
    pub format: Format<'a>,
    speaker: &'a Speaker,
    figures: Cell<usize>,
    tables: Cell<usize>,
    problems: RefCell<Problems>,
    /// What was claimed so far.
    pub claims: RefCell<Vec<Claim>>,
    /// The section's heading, which alt texts begin with.
    pub heading: RefCell<String>,
    /// The section's id, which addresses begin with.
    pub section: RefCell<String>,
}

impl<'a> Desk<'a> {
    pub fn new(lens: &'a Lens, lang: &'a Lang, speaker: &'a Speaker) -> Self {
        let language = &lens.settings().languages[lang];
        Self {
            lens,
            lang,
            format: Format::new(language),
            speaker,
            figures: Cell::new(0),
            tables: Cell::new(0),
            problems: RefCell::default(),
            claims: RefCell::default(),
            heading: RefCell::default(),
            section: RefCell::default(),
        }
    }

    /// All that was missing, and all that was claimed.
    pub fn close(self) -> (Problems, Vec<Claim>) {
        (self.problems.into_inner(), self.claims.into_inner())
    }

    /// Whether there is a sentence template of this name.
    pub fn knows(&self, template: &str) -> bool {
        self.speaker.knows(template)
    }

    /// The next figure's number, from 1.
    pub fn next_figure(&self) -> usize {
        self.figures.set(self.figures.get() + 1);
        self.figures.get()
    }

    /// An address for a figure, table or row of this section.
    pub fn address(&self, kind: &str) -> String {
        self.tables.set(self.tables.get() + 1);
        format!("{kind}-{}-{}", self.section.borrow(), self.tables.get())
    }

    /// A word of the frame; a missing one is a problem and shows as its key.
    pub fn word(&self, key: &str) -> String {
        self.format.word(key).map_or_else(
            || {
                let path = format!("config/lang/{}.toml", self.lang);
                let problem = Diagnostic::error(
                    "word-missing",
                    Place::file(&path),
                    format!("there is no word '{key}'"),
                )
                .hint(format!("add `{key} = \"…\"` under [words]"));
                let mut problems = self.problems.borrow_mut();
                if !problems.0.contains(&problem) {
                    problems.push(problem);
                }
                key.to_owned()
            },
            str::to_owned,
        )
    }

    /// A pattern of the frame with its places filled.
    pub fn phrase(&self, key: &str, values: &[(&str, &str)]) -> String {
        fill(&self.word(key), values)
    }

    /// Says a sentence template; what is wrong with it is kept.
    pub fn say(&self, template: &str, scope: &Scope) -> Vec<Said> {
        self.speaker.say(template, scope).unwrap_or_else(|problems| {
            self.problems.borrow_mut().extend(problems);
            Vec::new()
        })
    }

    /// What somebody wrote under this name for the district, or for all of them.
    pub fn article(&self, name: &str) -> Option<&'a Article> {
        let district = self.lens.settings().districts.get(self.lens.district());
        self.speaker.article(district.map_or("", |d| &d.slug), name)
    }

    /// What a template may speak of when it speaks of the whole section.
    pub fn scope(&self) -> Scope {
        Scope {
            lens: self.lens.clone(),
            lang: self.lang.clone(),
            lists: BTreeMap::new(),
            about: None,
            turn: 0,
            texts: BTreeMap::new(),
            numbers: BTreeMap::new(),
            counted: BTreeMap::new(),
        }
    }

    /// The addresses of an indicator's counted categories, in order.
    pub fn categories(&self, indicator: &Indicator) -> Vec<Ref> {
        let categories = self.lens.settings().indicators.categories(indicator);
        categories
            .iter()
            .filter(|c| c.sum_of.is_empty())
            .map(|c| self.at(indicator, Some(&c.id)))
            .collect()
    }

    /// The address of an indicator, or of one of its categories.
    pub fn at(&self, indicator: &Indicator, category: Option<&CategoryId>) -> Ref {
        Ref { indicator: indicator.id.clone(), category: category.cloned(), group: None }
    }

    /// A published amount as a figure.
    pub fn figure(&self, stat: PublishableStat, write: impl FnOnce(f64) -> String) -> Figure {
        let (text, state, spoken) = match stat.view() {
            View::Shown(amount) => (write(amount), FigureState::Shown, None),
            View::Withheld(_) => (
                self.format.language().numbers.hidden.clone(),
                FigureState::Withheld,
                Some(self.word("hidden_words")),
            ),
            View::Missing => (
                self.format.language().numbers.missing.clone(),
                FigureState::Missing,
                Some(self.word("missing_words")),
            ),
        };
        Figure { text, state, spoken, cell: None }
    }

    /// A cell's share, or its mean: `46 %`, `41,6`.
    pub fn share(&self, figure: &Ref, cell: &PublishedCell) -> Figure {
        match self.lens.indicator(figure).kind {
            Kind::Mean => self.figure(cell.share, |v| self.format.decimal(v)),
            Kind::Count => self.figure(cell.count, |v| self.format.count(v)),
            _ => self.figure(cell.share, |v| self.format.percent(v)),
        }
    }

    /// A cell's count.
    pub fn count(&self, cell: &PublishedCell) -> Figure {
        self.figure(cell.count, |v| self.format.count(v))
    }

    /// A cell's base.
    pub fn base(&self, cell: &PublishedCell) -> Figure {
        self.figure(cell.base, |v| self.format.count(v))
    }

    /// A difference with its sign.
    pub fn signed(&self, stat: PublishableStat) -> Figure {
        self.figure(stat, |v| self.format.signed(v))
    }

    /// Words in a table.
    pub fn text(&self, text: impl Into<String>) -> Figure {
        Figure { text: text.into(), state: FigureState::Text, spoken: None, cell: None }
    }

    /// `Prosent av alle kartlagte, n = 742`; without the number where that is hidden.
    pub fn base_line(&self, figure: &Ref) -> String {
        let indicator = self.lens.indicator(figure);
        let group = figure.group.as_ref().and_then(|g| self.lens.settings().indicators.group(g));
        let who = group.map_or(indicator.base.get(self.lang), |g| g.people.get(self.lang));
        let n = self.lens.own(figure).base.amount().map(|n| self.format.count(n));
        match n {
            Some(n) => self.phrase("percent_of", &[("base", who), ("n", &n)]),
            None => self.phrase("percent_of_hidden", &[("base", who)]),
        }
    }

    /// The cell whose base that line says.
    pub fn base_cell(&self, figure: &Ref) -> String {
        super::cites::base(&self.lens.key(figure))
    }

    /// What a reader who cannot see a chart must know: the section's finding, then every number of its table, row by
    /// row as far as [`HEARD`].
    pub fn alt(&self, table: &TableView) -> String {
        let mut text = format!("{}. {}", self.heading.borrow().trim_end_matches('.'), table.title);
        for row in table.rows.iter().filter(|row| !row.divider) {
            let numbers: Vec<String> = table
                .head
                .iter()
                .zip(&row.cells)
                .map(|(head, cell)| {
                    format!("{head} {}", cell.spoken.as_ref().unwrap_or(&cell.text))
                })
                .collect();
            let end = if text.ends_with(['.', '?']) { "" } else { "." };
            let more = format!("{end} {}: {}", row.head, numbers.join(", "));
            if text.chars().count() + more.chars().count() > HEARD {
                return format!("{text}{end} {}", self.word("alt_rest"));
            }
            text.push_str(&more);
        }
        text.push('.');
        text
    }

    /// Where the figures come from.
    pub fn source(&self) -> String {
        let source = &self.lens.settings().report.source;
        source.get(self.lang).to_owned()
    }

    /// The district as the report names it: `Bydel Sagene`.
    pub fn district_title(&self) -> String {
        let districts = &self.lens.settings().districts;
        let name = districts.get(self.lens.district()).map_or("", |d| d.name.as_str());
        format!("{} {name}", districts.title.get(self.lang))
    }

    /// The name of what the district is compared with: `Oslo ellers`, or the city's.
    pub fn reference_name(&self) -> String {
        self.format.reference(&self.lens.settings().report, self.lang).0
    }

    /// The same where it stands by itself, as in the head of a column.
    pub fn reference_head(&self) -> String {
        crate::words::capital(&self.reference_name())
    }

    /// The city's name.
    pub fn city_name(&self) -> String {
        self.lens.settings().report.city.name.get(self.lang).to_owned()
    }
}
