// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What a result file says of a case with at most one unknown answer: of that one every value is tried.

use std::collections::{BTreeMap, BTreeSet};

use super::cases::cells;
use super::exact::{Exact, ONE};
use super::pattern::Answer;
use super::score::{Complete, Values, complete};
use super::table::Table;

/// What is written for each field; empty is unknown.
pub type Inputs = Vec<String>;

/// The columns that are told, without `expect_`.
pub fn columns(table: &Table) -> Vec<String> {
    let mut columns = vec!["outcome".to_owned()];
    for prefix in prefixes(table) {
        columns.extend(["score", "score_min", "score_max", "level", "levels"].map(|name| format!("{prefix}{name}")));
    }
    for horizon in table.horizons() {
        columns.extend(["probability", "probability_min", "probability_max"].map(|name| format!("{name}.{horizon}")));
    }
    columns.extend(["decisive", "reason"].map(str::to_owned));
    columns
}

/// The name of each scale before its columns, when there are several.
fn prefixes(table: &Table) -> Vec<String> {
    match table.reported_scales()[..] {
        [] | [_] => vec![String::new()],
        ref scales => scales.iter().map(|&scale| format!("{}.", table.scales[scale].id)).collect(),
    }
}

/// A row of the result file, by column.
///
/// # Errors
/// When the table has no one row for a completion.
pub fn expected(table: &Table, inputs: &Inputs) -> Result<BTreeMap<String, String>, String> {
    let mut row: BTreeMap<String, String> = columns(table).into_iter().map(|name| (name, String::new())).collect();
    let mut tell = |name: &str, text: String| row.insert(name.to_owned(), text);
    let (mut case, mut reasons, mut unknown): (Vec<Option<Answer>>, Vec<String>, Option<usize>) = (Vec::new(), Vec::new(), None);
    let mut unreadable = Vec::new();
    for (field, text) in inputs.iter().enumerate() {
        let answer = table.answer(field, text);
        case.push(answer.clone());
        match (answer, &table.fields[field].unknown) {
            (Some(_), _) => {}
            (None, Some(counts_as)) if text.is_empty() => {
                reasons.push(format!("assumed:{}={counts_as}", table.fields[field].id));
                case[field] = Some(counts_as.clone());
            }
            (None, _) if text.is_empty() => {
                assert!(unknown.replace(field).is_none(), "one unknown answer at most");
            }
            (None, _) => unreadable.push(format!("{}:{}", fault(table, field, text), table.fields[field].id)),
        }
    }
    if !unreadable.is_empty() {
        tell("outcome", "rejected".to_owned());
        tell("reason", unreadable.join("|"));
        return Ok(row);
    }
    let tried = unknown.map_or_else(|| vec![None], |field| tried(table, field).into_iter().map(Some).collect());
    let mut may_fail = false;
    let (mut gates, mut broken, mut left, mut ways) = (BTreeSet::new(), BTreeSet::new(), Vec::new(), BTreeSet::new());
    for answer in tried {
        let of = |(at, known): (usize, &Option<Answer>)| match known {
            Some(known) => known.clone(),
            None => answer.clone().filter(|_| Some(at) == unknown).expect("only the unknown one is left open"),
        };
        match complete(table, &case.iter().enumerate().map(of).collect::<Vec<_>>())? {
            Complete::NotApplicable(gate, consistent) => {
                gates.insert(gate);
                may_fail |= consistent;
            }
            Complete::Inconsistent(reasons) => broken.extend(reasons),
            Complete::Values(values) => {
                ways.insert(values.withheld.clone());
                left.push(values);
            }
        }
    }
    if left.is_empty() {
        let (outcome, told) = match gates.first() {
            Some(gate) => ("not_applicable", vec![format!("gate:{}", table.gates[*gate].id)]),
            None => ("inconsistent", broken.into_iter().collect()),
        };
        tell("outcome", outcome.to_owned());
        tell("reason", told.into_iter().chain(reasons).collect::<Vec<_>>().join("|"));
        return Ok(row);
    }
    let told = Told::of(table, &left);
    told.cells.iter().for_each(|(name, text)| drop(tell(name, text.clone())));
    let unknown = unknown.map(|field| table.fields[field].id.clone()).unwrap_or_default();
    // Of a gate that can still fail only completions tell that obey the constraints.
    let open = may_fail.then(|| format!("gate?{unknown}"));
    tell("outcome", if told.decided && open.is_none() { "scored" } else { "open" }.to_owned());
    tell("decisive", if told.several { unknown.clone() } else { String::new() });
    let always = ways.iter().fold(None, |all: Option<BTreeSet<usize>>, way| Some(all.map_or(way.clone(), |all| &all & way)));
    let mut withheld: Vec<(usize, String)> =
        always.unwrap_or_default().into_iter().map(|field| (field, format!("withheld:{}", table.fields[field].id))).collect();
    if told.may_be_withheld {
        withheld.push((table.field(&unknown)?, format!("withheld?{unknown}")));
    }
    withheld.sort();
    tell("reason", open.into_iter().chain(withheld.into_iter().map(|(_, reason)| reason)).chain(reasons).collect::<Vec<_>>().join("|"));
    Ok(row)
}

