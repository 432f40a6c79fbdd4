//! Law: an article is read from front to back, once; what it cannot hold is told all at once and left out.

mod words;

use super::{Article, Grid, Item, Line, Link, List, Part, Span, link, problem::Unheld};
use crate::{assets::Letters, diagnostic::Problems};
use pulldown_cmark::{Alignment, Event, LinkType, Options, Parser, Tag, TagEnd};
use std::{collections::BTreeMap, ops::Range};

/// So many problems of one file are told; more are seldom others.
const MOST: usize = 20;

/// So many columns of words fit on the page.
const COLUMNS: usize = 6;

/// Reads an article.
///
/// # Errors
/// All that it cannot hold, with its place in the file.
pub(super) fn read(path: &str, source: &str, letters: &Letters) -> Result<Article, Problems> {
    let text = source.strip_prefix('\u{feff}').unwrap_or(source);
    let mut reader = Reader {
        path,
        text,
        before: source.len() - text.len(),
        letters,
        problems: Problems::default(),
        article: Article::default(),
        line: Vec::new(),
        strong: 0,
        emphasis: 0,
        link: None,
        inside: Vec::new(),
        lists: Vec::new(),
        quote: Vec::new(),
        broken: false,
        grid: Grid::default(),
        row: Vec::new(),
        levels: Vec::new(),
        notes: Notes::default(),
        skipped: 0,
    };
    // Everything that people try is asked for, so that what is refused is seen and not shown as it is written.
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_MATH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        if reader.problems.0.len() >= MOST {
            break;
        }
        reader.event(event, range);
    }
    reader.finish()
}

/// What the reader is in the middle of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Inside {
    List,
    Quote,
    Note,
}

/// Footnotes by the names that the author gave them.
#[derive(Default)]
struct Notes {
    /// In the order of their numbers, with where each is referred to first.
    named: Vec<(String, Range<usize>)>,
    texts: BTreeMap<String, (Line, Range<usize>)>,
    /// The one whose text is being read.
    open: String,
}

