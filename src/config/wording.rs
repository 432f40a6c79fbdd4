//! Law: what is wrong with a value is said in words of everyday, and with the nearest way out.

use super::shape::Shape;
use crate::diagnostic::nearest;
use toml::de::DeValue;

/// That a value is of another type than it should be, and what to do about it.
pub(super) fn mismatch(shape: &Shape<'_>, found: &DeValue<'_>) -> (String, &'static str) {
    let message = format!("{} stands here instead of {}", name(found), wanted(shape));
    let hint = match (shape, found) {
        (
            Shape::Text | Shape::Choice(_),
            DeValue::Integer(_) | DeValue::Float(_) | DeValue::Datetime(_),
        ) => "put it in quotes",
        (Shape::List(..), DeValue::Table(_)) => "write the head of each with two brackets: [[…]]",
        (Shape::List(..), _) => "put it in brackets: [ … ]",
        (Shape::Table(_) | Shape::Sorts(..) | Shape::Map(..), DeValue::Array(_)) => {
            "write its head with one bracket: […]"
        }
        (Shape::Number | Shape::Whole(..), DeValue::String(_)) => "write the number without quotes",
        (Shape::Flag, _) => "write true or false, without quotes",
        _ => "the schema says what may stand here: bydelsrapport schema",
    };
    (message, hint)
}

/// The nearest known word, or what there is where none is near.
pub(super) fn suggestion(written: &str, known: &[&str]) -> String {
    if let Some(name) = nearest(written, known.iter().copied()) {
        return format!("did you mean '{name}'?");
    }
    let mut names: Vec<&str> = Vec::new();
    for name in known {
        if !names.contains(name) {
            names.push(name);
        }
    }
    let more = names.len().saturating_sub(MANY);
    names.truncate(MANY);
    let and = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("one of {}{and}", names.join(", "))
}

/// So many names can be taken in at a glance.
const MANY: usize = 24;

fn name(found: &DeValue<'_>) -> &'static str {
    match found {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a decimal number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date without quotes",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

fn wanted(shape: &Shape<'_>) -> &'static str {
    match shape {
        Shape::Text | Shape::Choice(_) => "a text",
        Shape::Whole(..) => "a whole number",
        Shape::Number => "a number",
        Shape::Flag => "true or false",
        Shape::List(..) => "a list",
        Shape::Table(_) | Shape::Map(..) | Shape::Sorts(..) => "a table",
        Shape::Any => "a value",
    }
}

#[cfg(test)]
mod tests {
    use super::suggestion;

    #[test]
    fn near_names_are_suggested_and_far_ones_listed_once() {
        assert_eq!(suggestion("polarty", &["polarity", "unit"]), "did you mean 'polarity'?");
        assert_eq!(suggestion("xyz", &["a", "b", "a"]), "one of a, b");
        let many: Vec<String> = (0..30).map(|n| format!("n{n:02}")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        assert!(suggestion("xyz", &many).ends_with("n23 and 6 more"));
    }
}
