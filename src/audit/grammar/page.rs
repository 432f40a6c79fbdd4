//! Law: a page is made of known elements with known attributes, and every attribute has one of the values that it may have.

use super::{Strangers, addresses, drawing, marks, plain, table};
use crate::{
    audit::{
        book::Book,
        finding::Findings,
        read::dom::{COMMENT, Element, Node, Parsed},
        sight::{Of, Source, cited},
    },
    numeral::has_digit,
};
use sha2::{Digest, Sha256};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

/// The elements of pages with their attributes.
const ELEMENTS: &str = include_str!("page.txt");

static KNOWN: LazyLock<BTreeMap<&str, BTreeSet<&str>>> = LazyLock::new(|| {
    let lines = ELEMENTS.lines().filter(|line| !line.starts_with('#'));
    let words = lines.map(|line| line.split(' '));
    words.filter_map(|mut words| Some((words.next()?, words.collect()))).collect()
});

/// Classes that no style is for.
const CLASSES: [&str; 11] = [
    "who", "c-w", "c-n", "higher", "lower", "similar", "compact", "withheld", "words", "chart",
    "stacked",
];

/// What stands in a page's head besides its own words.
const HEAD: [&str; 5] = [
    "utf-8",
    "width=device-width, initial-scale=1",
    "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'; form-action 'none'",
    "light dark",
    "Content-Security-Policy",
];

/// Where a page lies: what else is published beside it.
pub(in crate::audit) struct Place<'a> {
    pub book: &'a Book,
    /// The names of all files of the output.
    pub files: BTreeSet<&'a str>,
}

/// Judges a page.
pub(in crate::audit) fn judge(
    parsed: &Parsed,
    place: &Place,
    source: &Source,
    findings: &mut Findings,
) {
    let mut strangers = Strangers::new(source, findings);
    if parsed.guesses > 0 {
        strangers.tell("marks that a browser has to guess at");
    }
    let style = parsed.root.find(&|inner| inner.name == "style");
    let mut walk = Walk {
        place,
        classes: classes(&style),
        ids: addresses::ids(&parsed.root),
        strangers: &mut strangers,
    };
    walk.children(&parsed.root, false);
    addresses::judge(&parsed.root, place.book, &mut strangers);
    styled(&style, place.book, &mut strangers);
    for found in parsed.root.find(&|inner| inner.name == "table") {
        table::judge(found, &mut strangers);
    }
}

/// The classes that a style sheet is for.
fn classes(style: &[&Element]) -> BTreeSet<String> {
    let mut found: BTreeSet<String> = CLASSES.iter().map(|name| (*name).to_owned()).collect();
    for sheet in style {
        let Some(Node::Text(text)) = sheet.children.first() else { continue };
        for part in text.split('.').skip(1) {
            let name = part.split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_')).next();
            found.extend(name.filter(|it| it.starts_with(char::is_alphabetic)).map(str::to_owned));
        }
    }
    found
}

/// One style sheet, the one that the codebook names, and after it the words in the corners of printed pages.
fn styled(style: &[&Element], book: &Book, strangers: &mut Strangers) {
    let [Element { children, .. }] = style else {
        return strangers.tell("more than one style sheet, or none");
    };
    let [Node::Text(text)] = &children[..] else {
        return strangers.tell("a style sheet without text");
    };
    let at = text.rfind("@page{@top-left{content:\"").unwrap_or(text.len());
    let (sheet, corners) = text.split_at(at);
    let sheet = sheet.strip_prefix('\n').and_then(|sheet| sheet.strip_suffix('\n'));
    let hash = |text: &str| -> String {
        Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
    };
    if sheet.is_none_or(|sheet| hash(sheet) != book.frame.style) {
        strangers.tell("a style sheet that is not the edition's");
    }
    if corner_words(text).is_none() && !corners.is_empty() {
        strangers.tell("a rule after the style sheet");
    }
}

/// The words that a style sheet puts into the corners of printed pages.
pub(in crate::audit) fn corner_words(style: &str) -> Option<Vec<&str>> {
    let (_, corners) = style.rsplit_once("@page{@top-left{content:\"")?;
    let (title, rest) = corners.split_once("\"}")?;
    if rest.trim_end() == "}" {
        return Some(vec![title]);
    }
    let (notice, rest) = rest.strip_prefix("@top-right{content:\"")?.split_once("\"}")?;
    (rest.trim_end() == "}").then(|| vec![title, notice])
}

