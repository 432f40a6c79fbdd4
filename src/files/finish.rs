//! Law: memory, certificates and reports are put in place one right after the other, all of them or none.
//!
//! Nothing goes out before the memory knows of it and its proof is in place, so the reports come last; and nothing
//! is cleared away before all is in place. Where the system refuses a step, those before are taken back.

use super::{
    interrupt,
    ready::{Ready, Written},
    recording::Recording,
    standing::{Piece, Standing},
};
use crate::diagnostic::Problems;

/// What to do where a step was refused and those before could not be taken back.
const AGAIN: &str = "mend that and run the same command again before anybody gets the reports: the same input gives the same files";

/// Puts all that a run has made in place; says what was written.
///
/// # Errors
/// The system refuses. What is in place then, [`interrupt::window`] says: as a rule what was there before.
pub fn finish(
    memory: Option<Recording>,
    proof: Option<Ready>,
    output: Ready,
) -> Result<Written, Problems> {
    let mut items: Vec<Item> = memory.map(Item::Memory).into_iter().collect();
    items.extend(proof.map(|ready| Item::Folder(Piece::Certificates, ready)));
    items.push(Item::Folder(Piece::Reports, output));
    all_or_none(&mut items, &mut interrupt::window())?;
    let mut warnings = Problems::default();
    let mut written = Written::default();
    for item in items {
        let Item::Folder(piece, ready) = item else { continue };
        let cleared = ready.clear_up();
        warnings.extend(cleared.warnings.clone());
        if piece == Piece::Reports {
            written = cleared;
        }
    }
    Ok(Written { warnings, ..written })
}

/// A thing to put in place.
enum Item {
    Memory(Recording),
    Folder(Piece, Ready),
}

impl Item {
    fn piece(&self) -> Piece {
        match self {
            Self::Memory(_) => Piece::Memory,
            Self::Folder(piece, _) => *piece,
        }
    }

    fn place(&mut self) -> Result<(), Problems> {
        match self {
            Self::Memory(recording) => recording.place(),
            Self::Folder(_, ready) => ready.place(),
        }
    }

    fn is_placed(&self) -> bool {
        match self {
            Self::Memory(recording) => recording.is_placed(),
            Self::Folder(_, ready) => ready.is_placed(),
        }
    }

    fn take_back(&mut self) -> Result<(), Problems> {
        match self {
            Self::Memory(recording) => recording.take_back(),
            Self::Folder(_, ready) => ready.take_back(),
        }
    }
}

