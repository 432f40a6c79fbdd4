//! Law: a problem says what is wrong, where, and what to do; it never repeats a data value.

use crate::limits;
use std::{fmt, ops::Range, sync::Arc};

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing may be written.
    Error,
    /// The run goes on; the reader should know.
    Warning,
}

/// Where a problem stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The run as a whole.
    Nowhere,
    /// A file as a whole, by its path as the person knows it.
    File {
        /// Path relative to the project.
        file: Arc<str>,
    },
    /// A stretch of a settings or template file; its text may be shown.
    Text {
        /// Path relative to the project.
        file: Arc<str>,
        /// Byte range in the file's text.
        start: usize,
        /// End of the byte range.
        end: usize,
    },
    /// A place in a data file with lines; its text is never shown.
    Line {
        /// Path relative to the project.
        file: Arc<str>,
        /// Line, from 1.
        line: u64,
        /// The column's heading, where one column is at fault.
        column: Option<Arc<str>>,
    },
    /// A place in a workbook; its content is never shown.
    Sheet {
        /// Path relative to the project.
        file: Arc<str>,
        /// The sheet by its number, or by its name in quotes where the settings say that name.
        sheet: Arc<str>,
        /// The cell as the program that made it names it, for example `C7`.
        cell: Option<String>,
    },
    /// A place in a data file that has neither lines nor cells; its content is never shown.
    Entry {
        /// Path relative to the project.
        file: Arc<str>,
        /// Where in it: `value[11]`, counted from 0 as in the file.
        at: String,
    },
}

impl Place {
    /// A whole file.
    pub fn file(file: &str) -> Self {
        Self::File { file: file.into() }
    }

    /// A stretch of a settings file.
    pub fn text(file: &str, span: Range<usize>) -> Self {
        Self::Text { file: file.into(), start: span.start, end: span.end }
    }

    /// The file's path, where there is one.
    pub fn path(&self) -> Option<&str> {
        match self {
            Self::Nowhere => None,
            Self::File { file }
            | Self::Text { file, .. }
            | Self::Line { file, .. }
            | Self::Sheet { file, .. }
            | Self::Entry { file, .. } => Some(file),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nowhere => Ok(()),
            Self::File { file } | Self::Text { file, .. } => f.write_str(file),
            Self::Line { file, line, column: None } => write!(f, "{file}:{line}"),
            Self::Line { file, line, column: Some(column) } => {
                write!(f, "{file}:{line}, column '{column}'")
            }
            Self::Sheet { file, sheet, cell: None } => write!(f, "{file}, sheet {sheet}"),
            Self::Sheet { file, sheet, cell: Some(cell) } => {
                write!(f, "{file}, sheet {sheet}, cell {cell}")
            }
            Self::Entry { file, at } => write!(f, "{file}, {at}"),
        }
    }
}

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// A stable name for the sort of problem, for example `unknown-key`.
    pub code: &'static str,
    /// What is wrong, in one sentence without data values.
    pub message: String,
    /// Where.
    pub place: Place,
    /// What to do about it.
    pub hints: Vec<String>,
}

impl Diagnostic {
    /// A problem that stops the run.
    pub fn error(code: &'static str, place: Place, message: impl Into<String>) -> Self {
        Self { severity: Severity::Error, code, message: message.into(), place, hints: Vec::new() }
    }

    /// A problem that does not.
    pub fn warning(code: &'static str, place: Place, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, place, message) }
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }
}

/// All problems of a step, in the order they were found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems(pub Vec<Diagnostic>);

impl Problems {
    /// Adds one.
    pub fn push(&mut self, problem: Diagnostic) {
        self.0.push(problem);
    }

    /// Adds all of another step's.
    pub fn extend(&mut self, other: Problems) {
        self.0.extend(other.0);
    }

    /// Whether any of them stops the run.
    pub fn fatal(&self) -> bool {
        self.0.iter().any(|p| p.severity == Severity::Error)
    }

    /// The value, unless something stops the run; warnings are kept in `warnings`.
    pub fn unless_fatal<T>(self, value: T, warnings: &mut Problems) -> Result<T, Problems> {
        if self.fatal() {
            Err(self)
        } else {
            warnings.extend(self);
            Ok(value)
        }
    }
}

impl From<Diagnostic> for Problems {
    fn from(problem: Diagnostic) -> Self {
        Self(vec![problem])
    }
}

/// The known name that is nearest to what was written, when it is near enough to suggest.
///
/// The time it takes grows with both lengths, so that a long text is near to nothing.
pub fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if written.len() > limits::NAME {
        return None;
    }
    known
        .into_iter()
        .filter(|name| name.len() <= limits::NAME)
        .map(|name| (strsim::jaro_winkler(&written.to_lowercase(), &name.to_lowercase()), name))
        .filter(|(score, _)| *score > 0.75)
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, name)| name)
}
