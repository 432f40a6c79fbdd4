//! Law: what may be asked of the program stands here, and `--help` says it.

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use std::path::PathBuf;

const SHORT: &str = "'--help' also shows examples and exit codes.";

const LONG: &str = "\
Examples:
  bydelsrapport new my-survey                 a project to start from
  bydelsrapport check -p my-survey            what was read, what is hidden, what is wrong
  bydelsrapport -p my-survey                  its reports, in my-survey/output
  bydelsrapport --only sagene,bjerke -o /tmp/look --format pdf
  bydelsrapport build --dry-run               what would be written and removed
  bydelsrapport build --publish               remembered: later builds keep to it
  bydelsrapport audit output                  can anything hidden be worked out?
  bydelsrapport integrity output              is every file as it was written?

Exit codes:
  0    all is well; there may be warnings
  1    there are problems; they have been told
  2    the program was called wrongly
  70   a fault of the program itself
  129  it was stopped by the end of its terminal (SIGHUP)
  130  it was stopped by Ctrl-C (SIGINT)
  143  it was stopped by the system (SIGTERM)

Results go to standard output, progress and problems to standard error.
Colours follow NO_COLOR, CLICOLOR, CLICOLOR_FORCE and TERM unless --color says otherwise.";

/// Makes one report for each district from aggregated statistics: PDF, HTML and data.
///
/// Without a command it builds the project in the current folder.
#[derive(Debug, Parser)]
#[command(version, after_help = SHORT, after_long_help = LONG)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub command: Option<Command>,
    #[command(flatten)]
    pub build: BuildArgs,
    #[command(flatten)]
    pub manner: Manner,
}

/// How the program speaks.
#[derive(Clone, Copy, Debug, Args)]
pub(super) struct Manner {
    /// Say nothing but problems and what was asked for
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Say each step in a line of its own, also where there is no terminal
    #[arg(short, long, global = true)]
    pub verbose: bool,
    /// Colours: always, never, or where a terminal shows them
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value = "auto")]
    pub color: Color,
}

/// When colours are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// Where a terminal shows them and the environment does not say otherwise
    Auto,
    /// Always
    Always,
    /// Never
    Never,
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
    /// Check that every file of an output is there and as it was written
    Integrity(IntegrityArgs),
    /// Print the JSON Schema of the settings, for editors that complete and check them
    Schema {
        /// One settings file, for example report or config/outline.toml; all where absent
        name: Option<String>,
    },
    /// Make a small project to start from, in a new folder
    New {
        /// The folder
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
    /// Print completions for a shell
    ///
    /// For bash: bydelsrapport completions bash > ~/.local/share/bash-completion/completions/bydelsrapport
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual page of the program, or of one command
    ///
    /// To read it: bydelsrapport man | man -l -
    Man {
        /// The command; the program itself where absent
        command: Option<String>,
    },
}

#[derive(Debug, Args)]
pub(super) struct BuildArgs {
    /// The project: a folder with config/report.toml
    #[arg(short, long, value_name = "DIR", default_value = ".")]
    pub project: PathBuf,
    /// Where the reports shall be; PROJECT/output where absent
    ///
    /// What an earlier run wrote there is replaced, all at once; your own files and folders in it are kept.
    #[arg(short, long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Only these districts, by id, name, slug or alias, separated by commas
    ///
    /// May be given several times. The output then holds nothing else; where that would remove reports of
    /// an earlier run, --force is needed, or another --output.
    #[arg(long, value_name = "DISTRICTS", value_delimiter = ',')]
    pub only: Vec<String>,
    /// Only these forms, separated by commas; those of the settings where absent
    ///
    /// The output then holds nothing else; where that would remove files of an earlier run, --force is
    /// needed, or another --output.
    #[arg(long, value_name = "FORMS", value_delimiter = ',')]
    pub format: Vec<Form>,
    /// Remove what an earlier run wrote and --only or --format leaves out
    #[arg(long)]
    pub force: bool,
    /// Do all but write, and say what would be written, changed and removed
    #[arg(long)]
    pub dry_run: bool,
    /// Remember in PROJECT/publications.txt that these reports are published
    ///
    /// Later builds show what was shown and hide what was hidden, and warn of corrections that give something
    /// away. The whole table is remembered, also with --only or --format.
    #[arg(long)]
    pub publish: bool,
    /// Write the proof of the disclosure control to this folder; it holds the hidden figures
    ///
    /// The folder must lie apart from the output. 'verify' checks the proof.
    #[arg(long, value_name = "DIR")]
    pub certificates: Option<PathBuf>,
    /// On so many threads; one for each core where absent
    #[arg(short, long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub jobs: usize,
    /// Print how many seconds each stage took
    #[arg(long)]
    pub timings: bool,
}

#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    /// The project: a folder with config/report.toml
    #[arg(short, long, value_name = "DIR", default_value = ".")]
    pub project: PathBuf,
    /// Also try which categories to merge to hide fewer figures
    ///
    /// Each trial runs the whole control once more, so this can take many times as long as the check itself.
    #[arg(long)]
    pub savings: bool,
    /// On so many threads; one for each core where absent
    #[arg(short, long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub jobs: usize,
}

/// Check from outside that published files give no withheld figure away
///
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

/// Check the proof that 'build --certificates' wrote, against the output it belongs to
///
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

/// Check that every file of an output is there and as it was written
///
/// Compares the length and the SHA-256 of each file with the output's manifest.json. Files that it does not
/// name are told as warnings: somebody may have put them there. The manifest itself is believed.
#[derive(Debug, Args)]
pub(super) struct IntegrityArgs {
    /// Folders that 'build' wrote, outputs or certificates
    #[arg(value_name = "FOLDER", required = true)]
    pub outputs: Vec<PathBuf>,
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
