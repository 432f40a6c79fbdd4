//! Law: a drawing is made of known shapes in known sizes; what has no figure to be as long as is always as long.

use super::{Strangers, plain};
use crate::audit::read::{
    dom::{Element, Node},
    drawing::{Drawn, Mark, Outline, Shape, drawing},
};
use std::sync::LazyLock;

/// Shapes with their sizes.
const SHAPES: &str = include_str!("shapes.txt");

/// Units of a drawing to a pixel.
const UNIT: f64 = 20.0;

/// What rounding moves, in units.
const PLAY: f64 = 2.5;

/// The sides of what stands for a hidden figure: a bar's width, a place among slopes, a piece of a key.
const HIDDEN: [f64; 3] = [933.0, 280.0, 243.0];

/// From line to line of the hatch, and how wide they are.
const HATCH: (f64, &str) = (93.33, "16");

/// The widths that lines and frames have.
const THIN: f64 = 104.0;

/// A shape that a mark may have.
struct Known {
    mark: &'static str,
    shape: &'static str,
    paint: &'static str,
    sizes: Vec<Vec<f64>>,
}

static KNOWN: LazyLock<Vec<Known>> = LazyLock::new(|| {
    let lines = SHAPES.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| {
            let mut words = line.split(' ');
            let (mark, shape, paint) = (words.next()?, words.next()?, words.next()?);
            // Any size is none to compare with.
            let sizes =
                words.map(|word| word.split(',').filter_map(|it| it.parse().ok()).collect());
            Some(Known { mark, shape, paint, sizes: sizes.collect() })
        })
        .collect()
});

/// Judges a drawing.
pub(super) fn judge(svg: &Element, strangers: &mut Strangers) {
    let size = |name: &str| svg.get(name).parse::<f64>().unwrap_or(f64::NAN);
    let whole: Vec<f64> = svg.get("viewBox").split(' ').filter_map(|it| it.parse().ok()).collect();
    let fits = |pixels: f64, units: f64| (pixels * UNIT - units).abs() < 0.5;
    let framed =
        matches!(whole[..], [0.0, 0.0, w, h] if fits(size("width"), w) && fits(size("height"), h));
    if !framed || !["chart c-w", "chart c-n"].contains(&svg.get("class")) {
        strangers.tell("the size or kind of a drawing");
        return;
    }
    markup(svg, strangers);
    let said = |name: &str| svg.find(&|inner| inner.name == name).len();
    if said("title") > 1 || said("desc") > 1 {
        strangers.tell("words of a drawing that stand twice");
    }
    let source = strangers.source.clone();
    let drawn = drawing(svg, "", &source, None);
    if drawn.axes.len() > 1 {
        strangers.tell("a second axis in a drawing");
    }
    for mark in &drawn.marks {
        judge_mark(mark, &drawn, whole[2], strangers);
    }
    for shape in &drawn.loose {
        if !is_line(shape, &drawn, whole[2]) {
            strangers.tell("a shape in a drawing that belongs to no figure");
        }
    }
    let low = drawn.marks.iter().flat_map(|mark| &mark.shapes).chain(&drawn.loose);
    let low = low.map(|shape| shape.outline.along().1).fold(0.0, f64::max);
    let texts = drawn.texts.iter().map(|text| text.y).fold(0.0, f64::max);
    if whole[3] + 40.0 < low.max(texts) || whole[3] > low.max(texts) + 700.0 {
        strangers.tell("a drawing that is higher or lower than what is drawn");
    }
}

/// Elements and attributes.
fn markup(element: &Element, strangers: &mut Strangers) {
    for node in &element.children {
        let child = match node {
            Node::Text(text) if text.trim().is_empty() => continue,
            Node::Text(_) => {
                strangers.tell("a text between the shapes of a drawing");
                continue;
            }
            Node::Element(child) => child,
        };
        let allowed: &[&str] = match child.name.as_str() {
            "title" | "desc" => &["id"],
            "g" if child.get("data-axis").is_empty() => &["data-mark", "data-cell"],
            "g" => &["data-axis"],
            "rect" => &["x", "y", "width", "height", "class"],
            "circle" => &["cx", "cy", "r", "class"],
            "polygon" => &["points", "class"],
            "path" => &["d", "fill", "class", "stroke-width"],
            "text" => &["x", "y", "font-size", "font-weight", "text-anchor", "class"],
            other => {
                strangers.tell(&format!("an element '{}' in a drawing", plain(other)));
                continue;
            }
        };
        for (name, value) in child.attributes() {
            if !allowed.contains(&name) || !may_be(child, name, value) {
                let what = format!("'{}' of '{}' in a drawing", plain(name), child.name);
                strangers.tell(&what);
            }
        }
        match child.name.as_str() {
            "title" | "desc" | "text" if child.elements().next().is_none() => {}
            "g" => markup(child, strangers),
            _ if child.children.is_empty() => {}
            _ => strangers.tell("something inside a shape or a text of a drawing"),
        }
    }
}

