//! Law: what becomes part of a file's name can be written on every system.

/// The longest part of a name, in bytes: two of them and an ending fit on every system.
pub(super) const LONGEST: usize = 100;

/// Names that are no address of a district because files of our own have them.
const OURS: [&str; 3] = ["index", "manifest", "total"];

/// Names that Windows keeps for itself, whatever the ending.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Whether a file cannot have that name before its ending.
pub(super) fn is_taken(stem: &str) -> bool {
    OURS.contains(&stem) || is_device(stem)
}

/// Whether Windows takes a name for a device: `con`, `com1`, also `com¹`.
fn is_device(stem: &str) -> bool {
    let stem = stem.to_lowercase();
    let numbered = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    let number = |rest: &str| {
        let mut signs = rest.chars();
        let first = signs.next().is_some_and(|c| c.is_ascii_digit() || "¹²³".contains(c));
        first && signs.next().is_none()
    };
    DEVICES.contains(&&*stem) || numbered.is_some_and(number)
}

/// Why a text cannot stand inside the name of a file, and what to do; nothing where it can.
pub(super) fn unfit(part: &str) -> Option<(&'static str, &'static str)> {
    let strange = |c: char| c.is_control() || "/\\:*?\"<>|".contains(c);
    let edge = |c: char| c == '.' || c.is_whitespace();
    if part.is_empty() {
        Some(("is empty", "write a word, or leave the setting out"))
    } else if part.len() > LONGEST {
        Some(("is too long for the name of a file", "a few words are enough: 100 bytes at most"))
    } else if part.contains(strange) {
        let hint = "leave out / \\ : * ? \" < > | and control characters: 'syntetiske-tall'";
        Some(("has a sign that no file's name may have", hint))
    } else if part.starts_with(edge) || part.ends_with(edge) {
        let hint = "leave it out there: some systems would write another name";
        Some(("begins or ends with a dot or a blank", hint))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices_are_no_files() {
        for name in ["con", "PRN", "com0", "com9", "lpt2", "com¹", "index"] {
            assert!(is_taken(name), "{name}");
        }
        for name in ["conrad", "com10", "lpt", "sagene", "com"] {
            assert!(!is_taken(name), "{name}");
        }
    }

    #[test]
    fn what_no_file_can_be_called_is_told() {
        for part in ["", "a/b", "a\nb", "con.", " a", "a\u{a0}", "a:b", "x\u{7f}"] {
            assert!(unfit(part).is_some(), "{part:?}");
        }
        assert!(unfit(&"x".repeat(300)).is_some());
        assert_eq!(unfit("syntetiske-tall"), None);
        assert_eq!(unfit("år 2024.1"), None);
    }
}
