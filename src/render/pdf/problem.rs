//! Law: what Typst complains about, warnings too, becomes a problem with a template's file and place.

use crate::diagnostic::{Diagnostic, Place, Problems};
use typst::{
    World, WorldExt,
    diag::{Severity, SourceDiagnostic},
    syntax::{DiagSpan, DiagSpanKind, Source},
};

/// Faults in a template's grammar, found before any report is made.
pub(super) fn of_syntax(path: &str, source: &Source) -> Problems {
    let (errors, _) = source.root().errors_and_warnings();
    let mut problems = Problems::default();
    for error in errors {
        let range = match error.span.get() {
            DiagSpanKind::Number { num, sub_range, .. } => source.range(num, sub_range),
            DiagSpanKind::Range { range, .. } => Some(range),
            DiagSpanKind::Detached => None,
        };
        let place = range.map_or_else(|| Place::file(path), |range| Place::text(path, range));
        let mut problem = Diagnostic::error("template-syntax", place, error.message.to_string());
        problem.hints = error.hints.iter().map(|hint| hint.v.to_string()).collect();
        problems.push(problem);
    }
    problems
}

/// Faults and warnings of a compilation or an export; each stops the run.
pub(super) fn of_typst<'a>(
    world: &dyn World,
    found: impl IntoIterator<Item = &'a SourceDiagnostic>,
) -> Problems {
    Problems(found.into_iter().map(|diagnostic| one(world, diagnostic)).collect())
}

fn one(world: &dyn World, found: &SourceDiagnostic) -> Diagnostic {
    let code = match found.severity {
        Severity::Error => "template-error",
        Severity::Warning => "template-warning",
    };
    let place = place(world, found.span);
    let mut problem = Diagnostic::error(code, place.clone(), found.message.to_string());
    problem.hints = found.hints.iter().map(|hint| hint.v.to_string()).collect();
    // The innermost place is often a shared helper: the callers say which block was being set.
    for point in &found.trace {
        let caller = self::place(world, point.span.into());
        if let (Place::Text { .. }, true) = (&caller, caller != place) {
            problem.hints.push(format!("called from {caller}"));
        }
    }
    problem
}

fn place(world: &dyn World, span: DiagSpan) -> Place {
    let Some(id) = span.id() else {
        return Place::Nowhere;
    };
    let path = id.get().vpath().get_without_slash();
    match world.range(span) {
        Some(range) if world.source(id).is_ok() => Place::text(path, range),
        _ => Place::file(path),
    }
}
