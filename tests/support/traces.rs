//! Law: a trace of a hidden count is looked for in every way a count can be written, in every place it could stand.

use super::{Made, canary::Hidden, pdf, told};
use bydelsrapport::pipeline::FileKind;
use std::collections::BTreeMap;

/// What can be read, by channel: the kind of file and the way it is read.
pub fn channels(made: &Made) -> BTreeMap<String, String> {
    let mut channels: BTreeMap<String, String> = BTreeMap::new();
    let mut put = |name: &str, text: &str| {
        let channel = channels.entry(name.to_owned()).or_default();
        channel.push_str(text);
        channel.push('\n');
    };
    for file in made.files.values() {
        put("names", &file.path);
        match file.kind {
            FileKind::Pdf => {
                let open = pdf::open(&file.bytes);
                pdf::all_words(&open)
                    .iter()
                    .for_each(|text| put("pdf words", &format!("{text}\n{}", joined(text))));
                pdf::strings(&open).iter().for_each(|text| put("pdf strings", text));
                pdf::alternatives(&open).iter().for_each(|text| put("pdf alternatives", text));
                pdf::streams(&open).iter().for_each(|text| put("pdf streams", text));
            }
            _ => {
                let text = without_fonts(std::str::from_utf8(&file.bytes).expect("text"));
                put(&format!("{:?}", file.kind), &text);
                parts(&text, "<svg", "</svg>").iter().for_each(|text| put("drawings", text));
            }
        }
    }
    put("log", &format!("{:?} {}", made.outcome, told(&made.warnings)));
    channels
}

/// Words whose letters stand one by one, as they do in drawings, put together.
fn joined(text: &str) -> String {
    let mut whole = String::new();
    let mut single = false;
    for word in text.split(' ') {
        let next = word.chars().count() == 1;
        if !(single && next) {
            whole.push(' ');
        }
        whole.push_str(word);
        single = next;
    }
    whole
}

/// Embedded fonts are letters by chance, and chance writes numbers too.
fn without_fonts(text: &str) -> String {
    let mut pieces = text.split(";base64,");
    let mut kept = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        kept += piece.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || "+/=".contains(c));
    }
    kept
}

fn parts<'a>(text: &'a str, start: &str, end: &str) -> Vec<&'a str> {
    let pieces = text.split(start).skip(1);
    pieces.map(|piece| piece.split(end).next().unwrap_or_default()).collect()
}

/// The ways a count may be written, plain, grouped, and as a share of its base.
fn forms(cell: &Hidden) -> Vec<String> {
    let (thousands, rest) = (cell.count / 1000, cell.count % 1000);
    let mut forms = vec![cell.count.to_string()];
    let gaps = ["\u{a0}", "\u{202f}", "\u{2009}", " ", ".", ",", "&nbsp;", "&#160;", "\u{2019}"];
    forms.extend(gaps.map(|gap| format!("{thousands}{gap}{rest:03}")));
    if cell.base > 0 {
        let share = cell.count as f64 / cell.base as f64;
        forms.push(format!("{share:.6}"));
        let percent = format!("{:.4}", 100.0 * share);
        forms.extend([percent.replace('.', ","), percent]);
    }
    forms
}

/// What of the hidden stands in a text, not as a part of a longer number.
pub fn traces(text: &str, cells: &[Hidden]) -> Vec<String> {
    let forms = cells.iter().flat_map(forms);
    let stands = |form: &String| {
        text.match_indices(form.as_str()).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            !before.is_some_and(|c| c.is_ascii_digit())
        })
    };
    forms.filter(stands).collect()
}
