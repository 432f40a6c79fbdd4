//! Law: a file's name follows from district, language and form alone, on every system.

use crate::{
    config::{District, Settings, report::Format},
    ident::Lang,
    report::view::FilesView,
};

/// The names of one report's files; all in one folder, so that links need no path.
pub(super) fn files(
    settings: &Settings,
    district: &District,
    lang: &Lang,
    formats: &[Format],
) -> FilesView {
    let stem = stem(settings, &district.slug, lang);
    let made = |format: Format| formats.contains(&format);
    FilesView {
        pdf: made(Format::Pdf).then(|| format!("{stem}.pdf")),
        html: made(Format::Html).then(|| format!("{stem}.html")),
        findings: made(Format::Data).then(|| format!("{stem}.findings.json")),
        csv: made(Format::Data).then(|| data(settings, &district.slug)),
        index: made(Format::Html).then(|| index(settings, lang)),
    }
}

/// The page that leads to all districts.
pub(super) fn index(settings: &Settings, lang: &Lang) -> String {
    format!("{}.html", stem(settings, "index", lang))
}

/// The data of a district; ids are the same in every language. A notice goes into the name, since the table has no place for it.
fn data(settings: &Settings, slug: &str) -> String {
    match &settings.report.notice_in_names {
        Some(notice) => format!("{slug}-{notice}.csv"),
        None => format!("{slug}.csv"),
    }
}

/// The main language has the plain name, the others carry their tag.
fn stem(settings: &Settings, name: &str, lang: &Lang) -> String {
    if settings.report.languages.first() == Some(lang) {
        name.to_owned()
    } else {
        format!("{name}.{lang}")
    }
}