/// The code of a cell that cannot be read.
fn fault(table: &Table, field: usize, text: &str) -> &'static str {
    match Exact::read(text) {
        None => "R0101",
        Some(number) if number.0 < 0 && table.fields[field].step.0 == ONE => "R0102",
        Some(_) => "R0105",
    }
}

/// Every answer to a field; of decimals those on either side of every edge.
fn tried(table: &Table, field: usize) -> Vec<Answer> {
    let Some((low, high)) = table.limits(field).filter(|_| table.fields[field].step.0 == ONE) else { return cells(table, field) };
    let numbers = (low.0 / ONE..=high.0 / ONE).map(|number| Answer::Number(Exact::whole(number)));
    numbers.chain(cells(table, field).into_iter().filter(|cell| !matches!(cell, Answer::Number(_)))).collect()
}

/// What is left over some completions.
struct Told {
    cells: Vec<(String, String)>,
    decided: bool,
    /// More than one level; without levels, more than one score; without those, more than one probability; or a total and none.
    several: bool,
    may_be_withheld: bool,
}

impl Told {
    fn of(table: &Table, left: &[Values]) -> Self {
        let mut told = Self { cells: Vec::new(), decided: true, several: false, may_be_withheld: false };
        let scales = table.reported_scales();
        let reported: Vec<Option<usize>> = if scales.is_empty() { vec![None] } else { scales.into_iter().map(Some).collect() };
        let leveled = reported.iter().any(|&scale| table.reported_scheme(scale).is_some());
        for (prefix, scale) in prefixes(table).into_iter().zip(reported) {
            if let Some(scale) = scale {
                let totals: BTreeSet<Option<Exact>> = left.iter().map(|values| values.totals[scale]).collect();
                let known: Vec<Exact> = totals.iter().copied().flatten().collect();
                let one = totals.len() == 1;
                told.decided &= one;
                told.may_be_withheld |= totals.contains(&None) && !known.is_empty();
                told.several |= !leveled && !one;
                told.range(
                    &[&format!("{prefix}score"), &format!("{prefix}score_min"), &format!("{prefix}score_max")],
                    one,
                    &known,
                    |score| {
                        if known.iter().all(|score| score.0 % ONE == 0) { score.to_string() } else { score.rounded(9).to_string() }
                    },
                );
            }
            if let Some(scheme) = table.reported_scheme(scale) {
                let levels: BTreeSet<usize> = left.iter().map(|values| values.levels[scheme]).collect();
                let names: Vec<&str> = levels.iter().map(|&level| table.schemes[scheme].levels[level].as_str()).collect();
                told.decided &= names.len() == 1;
                told.several |= names.len() > 1;
                let one = if let [one] = names[..] { one.to_owned() } else { String::new() };
                told.cells.push((format!("{prefix}level"), one));
                told.cells.push((format!("{prefix}levels"), names.join("|")));
            }
        }
        told.several |= told.may_be_withheld;
        for (at, horizon) in table.horizons().into_iter().enumerate() {
            let known: Vec<Exact> = left.iter().map(|values| values.probabilities[at]).collect::<BTreeSet<_>>().into_iter().collect();
            let one = known.len() == 1;
            told.decided &= one;
            told.several |= !one && !leveled && table.scales.is_empty();
            let names = ["probability", "probability_min", "probability_max"].map(|name| format!("{name}.{horizon}"));
            told.range(&[&names[0], &names[1], &names[2]], one, &known, Exact::long);
        }
        told
    }

    fn range(&mut self, names: &[&str; 3], one: bool, known: &[Exact], print: impl Fn(Exact) -> String) {
        let text = |number: Option<&Exact>| number.map_or_else(String::new, |&number| print(number));
        self.cells.push((names[0].to_owned(), text(known.first().filter(|_| one))));
        self.cells.push((names[1].to_owned(), text(known.first())));
        self.cells.push((names[2].to_owned(), text(known.last())));
    }
}
