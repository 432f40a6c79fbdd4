//! Law: words gather in one line until their block ends; who said a quotation stands behind a dash in its last line.

use super::{
    super::{Article, Line, Noted, Part, Span, link, problem::Unheld},
    Inside, Reader,
};
use crate::diagnostic::{Diagnostic, Place, Problems};
use std::ops::Range;

impl Reader<'_> {
    /// Words of the text.
    pub(super) fn words(&mut self, words: &str, range: Range<usize>) {
        self.are_fit(words, &range);
        let before = &self.text.as_bytes()[..range.start];
        let reference = words.starts_with('^') && before.ends_with(b"[");
        if (reference && !before.ends_with(b"\\[")) || words.contains("[^") {
            self.refuse(Unheld::OpenFootnote, range);
        }
        if self.broken && self.inside.last() == Some(&Inside::Quote) && dash(words).is_some() {
            self.paragraph();
        }
        self.broken = false;
        self.put(&words.replace('\t', " "));
    }

    /// The end of a line of the file, which is a gap or a line break.
    pub(super) fn line_ends(&mut self, gap: &str) {
        self.put(gap);
        self.broken = true;
    }

    /// Adds words in the style of this place.
    fn put(&mut self, words: &str) {
        let style = self.style();
        let same = |last: &&mut Span| {
            let styled = (last.strong, last.emphasis) == (style.strong, style.emphasis);
            // A link is one stretch, whatever stands in it.
            last.note.is_none() && last.link == style.link && (styled || style.link.is_some())
        };
        match self.line.last_mut().filter(same) {
            Some(last) => last.text.push_str(words),
            None => self.line.push(Span { text: words.to_owned(), ..style }),
        }
    }

    /// The style of this place.
    pub(super) fn style(&self) -> Span {
        Span {
            strong: self.strong > 0,
            emphasis: self.emphasis > 0,
            link: self.link.clone(),
            ..Span::default()
        }
    }

    /// Says on paper where a link leads, unless its words do.
    pub(super) fn link_ends(&mut self) {
        let Some(open) = self.link.take() else { return };
        let shown = link::shown(&open.to);
        let found = self.line.iter_mut().rev().find(|it| it.link.is_some());
        if let Some(span) = found {
            if span.text.trim().is_empty() {
                span.text = shown.to_owned();
            }
            let says = link::shown(span.text.trim()) == shown;
            if let Some(link) = span.link.as_mut().filter(|_| !says) {
                link.shown = Some(shown.to_owned());
            }
        }
    }

    /// A footnote's number.
    pub(super) fn note(&mut self, name: &str, range: Range<usize>) {
        let known = self.notes.named.iter().position(|(it, _)| it == name);
        let number = known.unwrap_or(self.notes.named.len()) + 1;
        if known.is_none() {
            self.notes.named.push((name.to_owned(), range));
        }
        let first = known.is_none();
        self.line.push(Span { note: Some(Noted { number, first }), ..Span::default() });
    }

    /// The words since the last block began, without gaps at the ends.
    pub(super) fn taken(&mut self) -> Line {
        let mut line = std::mem::take(&mut self.line);
        if let Some(first) = line.first_mut() {
            first.text = first.text.trim_start().to_owned();
        }
        if let Some(last) = line.last_mut() {
            last.text.truncate(last.text.trim_end().len());
        }
        line.retain(|span| !span.text.is_empty() || span.note.is_some());
        self.broken = false;
        Line(line)
    }

    /// The end of a paragraph.
    pub(super) fn paragraph(&mut self) {
        let text = self.taken();
        if text.0.is_empty() {
            return;
        }
        match self.inside.last() {
            None => self.part(Part::Paragraph { text }),
            Some(Inside::Quote) => self.quote.push(text),
            Some(Inside::List) => {
                let list = self.lists.last_mut();
                if let Some(item) = list.and_then(|list| list.items.last_mut()) {
                    item.paragraphs.push(text);
                }
            }
            Some(Inside::Note) => {
                if let Some((whole, _)) = self.notes.texts.get_mut(&self.notes.open) {
                    if let Some(last) = whole.0.last_mut() {
                        last.text.push('\n');
                    }
                    whole.0.extend(text.0);
                }
            }
        }
    }

    /// Whether the item that we are in has a list already.
    pub(super) fn follows_a_list(&self) -> bool {
        let inside = self.inside.last() == Some(&Inside::List);
        let item = self.lists.last().and_then(|list| list.items.last());
        inside && item.is_some_and(|item| item.list.is_some())
    }

    /// A finished part.
    pub(super) fn part(&mut self, part: Part) {
        let empty = match &part {
            Part::Heading { text, .. } => text.0.is_empty(),
            Part::Quote { paragraphs, .. } => paragraphs.is_empty(),
            _ => false,
        };
        if !empty {
            self.article.parts.push(part);
        }
    }

    /// Who said a quotation: its last paragraph, where that begins with a dash and the one before does not.
    pub(super) fn said_by(paragraphs: &mut Vec<Line>) -> Option<Line> {
        let [.., before, last] = paragraphs.as_slice() else {
            return None;
        };
        let length = dash(&last.text())?;
        if dash(&before.text()).is_some() {
            return None;
        }
        let mut by = paragraphs.pop()?;
        if let Some(first) = by.0.first_mut() {
            first.text.drain(..length.min(first.text.len()));
        }
        Some(by)
    }

    /// Tells of something that an article cannot hold.
    pub(super) fn refuse(&mut self, what: Unheld, range: Range<usize>) {
        let (message, hint) = what.said();
        self.tell("not-in-articles", range, message, hint);
    }

    fn tell(&mut self, code: &'static str, range: Range<usize>, message: &str, hint: &str) {
        let (start, end) = (range.start + self.before, range.end + self.before);
        let place = Place::text(self.path, start..end);
        self.problems.push(Diagnostic::error(code, place, message).hint(hint));
    }

    fn are_fit(&mut self, words: &str, range: &Range<usize>) {
        let Some((at, letter, why)) = self.letters.unfit(words) else {
            return;
        };
        let (message, hint) = why.said(letter);
        let as_written = self.text.get(range.clone()) == Some(words);
        let place = if as_written {
            range.start + at..range.start + at + letter.len_utf8()
        } else {
            range.clone()
        };
        self.tell("letter", place, &message, hint);
    }

    /// The article, where nothing was wrong.
    pub(super) fn finish(mut self) -> Result<Article, Problems> {
        for (name, range) in std::mem::take(&mut self.notes.named) {
            match self.notes.texts.remove(&name) {
                Some((text, _)) => self.article.notes.push(text),
                None => self.refuse(Unheld::OpenFootnote, range),
            }
        }
        for (_, range) in std::mem::take(&mut self.notes.texts).into_values() {
            self.refuse(Unheld::UnusedFootnote, range);
        }
        if self.article.parts.is_empty() && !self.problems.fatal() {
            let problem =
                Diagnostic::error("empty", Place::file(self.path), "the article is empty");
            self.problems.push(problem.hint("write something, or take the file away"));
        }
        if self.problems.fatal() { Err(self.problems) } else { Ok(self.article) }
    }
}

/// How many bytes the dash at the beginning of a text takes, with the gap after it.
fn dash(text: &str) -> Option<usize> {
    let rest = ["—", "–", "---", "--"].iter().find_map(|dash| text.strip_prefix(dash))?;
    Some(text.len() - rest.trim_start().len())
}
