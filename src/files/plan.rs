//! Law: what a run would write, and what it would take away, can be told without touching anything.

use super::{
    carry::foreign,
    manifest::{self, List, Reading},
    place::settle,
    sink::Sink,
    trouble::trouble,
};
use crate::{
    diagnostic::{Diagnostic, Place, Problems},
    pipeline::FileKind,
};
use std::{collections::BTreeMap, fs, io, path::Path};

/// What becomes of a file of an output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// It is not there yet.
    New,
    /// It gets other bytes.
    Changed,
    /// It stays as it is.
    Same,
    /// It goes away.
    Removed,
}

/// The list of an earlier output; nothing where there is none.
///
/// # Errors
/// The folder holds somebody's documents, or the system refuses.
fn earlier(output: &Path) -> Result<Option<List>, Problems> {
    let output = settle(output)?;
    foreign(&output)?;
    let list = output.join(manifest::NAME);
    match fs::read(&list).map(|bytes| manifest::read(&bytes)) {
        Ok(Reading::Ours(list)) => Ok(Some(list)),
        Ok(_) => Ok(None),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(trouble("read", &list, &error).into()),
    }
}

/// The files of an earlier output that a run for some districts or some kinds of files alone would take away.
///
/// # Errors
/// The folder holds somebody's documents, or the system refuses.
pub fn narrowed(
    output: &Path,
    kept: &dyn Fn(Option<&str>, FileKind) -> bool,
) -> Result<Vec<String>, Problems> {
    let files = earlier(output)?.map_or_else(Vec::new, |list| list.files);
    let lost = files.into_iter().filter(|file| !kept(file.district.as_deref(), file.kind));
    Ok(lost.map(|file| file.path).collect())
}

impl Sink {
    /// What becomes of each file of `output`, by its path, if what this sink was given were put in place.
    ///
    /// # Errors
    /// What [`Sink::begin`] would refuse, or a file of somebody's that is in the way.
    pub fn plan(self, output: &Path) -> Result<BTreeMap<String, Change>, Problems> {
        let mut plan = BTreeMap::new();
        let mut before: BTreeMap<String, String> = BTreeMap::new();
        if let Some(list) = earlier(output)? {
            before = list.files.into_iter().map(|file| (file.path, file.sha256)).collect();
        }
        let mut problems = Problems::default();
        for (path, hash) in self.hashes() {
            let change = match before.remove(&path) {
                Some(was) if was == hash => Change::Same,
                Some(_) => Change::Changed,
                None if fs::symlink_metadata(output.join(&path)).is_ok() => {
                    let shown = output.join(&path).display().to_string();
                    let message = "a report would replace a file that this program did not write";
                    problems.push(Diagnostic::error("in-the-way", Place::file(&shown), message));
                    continue;
                }
                None => Change::New,
            };
            plan.insert(path, change);
        }
        plan.extend(before.into_keys().map(|path| (path, Change::Removed)));
        if problems.fatal() { Err(problems) } else { Ok(plan) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::OutFile;

    fn put(sink: Sink, files: &[(&str, &str, FileKind)]) -> Sink {
        for (path, word, kind) in files {
            let (district, language) = (Some(path[..1].to_owned()), None);
            let (path, bytes) = ((*path).to_owned(), (*word).into());
            sink.put(OutFile { path, kind: *kind, district, language, bytes }).unwrap();
        }
        sink
    }

    #[test]
    fn a_plan_tells_what_comes_changes_stays_and_goes() {
        let dir = tempfile::tempdir().unwrap();
        let out = dir.path().join("out");
        let old = [
            ("a.csv", "1", FileKind::Data),
            ("a.pdf", "1", FileKind::Pdf),
            ("b.pdf", "1", FileKind::Pdf),
        ];
        put(Sink::begin(&out).unwrap(), &old).commit("e", &[]).unwrap();
        let new = [
            ("a.csv", "1", FileKind::Data),
            ("a.pdf", "2", FileKind::Pdf),
            ("c.pdf", "1", FileKind::Pdf),
        ];
        let plan = put(Sink::nowhere(), &new).plan(&out).unwrap();
        let changes: Vec<_> = plan.iter().map(|(path, change)| (path.as_str(), *change)).collect();
        let expected = [
            ("a.csv", Change::Same),
            ("a.pdf", Change::Changed),
            ("b.pdf", Change::Removed),
            ("c.pdf", Change::New),
        ];
        assert_eq!(changes, expected);
        let lost = narrowed(&out, &|district, _| district == Some("a")).unwrap();
        assert_eq!(lost, ["b.pdf"]);
        let lost = narrowed(&out, &|_, kind| kind == FileKind::Data).unwrap();
        assert_eq!(lost, ["a.pdf", "b.pdf"]);
        fs::write(out.join("d.pdf"), "mine").unwrap();
        let refused = put(Sink::nowhere(), &[("d.pdf", "1", FileKind::Pdf)]).plan(&out);
        assert_eq!(refused.unwrap_err().0[0].code, "in-the-way");
        assert!(dir.path().read_dir().unwrap().count() == 1, "nothing was touched");
    }
}
