//! Law: what a reader may take for a number is a number: digits of any script, and words for numbers.
//!
//! Both who makes reports and who checks them ask here, so that neither sees fewer numbers than the other.

use std::{collections::BTreeMap, sync::LazyLock};

/// Words for numbers, language by language.
const WORDS: &str = include_str!("words.txt");

/// A language's words with what they are worth, the longest first; `0` joins others.
type Pieces = Vec<(&'static str, u64)>;

static LANGUAGES: LazyLock<BTreeMap<&'static str, Pieces>> = LazyLock::new(|| {
    let mut languages: BTreeMap<&str, Pieces> = BTreeMap::new();
    let mut language = "";
    for line in WORDS.lines().map(str::trim).filter(|line| !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[') {
            language = name.trim_end_matches(']');
        } else if let Some((worth, words)) = line.split_once(' ') {
            let worth = worth.parse().unwrap_or(0);
            let pieces = languages.entry(language).or_default();
            pieces.extend(words.split(' ').map(|word| (word, worth)));
        }
    }
    for pieces in languages.values_mut() {
        pieces.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
    }
    languages
});

/// A word of a text as it is compared with others: small letters, nothing before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The word.
    pub text: String,
    /// Where it begins in the text, and where it ends.
    pub from: usize,
    /// Its end.
    pub to: usize,
    /// Whether it says a number.
    pub is_number: bool,
}

/// The words of a text, as a language writes numbers.
pub fn tokens(text: &str, language: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut start = None;
    let gap = |c: char| c.is_whitespace() || matches!(c, '/' | '|' | '(' | ')' | '\u{200b}' | '=');
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        match (gap(letter), start) {
            (false, None) => start = Some(at),
            (true, Some(from)) => {
                found.extend(token(text, from, at, language));
                start = None;
            }
            _ => {}
        }
    }
    found
}

fn token(text: &str, from: usize, to: usize, language: &str) -> Option<Token> {
    let raw = &text[from..to];
    let core = raw.trim_matches(|c: char| !c.is_alphanumeric());
    if core.is_empty() {
        return None;
    }
    let from = from + raw.find(core)?;
    let plain: String = core.chars().filter(|c| !is_unseen(*c)).collect();
    let plain = plain.to_lowercase();
    let is_number = has_digit(&plain) || spelled(&plain, language).is_some_and(|worth| worth > 1);
    Some(Token { text: plain, from, to: from + core.len(), is_number })
}

/// Whether a letter is not to be seen: soft hyphens, joiners, marks of direction.
pub fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Whether a text has a digit, of whatever script, or a sign that is one by itself.
pub fn has_digit(text: &str) -> bool {
    text.chars().any(char::is_numeric)
}

/// What a word is worth that is made of words for numbers, in a language; in any where that has none of its own.
pub fn spelled(word: &str, language: &str) -> Option<u64> {
    match LANGUAGES.get(language) {
        Some(pieces) => worth(word, pieces),
        None => LANGUAGES.values().find_map(|pieces| worth(word, pieces)),
    }
}

fn worth(word: &str, pieces: &Pieces) -> Option<u64> {
    let (mut rest, mut all, mut open) = (word, 0, None);
    while !rest.is_empty() {
        let (piece, worth) = pieces.iter().find(|(piece, _)| rest.starts_with(piece))?;
        rest = rest[piece.len()..].trim_start_matches('-');
        match (*worth, open) {
            // A word that joins begins nothing and ends nothing.
            (0, None) => return None,
            (0, Some(_)) if rest.is_empty() => return None,
            (0, Some(_)) => {}
            (100 | 1000, Some(before)) => {
                all += before * worth;
                open = Some(0);
            }
            (_, before) => open = Some(before.unwrap_or(0) + worth),
        }
    }
    open.map(|last| all + last)
}

/// A number with the words around it; `*` where any word may stand.
pub type Context = [String; 3];

/// What stands where any word may.
pub const ANY: &str = "*";

/// What stands for a number that is a limit or a year of the settings.
pub const LIMIT: &str = "#";

/// The numbers of a text with their neighbours; beyond its ends any word may stand.
pub fn contexts(text: &str, language: &str) -> Vec<Context> {
    let tokens = tokens(text, language);
    let word = |at: Option<usize>| {
        at.and_then(|at| tokens.get(at)).map_or(ANY.to_owned(), |token| token.text.clone())
    };
    let numbers = (0..tokens.len()).filter(|at| tokens[*at].is_number);
    numbers.map(|at| [word(at.checked_sub(1)), word(Some(at)), word(Some(at + 1))]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_worth_what_they_say() {
        let worth = |word, language| spelled(word, language);
        for (word, language, value) in [
            ("to", "nb", 2),
            ("tjueen", "nb", 21),
            ("trettisju", "nb", 37),
            ("hundreogsyttitre", "nn", 173),
            ("tohundre", "nb", 200),
            ("thirty-seven", "en", 37),
            ("fire", "se", 4),
        ] {
            assert_eq!(worth(word, language), Some(value), "{word}");
        }
        for word in ["og", "tog", "tenke", "to-og", "toalett", "hundreog", ""] {
            assert_eq!(worth(word, "nb"), None, "{word}");
        }
        assert_eq!(worth("to", "en"), None);
    }

    #[test]
    fn every_language_counts_from_one_to_999_in_one_word() {
        for (language, pieces) in LANGUAGES.iter() {
            let word = |n: u64| {
                let found = pieces.iter().filter(|(_, worth)| *worth == n);
                found.map(|(word, _)| *word).last().unwrap_or_else(|| panic!("{language} {n}"))
            };
            for n in 1..1000_u64 {
                let mut text = String::new();
                if n >= 100 {
                    text += word(n / 100);
                    text += word(100);
                }
                match n % 100 {
                    0 => {}
                    small @ 1..=20 => text += word(small),
                    large => {
                        text += word(large / 10 * 10);
                        text += if large % 10 > 0 { word(large % 10) } else { "" };
                    }
                }
                assert_eq!(spelled(&text, language), Some(n), "{text}");
            }
        }
    }

    #[test]
    fn digits_of_any_script_and_split_by_nothing_seen_are_numbers() {
        for text in ["37", "３７", "٣٧", "³", "½", "③", "3\u{ad}7", "(46", "16–29", "x3"]
        {
            assert!(tokens(text, "nb").iter().any(|token| token.is_number), "{text}");
        }
        assert!(!tokens("en og annen tog", "nb").iter().any(|token| token.is_number));
    }

    #[test]
    fn a_number_has_its_neighbours() {
        assert_eq!(contexts("Barn under 18 år", "nb"), [["under", "18", "år"].map(str::to_owned)]);
        assert_eq!(contexts("SSB 06913", "nb"), [["ssb", "06913", "*"].map(str::to_owned)]);
    }
}
