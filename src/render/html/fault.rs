//! Law: a broken template is reported as its author knows it: file, place, and what to do.

use crate::diagnostic::{Diagnostic, Place};
use minijinja::{Error, ErrorKind};
use std::error::Error as _;

/// The folder of the page templates.
pub const FOLDER: &str = "report-templates/html/";

/// The problem behind an error of the template engine.
///
/// An error inside an included file is wrapped by those that include it; the innermost one knows
/// where the fault is.
pub fn diagnostic(error: &Error) -> Diagnostic {
    let mut innermost = error;
    while let Some(inner) = innermost.source().and_then(|source| source.downcast_ref::<Error>()) {
        innermost = inner;
    }
    let kind = innermost.kind();
    let place = match (innermost.name(), innermost.range()) {
        (Some(name), Some(range)) => Place::text(&format!("{FOLDER}{name}"), range),
        (Some(name), None) => Place::file(&format!("{FOLDER}{name}")),
        (None, _) => Place::Nowhere,
    };
    let message = match innermost.detail() {
        Some(detail) => format!("the page template fails: {kind} ({detail})"),
        None => format!("the page template fails: {kind}"),
    };
    Diagnostic::error("page-template", place, message).hint(hint(kind))
}

fn hint(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::UndefinedError => {
            "templates see the report as src/report/view.rs describes it; check the name"
        }
        ErrorKind::TemplateNotFound => "every kind of block has a file of its name in blocks/",
        ErrorKind::OutOfFuel => {
            "it takes more steps than any page needs: look for loops inside each other"
        }
        ErrorKind::UnknownFilter => "the page's own filters are `fill`, `number`, `unit` and `css`",
        _ => "compare with the default file, or delete the project's own to get it back",
    }
}
