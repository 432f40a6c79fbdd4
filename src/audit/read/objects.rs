//! Law: a PDF is made of known dictionaries with known keys, each of which something refers to; nothing else lies in the file.

use lopdf::{Dictionary, Document, Object, ObjectId};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

/// Dictionaries with a type.
const TYPED: &str = include_str!("objects.txt");

/// Keys of dictionaries without a type: information, outline items, attributes of structure, resources.
const UNTYPED: [&[u8]; 67] = [
    b"Author",
    b"BBox",
    b"BackgroundColor",
    b"BorderColor",
    b"BorderStyle",
    b"BorderThickness",
    b"ColSpan",
    b"RowSpan",
    b"ColorSpace",
    b"CreationDate",
    b"Creator",
    b"Datetime",
    b"Dest",
    b"Dests",
    b"Direction",
    b"DisplayDocTitle",
    b"Em",
    b"Filter",
    b"First",
    b"Last",
    b"Count",
    b"Font",
    b"Headers",
    b"ID",
    b"Info",
    b"Kids",
    b"Length",
    b"Limits",
    b"ListNumbering",
    b"Marked",
    b"ModDate",
    b"N",
    b"Names",
    b"Next",
    b"Nums",
    b"O",
    b"Ordering",
    b"Parent",
    b"Placement",
    b"Prev",
    b"ProcSet",
    b"Range",
    b"Registry",
    b"Root",
    b"Scope",
    b"Size",
    b"Strong",
    b"Subject",
    b"Summary",
    b"Supplement",
    b"Suspects",
    b"Terms",
    b"Title",
    b"XObject",
    b"ExtGState",
    b"Pattern",
    b"Keywords",
    b"Alternate",
    b"EmbeddedFiles",
    b"F",
    b"UF",
    b"TextAlign",
    b"BaselineShift",
    b"LineHeight",
    b"TextDecorationColor",
    b"TextDecorationThickness",
    b"TextDecorationType",
];

/// Keys under which a text may stand; what it says is judged with the others.
const TEXTS: [&[u8]; 12] = [
    b"Title",
    b"Subject",
    b"Author",
    b"Keywords",
    b"Contents",
    b"Alt",
    b"T",
    b"Summary",
    b"Creator",
    b"Lang",
    b"Names",
    b"URI",
];

/// Keys under which signs stand that say nothing.
const SIGNS: [&[u8]; 21] = [
    b"ID",
    b"Registry",
    b"Ordering",
    b"Info",
    b"OutputCondition",
    b"OutputConditionIdentifier",
    b"RegistryName",
    b"CreationDate",
    b"ModDate",
    b"Headers",
    b"Dest",
    b"F",
    b"UF",
    b"Desc",
    b"Params",
    b"IDTree",
    b"Limits",
    b"Dests",
    b"CheckSum",
    b"Kids",
    b"Nums",
];

static KNOWN: LazyLock<BTreeMap<&str, BTreeSet<&str>>> = LazyLock::new(|| {
    let lines = TYPED.lines().filter(|line| !line.starts_with('#'));
    let words = lines.map(|line| line.split(' '));
    words.filter_map(|mut words| Some((words.next()?, words.collect()))).collect()
});

/// How deep objects may lie in each other.
const DEPTH: usize = 64;

/// What in a PDF nobody knows of.
pub(super) fn strangers(pdf: &Document, bytes: &[u8]) -> Vec<&'static str> {
    let mut walk = Walk { pdf, seen: BTreeSet::new(), found: BTreeSet::new() };
    for (key, value) in pdf.trailer.iter() {
        if !KNOWN["trailer"].contains(&*String::from_utf8_lossy(key)) {
            walk.found.insert("a key at the end of a PDF");
        }
        walk.object(key, value, 0);
    }
    let Walk { seen, mut found, .. } = walk;
    let quiet = |object: &Object| {
        // Objects may be kept in streams, whose own dictionaries nothing refers to.
        let kind = object.as_stream().ok().and_then(|it| it.dict.get(b"Type").ok()?.as_name().ok());
        matches!(kind, Some(b"ObjStm" | b"XRef"))
    };
    if pdf.objects.iter().any(|(id, object)| !seen.contains(id) && !quiet(object)) {
        found.insert("an object in a PDF that nothing refers to");
    }
    if pdf.trailer.has(b"Prev") {
        found.insert("an earlier state of a PDF");
    }
    if has_more(bytes) {
        found.insert("something between the objects of a PDF, or after its end");
    }
    found.into_iter().collect()
}

