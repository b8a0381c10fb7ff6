// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What of a second table no case hits.

use super::exact::Exact;
use super::left::Inputs;
use super::pattern::{Answer, Pattern};
use super::score::{Complete, Values, complete, holds, sum_of};
use super::table::{Bound, Law, Look, Row, Table, When};

/// The cases in which every answer is known, with what comes out.
struct Seen<'t> {
    table: &'t Table,
    scored: Vec<(Vec<Answer>, Values)>,
    not_applicable: Vec<(Vec<Answer>, usize)>,
    inconsistent: Vec<(Vec<Answer>, Vec<String>)>,
    missed: Vec<String>,
}

/// Each row, edge, range, gate and constraint that the cases do not show from both sides.
///
/// # Errors
/// When the table has no one row for a case.
pub fn missed(table: &Table, cases: &[Inputs]) -> Result<Vec<String>, String> {
    let mut seen = Seen { table, scored: Vec::new(), not_applicable: Vec::new(), inconsistent: Vec::new(), missed: Vec::new() };
    for inputs in cases {
        let answers: Option<Vec<Answer>> = inputs.iter().enumerate().map(|(field, text)| table.answer(field, text)).collect();
        let Some(case) = answers else { continue };
        match complete(table, &case)? {
            Complete::NotApplicable(gate, _) => seen.not_applicable.push((case, gate)),
            Complete::Inconsistent(reasons) => seen.inconsistent.push((case, reasons)),
            Complete::Values(values) => seen.scored.push((case, values)),
        }
    }
    seen.domains(cases);
    seen.gates();
    seen.constraints();
    seen.items();
    seen.scales();
    seen.schemes();
    seen.rules();
    Ok(seen.missed)
}

