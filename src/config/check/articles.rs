//! Law: a text that somebody wrote comes out where the outline says, in every language, or its author hears why not.

use super::{
    Files,
    say::{Say, join},
};
use crate::{
    assets::Assets,
    config::{
        Block, District,
        document::{Step, steps},
        wording::suggestion,
    },
    diagnostic::{Diagnostic, Place, Problems},
    ident::Lang,
};
use std::collections::{BTreeMap, BTreeSet};

const FOLDER: &str = "report-templates/articles/";

/// A block of the outline that stands for an article.
struct Wanted<'o> {
    at: Vec<Step<'o>>,
    name: &'o str,
    required: bool,
}

/// A Markdown file of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Written<'a> {
    name: &'a str,
    /// The district that it is for; for all of them where absent.
    slug: Option<&'a str>,
    lang: &'a str,
}

impl<'a> Written<'a> {
    /// What a path below the folder says.
    fn read(path: &'a str) -> Option<Self> {
        let mut parts = path.strip_suffix(".md")?.split('/');
        let (lang, second, third) = (parts.next()?, parts.next()?, parts.next());
        let (slug, name) = match third {
            Some(name) => (Some(second), name),
            None => (None, second),
        };
        let whole = parts.next().is_none() && !lang.is_empty() && !name.is_empty();
        whole.then_some(Self { name, slug, lang })
    }

    fn path(&self) -> String {
        let Self { name, lang, .. } = self;
        match self.slug {
            Some(slug) => format!("{FOLDER}{lang}/{slug}/{name}.md"),
            None => format!("{FOLDER}{lang}/{name}.md"),
        }
    }
}

pub(super) fn check(files: &Files<'_, '_>, problems: &mut Problems) {
    let (Some((outline, document)), Some((report, _)), Some((districts, _))) =
        (files.outline, files.report, files.districts)
    else {
        return;
    };
    let mut wanted = Vec::new();
    for (s, section) in outline.sections.iter().enumerate() {
        for (b, one) in section.blocks.iter().enumerate() {
            block(steps!["section", s, "block", b], one, &mut wanted);
        }
    }
    let districts: Vec<&District> = districts.districts.iter().filter(|d| !d.outside).collect();
    let written = written(files.assets, &report.languages, problems);
    for file in &written {
        strange(file, &wanted, &districts, problems);
    }
    languages(&written, &wanted, &report.languages, problems);
    let reported: Vec<&str> = districts
        .iter()
        .filter(|d| report.districts.is_empty() || report.districts.contains(&d.id))
        .map(|d| d.slug.as_str())
        .collect();
    let mut say = Say::new(document, problems);
    for article in wanted.iter().filter(|article| article.required) {
        for lang in &report.languages {
            required(article, lang.as_str(), &written, &reported, &mut say);
        }
    }
}

fn block<'o>(at: &[Step<'o>], block_: &'o Block, wanted: &mut Vec<Wanted<'o>>) {
    match block_ {
        Block::Article { name, required, .. } => {
            wanted.push(Wanted { at: join(at, steps!["name"]), name, required: *required })
        }
        Block::Beside { left, right } => {
            block(&join(at, steps!["left"]), left, wanted);
            block(&join(at, steps!["right"]), right, wanted);
        }
        _ => {}
    }
}

/// The articles in the report's languages; of other files it is said that nobody reads them.
fn written<'a>(
    assets: &'a Assets,
    languages: &[Lang],
    problems: &mut Problems,
) -> BTreeSet<Written<'a>> {
    let mut found = BTreeSet::new();
    for (path, _) in assets.under(FOLDER) {
        let unread = |hint: String| {
            let message = "this file is in no report";
            Diagnostic::warning("unknown-file", Place::file(path), message).hint(hint)
        };
        let Some(file) = Written::read(path.strip_prefix(FOLDER).unwrap_or(path)) else {
            let hint = "articles are LANGUAGE/NAME.md or LANGUAGE/DISTRICT/NAME.md";
            problems.push(unread(hint.to_owned()));
            continue;
        };
        let tags: Vec<&str> = languages.iter().map(Lang::as_str).collect();
        // A language that the report may be made in another time is no mistake.
        let tag = |name: &str| name.len() == 2 && name.bytes().all(|b| b.is_ascii_lowercase());
        if tags.contains(&file.lang) {
            found.insert(file);
        } else if !tag(file.lang) {
            let hint = suggestion(file.lang, &tags);
            problems.push(unread(format!("name the folder after a language: {hint}")));
        }
    }
    found
}

