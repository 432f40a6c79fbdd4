//! Law: a file's name follows from district, language and form alone, on every system.

use crate::{
    config::{District, Settings, report::Format},
    ident::Lang,
    report::view::{FilesView, SisterView},
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
        sisters: if made(Format::Html) {
            sisters(settings, &district.slug, lang)
        } else {
            Vec::new()
        },
    }
}

/// The same page in every other language of the report.
pub(super) fn sisters(settings: &Settings, name: &str, lang: &Lang) -> Vec<SisterView> {
    let others = settings.report.languages.iter().filter(|other| *other != lang);
    others
        .map(|other| SisterView {
            lang: other.to_string(),
            name: settings.languages[other]
                .words
                .get("language")
                .map_or_else(|| other.to_string(), Clone::clone),
            html: format!("{}.html", stem(settings, name, other)),
        })
        .collect()
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