/// Whether a file has comments, or bytes before its beginning or after its end.
fn has_more(bytes: &[u8]) -> bool {
    let ends = bytes.ends_with(b"%%EOF") || bytes.ends_with(b"%%EOF\n");
    let mut more = !bytes.starts_with(b"%PDF-") || !ends;
    let (mut at, mut percents) = (0, 0);
    let find = |from: usize, what: &[u8]| {
        bytes[from..].windows(what.len()).position(|it| it == what).map(|found| from + found)
    };
    // Lines outside of streams.
    while at < bytes.len() {
        let end =
            bytes[at..].iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |it| at + it);
        let line = &bytes[at..end];
        percents += usize::from(line.trim_ascii_start().starts_with(b"%"));
        at = end + 1;
        if line.trim_ascii_end().ends_with(b"stream") && !line.trim_ascii().ends_with(b"endstream")
        {
            match find(end, b"endstream") {
                Some(found) => at = found + b"endstream".len(),
                None => break,
            }
        }
    }
    // The first line, the one of high bytes after it, and the last.
    more |= percents > 3;
    more
}

struct Walk<'a> {
    pdf: &'a Document,
    seen: BTreeSet<ObjectId>,
    found: BTreeSet<&'static str>,
}

impl Walk<'_> {
    fn object(&mut self, key: &[u8], object: &Object, deep: usize) {
        if deep > DEPTH * 4 {
            self.found.insert("objects in a PDF that lie in each other too deep");
            return;
        }
        match object {
            Object::Reference(id) => {
                if self.seen.insert(*id)
                    && let Ok(inner) = self.pdf.get_object(*id)
                {
                    self.object(key, inner, deep + 1);
                }
            }
            Object::Array(list) => list.iter().for_each(|it| self.object(key, it, deep + 1)),
            Object::Dictionary(dict) => self.dictionary(key, dict, deep),
            Object::Stream(stream) => self.dictionary(key, &stream.dict, deep),
            Object::String(..) if TEXTS.contains(&key) || SIGNS.contains(&key) => {}
            Object::String(..) => {
                self.found.insert("a text in a PDF under a key that has none");
            }
            _ => {}
        }
    }

    fn dictionary(&mut self, under: &[u8], dict: &Dictionary, deep: usize) {
        let name = |key: &[u8]| {
            let name = dict.get(key).and_then(Object::as_name).unwrap_or_default();
            String::from_utf8_lossy(name).into_owned()
        };
        let (kind, sub) = (name(b"Type"), name(b"Subtype"));
        let known = [format!("{kind}/{sub}"), kind.clone()];
        let known = known.iter().find_map(|it| KNOWN.get(it.as_str()));
        // Names of roles, fonts and contents, and numbers of pages, are the writer's own.
        let own = matches!(
            under,
            b"Font"
                | b"XObject"
                | b"ColorSpace"
                | b"ExtGState"
                | b"Pattern"
                | b"Shading"
                | b"RoleMap"
                | b"Dests"
                | b"Names"
                | b"CIDSystemInfo"
                | b"Params"
                | b"EF"
                | b"Group"
        );
        let form = sub == "Form" && kind.is_empty();
        let shading = dict.has(b"ShadingType") || dict.has(b"FunctionType");
        let mark = dict.has(b"MCID");
        let structure = dict.has(b"S") && dict.has(b"P");
        for (key, value) in dict.iter() {
            let text = String::from_utf8_lossy(key);
            let fits = match known {
                Some(keys) => keys.contains(&*text),
                None if structure => KNOWN["StructElem"].contains(&*text),
                None if form => KNOWN["XObject/Form"].contains(&*text),
                None if mark => KNOWN["MCR"].contains(&*text),
                None => kind.is_empty() && (own || shading || UNTYPED.contains(&key.as_slice())),
            };
            if !fits {
                self.found.insert("a key of an object in a PDF");
            }
            let under = if own && !matches!(value, Object::String(..)) { under } else { key };
            self.object(under, value, deep + 1);
        }
    }
}
