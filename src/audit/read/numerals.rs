//! Law: a number in a text is read with its sign, its decimals and the word that says what it counts.

use crate::audit::book::Numbers;

/// What a number counts, as the word after it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::audit) enum Unit {
    /// Nothing is said.
    Bare,
    /// Per cent.
    Percent,
    /// Percentage points.
    Points,
    /// People.
    Persons,
}

/// A number in a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::audit) struct Numeral {
    /// Its value, with its sign.
    pub value: f64,
    /// How many decimals are written.
    pub decimals: u32,
    /// What it counts.
    pub unit: Unit,
}

impl Numeral {
    /// Half of the last place: what rounding may have taken or given.
    pub fn half(self) -> f64 {
        0.5 * 0.1_f64.powi(self.decimals as i32)
    }
}

/// All numbers of a text, in order; words for numbers where a word says that they count.
pub(in crate::audit) fn numerals(text: &str, signs: &Numbers) -> Vec<Numeral> {
    let letters: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    let mut word = String::new();
    while at < letters.len() {
        let letter = letters[at];
        if letter.is_ascii_digit() {
            let sign = sign_before(&letters, at, signs);
            let (value, decimals, next) = number(&letters, at, signs);
            let rest: String = letters[next..].iter().take(40).collect();
            let unit = unit(&rest, signs);
            found.push(Numeral { value: sign * value, decimals, unit });
            at = next;
            word.clear();
        } else if letter.is_alphabetic() {
            word.push(letter);
            at += 1;
        } else {
            spelled(&word, &letters[at..], signs, &mut found);
            word.clear();
            at += 1;
        }
    }
    found
}

fn sign_before(letters: &[char], at: usize, signs: &Numbers) -> f64 {
    let Some(before) = at.checked_sub(1).map(|at| letters[at]) else {
        return 1.0;
    };
    // A dash inside a word or between numbers is no sign.
    let apart = at < 2 || !letters[at - 2].is_alphanumeric();
    if signs.minus.starts_with(before) && apart { -1.0 } else { 1.0 }
}

/// Digits in groups, a decimal sign and decimals.
fn number(letters: &[char], from: usize, signs: &Numbers) -> (f64, u32, usize) {
    let digits = |at: usize| letters[at..].iter().take_while(|c| c.is_ascii_digit()).count();
    let mut at = from + digits(from);
    let mut whole: String = letters[from..at].iter().collect();
    let gap = |c: Option<&char>| {
        c.is_some_and(|c| {
            matches!(c, '\u{a0}' | '\u{202f}' | '\u{2009}' | ' ')
                || (signs.group.starts_with(*c) && !signs.decimal.starts_with(*c))
        })
    };
    if whole.len() <= 3 {
        while gap(letters.get(at)) && digits(at + 1) == 3 {
            whole.extend(&letters[at + 1..at + 4]);
            at += 4;
        }
    }
    let mut decimals = 0;
    let decimal = letters.get(at).is_some_and(|c| signs.decimal.starts_with(*c));
    if decimal && letters.get(at + 1).is_some_and(char::is_ascii_digit) {
        let count = digits(at + 1);
        whole.push('.');
        whole.extend(&letters[at + 1..at + 1 + count]);
        decimals = count as u32;
        at += 1 + count;
    }
    (whole.parse().unwrap_or(0.0), decimals, at)
}

fn unit(rest: &str, signs: &Numbers) -> Unit {
    // A unit of two words may be held together by a space that does not break.
    let plain = |text: &str| text.to_lowercase().replace('\u{a0}', " ");
    let rest = plain(rest.trim_start());
    // «prosentdelar» are parts that are counted, no percentage.
    let follows = |word: &String| {
        let after = rest.strip_prefix(&*plain(word)).filter(|_| !word.is_empty());
        after.is_some_and(|after| !after.starts_with(char::is_alphabetic))
    };
    if signs.points.iter().any(follows) {
        Unit::Points
    } else if rest.starts_with('%') || follows(&signs.percent) {
        Unit::Percent
    } else if signs.persons.iter().any(follows) {
        Unit::Persons
    } else {
        Unit::Bare
    }
}

/// A word for a number counts only where it is said of what: «to» and «ti» are words of their own.
fn spelled(word: &str, rest: &[char], signs: &Numbers, found: &mut Vec<Numeral>) {
    if word.is_empty() {
        return;
    }
    let word = word.to_lowercase();
    let Some(value) = signs.words.iter().position(|known| known.to_lowercase() == word) else {
        return;
    };
    let rest: String = rest.iter().take(40).collect();
    let unit = unit(&rest, signs);
    if unit != Unit::Bare {
        found.push(Numeral { value: value as f64, decimals: 0, unit });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(f64, u32, Unit)> {
        let words = ["ingen", "én", "to", "tre"].map(str::to_owned).to_vec();
        let signs = Numbers {
            percent: "prosent".to_owned(),
            persons: vec!["person".to_owned(), "personer".to_owned()],
            points: vec!["prosentpoeng".to_owned(); 2],
            words,
            ..Numbers::default()
        };
        numerals(text, &signs).into_iter().map(|n| (n.value, n.decimals, n.unit)).collect()
    }

    #[test]
    fn numbers_are_read_as_they_are_written() {
        assert_eq!(
            read("46\u{a0}prosent av 49\u{a0}848 personer, +5 eller \u{2212}3,5 prosentpoeng"),
            [
                (46.0, 0, Unit::Percent),
                (49848.0, 0, Unit::Persons),
                (5.0, 0, Unit::Bare),
                (-3.5, 1, Unit::Points),
            ]
        );
        assert_eq!(
            read("16–29 år. n = 742 2018, A4-ark"),
            [16.0, 29.0, 742.0, 2018.0, 4.0].map(|n| (n, 0, Unit::Bare))
        );
    }

    #[test]
    fn the_sign_between_groups_is_the_languages_own() {
        let signs = Numbers {
            decimal: ".".to_owned(),
            group: ",".to_owned(),
            percent: "per\u{a0}cent".to_owned(),
            ..Numbers::default()
        };
        let values = |text: &str| -> Vec<f64> {
            numerals(text, &signs).into_iter().map(|n| n.value).collect()
        };
        assert_eq!(values("9,377 of 49,848, or 18.8"), [9377.0, 49848.0, 18.8]);
        for text in ["46\u{a0}per\u{a0}cent", "46 per cent"] {
            assert_eq!(numerals(text, &signs)[0].unit, Unit::Percent);
        }
    }

    #[test]
    fn words_count_where_they_say_of_what() {
        assert_eq!(
            read("To av dem. Tre\u{a0}personer, ingen prosentpoeng, én person"),
            [(3.0, 0, Unit::Persons), (0.0, 0, Unit::Points), (1.0, 0, Unit::Persons),]
        );
    }
}
