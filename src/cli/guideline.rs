// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! `--ragee FILE` and `--tripod FILE`: the skeleton of a report by a guideline, for every command that has facts for one.

use std::path::{Path, PathBuf};

use clap::Args as Group;
use taxeer::guideline::{self, Facts, Guideline, Head};
use taxeer::report::{html, markdown};
use taxeer::{draft, text};

use super::context::Context;
use super::exit::Exit;
use super::format::Format;
use super::term;

#[derive(Debug, Group)]
pub struct Guidelines {
    /// Write the skeleton of a report by RAGEE, filled where this run knows: .md or .html
    #[arg(long, value_name = "FILE")]
    pub ragee: Option<PathBuf>,
    /// Write the skeleton of a report by TRIPOD+AI, filled where this run knows: .md or .html
    #[arg(long, value_name = "FILE")]
    pub tripod: Option<PathBuf>,
}

impl Guidelines {
    /// The files that are asked for.
    fn asked(&self) -> impl Iterator<Item = (&'static Guideline, &Path)> {
        let both = [(&guideline::RAGEE, &self.ragee), (&guideline::TRIPOD, &self.tripod)];
        both.into_iter().filter_map(|(guideline, path)| Some((guideline, path.as_deref()?)))
    }

    /// Refuses names of which no skeleton can be written, before anything is computed: `others` are files that the run reads or writes.
    pub fn refuse_names(&self, context: &Context, others: &[&Path]) -> Result<(), Exit> {
        let usage = |words| {
            term::error(context.lang, &words);
            Err(Exit::Usage)
        };
        for (_, path) in self.asked() {
            let name = path.display();
            if !["md", "html"].contains(&extension(path).as_str()) {
                return usage(text!("{name}: noem het geraamte .md of .html", "{name}: name the skeleton .md or .html"));
            }
            if others.iter().any(|other| *other == path || draft::same_file(other, path)) {
                return usage(text!(
                    "{name}: dit bestand heeft al een ander doel in deze opdracht",
                    "{name}: this file has another use in this command"
                ));
            }
        }
        match (&self.ragee, &self.tripod) {
            (Some(one), Some(other)) if one == other => {
                usage(text!("--ragee en --tripod schrijven elk een eigen bestand", "--ragee and --tripod each write a file of their own"))
            }
            _ => Ok(()),
        }
    }

    /// Writes the skeletons and says how far they are filled.
    pub fn write(&self, context: &Context, facts: &Facts, head: &Head) -> Result<(), Exit> {
        let lang = context.lang;
        for (guideline, path) in self.asked() {
            let page = guideline::document(guideline, facts, head, lang);
            let text = if extension(path) == "html" { html::render(&page, lang, guideline.name) } else { markdown::render(&page) };
            let shown = path.display();
            draft::write(path, &text).map_err(|error| {
                term::error(lang, &text!("{shown} is niet te schrijven: {error}", "{shown} cannot be written: {error}"));
                Exit::Machine
            })?;
            if !context.quiet && context.format != Format::Json {
                let (name, [whole, part, not]) = (guideline.name, guideline::counts(guideline, facts));
                let words = text!(
                    "{name}: {whole} ingevuld, {part} voor een deel, {not} niet ingevuld: {shown}",
                    "{name}: {whole} filled in, {part} for a part, {not} not filled in: {shown}"
                );
                term::note(words.get(lang));
            }
        }
        Ok(())
    }
}

fn extension(path: &Path) -> String {
    path.extension().map(|extension| extension.to_string_lossy().to_lowercase()).unwrap_or_default()
}
