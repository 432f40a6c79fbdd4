//! Law: markup becomes a tree of elements and texts; what is not well formed is read as far as it goes.

/// Elements that have no content.
const VOID: [&str; 12] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"];

/// The name of what only those see who look into a file.
pub(in crate::audit) const COMMENT: &str = "!--";

/// A piece of a document.
#[derive(Clone, Debug)]
pub(in crate::audit) enum Node {
    /// An element.
    Element(Element),
    /// Text, its entities read.
    Text(String),
}

/// An element with its attributes and content.
#[derive(Clone, Debug, Default)]
pub(in crate::audit) struct Element {
    /// Its name in lower case.
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

/// One plain space for every gap; soft hyphens are no letters.
pub(in crate::audit) fn squeeze(text: &str) -> String {
    let plain: String = text.chars().filter(|c| *c != '\u{ad}').collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Reads a document; the root has no name.
pub(in crate::audit) fn parse(text: &str) -> Element {
    let mut open = vec![Element::default()];
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        say(&mut open, &rest[..at]);
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            let (text, after) = comment.split_once("-->").unwrap_or((comment, ""));
            let comment = Element {
                name: COMMENT.to_owned(),
                children: vec![Node::Text(text.to_owned())],
                ..Element::default()
            };
            put(&mut open, Node::Element(comment));
            rest = after;
            continue;
        }
        let end = tag_end(rest);
        let tag = rest[1..end].trim_end_matches('>');
        rest = &rest[end..];
        if tag.starts_with(['!', '?']) {
            continue;
        }
        if let Some(name) = tag.strip_prefix('/') {
            close(&mut open, &name.trim().to_lowercase());
            continue;
        }
        let element = element(tag.trim_end_matches('/'));
        if tag.ends_with('/') || VOID.contains(&element.name.as_str()) {
            put(&mut open, Node::Element(element));
        } else if ["style", "script"].contains(&element.name.as_str()) {
            // Its content is no markup.
            let closing = format!("</{}", element.name);
            let at = rest.find(&closing).unwrap_or(rest.len());
            rest = &rest[at..];
            open.push(element);
        } else {
            open.push(element);
        }
    }
    say(&mut open, rest);
    while open.len() > 1 {
        shut(&mut open);
    }
    open.pop().unwrap_or_default()
}

/// Where a tag ends: after its `>`, which may not stand in quotes.
fn tag_end(text: &str) -> usize {
    let mut quote = None;
    for (at, letter) in text.char_indices() {
        match (quote, letter) {
            (None, '"' | '\'') => quote = Some(letter),
            (Some(open), letter) if open == letter => quote = None,
            (None, '>') => return at + 1,
            _ => {}
        }
    }
    text.len()
}

fn element(tag: &str) -> Element {
    let end = tag.find(char::is_whitespace).unwrap_or(tag.len());
    let mut element = Element { name: tag[..end].to_lowercase(), ..Element::default() };
    let mut rest = tag[end..].trim_start();
    while !rest.is_empty() {
        let name_end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
        let name = rest[..name_end].to_lowercase();
        rest = rest[name_end..].trim_start();
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            let after = after.trim_start();
            let (found, left) = match after.chars().next() {
                Some(quote @ ('"' | '\'')) => {
                    after[1..].split_once(quote).unwrap_or((&after[1..], ""))
                }
                _ => after.split_at(after.find(char::is_whitespace).unwrap_or(after.len())),
            };
            (value, rest) = (found, left.trim_start());
        }
        element.attributes.push((name, unescape(value)));
    }
    element
}

fn say(open: &mut [Element], text: &str) {
    if !text.is_empty() {
        put(open, Node::Text(unescape(text)));
    }
}

fn put(open: &mut [Element], node: Node) {
    if let Some(parent) = open.last_mut() {
        parent.children.push(node);
    }
}

fn shut(open: &mut Vec<Element>) {
    if let Some(done) = open.pop() {
        put(open, Node::Element(done));
    }
}

/// Closes an element and all that is open inside it; a name that is not open is passed over.
fn close(open: &mut Vec<Element>, name: &str) {
    if let Some(at) = open.iter().rposition(|element| element.name == name)
        && at > 0
    {
        while open.len() > at {
            shut(open);
        }
    }
}

fn unescape(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let entity = rest[1..].split_once(';').filter(|(name, _)| name.len() < 10);
        let letter = entity.and_then(|(name, _)| letter(name));
        match (entity, letter) {
            (Some((_, after)), Some(letter)) => {
                plain.push(letter);
                rest = after;
            }
            _ => {
                plain.push('&');
                rest = &rest[1..];
            }
        }
    }
    plain.push_str(rest);
    plain
}

fn letter(name: &str) -> Option<char> {
    let number = |digits: &str, base| char::from_u32(u32::from_str_radix(digits, base).ok()?);
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{a0}'),
        "shy" => Some('\u{ad}'),
        _ => match name.strip_prefix("#x").or(name.strip_prefix("#X")) {
            Some(digits) => number(digits, 16),
            None => number(name.strip_prefix('#')?, 10),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_attributes_and_text_are_read() {
        let root = parse(
            "<!doctype html><p CLASS='a b' id=x data-cell=\"n > 1\">Han &amp; hun<br>med&nbsp;<b>46&#x25;</b>\
             <style>p > a { }</style></p><p>to",
        );
        let all: Vec<_> = root.elements().collect();
        assert_eq!(all.len(), 2);
        let first = all[0];
        assert!(first.is("b") && first.get("id") == "x" && first.get("data-cell") == "n > 1");
        assert_eq!(first.text(&|e| e.name == "style"), "Han & hunmed 46%");
        assert_eq!(all[1].text(&|_| false), "to");
    }

    #[test]
    fn what_is_not_closed_is_closed_with_its_parent() {
        let root = parse("<ul><li>a<li>b</ul></td><p>c</p>");
        assert_eq!(root.find(&|e| e.name == "p").len(), 1);
        assert_eq!(root.text(&|_| false), "abc");
        assert_eq!(parse("a & b &ukjent; <").text(&|_| false), "a & b &ukjent;");
    }
}
