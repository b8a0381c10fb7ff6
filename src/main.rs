//! The command line of taxeer: reads what the user typed, calls the library, prints and exits. Nothing else prints.

mod cli;

fn main() -> std::process::ExitCode {
    cli::run().into()
}
