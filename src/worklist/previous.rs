// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! An earlier list, from its key: what every case was then.

use std::collections::BTreeMap;

use super::ground::Ground;
use crate::diagnostic::Code;
use crate::record::rows::Rows;
use crate::record::{Block, RunError};
use crate::text;

/// Rows of a block.
const ROWS: usize = 4_096;
/// What is read of a key.
const NEEDED: [&str; 6] = ["case_id", "place", "outcome", "part", "tiers", "grounds"];

/// What a case was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Was {
    /// What came out.
    pub outcome: String,
    /// Its part; empty without tiers.
    pub part: String,
    /// All tiers that were left.
    pub tiers: String,
    /// Why it was on the list; empty where it was not.
    pub grounds: Vec<Ground>,
}

/// An earlier list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Previous {
    /// Every case that its results had, by name.
    pub cases: BTreeMap<String, Was>,
    /// Cases on the list without a name, which cannot be found again.
    pub unnamed: usize,
}

impl Previous {
    /// Reads the key of a list.
    ///
    /// # Errors
    /// When it is no key, or cannot be read.
    pub fn read(mut rows: Box<dyn Rows + '_>) -> Result<Self, RunError> {
        let at = |name: &str| rows.header().iter().position(|known| known == name);
        let [Some(case_id), Some(place), Some(outcome), Some(part), Some(tiers), Some(grounds)] = NEEDED.map(at) else {
            let lacking: Vec<&str> = NEEDED.into_iter().filter(|name| at(name).is_none()).collect();
            let names = lacking.join(", ");
            return Err(RunError::refused(
                Code::NotAList,
                text!(
                    "kolommen die in de sleutel van de vorige lijst ontbreken: {names}",
                    "columns that the key of the earlier list lacks: {names}"
                ),
                text!(
                    "geef met --previous een lijst die `taxeer worklist` schreef, met haar .key-bestand ernaast",
                    "give a list that `taxeer worklist` wrote with --previous, with its .key file beside it"
                ),
            ));
        };
        let mut previous = Self::default();
        let mut block = Block::default();
        while rows.read(&mut block, ROWS)? {
            for row in block.rows() {
                let cell = |at: usize| row.cell(at).unwrap_or_default().to_owned();
                let was = Was {
                    outcome: cell(outcome),
                    part: cell(part),
                    tiers: cell(tiers),
                    grounds: cell(grounds).split('|').filter_map(Ground::find).collect(),
                };
                if cell(place).is_empty() != was.grounds.is_empty() {
                    let line = row.line;
                    return Err(RunError::refused(
                        Code::NotAList,
                        text!(
                            "regel {line} van de sleutel heeft een plaats zonder grond, of andersom",
                            "line {line} of the key has a place without a ground, or the reverse"
                        ),
                        text!("geef de sleutel zoals hij geschreven is", "give the key as it was written"),
                    ));
                }
                let id = cell(case_id);
                if id.is_empty() {
                    previous.unnamed += usize::from(!was.grounds.is_empty());
                } else {
                    previous.cases.insert(id, was);
                }
            }
        }
        Ok(previous)
    }

    /// Named cases on the list.
    #[must_use]
    pub fn listed(&self) -> usize {
        self.cases.values().filter(|was| !was.grounds.is_empty()).count()
    }
}
