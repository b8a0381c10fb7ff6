// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A user's own file, written and cut in other ways: results stay what they were. What is tried, law by law, and every row that differs.
//! Nothing is written beside the file.

mod blanked;
mod cut;
mod doubled;
mod law;
mod order;
pub mod page;
mod sample;
mod spelled;
mod subject;
mod written;

use std::cell::Cell;

pub use law::{Difference, Law};
use sample::First;
pub use sample::Sample;
pub use subject::{Batch, How, Scored, Subject};

use crate::batch::go_on;
use crate::progress::Watch;
use crate::record::RunError;
use crate::record::rows::Rows;

/// So many rows are tried, unless the user says otherwise: each law scores them again, some once for each column.
pub const ROWS: usize = 10_000;

/// What came out.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Rows that were tried.
    pub rows: u64,
    /// Rows of the file that were left out because cutting a file there would make them something else: those that begin like a line of
    /// totals, those that say nothing, and of a sheet those with a number that as text could be two.
    pub left_out: u64,
    /// Whether the file has more rows than were tried.
    pub more: bool,
    /// The laws, in the order in which they were tried.
    pub laws: Vec<Law>,
}

impl Outcome {
    /// Whether every law held.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.laws.iter().all(Law::holds)
    }
}

/// A file under test: its rows, and their results.
struct Test<'t> {
    subject: &'t dyn Subject,
    sample: &'t Sample,
    base: Scored,
    watch: &'t dyn Watch,
    /// Laws that were tried.
    tried: Cell<u64>,
}

/// A law that is tried on a file, where it has what the law is about.
type Try = fn(&Test<'_>) -> Option<Law>;

/// All laws but the first, which compares the file as it stands.
const LAWS: [Try; 7] = [
    |test| Some(order::law(test)),
    |test| Some(cut::law(test)),
    |test| Some(cut::blocks(test)),
    |test| Some(written::law(test)),
    doubled::law,
    spelled::law,
    blanked::law,
];

/// Tries all laws on the first rows of a file. `rows` and `again` read the same file.
///
/// # Errors
/// When the file itself cannot be read or scored, or it is told to stop. Where the file can be scored and a way to write it cannot, that is
/// a difference.
pub fn run(
    subject: &dyn Subject,
    rows: Box<dyn Rows + '_>,
    again: Box<dyn Rows + '_>,
    most: usize,
    watch: &dyn Watch,
) -> Result<Outcome, RunError> {
    let sample = Sample::read(rows, most)?;
    let left = sample.rows.len() + usize::try_from(sample.left_out).unwrap_or(usize::MAX);
    let whole = subject.score_rows(Box::new(First { rows: again, left }))?;
    let plain = sample.plain();
    let base = subject.score(plain.as_bytes(), &How::default())?;
    let read = written::as_it_stands(&sample, &whole, &base);
    let test = Test { subject, sample: &sample, base, watch, tried: Cell::new(0) };
    let mut laws = vec![read];
    for law in LAWS {
        laws.extend(law(&test));
        // What a law says when it was cut short counts for nothing.
        go_on(watch)?;
        test.tried.set(test.tried.get() + 1);
    }
    Ok(Outcome { rows: sample.rows.len() as u64, left_out: sample.left_out, more: sample.more, laws })
}
