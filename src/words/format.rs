//! Law: numbers are written as the language file says, and rounded only here.

use crate::{
    config::{Label, Language, ReportSettings, report::Reference},
    ident::Lang,
};

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
        let sign = if value < 0.0 && text != "0.0" { &*self.language.numbers.minus } else { "" };
        format!("{sign}{}{}{part}", self.grouped(whole), self.language.numbers.decimal)
    }

    /// A share without a sign: `46`.
    pub fn bare(&self, percent: f64) -> String {
        self.count(percent)
    }

    /// A share in figures and tables: `46 %`.
    pub fn percent(&self, percent: f64) -> String {
        format!("{}{}", self.bare(percent), self.language.numbers.percent_sign)
    }

    /// A share in running text: `46 prosent`.
    pub fn percent_in_text(&self, percent: f64) -> String {
        format!("{}{}", self.bare(percent), self.language.numbers.percent_word)
    }

    /// How many of a group as the subject of a sentence: `46 prosent`, `ingen`, `alle`, `under 1 prosent`.
    pub fn who(&self, percent: f64, count: Option<f64>, base: Option<f64>) -> String {
        let words = &self.language.subjects;
        match (count, base) {
            (Some(0.0), _) => words.none.clone(),
            (Some(count), Some(base)) if count == base => words.all.clone(),
            (Some(_), _) if round(percent) == 0.0 => words.under_one.clone(),
            (Some(_), _) if round(percent) == 100.0 => words.nearly_all.clone(),
            _ => self.percent_in_text(percent),
        }
    }

    /// A share with the fraction that it is about, where the language has words for it: `om lag halvparten (49 prosent)`.
    pub fn roughly(&self, percent: f64) -> String {
        let number = self.percent_in_text(percent);
        let fractions = self.language.fractions.iter();
        let near = fractions
            .filter(|fraction| (fraction.from..=fraction.to).contains(&round(percent)))
            .map(|fraction| fraction.words.as_str())
            .next();
        near.map_or(number.clone(), |words| format!("{words} ({number})"))
    }

    /// A number in words with the gender of what is counted: `ett`, `én`.
    pub fn number_of(&self, count: f64, gender: Option<&str>) -> String {
        let one = gender.and_then(|gender| self.language.one.get(gender));
        match one {
            Some(one) if round(count) == 1.0 => one.clone(),
            _ => self.number_word(count),
        }
    }

    /// A difference with its sign: `+5`, `−1`, `0`.
    pub fn signed(&self, points: f64) -> String {
        let rounded = round(points);
        if rounded > 0.0 { format!("+{}", self.count(rounded)) } else { self.count(rounded) }
    }

    /// The size of a difference in words: `fem prosentpoeng`.
    pub fn points(&self, points: f64) -> String {
        let size = round(points).abs();
        let [one, many] = &self.language.numbers.points;
        let unit = if size == 1.0 { one } else { many };
        format!("{}\u{a0}{unit}", self.number_word(size))
    }

    /// How many people: `ingen`, `1 person`, `341 personer`.
    pub fn persons(&self, count: f64) -> String {
        if round(count) == 0.0 {
            return self.language.subjects.none.clone();
        }
        let [one, many] = &self.language.numbers.persons;
        let unit = if round(count) == 1.0 { one } else { many };
        format!("{}\u{a0}{unit}", self.count(count))
    }

    /// How many, where the word for people stands elsewhere: `ingen`, `341`.
    pub fn many(&self, count: f64) -> String {
        if round(count) == 0.0 { self.language.subjects.none.clone() } else { self.count(count) }
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
                &[("day", day.trim_start_matches('0')), ("month", month), ("year", year)],
            ),
            _ => iso.to_owned(),
        }
    }

    /// What a district is compared with, by itself and with a preposition: `Oslo ellers`, `i resten av Oslo`.
    pub fn reference(&self, report: &ReportSettings, lang: &Lang) -> (String, String) {
        let city = &report.city;
        let name = city.name.get(lang);
        if report.comparison.against == Reference::City {
            return (name.to_owned(), city.within.get(lang).to_owned());
        }
        let own = |label: &Option<Label>, key: &str| match label {
            Some(label) => label.get(lang).to_owned(),
            None => fill(self.word(key).unwrap_or("{city}"), &[("city", name)]),
        };
        (own(&city.rest, "rest_name"), own(&city.within_rest, "rest_within"))
    }

    /// A word of the frame, or nothing where the language file lacks it.
    pub fn word(&self, key: &str) -> Option<&'a str> {
        self.language.words.get(key).map(String::as_str)
    }
}

#[cfg(test)]
mod tests;
