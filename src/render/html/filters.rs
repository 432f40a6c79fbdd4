//! Law: filters place finished text; none of them makes a number or chooses a word.

use minijinja::{Environment, Error, ErrorKind, Value, value::Kwargs};

const NO_BREAK_SPACE: char = '\u{a0}';

/// Makes the page's own filters known to the templates.
pub fn register(environment: &mut Environment<'_>) {
    environment.add_filter("fill", fill);
    environment.add_filter("number", |text: &str| split(text).0.to_owned());
    environment.add_filter("unit", |text: &str| split(text).1.to_owned());
    environment.add_filter("css", css);
}

/// `"Tallene bak figur {number}"|fill(number=3)`: puts values in the places that carry their name.
fn fill(text: String, values: Kwargs) -> Result<String, Error> {
    let mut filled = text;
    for name in values.args().map(str::to_owned).collect::<Vec<_>>() {
        let place = format!("{{{name}}}");
        if !filled.contains(&place) {
            let detail = format!("the words have no place for {place}");
            return Err(Error::new(ErrorKind::InvalidOperation, detail));
        }
        let value: Value = values.get(&name)?;
        filled = filled.replace(&place, &value.to_string());
    }
    Ok(filled)
}

/// `46 prosent` as its number and its unit, so that the unit can be set smaller.
///
/// Text that does not begin with one number and its unit stays whole; a unit may have several words.
fn split(text: &str) -> (&str, &str) {
    let digit = |c: char| c.is_ascii_digit();
    let mut parts = text.match_indices(NO_BREAK_SPACE);
    let found = parts.find_map(|(at, space)| {
        let (number, unit) = (&text[..at], &text[at + space.len()..]);
        (number.ends_with(digit) && !unit.starts_with(digit)).then_some((number, unit))
    });
    found.unwrap_or((text, ""))
}

/// Text as the inside of a string in a style sheet.
///
/// `<` is written as a number too, so that no text can end the style element.
fn css(text: String) -> Value {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(letter, '"' | '\\' | '<' | '>' | '&' | '\'') || letter.is_control() {
            safe.push_str(&format!("\\{:x} ", u32::from(letter)));
        } else {
            safe.push(letter);
        }
    }
    Value::from_safe_string(safe)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_parts_from_its_unit() {
        assert_eq!(split("46\u{a0}prosent"), ("46", "prosent"));
        assert_eq!(split("49\u{a0}848"), ("49\u{a0}848", ""));
        assert_eq!(split("49\u{a0}848\u{a0}personer"), ("49\u{a0}848", "personer"));
        assert_eq!(split("44\u{a0}per\u{a0}cent"), ("44", "per\u{a0}cent"));
        assert_eq!(split("Ingen"), ("Ingen", ""));
    }

    #[test]
    fn no_text_can_leave_a_style_string() {
        assert_eq!(css("a\"</style>".into()).to_string(), "a\\22 \\3c /style\\3e ");
    }
}
