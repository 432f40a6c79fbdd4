//! Law: a figure is read only when there is one way to read it.

/// Why a figure cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It is neither a number nor a symbol of the source.
    Unreadable,
    /// It reads as thousands or as decimals.
    Ambiguous,
}

/// Reads a number as people write it: spaces or the other sign between thousands, `,` or `.` before decimals.
///
/// # Errors
/// Why it cannot be read.
pub(super) fn number(text: &str, decimal: Option<char>) -> Result<f64, Fault> {
    if !text.is_empty() && text.len() < 16 && text.bytes().all(|b| b.is_ascii_digit()) {
        return text.parse().map_err(|_| Fault::Unreadable);
    }
    let text = text.strip_suffix('%').unwrap_or(text).trim();
    let unsigned = text.strip_prefix(['-', '\u{2212}', '+']).unwrap_or(text).trim_start();
    let negative = text.starts_with(['-', '\u{2212}']);
    let (whole, fraction) = split(unsigned, decimal)?;
    let digits = grouped(whole).ok_or(Fault::Unreadable)?;
    if !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Fault::Unreadable);
    }
    let amount: f64 = format!("{digits}.{fraction}0").parse().map_err(|_| Fault::Unreadable)?;
    Ok(if negative { -amount } else { amount })
}

/// Whole part and decimals.
fn split(text: &str, decimal: Option<char>) -> Result<(&str, &str), Fault> {
    let count = |sign: char| text.matches(sign).count();
    let sign = match (decimal, count(','), count('.')) {
        (Some(sign), ..) => Some(sign),
        (None, 0, 0) => None,
        (None, 1, 0) if may_be_thousands(text, ',') => return Err(Fault::Ambiguous),
        (None, 0, 1) if may_be_thousands(text, '.') => return Err(Fault::Ambiguous),
        (None, 1, 0) => Some(','),
        (None, 0, 1) => Some('.'),
        (None, _, 0) | (None, 0, _) => None,
        (None, ..) => text.rfind([',', '.']).and_then(|at| text[at..].chars().next()),
    };
    match sign.and_then(|sign| text.split_once(sign)) {
        Some((_, "")) => Err(Fault::Unreadable),
        Some(parts) => Ok(parts),
        None => Ok((text, "")),
    }
}

/// Whether the sign could stand between thousands: `1.234`, but not `0.123` or `12.5`.
fn may_be_thousands(text: &str, sign: char) -> bool {
    text.split_once(sign).is_some_and(|(before, after)| {
        after.len() == 3
            && (1..=3).contains(&before.len())
            && !before.starts_with('0')
            && (before.bytes().chain(after.bytes())).all(|b| b.is_ascii_digit())
    })
}

/// The decimal sign, when the figure shows it beyond doubt.
pub(super) fn evidence(text: &str) -> Option<char> {
    let sign = text.chars().rev().find(|c| matches!(c, ',' | '.'))?;
    let unsigned = text.trim_start_matches(['-', '\u{2212}', '+']);
    number(unsigned, None).ok()?;
    (unsigned.matches(sign).count() == 1).then_some(sign)
}

/// The digits of a whole number whose thousands may stand apart.
fn grouped(text: &str) -> Option<String> {
    let apart = |c: char| c.is_whitespace() || matches!(c, ',' | '.' | '\'' | '\u{2019}');
    let groups: Vec<&str> = text.split(apart).collect();
    let digits = groups.iter().all(|g| !g.is_empty() && g.bytes().all(|b| b.is_ascii_digit()));
    let shaped = groups.len() == 1
        || (groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3));
    (digits && shaped).then(|| groups.concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_as_people_write_them() {
        for (text, decimal, amount) in [
            ("30", None, 30.0),
            ("1 234", None, 1234.0),
            ("1\u{a0}234\u{a0}567", None, 1_234_567.0),
            ("1\u{2009}234", None, 1234.0),
            ("71.1", None, 71.1),
            ("71,1", None, 71.1),
            ("1.234,5", None, 1234.5),
            ("1,234.5", None, 1234.5),
            ("1.234.567", None, 1_234_567.0),
            ("1.234", Some(','), 1234.0),
            ("1.234", Some('.'), 1.234),
            ("0,123", None, 0.123),
            ("59,2 %", None, 59.2),
            ("\u{2212}3", None, -3.0),
            ("-3,5", None, -3.5),
            ("1004451805", None, 1_004_451_805.0),
        ] {
            assert_eq!(number(text, decimal), Ok(amount), "{text}");
        }
    }

    #[test]
    fn what_is_not_plainly_a_number_is_refused() {
        for text in ["", "12 34", "1 2345", "1,2,3", "abc", "1e5", "5.", "<5", "1..2", "1-2", "٣"]
        {
            assert_eq!(number(text, None), Err(Fault::Unreadable), "{text}");
        }
        assert_eq!(number("1.234", None), Err(Fault::Ambiguous));
        assert_eq!(number("12,345", None), Err(Fault::Ambiguous));
    }

    proptest! {
        #[test]
        fn any_number_survives_its_spellings(n in 0u64..10_000_000_000, d in 0u8..100) {
            let digits = n.to_string();
            let mut spaced = String::new();
            for (i, c) in digits.chars().enumerate() {
                if i > 0 && (digits.len() - i).is_multiple_of(3) { spaced.push('\u{a0}'); }
                spaced.push(c);
            }
            prop_assert_eq!(number(&spaced, None), Ok(n as f64));
            let exact: f64 = format!("{n}.{d:02}").parse().expect("a number");
            prop_assert_eq!(number(&format!("{spaced},{d:02}"), None), Ok(exact));
            prop_assert_eq!(number(&format!("{n}.{d:02}"), None), Ok(exact));
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,12}") {
            let _ = number(&text, None);
            let _ = number(&text, Some(','));
        }
    }
}
