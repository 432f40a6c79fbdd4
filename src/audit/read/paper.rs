//! Law: a PDF is read by its structure: what a screen reader would say, and what is drawn beside it.

use super::{dom::squeeze, glyphs::Marked, objects::strangers, xmp};
use crate::audit::sight::Source;
use lopdf::{Dictionary, Document, Object, ObjectId, decode_text_string};

/// A row of a table in a PDF.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::audit) struct PaperRow {
    /// Which of the tables, from 0.
    pub table: usize,
    /// Its cells, the head among them.
    pub cells: Vec<String>,
    /// What is heard instead of drawings and signs in it.
    pub alternatives: Vec<String>,
}

/// A PDF.
#[derive(Clone, Debug)]
pub(in crate::audit) struct Paper {
    /// Where its tables stand.
    pub source: Source,
    pub rows: Vec<PaperRow>,
    /// Headings, paragraphs and items.
    pub texts: Vec<String>,
    pub alternatives: Vec<String>,
    /// Texts inside drawings, one for each drawing.
    pub drawn: Vec<String>,
    /// What stands on each page and in no structure: running heads, page numbers, small marks.
    pub loose: Vec<Vec<String>>,
    /// What the document says of itself: title, description, bookmarks.
    pub about: Vec<String>,
    /// The pages that its bookmarks and its links to places without a name lead to, from 1.
    pub chapters: Vec<usize>,
    /// What links say where they lead.
    pub links: Vec<String>,
    /// What no PDF of ours has.
    pub strangers: Vec<&'static str>,
    /// Files that travel inside.
    pub attached: Vec<Vec<u8>>,
}

/// How deep a structure may go.
const DEPTH: usize = 64;

/// Reads a PDF; nothing where the bytes are none.
pub(in crate::audit) fn paper(bytes: &[u8], source: &Source) -> Option<Paper> {
    let pdf = Document::load_mem(bytes).ok()?;
    let marked = Marked::read(&pdf);
    let (words, strange) = xmp::described(&pdf);
    let mut unknown = strangers(&pdf, bytes);
    if strange {
        unknown.push("a field of a PDF's description");
    }
    if marked.says_more() {
        unknown.push("words of their own on marks in a PDF");
    }
    let mut paper = Paper {
        source: source.clone(),
        rows: Vec::new(),
        texts: Vec::new(),
        alternatives: marked.heard(),
        drawn: Vec::new(),
        loose: marked.loose(),
        about: about(&pdf).into_iter().chain(words).collect(),
        chapters: chapters(&pdf),
        links: links(&pdf),
        strangers: unknown,
        attached: attached(&pdf),
    };
    let root = pdf.catalog().ok()?.get(b"StructTreeRoot").ok()?;
    let root = follow(&pdf, root)?;
    let mut walk =
        Walk { lists: Vec::new(), pdf: &pdf, marked: &marked, paper: &mut paper, tables: 0 };
    walk.children(root, None, &mut Place::default(), 0);
    Some(paper)
}

/// The files that a PDF carries.
fn attached(pdf: &Document) -> Vec<Vec<u8>> {
    let streams = pdf.objects.values().filter_map(|it| it.as_stream().ok());
    streams
        .filter(|stream| {
            let kind = stream.dict.get(b"Type").and_then(Object::as_name);
            kind.is_ok_and(|kind| kind == b"EmbeddedFile")
        })
        .map(|it| it.decompressed_content().unwrap_or_else(|_| it.content.clone()))
        .collect()
}

/// The strings of the information dictionary and of the outline.
fn about(pdf: &Document) -> Vec<String> {
    let mut found = Vec::new();
    let mut take = |dict: &Dictionary, keys: &[&[u8]]| {
        let texts = keys.iter().filter_map(|key| dict.get(key).ok());
        found.extend(texts.filter_map(|text| decode_text_string(text).ok()));
    };
    let info = pdf.trailer.get(b"Info").ok();
    if let Some(info) = info.and_then(|info| follow(pdf, info)) {
        take(info, &[b"Title", b"Subject", b"Keywords", b"Author"]);
    }
    for object in pdf.objects.values() {
        if let Ok(dict) = object.as_dict()
            && dict.has(b"Title")
            && (dict.has(b"Dest") || dict.has(b"A") || dict.has(b"SE"))
        {
            take(dict, &[b"Title"]);
        }
    }
    found
}

/// The pages that a PDF's bookmarks lead to, and the links that lead to a place without a name, in their order.
fn chapters(pdf: &Document) -> Vec<usize> {
    let pages: Vec<ObjectId> = pdf.get_pages().into_values().collect();
    let mut found = Vec::new();
    for object in pdf.objects.values() {
        let Ok(dict) = object.as_dict() else { continue };
        let link = dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|it| it == b"Link");
        if !(link || dict.has(b"Title")) || !dict.has(b"Dest") {
            continue;
        }
        let place = dict.get(b"Dest").ok().and_then(|dest| pdf.dereference(dest).ok());
        let page = place.and_then(|(_, it)| it.as_array().ok()?.first()?.as_reference().ok());
        found
            .extend(page.and_then(|page| pages.iter().position(|it| *it == page)).map(|at| at + 1));
    }
    found.sort_unstable();
    found
}

/// What links say.
fn links(pdf: &Document) -> Vec<String> {
    let annotations = pdf.objects.values().filter_map(|object| object.as_dict().ok());
    let annotations = annotations.filter(|dict| dict.has(b"Subtype") && dict.has(b"Contents"));
    let texts = annotations.filter_map(|dict| decode_text_string(dict.get(b"Contents").ok()?).ok());
    texts.collect()
}

