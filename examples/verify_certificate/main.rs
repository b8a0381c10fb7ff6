// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Verifies a certificate of `taxeer check --certificate` from the text of the rule set alone, with code that it shares with no one:
//!
//! `cargo run --example verify_certificate -- RULESET.toml CERTIFICATE.json [--lang nl|en]`
//!
//! Exit 0: verified; 1: a file cannot be read; 2: usage; 3: the rule set uses something that this program does not know, so nothing was
//! verified; 6: the certificate differs, each difference on a line. `RULESET.toml --expected` writes the certificate that it would accept.

mod verifier;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    ExitCode::from(verifier::program(&arguments))
}
