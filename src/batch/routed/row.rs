// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! One row of a run with a protocol that routes.

use std::io;

use super::judge::Judge;
use super::line::Line;
use super::totals::Totals;
use crate::batch::columns::Column;
use crate::batch::duplicates::Fate;
use crate::batch::part::Layout;
use crate::evaluate::{Outcome, Reason};
use crate::lang::Text;
use crate::protocol::routes::{Routed, Why};
use crate::protocol::{Protocol, Routes};
use crate::record::{Record, Row, RunError};
use crate::text;

/// What reads and scores rows.
pub struct Reader<'a> {
    layout: &'a Layout<'a>,
    protocol: &'a Protocol,
    routes: &'a Routes,
    judge: Judge<'a>,
}

impl<'a> Reader<'a> {
    pub fn new(layout: &'a Layout<'a>, protocol: &'a Protocol, routes: &'a Routes) -> Result<Self, RunError> {
        let judge = Judge::new(protocol, routes, &layout.header, layout.job.as_of.day)?;
        Ok(Self { layout, protocol, routes, judge })
    }

    /// Scores a row and writes what comes out.
    pub fn row(
        &self,
        row: Row<'_>,
        record: &mut Record,
        totals: &mut Totals<'_>,
        lines: &mut csv::Writer<Vec<u8>>,
        [rejects, conflicts, open]: &mut [csv::Writer<Vec<u8>>; 3],
    ) -> io::Result<()> {
        let layout = self.layout;
        match layout.duplicates.as_ref().and_then(|duplicates| Some((duplicates, duplicates.fate(row.line)?))) {
            Some((_, Fate::Merged)) => {
                totals.summary.merged += 1;
                return Ok(());
            }
            Some((duplicates, Fate::Conflicting(conflict))) => {
                totals.summary.conflicting += 1;
                let (codes, mend) = duplicates.conflict(conflict);
                return layout.feedback.write(conflicts, &layout.header, row, &codes, &[mend]);
            }
            None => {}
        }
        layout.fields.read(layout.form(), row, layout.manner, record);
        let name = layout.fields.case_id.and_then(|at| row.cell(at));
        if let (Some(answers), Some(name)) = (layout.job.answers, name) {
            answers.fill(name, record);
            totals.summary.filled = totals.summary.filled.map(|count| count + u64::from(answers.has(name)));
        }
        let (mut faults, mut mends) = (Vec::new(), Vec::new());
        layout.faults(row, record, &mut faults, &mut mends);
        if faults.is_empty() {
            for (code, mend) in self.judge.faults(row, &record.answers) {
                faults.push(code);
                mends.push(mend);
            }
        }
        let forced = if faults.is_empty() { self.judge.forced(row).unwrap_or_default() } else { None };
        let answers = self.routes.with_ages(&record.answers, layout.job.as_of.day);
        let routed = if faults.is_empty() { self.routes.evaluate(&answers) } else { Routed::rejected() };
        if !faults.is_empty() {
            layout.feedback.write(rejects, &layout.header, row, &faults, &mends)?;
            totals.name_rejected(row.line, &faults);
        } else if routed.outcome == Outcome::Open {
            let codes: Vec<String> = routed.why.iter().map(|why| self.routes.code(*why)).collect();
            layout.feedback.write(open, &layout.header, row, &codes, &self.asked(&routed))?;
        }
        totals.count(self.routes, &routed, forced.as_ref());
        let line = Line {
            protocol: self.protocol,
            routes: self.routes,
            as_of: layout.job.as_of,
            answers: &answers,
            routed: &routed,
            forced: forced.as_ref(),
            faults: &faults,
        };
        let mut cell = String::new();
        for (_, column) in &layout.columns {
            match column {
                Column::CaseId => lines.write_field(name.unwrap_or_default())?,
                Column::Input(at) => lines.write_field(row.cell(*at).unwrap_or_default())?,
                Column::Protocol => lines.write_field(&layout.protocol)?,
                Column::Row => lines.write_field(row.line.to_string())?,
                other => {
                    cell.clear();
                    line.write(other, &mut cell);
                    lines.write_field(&cell)?;
                }
            }
        }
        Ok(lines.write_record(None::<&[u8]>)?)
    }

    /// What to ask of an open case.
    fn asked(&self, routed: &Routed) -> Vec<Text> {
        let open = routed.why.iter().filter_map(|why| match why {
            Why::RouteOpen(column) | Why::Said(Reason::GateOpen(column)) => Some(*column),
            _ => None,
        });
        let mut columns: Vec<usize> = routed.decisive.iter().copied().chain(open).collect();
        columns.sort_unstable();
        columns.dedup();
        let fields = columns.into_iter().filter_map(|column| self.routes.form().fields.get(column));
        let asked = fields.map(|field| {
            let (id, nl, en) = (&field.id, &field.ask.nl, &field.ask.en);
            text!("{id}: {nl}", "{id}: {en}")
        });
        asked.collect()
    }
}
