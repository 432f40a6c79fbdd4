//! Law: a problem in settings is shown with the lines it is about; one in data is shown without.

use super::{End, say::murmur};
use crate::{
    assets::Assets,
    diagnostic::{Diagnostic, Place, Problems, Severity},
    files::NOT_RECORDED,
};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::io::{self, IsTerminal};

/// Tells all problems, and how many there are.
///
/// The lines that problems in settings are about are taken from `assets`.
pub(super) fn tell(problems: &Problems, assets: Option<&Assets>) -> End {
    let colour = io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    for problem in &problems.0 {
        murmur(&render(problem, assets, &renderer));
        murmur("");
    }
    if let Some(count) = count(problems) {
        murmur(&count);
    }
    End::Problems
}

fn render(problem: &Diagnostic, assets: Option<&Assets>, renderer: &Renderer) -> String {
    let level = match problem.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(problem.message.as_str()).id(problem.code);
    let hints = problem.hints.iter().map(|hint| Level::HELP.message(hint.as_str()));
    let text = |file: &str| assets.and_then(|assets| assets.text(file));
    let group = match &problem.place {
        Place::Nowhere => Group::with_title(title),
        Place::Text { file, start, end } if text(file).is_some() => {
            let text = text(file).unwrap_or_default();
            let mark = AnnotationKind::Primary.span(within(text, *start, *end));
            title.element(Snippet::source(text).path(&**file).annotation(mark))
        }
        place => title.element(Origin::path(place.to_string())),
    };
    renderer.render(&[group.elements(hints)])
}

/// The stretch, held within the text and between letters; only its first line where it is long.
fn within(text: &str, start: usize, end: usize) -> std::ops::Range<usize> {
    let start = text.floor_char_boundary(start.min(text.len()));
    let end = text.ceil_char_boundary(end.clamp(start, text.len()));
    let line = text[start..end].find('\n').map_or(end, |length| start + length);
    start..line
}

fn count(problems: &Problems) -> Option<String> {
    let of = |severity| problems.0.iter().filter(|p| p.severity == severity).count();
    let said = |n: usize, word: &str| match n {
        0 => None,
        1 => Some(format!("1 {word}")),
        n => Some(format!("{n} {word}s")),
    };
    let errors = said(of(Severity::Error), "problem");
    let warnings = said(of(Severity::Warning), "warning");
    // One problem comes after the reports are in place.
    let written = problems.0.iter().any(|p| p.code == NOT_RECORDED);
    let end = if errors.is_some() && !written { "; nothing was written" } else { "" };
    let parts: Vec<String> = [errors, warnings].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| format!("{}{end}", parts.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_after_the_reports_does_not_deny_them() {
        let told = |code| count(&Diagnostic::error(code, Place::Nowhere, "what").into());
        assert_eq!(told("file").unwrap(), "1 problem; nothing was written");
        assert_eq!(told(NOT_RECORDED).unwrap(), "1 problem");
    }

    #[test]
    fn settings_show_their_lines_and_data_do_not() {
        let mut assets = Assets::embedded();
        assets.put("config/x.toml", b"a = 1\nkol\xc3\xb8 = 2\n".to_vec());
        assets.put("data/x.csv", b"secret\n".to_vec());
        let problem = |place| Diagnostic::error("code", place, "what").hint("do this");
        let shown = |place| render(&problem(place), Some(&assets), &Renderer::plain());
        let text = shown(Place::text("config/x.toml", 6..11));
        assert!(text.contains("kolø = 2") && text.contains("config/x.toml:2:1"), "{text}");
        assert!(text.contains("error[code]: what") && text.contains("help: do this"), "{text}");
        let line =
            shown(Place::Line { file: "data/x.csv".into(), line: 1, column: Some("n".into()) });
        assert!(line.contains("data/x.csv:1, column 'n'") && !line.contains("secret"), "{line}");
        let beyond = shown(Place::text("config/x.toml", 90..95));
        assert!(beyond.contains("config/x.toml"), "{beyond}");
    }
}
