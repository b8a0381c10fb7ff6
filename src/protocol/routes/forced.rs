// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Tiers that a named person sets beside the computed one, with their role and ground. One never takes the place of the other.

use super::Routes;
use crate::diagnostic::Code;
use crate::domain::answer::is_unknown;
use crate::lang::Text;
use crate::protocol::Tier;
use crate::text;

/// A reason for which a person may depart from a tier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Override {
    /// Name.
    pub id: String,
    /// In words.
    pub says: Text,
}

/// A tier that may be set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forced {
    /// The tier, by its place in the protocol.
    pub tier: usize,
    /// The roles that may set it.
    pub by: Vec<String>,
    /// For which reasons, by their place among the overrides.
    pub grounds: Vec<usize>,
}

/// A tier that was set for a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// The tier.
    pub tier: usize,
    /// The role of who set it.
    pub role: String,
    /// Who: a staff code.
    pub by: String,
    /// The ground, by its place among the overrides.
    pub ground: usize,
}

/// Why what is said of a forced tier is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ForcedFault {
    /// Who, the role, the ground or the tier lacks: the column that is empty.
    Lacks(&'static str),
    /// The protocol does not let it be set so: the column that says something else.
    NotAllowed(&'static str),
}

impl ForcedFault {
    /// The code, the column, and what to do.
    #[must_use]
    pub fn told(self) -> (Code, &'static str, Text) {
        match self {
            Self::Lacks(column) => (
                Code::ForcedIncomplete,
                column,
                text!(
                    "{column}: leeg; een opgelegde prioriteit noemt de prioriteit, de rol, de code van de persoon en de grond",
                    "{column}: empty; a forced tier names the tier, the role, the code of the person and the ground"
                ),
            ),
            Self::NotAllowed(column) => (
                Code::ForcedNotAllowed,
                column,
                text!(
                    "{column}: dit staat het protocol niet toe; kijk bij [[forced]] en [[override]]",
                    "{column}: the protocol does not allow this; look at [[forced]] and [[override]]"
                ),
            ),
        }
    }
}

impl Routes {
    /// The columns that say that a tier was set: all four or none.
    pub const FORCED: [&'static str; 4] = ["forced.tier", "forced.role", "forced.by", "forced.ground"];

    /// Reads what stands in these columns; nothing where all are empty. `tiers` are the names of the protocol's.
    ///
    /// # Errors
    /// When one of them is empty and another is not, or the protocol does not let the tier be set so.
    pub fn force(&self, tiers: &[Tier], cells: [&str; 4]) -> Result<Option<Given>, ForcedFault> {
        let cells = cells.map(str::trim);
        if cells.iter().all(|cell| is_unknown(cell)) {
            return Ok(None);
        }
        if let Some(lacks) = cells.iter().position(|cell| is_unknown(cell)) {
            return Err(ForcedFault::Lacks(Self::FORCED[lacks]));
        }
        let [tier, role, by, ground] = cells;
        let not = |column: usize| ForcedFault::NotAllowed(Self::FORCED[column]);
        let tier = tiers.iter().position(|known| known.id == tier).ok_or(not(0))?;
        let allowed: Vec<&Forced> = self.forced.iter().filter(|forced| forced.tier == tier).collect();
        if allowed.is_empty() {
            return Err(not(0));
        }
        let ground = self.overrides.iter().position(|known| known.id == ground).ok_or(not(3))?;
        let of_role: Vec<&&Forced> = allowed.iter().filter(|forced| forced.by.iter().any(|known| known == role)).collect();
        if of_role.is_empty() {
            return Err(not(1));
        }
        if !of_role.iter().any(|forced| forced.grounds.contains(&ground)) {
            return Err(not(3));
        }
        // A code stands in `reason`, between marks of its own.
        if by.contains(['|', '=', '@']) || by.chars().any(char::is_whitespace) {
            return Err(not(2));
        }
        Ok(Some(Given { tier, role: role.to_owned(), by: by.to_owned(), ground }))
    }

    /// A forced tier as the column `reason` has it.
    #[must_use]
    pub fn forced_code(&self, tiers: &[Tier], given: &Given) -> String {
        let tier = tiers.get(given.tier).map_or("", |tier| tier.id.as_str());
        let ground = self.overrides.get(given.ground).map_or("", |ground| ground.id.as_str());
        format!("forced:{tier}={ground}@{}/{}", given.role, given.by)
    }
}
