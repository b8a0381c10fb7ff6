// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What a certificate claims of the scales.

use serde::Serialize;

use super::components::{self, Component};
use super::too_large;
use super::totals::Totals;
use super::witnesses::Witness;
use crate::check::proof::space::{Choice, Space};
use crate::form::Form;
use crate::number::Points;
use crate::record::RunError;

/// More totals than this are not listed.
const MOST_TOTALS: usize = 1_000;

#[derive(Serialize)]
pub struct ScaleClaims {
    id: String,
    parts: Vec<Part>,
    least: Total,
    greatest: Total,
    totals: Option<Vec<Total>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    withheld: Option<Withheld>,
}

/// A record that has no total.
#[derive(Serialize)]
struct Withheld {
    witness: Witness,
}

/// What a component adds to a scale directly.
#[derive(Serialize)]
struct Part {
    fields: Vec<String>,
    sums: usize,
    least: String,
    greatest: String,
}

/// A total with a record that has it.
#[derive(Serialize)]
pub struct Total {
    total: String,
    witness: Witness,
}

impl Total {
    pub fn of(space: &Space<'_>, (total, choice): &(Points, Choice)) -> Self {
        Self { total: total.to_string(), witness: Witness::of(space, choice) }
    }
}

pub fn claims(form: &Form, space: &Space<'_>, components: &[Component], totals: &[Totals<'_>]) -> Result<Vec<ScaleClaims>, RunError> {
    let claim = |(index, totals): (usize, &Totals<'_>)| {
        let adding = components.iter().filter(|component| component.adds_to(form, index));
        // An instrument whose records have no total has no proof.
        let [least, greatest] = totals.ends().ok_or_else(too_large)?.map(|end| Total::of(space, &end));
        Ok(ScaleClaims {
            id: form.scales[index].id.clone(),
            parts: adding.map(|component| part(form, space, component, index)).collect(),
            least,
            greatest,
            totals: totals.all(MOST_TOTALS).map(|all| all.iter().map(|total| Total::of(space, total)).collect()),
            withheld: totals.withheld().map(|choice| Withheld { witness: Witness::of(space, choice) }),
        })
    };
    totals.iter().enumerate().map(claim).collect()
}

fn part(form: &Form, space: &Space<'_>, component: &Component, scale: usize) -> Part {
    let sums = component.sums(space, scale);
    let end = |sum: Option<&i64>| Points(sum.copied().unwrap_or(0)).to_string();
    Part { fields: components::names(form, &component.fields), sums: sums.len(), least: end(sums.first()), greatest: end(sums.last()) }
}