fn may_be(element: &Element, name: &str, value: &str) -> bool {
    let whole =
        |text: &str| !text.is_empty() && text.parse::<f64>().is_ok_and(|n| n.fract() == 0.0);
    match name {
        "x" | "y" | "cx" | "cy" | "r" | "width" | "height" => whole(value),
        "points" => value.split([' ', ',']).filter(|it| !it.is_empty()).all(whole),
        "d" => {
            let lines = value.split('M').skip(1);
            let ends = |line: &str| {
                line.split('L')
                    .map(|it| it.split(' ').filter(|n| whole(n)).count())
                    .collect::<Vec<_>>()
            };
            let letters = value.chars().all(|c| c.is_ascii_digit() || "ML- ".contains(c));
            letters && value.starts_with('M') && lines.into_iter().all(|line| ends(line) == [2, 2])
        }
        "fill" => value == "none",
        "stroke-width" => ["16", "19", "47", "62"].contains(&value),
        "font-size" => ["280", "300"].contains(&value),
        "font-weight" => ["500", "600", "700"].contains(&value),
        "text-anchor" => ["middle", "end"].contains(&value),
        "class" => {
            let names: Vec<&str> = value.split(' ').collect();
            match (element.name.as_str(), &names[..]) {
                ("text", [one] | [one, "tn"]) => one.starts_with("f-"),
                ("path", [one]) => one.starts_with("s-"),
                (_, [one]) => one.starts_with("f-"),
                _ => false,
            }
        }
        "data-axis" => value.split(' ').filter(|it| it.parse::<f64>().is_ok()).count() == 4,
        "data-mark" => [
            "bar", "part", "tick", "dot", "ring", "diamond", "link", "line", "point", "level",
            "interval", "class", "plate", "hatch", "key", "said", "order",
        ]
        .contains(&value),
        "data-cell" => crate::audit::sight::Of::read(value).is_some(),
        "id" => true,
        _ => false,
    }
}

fn judge_mark(mark: &Mark, drawn: &Drawn, width: f64, strangers: &mut Strangers) {
    let known = match mark.kind.as_str() {
        "part" => is_part(mark),
        "class" => is_class(mark, drawn),
        "hatch" => is_hatch(mark, drawn, width),
        "said" | "order" => mark.shapes.is_empty(),
        "key" if mark.shapes.iter().any(|it| it.paint.starts_with("heat")) => is_class(mark, drawn),
        "plate" => {
            mark.shapes.len() == 1
                && mark.shapes.iter().all(|it| is_known("plate", it) && has_text(it, drawn))
        }
        "tick" if is_cut(mark, width) => true,
        kind => mark.shapes.iter().all(|shape| is_known(kind, shape)) && lies_together(mark),
    };
    // What is no figure has none, and what is one says which.
    let named =
        ["plate", "hatch", "key", "order"].contains(&mark.kind.as_str()) == mark.of.is_none();
    if !known || !named {
        strangers.tell(&format!("a mark '{}' in a size or paint of its own", mark.kind));
    }
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= PLAY
}

fn size(shape: &Shape) -> [f64; 2] {
    let ((left, right), (top, bottom)) = (shape.outline.across(), shape.outline.along());
    [right - left, bottom - top]
}

fn is_known(kind: &str, shape: &Shape) -> bool {
    let [width, height] = size(shape);
    let (name, sizes) = match &shape.outline {
        Outline::Rect(_) => ("rect", vec![width, height]),
        Outline::Circle([.., radius]) => ("circle", vec![*radius]),
        Outline::Points(_) if shape.line.is_empty() => ("polygon", vec![width, height]),
        Outline::Points(_) => ("path", vec![shape.line.parse().unwrap_or(f64::NAN)]),
    };
    KNOWN.iter().any(|it| {
        let paint = match it.paint.strip_prefix('*') {
            Some(end) => shape.paint.ends_with(end),
            None => shape.paint == it.paint,
        };
        let sized =
            it.sizes.iter().zip(&sizes).all(|(known, size)| {
                known.is_empty() || known.iter().any(|known| near(*known, *size))
            });
        it.mark == kind && it.shape == name && paint && sized
    })
}

