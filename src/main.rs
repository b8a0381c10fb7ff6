// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The command line of taxeer: reads what the user typed, calls the library, prints and exits. Nothing else prints.

#![warn(clippy::exit, clippy::expect_used, clippy::panic, clippy::print_stderr, clippy::print_stdout, clippy::unwrap_used)]

mod cli;

fn main() -> std::process::ExitCode {
    cli::run().into()
}
