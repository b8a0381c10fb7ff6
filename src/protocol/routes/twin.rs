// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Which unknown column alone takes a record from one route to another, with another result: two allowed completions, one on each route,
//! that agree in everything but that column and what is computed from it.

use super::join::Join;
use super::{Route, Routes};
use crate::domain::Answer;
use crate::evaluate::{Evaluation, Evaluator, Outcome, settle};
use crate::form::{Condition, Field, Test};

impl Routes {
    /// The unknown columns that alone change the result between two of the routes that are left.
    pub(super) fn between(&self, answers: &[Answer], left: &[(usize, Evaluation)]) -> Vec<usize> {
        let mut found = Vec::new();
        let unknown = |column: &usize| answers.get(*column).is_none_or(|answer| *answer == Answer::Unknown);
        for (at, (first, _)) in left.iter().enumerate() {
            for (second, _) in &left[at + 1..] {
                let columns = (0..self.facts.len()).filter(unknown).filter(|column| !found.contains(column)).collect::<Vec<_>>();
                for column in columns {
                    if self.looks_at(*first, *second, column) && self.differ(answers, *first, *second, column) {
                        found.push(column);
                    }
                }
            }
        }
        found
    }

    /// Whether the condition of either route looks at a column, or at what is computed from it.
    fn looks_at(&self, first: usize, second: usize, column: usize) -> bool {
        let form = self.router.instrument().form();
        let tests = self.all[first].when.iter().chain(&self.all[second].when);
        tests.map(|test| test.field).any(|field| field == column || depends(&form.fields, field, column))
    }

    fn differ(&self, answers: &[Answer], first: usize, second: usize, column: usize) -> bool {
        let Some(twin) = self.twin(&self.all[first], &self.all[second], column) else { return false };
        // What is known of a column is known of its copy.
        let mut both = answers.to_vec();
        both.resize(self.facts.len(), Answer::Unknown);
        both.extend_from_within(..);
        let outcome = twin.evaluator.result(&both).outcome;
        if !matches!(outcome, Outcome::Open | Outcome::Scored) {
            return false;
        }
        if self.all[first].members != self.all[second].members {
            return true;
        }
        let plan = twin.evaluator.instrument().plan();
        let form = twin.evaluator.instrument().form();
        let reported = |from: usize, tier: usize, levels: &[usize]| -> Vec<usize> {
            let schemes = (from..tier).filter(|&scheme| form.schemes[scheme].report);
            schemes.chain([tier]).map(|scheme| levels[scheme]).collect()
        };
        let states = twin.evaluator.states_of(&both);
        states
            .iter()
            .filter_map(|state| settle::settle(plan, state))
            .any(|settled| reported(0, twin.first, &settled.levels) != reported(twin.first + 1, twin.second, &settled.levels))
    }

    /// Both routes over one record, in which the second has a column of its own for `column` and for what is computed from it.
    fn twin(&self, first: &Route, second: &Route, column: usize) -> Option<Twin> {
        let form = self.router.instrument().form();
        let count = form.fields.len();
        let own = |field: usize| field == column || depends(&form.fields, field, column);
        let to = |field: usize| if own(field) { field + count } else { field };
        let bare = |field: &Field| Field { derive: None, unknown: None, ..field.clone() };
        let fields: Vec<Field> = form.fields.iter().chain(&form.fields).map(bare).collect();
        let mut join = Join::new(form, &fields);
        for (field, known) in form.fields.iter().enumerate() {
            if let Some(derivation) = &known.derive {
                join.derive(field, derivation, |input| input);
                if own(field) {
                    join.derive(to(field), derivation, to);
                }
            }
        }
        let moved = |when: &Condition| -> Condition { when.iter().map(|test| Test { field: to(test.field), ..test.clone() }).collect() };
        join.gate(&first.id, first.when.clone());
        join.gate(&second.id, moved(&second.when));
        let nothing = Condition::new();
        for &member in &first.members {
            let columns = &self.members[member].columns;
            join.add(member, self.members[member].form(), |field| columns[field], &nothing);
        }
        let tier = tier_rows(first, 0, |field| field)?;
        let at = join.scheme("first", &tier.0, tier.1, true);
        for &member in &second.members {
            let columns = &self.members[member].columns;
            join.add(member, self.members[member].form(), |field| to(columns[field]), &nothing);
        }
        let tier = tier_rows(second, at + 1, to)?;
        let other = join.scheme("second", &tier.0, tier.1, true);
        Some(Twin { evaluator: join.evaluator().ok()?, first: at, second: other })
    }
}

/// The rows of the tier of a route, for schemes that begin at a place and columns that are moved.
fn tier_rows(route: &Route, from: usize, to: impl Fn(usize) -> usize) -> Option<TierRows> {
    use crate::form::Look;
    let joined = route.joined.as_ref()?;
    let scheme = &joined.evaluator.instrument().form().schemes[joined.tier];
    let look = |look: &Look| match look {
        Look::Field(test) => Look::Field(Test { field: to(test.field), ..test.clone() }),
        Look::Scheme(scheme, levels) => Look::Scheme(scheme + from, levels.clone()),
    };
    let rows = scheme.shifts.iter().map(|shift| (shift.when.iter().map(look).collect(), shift.level)).collect();
    Some((scheme.levels.iter().map(|level| level.id.clone()).collect(), rows))
}

/// Names of levels, and rows: conditions with the level then.
type TierRows = (Vec<String>, Vec<(Vec<crate::form::Look>, usize)>);

struct Twin {
    evaluator: Evaluator,
    /// The scheme of the tier on the first route.
    first: usize,
    /// And on the second.
    second: usize,
}

/// Whether a field is computed from a column.
fn depends(fields: &[Field], field: usize, column: usize) -> bool {
    let inputs = fields[field].derive.iter().flat_map(crate::form::Derivation::inputs);
    inputs.into_iter().any(|input| input == column || depends(fields, input, column))
}