struct Walk<'w, 's> {
    place: &'w Place<'w>,
    classes: BTreeSet<String>,
    ids: BTreeSet<String>,
    strangers: &'w mut Strangers<'s>,
}

impl Walk<'_, '_> {
    fn children(&mut self, element: &Element, own: bool) {
        for child in element.elements() {
            self.element(child, own);
        }
    }

    fn element(&mut self, element: &Element, own: bool) {
        let name = element.name.as_str();
        if name == COMMENT {
            return self.strangers.tell("a comment");
        }
        let Some(attributes) = KNOWN.get(name) else {
            return self.strangers.tell(&format!("an element '{}'", plain(name)));
        };
        for (attribute, value) in element.attributes() {
            if !attributes.contains(attribute) {
                let what = format!("an attribute '{}' of '{name}'", plain(attribute));
                self.strangers.tell(&what);
            } else if !self.may_be(element, attribute, value, own) {
                let what = format!("a value of '{attribute}' of '{name}'");
                self.strangers.tell(&what);
            }
        }
        if name == "svg" {
            if element.is("chart") {
                return drawing::judge(element, self.strangers);
            }
            if !marks::knows(element) {
                self.strangers.tell("a small drawing");
            }
            return;
        }
        let own = own || !element.get("data-own").is_empty();
        self.children(element, own);
    }

    /// Whether an attribute may have this value.
    fn may_be(&self, element: &Element, attribute: &str, value: &str, own: bool) -> bool {
        let one_of = |known: &[&str]| known.contains(&value);
        let languages = || self.place.book.numbers.contains_key(value);
        let ids = |text: &str| text.split(' ').all(|id| self.ids.contains(id));
        match attribute {
            "class" => value.split(' ').all(|word| self.classes.contains(word)),
            "lang" | "hreflang" => languages(),
            "id" => true,
            "charset" | "http-equiv" => HEAD.contains(&value),
            "name" => one_of(&["viewport", "description", "author", "color-scheme"]),
            "content" => {
                ["description", "author"].contains(&element.get("name")) || HEAD.contains(&value)
            }
            "rel" => value == "alternate",
            "href" => self.leads(value, own),
            "aria-labelledby" => ids(value),
            // What is heard is read as words.
            "aria-label" => true,
            "role" => one_of(&[
                "group",
                "img",
                "table",
                "rowgroup",
                "row",
                "columnheader",
                "rowheader",
                "cell",
            ]),
            "scope" => one_of(&["col", "row", "colgroup", "rowgroup"]),
            "tabindex" => one_of(&["0", "-1"]),
            "aria-hidden" => value == "true",
            "focusable" => value == "false",
            "datetime" => value == self.place.book.published,
            "data-own" => value == "words",
            "data-cell" => Of::read(value).is_some(),
            "data-cells" => cited(value).is_some(),
            "style" => is_place(value),
            // A list that begins with another number than one is somebody's own.
            "start" => own && value.parse::<u32>().is_ok(),
            // Tables and drawings judge theirs.
            "rowspan" | "colspan" | "span" | "width" | "height" | "viewBox" => true,
            "xmlns" => value == "http://www.w3.org/2000/svg",
            "font-family" => value == "Inter, system-ui, sans-serif",
            _ => false,
        }
    }

    /// Whether a link leads somewhere: into the page, to a file beside it, or where somebody's own words lead.
    fn leads(&self, value: &str, own: bool) -> bool {
        if let Some(id) = value.strip_prefix('#') {
            return self.ids.contains(id);
        }
        if own {
            return ["https://", "http://", "mailto:"].iter().any(|it| value.starts_with(it));
        }
        self.place.files.contains(value) || !has_digit(value) && !value.contains([':', '?', '#'])
    }
}

/// A square of the small map.
fn is_place(value: &str) -> bool {
    let place = value.strip_prefix("grid-column:").and_then(|it| it.split_once(";grid-row:"));
    let small = |text: &str| text.parse::<u8>().is_ok_and(|n| (1..=64).contains(&n));
    place.is_some_and(|(column, row)| small(column) && small(row))
}
