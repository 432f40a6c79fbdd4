//! Law: the signs beside words are the same in every page; only the small map of squares differs.

use crate::audit::read::dom::{Element, Parsed, parse};
use std::sync::LazyLock;

/// The signs as pages have them.
const MARKS: &str = include_str!("marks.txt");

static KNOWN: LazyLock<Vec<Element>> = LazyLock::new(|| {
    let lines = MARKS.lines().filter(|line| line.starts_with('<'));
    let Parsed { root, .. } = parse(&lines.collect::<String>());
    root.find(&|inner| inner.name == "svg").into_iter().cloned().collect()
});

/// From one square of the map to the next, and how wide one is.
const STEP: u32 = 24;
const SIDE: &str = "22";

/// Whether a small drawing is a sign or the map.
pub(super) fn knows(svg: &Element) -> bool {
    KNOWN.contains(svg) || is_map(svg)
}

fn is_map(svg: &Element) -> bool {
    let attributes: Vec<&str> = svg.attributes().map(|(name, _)| name).collect();
    let squares: Option<Vec<(u32, u32)>> = svg.elements().map(square).collect();
    let Some(squares) = squares.filter(|it| !it.is_empty()) else {
        return false;
    };
    let end = |of: fn(&(u32, u32)) -> u32| squares.iter().map(of).max().unwrap_or(0) + STEP - 2;
    let whole = format!("0 0 {} {}", end(|it| it.0), end(|it| it.1));
    let mut places = squares.clone();
    places.sort_unstable();
    places.dedup();
    attributes.iter().all(|name| ["viewBox", "aria-hidden", "focusable"].contains(name))
        && svg.get("viewBox") == whole
        && places.len() == squares.len()
        && svg.elements().count() + svg.children.iter().filter(|it| is_gap(it)).count()
            == svg.children.len()
}

fn is_gap(node: &crate::audit::read::dom::Node) -> bool {
    matches!(node, crate::audit::read::dom::Node::Text(text) if text.trim().is_empty())
}

fn square(rect: &Element) -> Option<(u32, u32)> {
    let attributes = rect.attributes().count();
    let own = ["own", "other"].contains(&rect.get("class"));
    let side = rect.get("width") == SIDE && rect.get("height") == SIDE;
    let place = |name: &str| rect.get(name).parse::<u32>().ok().filter(|at| at % STEP == 0);
    (rect.name == "rect" && attributes == 5 && own && side && rect.children.is_empty())
        .then(|| Some((place("x")?, place("y")?)))?
}
