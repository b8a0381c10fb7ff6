// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The columns of outcome data, and what their cells may hold.

use super::Request;
use crate::diagnostic::Code;
use crate::record::cell::{self, CellFault};
use crate::record::{Manner, Row, RunError};
use crate::text;

/// Places of the columns.
pub(super) struct Columns {
    pub outcome: usize,
    pub score: Option<usize>,
    pub probability: Option<usize>,
    pub against: Option<usize>,
    pub predictors: Vec<usize>,
    pub time: Option<usize>,
    pub weights: Option<usize>,
    pub groups: Vec<usize>,
}

impl Columns {
    pub fn find(request: &Request<'_>, header: &[String]) -> Result<Self, RunError> {
        let find = |name: &str| {
            header.iter().position(|known| known.trim() == name).ok_or_else(|| {
                RunError::refused(
                    Code::NoSuchColumn,
                    text!("er is geen kolom `{name}`", "there is no column `{name}`"),
                    text!("noem een kolom zoals hij in de kop staat", "name a column as the header has it"),
                )
            })
        };
        let all = |names: &[String]| names.iter().map(|name| find(name)).collect::<Result<Vec<_>, _>>();
        Ok(Self {
            outcome: find(request.outcome)?,
            score: request.score.map(find).transpose()?,
            probability: request.probability.map(find).transpose()?,
            against: request.against.map(find).transpose()?,
            predictors: all(request.predictors)?,
            time: request.time.map(find).transpose()?,
            weights: request.weights.map(find).transpose()?,
            groups: all(request.groups)?,
        })
    }
}

/// Cells of one row.
#[derive(Clone, Copy)]
pub(super) struct Cells<'a> {
    pub row: Row<'a>,
    pub header: &'a [String],
    pub manner: Manner,
}

impl<'a> Cells<'a> {
    pub fn text(self, at: usize) -> &'a str {
        self.row.cell(at).unwrap_or_default()
    }

    pub fn number(self, at: usize) -> Result<Option<f64>, RunError> {
        cell::number(self.text(at), self.manner).map_err(|fault| self.stop(at, fault))
    }

    pub fn yes_or_no(self, at: usize) -> Result<Option<bool>, RunError> {
        cell::yes_or_no(self.text(at)).map_err(|fault| self.stop(at, fault))
    }

    /// A number from 0 up to `most`.
    pub fn within(self, at: usize, most: f64) -> Result<Option<f64>, RunError> {
        let number = self.number(at)?;
        if number.is_none_or(|number| (0.0..=most).contains(&number)) {
            return Ok(number);
        }
        let allowed =
            if most.is_finite() { text!("een getal van 0 tot en met {most}", "a number from 0 to {most}") } else { not_negative() };
        Err(self.stop(at, CellFault { code: Code::CellOutside, allowed, mend: text!("herstel de cel", "mend the cell") }))
    }

    /// How many equal persons a row stands for.
    pub fn weight(self, at: usize) -> Result<Option<usize>, RunError> {
        let Some(number) = self.within(at, f64::INFINITY)? else { return Ok(None) };
        if number.fract() == 0.0 && number <= 1e9 {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a whole number up to 1e9")]
            return Ok(Some(number as usize));
        }
        let allowed = text!(
            "een geheel getal: voor hoeveel gelijke personen de rij staat",
            "a whole number: how many equal persons the row stands for"
        );
        let mend = text!(
            "steekproefgewichten met decimalen geven met deze formules verkeerde marges; gebruik ze niet",
            "sampling weights with decimals give wrong intervals with these formulas; do not use them"
        );
        Err(self.stop(at, CellFault { code: Code::CellOutside, allowed, mend }))
    }

    fn stop(self, at: usize, fault: CellFault) -> RunError {
        let (line, name) = (self.row.line_of(at), self.header.get(at).map(String::as_str).unwrap_or_default());
        let (nl, en) = (&fault.allowed.nl, &fault.allowed.en);
        let found = text!("rij {line}, kolom `{name}`: toegestaan is {nl}", "row {line}, column `{name}`: allowed is {en}");
        RunError::refused(fault.code, found, fault.mend)
    }
}

fn not_negative() -> crate::lang::Text {
    text!("een getal dat niet negatief is", "a number that is not negative")
}
