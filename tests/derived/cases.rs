// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The cases: every answer at the edges of every pattern, every row, every total, every gate and constraint, and single unknown answers.

use std::collections::{BTreeMap, BTreeSet};

use super::exact::{Exact, ONE};
use super::left::Inputs;
use super::pattern::Answer;
use super::score::{Complete, Values, bound_of, complete, holds, sum_of};
use super::table::{Bound, Law, Look, Table, Test};

type Case = Vec<Answer>;

/// All cases of a table, each once.
///
/// # Errors
/// When the table has no one row for some case, or no case can be scored.
pub fn cases(table: &Table) -> Result<Vec<Inputs>, String> {
    let mut maker = Maker { table, cells: (0..table.fields.len()).map(|field| cells(table, field)).collect(), made: Vec::new() };
    let least = maker.least()?;
    maker.add(&least);
    maker.every_cell(&least);
    maker.every_row(&least);
    maker.every_rule(&least);
    let pool = maker.every_total(&least)?;
    maker.every_shift(&pool);
    maker.every_constraint(&least);
    maker.unreadable(&least);
    let greatest = pool.iter().max_by_key(|case| maker.sum(case)).unwrap_or(&least).clone();
    let mut bases = vec![least.clone(), greatest];
    bases.extend(maker.withheld(&least));
    for base in &bases {
        maker.single_unknowns(base);
    }
    let mut seen = BTreeSet::new();
    Ok(maker.made.into_iter().filter(|inputs| seen.insert(inputs.clone())).collect())
}

/// The answers to a field at the ends of every pattern on it, those beside them, and the ends of the domain; every word.
pub fn cells(table: &Table, field: usize) -> Vec<Answer> {
    let step = table.fields[field].step;
    let domain = &table.fields[field].domain;
    let patterns = table.patterns(field);
    let numbers = patterns.iter().flat_map(|pattern| [pattern.ends(step), pattern.beyond(step)].concat()).chain(domain.ends(step));
    // A sum of counts is just obeyed or broken by the number it is compared with.
    let compared = table.constraints.iter().filter_map(|constraint| match &constraint.law {
        Law::Sums(fields, _, Bound::Number(number)) if fields.contains(&field) => Some(*number),
        _ => None,
    });
    let numbers = numbers.chain(compared);
    let words = domain.words().map(|word| match word {
        "not_applicable" => Answer::NotApplicable,
        word => Answer::Word(word.to_owned()),
    });
    let all: BTreeSet<Answer> = numbers.map(Answer::Number).chain(words).filter(|answer| domain.holds(answer)).collect();
    all.into_iter().collect()
}

struct Maker<'t> {
    table: &'t Table,
    cells: Vec<Vec<Answer>>,
    made: Vec<Inputs>,
}

