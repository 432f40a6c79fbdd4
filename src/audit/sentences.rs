//! Law: a sentence rests on cells that are shown, and every number in it is one of theirs.

use super::{
    book::Book,
    explain::{Explained, without},
    figures::is_hidden,
    finding::{Finding, Findings},
    read::{numerals::numerals, page::Page},
    sight::{Measure, Rest, Seen, Sighting, Source, named, of_base},
};
use std::collections::{BTreeMap, BTreeSet};

/// An output's pages in one language.
type Shelf<'a> = (usize, &'a str);

/// Texts by how many pages of an output have them, and how many pages it has, language by language.
pub(super) struct Common<'a> {
    letters: BTreeMap<(Shelf<'a>, &'a str), BTreeSet<&'a str>>,
    texts: BTreeMap<(Shelf<'a>, &'a str), BTreeSet<&'a str>>,
    pages: BTreeMap<Shelf<'a>, usize>,
    /// Headings with the pages that they stand in, which judge them.
    headings: Vec<(&'a Source, &'a str)>,
}

impl<'a> Common<'a> {
    /// Finds texts that pages have in common.
    pub fn of(pages: &'a [Page]) -> Self {
        let mut common = Self {
            letters: BTreeMap::new(),
            texts: BTreeMap::new(),
            pages: BTreeMap::new(),
            headings: Vec::new(),
        };
        for page in pages {
            let Source { output, file, .. } = &page.source;
            let shelf = (*output, page.language.as_str());
            *common.pages.entry(shelf).or_default() += 1;
            let headings = page.findings.iter().map(|text| (&page.source, text.as_str()));
            common.headings.extend(headings);
            for prose in &page.prose {
                let at = (shelf, prose.text.as_str());
                common.texts.entry(at).or_default().insert(file);
            }
            for (_, text) in page.drawings.iter().flat_map(|drawn| &drawn.texts) {
                let at = (shelf, text.as_str());
                common.letters.entry(at).or_default().insert(file);
            }
        }
        common
    }

    /// Whether a text stands in more than half of an output's pages in the language of `page`: then it is of no district.
    pub fn has(&self, page: &Page, text: &str) -> bool {
        let shelf = (page.source.output, page.language.as_str());
        self.many(shelf, self.texts.get(&(shelf, text)))
    }

    /// The same of a text in drawings.
    pub fn has_letters(&self, page: &Page, text: &str) -> bool {
        let shelf = (page.source.output, page.language.as_str());
        self.many(shelf, self.letters.get(&(shelf, text)))
    }

    /// A text without the headings of other pages, as a list of pages repeats them.
    fn without_headings(&self, page: &Page, text: &str) -> String {
        let mut rest = text.to_owned();
        for (source, heading) in &self.headings {
            if source.output == page.source.output && source.file != page.source.file {
                rest = rest.replace(heading, " ");
            }
        }
        rest
    }

    fn many(&self, shelf: Shelf<'_>, found: Option<&BTreeSet<&str>>) -> bool {
        let of = found.map_or(0, BTreeSet::len);
        let pages = self.pages.get(&shelf).copied().unwrap_or(0);
        pages > 1 && 2 * of > pages
    }
}

/// What a page's texts say of bases: «n = 742» under a heading says it of no cell in a table.
pub(super) fn bases(page: &Page, book: &Book) -> Vec<Sighting> {
    let signs = book.numbers(&page.language);
    let (names, mut found) = (book.names(), Vec::new());
    for prose in &page.prose {
        if let [Rest { key, measure: Some(Measure::Base) }] = &prose.rests[..]
            && let [number] = numerals(&without(&prose.text, &names), &signs)[..]
        {
            found.push(Sighting {
                key: key.clone(),
                measure: Measure::Base,
                seen: Seen::Number(number.value, number.value),
                source: page.source.through(prose.channel),
            });
        }
    }
    found
}

/// Judges the texts of a page.
pub(super) fn judge(page: &Page, common: &Common, explained: &Explained, findings: &mut Findings) {
    let (table, book) = (explained.table(), explained.book());
    for prose in &page.prose {
        let source = page.source.through(prose.channel);
        let hides = |rest: &&Rest| match rest.measure {
            Some(Measure::Base) => {
                table.base(&rest.key, book).is_none() && {
                    let whole = table.known(&of_base(&rest.key));
                    whole.base_withheld
                }
            }
            _ => is_hidden(table, &rest.key),
        };
        for rest in prose.rests.iter().filter(hides) {
            // A page that says in words that something is hidden rests on it without a number.
            let said = numerals(&prose.text, &book.numbers(&page.language));
            if rest.measure != Some(Measure::Base) || !said.is_empty() {
                let what = "a sentence rests on a withheld figure";
                let finding = Finding::error("rests-on-withheld", what);
                findings.push(finding.about(named(&rest.key)).at(&source));
            }
        }
        let stray = |text: &str| {
            let unknown = explained.unexplained(text, &page.language, &prose.rests);
            !unknown.is_empty()
        };
        let known = || {
            let others = common.without_headings(page, &prose.text);
            common.has(page, &prose.text) || !stray(&others)
        };
        if stray(&prose.text) && !(prose.rests.is_empty() && known()) {
            let language = &page.language;
            findings.push(if prose.own && prose.rests.is_empty() {
                let masked = explained.mask(&prose.text, language);
                let what =
                    format!("nobody has checked the number in «{masked}», which somebody wrote");
                Finding::warning("own-number", what).at(&source)
            } else {
                unexplained(&prose.text, &prose.rests, language, &source, explained)
            });
        }
    }
}

/// A number that no shown figure explains; a warning where not all that it rests on is known.
fn unexplained(
    text: &str,
    rests: &[Rest],
    language: &str,
    source: &Source,
    explained: &Explained,
) -> Finding {
    let whole = |rest: &Rest| {
        let known = explained.table().known(&rest.key);
        known.count.is_some() || known.withheld
    };
    let masked = explained.mask(text, language);
    let mut finding = if rests.iter().all(whole) {
        let what = format!("a number in «{masked}» is none of the figures that it rests on");
        Finding::error("unexplained-number", what)
    } else {
        let what = format!("the data lack a figure that «{masked}» rests on");
        Finding::warning("unknown-number", what)
    };
    finding = finding.at(source);
    for rest in rests.iter().take(3) {
        finding = finding.about(named(&rest.key));
    }
    finding
}
