//! Law: what holds hidden figures lies apart from the output, for the person alone who runs the program.

use super::{
    manifest::{self, Reading},
    place::real,
    reader::Reader,
    sink::Sink,
    staging::Staging,
    trouble::trouble,
};
use crate::diagnostic::{Diagnostic, Place, Problems};
use std::{fs, path::Path};

/// The code of the problem that a folder does not lie apart from the output: a wrong call.
const NOT_APART: &str = "not-apart";

/// Refuses a folder for what must not be published that lies in the output, or that is published itself.
///
/// # Errors
/// That, or the system refuses to say.
pub fn lies_apart(folder: &Path, output: &Path) -> Result<(), Problems> {
    let real =
        |path: &Path| real(path).map_err(|error| Problems::from(trouble("read", path, &error)));
    let (inner, outer) = (real(folder)?, real(output)?);
    let shown = folder.display().to_string();
    let refuse = |message: String| {
        let problem = Diagnostic::error(NOT_APART, Place::file(&shown), message);
        let hint = "it gets hidden figures: name a folder that is never published";
        Err(problem.hint(hint).into())
    };
    if inner.starts_with(&outer) || outer.starts_with(&inner) {
        return refuse(format!("{shown} does not lie apart from the output"));
    }
    // Who publishes a folder goes on doing so, whatever lies in it by then.
    match fs::read(inner.join(manifest::NAME)).map(|bytes| manifest::read(&bytes)) {
        Ok(Reading::Ours(list)) if list.has_reports() => {
            refuse(format!("{shown} is an output: what lies there is published"))
        }
        _ => Ok(()),
    }
}

impl Sink {
    /// A sink for what must not be published, which replaces the folder `folder` when it is committed.
    ///
    /// Its folder and files can be read by their owner alone, where the system tells persons apart.
    ///
    /// # Errors
    /// The folder lies in the output or the output in it ([`NOT_APART`]), or what [`Sink::begin`] refuses.
    pub fn apart(folder: &Path, output: &Path) -> Result<Self, Problems> {
        lies_apart(folder, output)?;
        Ok(Self::on(Staging::begin(folder, Reader::Owner)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::{FileKind, OutFile};

    fn refused(folder: &Path, output: &Path) -> bool {
        let problems = Sink::apart(folder, output).err();
        problems.is_some_and(|problems| problems.0[0].code == NOT_APART)
    }

    #[test]
    fn nothing_hidden_lands_in_the_output() {
        let dir = tempfile::tempdir().unwrap();
        let [output, inside] = ["out", "out/proof"].map(|name| dir.path().join(name));
        let apart = dir.path().join("proof");
        for there in [false, true] {
            assert!(refused(&output, &output), "{there}");
            assert!(refused(&inside, &output));
            assert!(refused(dir.path(), &output));
            assert!(refused(&dir.path().join("x/../out/proof"), &output));
            assert!(!refused(&apart, &output));
            assert!(!refused(&dir.path().join("out-proof"), &output));
            fs::create_dir_all(&output).unwrap();
        }
    }

    #[test]
    fn no_other_output_is_replaced() {
        let dir = tempfile::tempdir().unwrap();
        let [output, other] = ["out", "other"].map(|name| dir.path().join(name));
        let sink = Sink::begin(&other).unwrap();
        let (district, language) = (None, None);
        sink.put(OutFile {
            path: "a.csv".to_owned(),
            kind: FileKind::Data,
            district,
            language,
            bytes: b"x".to_vec(),
        })
        .unwrap();
        sink.commit("e", &[]).unwrap();
        assert!(refused(&other, &output));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_into_the_output_is_seen_through() {
        let dir = tempfile::tempdir().unwrap();
        let [output, link] = ["out", "link"].map(|name| dir.path().join(name));
        fs::create_dir(&output).unwrap();
        std::os::unix::fs::symlink(&output, &link).unwrap();
        assert!(refused(&link.join("proof"), &output));
        assert!(refused(&output.join("proof"), &link));
    }

    #[cfg(unix)]
    #[test]
    fn only_its_owner_reads_what_is_written() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let [output, apart] = ["out", "proof"].map(|name| dir.path().join(name));
        // One that is there and open to all is no exception.
        fs::create_dir(&apart).unwrap();
        for _ in 0..2 {
            let sink = Sink::apart(&apart, &output).unwrap();
            let (district, language) = (None, None);
            sink.put(OutFile {
                path: "a/b.txt".to_owned(),
                kind: FileKind::Other,
                district,
                language,
                bytes: b"x".to_vec(),
            })
            .unwrap();
            sink.commit("e", &[]).unwrap();
            let mode = |path: &str| {
                let metadata = fs::metadata(apart.join(path)).unwrap();
                metadata.permissions().mode() & 0o777
            };
            let modes = ["", "a", "a/b.txt", "manifest.json"].map(mode);
            assert_eq!(modes, [0o700, 0o700, 0o600, 0o600]);
        }
    }
}
