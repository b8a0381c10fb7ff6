// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The order of the rows.

use super::{How, Law, Test};
use crate::digest;
use crate::text;

pub fn law(test: &Test<'_>) -> Law {
    let mut law =
        Law::new("order", text!("rijen in een andere volgorde: dezelfde uitkomst per rij", "rows in another order: the same result a row"));
    let places: Vec<usize> = (0..test.sample.rows.len()).collect();
    let back: Vec<usize> = places.iter().rev().copied().collect();
    let mut mixed = places;
    // A lot for each row, the same in every run.
    mixed.sort_by_cached_key(|at| digest::of(&at.to_le_bytes()));
    for (order, way) in [(back, text!("achterstevoren", "backwards")), (mixed, text!("door elkaar", "mixed up"))] {
        let file = test.sample.written(order.iter().map(|&at| &*test.sample.rows[at].cells), test.sample.style());
        if let Some(found) = law.score(test, file.as_bytes(), &How::default(), &way) {
            law.same(test, order.into_iter(), &found, &way);
        }
    }
    law
}