/// Whether all shapes of a mark lie where the first one lies.
fn lies_together(mark: &Mark) -> bool {
    let Some(first) = mark.shapes.first() else {
        return true;
    };
    let middle = |shape: &Shape| {
        let ((a, b), (c, d)) = (shape.outline.across(), shape.outline.along());
        [(a + b) / 2.0, (c + d) / 2.0]
    };
    let [x, y] = middle(first);
    let free = mark.kind == "key";
    mark.shapes.iter().all(|shape| {
        let [a, b] = middle(shape);
        let lines = matches!(shape.outline, Outline::Points(_));
        let [width, height] = size(first);
        let around = (a - x).abs() <= width / 2.0 + PLAY && (b - y).abs() <= height / 2.0 + PLAY;
        if free || lines { around } else { near(a, x) && near(b, y) }
    })
}

/// A tick at an end of the drawing, of which half is seen.
fn is_cut(mark: &Mark, width: f64) -> bool {
    let seen = [("paper", 46.5), ("ink", 23.5)];
    mark.shapes.len() == seen.len()
        && mark.shapes.iter().zip(seen).all(|(shape, (paint, half))| {
            let [wide, height] = size(shape);
            let tall = [467.0, 498.0, 560.0, 586.0, 684.0].iter().any(|it| near(*it, height));
            let (left, right) = shape.outline.across();
            let end = near(left, 0.0) || near(right, width);
            let rect = matches!(shape.outline, Outline::Rect(_));
            rect && shape.paint == paint && near(wide, half) && tall && end
        })
}

/// A part of a bar: its edge, and everything else inside it.
fn is_part(mark: &Mark) -> bool {
    let Some(first) = mark.shapes.first() else {
        return true;
    };
    // Of nobody's part nothing is left but stripes and gaps without a width of their own.
    let none = |shape: &Shape| match shape.outline {
        Outline::Rect(_) => {
            shape.paint == "paper" && size(shape).iter().all(|it| *it <= 47.0 + PLAY)
        }
        _ => shape.paint == "bluelight-line" && shape.line == "19" && size(shape)[0] <= PLAY,
    };
    if mark.shapes.iter().all(none) {
        return true;
    }
    let tall = [373.0, 400.0, 498.0, 560.0].iter().any(|known| near(*known, size(first)[1]));
    let ((left, right), (top, bottom)) = (first.outline.across(), first.outline.along());
    tall && matches!(first.outline, Outline::Rect(_))
        && mark.shapes.iter().enumerate().all(|(at, shape)| {
            let ((a, b), (c, d)) = (shape.outline.across(), shape.outline.along());
            // Of nobody's part there is no inside, and it begins where an edge ends.
            let reach = right.max(left + 19.0);
            let inside =
                a >= left - PLAY && b <= reach + PLAY && c >= top - PLAY && d <= bottom + PLAY;
            let role = first.paint.trim_end_matches("-edge");
            let own = shape.paint == role || shape.paint == first.paint;
            let whole = near(b - a, right - left - 38.0) && near(d - c, bottom - top - 38.0);
            let small = shape.paint == "paper" && b - a <= 47.0 + PLAY && d - c <= 47.0 + PLAY;
            let stripes = shape.paint == "bluelight-line" && shape.line == "19";
            inside
                && (at == 0
                    || own && (at == 1 || whole) && (whole || right - left < 60.0)
                    || small
                    || stripes)
        })
}

/// A cell of a heat map: all of a drawing are of one size, and so are those of its key.
fn is_class(mark: &Mark, drawn: &Drawn) -> bool {
    let same = drawn.marks.iter().filter(|other| {
        other.kind == mark.kind && other.shapes.iter().any(|it| it.paint.starts_with("heat"))
    });
    let first = |mark: &Mark| mark.shapes.first().map(size);
    let all: Vec<[f64; 2]> = same.filter_map(first).collect();
    let even = |a: &[f64; 2], b: &[f64; 2]| near(a[0], b[0]) && near(a[1], b[1]);
    let edge = mark.shapes.first().map(|it| it.paint.as_str()) == Some("heat0-edge");
    all.windows(2).all(|pair| even(&pair[0], &pair[1]))
        && mark.shapes.len() == 1 + usize::from(edge)
        && mark.shapes.iter().all(|shape| {
            shape.paint.starts_with("heat")
                && all.first().is_some_and(|one| {
                    let [w, h] = size(shape);
                    even(one, &[w, h]) || even(one, &[w + 25.0, h + 25.0])
                })
        })
}

