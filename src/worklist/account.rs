// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The record that batch left beside its results: which input they are of, and that neither was changed since.

use std::path::Path;

use serde_json::Value;

use super::Stop;
use super::record::Named;
use crate::batch;
use crate::lang::Text;
use crate::record::RunError;
use crate::text;

/// What the record of a run says of its files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// The input.
    pub input: Option<Named>,
    /// The results.
    pub output: Option<Named>,
}

impl Account {
    /// Reads the record beside results; nothing is in it where there is none.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn beside(results: &Path) -> Result<Self, RunError> {
        let path = batch::beside_output(results, "summary.json");
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(cause) => {
                let path = path.display();
                return Err(RunError::Machine { what: text!("lezen van {path}", "reading {path}"), cause });
            }
        };
        let record: Value = serde_json::from_str(&text).unwrap_or_default();
        let named = |what: &str| {
            let text = |key: &str| record[what][key].as_str().map(str::to_owned);
            // A name leads to no other folder.
            let name = text("name").and_then(|name| Some(Path::new(&name).file_name()?.to_string_lossy().into_owned()));
            Some(Named { name: name?, sha256: text("sha256")? })
        };
        Ok(Self { input: named("input"), output: named("output") })
    }

    /// Holds the results to the record; what to say where there is none.
    ///
    /// # Errors
    /// When they were changed.
    pub fn verify_results(&self, found: &Named) -> Result<Option<Text>, Stop> {
        let name = &found.name;
        match &self.output {
            None => Ok(Some(text!(
                "{name}: zonder .summary.json ernaast is niet na te gaan of deze uitvoer veranderd is",
                "{name}: without its .summary.json nobody can tell whether these results were changed"
            ))),
            Some(output) if output.sha256 == found.sha256 => Ok(None),
            Some(_) => Err(changed(found)),
        }
    }

    /// Holds the input to the record, where there is one.
    ///
    /// # Errors
    /// When it was changed, or is another.
    pub fn verify_input(&self, found: &Named) -> Result<(), Stop> {
        match &self.input {
            Some(input) if input.sha256 != found.sha256 => Err(changed(found)),
            _ => Ok(()),
        }
    }
}

fn changed(found: &Named) -> Stop {
    let name = &found.name;
    Stop::Integrity(text!(
        "{name} is veranderd sinds batch de uitvoer schreef (SHA-256 in het .summary.json ernaast); draai batch opnieuw",
        "{name} was changed since batch wrote the results (SHA-256 in the .summary.json beside them); run batch anew"
    ))
}
