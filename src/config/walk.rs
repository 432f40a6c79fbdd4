//! Law: every key and every value of a settings file is compared with its schema, and all that is wrong is said.

use super::{
    document::Document,
    shape::{Choice, Fields, Shape, purpose, words},
    wording::{mismatch, suggestion},
};
use crate::diagnostic::{Diagnostic, Place, Problems, nearest};
use serde_json::Value;
use std::ops::Range;
use toml::{
    Spanned,
    de::{DeString, DeTable, DeValue},
};

/// Compares a file with its schema. Unknown keys are taken out, so that the rest can be read on.
pub(super) fn walk(document: &mut Document<'_>, schema: &Value) -> Problems {
    let mut walk =
        Walk { file: document.file().to_owned(), root: schema, problems: Problems::default() };
    if let Shape::Table(fields) = Shape::of(schema, schema) {
        walk.table(document.root.get_mut(), &fields, None);
    }
    walk.problems.0.sort_by(|a, b| a.place.cmp(&b.place));
    walk.problems
}

struct Walk<'s> {
    file: String,
    root: &'s Value,
    problems: Problems,
}

impl<'s> Walk<'s> {
    /// Adds a problem; without a span it is about the file as a whole.
    fn say(
        &mut self,
        code: &'static str,
        span: impl Into<Option<Range<usize>>>,
        message: String,
        hint: String,
    ) {
        let place = match span.into() {
            Some(span) => Place::text(&self.file, span),
            None => Place::file(&self.file),
        };
        self.problems.push(Diagnostic::error(code, place, message).hint(hint));
    }

    fn value(&mut self, key: &str, value: &mut Spanned<DeValue<'_>>, schema: &'s Value) {
        let span = value.span();
        match (Shape::of(schema, self.root), value.get_mut()) {
            (Shape::Any, _)
            | (Shape::Text, DeValue::String(_))
            | (Shape::Number, DeValue::Integer(_) | DeValue::Float(_))
            | (Shape::Flag, DeValue::Boolean(_)) => {}
            (Shape::Whole(least, most), DeValue::Integer(number)) => {
                let read = i64::from_str_radix(number.as_str(), number.radix());
                if !read.is_ok_and(|n| (least..=most).contains(&n)) {
                    let hint = if most == i64::MAX {
                        format!("at least {least}")
                    } else {
                        format!("between {least} and {most}")
                    };
                    self.say("out-of-range", span, "this number is out of range".to_owned(), hint);
                }
            }
            (Shape::List(items, length), DeValue::Array(list)) => {
                if let Some(length) = length.filter(|length| *length != list.len()) {
                    let message = format!("{} values stand here instead of {length}", list.len());
                    self.say("wrong-length", span, message, format!("give exactly {length}"));
                }
                for item in list.iter_mut() {
                    self.value(key, item, items);
                }
            }
            (Shape::Table(fields), DeValue::Table(table)) => self.table(table, &fields, Some(span)),
            (Shape::Map(keys, values), DeValue::Table(table)) => {
                self.map(table, keys, values);
            }
            (Shape::Sorts(tag, sorts), DeValue::Table(table)) => {
                self.sorts(table, tag, &sorts, span);
            }
            (Shape::Choice(choice), found) => self.choice(key, found, &choice, span),
            (shape, found) => self.wrong_type(&shape, found, span),
        }
    }

    fn table(&mut self, table: &mut DeTable<'_>, fields: &Fields<'s>, span: Option<Range<usize>>) {
        let known: Vec<&str> = fields.known.keys().map(String::as_str).collect();
        // A key that is misspelt is one problem, not two.
        let meant: Vec<&str> = table
            .keys()
            .filter(|key| !fields.known.contains_key(&**key.get_ref()))
            .filter_map(|key| nearest(key.get_ref(), known.iter().copied()))
            .collect();
        for key in &fields.required {
            if !table.contains_key(*key) && !meant.contains(key) {
                let hint = purpose(fields, key).map_or_else(
                    || format!("add {key} = …"),
                    |purpose| format!("add {key} = …: {purpose}"),
                );
                self.say("missing-key", span.clone(), format!("the key '{key}' is missing"), hint);
            }
        }
        let mut unknown = Vec::new();
        for (key, value) in table.iter_mut() {
            match fields.known.get(&**key.get_ref()) {
                Some(schema) => self.value(key.get_ref(), value, schema),
                None => unknown.push(key.clone()),
            }
        }
        self.take_out(table, &unknown, &known);
    }

