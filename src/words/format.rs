//! Law: numbers are written as the language file says, and rounded only here.

use crate::config::Language;

/// Writes numbers in one language.
#[derive(Clone, Copy, Debug)]
pub struct Format<'a> {
    language: &'a Language,
}

/// Puts values into the named places of a pattern: `{name}`.
pub fn fill(pattern: &str, values: &[(&str, &str)]) -> String {
    let mut text = String::with_capacity(pattern.len() + 32);
    let mut rest = pattern;
    while let Some(start) = rest.find('{') {
        let (before, tail) = rest.split_at(start);
        text.push_str(before);
        let Some(end) = tail.find('}') else {
            rest = tail;
            break;
        };
        let name = &tail[1..end];
        match values.iter().find(|(key, _)| *key == name) {
            Some((_, value)) => text.push_str(value),
            None => text.push_str(&tail[..=end]),
        }
        rest = &tail[end + 1..];
    }
    text.push_str(rest);
    text
}

/// Half away from zero; a share of two whole numbers that is a tie is a tie in binary too.
fn round(value: f64) -> f64 {
    value.abs().round().copysign(value)
}

impl<'a> Format<'a> {
    /// In this language.
    pub fn new(language: &'a Language) -> Self {
        Self { language }
    }

    /// The language's words.
    pub fn language(&self) -> &'a Language {
        self.language
    }

    /// A whole number: `9377`, `49 848`.
    pub fn count(&self, value: f64) -> String {
        let digits = format!("{:.0}", round(value).abs());
        let grouped = self.grouped(&digits);
        if round(value) < 0.0 {
            format!("{}{grouped}", self.language.numbers.minus)
        } else {
            grouped
        }
    }

    fn grouped(&self, digits: &str) -> String {
        let numbers = &self.language.numbers;
        if digits.len() < numbers.group_from {
            return digits.to_owned();
        }
        let mut text = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                text.push_str(&numbers.group);
            }
            text.push(digit);
        }
        text
    }

    /// A number with one decimal: `41,6`.
    pub fn decimal(&self, value: f64) -> String {
        let text = format!("{:.1}", value.abs());
        let (whole, part) = text.split_once('.').unwrap_or((&text, "0"));
        let sign = if value < 0.0 && text != "0.0" {
            &*self.language.numbers.minus
        } else {
            ""
        };
        format!(
            "{sign}{}{}{part}",
            self.grouped(whole),
            self.language.numbers.decimal
        )
    }

    /// A share without a sign: `46`.
    pub fn bare(&self, percent: f64) -> String {
        self.count(percent)
    }

    /// A share in figures and tables: `46 %`.
    pub fn percent(&self, percent: f64) -> String {
        format!(
            "{}{}",
            self.bare(percent),
            self.language.numbers.percent_sign
        )
    }

    /// A share in running text: `46 prosent`.
    pub fn percent_in_text(&self, percent: f64) -> String {
        format!(
            "{}{}",
            self.bare(percent),
            self.language.numbers.percent_word
        )
    }

    /// A difference with its sign: `+5`, `−1`, `0`.
    pub fn signed(&self, points: f64) -> String {
        let rounded = round(points);
        if rounded > 0.0 {
            format!("+{}", self.count(rounded))
        } else {
            self.count(rounded)
        }
    }

    /// The size of a difference in words: `fem prosentpoeng`.
    pub fn points(&self, points: f64) -> String {
        let size = round(points).abs();
        let [one, many] = &self.language.numbers.points;
        let unit = if size == 1.0 { one } else { many };
        format!("{}\u{a0}{unit}", self.number_word(size))
    }

    /// How many people: `1 person`, `341 personer`.
    pub fn persons(&self, count: f64) -> String {
        let [one, many] = &self.language.numbers.persons;
        let unit = if round(count) == 1.0 { one } else { many };
        format!("{}\u{a0}{unit}", self.count(count))
    }

    /// Words up to twelve, digits above.
    pub fn number_word(&self, count: f64) -> String {
        let index = round(count);
        let words = &self.language.number_words;
        if index >= 0.0 && (index as usize) < words.len() {
            words[index as usize].clone()
        } else {
            self.count(count)
        }
    }

    /// A list: `a, b og c`.
    pub fn list(&self, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [one] => one.clone(),
            [most @ .., last] => format!("{}{}{last}", most.join(", "), self.language.numbers.and),
        }
    }

    /// A date from `2019-06-05`: `5. juni 2019`; the text itself where it is no date.
    pub fn date(&self, iso: &str) -> String {
        let parts: Vec<&str> = iso.split('-').collect();
        let month = parts
            .get(1)
            .and_then(|m| m.parse::<usize>().ok())
            .and_then(|m| self.language.months.get(m.checked_sub(1)?));
        match (parts.as_slice(), month) {
            ([year, _, day], Some(month)) => fill(
                &self.language.date,
                &[
                    ("day", day.trim_start_matches('0')),
                    ("month", month),
                    ("year", year),
                ],
            ),
            _ => iso.to_owned(),
        }
    }

    /// A word of the frame, or nothing where the language file lacks it.
    pub fn word(&self, key: &str) -> Option<&'a str> {
        self.language.words.get(key).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bokmaal() -> Language {
        toml::from_str(
            r#"
            months = ["januar", "februar", "mars", "april", "mai", "juni"]
            number_words = ["ingen", "én", "to", "tre", "fire", "fem"]
            date = "{day}. {month} {year}"
            words = { contents = "Innhold" }
            [numbers]
            decimal = ","
            group = "\u00a0"
            group_from = 5
            percent_sign = "\u00a0%"
            percent_word = "\u00a0prosent"
            minus = "\u2212"
            hidden = ":"
            missing = ".."
            not_applicable = "."
            and = " og "
            points = ["prosentpoeng", "prosentpoeng"]
            persons = ["person", "personer"]
            "#,
        )
        .expect("the language is well formed")
    }

    #[test]
    fn numbers_as_norwegians_write_them() {
        let language = bokmaal();
        let format = Format::new(&language);
        assert_eq!(format.count(9377.0), "9377");
        assert_eq!(format.count(49848.0), "49\u{a0}848");
        assert_eq!(format.count(1_234_567.0), "1\u{a0}234\u{a0}567");
        assert_eq!(format.decimal(-41.56), "\u{2212}41,6");
        assert_eq!(format.percent(46.5), "47\u{a0}%");
        assert_eq!(format.persons(1.0), "1\u{a0}person");
        assert_eq!(format.date("2019-06-05"), "5. juni 2019");
        assert_eq!(format.points(-4.6), "fem\u{a0}prosentpoeng");
        assert_eq!(format.number_word(6.0), "6");
    }

    #[test]
    fn zero_has_no_sign() {
        let language = bokmaal();
        let format = Format::new(&language);
        assert_eq!(format.signed(-0.4), "0");
        assert_eq!(format.signed(0.4), "0");
        assert_eq!(format.signed(0.5), "+1");
        assert_eq!(format.signed(-3.2), "\u{2212}3");
        assert_eq!(format.decimal(-0.04), "0,0");
    }

    #[test]
    fn lists_and_patterns() {
        let language = bokmaal();
        let format = Format::new(&language);
        let items = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(format.list(&items), "a, b og c");
        assert_eq!(format.list(&items[..1]), "a");
        assert_eq!(
            fill("{a} av {b} {c", &[("a", "1"), ("b", "2")]),
            "1 av 2 {c"
        );
        assert_eq!(fill("{unknown}", &[]), "{unknown}");
    }
}
