//! Law: at no moment is there half an output.

use super::step::step;
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// Puts the folder `staging` in the place of `output` and says where the previous output now lies.
///
/// Where the system can exchange two folders in one step, it is one step. Elsewhere the previous output is
/// first renamed to `old`; [`recover`] mends what a crash between the two steps leaves.
///
/// # Errors
/// The system refuses; the previous output is where it was.
pub(super) fn swap(staging: &Path, output: &Path, old: &Path) -> io::Result<Option<PathBuf>> {
    if !output.try_exists()? {
        step(|| fs::rename(staging, output))?;
        return Ok(None);
    }
    if step(|| exchange(staging, output))? {
        return Ok(Some(staging.to_owned()));
    }
    in_two_steps(staging, output, old)?;
    Ok(Some(old.to_owned()))
}

/// Takes back what [`swap`] did.
///
/// # Errors
/// The system refuses; the new output is where it was.
pub(super) fn back(staging: &Path, output: &Path, previous: Option<&Path>) -> io::Result<()> {
    match previous {
        None => step(|| fs::rename(output, staging)),
        Some(previous) if previous == staging => step(|| exchange(staging, output)).map(drop),
        Some(previous) => in_two_steps(previous, output, staging),
    }
}

/// Brings back a previous output that a crash left under `old`, or clears it away where a new one is in place.
///
/// # Errors
/// The system refuses.
pub(super) fn recover(output: &Path, old: &Path) -> io::Result<()> {
    match (old.try_exists()?, output.try_exists()?) {
        (false, _) => Ok(()),
        (true, false) => fs::rename(old, output),
        (true, true) => fs::remove_dir_all(old),
    }
}

fn in_two_steps(staging: &Path, output: &Path, old: &Path) -> io::Result<()> {
    step(|| fs::rename(output, old))?;
    step(|| fs::rename(staging, output)).inspect_err(|_| {
        // The first error is the one to tell; if this fails too, the next run recovers.
        let _ = fs::rename(old, output);
    })
}

/// Exchanges two folders in one step; says whether the system and its file system can.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(one: &Path, other: &Path) -> io::Result<bool> {
    use rustix::{
        fs::{CWD, RenameFlags, renameat_with},
        io::Errno,
    };
    match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_one: &Path, _other: &Path) -> io::Result<bool> {
    Ok(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(path: &Path, word: &str) {
        fs::create_dir(path).unwrap();
        fs::write(path.join("word"), word).unwrap();
    }

    fn word(path: &Path) -> String {
        fs::read_to_string(path.join("word")).unwrap()
    }

    #[test]
    fn both_ways_put_the_new_in_place_and_keep_the_old_aside() {
        let dir = tempfile::tempdir().unwrap();
        let [new, out, old] = ["new", "out", "old"].map(|name| dir.path().join(name));
        folder(&new, "first");
        assert_eq!(swap(&new, &out, &old).unwrap(), None);
        folder(&new, "second");
        let aside = swap(&new, &out, &old).unwrap().unwrap();
        assert_eq!((word(&out), word(&aside)), ("second".to_owned(), "first".to_owned()));
        fs::remove_dir_all(&aside).unwrap();
        folder(&new, "taken back");
        let aside = swap(&new, &out, &old).unwrap();
        back(&new, &out, aside.as_deref()).unwrap();
        assert_eq!((word(&out), word(&new)), ("second".to_owned(), "taken back".to_owned()));
        fs::remove_dir_all(&new).unwrap();
        folder(&new, "third");
        in_two_steps(&new, &out, &old).unwrap();
        assert_eq!((word(&out), word(&old)), ("third".to_owned(), "second".to_owned()));
        back(&new, &out, Some(&old)).unwrap();
        assert_eq!((word(&out), word(&new)), ("second".to_owned(), "third".to_owned()));
    }

    #[test]
    fn a_crash_between_the_two_steps_is_mended() {
        let dir = tempfile::tempdir().unwrap();
        let [out, old] = ["out", "old"].map(|name| dir.path().join(name));
        folder(&old, "previous");
        recover(&out, &old).unwrap();
        assert_eq!(word(&out), "previous");
        folder(&old, "older");
        recover(&out, &old).unwrap();
        assert_eq!(word(&out), "previous");
        assert!(!old.exists());
    }

    #[test]
    fn a_failed_second_step_puts_the_old_back() {
        let dir = tempfile::tempdir().unwrap();
        let [new, out, old] = ["new", "out", "old"].map(|name| dir.path().join(name));
        folder(&out, "previous");
        assert!(in_two_steps(&new, &out, &old).is_err());
        assert_eq!(word(&out), "previous");
    }
}