/// What stands for a hidden figure: lines at one distance, over a place that no figure makes longer or shorter.
fn is_hatch(mark: &Mark, drawn: &Drawn, width: f64) -> bool {
    let lines: Vec<&Shape> =
        mark.shapes.iter().filter(|it| it.paint == "hatch" && !it.line.is_empty()).collect();
    let frames: Vec<&Shape> = mark.shapes.iter().filter(|it| it.line.is_empty()).collect();
    let [lines] = lines[..] else { return false };
    let Outline::Points(points) = &lines.outline else { return false };
    let sums: Vec<f64> = points.iter().map(|(x, y)| x + y).collect();
    let pairs: Vec<(f64, f64)> = sums.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect();
    let straight = pairs.iter().all(|(a, b)| (a - b).abs() <= PLAY);
    let even = pairs.windows(2).all(|pair| (pair[1].0 - pair[0].0 - HATCH.0).abs() <= PLAY);
    let (mut across, mut along) = (lines.outline.across(), lines.outline.along());
    let framed = match frames[..] {
        [] => true,
        [edge, ground] => {
            let rect = |it: &Shape| matches!(it.outline, Outline::Rect(_));
            let inset = size(edge)[0] - size(ground)[0];
            let inside = across.0 >= edge.outline.across().0 - PLAY
                && across.1 <= edge.outline.across().1 + PLAY;
            let full = size(edge)[0] - (across.1 - across.0) <= 80.0;
            (across, along) = (edge.outline.across(), edge.outline.along());
            rect(edge)
                && rect(ground)
                && inside
                && full
                && edge.paint == "hatch"
                && ground.paint == "paper"
                && (inset - 31.0).abs() <= 2.0 * PLAY
        }
        _ => false,
    };
    // Lines fill their place: as many as its sides have room for.
    let (long, high) = (across.1 - across.0, along.1 - along.0);
    let room = (long + high) / HATCH.0;
    let full = (pairs.len() as f64 - room).abs() <= 2.0;
    lines.line == HATCH.1
        && straight
        && even
        && framed
        && full
        && is_hidden_size(across, along, drawn, width)
}

fn is_hidden_size(across: (f64, f64), along: (f64, f64), drawn: &Drawn, width: f64) -> bool {
    let (long, high) = (across.1 - across.0, along.1 - along.0);
    // Without a frame the lines end a little before their place.
    let close = |a: f64, b: f64| a <= b + PLAY && a >= b - 40.0;
    if HIDDEN.iter().any(|known| close(long, *known)) && high <= 600.0 {
        return true;
    }
    // Cells of a heat map are all of one size, with a figure or without.
    let cells = drawn.marks.iter().filter(|it| ["class", "hatch"].contains(&it.kind.as_str()));
    let sizes: Vec<[f64; 2]> =
        cells.filter_map(|it| it.shapes.first()).map(size).filter(|[_, h]| *h > 700.0).collect();
    if high > 700.0 {
        let even = |[w, h]: &[f64; 2]| (w - long).abs() <= 12.0 && (h - high).abs() <= 12.0;
        return sizes.iter().all(even);
    }
    if !sizes.is_empty() || drawn.marks.iter().any(|it| it.kind == "order") {
        return false;
    }
    // What a bar's shown parts leave of it.
    let (start, end) = match drawn.axes[..] {
        [[from, to, ..]] => (from, to),
        _ => (0.0, width),
    };
    let parts =
        drawn.marks.iter().filter(|it| it.kind == "part").filter_map(|it| it.shapes.first());
    let beside = parts.filter(|part| (part.outline.along().0 - along.0).abs() < 40.0);
    let ends: Vec<(f64, f64)> = beside.map(|part| part.outline.across()).collect();
    let from =
        ends.iter().map(|it| it.1).filter(|right| *right <= across.0 + 2.0).fold(start, f64::max);
    let to = ends.iter().map(|it| it.0).filter(|left| *left >= across.1 - 2.0).fold(end, f64::min);
    (across.0 - from).abs() <= 60.0 && (across.1 - to).abs() <= 60.0
}