/// A file that no block names, or that is for no district.
fn strange(
    file: &Written<'_>,
    wanted: &[Wanted<'_>],
    districts: &[&District],
    problems: &mut Problems,
) {
    let path = file.path();
    if let Some(slug) = file.slug
        && districts.iter().all(|district| district.slug != slug)
    {
        let slugs: Vec<&str> = districts.iter().map(|d| d.slug.as_str()).collect();
        let message = format!("there is no district '{slug}', so this article is in no report");
        let hint = format!("name the folder after a slug: {}", suggestion(slug, &slugs));
        problems.push(Diagnostic::error("unknown-id", Place::file(&path), message).hint(hint));
    }
    if wanted.iter().all(|article| article.name != file.name) {
        let names: Vec<&str> = wanted.iter().map(|article| article.name).collect();
        let message = "no block of config/outline.toml names this article";
        let add = format!("add a block with kind = \"article\" and name = \"{}\"", file.name);
        let mut problem = Diagnostic::warning("unused-article", Place::file(&path), message);
        if !names.is_empty() {
            problem = problem.hint(suggestion(file.name, &names));
        }
        problems.push(problem.hint(add));
    }
}

/// What stands in one language of the report and not in another.
fn languages(
    written: &BTreeSet<Written<'_>>,
    wanted: &[Wanted<'_>],
    languages: &[Lang],
    problems: &mut Problems,
) {
    let mut by_place: BTreeMap<(&str, Option<&str>), Vec<&str>> = BTreeMap::new();
    for file in written {
        let known = by_place.entry((file.name, file.slug)).or_default();
        known.push(file.lang);
    }
    for ((name, slug), known) in by_place {
        // Without its block it is told already; a required one is told by its block.
        let mut blocks = wanted.iter().filter(|article| article.name == name);
        let Some(block) = blocks.next() else { continue };
        if block.required && slug.is_none() {
            continue;
        }
        for lang in languages.iter().map(Lang::as_str) {
            if known.contains(&lang) {
                continue;
            }
            let missing = Written { name, slug, lang }.path();
            let message = format!(
                "this article is missing in '{lang}' and stands in '{}'",
                known.join("', '")
            );
            problems.push(
                Diagnostic::warning("missing-article", Place::file(&missing), message)
                    .hint("write it, or the reports in that language do without"),
            );
        }
    }
}

/// An article that some report would lack.
fn required(
    article: &Wanted<'_>,
    lang: &str,
    written: &BTreeSet<Written<'_>>,
    reported: &[&str],
    say: &mut Say<'_, '_>,
) {
    let name = article.name;
    let has = |slug| written.contains(&Written { name, slug, lang });
    let lacking = reported.iter().filter(|slug| !has(Some(**slug)));
    let lacking: Vec<&str> = lacking.copied().collect();
    if has(None) || lacking.is_empty() {
        return;
    }
    let slug = None;
    let common = Written { name, slug, lang }.path();
    let message = if lacking.len() == reported.len() {
        format!("there is no file {common}")
    } else {
        format!("there is no file {common}, and {} have none of their own", lacking.join(", "))
    };
    let hint = "write it, or take `required` away";
    say.error("missing-article", &article.at, message, hint);
}

#[cfg(test)]
mod tests {
    use crate::{assets::Assets, config::load, diagnostic::Problems};

    #[test]
    fn what_one_language_has_and_another_lacks_is_told() {
        let mut assets = Assets::embedded();
        let text = |path: &str| assets.text(path).expect("embedded").to_owned();
        let (report, words) = (text("config/report.toml"), text("config/lang/nb.toml"));
        let report = format!("languages = [\"nb\", \"xx\"]\n{report}");
        assets.put("config/report.toml", report.into_bytes());
        assets.put("config/lang/xx.toml", words.into_bytes());
        for name in [
            "nb/innledning.md",
            "xx/metode.md",
            "nb/metode.md",
            "nb/sagene/merknad.md",
            "en/anything.md",
        ] {
            assets.put(&format!("report-templates/articles/{name}"), b"Hei".to_vec());
        }
        let mut warnings = Problems::default();
        let told = load(&assets, &mut warnings).err().unwrap_or_default();
        let told = told.0.iter().chain(&warnings.0);
        let told: Vec<String> = told
            .filter(|problem| problem.place.to_string().contains("articles"))
            .map(|problem| format!("{} {}", problem.code, problem.place))
            .collect();
        let missing = |name| format!("missing-article report-templates/articles/xx/{name}.md");
        assert_eq!(told, [missing("innledning"), missing("sagene/merknad")]);
    }
}
