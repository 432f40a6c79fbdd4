//! Law: every default file is embedded, and a project's own file of the same path stands in its place.

mod letters;

pub use letters::{Letters, Unfit};

use include_dir::{Dir, include_dir};
use std::{borrow::Cow, collections::BTreeMap};

static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/report-templates");
static CONFIG: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/config");

/// What people write themselves, as paths begin. It is never a default: nobody else's words stand in a report.
const OWN: &str = "report-templates/articles/";

/// Settings, templates and fonts by path: `config/report.toml`, `report-templates/fonts/Inter-Bold.ttf`.
///
/// Paths use `/` on every system.
#[derive(Clone, Debug)]
pub struct Assets {
    files: BTreeMap<String, Cow<'static, [u8]>>,
}

impl Assets {
    /// What is embedded in the program.
    pub fn embedded() -> Self {
        let mut files = BTreeMap::new();
        collect(&TEMPLATES, "report-templates", &mut files);
        collect(&CONFIG, "config", &mut files);
        files.retain(|path, _| !path.starts_with(OWN));
        Self { files }
    }

    /// Puts a project's own file in the place of a default, or beside them.
    pub fn put(&mut self, path: &str, bytes: Vec<u8>) {
        self.files.insert(path.to_owned(), Cow::Owned(bytes));
    }

    /// A file's bytes.
    pub fn bytes(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(|bytes| &**bytes)
    }

    /// A file's text; nothing where it is absent or not UTF-8.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.bytes(path).and_then(|bytes| std::str::from_utf8(bytes).ok())
    }

    /// Whether this file is the embedded default, not a project's own.
    pub fn is_default(&self, path: &str) -> bool {
        matches!(self.files.get(path), Some(Cow::Borrowed(_)))
    }

    /// All files whose path begins with `prefix`, in order of path.
    pub fn under<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = (&'a str, &'a [u8])> {
        self.files
            .range(prefix.to_owned()..)
            .take_while(move |(path, _)| path.starts_with(prefix))
            .map(|(path, bytes)| (path.as_str(), &**bytes))
    }
}

fn collect(
    dir: &'static Dir<'static>,
    root: &str,
    files: &mut BTreeMap<String, Cow<'static, [u8]>>,
) {
    for file in dir.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        files.insert(format!("{root}/{path}"), Cow::Borrowed(file.contents()));
    }
    for inner in dir.dirs() {
        collect(inner, root, files);
    }
}