impl Seen<'_> {
    fn need(&mut self, shown: bool, what: impl FnOnce() -> String) {
        if !shown {
            self.missed.push(what());
        }
    }

    fn domains(&mut self, cases: &[Inputs]) {
        for (at, field) in self.table.fields.iter().enumerate() {
            let written = |number: Exact| cases.iter().any(|inputs| inputs[at] == number.to_string());
            let words = field.domain.words().filter(|word| *word != "not_applicable");
            let words: Vec<&str> = words.filter(|word| !cases.iter().any(|inputs| inputs[at] == *word)).collect();
            for word in words {
                self.need(false, || format!("{}: {word}", field.id));
            }
            for number in [field.domain.ends(field.step), field.domain.beyond(field.step)].concat() {
                self.need(written(number), || format!("{}: {number} at the edge of the domain", field.id));
            }
        }
    }

    /// A scored case for each stated end of each test, in which all of them hold.
    fn ends(&mut self, what: &str, when: &When, wanted: impl Fn(&[Answer], &Values) -> bool) {
        let hit: Vec<Vec<Answer>> =
            self.scored.iter().filter(|(case, values)| holds(when, case) && wanted(case, values)).map(|(case, _)| case.clone()).collect();
        self.need(!hit.is_empty(), || format!("{what}: no case"));
        for test in when {
            let field = &self.table.fields[test.field];
            for end in test.pattern.ends(field.step) {
                let shown = hit.iter().any(|case| case[test.field] == Answer::Number(end));
                self.need(shown, || format!("{what}: {} {end}", field.id));
            }
        }
    }

    fn gates(&mut self) {
        for (at, gate) in self.table.gates.iter().enumerate() {
            self.ends(&format!("gate {}", gate.id), &gate.when, |_, _| true);
            let fails = self.not_applicable.iter().any(|(_, failed)| *failed == at);
            self.need(fails, || format!("gate {} never fails", gate.id));
            for test in &gate.when {
                for number in test.pattern.beyond(self.table.fields[test.field].step) {
                    let shown =
                        self.not_applicable.iter().any(|(case, failed)| *failed == at && case[test.field] == Answer::Number(number));
                    self.need(shown, || format!("gate {}: {number} outside it", gate.id));
                }
            }
        }
    }

    fn constraints(&mut self) {
        for constraint in &self.table.constraints {
            let reason = format!("constraint:{}", constraint.id);
            let broken: Vec<&Vec<Answer>> =
                self.inconsistent.iter().filter(|(_, reasons)| *reasons == [reason.clone()]).map(|(case, _)| case).collect();
            let (mut edge, mut outside) = (true, !broken.is_empty());
            if let Law::Sums(fields, at_most, bound) = &constraint.law {
                let over = |case: &[Answer]| {
                    let bound = match bound {
                        Bound::Number(number) => *number,
                        Bound::Fields(fields) => sum_of(fields, case),
                    };
                    if *at_most { sum_of(fields, case) - bound } else { bound - sum_of(fields, case) }
                };
                edge = self.scored.iter().any(|(case, _)| over(case) == Exact(0));
                outside = broken.iter().any(|case| over(case) == Exact::whole(1));
            }
            self.need(edge, || format!("{reason}: just obeyed"));
            self.need(outside, || format!("{reason}: just broken"));
        }
        for item in self.table.items.iter().filter(|item| item.applies.is_some()) {
            let field = &self.table.fields[item.rows[0].when[0].field].id;
            let reason = format!("conditional:{field}");
            let broken = self.inconsistent.iter().filter(|(_, reasons)| *reasons == [reason.clone()]).count();
            self.need(broken > 1, || format!("{reason}: broken both ways"));
        }
    }

    fn items(&mut self) {
        for item in &self.table.items {
            for Row { when, .. } in &item.rows {
                self.ends(&format!("item {}", item.id), when, |_, _| true);
            }
            if let Some(applies) = &item.applies {
                self.ends(&format!("item {} applies", item.id), applies, |_, _| true);
                let not = self.scored.iter().any(|(case, _)| !holds(applies, case));
                self.need(not, || format!("item {} does not apply", item.id));
            }
        }
    }

    /// The numbers that come out, for each stated end of a pattern on them.
    fn numbers(&mut self, what: &str, at: &Pattern, number: impl Fn(&Values) -> Option<Exact>) {
        for end in at.ends(Exact::whole(1)) {
            let shown = self.scored.iter().any(|(_, values)| number(values) == Some(end));
            self.need(shown, || format!("{what}: {end}"));
        }
    }

    fn scales(&mut self) {
        for (at, scale) in self.table.scales.iter().enumerate() {
            for (pattern, _) in &scale.convert {
                self.numbers(&format!("conversion of {}", scale.id), pattern, |values| values.raw[at]);
            }
            for (when, range) in &scale.ranges {
                let totals = self.scored.iter().filter(|(case, _)| holds(when, case)).filter_map(|(_, values)| values.totals[at]);
                let totals: Vec<Exact> = totals.collect();
                let reached = totals.iter().min().copied().into_iter().chain(totals.iter().max().copied()).collect::<Vec<_>>();
                let stated = range.ends(Exact::whole(1));
                self.need(reached == stated, || format!("range of {}: stated {stated:?}, reached {reached:?}", scale.id));
            }
        }
    }

    fn schemes(&mut self) {
        for (at, scheme) in self.table.schemes.iter().enumerate() {
            for row in &scheme.rows {
                let what = format!("level {}.{}", scheme.id, row.level);
                if let Look::Scheme(under) = scheme.look {
                    let level = |values: &Values| self.table.schemes[under].levels[values.levels[under]].clone();
                    self.ends(&what, &row.when, |_, values| row.at.holds_word(&level(values)));
                } else {
                    self.numbers(&what, &row.at, |values| values.looked[at]);
                }
            }
        }
    }

    fn rules(&mut self) {
        for (at, rule) in self.table.rules.iter().enumerate() {
            self.ends(&format!("rule {}", rule.id), &rule.when, |_, values| values.rule == Some(at));
        }
    }
}
