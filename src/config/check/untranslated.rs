//! Law: words that stand once for several languages are pointed out, once a file.

use super::Files;
use crate::{
    config::{
        document::Document,
        schema::schema,
        shape::{Fields, Shape},
    },
    diagnostic::{Diagnostic, Place, Problems},
};
use serde_json::Value;
use std::ops::Range;
use toml::{Spanned, de::DeValue};

/// So many keys are named; the rest are counted.
const NAMED: usize = 5;

/// One warning for each settings file with words that are not given per language.
pub(super) fn check(files: &Files<'_, '_>, problems: &mut Problems) {
    let Some((report, document)) = files.report.filter(|(r, _)| r.languages.len() > 1) else {
        return;
    };
    let documents = [
        Some(document),
        files.indicators.map(|(_, document)| document),
        files.outline.map(|(_, document)| document),
        files.districts.map(|(_, document)| document),
    ];
    let tags: Vec<&str> = report.languages.iter().map(|lang| lang.as_str()).collect();
    for document in documents.into_iter().flatten() {
        if let Some(warning) = warning(document, &tags) {
            problems.push(warning);
        }
    }
}

fn warning(document: &Document<'_>, tags: &[&str]) -> Option<Diagnostic> {
    let schema = schema(document.file());
    let mut search = Search {
        root: &schema,
        found: Vec::new(),
    };
    if let Shape::Table(fields) = Shape::of(&schema, &schema) {
        for (key, value) in document.root.get_ref() {
            search.field(key.get_ref(), value, &fields, "");
        }
    }
    let mut found = search.found;
    // In the order of the file; a table by itself is in that of its keys.
    found.sort_by_key(|(_, span)| span.start);
    let (_, first) = found.first()?;
    let mut named: Vec<&str> = found.iter().map(|(path, _)| path.as_str()).collect();
    let more = named.len().saturating_sub(NAMED);
    named.truncate(NAMED);
    let and = if more > 0 {
        format!(" and {more} more")
    } else {
        String::new()
    };
    let message = format!(
        "{} texts are the same in {}: {}{and}",
        found.len(),
        tags.join(", "),
        named.join(", ")
    );
    let each: Vec<String> = tags.iter().map(|tag| format!("{tag} = \"…\"")).collect();
    Some(
        Diagnostic::warning(
            "untranslated",
            Place::text(document.file(), first.clone()),
            message,
        )
        .hint(format!(
            "write one text per language, also where they are alike: {{ {} }}",
            each.join(", ")
        )),
    )
}

struct Search<'s> {
    root: &'s Value,
    found: Vec<(String, Range<usize>)>,
}

impl Search<'_> {
    fn field(&mut self, key: &str, value: &Spanned<DeValue<'_>>, fields: &Fields<'_>, at: &str) {
        let path = if at.is_empty() {
            key.to_owned()
        } else {
            format!("{at}.{key}")
        };
        if let Some(schema) = fields.known.get(key) {
            self.value(value, schema, &path);
        }
    }

    fn value(&mut self, value: &Spanned<DeValue<'_>>, schema: &Value, path: &str) {
        match (Shape::of(schema, self.root), value.get_ref()) {
            (Shape::Choice(choice), DeValue::String(text))
                if choice.text && choice.map.is_some() && speaks(text) =>
            {
                self.found.push((path.to_owned(), value.span()));
            }
            (Shape::List(items, _), DeValue::Array(list)) => {
                for (n, item) in list.iter().enumerate() {
                    let id = item
                        .get_ref()
                        .get("id")
                        .and_then(|id| id.get_ref().as_str());
                    let step = id.map_or_else(|| (n + 1).to_string(), str::to_owned);
                    self.value(item, items, &format!("{path}.{step}"));
                }
            }
            (Shape::Table(fields), DeValue::Table(table)) => {
                for (key, inner) in table {
                    self.field(key.get_ref(), inner, &fields, path);
                }
            }
            (Shape::Sorts(tag, sorts), DeValue::Table(table)) => {
                let word = table.get(tag).and_then(|word| word.get_ref().as_str());
                if let Some((_, fields)) = sorts.iter().find(|(name, _)| Some(*name) == word) {
                    for (key, inner) in table {
                        self.field(key.get_ref(), inner, fields, path);
                    }
                }
            }
            _ => {}
        }
    }
}

/// Whether there is something to translate: `n` and `60+` are signs.
fn speaks(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).count() > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_for_all_languages_are_named_and_counted() {
        let text = r#"
[[indicator]]
id = "bolig"
kind = "choice"
label = "Bolig"
base = { nb = "alle", en = "all" }

[[indicator.category]]
id = "eier"
label = "Eier"
short = "+"
"#;
        let document = Document::parse("config/indicators.toml", text).expect("it is TOML");
        let warning = warning(&document, &["nb", "en"]).expect("two are plain");
        assert_eq!(
            warning.message,
            "2 texts are the same in nb, en: indicator.bolig.label, indicator.bolig.category.eier.label"
        );
    }
}
