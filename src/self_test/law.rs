// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A law, what was tried of it, and where it does not hold.

use super::{How, LAWS, Scored, Test};
use crate::batch::go_on;
use crate::lang::Text;
use crate::record::RunError;
use crate::text;

/// So many differences are named; all are counted.
const NAMED: usize = 20;

/// What must not change a result, and whether it did.
#[derive(Clone, Debug)]
pub struct Law {
    /// Its stable name.
    pub id: &'static str,
    /// In words.
    pub says: Text,
    /// How often rows were scored anew, each time in another way.
    pub ways: u64,
    /// Results that were compared.
    pub compared: u64,
    /// Results that differ.
    pub differing: u64,
    /// The first of them.
    pub differences: Vec<Difference>,
}

/// A result that is not what it must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Where the row stands in the file; nothing where all rows are meant.
    pub row: Option<u64>,
    /// The result column.
    pub column: String,
    /// In which way the row was written.
    pub way: Text,
}

impl Law {
    pub(super) fn new(id: &'static str, says: Text) -> Self {
        Self { id, says, ways: 0, compared: 0, differing: 0, differences: Vec::new() }
    }

    /// Whether it held, as far as it was tried.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.differing == 0
    }

    pub(super) fn differs(&mut self, row: Option<u64>, column: &str, way: &Text) {
        self.differing += 1;
        if self.differences.len() < NAMED {
            self.differences.push(Difference { row, column: column.to_owned(), way: way.clone() });
        }
    }

    /// Scores rows in another way; a file that is then refused is a difference.
    pub(super) fn score(&mut self, test: &Test<'_>, file: &[u8], how: &How, way: &Text) -> Option<Scored> {
        go_on(test.watch).ok()?;
        test.watch.step(test.tried.get(), LAWS.len() as u64);
        self.ways += 1;
        match test.subject.score(file, how) {
            Ok(scored) => Some(scored),
            Err(stop) => {
                self.refused(&stop, way);
                None
            }
        }
    }

    fn refused(&mut self, stop: &RunError, way: &Text) {
        let (nl, en) = (&way.nl, &way.en);
        let (because_nl, because_en) = (in_words(stop, |text| &text.nl), in_words(stop, |text| &text.en));
        self.differs(None, "", &text!("{nl}: geweigerd: {because_nl}", "{en}: refused: {because_en}"));
    }

    /// Compares rows, in the order in which the sample has them.
    pub(super) fn same(&mut self, test: &Test<'_>, order: impl ExactSizeIterator<Item = usize>, found: &Scored, way: &Text) {
        if found.columns != test.base.columns || found.rows.len() != order.len() {
            self.differs(None, "", &other_rows(way));
            return;
        }
        for (found, at) in found.rows.iter().zip(order) {
            self.compared += 1;
            let differing =
                test.base.rows[at].iter().zip(found).zip(&test.base.columns).find(|((base, found), name)| base != found && *name != "row");
            if let Some((_, column)) = differing {
                self.differs(Some(test.sample.rows[at].line), column, way);
            }
        }
    }
}

fn other_rows(way: &Text) -> Text {
    let (nl, en) = (&way.nl, &way.en);
    text!("{nl}: andere kolommen of een ander aantal rijen", "{en}: other columns or another number of rows")
}

fn in_words(stop: &RunError, pick: fn(&Text) -> &String) -> String {
    match stop {
        RunError::Machine { what, cause } => format!("{}: {cause}", pick(what)),
        RunError::Usage(texts) => texts.iter().map(pick).cloned().collect::<Vec<_>>().join("; "),
        RunError::Command(refusal) => pick(&refusal.found).clone(),
        RunError::Input(refusals) => refusals.iter().map(|refusal| pick(&refusal.found).clone()).collect::<Vec<_>>().join("; "),
        RunError::Stopped => pick(&text!("gestopt", "stopped")).clone(),
    }
}
