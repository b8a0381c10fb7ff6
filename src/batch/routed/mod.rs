// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A run with a protocol that routes: every row to its own instruments.

mod columns;
mod judge;
mod line;
mod row;
mod totals;

pub use columns::{Routed, columns};
pub use judge::Judge;

use super::part::{bytes, writer};
use super::results::Results;
use super::run::{Beside, Run, unwritten};
use super::summary::Summary;
use crate::protocol::{Protocol, Routes};
use crate::record::{Block, RunError};
use row::Reader;
use totals::Totals;

/// Hands out results, writes the rows that need a person, and counts.
///
/// # Errors
/// When the input cannot be read on, an output cannot be written, or a day is needed that was not given.
pub fn write_to(
    run: &mut Run<'_>,
    protocol: &Protocol,
    routes: &Routes,
    results: &mut dyn Results,
    beside: Beside<'_>,
) -> Result<Summary, RunError> {
    let layout = &run.layout;
    let job = layout.job;
    let reader = Reader::new(layout, protocol, routes)?;
    let mut totals = Totals::new(protocol, routes);
    totals.summary.filled = job.answers.map(|_| 0);
    let Beside { rejects, conflicts, open } = beside;
    results.begin(layout.form(), &layout.columns).map_err(unwritten)?;
    let header = layout.feedback.begin().map_err(unwritten)?;
    for file in [&mut *rejects, &mut *conflicts, &mut *open] {
        file.write_all(&header).map_err(unwritten)?;
    }
    let (mut block, mut record) = (Block::default(), crate::record::Record::default());
    while run.rows.read(&mut block, job.block)? {
        totals.summary.read += block.len() as u64;
        let mut lines = writer(Vec::new());
        let mut drafts = [(); 3].map(|()| layout.feedback.writer(Vec::new()));
        for row in block.rows() {
            reader.row(row, &mut record, &mut totals, &mut lines, &mut drafts).map_err(unwritten)?;
        }
        results.add(&bytes(lines).map_err(unwritten)?).map_err(unwritten)?;
        for (file, draft) in [&mut *rejects, &mut *conflicts, &mut *open].into_iter().zip(drafts) {
            file.write_all(&bytes(draft).map_err(unwritten)?).map_err(unwritten)?;
        }
    }
    results.end(&run.notes()).map_err(unwritten)?;
    for file in [rejects, conflicts, open] {
        file.flush().map_err(unwritten)?;
    }
    Ok(totals.summary)
}
