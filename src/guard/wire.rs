//! Law: between the two processes go frames: what is meant as JSON, and bytes beside it.

use crate::diagnostic::{Diagnostic, Place, Problems, Severity};
use serde::{Deserialize, Serialize};
use std::io::{self, Read, Write};

/// What the new process needs first.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Hello {
    /// Memory that it may take.
    pub megabytes: u64,
    /// The project's own files, which lie one after the other in the frame's bytes: path and length.
    pub files: Vec<(String, usize)>,
}

/// What comes back for an order; a file lies in the frame's bytes.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Answer {
    pub pages: usize,
    pub problems: Vec<Said>,
    /// Whether the process ends after this.
    pub last: bool,
}

/// A problem as it goes between processes.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Said {
    warning: bool,
    code: String,
    message: String,
    file: Option<String>,
    span: Option<(usize, usize)>,
    hints: Vec<String>,
}

/// The codes of problems that setting a page can give; a code is a name that the program knows.
const CODES: [&str; 18] = [
    "font-missing",
    "font-unreadable",
    "missing-drawing",
    "missing-font",
    "missing-word",
    "page-template",
    "pdf-standards",
    "published-date",
    "report-data",
    "style-file",
    "template-encoding",
    "template-missing",
    "template-path",
    "template-syntax",
    "template-error",
    "template-warning",
    crate::render::BROKEN,
    TOO_MUCH,
];

/// The code of the problem that a report gives which took too long or too much.
pub(super) const TOO_MUCH: &str = "press-limit";

impl Said {
    pub(super) fn of(problem: Diagnostic) -> Self {
        let span = match &problem.place {
            Place::Text { start, end, .. } => Some((*start, *end)),
            _ => None,
        };
        Self {
            warning: problem.severity == Severity::Warning,
            code: problem.code.to_owned(),
            message: problem.message,
            file: problem.place.path().map(str::to_owned),
            span,
            hints: problem.hints,
        }
    }

    fn problem(self) -> Diagnostic {
        let code = CODES.iter().find(|code| **code == self.code).unwrap_or(&"template-error");
        let place = match (&self.file, self.span) {
            (Some(file), Some((start, end))) => Place::text(file, start..end),
            (Some(file), None) => Place::file(file),
            (None, _) => Place::Nowhere,
        };
        let mut problem = if self.warning {
            Diagnostic::warning(code, place, self.message)
        } else {
            Diagnostic::error(code, place, self.message)
        };
        problem.hints = self.hints;
        problem
    }
}

/// The problems that came.
pub(super) fn problems(said: Vec<Said>) -> Problems {
    Problems(said.into_iter().map(Said::problem).collect())
}

/// More than any frame needs: what is longer was not written by this program.
const LONGEST: u64 = 4 << 30;

/// Writes a frame and sends it off.
pub(super) fn write(to: &mut impl Write, meant: &[u8], bytes: &[u8]) -> io::Result<()> {
    to.write_all(&(meant.len() as u64).to_le_bytes())?;
    to.write_all(&(bytes.len() as u64).to_le_bytes())?;
    to.write_all(meant)?;
    to.write_all(bytes)?;
    to.flush()
}

/// Reads a frame; an error where the other side has ended.
pub(super) fn read(from: &mut impl Read) -> io::Result<(Vec<u8>, Vec<u8>)> {
    let mut length = || -> io::Result<u64> {
        let mut head = [0; 8];
        from.read_exact(&mut head)?;
        let length = u64::from_le_bytes(head);
        if length > LONGEST { Err(io::ErrorKind::InvalidData.into()) } else { Ok(length) }
    };
    let (meant, bytes) = (length()?, length()?);
    Ok((part(from, meant)?, part(from, bytes)?))
}

fn part(from: &mut impl Read, length: u64) -> io::Result<Vec<u8>> {
    let mut part = Vec::new();
    let read = from.take(length).read_to_end(&mut part)?;
    if read as u64 == length { Ok(part) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_come_as_they_were_sent() {
        let mut line = Vec::new();
        write(&mut line, b"{}", b"bytes").expect("memory takes all");
        write(&mut line, b"[1]", b"").expect("memory takes all");
        let mut from = line.as_slice();
        assert_eq!(read(&mut from).expect("a frame"), (b"{}".to_vec(), b"bytes".to_vec()));
        assert_eq!(read(&mut from).expect("a frame"), (b"[1]".to_vec(), Vec::new()));
        assert!(read(&mut from).is_err());
        assert!(read(&mut &line[..20]).is_err());
    }

    #[test]
    fn a_problem_comes_as_it_was() {
        for place in [Place::Nowhere, Place::file("a.typ"), Place::text("a.typ", 3..9)] {
            let one = Diagnostic::error("template-error", place.clone(), "wrong").hint("mend it");
            let other = Diagnostic::warning("press-limit", place, "long");
            let sent = vec![Said::of(one.clone()), Said::of(other.clone())];
            let text = serde_json::to_vec(&sent).expect("JSON");
            let came: Vec<Said> = serde_json::from_slice(&text).expect("JSON");
            assert_eq!(problems(came), Problems(vec![one, other]));
        }
    }
}
