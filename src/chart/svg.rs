//! Law: what plotters wrote becomes a drawing by role: fixed colours on paper, classes on the web.

use super::{
    Medium,
    canvas::{SCALE, ink, is_note},
};
use std::fmt::Write;

/// A drawing's outermost facts.
pub(super) struct Frame<'a> {
    pub medium: Medium,
    pub width: f64,
    pub height: f64,
    pub id: &'a str,
    pub title: &'a str,
    pub desc: &'a str,
}

/// Rewrites plotters' SVG: paints for colour numbers, weights, exact baselines, one path for lines
/// that follow each other alike.
pub(super) fn finish(plotters: &str, frame: &Frame) -> String {
    let mut out = head(frame);
    // Stroke paint and width of the path that is open.
    let mut open: Option<(String, String)> = None;
    let mut lines = plotters.lines();
    while let Some(line) = lines.next() {
        let tag = line.split([' ', '>']).next().unwrap_or_default();
        if tag == "<polyline" {
            let stroke = paint(frame.medium, "stroke", "s", attribute(line, "stroke"));
            let key = (stroke, attribute(line, "stroke-width").to_owned());
            if open.as_ref() != Some(&key) {
                close_path(&mut out, open.replace(key));
                out.push_str("<path d=\"");
            }
            let points = attribute(line, "points");
            for (index, xy) in points.split(' ').filter(|xy| !xy.is_empty()).enumerate() {
                out.push(if index == 0 { 'M' } else { 'L' });
                out.push_str(&xy.replace(',', " "));
            }
            continue;
        }
        close_path(&mut out, open.take());
        match tag {
            "<rect" => shape(&mut out, "rect", line, &["x", "y", "width", "height"], frame.medium),
            "<circle" => shape(&mut out, "circle", line, &["cx", "cy", "r"], frame.medium),
            "<polygon" => shape(&mut out, "polygon", line, &["points"], frame.medium),
            "<text" if is_note(attribute(line, "fill")) => {
                note(&mut out, lines.next().unwrap_or_default());
            }
            "<text" => text(&mut out, line, lines.next().unwrap_or_default(), frame.medium),
            _ => {}
        }
    }
    close_path(&mut out, open);
    out.push_str("</svg>");
    out
}

fn head(frame: &Frame) -> String {
    let Frame { medium, width, height, id, title, desc } = frame;
    let (w, h) = ((width * SCALE).round(), (height * SCALE).round());
    // A bare number is a CSS pixel: points must say so.
    let unit = if *medium == Medium::Paper { "pt" } else { "" };
    let size = format!(
        "width=\"{}{unit}\" height=\"{}{unit}\" viewBox=\"0 0 {w} {h}\"",
        short(*width),
        short(*height)
    );
    let variant = match medium {
        Medium::Paper => {
            return format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" {size} font-family=\"Inter\">"
            );
        }
        Medium::Wide => 'w',
        Medium::Narrow => 'n',
    };
    let open = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart c-{variant}\" {size} \
         font-family=\"Inter, system-ui, sans-serif\""
    );
    if title.is_empty() {
        // Decoration: the words beside it say the same.
        return format!("{open} aria-hidden=\"true\">");
    }
    let (id, title, desc) = (escape(id), escape(title), escape(desc));
    format!(
        "{open} role=\"img\" aria-labelledby=\"{id}-t-{variant} {id}-d-{variant}\">\
         <title id=\"{id}-t-{variant}\">{title}</title><desc id=\"{id}-d-{variant}\">{desc}</desc>"
    )
}

fn shape(out: &mut String, name: &str, line: &str, keep: &[&str], medium: Medium) {
    let _ = write!(out, "<{name}");
    for key in keep {
        let _ = write!(out, " {key}=\"{}\"", attribute(line, key).trim_end());
    }
    let _ = write!(out, " {}/>", paint(medium, "fill", "f", attribute(line, "fill")));
}

/// `mark KIND CELL` opens a group, `end` closes it, `axis FROM TO LOW HIGH` says what an axis spans.
fn note(out: &mut String, content: &str) {
    let words: Vec<&str> = content.trim().splitn(3, ' ').collect();
    let _ = match words[..] {
        ["mark", kind, cell] => write!(out, "<g data-mark=\"{kind}\" data-cell=\"{cell}\">"),
        ["mark", kind] => write!(out, "<g data-mark=\"{kind}\">"),
        ["axis", ..] => write!(out, "<g data-axis=\"{}\"/>", words[1..].join(" ")),
        _ => write!(out, "</g>"),
    };
}

/// `content` is what plotters wrote on the line after the tag, already escaped.
fn text(out: &mut String, line: &str, content: &str, medium: Medium) {
    let size: f64 = attribute(line, "font-size").parse().unwrap_or_default();
    let _ = write!(
        out,
        "<text x=\"{}\" y=\"{}\" font-size=\"{}\"",
        attribute(line, "x"),
        attribute(line, "y"),
        short(size),
    );
    let ink = ink(attribute(line, "fill"));
    if let Some(weight) = ink.map(|ink| ink.weight.number()).filter(|weight| *weight != 400) {
        let _ = write!(out, " font-weight=\"{weight}\"");
    }
    match attribute(line, "text-anchor") {
        "start" => {}
        anchor => {
            let _ = write!(out, " text-anchor=\"{anchor}\"");
        }
    }
    let mut fill = paint(medium, "fill", "f", attribute(line, "fill"));
    if ink.is_some_and(|ink| ink.tabular) {
        fill = match medium {
            Medium::Paper => fill + " font-feature-settings=\"&quot;tnum&quot;\"",
            Medium::Wide | Medium::Narrow => fill.trim_end_matches('"').to_owned() + " tn\"",
        };
    }
    let _ = write!(out, " {fill}>{content}</text>");
}

fn close_path(out: &mut String, open: Option<(String, String)>) {
    if let Some((stroke, width)) = open {
        let _ = write!(out, "\" fill=\"none\" {stroke} stroke-width=\"{width}\"/>");
    }
}

/// `fill="#14202B"` on paper, `class="f-ink"` on the web.
fn paint(medium: Medium, property: &str, prefix: &str, number: &str) -> String {
    let Some(ink) = ink(number) else {
        return format!("{property}=\"none\"");
    };
    match medium {
        Medium::Paper => format!("{property}=\"{}\"", ink.paint.light()),
        Medium::Wide | Medium::Narrow => format!("class=\"{prefix}-{}\"", ink.paint.class()),
    }
}

/// The value of an attribute of the one tag on this line; empty where there is none.
fn attribute<'a>(line: &'a str, name: &str) -> &'a str {
    let mut rest = line;
    while let Some(at) = rest.find(name) {
        let (before, after) = (&rest[..at], &rest[at + name.len()..]);
        if let (true, Some(value)) = (before.ends_with(' '), after.strip_prefix("=\"")) {
            return value.split('"').next().unwrap_or_default();
        }
        rest = after;
    }
    ""
}

/// At most two decimals, none that say nothing.
fn short(number: f64) -> String {
    format!("{}", (number * 100.0).round() / 100.0)
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
