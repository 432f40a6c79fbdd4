//! Law: a drawing is read as shapes with their places and paints, each with the figure that it claims to be of.

use super::dom::Element;
use crate::audit::sight::{Of, Source};

/// The outline of a shape, in the drawing's own unit.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::audit) enum Outline {
    /// Left, top, width, height.
    Rect([f64; 4]),
    /// Centre and radius.
    Circle([f64; 3]),
    /// Corners of a polygon, or points of a path.
    Points(Vec<(f64, f64)>),
}

/// A shape.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::audit) struct Shape {
    pub outline: Outline,
    /// What paints it, without what is before the role: `district`, `heat2`.
    pub paint: String,
    /// How wide its line is, where it is one.
    pub line: String,
}

/// What is drawn for a figure.
#[derive(Clone, Debug)]
pub(in crate::audit) struct Mark {
    /// What of it is the value: `bar`, `part`, `tick`, `dot` …; `key` for what explains the marks.
    pub kind: String,
    /// The figure.
    pub of: Option<Of>,
    pub shapes: Vec<Shape>,
}

/// A text in a drawing.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::audit) struct Letters {
    pub x: f64,
    pub y: f64,
    pub text: String,
    /// The mark that it is the number of.
    pub mark: Option<usize>,
}

/// A drawing.
#[derive(Clone, Debug)]
pub(in crate::audit) struct Drawn {
    pub source: Source,
    /// The figure that it stands in.
    pub id: String,
    /// From and to in the drawing, and the values that stand there.
    pub axes: Vec<[f64; 4]>,
    pub marks: Vec<Mark>,
    /// Shapes that belong to no mark.
    pub loose: Vec<Shape>,
    /// Texts with the places that they are set on.
    pub texts: Vec<Letters>,
    /// Whether it is the one for wide screens.
    pub wide: bool,
    /// How high it is.
    height: f64,
    /// Whether it has words for those who do not see it: a small mark has not.
    pub described: bool,
    /// The table that says what it shows, among the page's.
    pub table: Option<usize>,
}

/// Reads an `svg` element.
pub(in crate::audit) fn drawing(
    svg: &Element,
    id: &str,
    source: &Source,
    table: Option<usize>,
) -> Drawn {
    let mut drawn = Drawn {
        source: source.clone(),
        id: id.to_owned(),
        axes: Vec::new(),
        marks: Vec::new(),
        loose: Vec::new(),
        texts: Vec::new(),
        wide: svg.is("c-w"),
        height: numbers(svg.get("viewBox")).last().copied().unwrap_or(0.0),
        described: svg.elements().any(|inner| inner.name == "desc"),
        table,
    };
    walk(svg, None, &mut drawn);
    drawn
}

fn walk(element: &Element, inside: Option<usize>, drawn: &mut Drawn) {
    for child in element.elements() {
        let mut inside = inside;
        match child.name.as_str() {
            "title" | "desc" => continue,
            "g" if !child.get("data-axis").is_empty() => {
                let ends: Vec<f64> = numbers(child.get("data-axis"));
                if let Ok(ends) = <[f64; 4]>::try_from(ends) {
                    drawn.axes.push(ends);
                }
            }
            "g" if !child.get("data-mark").is_empty() => {
                inside = Some(drawn.marks.len());
                drawn.marks.push(Mark {
                    kind: child.get("data-mark").to_owned(),
                    of: Of::read(child.get("data-cell")),
                    shapes: Vec::new(),
                });
            }
            "text" => {
                let [x, y] = ["x", "y"].map(|name| child.get(name).parse().unwrap_or(f64::NAN));
                let said = inside
                    .filter(|mark| ["said", "order"].contains(&drawn.marks[*mark].kind.as_str()));
                drawn.texts.push(Letters { x, y, text: child.text(&|_| false), mark: said });
                continue;
            }
            _ => {}
        }
        if let Some(outline) = outline(child) {
            let line = child.get("stroke-width").to_owned();
            let shape = Shape { outline, paint: paint(child.get("class")), line };
            match inside {
                Some(mark) => drawn.marks[mark].shapes.push(shape),
                None => drawn.loose.push(shape),
            }
        }
        walk(child, inside, drawn);
    }
}

