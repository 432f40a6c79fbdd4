//! Law: an output is said to be whole only after every byte of it was compared.

use super::{
    args::IntegrityArgs,
    end::End,
    problems::tell,
    progress,
    say::{many, remark},
};
use crate::{diagnostic::Problems, files::integrity};

/// Compares outputs with their lists.
pub(super) fn run(args: &IntegrityArgs) -> Result<(), End> {
    let mut problems = Problems::default();
    let mut sound = Vec::new();
    progress::stage("comparing files with their list");
    for folder in &args.outputs {
        match integrity::check(folder) {
            Ok(found) => {
                let fatal = found.problems.fatal();
                problems.extend(found.problems);
                let size = found.bytes as f64 / 1_000_000.0;
                let files = many(found.sound, "file");
                let all = if fatal { "" } else { ", all" };
                let folder = folder.display();
                sound.push(format!("{folder}: {files}, {size:.1} MB{all} as they were written"));
            }
            Err(found) => problems.extend(found),
        }
    }
    progress::end();
    for line in sound {
        remark(&line);
    }
    let end = tell(&problems, None);
    if problems.fatal() { Err(end) } else { Ok(()) }
}
