//! Law: what the program is called with is understood, answered or refused as a wrong call.

use super::{
    args::{BuildArgs, Cli},
    end::End,
    say::{murmur, print},
};
use anstream::{AutoStream, ColorChoice};
use clap::{Args, CommandFactory, Error, FromArgMatches, error::ErrorKind, parser::ValueSource};
use std::{env, io};

/// The arguments that the program was called with.
///
/// # Errors
/// A question for help or for the version, or a wrong call.
pub(super) fn parse() -> Result<Cli, Error> {
    read(env::args_os())
}

fn read(
    args: impl IntoIterator<Item = impl Into<std::ffi::OsString> + Clone>,
) -> Result<Cli, Error> {
    let mut command = Cli::command();
    let matches = command.try_get_matches_from_mut(args)?;
    if let Some(name) = matches.subcommand_name() {
        // What belongs to a build would be lost in front of another command.
        let build = BuildArgs::augment_args(clap::Command::new("build"));
        let lost = build.get_arguments().find(|argument| {
            matches.value_source(argument.get_id().as_str()) == Some(ValueSource::CommandLine)
        });
        if let Some(argument) = lost {
            let message = format!(
                "'--{}' stands before '{name}'; write it behind",
                argument.get_long().unwrap_or_default()
            );
            return Err(command.error(ErrorKind::ArgumentConflict, message));
        }
    }
    Cli::from_arg_matches(&matches).map_err(|error| error.format(&mut command))
}

/// Prints help or the version, or tells what is wrong with the call.
pub(super) fn answer(asked: &Error) -> Result<(), End> {
    colour();
    let shown = asked.render();
    if asked.use_stderr() {
        let coloured = AutoStream::choice(&io::stderr()) != ColorChoice::Never;
        let text = if coloured { shown.ansi().to_string() } else { shown.to_string() };
        murmur(text.trim_end());
        return Err(End::Misuse);
    }
    let coloured = AutoStream::choice(&io::stdout()) != ColorChoice::Never;
    let text = if coloured { shown.ansi().to_string() } else { shown.to_string() };
    print(text.as_bytes());
    Ok(())
}

/// What `--color` says, where the call as a whole could not be understood.
fn colour() {
    let args: Vec<String> = env::args_os().map(|arg| arg.to_string_lossy().into_owned()).collect();
    let pairs = args.windows(2).filter(|pair| pair[0] == "--color").map(|pair| &*pair[1]);
    match args.iter().filter_map(|arg| arg.strip_prefix("--color=")).chain(pairs).next() {
        Some("always") => ColorChoice::Always.write_global(),
        Some("never") => ColorChoice::Never.write_global(),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::Command;

    fn parsed(line: &str) -> Result<Cli, Error> {
        read(std::iter::once("bydelsrapport").chain(line.split_whitespace()))
    }

    #[test]
    fn the_arguments_are_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn short_flags_lists_and_both_sides_of_a_command_are_understood() {
        let cli = parsed("-q -p a -o b -j 3 --only sagene,bjerke --only ullern").unwrap();
        assert!(cli.manner.quiet && cli.command.is_none());
        assert_eq!((cli.build.jobs, cli.build.only.len()), (3, 3));
        for line in ["-v check -p a", "check -v -p a"] {
            let cli = parsed(line).unwrap();
            assert!(cli.manner.verbose && matches!(cli.command, Some(Command::Check(_))), "{line}");
        }
        for line in ["-p a check", "--only x build", "-q -v", "check --only x"] {
            assert!(parsed(line).unwrap_err().use_stderr(), "{line}");
        }
    }
}
