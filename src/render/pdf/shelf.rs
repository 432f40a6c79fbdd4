//! Law: what all reports share is read once: fonts, the standard library and the parsed templates.

use super::problem;
use crate::{
    assets::Assets,
    diagnostic::{Diagnostic, Place, Problems},
};
use std::collections::HashMap;
use typst::{
    Feature, Library, LibraryExt,
    foundations::Bytes,
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};

const TEMPLATES: &str = "report-templates/typst/";
const FONTS: &str = "report-templates/fonts/";
const MAIN: &str = "report-templates/typst/main.typ";

/// Everything that does not change from one report to the next.
pub(super) struct Shelf {
    pub library: LazyHash<Library>,
    pub book: LazyHash<FontBook>,
    pub fonts: Vec<Font>,
    pub sources: HashMap<FileId, Source>,
    pub files: HashMap<FileId, Bytes>,
    pub main: FileId,
}

impl Shelf {
    /// Reads fonts and templates.
    ///
    /// # Errors
    /// No fonts, an unreadable one, no `main.typ`, a template that is not UTF-8 or not Typst.
    pub fn new(assets: &Assets) -> Result<Self, Problems> {
        let mut problems = Problems::default();
        let fonts = fonts(assets, &mut problems);
        let mut sources = HashMap::new();
        let mut files = HashMap::new();
        for (path, bytes) in assets.under(TEMPLATES) {
            let Some(id) = file_id(path) else {
                problems.push(
                    Diagnostic::error(
                        "template-path",
                        Place::file(path),
                        "the file's name is no path",
                    )
                    .hint("use letters, digits, `-` and `_` in file names"),
                );
                continue;
            };
            if !path.ends_with(".typ") {
                files.insert(id, Bytes::new(bytes.to_vec()));
                continue;
            }
            match std::str::from_utf8(bytes) {
                Ok(text) => {
                    let source = Source::new(id, text.to_owned());
                    problems.extend(problem::of_syntax(path, &source));
                    sources.insert(id, source);
                }
                Err(_) => problems.push(
                    Diagnostic::error(
                        "template-encoding",
                        Place::file(path),
                        "the template is not UTF-8",
                    )
                    .hint("save it as UTF-8"),
                ),
            }
        }
        let main = file_id(MAIN).filter(|id| sources.contains_key(id));
        let Some(main) = main else {
            problems.push(
                Diagnostic::error(
                    "template-missing",
                    Place::file(MAIN),
                    "the page template is missing",
                )
                .hint("take the embedded one as a start, or remove the project's own folder"),
            );
            return Err(problems);
        };
        if problems.fatal() {
            return Err(problems);
        }
        Ok(Self {
            // Row headers in tables stand behind this feature in Typst 0.15.
            library: LazyHash::new(
                Library::builder()
                    .with_features([Feature::A11yExtras].into_iter().collect())
                    .build(),
            ),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            sources,
            files,
            main,
        })
    }
}

/// The id of a virtual path. Typst never frees an id, so the same paths serve every report.
pub(super) fn file_id(path: &str) -> Option<FileId> {
    let path = VirtualPath::new(path).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}

fn fonts(assets: &Assets, problems: &mut Problems) -> Vec<Font> {
    let mut fonts = Vec::new();
    for (path, bytes) in assets.under(FONTS) {
        if !(path.ends_with(".ttf") || path.ends_with(".otf")) {
            continue;
        }
        let before = fonts.len();
        fonts.extend(Font::iter(Bytes::new(bytes.to_vec())));
        if fonts.len() == before {
            problems.push(
                Diagnostic::error("font-unreadable", Place::file(path), "the file is no font")
                    .hint("use a static TrueType or OpenType font"),
            );
        }
    }
    if fonts.is_empty() {
        problems.push(
            Diagnostic::error("font-missing", Place::file(FONTS), "there is no font").hint(
                "put at least one .ttf or .otf file here: fonts of the system are never used",
            ),
        );
    }
    fonts
}
