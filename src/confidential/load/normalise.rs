//! Law: two spellings that a person would read as the same name give the same key.

use crate::limits;

/// The key of a name: lower case, without punctuation; ranges, decimals and signs that carry meaning stay.
///
/// «15–24 år» and «15 - 24 År» give the same key, and so do `030101` and `30101`.
pub(super) fn key(text: &str) -> String {
    let chars = composed(text);
    let mut out = String::with_capacity(text.len());
    for (i, &c) in chars.iter().enumerate() {
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if matches!(c, '+' | '<' | '>' | '%') {
            out.push(c);
        } else if is_dash(c) && ends_in_digit(&out) && digit_follows(&chars[i + 1..], true) {
            out.push('-');
        } else if matches!(c, '.' | ',')
            && ends_in_digit(&out)
            && i > 0
            && chars[i - 1].is_ascii_digit()
            && digit_follows(&chars[i + 1..], false)
        {
            out.push('.');
        }
    }
    if !out.is_empty() && out.bytes().all(|b| b.is_ascii_digit()) {
        let short = out.trim_start_matches('0');
        return if short.is_empty() { "0".to_owned() } else { short.to_owned() };
    }
    out
}

/// The leading code of «01 Bydel Gamle Oslo» (or the one in «Sagene (030103)») and the rest.
pub(super) fn without_code(text: &str) -> Option<(&str, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        let rest = text[digits..].trim_start_matches(|c: char| {
            c.is_whitespace() || is_dash(c) || matches!(c, '.' | ':' | '_')
        });
        let apart = rest.len() < text.len() - digits;
        return (apart && rest.starts_with(char::is_alphabetic)).then_some((&text[..digits], rest));
    }
    let (name, code) = text.strip_suffix(')')?.rsplit_once('(')?;
    let is_code = !code.is_empty() && code.bytes().all(|b| b.is_ascii_digit());
    is_code.then(|| (code, name.trim_end()))
}

/// The name without the word that districts are called by, which may stand before or after it.
pub(super) fn without_title<'a>(text: &'a str, titles: &[String]) -> Option<&'a str> {
    let (first, after) = text.split_once(char::is_whitespace)?;
    let (before, last) = text.rsplit_once(char::is_whitespace)?;
    let is_title = |word: &str| titles.iter().any(|t| t.to_lowercase() == word.to_lowercase());
    if is_title(first) {
        Some(after.trim_start())
    } else if is_title(last) {
        Some(before.trim_end())
    } else {
        None
    }
}

/// Whether a text may be shown because it is plainly a known name misspelt.
///
/// What stands in a data file is shown in no other case: nobody can know what it is.
pub(super) fn is_slip_of(written: &str, known: &str) -> bool {
    if written.len() > limits::NAME || known.len() > limits::NAME {
        return false;
    }
    let (a, b) = (written.to_lowercase(), known.to_lowercase());
    let length = b.chars().count();
    length >= 5
        && !written.contains(|c: char| c.is_ascii_digit())
        && strsim::osa_distance(&a, &b) <= if length < 8 { 1 } else { 2 }
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

fn ends_in_digit(out: &str) -> bool {
    out.ends_with(|c: char| c.is_ascii_digit())
}

fn digit_follows(rest: &[char], over_spaces: bool) -> bool {
    rest.iter().find(|c| !(over_spaces && c.is_whitespace())).is_some_and(char::is_ascii_digit)
}

/// Letters with a loose accent, as some systems write file content, made one.
fn composed(text: &str) -> Vec<char> {
    let mut out: Vec<char> = Vec::with_capacity(text.len());
    for c in text.chars() {
        let whole = match (out.last(), c) {
            (Some('a'), '\u{30a}') => Some('å'),
            (Some('A'), '\u{30a}') => Some('Å'),
            (Some('a'), '\u{308}') => Some('ä'),
            (Some('o'), '\u{308}') => Some('ö'),
            (Some('u'), '\u{308}') => Some('ü'),
            (Some('e'), '\u{301}') => Some('é'),
            _ => None,
        };
        match whole {
            Some(letter) => {
                out.pop();
                out.push(letter);
            }
            None => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spellings_of_one_name_meet() {
        for (a, b) in [
            ("St. Hanshaugen", "st.hanshaugen"),
            ("15–24 år", "15-24 år"),
            ("60 -74 år", "60–74 År"),
            ("030101", "30101"),
            ("01", "1"),
            ("Gru\u{308}nerløkka", "Grünerløkka"),
            ("  Søndre\u{a0}Nordstrand ", "Søndre Nordstrand"),
        ] {
            assert_eq!(key(a), key(b), "{a} / {b}");
        }
    }

    #[test]
    fn different_names_stay_apart() {
        for (a, b) in [("1–5 år", "15 år"), ("75+", "75"), ("1,5", "15"), ("0", ""), ("<5", "5")]
        {
            assert_ne!(key(a), key(b), "{a} / {b}");
        }
    }

    #[test]
    fn codes_and_titles_come_off() {
        let titles = vec!["Bydel".to_owned()];
        assert_eq!(without_code("01 Bydel Gamle Oslo"), Some(("01", "Bydel Gamle Oslo")));
        assert_eq!(without_code("0301 Oslo i alt"), Some(("0301", "Oslo i alt")));
        assert_eq!(without_code("Sagene (030103)"), Some(("030103", "Sagene")));
        assert_eq!(without_code("030103"), None);
        assert_eq!(without_code("15–24 år"), None);
        assert_eq!(without_title("Bydel St.Hanshaugen", &titles), Some("St.Hanshaugen"));
        assert_eq!(without_title("Sagene bydel", &titles), Some("Sagene"));
        assert_eq!(without_title("Gamle Oslo", &titles), None);
    }

    #[test]
    fn only_slips_of_known_names_are_shown() {
        assert!(is_slip_of("Sagenne", "Sagene"));
        assert!(is_slip_of("Vestre Akr", "Vestre Aker"));
        assert!(!is_slip_of("Anna", "Alna"));
        assert!(!is_slip_of("030103", "030104"));
    }

    proptest! {
        #[test]
        fn case_and_outer_space_never_matter(name in "[a-zæøå0-9 .–-]{0,20}") {
            prop_assert_eq!(key(&name), key(&format!("  {}\u{a0}", name.to_uppercase())));
        }

        #[test]
        fn a_key_is_its_own_key(name in "\\PC{0,20}") {
            let once = key(&name);
            prop_assert_eq!(key(&once), once);
        }
    }
}