    fn map(&mut self, table: &mut DeTable<'_>, keys: Option<&'s Value>, values: &'s Value) {
        let allowed = keys.map(|schema| words(schema, self.root));
        let mut unknown = Vec::new();
        for (key, value) in table.iter_mut() {
            match &allowed {
                Some(words) if !words.contains(&&**key.get_ref()) => unknown.push(key.clone()),
                _ => self.value(key.get_ref(), value, values),
            }
        }
        self.take_out(table, &unknown, &allowed.unwrap_or_default());
    }

    fn sorts(
        &mut self,
        table: &mut DeTable<'_>,
        tag: &str,
        sorts: &[(&'s str, Fields<'s>)],
        span: Range<usize>,
    ) {
        let names: Vec<_> = sorts.iter().map(|(name, _)| *name).collect();
        let Some(value) = table.get(tag) else {
            let message = format!("the key '{tag}' is missing");
            self.say("missing-key", span, message, format!("one of {}", names.join(", ")));
            return;
        };
        let DeValue::String(word) = value.get_ref() else {
            self.wrong_type(&Shape::Text, value.get_ref(), value.span());
            return;
        };
        match sorts.iter().find(|(name, _)| name == word) {
            Some((_, fields)) => self.table(table, fields, Some(span)),
            None => self.unknown_word(tag, word, value.span(), &names),
        }
    }

    fn choice(
        &mut self,
        key: &str,
        found: &mut DeValue<'_>,
        choice: &Choice<'s>,
        span: Range<usize>,
    ) {
        match found {
            DeValue::String(word) if choice.text || choice.words.contains(&&**word) => {}
            DeValue::String(word) => {
                let mut known = choice.words.clone();
                known.extend(choice.tables.iter().flat_map(|fields| fields.required.clone()));
                self.unknown_word(key, word, span, &known);
            }
            DeValue::Table(table) if choice.map.is_some() => {
                let values = choice.map.unwrap_or(&Value::Null);
                self.map(table, None, values);
            }
            DeValue::Table(table) if !choice.tables.is_empty() => {
                let fits =
                    |fields: &&Fields<'s>| fields.required.iter().all(|k| table.contains_key(*k));
                match choice.tables.iter().find(fits) {
                    Some(fields) => self.table(table, fields, Some(span)),
                    None => {
                        let keys: Vec<_> =
                            choice.tables.iter().flat_map(|f| f.required.clone()).collect();
                        let message = "this table has none of the keys that it may have".to_owned();
                        self.say(
                            "unknown-key",
                            span,
                            message,
                            format!("one of {}", keys.join(", ")),
                        );
                    }
                }
            }
            found => self.wrong_type(&Shape::Text, found, span),
        }
    }

    fn take_out(
        &mut self,
        table: &mut DeTable<'_>,
        unknown: &[Spanned<DeString<'_>>],
        known: &[&str],
    ) {
        for key in unknown {
            let message = format!("unknown key '{}'", key.get_ref());
            self.say("unknown-key", key.span(), message, suggestion(key.get_ref(), known));
            table.remove(&**key.get_ref());
        }
    }

    fn unknown_word(&mut self, key: &str, written: &str, span: Range<usize>, known: &[&str]) {
        let message = format!("'{written}' is not a value of '{key}'");
        self.say("unknown-word", span, message, suggestion(written, known));
    }

    fn wrong_type(&mut self, shape: &Shape<'_>, found: &DeValue<'_>, span: Range<usize>) {
        let (message, hint) = mismatch(shape, found);
        self.say("wrong-type", span, message, hint.to_owned());
    }
}
