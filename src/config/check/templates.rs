//! Law: every sentence template that a report may use exists in every language of the report.

use super::{
    Files,
    say::{Say, join},
};
use crate::{
    config::{
        Block, Section,
        document::{Step, steps},
        wording::suggestion,
    },
    diagnostic::{Diagnostic, Problems},
    ident::Lang,
};

/// A template's name with where the outline names it.
type Named<'o> = (Vec<Step<'o>>, &'o str);

pub(super) fn check(files: &Files<'_, '_>, problems: &mut Problems) {
    let (Some((outline, document)), Some((report, place))) = (files.outline, files.report) else {
        return;
    };
    let mut named: Vec<Named<'_>> = Vec::new();
    for (n, number) in outline.cover.iter().enumerate() {
        named.push((steps!["cover", n, "text"].to_vec(), &number.text));
    }
    for (s, section) in outline.sections.iter().enumerate() {
        let at = steps!["section", s];
        for (key, name) in [("heading", &section.heading), ("notes", &section.notes)] {
            named.extend(name.iter().map(|name| (join(at, steps![key]), name.as_str())));
        }
        for (b, one) in section.blocks.iter().enumerate() {
            block(steps!["section", s, "block", b], one, &mut named);
        }
    }
    let read = |lang: &&Lang| files.languages.contains_key(*lang);
    let languages = report.languages.iter().enumerate();
    let mut main: Option<(&Lang, Vec<&str>)> = None;
    for (n, lang) in languages.filter(|(_, lang)| read(lang)) {
        let known = known(files, lang);
        if known.is_empty() {
            let message = format!("there are no sentences in '{lang}'");
            let hint = format!("write them: report-templates/text/{lang}/NAME.j2");
            problems
                .push(Diagnostic::error("missing-template", document.at(&[]), message).hint(hint));
            continue;
        }
        let Some((first, wanted)) = &main else {
            for (path, name) in named.iter().filter(|(_, name)| !known.contains(name)) {
                let message = format!("there is no file report-templates/text/{lang}/{name}.j2");
                let hint = format!("write it, or name another: {}", suggestion(name, &known));
                Say::new(document, problems).error("missing-template", path, message, hint);
            }
            main = Some((lang, used(&outline.sections, &named, &known)));
            continue;
        };
        let mut say = Say::new(place, problems);
        untranslated(files, (n, lang), first, wanted, &known, &mut say);
    }
}

/// The templates of a language that reports may use: what the outline names, and what the program picks by a
/// finding's rule where the outline has a place for findings.
fn used<'o>(sections: &[Section], named: &[Named<'o>], known: &[&'o str]) -> Vec<&'o str> {
    let blocks = || sections.iter().flat_map(|s| &s.blocks).flat_map(Block::flat);
    let found = blocks().any(|block| matches!(block, Block::Findings { .. }));
    let asked = blocks().any(|block| matches!(block, Block::Dialogue { .. }));
    let picked = |name: &str| {
        found && name.starts_with("finding-")
            || asked && (name.starts_with("dialogue-") || name.starts_with("question-"))
    };
    let is_named = |name: &str| named.iter().any(|(_, other)| *other == name);
    let known = known.iter().copied();
    known.filter(|name| is_named(name) || picked(name)).collect()
}

/// What the main language says and another one does not, or in the program's words instead of the project's.
fn untranslated(
    files: &Files<'_, '_>,
    (n, lang): (usize, &Lang),
    main: &Lang,
    used: &[&str],
    known: &[&str],
    say: &mut Say<'_, '_>,
) {
    let sentences = |n: usize| {
        if n == 1 { "sentence template is" } else { "sentence templates are" }
    };
    let (there, missing): (Vec<&str>, Vec<&str>) =
        used.iter().partition(|name| known.contains(name));
    if !missing.is_empty() {
        say.error(
            "missing-template",
            steps!["languages", n],
            format!("{} {} missing in '{lang}'", missing.len(), sentences(missing.len())),
            format!("write report-templates/text/{lang}/NAME.j2 for {}", missing.join(", ")),
        );
    }
    let own = |lang: &Lang, name: &str| {
        let path = format!("report-templates/text/{lang}/{name}.j2");
        !files.assets.is_default(&path)
    };
    let apart: Vec<&str> =
        there.into_iter().filter(|name| own(main, name) && !own(lang, name)).collect();
    if !apart.is_empty() {
        let (count, sentences) = (apart.len(), sentences(apart.len()));
        say.warning(
            "untranslated",
            steps!["languages", n],
            format!("{count} {sentences} the project's own in '{main}' and built in in '{lang}'"),
            format!(
                "write report-templates/text/{lang}/NAME.j2, so that all languages say the same, for {}",
                apart.join(", ")
            ),
        );
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
