// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Which formats there are, and which of them each command can give.

use clap::ValueEnum;
use taxeer::text;

use super::args::Command;
use super::context::Context;
use super::exit::Exit;
use super::term;

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Text,
    Concise,
    Json,
    Github,
    Sarif,
    Md,
    Html,
}

impl Format {
    /// The formats of a command.
    #[expect(clippy::match_same_arms, reason = "a line a command")]
    fn of(command: &Command) -> &'static [Self] {
        use Format::{Concise, Github, Html, Json, Md, Sarif, Text};
        match command {
            Command::List => &[Text, Json, Md, Html],
            Command::Show(_) => &[Text, Json, Md, Html],
            Command::Check(_) => &[Text, Concise, Json, Github, Sarif],
            Command::Score(_) => &[Text, Json, Md, Html],
            Command::Batch(_) | Command::Enrich(_) => &[Text, Json],
            Command::Worklist(_) => &[Text, Json, Md, Html],
            Command::Why(_) => &[Text, Json, Md, Html],
            Command::SelfTest(_) => &[Text, Json, Md, Html],
            Command::Map(_) => &[Text],
            Command::New(_) => &[Text],
            Command::Diff(_) => &[Text, Json, Md, Html],
            Command::Validate(_) => &[Text, Json, Md, Html],
            Command::Calibrate(_) => &[Text, Json, Md, Html],
            Command::Explain(_) => &[Text, Json, Md, Html],
        }
    }

    /// As it is typed.
    fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }
}

/// A format that a command cannot give is refused: another one in its place would be read as what was asked for.
pub fn refuse_others(context: &Context, command: &Command, name: Option<&str>) -> Result<(), Exit> {
    let formats = Format::of(command);
    if formats.contains(&context.format) {
        return Ok(());
    }
    let (name, format) = (name.unwrap_or_default(), context.format.name());
    let names: Vec<String> = formats.iter().map(|format| format.name()).collect();
    let names = names.join(", ");
    let words = text!(
        "`taxeer {name}` kent --format {format} niet; kies uit: {names}",
        "`taxeer {name}` has no --format {format}; choose from: {names}"
    );
    term::error(context.lang, &words);
    Err(Exit::Usage)
}
