//! Law: completions and manual pages are made of the very arguments that are parsed.

use super::{args::Cli, end::End, problems::tell, say::print};
use crate::diagnostic::{Diagnostic, Place, nearest};
use clap::CommandFactory;
use clap_complete::{Shell, generate};
use clap_mangen::Man;

/// Prints completions.
pub(super) fn completions(shell: Shell) -> Result<(), End> {
    let mut command = Cli::command();
    let name = command.get_name().to_owned();
    let mut text = Vec::new();
    generate(shell, &mut command, name, &mut text);
    print(&text);
    Ok(())
}

/// Prints a manual page.
pub(super) fn man(name: Option<&str>) -> Result<(), End> {
    let mut command = Cli::command();
    command.build();
    if let Some(name) = name {
        let Some(found) = command.find_subcommand(name) else {
            let known: Vec<&str> = command.get_subcommands().map(clap::Command::get_name).collect();
            let hint = nearest(name, known.iter().copied()).map_or_else(
                || format!("one of {}", known.join(", ")),
                |name| format!("did you mean '{name}'?"),
            );
            let message = format!("there is no command '{name}'");
            let problem = Diagnostic::error("no-such-command", Place::Nowhere, message);
            tell(&problem.hint(hint).into(), None);
            return Err(End::Misuse);
        };
        command = found.clone();
    }
    let mut text = Vec::new();
    Man::new(command).render(&mut text).expect("memory takes all that is written");
    print(&text);
    Ok(())
}