fn all_or_none(items: &mut [Item], standing: &mut Standing) -> Result<(), Problems> {
    for n in 0..items.len() {
        let placed = items[n].place();
        if items[n].is_placed() {
            standing.placed(items[n].piece());
        }
        if let Err(mut problems) = placed {
            for item in items[..=n].iter_mut().rev().filter(|item| item.is_placed()) {
                match item.take_back() {
                    Ok(()) => standing.taken_back(item.piece()),
                    Err(more) => problems.extend(more),
                }
            }
            if standing.halfway() {
                problems.0 = problems.0.into_iter().map(|problem| problem.hint(AGAIN)).collect();
            }
            return Err(problems);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        files::{Project, Sink, step::refused},
        ledger::FILE,
        pipeline::{FileKind, OutFile},
    };
    use std::{
        fs,
        path::{Path, PathBuf},
    };

    const PIECES: [Piece; 3] = [Piece::Memory, Piece::Certificates, Piece::Reports];

    struct Place {
        dir: tempfile::TempDir,
        project: Project,
    }

    impl Place {
        fn new() -> Self {
            let dir = tempfile::tempdir().unwrap();
            fs::create_dir_all(dir.path().join("p/config")).unwrap();
            fs::write(dir.path().join("p/config/report.toml"), "").unwrap();
            let project = Project::open(&dir.path().join("p")).unwrap();
            Self { dir, project }
        }

        fn path(&self, name: &str) -> PathBuf {
            self.dir.path().join(name)
        }

        /// All that one run with this word puts in place, made ready.
        fn items(&self, word: &str) -> Vec<Item> {
            let output = self.path("out");
            let recording = Recording::begin(&self.project).unwrap();
            recording.stage(word).unwrap();
            let ready = |sink: Sink| {
                let (district, language) = (None, None);
                let (path, kind, bytes) = ("a.txt".to_owned(), FileKind::Other, word.into());
                sink.put(OutFile { path, kind, district, language, bytes }).unwrap();
                sink.ready("e", &[]).unwrap()
            };
            let proof = ready(Sink::apart(&self.path("proof"), &output).unwrap());
            vec![
                Item::Memory(recording),
                Item::Folder(Piece::Certificates, proof),
                Item::Folder(Piece::Reports, ready(Sink::begin(&output).unwrap())),
            ]
        }

        fn run(&self, word: &str, refuse: &[usize]) -> (Standing, Option<Problems>) {
            let mut items = self.items(word);
            let mut standing = Standing::default();
            standing.asked(PIECES);
            refused::at(refuse);
            let done = all_or_none(&mut items, &mut standing);
            refused::at(&[]);
            (standing, done.err())
        }

        /// The word that memory, certificates and reports hold.
        fn words(&self) -> [Option<String>; 3] {
            [format!("p/{FILE}"), "proof/a.txt".to_owned(), "out/a.txt".to_owned()]
                .map(|path| fs::read_to_string(self.path(&path)).ok())
        }

        /// Whatever lies beside what is in place.
        fn left(&self) -> Vec<String> {
            let names = |folder: &Path| {
                let entries = fs::read_dir(folder).unwrap();
                entries
                    .map(|entry| entry.unwrap().file_name().into_string().unwrap())
                    .collect::<Vec<String>>()
            };
            let all: Vec<String> = [names(self.dir.path()), names(&self.path("p"))].concat();
            all.into_iter().filter(|name| name.starts_with('.')).collect()
        }
    }

    /// How many steps there are.
    fn steps(before: bool) -> usize {
        let place = Place::new();
        if before {
            assert!(place.run("old", &[]).1.is_none());
        }
        let mut items = place.items("new");
        refused::at(&[]);
        all_or_none(&mut items, &mut Standing::default()).unwrap();
        refused::taken()
    }

    #[test]
    fn whichever_step_is_refused_what_was_there_before_is_there_again() {
        for before in [false, true] {
            let steps = steps(before);
            assert!(steps >= 6, "three renames, and each is synced: {steps}");
            for step in 0..steps {
                let place = Place::new();
                if before {
                    place.run("old", &[]);
                }
                let was = place.words();
                let (standing, problems) = place.run("new", &[step]);
                assert!(problems.is_some(), "step {step}");
                assert_eq!(place.words(), was, "step {step}");
                assert_eq!(standing.said().unwrap(), "nothing was written");
                assert!(place.left().is_empty(), "step {step}: {:?}", place.left());
                assert!(place.run("new", &[]).1.is_none(), "the next run goes well");
                assert_eq!(place.words(), [(); 3].map(|()| Some("new".to_owned())));
            }
        }
    }

    #[test]
    fn where_nothing_can_be_taken_back_what_is_said_is_what_is_there() {
        for before in [false, true] {
            for step in 0..steps(before) {
                for again in step + 1..step + 4 {
                    let place = Place::new();
                    if before {
                        place.run("old", &[]);
                    }
                    let (standing, problems) = place.run("new", &[step, again]);
                    let problems = problems.unwrap();
                    let there: Vec<Piece> = PIECES
                        .into_iter()
                        .zip(place.words())
                        .filter(|(_, word)| word.as_deref() == Some("new"))
                        .map(|(piece, _)| piece)
                        .collect();
                    let mut truth = Standing::default();
                    truth.asked(PIECES);
                    there.into_iter().for_each(|piece| truth.placed(piece));
                    assert_eq!(standing, truth, "steps {step} and {again}");
                    let hints = |word: &str| {
                        problems.0.iter().flat_map(|p| &p.hints).any(|hint| hint.contains(word))
                    };
                    assert_eq!(hints("run the same command again"), truth.halfway());
                    assert!(place.run("new", &[]).1.is_none(), "the next run goes well");
                    assert_eq!(place.words(), [(); 3].map(|()| Some("new".to_owned())));
                    assert!(place.left().is_empty(), "{:?}", place.left());
                }
            }
        }
    }
}
