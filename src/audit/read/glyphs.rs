//! Law: the letters of a page are gathered under the marks that the document's structure names.

use lopdf::{
    Dictionary, Document, Encoding, Object, ObjectId,
    content::{Content, Operation},
};
use std::collections::BTreeMap;

/// How deep drawings may lie in each other.
const DEPTH: usize = 12;

/// The letters of all pages.
#[derive(Debug, Default)]
pub(super) struct Marked {
    texts: BTreeMap<(ObjectId, i64), String>,
    loose: Vec<Vec<String>>,
    /// Whether a mark says more than which one it is.
    more: bool,
    /// What is heard instead of marks.
    heard: Vec<String>,
}

/// What a mark may say of itself.
const OF_MARKS: [&[u8]; 7] = [b"Alt", b"MCID", b"Type", b"Subtype", b"BBox", b"Attached", b"Lang"];

impl Marked {
    /// What is heard instead of marks.
    pub fn heard(&self) -> Vec<String> {
        self.heard.clone()
    }

    /// Whether a mark has words of its own, for example to be read instead of its letters.
    pub fn says_more(&self) -> bool {
        self.more
    }

    /// Reads every page.
    pub fn read(pdf: &Document) -> Self {
        let mut marked = Self::default();
        let mut reader = Reader {
            pdf,
            page: (0, 0),
            marked: &mut marked,
            open: Vec::new(),
            loose: Vec::new(),
            last: None,
            fonts: BTreeMap::new(),
        };
        for page in pdf.get_pages().into_values() {
            let (own, inherited) = pdf.get_page_resources(page).unwrap_or_default();
            let mut resources: Vec<&Dictionary> = own.into_iter().collect();
            let inherited = inherited.iter().filter_map(|id| pdf.get_dictionary(*id).ok());
            resources.extend(inherited);
            reader.page = page;
            reader.content(&pdf.get_page_content(page), &resources, PLAIN, 0);
            reader.last = None;
            let loose = std::mem::take(&mut reader.loose);
            reader.marked.loose.push(loose);
        }
        marked
    }

    /// The letters under a mark; nothing where there are none.
    pub fn text(&self, page: ObjectId, id: i64) -> String {
        self.texts.get(&(page, id)).cloned().unwrap_or_default()
    }

    /// The letters under no mark, page by page.
    pub fn loose(&self) -> Vec<Vec<String>> {
        self.loose.clone()
    }
}

/// A transformation: six numbers, as a PDF writes them.
type Matrix = [f64; 6];

const PLAIN: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// First `inner`, then `outer`.
fn combined(inner: Matrix, outer: Matrix) -> Matrix {
    let [a, b, c, d, e, f] = inner;
    let [g, h, i, j, k, l] = outer;
    [
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + l,
    ]
}

/// Where a text began, how large its letters are, and whether it was a single one.
#[derive(Clone, Copy)]
struct Put {
    at: [f64; 2],
    em: f64,
    single: bool,
}

/// The pen of a page or of a drawing in it.
#[derive(Clone, Copy)]
struct Pen<'a> {
    matrix: Matrix,
    text: Matrix,
    size: f64,
    font: Option<&'a Dictionary>,
}

struct Reader<'a> {
    pdf: &'a Document,
    page: ObjectId,
    marked: &'a mut Marked,
    /// The marks that are open; nothing for one that the structure does not name.
    open: Vec<Option<i64>>,
    loose: Vec<String>,
    last: Option<Put>,
    /// What the fonts' codes mean, by the fonts' addresses: reading it takes far longer than using it.
    fonts: BTreeMap<usize, Option<Encoding<'a>>>,
}