struct Reader<'s> {
    path: &'s str,
    text: &'s str,
    /// How many bytes of the file stand before the text.
    before: usize,
    letters: &'s Letters<'s>,
    problems: Problems,
    article: Article,
    /// The words since the last block began.
    line: Vec<Span>,
    strong: usize,
    emphasis: usize,
    link: Option<Link>,
    inside: Vec<Inside>,
    lists: Vec<List>,
    quote: Vec<Line>,
    /// Whether a line has just ended.
    broken: bool,
    grid: Grid,
    row: Vec<Line>,
    /// The levels of the headings that stand over this place.
    levels: Vec<u8>,
    notes: Notes,
    /// How many elements deep we are in one that is left out.
    skipped: usize,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        if self.skipped > 0 {
            match event {
                Event::Start(_) => self.skipped += 1,
                Event::End(_) => self.skipped -= 1,
                _ => {}
            }
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.words(&text, range),
            Event::SoftBreak => self.line_ends(" "),
            Event::HardBreak => self.line_ends("\n"),
            Event::FootnoteReference(name) => self.note(&name, range),
            Event::Rule if self.inside.is_empty() => self.article.parts.push(Part::Pause),
            Event::Rule => {}
            Event::Code(_) => self.refuse(Unheld::Code, range),
            Event::InlineMath(_) | Event::DisplayMath(_) => self.refuse(Unheld::Formula, range),
            Event::Html(_) | Event::InlineHtml(_) => self.refuse(Unheld::Html, range),
            Event::TaskListMarker(_) => self.refuse(Unheld::Task, range),
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        let free = self.inside.is_empty();
        let only_lists = self.inside.iter().all(|it| *it == Inside::List);
        let refused = match &tag {
            Tag::Heading { .. } if !free => Unheld::Heading,
            Tag::Table(_) if !free => Unheld::Table,
            Tag::Table(columns) if columns.len() > COLUMNS => Unheld::WideTable,
            Tag::BlockQuote(_) if !free => Unheld::Quote,
            Tag::FootnoteDefinition(_) if !free => Unheld::Footnote,
            Tag::List(_) if !only_lists => Unheld::List,
            Tag::List(_) if self.lists.len() > 1 => Unheld::DeepList,
            Tag::List(_) if self.follows_a_list() => Unheld::AfterList,
            Tag::Paragraph if self.follows_a_list() => Unheld::AfterList,
            Tag::CodeBlock(_) => Unheld::CodeBlock,
            Tag::HtmlBlock => Unheld::Html,
            Tag::Image { .. } => Unheld::Image,
            Tag::Strikethrough => Unheld::StruckOut,
            Tag::MetadataBlock(_) => Unheld::Settings,
            _ => return self.begin(tag, range),
        };
        self.refuse(refused, range);
        self.skipped = 1;
    }

    fn begin(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Heading { level, .. } => {
                let level = level as u8;
                while self.levels.last().is_some_and(|above| *above >= level) {
                    self.levels.pop();
                }
                self.levels.push(level);
                if self.levels.len() > 2 {
                    self.refuse(Unheld::DeepHeading, range);
                }
            }
            Tag::BlockQuote(_) => self.inside.push(Inside::Quote),
            Tag::List(start) => {
                self.paragraph();
                self.inside.push(Inside::List);
                self.lists.push(List { start, items: Vec::new() });
            }
            Tag::Item => {
                if let Some(list) = self.lists.last_mut() {
                    list.items.push(Item::default());
                }
            }
            Tag::FootnoteDefinition(name) => {
                if self.notes.texts.contains_key(&*name) {
                    self.refuse(Unheld::DoubleFootnote, range.clone());
                }
                self.inside.push(Inside::Note);
                self.notes.open = name.to_string();
                let text = (Line::default(), range);
                self.notes.texts.insert(name.to_string(), text);
            }
            Tag::Table(columns) => {
                self.grid = Grid {
                    right: columns.iter().map(|it| *it == Alignment::Right).collect(),
                    ..Grid::default()
                };
            }
            Tag::Emphasis => self.emphasis += 1,
            Tag::Strong => self.strong += 1,
            Tag::Link { link_type, dest_url, .. } => {
                match link::address(&dest_url, link_type == LinkType::Email) {
                    Some(to) => {
                        self.link = Some(Link { to, shown: None });
                        let style = self.style();
                        self.line.push(style);
                    }
                    None => self.refuse(Unheld::Link, range),
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.paragraph(),
            TagEnd::Heading(_) => {
                let text = self.taken();
                let depth = self.levels.len().clamp(1, 2) as u8;
                self.part(Part::Heading { depth, text });
            }
            TagEnd::BlockQuote(_) => {
                self.inside.pop();
                let mut paragraphs = std::mem::take(&mut self.quote);
                let by = Self::said_by(&mut paragraphs);
                self.part(Part::Quote { paragraphs, by });
            }
            TagEnd::Item => self.paragraph(),
            TagEnd::List(_) => {
                self.inside.pop();
                let Some(list) = self.lists.pop() else { return };
                let outer = self.lists.last_mut().and_then(|it| it.items.last_mut());
                match outer {
                    Some(item) => item.list = Some(Box::new(list)),
                    None => self.part(Part::List(list)),
                }
            }
            TagEnd::FootnoteDefinition => drop(self.inside.pop()),
            TagEnd::TableCell => {
                let cell = self.taken();
                self.row.push(cell);
            }
            TagEnd::TableHead => {
                self.grid.head = std::mem::take(&mut self.row);
                let heads = self.grid.head.iter().map(Line::text);
                let heads: Vec<String> = heads.filter(|text| !text.is_empty()).collect();
                self.grid.name = heads.join(", ");
            }
            TagEnd::TableRow => {
                let row = std::mem::take(&mut self.row);
                self.grid.rows.push(row);
            }
            TagEnd::Table => {
                let grid = std::mem::take(&mut self.grid);
                self.part(Part::Table(grid));
            }
            TagEnd::Emphasis => self.emphasis = self.emphasis.saturating_sub(1),
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Link => self.link_ends(),
            _ => {}
        }
    }
}
