//! Law: every way a run may end has an exit code of its own, and `--help` names it.

use crate::diagnostic::{Problems, Severity};
use std::process::ExitCode;

/// How a run ended, when not well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// There were problems; they have been told.
    Problems,
    /// The program was called wrongly; that has been told.
    Misuse,
    /// The program itself broke down; that has been told.
    Fault,
}

/// Problems that another call would not have had: nothing in the project is wrong.
const MISUSE: [&str; 10] = [
    "inside-input",
    "no-output",
    "no-project",
    "not-a-folder",
    "not-apart",
    "not-empty",
    "not-ours",
    "removes",
    "no-such-district",
    "no-such-settings",
];

impl End {
    /// The end that belongs to problems.
    pub fn of(problems: &Problems) -> Self {
        let mut errors = problems.0.iter().filter(|p| p.severity == Severity::Error).peekable();
        if errors.peek().is_some() && errors.all(|problem| MISUSE.contains(&problem.code)) {
            Self::Misuse
        } else {
            Self::Problems
        }
    }
}

impl From<End> for ExitCode {
    fn from(end: End) -> Self {
        match end {
            End::Problems => Self::from(1),
            End::Misuse => Self::from(2),
            End::Fault => Self::from(70),
        }
    }
}
