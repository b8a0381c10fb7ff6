// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What each size costs.

use crate::progress::Watch;

use super::{Effort, Error, Request, Size, Solution, solve};

/// The same request at one size after the other: the trade-off of size and loss. Each size has its own answer; the watch counts anew for
/// each, and sizes after a stop have whatever is found without a proof.
#[must_use]
pub fn curve(request: &Request, sizes: &[Size], effort: Effort, watch: &dyn Watch) -> Vec<(Size, Result<Solution, Error>)> {
    let at = |size: &Size| (*size, solve(&Request { size: *size, ..request.clone() }, effort, watch));
    sizes.iter().map(at).collect()
}
