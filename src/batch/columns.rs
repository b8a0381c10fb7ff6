// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The columns of a result file: their names, their order, and what stands in them.

use super::routed::Routed;
use crate::diagnostic::nearest::nearest;
use crate::evaluate::{Evaluation, Outcome};
use crate::form::Form;
use crate::lang::Text;
use crate::protocol::{Protocol, TierReach};
use crate::text;

/// Which end of what is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The value, when one is left.
    Only,
    /// The least.
    Least,
    /// The greatest.
    Greatest,
}

/// A column of results.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Column {
    /// The case's name.
    CaseId,
    /// Where the record starts.
    Row,
    /// Which of the five.
    Outcome,
    /// A reported scale, by its place among them.
    Score(Option<usize>, End),
    /// The level of a scheme, when one is left.
    Level(Option<usize>),
    /// All levels that are left of a scheme.
    Levels(Option<usize>),
    /// The tier.
    Tier,
    /// All tiers that are left.
    Tiers,
    /// Decisive fields.
    Decisive,
    /// Reasons.
    Reason,
    /// The instrument.
    Instrument,
    /// A horizon, by its place.
    Probability(usize, End),
    /// The protocol.
    Protocol,
    /// A column of the input.
    Input(usize),
    /// What a protocol that routes says, or an instrument of it.
    Routed(Routed),
}

/// The columns that a run writes, with their names.
pub fn columns(form: &Form, header: &[String], protocol: bool, asked: Option<&[String]>) -> Result<Vec<(String, Column)>, Vec<Text>> {
    let standard = standard(form, protocol);
    let Some(asked) = asked else { return Ok(standard) };
    let (mut chosen, mut wrong) = (Vec::new(), Vec::new());
    for name in asked.iter().map(|name| name.trim()) {
        let found = standard.iter().find(|(known, _)| known == name).map(|(_, column)| column.clone());
        let found = found.or_else(|| extra(form, header, name));
        match found {
            Some(_) if chosen.iter().any(|(earlier, _)| earlier == name) => {
                wrong.push(text!("--columns {name} staat er twee keer", "--columns {name} stands twice"));
            }
            Some(column) => chosen.push((name.to_owned(), column)),
            None => wrong.push(no_such_column(form, header, &standard, name)),
        }
    }
    if wrong.is_empty() { Ok(chosen) } else { Err(wrong) }
}

fn no_such_column(form: &Form, header: &[String], standard: &[(String, Column)], name: &str) -> Text {
    let inputs = header.iter().map(|column| format!("input.{column}"));
    let schemes = form.schemes.iter().map(|scheme| format!("level.{}", scheme.id));
    let known: Vec<String> = standard.iter().map(|(known, _)| known.clone()).chain(inputs).chain(schemes).collect();
    match nearest(name, known.iter().map(String::as_str)) {
        Some(near) => text!(
            "--columns {name}: die kolom is er niet; bedoelde u `{near}`?",
            "--columns {name}: there is no such column; did you mean `{near}`?"
        ),
        None => text!("--columns {name}: die kolom is er niet", "--columns {name}: there is no such column"),
    }
}

fn standard(form: &Form, protocol: bool) -> Vec<(String, Column)> {
    let mut columns: Vec<(String, Column)> =
        vec![("case_id".into(), Column::CaseId), ("row".into(), Column::Row), ("outcome".into(), Column::Outcome)];
    let scales: Vec<usize> = form.reported_scales().collect();
    let five = |prefix: &str, place: Option<usize>, scheme: Option<usize>| {
        [
            (format!("{prefix}score"), Column::Score(place, End::Only)),
            (format!("{prefix}score_min"), Column::Score(place, End::Least)),
            (format!("{prefix}score_max"), Column::Score(place, End::Greatest)),
            (format!("{prefix}level"), Column::Level(scheme)),
            (format!("{prefix}levels"), Column::Levels(scheme)),
        ]
    };
    match scales.as_slice() {
        [] => columns.extend(five("", None, form.reported_scheme(None))),
        [only] => columns.extend(five("", Some(0), form.reported_scheme(Some(*only)))),
        several => {
            for (place, &scale) in several.iter().enumerate() {
                columns.extend(five(&format!("{}.", form.scales[scale].id), Some(place), form.reported_scheme(Some(scale))));
            }
        }
    }
    let rest = [
        ("tier", Column::Tier),
        ("tiers", Column::Tiers),
        ("decisive", Column::Decisive),
        ("reason", Column::Reason),
        ("instrument", Column::Instrument),
    ];
    columns.extend(rest.map(|(name, column)| (name.to_owned(), column)));
    for (place, horizon) in form.horizons().into_iter().enumerate() {
        columns.push((format!("probability.{horizon}"), Column::Probability(place, End::Only)));
        columns.push((format!("probability_min.{horizon}"), Column::Probability(place, End::Least)));
        columns.push((format!("probability_max.{horizon}"), Column::Probability(place, End::Greatest)));
    }
    if protocol {
        columns.push(("protocol".to_owned(), Column::Protocol));
    }
    columns
}

