//! Norwegian national identity numbers in any text, in the ways people write them.
//!
//! Birth numbers, D-numbers (day + 40), H-numbers (month + 40), NPIDs (month + 20) and synthetic ones (month + 80 of the
//! Tax Administration, + 40, + 60 and + 65 of NAV). Both check digits must be right by modulo 11; numbers that are given
//! out from 2032 on may break the rule of the first one and are not found until then.

use std::ops::Range;

/// What a text is beside an identity number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// None.
    Nothing,
    /// Of the right length, but none.
    Number,
    /// Valid, and all that stands there: it may be an amount by chance.
    Valid,
    /// Valid, and written as an identity number or inside a text.
    Certain,
}

/// The lengths of the groups in which the eleven digits are written.
const FORMS: [&[usize]; 9] = [
    &[11],
    &[6, 5],
    &[3, 3, 5],
    &[2, 2, 2, 5],
    &[2, 2, 4, 5],
    &[6, 3, 2],
    &[3, 3, 3, 2],
    &[2, 2, 2, 3, 2],
    &[2, 2, 7],
];

/// What a cell is.
pub fn look(text: &str) -> Found {
    if text.len() < 10 {
        return Found::Nothing;
    }
    let whole = whole(text);
    // Ten digits: a workbook that takes it for a number drops the leading zero.
    if let Some(digits) = whole.filter(|digits| matches!(digits.len(), 10 | 11)) {
        return if valid(&format!("{digits:0>11}")) { Found::Valid } else { Found::Number };
    }
    if within(text).is_some() { Found::Certain } else { Found::Nothing }
}

/// Whether a text that is no cell is or holds one.
pub fn is_in(text: &str) -> bool {
    matches!(look(text), Found::Valid | Found::Certain)
}

/// Where the first one in a text stands, in bytes.
pub fn within(text: &str) -> Option<Range<usize>> {
    if text.len() < 11 {
        return None;
    }
    let runs = runs(text);
    (0..runs.len()).find_map(|first| {
        FORMS.iter().find_map(|form| {
            let group = runs.get(first..first + form.len())?;
            let fits = group.iter().zip(*form).all(|(run, length)| run.digits.len() == *length);
            let together = group
                .windows(2)
                .all(|pair| apart(&text[pair[0].end..pair[1].start], form.len() == 2));
            if !fits || !together {
                return None;
            }
            let mut digits: String = group.iter().map(|run| run.digits.as_str()).collect();
            if digits.len() == 13 {
                // Four digits of the year: the last two count.
                digits.replace_range(4..6, "");
            }
            valid(&digits).then(|| group[0].start..group[group.len() - 1].end)
        })
    })
}

/// Whether two cells side by side hold one together.
pub fn are_halves(left: &str, right: &str) -> Option<bool> {
    let digits = |text: &str, length: usize| {
        text.len() == length && text.bytes().all(|b| b.is_ascii_digit())
    };
    let both = digits(left, 6) && digits(right, 5);
    both.then(|| valid(&format!("{left}{right}")))
}

/// The digits of a whole number that fills the text: `1010112345`, `1010112345.0`, `1.010112345E9`.
fn whole(text: &str) -> Option<String> {
    let bare = text.trim();
    let bare = match bare.split_once(['.', ',']) {
        Some((before, after)) if after.bytes().all(|b| b == b'0') => before,
        _ => bare,
    };
    if bare.chars().all(|c| digit(c).is_some()) {
        return Some(bare.chars().filter_map(digit).collect());
    }
    let power = bare.contains(['e', 'E']) && bare.len() < 24;
    let number: f64 = Some(bare).filter(|_| power)?.replace(',', ".").parse().ok()?;
    let exact = number.fract() == 0.0 && (1e9..1e11).contains(&number);
    exact.then(|| format!("{number:.0}"))
}

struct Run {
    start: usize,
    end: usize,
    digits: String,
}

/// The stretches of digits in a text.
fn runs(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (at, letter) in text.char_indices() {
        let Some(digit) = digit(letter) else {
            continue;
        };
        let end = at + letter.len_utf8();
        match runs.last_mut() {
            Some(run) if run.end == at => {
                run.end = end;
                run.digits.push(digit);
            }
            _ => runs.push(Run { start: at, end, digits: digit.into() }),
        }
    }
    runs
}

/// An ordinary digit for one of any sort that people type: full width, Arabic, mathematical.
fn digit(letter: char) -> Option<char> {
    let zero = match letter {
        '0'..='9' => return Some(letter),
        '\u{ff10}'..='\u{ff19}' => 0xff10,
        '\u{660}'..='\u{669}' => 0x660,
        '\u{6f0}'..='\u{6f9}' => 0x6f0,
        '\u{1d7ce}'..='\u{1d7ff}' => 0x1d7ce,
        _ => return None,
    };
    char::from_digit((letter as u32 - zero) % 10, 10)
}

