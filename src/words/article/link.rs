//! Law: a link leads to a page or to a letter box, and to nothing that could run.

/// The longest address; browsers and PDF readers take no longer ones.
const LONG: usize = 2000;

/// The address of a link, where it is one that may stand in a report.
pub(super) fn address(written: &str, is_mail: bool) -> Option<String> {
    let whole = if is_mail && !written.starts_with("mailto:") {
        format!("mailto:{written}")
    } else {
        written.to_owned()
    };
    let (scheme, rest) = whole.split_once(':')?;
    let rest = match scheme.to_ascii_lowercase().as_str() {
        "https" | "http" => rest.strip_prefix("//")?,
        "mailto" => rest,
        _ => return None,
    };
    // Whatever an address holds beyond these is written with % in it.
    let plain = |letter: char| letter.is_ascii_graphic() && !r#""<>\^`{|}"#.contains(letter);
    let host = rest.chars().next().is_some_and(char::is_alphanumeric);
    let fits = host && whole.len() <= LONG;
    (fits && rest.chars().all(|c| plain(c) || c.is_alphanumeric() && !c.is_ascii()))
        .then_some(whole)
}

/// The address as a person would say it.
pub(super) fn shown(address: &str) -> &str {
    let rest = ["https://", "http://", "mailto:"]
        .iter()
        .find_map(|scheme| address.strip_prefix(scheme))
        .unwrap_or(address);
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    let end = if address.starts_with("mailto:") {
        rest.find('?').unwrap_or(rest.len())
    } else {
        rest.len()
    };
    rest[..end].trim_end_matches('/')
}

#[cfg(test)]
mod tests {
    use super::{address, shown};

    #[test]
    fn only_pages_and_letter_boxes_are_led_to() {
        for fine in [
            "https://www.fhi.no/hn/",
            "http://x.no",
            "HTTPS://X.no/a?b=c&d=%20",
            "mailto:a@b.no?subject=hei",
        ] {
            assert_eq!(address(fine, false).as_deref(), Some(fine));
        }
        for wrong in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "//x.no",
            "/side",
            "#levekar",
            "sagene.html",
            "https:x.no",
            "https://",
            "https:///x",
            "https://x.no/\"onclick=\"x",
            "https://x.no/a b",
            "vbscript:x",
            "https://x.no/\u{202e}gro",
            "",
        ] {
            assert_eq!(address(wrong, false), None, "{wrong}");
        }
        assert_eq!(address("a@b.no", true).as_deref(), Some("mailto:a@b.no"));
        assert_eq!(address(&format!("https://{}", "x".repeat(2000)), false), None);
    }

    #[test]
    fn paper_says_an_address_as_people_do() {
        assert_eq!(shown("https://www.fhi.no/hn/"), "fhi.no/hn");
        assert_eq!(shown("mailto:a@b.no?subject=hei"), "a@b.no");
    }
}
