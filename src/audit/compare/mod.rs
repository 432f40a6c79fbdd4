//! Law: a PDF says what its page says: the same figures in the same rows, the same sentences, the same drawings.

mod drawings;
mod rows;
mod texts;

use super::{
    book::Numbers,
    explain::Explained,
    finding::{Finding, Findings},
    read::{page::Page, paper::Paper},
};

/// Judges a PDF against the page of the same name.
pub(super) fn judge(paper: &Paper, pages: &[Page], explained: &Explained, findings: &mut Findings) {
    let stem =
        |file: &str| file.rsplit_once('.').map_or(file.to_owned(), |(stem, _)| stem.to_owned());
    let own = stem(&paper.source.file);
    let page = pages
        .iter()
        .find(|page| page.source.output == paper.source.output && stem(&page.source.file) == own);
    let Some(page) = page else {
        let what =
            "there is no page of the same name: this PDF's numbers are compared with nothing";
        findings.push(Finding::warning("paper-alone", what).at(&paper.source));
        return;
    };
    let side = Side { paper, page, explained, signs: explained.book().numbers(&page.language) };
    let stray = side.tables(findings);
    side.texts(&stray, findings);
    side.drawings(findings);
}

struct Side<'a> {
    paper: &'a Paper,
    page: &'a Page,
    explained: &'a Explained<'a>,
    signs: Numbers,
}

/// Text without gaps: line breaks and hyphenation differ from medium to medium.
fn squash(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !['\u{ad}', '\u{200b}', '-'].contains(c))
        .collect()
}
