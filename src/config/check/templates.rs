//! Law: every sentence template that the outline names, and every one of the main language, exists in every language of the report.

use super::{
    Files,
    say::{Say, join},
};
use crate::{
    config::{
        Block, ReportSettings,
        document::{Step, steps},
        wording::suggestion,
    },
    diagnostic::{Diagnostic, Place, Problems},
    ident::Lang,
};

/// A template's name with where the outline names it.
type Named<'o> = (Vec<Step<'o>>, &'o str);

pub(super) fn check(files: &Files<'_, '_>, problems: &mut Problems) {
    let (Some((outline, document)), Some((report, _))) = (files.outline, files.report) else {
        return;
    };
    let mut named: Vec<Named<'_>> = Vec::new();
    for (n, number) in outline.cover.iter().enumerate() {
        named.push((steps!["cover", n, "text"].to_vec(), &number.text));
    }
    for (s, section) in outline.sections.iter().enumerate() {
        let at = steps!["section", s];
        for (key, name) in [("heading", &section.heading), ("notes", &section.notes)] {
            named.extend(
                name.iter()
                    .map(|name| (join(at, steps![key]), name.as_str())),
            );
        }
        for (b, one) in section.blocks.iter().enumerate() {
            block(steps!["section", s, "block", b], one, &mut named);
        }
    }
    for lang in report
        .languages
        .iter()
        .filter(|lang| files.languages.contains_key(lang))
    {
        let known = known(files, lang);
        if known.is_empty() {
            let message = format!("there are no sentences in '{lang}'");
            let hint = format!("write them: report-templates/text/{lang}/NAME.j2");
            problems
                .push(Diagnostic::error("missing-template", document.at(&[]), message).hint(hint));
            continue;
        }
        if report.languages.first() != Some(lang) {
            unwritten(files, report, lang, &named, problems);
        }
        for (path, name) in named.iter().filter(|(_, name)| !known.contains(name)) {
            let message = format!("there is no file report-templates/text/{lang}/{name}.j2");
            let hint = format!("write it, or name another: {}", suggestion(name, &known));
            Say::new(document, problems).error("missing-template", path, message, hint);
        }
    }
}

/// Templates of the main language that another lacks: also those that a finding chooses by itself, which no outline names.
fn unwritten(
    files: &Files<'_, '_>,
    report: &ReportSettings,
    lang: &Lang,
    named: &[Named<'_>],
    problems: &mut Problems,
) {
    let Some(main) = report.languages.first() else {
        return;
    };
    let known = known(files, lang);
    for name in self::known(files, main) {
        if known.contains(&name) || named.iter().any(|(_, other)| *other == name) {
            continue;
        }
        let file = format!("report-templates/text/{main}/{name}.j2");
        let message = format!("this template is there in '{main}' and missing in '{lang}'");
        let hint = format!("write it: report-templates/text/{lang}/{name}.j2");
        problems
            .push(Diagnostic::error("missing-template", Place::file(&file), message).hint(hint));
    }
}

fn block<'o>(at: &[Step<'o>], block_: &'o Block, named: &mut Vec<Named<'o>>) {
    match block_ {
        Block::Text { templates, .. }
        | Block::Panel { templates, .. }
        | Block::Steps { templates } => {
            let names = templates.iter().enumerate();
            named.extend(names.map(|(n, name)| (join(at, steps!["templates", n]), name.as_str())));
        }
        Block::Beside { left, right } => {
            block(&join(at, steps!["left"]), left, named);
            block(&join(at, steps!["right"]), right, named);
        }
        _ => {}
    }
}

/// The templates that there are in a language.
fn known<'f>(files: &Files<'f, '_>, lang: &Lang) -> Vec<&'f str> {
    let folder = format!("report-templates/text/{lang}/");
    files
        .assets
        .under("report-templates/text/")
        .filter_map(|(path, _)| path.strip_prefix(&folder)?.strip_suffix(".j2"))
        .collect()
}