fn follow<'a>(pdf: &'a Document, object: &'a Object) -> Option<&'a Dictionary> {
    pdf.dereference(object).ok()?.1.as_dict().ok()
}

/// Where the text of an element goes.
#[derive(Default)]
struct Place {
    text: String,
    /// Inside a row of a table.
    in_row: bool,
}

struct Walk<'a> {
    /// How many items each open list has so far.
    lists: Vec<usize>,
    pdf: &'a Document,
    marked: &'a Marked,
    paper: &'a mut Paper,
    tables: usize,
}

impl Walk<'_> {
    /// What is inside an element, in order.
    fn children(
        &mut self,
        dict: &Dictionary,
        page: Option<ObjectId>,
        place: &mut Place,
        deep: usize,
    ) {
        let page = dict.get(b"Pg").and_then(Object::as_reference).ok().or(page);
        if let (Ok(kids), true) = (dict.get(b"K"), deep < DEPTH) {
            self.kid(kids, page, place, deep);
        }
    }

    fn kid(&mut self, kid: &Object, page: Option<ObjectId>, place: &mut Place, deep: usize) {
        match kid {
            Object::Integer(id) => {
                if let Some(page) = page {
                    place.text.push_str(&self.marked.text(page, *id));
                }
            }
            Object::Array(kids) => kids.iter().for_each(|kid| self.kid(kid, page, place, deep)),
            Object::Reference(_) => {
                let pdf = self.pdf;
                if let Ok((_, object)) = pdf.dereference(kid) {
                    let object = object.clone();
                    self.kid(&object, page, place, deep);
                }
            }
            Object::Dictionary(dict) if dict.has(b"S") => self.element(dict, page, place, deep + 1),
            Object::Dictionary(dict) => {
                let own = dict.get(b"Pg").and_then(Object::as_reference).ok();
                if let (Ok(id), Some(page)) =
                    (dict.get(b"MCID").and_then(Object::as_i64), own.or(page))
                {
                    place.text.push_str(&self.marked.text(page, id));
                }
            }
            _ => {}
        }
    }

    fn element(
        &mut self,
        dict: &Dictionary,
        page: Option<ObjectId>,
        place: &mut Place,
        deep: usize,
    ) {
        let role = dict.get(b"S").and_then(Object::as_name).unwrap_or_default();
        if let Ok(Ok(text)) = dict.get(b"Alt").map(decode_text_string) {
            match self.paper.rows.last_mut().filter(|_| place.in_row) {
                Some(row) => row.alternatives.push(text),
                None => self.paper.alternatives.push(text),
            }
        }
        let mut inner = Place { in_row: place.in_row || role == b"TR", ..Place::default() };
        match role {
            b"Table" => {
                self.tables += 1;
                if let Some(text) = summary(self.pdf, dict) {
                    self.paper.alternatives.push(text);
                }
                self.children(dict, page, &mut inner, deep);
            }
            b"TR" => {
                let at = self.paper.rows.len();
                self.paper
                    .rows
                    .push(PaperRow { table: self.tables.saturating_sub(1), ..PaperRow::default() });
                self.children(dict, page, &mut inner, deep);
                // A cell adds itself to the last row, and no row stands inside another.
                debug_assert_eq!(self.paper.rows.len(), at + 1);
            }
            b"TD" | b"TH" => {
                self.children(dict, page, &mut inner, deep);
                if let Some(row) = self.paper.rows.last_mut() {
                    row.cells.push(squeeze(&inner.text));
                }
            }
            b"L" => {
                self.lists.push(0);
                self.children(dict, page, &mut inner, deep);
                self.lists.pop();
            }
            b"LI" => {
                if let Some(items) = self.lists.last_mut() {
                    *items += 1;
                }
                self.children(dict, page, &mut inner, deep);
                if place.in_row {
                    place.text.push_str(&inner.text);
                }
            }
            b"Lbl" if !place.in_row => {
                self.children(dict, page, &mut inner, deep);
                let text = squeeze(&inner.text);
                // A list counts its own items.
                let counted = self.lists.last().is_some_and(|at| text == at.to_string());
                if !text.is_empty() && !counted {
                    self.paper.texts.push(text);
                }
            }
            b"Figure" if !place.in_row => {
                self.children(dict, page, &mut inner, deep);
                self.paper.drawn.push(squeeze(&inner.text));
            }
            b"P" | b"H1" | b"H2" | b"H3" | b"Title" | b"Caption" | b"LBody" | b"Note"
                if !place.in_row =>
            {
                self.children(dict, page, &mut inner, deep);
                let text = squeeze(&inner.text);
                if !text.is_empty() {
                    self.paper.texts.push(text);
                }
            }
            b"Span" | b"Link" | b"Strong" | b"Em" | b"Reference" | b"Quote" => {
                self.children(dict, page, &mut inner, deep);
                place.text.push_str(&inner.text);
            }
            _ => {
                self.children(dict, page, &mut inner, deep);
                if place.in_row {
                    place.text.push_str(&inner.text);
                } else if !inner.text.trim().is_empty() {
                    self.paper.texts.push(squeeze(&inner.text));
                }
            }
        }
    }
}

/// A table's summary.
fn summary(pdf: &Document, dict: &Dictionary) -> Option<String> {
    let attributes = dict.get(b"A").ok()?;
    let all = match pdf.dereference(attributes).ok()?.1 {
        Object::Array(list) => list.iter().filter_map(|one| follow(pdf, one)).collect(),
        Object::Dictionary(one) => vec![one],
        _ => Vec::new(),
    };
    let found = all.into_iter().find_map(|one| one.get(b"Summary").ok())?;
    decode_text_string(found).ok()
}
