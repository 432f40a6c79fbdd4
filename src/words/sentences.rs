//! Law: a template file is sentences, one a line; a sentence that cannot be said truly is left out.
//!
//! A blank line begins a new paragraph. A line that begins with `~ ` is another wording of the
//! line before it; which one is used follows from the district's id and the line alone, so that a run
//! gives the same words every time. A line that begins with `#` is a comment.

use super::{
    article::{Article, Articles},
    engine::{self, engine},
    facts::context,
    grammar::{self, Refused},
    scope::{Scope, Told, Trace},
};
use crate::{
    assets::Assets,
    diagnostic::{Diagnostic, Place, Problems},
    ident::{CellKey, Lang},
};
use minijinja::Environment;
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeMap,
    ops::Range,
    sync::{Arc, Mutex, PoisonError},
};

/// The most bytes of a line that a message points at.
const SHOWN: usize = 200;

/// Something said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The template.
    pub template: String,
    /// The text; `**` stands around what is strong.
    pub text: String,
    /// The cells that it rests on.
    pub evidence: Vec<CellKey>,
    /// The numbers in it, in the order in which they were asked for.
    pub told: Vec<Told>,
}

/// One line of a template file with its other wordings.
#[derive(Clone, Debug)]
struct Sentence {
    /// Names of the compiled wordings, with their place in the file.
    wordings: Vec<(String, Range<usize>)>,
}

/// All sentences and articles of one language.
#[derive(Debug)]
pub struct Speaker {
    environment: Environment<'static>,
    /// Template → paragraphs → sentences.
    templates: BTreeMap<String, Vec<Vec<Sentence>>>,
    folder: String,
    articles: Articles,
}

impl Speaker {
    /// Compiles every sentence template of a language, and reads its articles.
    ///
    /// # Errors
    /// Each sentence that is not a template and all that articles cannot hold, with its place.
    pub fn new(assets: &Assets, lang: &Lang) -> Result<Self, Problems> {
        let folder = format!("report-templates/text/{lang}/");
        let mut speaker = Self {
            environment: engine(),
            templates: BTreeMap::new(),
            folder: folder.clone(),
            articles: Articles::default(),
        };
        let mut problems = Problems::default();
        match Articles::new(assets, lang) {
            Ok(articles) => speaker.articles = articles,
            Err(more) => problems.extend(more),
        }
        for (path, bytes) in assets.under(&folder) {
            let Some(name) = path.strip_prefix(&folder).and_then(|n| n.strip_suffix(".j2")) else {
                continue;
            };
            match std::str::from_utf8(bytes) {
                Ok(source) => speaker.add(name, path, source, &mut problems),
                Err(_) => problems.push(
                    Diagnostic::error("encoding", Place::file(path), "the file is not UTF-8 text")
                        .hint("save it as UTF-8"),
                ),
            }
        }
        if problems.fatal() { Err(problems) } else { Ok(speaker) }
    }

    fn add(&mut self, name: &str, path: &str, source: &str, problems: &mut Problems) {
        let mut paragraphs: Vec<Vec<Sentence>> = vec![Vec::new()];
        let mut at = 0;
        for (number, line) in source.split_inclusive('\n').enumerate() {
            let start = at;
            at += line.len();
            let text = line.trim();
            if text.is_empty() {
                paragraphs.push(Vec::new());
                continue;
            }
            if text.starts_with('#') && !text.starts_with("{#") {
                continue;
            }
            let wording = match text {
                // A wording of nothing: some reports leave the sentence out.
                "~" => Some(""),
                other => other.strip_prefix("~ "),
            };
            let id = format!("{name}:{}", number + 1);
            let span = start..start + line.trim_end().len();
            let body = wording.unwrap_or(text);
            let fits = grammar::check(body).and_then(|()| {
                let added = self.environment.add_template_owned(id.clone(), body.to_owned());
                added.map_err(Refused::Syntax)
            });
            if let Err(refused) = fits {
                problems.push(match refused {
                    Refused::Syntax(error) => template_error(path, span.clone(), &error),
                    Refused::Unbounded(why) => {
                        // Who wrote a megabyte into one line knows which it is by its beginning.
                        let shown = start..start + line.trim_end().floor_char_boundary(SHOWN);
                        unbounded(path, shown, &why)
                    }
                });
                continue;
            }
            let sentences = paragraphs.last_mut().expect("there is always a paragraph");
            match (wording, sentences.last_mut()) {
                (Some(_), Some(last)) => last.wordings.push((id, span)),
                _ => sentences.push(Sentence { wordings: vec![(id, span)] }),
            }
        }
        paragraphs.retain(|p| !p.is_empty());
        self.templates.insert(name.to_owned(), paragraphs);
    }

    /// Whether there is such a template.
    pub fn knows(&self, name: &str) -> bool {
        self.templates.contains_key(name)
    }

