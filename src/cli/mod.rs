//! Law: speaks with the person: arguments in, progress and problems out; everything else is done elsewhere.
//!
//! Results go to standard output, progress and problems to standard error. The exit code is 0 when all is well,
//! 1 when there are problems, 2 when the program was called wrongly, and 130 when it was interrupted.

mod args;
mod audit;
mod build;
mod check;
mod problems;
mod progress;
mod say;
mod schema;
mod verify;

use crate::files;
use args::{Cli, Command};
use clap::Parser;
use say::say;
use std::process::ExitCode;

/// How a run ended, when not well.
enum End {
    /// There were problems; they have been told.
    Problems,
    /// The program was called wrongly; that has been told.
    Misuse,
    /// The person stopped it.
    Interrupted,
}

/// Runs the program with the arguments it was called with.
pub fn main() -> ExitCode {
    if files::trial::asked() {
        return files::trial::run();
    }
    let cli = Cli::parse();
    let end = match cli.command {
        None => build::run(&cli.build),
        Some(Command::Build(args)) => build::run(&args),
        Some(Command::Check(args)) => check::run(&args),
        Some(Command::Audit(args)) => audit::run(&args),
        Some(Command::Verify(args)) => verify::run(&args),
        Some(Command::Schema { name }) => schema::run(name.as_deref()),
        Some(Command::New { folder }) => new(&folder),
    };
    match end {
        Ok(()) => ExitCode::SUCCESS,
        Err(End::Problems) => ExitCode::from(1),
        Err(End::Misuse) => ExitCode::from(2),
        Err(End::Interrupted) => ExitCode::from(130),
    }
}

/// Makes a project to start from.
fn new(folder: &std::path::Path) -> Result<(), End> {
    let files = files::starter::write(folder).map_err(|found| problems::tell(&found, None))?;
    let shown = folder.display();
    say(&format!("{} files in {shown}:", files.len()));
    for file in files {
        say(&format!("  {file}"));
    }
    say(&format!("\nMake its reports with: bydelsrapport build --project {shown}"));
    Ok(())
}
