//! Law: a file of JSON has the keys that the program writes, each once, and is written as the program writes it.

use super::{Strangers, plain};
use crate::{
    audit::{finding::Findings, sight::Source},
    numeral::has_digit,
};
use serde_json::Value;
use std::collections::BTreeMap;

/// The keys of each file, with what their values are.
const CODEBOOK: &str = include_str!("codebook.txt");
const CLAIMS: &str = include_str!("findings.txt");
const MANIFEST: &str = include_str!("manifest.txt");

/// A file of JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::audit) enum Kind {
    Codebook,
    Claims,
    Manifest,
}

/// Judges a file of JSON: its keys, their values, and how it is written.
pub(in crate::audit) fn judge(kind: Kind, bytes: &[u8], source: &Source, findings: &mut Findings) {
    let mut strangers = Strangers::new(source, findings);
    let Ok(value) = serde_json::from_slice::<Value>(bytes) else {
        return strangers.tell("text that is no JSON");
    };
    let grammar = match kind {
        Kind::Codebook => CODEBOOK,
        Kind::Claims => CLAIMS,
        Kind::Manifest => MANIFEST,
    };
    let lines = grammar.lines().filter(|line| !line.starts_with('#'));
    let known: BTreeMap<&str, &str> = lines.filter_map(|line| line.split_once(' ')).collect();
    walk(&value, "", &known, &mut strangers);
    // A key that stands twice, or room between the marks, is seen by those alone who look into the file.
    let again = serde_json::to_vec_pretty(&value).unwrap_or_default();
    if bytes.strip_suffix(b"\n") != Some(&again[..]) {
        strangers.tell("JSON that is not written as the program writes it");
    }
}

fn walk(value: &Value, path: &str, known: &BTreeMap<&str, &str>, strangers: &mut Strangers) {
    match value {
        Value::Object(map) => {
            for (key, inner) in map {
                let named = format!("{path}.{key}");
                let open = format!("{path}.*");
                // Texts stand under languages, and rules under indicators.
                let path = if starts(known, &named) { named } else { open };
                let name = plain(key);
                if !starts(known, &path) {
                    strangers.tell(&format!("a key '{name}'"));
                } else if path.ends_with(".*") && !is_name(key) {
                    strangers.tell("a key that is no name");
                } else {
                    walk(inner, &path, known, strangers);
                }
            }
        }
        Value::Array(list) => {
            let path = format!("{path}[]");
            if !list.is_empty() && !starts(known, &path) {
                strangers.tell("a list");
            } else {
                list.iter().for_each(|inner| walk(inner, &path, known, strangers));
            }
        }
        Value::Null => {}
        leaf => {
            let fits = match (known.get(path).copied(), leaf) {
                (Some("id"), Value::String(text)) => is_name(text),
                (Some("hash"), Value::String(text)) => {
                    text.len() == 64 && text.chars().all(|c| c.is_ascii_hexdigit())
                }
                (Some("text" | "told" | "path"), Value::String(_)) => true,
                (Some("number" | "tally" | "bytes"), Value::Number(_)) => true,
                (Some("flag"), Value::Bool(_)) => true,
                (Some(words), Value::String(text)) => {
                    words.strip_prefix('=').is_some_and(|it| it.split('|').any(|word| word == text))
                }
                _ => false,
            };
            if !fits {
                strangers.tell(&format!("a value of '{}'", plain(path)));
            }
        }
    }
}

/// Whether a path is known, by itself or as the beginning of another.
fn starts(known: &BTreeMap<&str, &str>, path: &str) -> bool {
    known.contains_key(path)
        || known
            .range(path..)
            .take_while(|(it, _)| it.starts_with(path))
            .any(|(it, _)| it[path.len()..].starts_with(['.', '[']))
}

/// An id: no gaps, and no number alone unless it is a code of a place or a year.
fn is_name(text: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || "_-.:@#".contains(c);
    let code = text.chars().any(char::is_alphabetic) || text.len() >= 2 || !has_digit(text);
    text.chars().all(plain) && code
}
