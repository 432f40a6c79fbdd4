//! Law: a problem in settings is shown with the lines it is about; one in data is shown without.

use super::{
    end::End,
    progress,
    say::{coloured, many, murmur},
};
use crate::{
    assets::Assets,
    diagnostic::{Diagnostic, Place, Problems, Severity},
    files::interrupt,
};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use anstream::adapter::strip_str;

/// Tells all problems, how many there are, and what of the run's work is in place; says which end that is.
///
/// The lines that problems in settings are about are taken from `assets`.
pub(super) fn tell(problems: &Problems, assets: Option<&Assets>) -> End {
    interrupt::rest_if_asked();
    progress::end();
    let renderer = if coloured() { Renderer::styled() } else { Renderer::plain() };
    for problem in &problems.0 {
        murmur(&render(problem, assets, &renderer));
        murmur("");
    }
    if let Some(count) = count(problems, interrupt::window().said()) {
        murmur(&count);
    }
    End::of(problems)
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
    let shown = renderer.render(&[group.elements(hints)]);
    match problem.place {
        Place::Nowhere => without_stem(&shown),
        _ => shown,
    }
}

/// Takes out the line that would lead from a title to a place.
fn without_stem(shown: &str) -> String {
    let stem = |line: &str| strip_str(line).to_string().trim() == "|";
    let lines: Vec<&str> = shown.lines().filter(|line| !stem(line)).collect();
    lines.join("\n")
}

/// The stretch, held within the text and between letters; only its first line where it is long.
fn within(text: &str, start: usize, end: usize) -> std::ops::Range<usize> {
    let start = text.floor_char_boundary(start.min(text.len()));
    let end = text.ceil_char_boundary(end.clamp(start, text.len()));
    let line = text[start..end].find('\n').map_or(end, |length| start + length);
    start..line
}

/// How many problems and warnings there are; after problems also what stands, where the run was to write.
fn count(problems: &Problems, standing: Option<String>) -> Option<String> {
    let of = |severity| problems.0.iter().filter(|p| p.severity == severity).count();
    let (errors, warnings) = (of(Severity::Error), of(Severity::Warning));
    let said = |n: usize, word: &str| (n > 0).then(|| many(n, word));
    let parts: Vec<String> =
        [said(errors, "problem"), said(warnings, "warning")].into_iter().flatten().collect();
    let standing = standing.filter(|_| errors > 0).map(|said| format!("; {said}"));
    let standing = standing.unwrap_or_default();
    (!parts.is_empty()).then(|| format!("{}{standing}", parts.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_is_said_after_problems_where_anything_was_to_be_written() {
        let problem: Problems = Diagnostic::error("file", Place::Nowhere, "what").into();
        let warning: Problems = Diagnostic::warning("file", Place::Nowhere, "what").into();
        let nothing = || Some("nothing was written".to_owned());
        assert_eq!(count(&problem, nothing()).unwrap(), "1 problem; nothing was written");
        assert_eq!(count(&problem, None).unwrap(), "1 problem");
        assert_eq!(count(&warning, nothing()).unwrap(), "1 warning");
        assert_eq!(count(&Problems::default(), nothing()), None);
    }

    #[test]
    fn a_problem_without_a_place_has_no_stray_line() {
        let problem = Diagnostic::error("code", Place::Nowhere, "what").hint("this").hint("that");
        let shown = render(&problem, None, &Renderer::plain());
        assert_eq!(shown, "error[code]: what\n = help: this\n = help: that");
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
