//! Law: the templates are read once, with all their problems; then every page is one call.

use super::{drawings, fault, fault::FOLDER, filters, index::IndexView, style};
use crate::assets::Assets;
use crate::diagnostic::{Diagnostic, Place, Problems};
use crate::render::html::WebDrawing;
use crate::report::view::ReportView;
use minijinja::syntax::SyntaxConfig;
use minijinja::{Environment, UndefinedBehavior, Value, context, value::Serde};
use std::collections::BTreeMap;

/// Makes pages; made once for all of them and shared between threads.
#[derive(Debug)]
pub struct HtmlShop {
    environment: Environment<'static>,
    style: Value,
    words: Vec<(String, Place)>,
}

impl HtmlShop {
    /// Reads templates, styles and fonts; `chart_css` holds the charts' own rules.
    ///
    /// # Errors
    /// Every template that cannot be parsed, with its place, and every missing font.
    pub fn new(assets: &Assets, chart_css: &str) -> Result<Self, Problems> {
        let mut problems = Problems::default();
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_syntax(
            SyntaxConfig::builder()
                .trim_blocks(true)
                .lstrip_blocks(true)
                .build()
                .expect("the default syntax is valid"),
        );
        environment.set_debug(true);
        filters::register(&mut environment);
        let mut words = Vec::new();
        for (path, _) in assets.under(FOLDER).filter(|(path, _)| path.ends_with(".html")) {
            let Some(text) = assets.text(path) else {
                let place = Place::file(path);
                problems.push(
                    Diagnostic::error("page-template", place, "a page template is not UTF-8")
                        .hint("save it as UTF-8"),
                );
                continue;
            };
            let name = path.strip_prefix(FOLDER).unwrap_or(path).to_owned();
            if let Err(error) = environment.add_template_owned(name, text.to_owned()) {
                problems.push(fault::diagnostic(&error));
            }
            words.extend(words_in(path, text));
        }
        let style = style::sheet(assets, chart_css).unwrap_or_else(|more| {
            problems.extend(more);
            String::new()
        });
        if problems.fatal() {
            return Err(problems);
        }
        Ok(Self { environment, style: Value::from_safe_string(style), words })
    }

    /// The style sheet of all pages.
    pub fn style(&self) -> &str {
        self.style.as_str().unwrap_or_default()
    }

    /// The page of one district.
    ///
    /// # Errors
    /// Words or drawings that are missing, all of them; or a template that fails.
    pub fn page(
        &self,
        view: &ReportView,
        drawings: &BTreeMap<String, WebDrawing>,
    ) -> Result<String, Problems> {
        let mut problems = self.missing_words(&view.meta.lang, &view.words);
        if let Err(more) = drawings::check(view, drawings) {
            problems.extend(more);
        }
        if problems.fatal() {
            return Err(problems);
        }
        let drawings = drawings::values(drawings);
        self.render(
            "page.html",
            context! {
                about => Serde(&view.meta), view => Serde(view), words => &view.words, drawings,
                sisters => Serde(&view.meta.files.sisters),
                style => &self.style,
            },
        )
    }

    /// The page that lists all districts.
    ///
    /// # Errors
    /// Words that are missing, all of them; or a template that fails.
    pub fn index(&self, view: &IndexView) -> Result<String, Problems> {
        let problems = self.missing_words(&view.lang, &view.words);
        if problems.fatal() {
            return Err(problems);
        }
        self.render(
            "index.html",
            context! {
                about => Serde(view), view => Serde(view), words => &view.words,
                sisters => Serde(&view.sisters),
                style => &self.style,
            },
        )
    }

    fn render(&self, name: &str, values: Value) -> Result<String, Problems> {
        self.environment
            .get_template(name)
            .and_then(|template| template.render(values))
            .map_err(|error| fault::diagnostic(&error).into())
    }

    /// A problem for every word that some template uses and the language lacks.
    fn missing_words(&self, lang: &str, words: &BTreeMap<String, String>) -> Problems {
        let missing = self.words.iter().filter(|(key, _)| !words.contains_key(key));
        Problems(
            missing
                .map(|(key, place)| {
                    let message = format!("the language '{lang}' has no word '{key}'");
                    Diagnostic::error("missing-word", place.clone(), message)
                        .hint(format!("add `{key} = \"…\"` to [words] in config/lang/{lang}.toml"))
                })
                .collect(),
        )
    }
}

/// Every key that follows `words.` in a template, once per file, with its place.
fn words_in(path: &str, text: &str) -> Vec<(String, Place)> {
    const MARK: &str = "words.";
    let mut found = BTreeMap::new();
    for (start, _) in text.match_indices(MARK) {
        let rest = &text[start + MARK.len()..];
        let length = rest.find(|c: char| c != '_' && !c.is_ascii_alphanumeric());
        let key = &rest[..length.unwrap_or(rest.len())];
        if key.is_empty() {
            continue;
        }
        found
            .entry(key.to_owned())
            .or_insert_with(|| Place::text(path, start..start + MARK.len() + key.len()));
    }
    found.into_iter().collect()
}
