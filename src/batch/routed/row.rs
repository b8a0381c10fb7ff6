// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! One row of a run with a protocol that routes.

use std::io;

use super::line::Line;
use super::totals::Totals;
use crate::batch::columns::Column;
use crate::batch::duplicates::Fate;
use crate::batch::part::Layout;
use crate::diagnostic::Code;
use crate::domain::Answer;
use crate::evaluate::{Outcome, Reason};
use crate::lang::Text;
use crate::protocol::routes::{Given, Routed, Why};
use crate::protocol::{Protocol, Routes};
use crate::record::{Record, Row, RunError};
use crate::text;

/// What reads and scores rows.
pub struct Reader<'a> {
    layout: &'a Layout<'a>,
    protocol: &'a Protocol,
    routes: &'a Routes,
    /// The columns with a forced tier, where the protocol lets one be set.
    forced: Option<[Option<usize>; 4]>,
}

impl<'a> Reader<'a> {
    pub fn new(layout: &'a Layout<'a>, protocol: &'a Protocol, routes: &'a Routes) -> Result<Self, RunError> {
        if routes.reads_age() && layout.job.as_of.day.is_none() {
            return Err(RunError::Usage(vec![text!(
                "dit protocol leest hoe oud een uitkomst is: noem de peildatum met --as-of",
                "this protocol reads how old a result is: say the day with --as-of"
            )]));
        }
        let at = |name: &str| layout.header.iter().position(|known| known == name);
        let columns = Routes::FORCED.map(at);
        Ok(Self { layout, protocol, routes, forced: columns.iter().any(Option::is_some).then_some(columns) })
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
        let forced = if faults.is_empty() { self.forced(row, &mut faults, &mut mends) } else { None };
        if faults.is_empty() {
            self.days(&record.answers, &mut faults, &mut mends);
        }
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

    /// The tier that a person set, or why the row is refused.
    fn forced(&self, row: Row<'_>, faults: &mut Vec<String>, mends: &mut Vec<Text>) -> Option<Given> {
        let columns = self.forced?;
        let cells = columns.map(|column| column.and_then(|at| row.cell(at)).unwrap_or_default());
        match self.routes.force(self.protocol.tiers(), cells) {
            Ok(given) => given,
            Err(fault) => {
                let (code, column, mend) = fault.told();
                faults.push(format!("{}:{column}", code.id()));
                mends.push(mend);
                None
            }
        }
    }

    /// Days of outcomes after the day that results speak of.
    fn days(&self, answers: &[Answer], faults: &mut Vec<String>, mends: &mut Vec<Text>) {
        let Some(as_of) = self.layout.job.as_of.day else { return };
        for dated in self.routes.members().iter().filter_map(|member| member.dated()) {
            if matches!(answers.get(dated.day), Some(Answer::Known(day)) if *day > as_of) {
                let column = self.routes.name(dated.day);
                faults.push(format!("{}:{column}", Code::CellOutside.id()));
                mends.push(text!(
                    "{column}: een dag na de peildatum; verbeter de dag, of noem een latere peildatum",
                    "{column}: a day after the one of --as-of; mend the day, or say a later one"
                ));
            }
        }
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
