//! Law: speaks with the person: arguments in, progress and problems out; everything else is done elsewhere.
//!
//! Results go to standard output, progress and problems to standard error. `--help` lists the exit codes.

mod args;
mod audit;
mod build;
mod check;
mod end;
mod fault;
mod integrity;
mod parse;
mod problems;
mod progress;
mod say;
mod schema;
mod shell;
mod verify;

use crate::{
    files::{self, Piece, interrupt},
    pipeline::Threads,
};
use args::{Cli, Command};
use end::End;
use problems::tell;
use say::{many, murmur, pasted, remark};
use std::{path::Path, process::ExitCode};

/// Runs the program with the arguments it was called with.
pub fn main() -> ExitCode {
    let done = match parse::parse() {
        Ok(cli) => {
            say::speak(cli.manner);
            fault::caught(|| run(&cli))
        }
        Err(asked) => parse::answer(&asked),
    };
    interrupt::rest_if_asked();
    progress::end();
    let done = match (done, say::lost()) {
        (Ok(()), Some(error)) => {
            murmur(&format!("error: cannot write to standard output: {error}"));
            Err(End::Problems)
        }
        (done, _) => done,
    };
    done.map_or_else(ExitCode::from, |()| ExitCode::SUCCESS)
}

fn run(cli: &Cli) -> Result<(), End> {
    if let Err(deaf) = interrupt::listen(stopping) {
        tell(&deaf, None);
    }
    let jobs = match &cli.command {
        None => cli.build.jobs,
        Some(Command::Build(args)) => args.jobs,
        Some(Command::Check(args)) => args.jobs,
        Some(_) => 0,
    };
    let threads = Threads::new(jobs);
    if let Some((asked, given)) = threads.fewer {
        murmur(&format!("note: working on {} instead of {asked}", many(given, "thread")));
    }
    threads.run(|| match &cli.command {
        None => build::run(&cli.build),
        Some(Command::Build(args)) => build::run(args),
        Some(Command::Check(args)) => check::run(args),
        Some(Command::Audit(args)) => audit::run(args),
        Some(Command::Verify(args)) => verify::run(args),
        Some(Command::Integrity(args)) => integrity::run(args),
        Some(Command::Schema { name }) => schema::run(name.as_deref()),
        Some(Command::New { folder }) => new(folder),
        Some(Command::Completions { shell }) => shell::completions(*shell),
        Some(Command::Man { command }) => shell::man(command.as_deref()),
    })
}

/// What a run that is being stopped says, on a line of its own.
fn stopping(text: &str) {
    progress::end();
    murmur(text);
}

/// Makes a project to start from.
fn new(folder: &Path) -> Result<(), End> {
    interrupt::window().asked([Piece::Project]);
    let files = files::starter::write(folder).map_err(|found| tell(&found, None))?;
    remark(&format!("{} in {}:", many(files.len(), "file"), folder.display()));
    for file in files {
        remark(&format!("  {file}"));
    }
    remark(&format!("\nMake its reports with: bydelsrapport build --project {}", pasted(folder)));
    Ok(())
}