    /// The article of this name for a district.
    pub fn article(&self, slug: &str, name: &str) -> Option<&Article> {
        self.articles.get(slug, name)
    }

    /// The names of all templates.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.templates.keys().map(String::as_str)
    }

    /// Says a template: its paragraphs, each with what it rests on. Paragraphs in which nothing can be said are left out.
    ///
    /// # Errors
    /// Names that the templates use and that are not there, with the place.
    pub fn say(&self, name: &str, scope: &Scope) -> Result<Vec<Said>, Problems> {
        let Some(paragraphs) = self.templates.get(name) else {
            let path = format!("{}{name}.j2", self.folder);
            let mut problem =
                Diagnostic::error("template-missing", Place::file(&path), "there is no such file")
                    .hint("write it, or name another one in config/outline.toml");
            if let Some(near) = crate::diagnostic::nearest(name, self.names()) {
                problem = problem.hint(format!("did you mean '{near}'?"));
            }
            return Err(problem.into());
        };
        let mut problems = Problems::default();
        let mut said = Vec::new();
        for paragraph in paragraphs {
            let mut whole = Said {
                template: name.to_owned(),
                text: String::new(),
                evidence: Vec::new(),
                told: Vec::new(),
            };
            for sentence in paragraph {
                match self.sentence(name, sentence, scope) {
                    Ok(Some(part)) => {
                        if !whole.text.is_empty() {
                            whole.text.push(' ');
                        }
                        whole.text.push_str(&part.text);
                        whole.evidence.extend(part.evidence);
                        whole.told.extend(part.told);
                    }
                    Ok(None) => {}
                    Err(more) => problems.extend(more),
                }
            }
            if !whole.text.is_empty() {
                said.push(whole);
            }
        }
        if problems.fatal() { Err(problems) } else { Ok(said) }
    }

    /// The first paragraph of a template on one line, or nothing where nothing can be said.
    ///
    /// # Errors
    /// As [`Speaker::say`].
    pub fn line(&self, name: &str, scope: &Scope) -> Result<Option<Said>, Problems> {
        Ok(self.say(name, scope)?.into_iter().next())
    }

    fn sentence(
        &self,
        name: &str,
        sentence: &Sentence,
        scope: &Scope,
    ) -> Result<Option<Said>, Problems> {
        let first = choice(scope, &sentence.wordings[0].0, sentence.wordings.len());
        let (id, span) = &sentence.wordings[first];
        let recorder = Arc::new(Mutex::new(Trace::default()));
        let path = || format!("{}{name}.j2", self.folder);
        let text = self
            .environment
            .get_template(id)
            .and_then(|template| engine::say(&template, context(scope, &recorder)))
            .map_err(|error| Problems::from(template_error(&path(), span.clone(), &error)))?;
        let mut trace = recorder.lock().unwrap_or_else(PoisonError::into_inner);
        let text = squeeze(&text);
        if trace.silent || text.is_empty() {
            return Ok(None);
        }
        Ok(Some(Said {
            template: name.to_owned(),
            text,
            evidence: std::mem::take(&mut trace.evidence),
            told: std::mem::take(&mut trace.told),
        }))
    }
}

/// Which of `count` wordings a district gets; the same in every run and on every machine.
///
/// A second sentence of the same sort in one report gets the next one.
fn choice(scope: &Scope, sentence: &str, count: usize) -> usize {
    if count < 2 {
        return 0;
    }
    let mut hash = Sha256::new();
    hash.update(scope.lens.district().as_str());
    hash.update([0]);
    hash.update(sentence);
    let digest = hash.finalize();
    (usize::from(u16::from_be_bytes([digest[0], digest[1]])) + scope.turn) % count
}

/// A text with a capital first letter.
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

/// A text as it stands inside a sentence: a small first letter, but for abbreviations such as GHB.
pub fn uncapital(text: &str) -> String {
    let mut chars = text.chars();
    let Some(first) = chars.next() else {
        return String::new();
    };
    if chars.clone().next().is_some_and(char::is_uppercase) {
        return text.to_owned();
    }
    first.to_lowercase().chain(chars).collect()
}

/// One plain space between words; no-break spaces stay.
fn squeeze(text: &str) -> String {
    let words = text.split([' ', '\t', '\n', '\r']).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

fn unbounded(path: &str, span: Range<usize>, why: &str) -> Diagnostic {
    let message = format!("this sentence could take too long or too much: {why}");
    Diagnostic::error("sentence-template", Place::text(path, span), message)
        .hint("make two sentences of it, each on a line of its own")
}

fn template_error(path: &str, span: Range<usize>, error: &minijinja::Error) -> Diagnostic {
    let detail = error.detail().unwrap_or("it is not a template").to_owned();
    Diagnostic::error(
        "sentence-template",
        Place::text(path, span),
        format!("this sentence cannot be said: {}: {detail}", error.kind()),
    )
    .hint("see docs/architecture.md for the names that sentences may use")
}