/// A plate lies under a text, and is about as long.
fn has_text(shape: &Shape, drawn: &Drawn) -> bool {
    let ((left, right), (top, bottom)) = (shape.outline.across(), shape.outline.along());
    drawn.texts.iter().any(|text| {
        let letters = text.text.chars().count() as f64 * 280.0;
        let long = right - left;
        text.y > top
            && text.y < bottom
            && text.x >= left - 10.0
            && text.x <= right + 10.0
            && long <= 0.9 * letters + 400.0
            && long >= 0.2 * letters
    })
}

/// Whether a line leads from a column's name, which is lifted over others, down to the cells of a heat map.
fn leads(line: &Shape, drawn: &Drawn) -> bool {
    let ((left, right), (top, bottom)) = (line.outline.across(), line.outline.along());
    let cells = drawn.marks.iter().filter(|it| it.kind == "class").flat_map(|it| &it.shapes);
    let tops = cells.map(|it| it.outline.along().0).filter(|it| *it >= bottom);
    let below = tops.fold(f64::INFINITY, f64::min);
    below - bottom <= 160.0
        && drawn.texts.iter().any(|text| {
            let above = top - text.y;
            (text.x - (left + right) / 2.0).abs() <= 20.0 && (0.0..=300.0).contains(&above)
        })
}

/// A line of a grid or a frame: thin, and as long as others or as the drawing.
fn is_line(shape: &Shape, drawn: &Drawn, width: f64) -> bool {
    let Outline::Rect(_) = shape.outline else { return false };
    if !["hairline", "rule", "ink", "paper"].contains(&shape.paint.as_str()) {
        return false;
    }
    let [w, h] = size(shape);
    let (left, right) = shape.outline.across();
    let axis = |at: f64| {
        drawn.axes.iter().any(|axis| (axis[0] - at).abs() < 160.0 || (axis[1] - at).abs() < 160.0)
    };
    let reaches = (left <= 3.0 || axis(left))
        && (right >= width - 3.0 && right <= width + 3.0 || axis(right));
    let cells = || {
        let classes =
            drawn.marks.iter().filter(|it| ["class", "hatch"].contains(&it.kind.as_str()));
        let ends: Vec<f64> = classes
            .flat_map(|it| &it.shapes)
            .flat_map(|it| {
                let (a, b) = it.outline.across();
                [a, b]
            })
            .collect();
        let least = ends.iter().copied().fold(f64::INFINITY, f64::min);
        let most = ends.iter().copied().fold(0.0, f64::max);
        (left - least).abs() < 120.0 && (right - most).abs() < 120.0
    };
    if w <= THIN && h > THIN {
        // Lines downwards: the values run across, so their length is that of all the others.
        let others = drawn.loose.iter().map(size).filter(|[w, h]| *w <= THIN && *h > THIN);
        let alike = others.filter(|[_, other]| (other - h).abs() <= 80.0).count();
        // Where a drawing has one row, its zero is as high as a row.
        let zero = near(h, 440.0) && drawn.axes.iter().any(|axis| (axis[0] - left).abs() <= 40.0);
        return alike > 1
            || zero
            || leads(shape, drawn)
            || drawn.loose.len() == 1
            || h >= drawn.height() - 800.0;
    }
    if h <= THIN {
        let others = drawn.loose.iter().map(size).filter(|[_, h]| *h <= THIN);
        let alike = others.filter(|[other, _]| near(*other, w)).count();
        // A panel's line is as long as a column, of which up to four have room.
        let column = |n: f64| near(w, (width - 320.0 * (n - 1.0)) / n) && left <= PLAY;
        let panel = [1.0, 2.0, 3.0, 4.0].into_iter().any(column);
        return reaches || alike > 1 || panel || cells();
    }
    // Grounds under words on narrow screens, under what is hidden, and cells without a figure.
    shape.paint == "paper" && (near(w, width) || HIDDEN.iter().any(|known| near(*known, w)))
        || drawn.marks.iter().any(|mark| {
            mark.kind == "class"
                && mark
                    .shapes
                    .first()
                    .is_some_and(|it| near(size(it)[0], w) && near(size(it)[1], h))
        })
        || drawn
            .loose
            .iter()
            .filter(|it| {
                let [a, b] = size(it);
                near(a, w) && near(b, h) || near(a, w + 25.0) && near(b, h + 25.0)
            })
            .count()
            > 1
}
