//! Law: markup is read as a browser reads it; where it would have to guess, the page says so.

use scraper::{Html, node::Node as Read};

/// The name of what only those see who look into a file.
pub(in crate::audit) const COMMENT: &str = "!--";

/// How deep elements may lie in each other; no page of ours comes near.
const DEPTH: usize = 128;

/// A piece of a document.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::audit) enum Node {
    /// An element.
    Element(Element),
    /// Text, its entities read.
    Text(String),
}

/// An element with its attributes and content.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::audit) struct Element {
    /// Its name.
    pub name: String,
    attributes: Vec<(String, String)>,
    /// Its content in order.
    pub children: Vec<Node>,
}

impl Element {
    /// An attribute's value; empty where there is none.
    pub fn get(&self, name: &str) -> &str {
        self.attributes.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// Its attributes with their values.
    pub fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        self.attributes.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Whether it is of this class.
    pub fn is(&self, class: &str) -> bool {
        self.get("class").split(' ').any(|name| name == class)
    }

    /// The elements directly inside.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// All elements inside that `wanted` takes, in order; what lies inside a taken one is not looked at.
    pub fn find<'a>(&'a self, wanted: &dyn Fn(&Element) -> bool) -> Vec<&'a Element> {
        let mut found = Vec::new();
        self.gather(wanted, &mut found);
        found
    }

    fn gather<'a>(&'a self, wanted: &dyn Fn(&Element) -> bool, found: &mut Vec<&'a Element>) {
        for element in self.elements() {
            if wanted(element) {
                found.push(element);
            } else {
                element.gather(wanted, found);
            }
        }
    }

    /// All its text but that of elements which `skip` takes, with one space for any gap.
    pub fn text(&self, skip: &dyn Fn(&Element) -> bool) -> String {
        let mut raw = String::new();
        self.spell(skip, &mut raw);
        squeeze(&raw)
    }

    fn spell(&self, skip: &dyn Fn(&Element) -> bool, raw: &mut String) {
        for node in &self.children {
            match node {
                Node::Text(text) => raw.push_str(text),
                Node::Element(element) if element.name == COMMENT || skip(element) => {}
                Node::Element(element) => element.spell(skip, raw),
            }
        }
    }
}

/// One plain space for every gap; what is not to be seen is no letter.
pub(in crate::audit) fn squeeze(text: &str) -> String {
    let plain: String = text.chars().filter(|c| !crate::numeral::is_unseen(*c)).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A document as a browser has it, and how often it had to guess.
pub(in crate::audit) struct Parsed {
    /// The root, which has no name.
    pub root: Element,
    /// Marks that are not as they should be: whoever hides something there is not seen by the tree.
    pub guesses: usize,
}

/// Reads a document.
pub(in crate::audit) fn parse(text: &str) -> Parsed {
    // What lies that deep takes a browser's way of reading longer than its size.
    if depth(text) > 4 * DEPTH {
        return Parsed { root: Element::default(), guesses: 1 };
    }
    let html = Html::parse_document(text);
    let mut guesses = html.errors.len();
    let mut root = Element::default();
    for child in html.tree.root().children() {
        root.children.extend(node(child, 0, &mut guesses));
    }
    Parsed { root, guesses }
}

/// How many elements are open at once, at most, as far as marks tell.
fn depth(text: &str) -> usize {
    const EMPTY: [&str; 6] = ["meta", "link", "br", "hr", "img", "input"];
    let (mut open, mut most) = (0_usize, 0);
    for tag in text.split('<').skip(1) {
        let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        let closed = tag.split('>').next().is_some_and(|tag| tag.ends_with('/'));
        if tag.starts_with('/') {
            open = open.saturating_sub(1);
        } else if !name.is_empty() && !closed && !EMPTY.contains(&name) {
            open += 1;
            most = most.max(open);
        }
    }
    most
}

fn node(read: ego_tree::NodeRef<'_, Read>, deep: usize, guesses: &mut usize) -> Option<Node> {
    if deep > DEPTH {
        *guesses += 1;
        return None;
    }
    match read.value() {
        Read::Text(text) => Some(Node::Text(text.to_string())),
        Read::Comment(comment) => Some(Node::Element(Element {
            name: COMMENT.to_owned(),
            children: vec![Node::Text(comment.to_string())],
            ..Element::default()
        })),
        Read::Element(element) => {
            let attributes = element.attrs();
            let attributes = attributes.map(|(name, value)| (name.to_owned(), value.to_owned()));
            Some(Node::Element(Element {
                name: element.name().to_owned(),
                attributes: attributes.collect(),
                children: read.children().filter_map(|it| node(it, deep + 1, guesses)).collect(),
            }))
        }
        Read::ProcessingInstruction(_) => {
            *guesses += 1;
            None
        }
        Read::Doctype(_) | Read::Document | Read::Fragment => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_attributes_and_text_are_read() {
        let parsed = parse(
            "<!doctype html><title>t</title><p CLASS='a b' id=x data-cell=\"n > 1\">Han &amp; hun<br>med&nbsp;&frac12;<b>46&#x25;</b>\
             </p><p>to",
        );
        assert_eq!(parsed.guesses, 0);
        let all = parsed.root.find(&|e| e.name == "p");
        assert_eq!(all.len(), 2);
        let first = all[0];
        assert!(first.is("b") && first.get("id") == "x" && first.get("data-cell") == "n > 1");
        assert_eq!(first.text(&|_| false), "Han & hunmed ½46%");
        assert_eq!(all[1].text(&|_| false), "to");
    }

    #[test]
    fn what_a_browser_has_to_guess_is_counted() {
        for text in ["<p class=a class=3>", "<p>a</p></i>", "<p>&#0;", "<!doctype html><!3><p>"] {
            assert!(parse(text).guesses > 0, "{text}");
        }
        let deep = format!("<!doctype html>{}", "<div>".repeat(100_000));
        assert!(parse(&deep).guesses > 0);
    }
}