fn extra(form: &Form, header: &[String], name: &str) -> Option<Column> {
    if let Some(input) = name.strip_prefix("input.") {
        return header.iter().position(|known| known == input).map(Column::Input);
    }
    let scheme = name.strip_prefix("level.")?;
    form.schemes.iter().position(|known| known.id == scheme).map(|scheme| Column::Level(Some(scheme)))
}

/// What a row of results is written from.
pub struct Line<'a> {
    /// The form.
    pub form: &'a Form,
    /// What came out.
    pub evaluation: &'a Evaluation,
    /// Tiers, with a protocol.
    pub tiers: Option<(&'a Protocol, &'a TierReach)>,
    /// Codes of cells that cannot be read, before the other reasons.
    pub faults: &'a [String],
    /// Codes of what has to be said in every row, after the other reasons.
    pub cautions: &'a [String],
}

impl Line<'_> {
    /// Writes the text of a cell; nothing where the column is empty. Columns of the input are written by the caller.
    pub fn write(&self, column: &Column, cell: &mut String) {
        let reach = &self.evaluation.reach;
        match column {
            Column::Outcome => cell.push_str(self.evaluation.outcome.code()),
            Column::Score(place, end) => {
                let Some(scale) = place.and_then(|place| self.form.reported_scales().nth(place)) else { return };
                let Some(scale) = reach.scale(scale) else { return };
                // Where some completion has no total, there is not one value.
                let one = *end == End::Only && reach.withheld.contains(&scale.scale);
                if let Some(value) = pick(scale.least, scale.greatest, *end).filter(|_| !one) {
                    cell.push_str(&value.as_score(self.form.scales[scale.scale].whole));
                }
            }
            Column::Level(scheme) => {
                if let Some(level) = scheme.and_then(|scheme| self.evaluation.level(scheme).map(|level| (scheme, level))) {
                    cell.push_str(&self.form.schemes[level.0].levels[level.1].id);
                }
            }
            Column::Levels(scheme) => {
                let Some(scheme) = *scheme else { return };
                let levels = reach.levels.get(scheme).map_or(&[][..], Vec::as_slice);
                join(cell, levels.iter().map(|&level| self.form.schemes[scheme].levels[level].id.as_str()));
            }
            Column::Tier => {
                if let Some((protocol, reach)) = self.tiers
                    && let Some(tier) = reach.tier
                {
                    cell.push_str(&protocol.tiers()[tier].id);
                }
            }
            Column::Tiers => {
                if let Some((protocol, reach)) = self.tiers {
                    join(cell, reach.tiers.iter().map(|&tier| protocol.tiers()[tier].id.as_str()));
                }
            }
            Column::Decisive => join(cell, self.evaluation.decisive.iter().map(|&field| self.form.fields[field].id.as_str())),
            Column::Reason => {
                let reasons = self.evaluation.reasons.iter().map(|reason| crate::report::reason::code(reason, self.form));
                let reasons: Vec<String> = self.faults.iter().cloned().chain(reasons).chain(self.cautions.iter().cloned()).collect();
                join(cell, reasons.iter().map(String::as_str));
            }
            Column::Probability(place, end) => {
                let Some(probability) = reach.probabilities.get(*place) else { return };
                if let Some(value) = pick(probability.least, probability.greatest, *end) {
                    cell.push_str(&value.to_string());
                }
            }
            Column::CaseId | Column::Row | Column::Instrument | Column::Protocol | Column::Input(_) | Column::Routed(_) => {}
        }
    }
}

/// Whether every reported level that a run can settle is settled.
pub fn level_settled(form: &Form, evaluation: &Evaluation) -> bool {
    evaluation.outcome == Outcome::Open
        && form.schemes.iter().enumerate().filter(|(_, scheme)| scheme.report).all(|(scheme, _)| evaluation.level(scheme).is_some())
        && form.schemes.iter().any(|scheme| scheme.report)
}

pub(super) fn pick<T: Copy + PartialEq>(least: T, greatest: T, end: End) -> Option<T> {
    match end {
        End::Only => (least == greatest).then_some(least),
        End::Least => Some(least),
        End::Greatest => Some(greatest),
    }
}

pub(super) fn join<'a>(cell: &mut String, parts: impl Iterator<Item = &'a str>) {
    for (place, part) in parts.enumerate() {
        if place > 0 {
            cell.push('|');
        }
        cell.push_str(part);
    }
}
