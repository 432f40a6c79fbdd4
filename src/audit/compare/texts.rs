//! Law: what a PDF says in words stands in its page, too; a number in it stands there between the same words.

use super::{Side, drawings::take, squash};
use crate::{
    audit::{
        finding::{Finding, Findings},
        sight::Channel,
    },
    numeral::{Token, contexts, tokens},
};
use std::collections::BTreeSet;

/// A text with fewer letters than this may stand inside another by chance.
const LONG: usize = 12;

/// What the page says in words.
pub(super) struct Known {
    /// Every text, whole and sentence by sentence, without gaps.
    texts: BTreeSet<String>,
    /// All of them together.
    whole: String,
    /// Every number with the words before and after it.
    contexts: BTreeSet<[String; 3]>,
    /// Numbers that stand by themselves, each as often as it does.
    alone: Vec<String>,
    /// Texts of small drawings, each as often as it stands.
    small: Vec<String>,
}

impl Side<'_> {
    /// Judges what the PDF says in words; `stray` are cells of tables that the page does not have.
    pub fn texts(&self, stray: &[String], findings: &mut Findings) {
        let mut known = self.known();
        let paper = self.paper;
        let source = paper.source.through(Channel::PaperText);
        let mut unknown: Vec<&str> = Vec::new();
        // Links say the pages that they lead to, and the contents say them again.
        let mut links: Vec<String> = paper.chapters.iter().map(ToString::to_string).collect();
        let said = paper.links.iter().filter_map(|text| self.numbers(text).pop());
        let mut contents: Vec<String> = said.collect();
        let lists = self.page.lists.iter().flat_map(|items| 1..=*items);
        contents.extend(lists.map(|item| item.to_string()));
        for text in paper.texts.iter().chain(stray).chain(&paper.about) {
            if !self.is_said(text, &mut known, &mut contents) {
                unknown.push(text);
            }
        }
        for text in &paper.links {
            if !self.is_said(text, &mut known, &mut links) {
                unknown.push(text);
            }
        }
        for (page, texts) in paper.loose.iter().enumerate() {
            let mut number = Some((page + 1).to_string());
            for text in texts {
                let text = text.trim();
                let own = number.take_if(|number| number == text).is_some();
                if !own && !self.is_loose(text, &mut known) {
                    unknown.push(text);
                }
            }
        }
        for text in unknown {
            let masked = self.explained.mask(text, &self.page.language);
            let what = format!("a number in «{masked}» stands nowhere in the page");
            findings.push(Finding::error("unexplained-number", what).at(&source));
        }
    }

    /// Whether every number of a text stands in the page between the same words.
    fn is_said(&self, text: &str, known: &mut Known, contents: &mut Vec<String>) -> bool {
        let language = &self.page.language;
        let strangers = self.explained.strangers(text, language);
        if strangers.is_empty() || known.has(text) {
            return true;
        }
        let mut sentences = text.split_inclusive(['.', '?', '!', ':']);
        if sentences.all(|it| known.has(it) || self.explained.strangers(it, language).is_empty()) {
            return true;
        }
        let all = tokens(text, language);
        strangers.iter().all(|number| {
            let chapter = number == &all[all.len() - 1] && all.len() < 40;
            known.between(&all, number) || chapter && take(contents, &number.text)
        })
    }

    /// What stands on a page beside its structure and its number: running heads, small drawings.
    fn is_loose(&self, text: &str, known: &mut Known) -> bool {
        let language = &self.page.language;
        let strangers = self.explained.strangers(text, language);
        let all = tokens(text, language);
        strangers.is_empty()
            || take(&mut known.small, &squash(text))
            || known.has(text)
            || strangers.iter().all(|number| known.between(&all, number))
    }

    /// What the page says in words.
    fn known(&self) -> Known {
        let page = self.page;
        let tables = page.tables.iter().chain(&page.own_tables);
        let heads = tables.flat_map(|table| table.heads.iter().chain([&table.title]));
        let heads =
            heads.chain(page.tables.iter().flat_map(|it| it.rows.iter().map(|row| &row.head)));
        let said: Vec<&String> =
            page.prose.iter().map(|it| &it.text).chain(heads).chain(&page.captions).collect();
        let mut known = Known {
            texts: BTreeSet::new(),
            whole: String::new(),
            contexts: BTreeSet::new(),
            alone: Vec::new(),
            small: Vec::new(),
        };
        for text in said {
            known.texts.insert(squash(text));
            known.texts.extend(text.split_inclusive(['.', '?', '!']).map(squash));
            known.whole.push_str(&squash(text));
            known.whole.push('\n');
            known.contexts.extend(contexts(text, &page.language));
        }
        // Big numbers and the small drawings beside sentences.
        let small = page.drawings.iter().filter(|drawn| !drawn.described);
        let small = small.flat_map(|drawn| drawn.texts.iter().map(|text| squash(&text.text)));
        known.small.extend(small);
        let figures = page.figures.iter().map(|shown| &shown.text);
        for text in figures {
            let words = tokens(text, &page.language);
            known.alone.extend(words.into_iter().filter(|it| it.is_number).map(|it| it.text));
            known.contexts.extend(contexts(text, &page.language));
        }
        let axes = page.axes.iter().flatten();
        known.alone.extend(axes.flat_map(|text| tokens(text, &page.language)).map(|it| it.text));
        known
    }
}

impl Known {
    /// Whether a text is one of the page's.
    fn has(&self, text: &str) -> bool {
        let plain = squash(text);
        let plain = plain.trim_end_matches(['.', ':']);
        let letters = plain.chars().filter(|c| c.is_alphabetic()).count();
        self.texts.contains(plain)
            || self.texts.contains(&format!("{plain}."))
            || letters >= LONG && self.whole.contains(plain)
    }

    /// Whether a number stands in the page between the same words, or by itself as often as there.
    fn between(&mut self, all: &[Token], number: &Token) -> bool {
        let at = all.iter().position(|it| it == number).unwrap_or(0);
        let before = at.checked_sub(1).map(|at| all[at].text.as_str());
        let after = all.get(at + 1).map(|it| it.text.as_str());
        let same = |[left, middle, right]: &[String; 3]| {
            // A line or a mark may end where the page has more words.
            let beside = |known: &str, word: Option<&str>| word.is_none_or(|word| word == known);
            *middle == number.text
                && beside(left, before)
                && beside(right, after)
                && (before.is_some() || after.is_some())
        };
        if self.contexts.iter().any(same) {
            return true;
        }
        match self.alone.iter().position(|it| *it == number.text) {
            Some(at) => {
                self.alone.swap_remove(at);
                true
            }
            None => false,
        }
    }
}
