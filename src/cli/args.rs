//! Law: what may be asked of the program stands here, and `--help` says it.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Makes one report for each district from aggregated statistics: PDF, HTML and data.
///
/// Without a command it builds the project in the current folder.
#[derive(Debug, Parser)]
#[command(version, args_conflicts_with_subcommands = true)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub command: Option<Command>,
    #[command(flatten)]
    pub build: BuildArgs,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make the reports of a project
    Build(BuildArgs),
    /// Read and check a project without making anything
    Check(CheckArgs),
    /// Check from outside that published files give no withheld figure away
    Audit(AuditArgs),
    /// Check the proof that 'build --certificates' wrote, against the output it belongs to
    Verify(VerifyArgs),
    /// Print the JSON Schema of the settings, for editors that complete and check them
    Schema {
        /// One settings file, for example report or config/outline.toml; all where absent
        name: Option<String>,
    },
    /// Set pages for another run of this program, which calls this itself
    #[command(hide = true)]
    Press,
    /// Make a small project to start from, in a new folder
    New {
        /// The folder
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
}

#[derive(Debug, Args)]
pub(super) struct BuildArgs {
    /// The project: a folder with config/report.toml
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub project: PathBuf,
    /// Where the reports shall be; PROJECT/output where absent. What an earlier run wrote there is replaced
    #[arg(long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Only this district, by id, name, slug or alias; may be given several times. The output then holds nothing else
    #[arg(long, value_name = "DISTRICT")]
    pub only: Vec<String>,
    /// Only these forms, separated by commas; those of the settings where absent
    #[arg(long, value_name = "FORMS", value_delimiter = ',')]
    pub format: Vec<Form>,
    /// Remember in PROJECT/publications.txt that these reports are published. Later builds show what was shown and hide what was hidden, and warn of corrections that give something away. The whole table is remembered, also with --only or --format
    #[arg(long)]
    pub publish: bool,
    /// Write the proof of the disclosure control to this folder, which must lie apart from the output: it holds the hidden figures. 'verify' checks it
    #[arg(long, value_name = "DIR")]
    pub certificates: Option<PathBuf>,
    /// On so many threads; all cores where absent
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub jobs: usize,
    /// Print how many seconds each stage took
    #[arg(long)]
    pub timings: bool,
}

#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    /// The project: a folder with config/report.toml
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub project: PathBuf,
}

/// Reads nothing but published files: data, pages with their tables, sentences and drawings, PDFs, the codebook.
///
/// Every channel must withhold what another withholds. Then all sums between cells are made again, over
/// all outputs together, and each withheld cell is judged: can it be computed, or bracketed tighter than
/// the width that the codebook promises? Values and ranges are never printed.
///
/// «Known to one who is alone» counts withheld cells that somebody could compute who is the only one in
/// another withheld cell. Outsiders cannot know whether there is such a person, so it is no failure.
#[derive(Debug, Args)]
pub(super) struct AuditArgs {
    /// Folders that 'build' wrote, the oldest first: all that is published together or was before
    #[arg(value_name = "OUTPUT", required = true)]
    pub outputs: Vec<PathBuf>,
}

/// Reads the certificates and the output's data files, and nothing of the program that made them.
///
/// Every table must keep all sums and change hidden cells alone, every hidden cell must have two tables at least
/// its width apart, and every figure of the data files must be shown as the certificates say it or be proved. All in
/// whole numbers. Values are never printed.
#[derive(Debug, Args)]
pub(super) struct VerifyArgs {
    /// The folder that 'build --certificates' wrote
    #[arg(value_name = "CERTIFICATES")]
    pub certificates: PathBuf,
    /// The output of the same run
    #[arg(value_name = "OUTPUT")]
    pub output: PathBuf,
}

/// A form to publish in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Form {
    /// For paper and archives
    Pdf,
    /// For the web
    Html,
    /// Tables to count on with
    Data,
}