impl<'a> Reader<'a> {
    fn content(&mut self, bytes: &[u8], resources: &[&'a Dictionary], matrix: Matrix, deep: usize) {
        let Ok(content) = Content::decode(bytes) else {
            return;
        };
        let mut pen = Pen { matrix, text: PLAIN, size: 1.0, font: None };
        let mut kept = Vec::new();
        let before = self.open.len();
        for Operation { operator, operands } in &content.operations {
            match operator.as_str() {
                "q" => kept.push(pen),
                "Q" => pen = kept.pop().unwrap_or(pen),
                "cm" => pen.matrix = combined(six(operands), pen.matrix),
                "BDC" | "BMC" => {
                    let list = operands.get(1);
                    if let Some(Object::Dictionary(dict)) = list {
                        let known = |key: &[u8]| OF_MARKS.contains(&key);
                        // A hyphen at a line's end says that it is none; a letter may be one sign with it.
                        let hyphen = |key: &[u8], text: &Object| {
                            key == b"ActualText"
                                && lopdf::decode_text_string(text).is_ok_and(|text| {
                                    let shown =
                                        |c: &char| *c != '-' && !crate::numeral::is_unseen(*c);
                                    let mut shown = text.chars().filter(shown);
                                    let sign = shown.next();
                                    let letter =
                                        sign.is_none_or(|c| c.is_alphabetic() && !c.is_numeric());
                                    letter && shown.next().is_none()
                                })
                        };
                        self.marked.more |=
                            dict.iter().any(|(key, it)| !known(key) && !hyphen(key, it));
                    }
                    let heard = list.and_then(|list| list.as_dict().ok()?.get(b"Alt").ok());
                    let heard = heard.and_then(|text| lopdf::decode_text_string(text).ok());
                    self.marked.heard.extend(heard);
                    let id = list.and_then(|list| self.mark(list, resources));
                    self.open.push(id);
                }
                "EMC" if self.open.len() > before => {
                    self.open.pop();
                }
                "BT" => pen.text = PLAIN,
                "Tm" => pen.text = six(operands),
                "Td" | "TD" => {
                    let [x, y] = [0, 1].map(|at| number(operands.get(at)));
                    pen.text = combined([1.0, 0.0, 0.0, 1.0, x, y], pen.text);
                }
                "Tf" => {
                    let name = operands.first().and_then(|name| name.as_name().ok());
                    let found = name.and_then(|name| self.find(resources, b"Font", name));
                    pen.font = found.and_then(|font| font.as_dict().ok());
                    pen.size = number(operands.get(1));
                }
                "Tj" | "'" | "\"" | "TJ" => {
                    let text = operands.last().map(|shown| self.letters(shown, pen.font));
                    self.show(&text.unwrap_or_default(), &pen);
                }
                "Do" if deep < DEPTH => self.drawing(operands, resources, pen.matrix, deep),
                _ => {}
            }
        }
        self.open.truncate(before);
    }

    /// What is drawn by name.
    fn drawing(
        &mut self,
        operands: &[Object],
        resources: &[&'a Dictionary],
        matrix: Matrix,
        deep: usize,
    ) {
        let name = operands.first().and_then(|name| name.as_name().ok());
        let found = name.and_then(|name| self.find(resources, b"XObject", name));
        let Some(Object::Stream(stream)) = found else {
            return;
        };
        let kind = stream.dict.get(b"Subtype").and_then(Object::as_name);
        if !kind.is_ok_and(|kind| kind == b"Form") {
            return;
        }
        let own = stream.dict.get(b"Matrix").and_then(Object::as_array);
        let own = own.map_or(PLAIN, |numbers| six(numbers));
        let inner = stream.dict.get(b"Resources").ok();
        let inner = inner.and_then(|it| self.pdf.dereference(it).ok());
        let inner = inner.and_then(|(_, it)| it.as_dict().ok());
        let inner: Vec<&Dictionary> = inner.into_iter().chain(resources.iter().copied()).collect();
        let bytes = stream.decompressed_content();
        let bytes = bytes.unwrap_or_else(|_| stream.content.clone());
        self.content(&bytes, &inner, combined(own, matrix), deep + 1);
    }

    /// The mark's number among the page's; in the list itself or under a name of the resources.
    fn mark(&self, list: &Object, resources: &[&'a Dictionary]) -> Option<i64> {
        let dict = match list {
            Object::Dictionary(dict) => Some(dict),
            Object::Name(name) => self.find(resources, b"Properties", name)?.as_dict().ok(),
            _ => None,
        };
        dict?.get(b"MCID").and_then(Object::as_i64).ok()
    }

    /// A resource by its kind and name.
    fn find(&self, resources: &[&'a Dictionary], kind: &[u8], name: &[u8]) -> Option<&'a Object> {
        resources.iter().find_map(|dict| {
            let group = self.pdf.dereference(dict.get(kind).ok()?).ok()?.1;
            let found = group.as_dict().ok()?.get(name).ok()?;
            Some(self.pdf.dereference(found).ok()?.1)
        })
    }

    /// The letters of a string or of an array of strings and gaps.
    fn letters(&mut self, shown: &Object, font: Option<&'a Dictionary>) -> String {
        match (shown, font) {
            (Object::String(bytes, _), Some(font)) => {
                let pdf = self.pdf;
                let address = std::ptr::from_ref(font).addr();
                let known = self.fonts.entry(address);
                let encoding = known.or_insert_with(|| font.get_font_encoding(pdf).ok());
                let text = encoding.as_ref().map(|it| Document::decode_text(it, bytes));
                text.and_then(Result::ok).unwrap_or_default()
            }
            (Object::Array(parts), _) => {
                let parts = parts.iter().map(|part| self.letters(part, font));
                parts.collect()
            }
            _ => String::new(),
        }
    }

    /// Adds letters, after a gap unless they stand close to a single letter before them, as in drawings.
    fn show(&mut self, text: &str, pen: &Pen) {
        let whole = combined(pen.text, pen.matrix);
        let em = pen.size.abs() * whole[0].hypot(whole[1]);
        let at = [whole[4], whole[5]];
        let close = self.last.is_some_and(|last| {
            let [x, y] = [at[0] - last.at[0], at[1] - last.at[1]];
            last.single
                && (last.em - em).abs() < 0.1
                && (0.0..=1.1 * em).contains(&x)
                && y.abs() < 0.1 * em
        });
        self.last = Some(Put { at, em, single: text.chars().count() == 1 });
        let into = match self.open.iter().rev().find_map(|id| *id) {
            Some(id) => self.marked.texts.entry((self.page, id)).or_default(),
            None => {
                if !close || self.loose.is_empty() {
                    self.loose.push(String::new());
                }
                self.loose.last_mut().expect("one was just put there")
            }
        };
        if !close {
            into.push(' ');
        }
        into.push_str(text);
    }
}

fn number(object: Option<&Object>) -> f64 {
    object.and_then(|it| it.as_float().ok()).map_or(0.0, f64::from)
}

fn six(operands: &[Object]) -> Matrix {
    [0, 1, 2, 3, 4, 5].map(|at| number(operands.get(at)))
}
