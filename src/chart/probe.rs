//! Law: tests look at the drawing that was written, not at what the layout meant.

use super::{
    Drawing, Fonts,
    canvas::SCALE,
    fonts::{CAP, Type, Weight},
};

/// An element of a drawing: name, attributes, text.
#[derive(Clone, Debug)]
pub(super) struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub text: String,
}

impl Element {
    pub(super) fn get(&self, name: &str) -> &str {
        self.attributes.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// A number in the drawing's unit.
    pub(super) fn number(&self, name: &str) -> f64 {
        self.get(name).parse::<f64>().expect("a number") / SCALE
    }
}

/// Reads a drawing strictly; panics where it is not well-formed.
pub(super) fn elements(svg: &str) -> Vec<Element> {
    let mut found: Vec<Element> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut rest = svg;
    while let Some(at) = rest.find('<') {
        let text = &rest[..at];
        assert!(!text.contains('>'), "a bare > in {text}");
        match open.last() {
            Some(parent) => found[*parent].text.push_str(&unescape(text)),
            None => assert!(text.is_empty(), "text outside the drawing"),
        }
        let end = at + rest[at..].find('>').expect("every tag ends");
        let tag = &rest[at + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            let parent = open.pop().expect("something is open");
            assert_eq!(found[parent].name, name);
            continue;
        }
        let (tag, closed) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
        let (name, mut left) = tag.split_once(' ').unwrap_or((tag, ""));
        let mut attributes: Vec<(String, String)> = Vec::new();
        while !left.trim().is_empty() {
            let (key, after) = left.trim_start().split_once("=\"").expect("key=\"value\"");
            let (value, after) = after.split_once('"').expect("a closing quote");
            assert!(key.chars().all(|c| c.is_ascii_alphanumeric() || "-:".contains(c)), "{key}");
            assert!(attributes.iter().all(|(other, _)| other != key), "{key} twice");
            attributes.push((key.into(), unescape(value)));
            left = after;
        }
        found.push(Element { name: name.into(), attributes, text: String::new() });
        if !closed {
            open.push(found.len() - 1);
        }
    }
    assert!(open.is_empty() && rest.is_empty());
    found
}

fn unescape(text: &str) -> String {
    let known = ["&amp;", "&lt;", "&gt;", "&quot;", "&apos;"];
    for (at, _) in text.match_indices('&') {
        assert!(known.iter().any(|entity| text[at..].starts_with(entity)), "{text}");
    }
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    text.replace("&apos;", "'").replace("&amp;", "&")
}

/// The place of a text: left, top of its capitals, right, baseline.
#[derive(Clone, Debug)]
pub(super) struct TextBox {
    pub text: String,
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub base: f64,
    pub size: f64,
}

/// All texts of a drawing with their true widths.
pub(super) fn texts(drawing: &Drawing, fonts: &Fonts) -> Vec<TextBox> {
    let of = |element: &Element| {
        let weight = match element.get("font-weight") {
            "" => Weight::Regular,
            "500" => Weight::Medium,
            "600" => Weight::SemiBold,
            "700" => Weight::Bold,
            other => panic!("weight {other}"),
        };
        let size = element.number("font-size");
        let tabular = element.get("class").contains(" tn")
            || !element.get("font-feature-settings").is_empty();
        let width = fonts.width(&element.text, Type { size, weight, tabular });
        let x = element.number("x");
        let left = match element.get("text-anchor") {
            "" => x,
            "middle" => x - width / 2.0,
            "end" => x - width,
            other => panic!("anchor {other}"),
        };
        let base = element.number("y");
        let text = element.text.clone();
        TextBox { text, left, top: base - CAP * size, right: left + width, base, size }
    };
    elements(&drawing.svg).iter().filter(|element| element.name == "text").map(of).collect()
}

/// Panics where a text leaves the drawing or meets another.
pub(super) fn assert_readable(what: &str, drawing: &Drawing, fonts: &Fonts) {
    let texts = texts(drawing, fonts);
    for text in &texts {
        let inside = text.left >= -0.3
            && text.right <= drawing.width + 0.3
            && text.top >= -0.3
            && text.base + 0.2 * text.size <= drawing.height + 0.6;
        assert!(
            inside,
            "{what}: «{}» {text:?} leaves {} x {}",
            text.text, drawing.width, drawing.height
        );
    }
    for (index, a) in texts.iter().enumerate() {
        for b in &texts[index + 1..] {
            let apart = a.right <= b.left + 0.3
                || b.right <= a.left + 0.3
                || a.base <= b.top + 0.3
                || b.base <= a.top + 0.3;
            assert!(apart, "{what}: «{}» meets «{}»: {a:?} {b:?}", a.text, b.text);
        }
    }
}
