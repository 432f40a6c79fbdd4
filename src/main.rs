//! Law: calls the command line and returns its exit code.

fn main() -> std::process::ExitCode {
    bydelsrapport::cli::main()
}