impl Maker<'_> {
    fn add(&mut self, case: &[Answer]) {
        self.made.push(inputs(case));
    }

    fn values(&self, case: &[Answer]) -> Option<Values> {
        match complete(self.table, case) {
            Ok(Complete::Values(values)) => Some(values),
            _ => None,
        }
    }

    fn has_values(&self, case: &[Answer]) -> bool {
        self.values(case).is_some_and(|values| values.withheld.is_empty())
    }

    /// The sum of all raw sums: what a conversion hides shows in it.
    fn sum(&self, case: &[Answer]) -> Option<Exact> {
        self.values(case)?.raw.into_iter().try_fold(Exact(0), |sum, raw| Some(sum + raw?))
    }

    /// A case like this one, but for at most two answers outside those that are kept.
    fn near(&self, case: &[Answer], kept: &[usize], wanted: &dyn Fn(&[Answer]) -> bool) -> Option<Case> {
        (0..=2).find_map(|changes| self.changed(&mut case.to_vec(), kept, 0, changes, wanted))
    }

    fn changed(&self, case: &mut Case, kept: &[usize], from: usize, changes: usize, wanted: &dyn Fn(&[Answer]) -> bool) -> Option<Case> {
        if changes == 0 {
            return wanted(case).then(|| case.clone());
        }
        for field in (from..self.cells.len()).filter(|field| !kept.contains(field)) {
            let before = case[field].clone();
            for cell in &self.cells[field] {
                case[field] = cell.clone();
                if let Some(found) = self.changed(case, kept, field + 1, changes - 1, wanted) {
                    return Some(found);
                }
            }
            case[field] = before;
        }
        None
    }

    /// A case with the least points: where each row shows, also in the greatest of several.
    fn least(&self) -> Result<Case, String> {
        let mut case: Case = self.cells.iter().map(|cells| cells[0].clone()).collect();
        for test in self.table.gates.iter().flat_map(|gate| &gate.when) {
            let fits = self.cells[test.field].iter().find(|cell| test.pattern.holds(cell)).ok_or("a gate that nothing passes")?;
            case[test.field] = fits.clone();
        }
        case = self.near(&case, &[], &|case| self.has_values(case)).ok_or("no case can be scored")?;
        Ok(self.furthest(case, |other, now| other < now))
    }

    /// From a case as far as changes of one or two answers lead.
    fn furthest(&self, mut case: Case, further: impl Fn(Option<Exact>, Option<Exact>) -> bool) -> Case {
        loop {
            let now = self.sum(&case);
            match self.near(&case, &[], &|other| self.has_values(other) && further(self.sum(other), now)) {
                Some(next) => case = next,
                None => return case,
            }
        }
    }

    fn every_cell(&mut self, base: &[Answer]) {
        for field in 0..self.cells.len() {
            for cell in self.cells[field].clone() {
                let mut case = base.to_vec();
                case[field] = cell;
                self.add(&case);
                if let Some(sound) = self.near(&case, &[field], &|case| self.has_values(case)) {
                    self.add(&sound);
                }
            }
        }
    }

    fn every_row(&mut self, base: &[Answer]) {
        let rows = self.table.items.iter().flat_map(|item| item.rows.iter().map(|row| row.when.clone()));
        for when in rows.collect::<Vec<_>>() {
            self.both_ends(base, &when, &|maker, case| maker.values(case).is_some());
        }
    }

    /// Cases in which the tests hold, each in turn at each of its ends.
    fn both_ends(&mut self, base: &[Answer], when: &[Test], wanted: &dyn Fn(&Self, &[Answer]) -> bool) {
        let kept: Vec<usize> = when.iter().map(|test| test.field).collect();
        for turn in when {
            for end in self.ends(turn) {
                let mut case = base.to_vec();
                for test in when.iter().filter(|test| !test.pattern.holds(&case[test.field])).collect::<Vec<_>>() {
                    if let Some(end) = self.ends(test).into_iter().find(|end| test.pattern.holds(end)) {
                        case[test.field] = end;
                    }
                }
                case[turn.field] = end;
                if let Some(found) = self.near(&case, &kept, &|case| wanted(self, case)) {
                    self.add(&found);
                }
            }
        }
    }

    /// The answers that a test holds for and that stand at an edge of any pattern.
    fn ends(&self, test: &Test) -> Vec<Answer> {
        self.cells[test.field].iter().filter(|cell| test.pattern.holds(cell)).cloned().collect()
    }

    /// Of each rule a case, and from there every answer to every field that a rule asks.
    fn every_rule(&mut self, base: &[Answer]) {
        let asked: BTreeSet<usize> = self.table.rules.iter().flat_map(|rule| &rule.when).map(|test| test.field).collect();
        for rule in 0..self.table.rules.len() {
            let hit = |case: &[Answer]| self.values(case).is_some_and(|values| values.rule == Some(rule));
            let Some(found) = self.near(base, &[], &hit) else { continue };
            for &field in &asked {
                for cell in self.cells[field].clone() {
                    let mut case = found.clone();
                    case[field] = cell;
                    if let Some(sound) = self.near(&case, &asked.iter().copied().collect::<Vec<_>>(), &|case| self.has_values(case)) {
                        self.add(&sound);
                    }
                }
            }
        }
    }

    /// A case for each sum of each scale (of decimals, each whole part) and each percentage that leads to a level, as far as changes of
    /// single answers lead from one to the next; for each condition of a range by itself.
    fn every_total(&mut self, base: &[Answer]) -> Result<Vec<Case>, String> {
        let starts = [base.to_vec(), self.furthest(base.to_vec(), |other, now| other > now)];
        let mut pool = Vec::new();
        for look in 0..self.table.scales.len() + self.table.schemes.len() {
            let key = |maker: &Self, case: &[Answer]| -> Option<(i128, Vec<bool>)> {
                let values = maker.values(case)?;
                let (number, scale) = match look.checked_sub(maker.table.scales.len()) {
                    None => (values.raw[look], Some(look)),
                    Some(scheme) => (values.looked[scheme], None),
                };
                let ranges = scale.map_or(&[][..], |scale| &maker.table.scales[scale].ranges);
                Some((number?.0.div_euclid(ONE), ranges.iter().map(|(when, _)| holds(when, case)).collect()))
            };
            let mut found: BTreeMap<_, Case> = starts.iter().filter_map(|case| Some((key(self, case)?, case.clone()))).collect();
            let mut waiting: Vec<Case> = found.values().cloned().collect();
            while let Some(case) = waiting.pop() {
                for field in 0..self.cells.len() {
                    for cell in &self.cells[field] {
                        let mut other = case.clone();
                        other[field] = cell.clone();
                        let sound = if self.has_values(&other) { Some(other) } else { self.mended(&other, field) };
                        if let Some(other) = sound
                            && let Some(key) = key(self, &other)
                            && !found.contains_key(&key)
                        {
                            found.insert(key, other.clone());
                            waiting.push(other);
                        }
                    }
                }
                if found.len() > 1000 {
                    return Err("too many totals".to_owned());
                }
            }
            pool.extend(found.into_values());
        }
        pool.clone().iter().for_each(|case| self.add(case));
        Ok(pool)
    }

    fn mended(&self, case: &[Answer], kept: usize) -> Option<Case> {
        self.changed(&mut case.to_vec(), &[kept], 0, 1, &|case| self.has_values(case))
    }

    /// The shifts of a scheme: from a case with the level below, every answer to each field that they ask.
    fn every_shift(&mut self, pool: &[Case]) {
        for scheme in &self.table.schemes {
            let Look::Scheme(under) = scheme.look else { continue };
            for row in &scheme.rows {
                let level = |values: &Values| self.table.schemes[under].levels[values.levels[under]].clone();
                let fits = |case: &&Case| self.values(case).is_some_and(|values| row.at.holds_word(&level(&values)));
                let Some(case) = pool.iter().find(fits) else { continue };
                let mut hit = case.clone();
                for test in &row.when {
                    hit[test.field] = self.ends(test)[0].clone();
                }
                self.made.push(inputs(&hit));
                for test in &row.when {
                    for cell in &self.cells[test.field] {
                        let mut case = hit.clone();
                        case[test.field] = cell.clone();
                        self.made.push(inputs(&case));
                    }
                }
            }
        }
    }

    /// Each constraint broken by itself; sums that are just allowed and just not.
    fn every_constraint(&mut self, base: &[Answer]) {
        for constraint in &self.table.constraints {
            let reason = format!("constraint:{}", constraint.id);
            let breaks =
                |case: &[Answer]| matches!(complete(self.table, case), Ok(Complete::Inconsistent(reasons)) if reasons == [reason.clone()]);
            match &constraint.law {
                Law::Patterns(..) => self.made.extend(self.near(base, &[], &breaks).map(|case| inputs(&case))),
                Law::Sums(fields, at_most, bound) => {
                    let away = if *at_most { Exact::whole(1) } else { Exact::whole(-1) };
                    let equal = |case: &[Answer]| self.has_values(case) && sum_of(fields, case) == bound_of(bound, case);
                    if let Some(equal) = self.near(base, &[], &equal) {
                        self.made.push(inputs(&equal));
                        for &field in fields {
                            let mut over = equal.clone();
                            over[field] = Answer::Number(sum_of(&[field], &equal) + away);
                            self.made.push(inputs(&over));
                            self.made.extend(self.near(&over, fields, &breaks).map(|case| inputs(&case)));
                        }
                    }
                }
            }
        }
    }

    /// For each field a cell just outside its domain.
    fn unreadable(&mut self, base: &[Answer]) {
        for (field, domain) in self.table.fields.iter().map(|field| &field.domain).enumerate() {
            let beyond = domain.beyond(self.table.fields[field].step).into_iter().map(|number| number.to_string());
            let words = (!self.table.is_number(field)).then(|| "something_else".to_owned());
            for text in beyond.chain(words) {
                let mut inputs = inputs(base);
                inputs[field] = text;
                self.made.push(inputs);
            }
        }
    }

    /// A case with one answer withheld; one with two of them is made as well.
    fn withheld(&mut self, base: &[Answer]) -> Option<Case> {
        let rows: Vec<&Vec<Test>> =
            self.table.items.iter().flat_map(|item| &item.rows).filter(|row| row.points.is_none()).map(|row| &row.when).collect();
        let mut case = base.to_vec();
        let mut cases = Vec::new();
        for row in rows.iter().take(2) {
            for test in *row {
                case[test.field] = self.ends(test)[0].clone();
            }
            cases.push(case.clone());
        }
        for case in &cases {
            self.add(case);
        }
        cases.into_iter().next()
    }

    fn single_unknowns(&mut self, base: &[Answer]) {
        for field in 0..base.len() {
            let mut inputs = inputs(base);
            inputs[field].clear();
            self.made.push(inputs);
        }
    }
}

fn inputs(case: &[Answer]) -> Inputs {
    case.iter().map(ToString::to_string).collect()
}
