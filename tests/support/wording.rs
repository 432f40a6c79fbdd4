//! Law: what is said is well said in every case: no number that is none, no gap where a word should be, a capital where a sentence begins.

use super::{Made, html, reader::reports};
use bydelsrapport::pipeline::FileKind;

/// What no text of a report may hold.
const NEVER: &[&str] = &[
    "NaN",
    "inf ",
    "\u{2212}0",
    "undefined",
    "  ",
    " .",
    " ,",
    "..",
    ",,",
    "()",
    "«»",
    "( ",
    " )",
    "::",
    "?.",
    ".?",
    "****",
];

/// What no sentence may hold, by language: numbers where a word belongs, and words for nobody where people are spoken of.
const SILLY: &[(&str, &[&str])] = &[
    (
        "nb",
        &[
            "0\u{a0}person",
            "0\u{a0}prosentpoeng",
            "ingen\u{a0}prosentpoeng",
            "de 0 ",
            "av de ingen",
            "ingen av personer ",
            "alle av",
            "flere av de ingen",
        ],
    ),
    (
        "nn",
        &[
            "0\u{a0}person",
            "0\u{a0}prosentpoeng",
            "ingen\u{a0}prosentpoeng",
            "dei 0 ",
            "av dei ingen",
            "ingen av personer ",
            "alle av",
        ],
    ),
    (
        "en",
        &[
            "0\u{a0}people",
            "0\u{a0}percentage points",
            "none\u{a0}percentage points",
            "the none",
            "the 0 ",
            "all of everyone",
        ],
    ),
];

/// A sentence about a share as a number has one of these words.
const SHARES: &[&str] =
    &["andel", "del ", "delen", "share", "vanlig", "vanleg", "common", "varierer"];

/// Whether a text holds these words; a number at their beginning is a whole number.
fn holds(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        !(words.starts_with(|c: char| c.is_ascii_digit())
            && before.is_some_and(|c| c.is_ascii_digit() || c == ',' || c == '.' || c == '\u{a0}'))
    })
}

/// All that is badly said in a run, with the file.
pub fn faults(made: &Made) -> Vec<String> {
    let mut faults = Vec::new();
    for (file, claims) in reports(made) {
        let lang = claims["language"].as_str().expect("a language");
        for claim in claims["claims"].as_array().expect("claims") {
            let text = claim["text"].as_str().expect("a text");
            let place = claim["place"].as_str().expect("a place");
            for fault in of(text, lang, place) {
                faults.push(format!("{} ({}): {fault}: «{text}»", file.path, claim["template"]));
            }
        }
    }
    for page in made.of(FileKind::Html) {
        let text = html::words(made.text(&page.path));
        for never in ["NaN", "undefined", " inf "] {
            if text.contains(never) {
                faults.push(format!("{}: «{never}»", page.path));
            }
        }
    }
    faults
}

/// What is wrong with one text.
fn of(text: &str, lang: &str, place: &str) -> Vec<String> {
    let mut faults: Vec<String> = Vec::new();
    let plain = text.replace("**", "");
    let mut tell = |what: &str| faults.push(what.to_owned());
    if plain.trim().is_empty() {
        tell("nothing is said");
    }
    for never in NEVER {
        // A symbol that is explained stands as it is.
        if text.replace("«..»", "").contains(never) {
            tell(never);
        }
    }
    let lower = plain.to_lowercase();
    for (_, silly) in SILLY.iter().filter(|(of, _)| *of == lang) {
        for words in *silly {
            if holds(&lower, words) {
                tell(words);
            }
        }
    }
    let words: Vec<&str> = lower.split_whitespace().collect();
    for pair in words.windows(2) {
        // A word with a sign behind it ends something.
        let alike = pair[0] == pair[1].trim_end_matches(['.', ',', ':', '?']);
        if alike && pair[0].chars().all(char::is_alphabetic) {
            tell(&format!("«{}» twice", pair[0]));
        }
    }
    // Nobody and everybody are words, but where a share is spoken of as a number.
    for (share, word) in [("0", "nobody"), ("100", "everybody")] {
        let said = format!("{share}\u{a0}p");
        let number = ["finding", "dialogue", "heading", "question"].contains(&place);
        if number && holds(&lower, &said) && !SHARES.iter().any(|share| lower.contains(share)) {
            tell(&format!("{word} is said as «{share}»"));
        }
    }
    // The cover says a number large, and the words below go on from it.
    let begins = place != "cover";
    let first = plain.chars().find(|c| !"«(".contains(*c));
    if begins && first.is_some_and(char::is_lowercase) {
        tell("a small letter at the start");
    }
    let chars: Vec<char> = plain.chars().collect();
    for at in 1..chars.len().saturating_sub(2) {
        let ends = "?!.".contains(chars[at]) && chars[at + 1] == ' ';
        // «5. juni» and «n = 5.» differ in what follows: only a month is small.
        if ends && !chars[at - 1].is_ascii_digit() && chars[at + 2].is_lowercase() {
            tell("a small letter after a full stop");
        }
    }
    faults
}