/// Whether groups of one number may stand so far apart; two halves by any one sign.
fn apart(between: &str, halves: bool) -> bool {
    let light = |c: char| {
        c.is_whitespace()
            || matches!(c, '.' | '-' | '/' | '_' | ':' | '\u{200b}'..='\u{200d}' | '\u{2060}')
            || matches!(c, '\u{ad}' | '\u{2010}'..='\u{2015}' | '\u{2212}')
    };
    let length = between.chars().count();
    halves && length == 1 || length <= 3 && between.chars().all(light)
}

/// Whether eleven digits are a number of any sort with right check digits.
pub fn valid(digits: &str) -> bool {
    let d: Vec<u32> = digits.bytes().map(|b| u32::from(b.wrapping_sub(b'0'))).collect();
    let Ok(d) = <[u32; 11]>::try_from(d) else {
        return false;
    };
    let day = (d[0] * 10 + d[1]) % 40;
    let month = match d[2] * 10 + d[3] {
        dolly @ 66..=77 => dolly - 65,
        other => other % 20,
    };
    let days = match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        _ => return false,
    };
    (1..=days).contains(&day)
        && d[0] < 8
        && d.iter().all(|digit| *digit < 10)
        && remainder(&d, &[3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) == 0
        && remainder(&d, &[5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) == 0
}

/// Right check digits leave nothing over when they are weighted with the rest.
fn remainder(digits: &[u32; 11], weights: &[u32]) -> u32 {
    digits.iter().zip(weights).map(|(d, w)| d * w).sum::<u32>() % 11
}

/// A synthetic number with right check digits, where the nine digits allow any.
#[cfg(test)]
pub(crate) fn complete(nine: &str) -> Option<String> {
    (0..100).map(|k| format!("{nine}{k:02}")).find(|n| {
        let d: Vec<u32> = n.bytes().map(|b| u32::from(b - b'0')).collect();
        let first = d[..10].iter().zip([3, 7, 6, 1, 8, 9, 4, 5, 2, 1]).map(|(a, w)| a * w);
        let second = d.iter().zip([5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]).map(|(a, w)| a * w);
        first.sum::<u32>() % 11 == 0 && second.sum::<u32>() % 11 == 0
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A number as people write it, in many ways.
    fn written(n: &str) -> Vec<String> {
        let wide: String = n
            .chars()
            .filter_map(|c| char::from_u32(0xff10 + c.to_digit(10).unwrap_or(0)))
            .collect();
        vec![
            n.to_owned(),
            format!("{} {}", &n[..6], &n[6..]),
            format!("{}-{}", &n[..6], &n[6..]),
            format!("{} - {}", &n[..6], &n[6..]),
            format!("{} {} {}", &n[..3], &n[3..6], &n[6..]),
            format!("{}.{}.{} {}", &n[..2], &n[2..4], &n[4..6], &n[6..]),
            format!("{}.{}.19{}-{}", &n[..2], &n[2..4], &n[4..6], &n[6..]),
            format!("{} {} {}", &n[..6], &n[6..9], &n[9..]),
            format!("notat om {n} i dag"),
            format!("=\"{n}\""),
            format!("{n}.0"),
            wide,
        ]
    }

    proptest! {
        #[test]
        fn every_sort_of_number_is_found_in_every_way_of_writing(
            day in 1u32..=28, month in 1u32..=12, year in 0u32..100, serial in 0u32..1000,
            day_shift in prop::sample::select(vec![0u32, 40]),
            month_shift in prop::sample::select(vec![0u32, 20, 40, 60, 65, 80]),
        ) {
            let nine = format!("{:02}{:02}{year:02}{serial:03}", day + day_shift, month + month_shift);
            if let Some(number) = complete(&nine) {
                for text in written(&number) {
                    prop_assert!(is_in(&text), "{}", text);
                }
                prop_assert_eq!(are_halves(&number[..6], &number[6..]), Some(true));
                let without_zero = number.trim_start_matches('0');
                if without_zero.len() >= 10 {
                    prop_assert!(is_in(without_zero));
                    let amount: f64 = number.parse().expect("digits");
                    let power = format!("{amount:E}");
                    prop_assert!(is_in(&power), "{}", power);
                }
                let twelve = format!("{number}7");
                prop_assert!(!is_in(&twelve));
            }
        }

        #[test]
        fn a_wrong_check_digit_is_no_identity_number(serial in 0u32..1000, wrong in 1u32..10) {
            if let Some(number) = complete(&format!("010180{serial:03}")) {
                let last = (u32::from(number.as_bytes()[10] - b'0') + wrong) % 10;
                let changed = format!("{}{last}", &number[..10]);
                prop_assert!(!valid(&changed));
            }
        }

        #[test]
        fn any_text_can_be_searched(text in "\\PC{0,60}") {
            if let Some(range) = within(&text) {
                prop_assert!(text.get(range).is_some());
            }
        }
    }

    #[test]
    fn telephones_years_and_dates_are_no_persons() {
        for text in [
            "22 33 44 55",
            "2017 2018 2019",
            "01.01.2018 31.12.2018",
            "1 234 567 890",
            "+47 22 33 44 55",
        ] {
            assert!(!is_in(text), "{text}");
        }
    }
}
