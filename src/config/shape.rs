//! Law: what a value in settings may be is read from the schema, so that no rule is written twice.

use serde_json::{Map, Value};

/// What a value may be.
#[derive(Debug)]
pub(super) enum Shape<'s> {
    /// A text in quotes.
    Text,
    /// A whole number in a range.
    Whole(i64, i64),
    /// A number.
    Number,
    /// `true` or `false`.
    Flag,
    /// A list; with its length where that is fixed.
    List(&'s Value, Option<usize>),
    /// A table whose keys are known.
    Table(Fields<'s>),
    /// A table with free keys: what the keys may be, where that is limited, and what stands under them.
    Map(Option<&'s Value>, &'s Value),
    /// A table that one of its keys says the sort of.
    Sorts(&'s str, Vec<(&'s str, Fields<'s>)>),
    /// One of these words, any text, or one of these tables.
    Choice(Choice<'s>),
    /// Anything.
    Any,
}

/// The keys of a table.
#[derive(Clone, Debug)]
pub(super) struct Fields<'s> {
    /// Every key with what may stand under it.
    pub known: &'s Map<String, Value>,
    /// The keys that may not be left out.
    pub required: Vec<&'s str>,
}

/// What a value with several forms may be.
#[derive(Debug, Default)]
pub(super) struct Choice<'s> {
    /// These words.
    pub words: Vec<&'s str>,
    /// Any text.
    pub text: bool,
    /// One of these tables.
    pub tables: Vec<Fields<'s>>,
    /// A table with free keys.
    pub map: Option<&'s Value>,
}

impl<'s> Shape<'s> {
    /// What `schema` allows; `root` holds the definitions that it refers to.
    pub fn of(schema: &'s Value, root: &'s Value) -> Self {
        let schema = resolve(schema, root);
        let any_of = schema["anyOf"].as_array().or_else(|| schema["oneOf"].as_array());
        if let Some(alternatives) = any_of {
            return several(alternatives, root);
        }
        match kind(schema) {
            "string" => Self::Text,
            "integer" => Self::Whole(
                schema["minimum"].as_i64().unwrap_or(i64::MIN),
                schema["maximum"].as_i64().unwrap_or(i64::MAX),
            ),
            "number" => Self::Number,
            "boolean" => Self::Flag,
            "array" => {
                Self::List(&schema["items"], schema["maxItems"].as_u64().map(|n| n as usize))
            }
            "object" => fields(schema).map_or_else(
                || Self::Map(schema.get("propertyNames"), &schema["additionalProperties"]),
                Self::Table,
            ),
            _ => Self::Any,
        }
    }
}

/// The words that a schema of words allows.
pub(super) fn words<'s>(schema: &'s Value, root: &'s Value) -> Vec<&'s str> {
    match Shape::of(schema, root) {
        Shape::Choice(choice) => choice.words,
        _ => Vec::new(),
    }
}

/// Whether words that a reader sees stand here: a label, or a label that may be left out.
pub(super) fn is_label(schema: &Value) -> bool {
    let named = |schema: &Value| schema["$ref"].as_str() == Some("#/$defs/Label");
    let any_of = schema["anyOf"].as_array();
    named(schema) || any_of.is_some_and(|all| all.iter().any(named))
}

/// What a key is for, from the first sentence of its documentation.
pub(super) fn purpose<'s>(fields: &Fields<'s>, key: &str) -> Option<&'s str> {
    let text = fields.known.get(key)?.get("description")?.as_str()?;
    let end = text.find(['.', '\n', ';']).unwrap_or(text.len());
    Some(text[..end].trim())
}

fn several<'s>(alternatives: &'s [Value], root: &'s Value) -> Shape<'s> {
    let real: Vec<&Value> = alternatives
        .iter()
        .map(|schema| resolve(schema, root))
        .filter(|schema| kind(schema) != "null")
        .collect();
    if let [only] = real[..] {
        return Shape::of(only, root);
    }
    if let Some((tag, sorts)) = tagged(&real) {
        return Shape::Sorts(tag, sorts);
    }
    let mut choice = Choice::default();
    for schema in real {
        match (schema["const"].as_str(), kind(schema)) {
            (Some(word), _) => choice.words.push(word),
            (None, "string") => choice.text = true,
            (None, "object") => match fields(schema) {
                Some(table) => choice.tables.push(table),
                None => choice.map = Some(&schema["additionalProperties"]),
            },
            _ => return Shape::Any,
        }
    }
    Shape::Choice(choice)
}

/// The key that tells tables apart, when every alternative is a table with a fixed word under it.
fn tagged<'s>(alternatives: &[&'s Value]) -> Option<(&'s str, Vec<(&'s str, Fields<'s>)>)> {
    let mut tag = None;
    let mut sorts = Vec::new();
    for schema in alternatives {
        let table = fields(schema)?;
        let (key, word) = table
            .known
            .iter()
            .find_map(|(key, value)| Some((key.as_str(), value["const"].as_str()?)))?;
        tag = Some(key);
        sorts.push((word, table));
    }
    Some((tag?, sorts))
}

fn fields(schema: &Value) -> Option<Fields<'_>> {
    let known = schema["properties"].as_object()?;
    let required = schema["required"]
        .as_array()
        .map_or_else(Vec::new, |keys| keys.iter().filter_map(Value::as_str).collect());
    Some(Fields { known, required })
}

fn resolve<'s>(schema: &'s Value, root: &'s Value) -> &'s Value {
    match schema["$ref"].as_str().and_then(|path| path.strip_prefix('#')) {
        Some(path) => root.pointer(path).unwrap_or(&Value::Null),
        None => schema,
    }
}

/// The type's name, without the `null` that stands for absence.
fn kind(schema: &Value) -> &str {
    match &schema["type"] {
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).find(|k| *k != "null"),
        kind => kind.as_str(),
    }
    .unwrap_or("")
}