fn outline(element: &Element) -> Option<Outline> {
    let number = |name: &str| element.get(name).parse::<f64>().ok();
    match element.name.as_str() {
        "rect" => {
            Some(Outline::Rect([number("x")?, number("y")?, number("width")?, number("height")?]))
        }
        "circle" => Some(Outline::Circle([number("cx")?, number("cy")?, number("r")?])),
        "ellipse" => Some(Outline::Circle([number("cx")?, number("cy")?, number("rx")?])),
        "line" => Some(Outline::Points(vec![
            (number("x1")?, number("y1")?),
            (number("x2")?, number("y2")?),
        ])),
        "polygon" | "polyline" => Some(Outline::Points(pairs(element.get("points")))),
        "path" => Some(Outline::Points(pairs(element.get("d")))),
        _ => None,
    }
}

fn paint(class: &str) -> String {
    let mut classes = class.split(' ');
    let found = classes.find_map(|name| name.strip_prefix("f-").or(name.strip_prefix("s-")));
    found.unwrap_or_default().to_owned()
}

fn numbers(text: &str) -> Vec<f64> {
    text.split(|c: char| !(c.is_ascii_digit() || ".-".contains(c)))
        .filter_map(|word| word.parse().ok())
        .collect()
}

fn pairs(text: &str) -> Vec<(f64, f64)> {
    numbers(text).chunks_exact(2).map(|pair| (pair[0], pair[1])).collect()
}

impl Drawn {
    /// How high it is.
    pub fn height(&self) -> f64 {
        self.height
    }
}

impl Outline {
    /// Left and right end.
    pub fn across(&self) -> (f64, f64) {
        match self {
            Self::Rect([x, _, width, _]) => (*x, x + width),
            Self::Circle([x, _, radius]) => (x - radius, x + radius),
            Self::Points(points) => ends(points.iter().map(|point| point.0)),
        }
    }

    /// Upper and lower end.
    pub fn along(&self) -> (f64, f64) {
        match self {
            Self::Rect([_, y, _, height]) => (*y, y + height),
            Self::Circle([_, y, radius]) => (y - radius, y + radius),
            Self::Points(points) => ends(points.iter().map(|point| point.1)),
        }
    }
}

fn ends(values: impl Iterator<Item = f64>) -> (f64, f64) {
    values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), at| (low.min(at), high.max(at)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::{read::dom::parse, sight::Channel};

    #[test]
    fn marks_hold_their_shapes_and_the_rest_is_loose() {
        let root = parse(&format!(
            "<!doctype html>{}",
            "<svg><desc>7</desc><g data-axis=\"0 100 0 60\"/><rect x=\"1\" y=\"2\" width=\"3\" height=\"4\" class=\"f-rule\"/>\
             <g data-mark=\"bar\" data-cell=\"share:2018.a.total.x.red\"><path d=\"M0 1L2 3\" class=\"s-hatch\"/></g>\
             <text x=\"5\" y=\"6\">46\u{a0}%</text></svg>"
        ));
        let root = root.root;
        let source = Source { output: 0, file: "a".into(), channel: Channel::Chart };
        let drawn = drawing(root.find(&|it| it.name == "svg")[0], "f", &source, None);
        assert_eq!(drawn.axes, [[0.0, 100.0, 0.0, 60.0]]);
        assert_eq!(drawn.loose.len(), 1);
        assert_eq!(drawn.marks[0].shapes[0].outline.along(), (1.0, 3.0));
        assert!(drawn.marks[0].of.is_some());
        let text = "46 %".to_owned();
        assert_eq!(drawn.texts, [Letters { x: 5.0, y: 6.0, text, mark: None }]);
    }
}
