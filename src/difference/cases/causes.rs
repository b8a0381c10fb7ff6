// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Which changes moved a case. A cause is established by computing: the case is scored again with one change undone.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use super::result::{CaseResult, Levels, Shared};
use super::side::{Input, Side};
use crate::difference::change::{Change, Class};
use crate::difference::mixture::Mixer;
use crate::difference::pairs::{Pairs, both};
use crate::domain::Answer;
use crate::evaluate::facts::Facts;
use crate::evaluate::{Evaluation, Frame, Outcome, View};
use crate::form::{Award, Form};
use crate::instrument::Instrument;
use crate::mapping;
use crate::number::Points;
use crate::plan::Plan;
use crate::record::{Columns, Manner, Record, Row};
use crate::report::possible::Possible;

/// Points that are left, least and greatest, and whether some are withheld.
type LeftPoints = (Option<(Points, Points)>, bool);

/// The changes of two rule sets, and what comes out without some of them.
pub(super) struct Causes<'a> {
    old: &'a Instrument,
    new: &'a Instrument,
    pairs: &'a Pairs,
    levels: &'a Levels,
    input: &'a Input<'a>,
    mixer: Mixer,
    /// Changes that can be undone together only.
    groups: Vec<Vec<String>>,
    mixtures: HashMap<Vec<bool>, Option<Rc<Mixture>>>,
}

struct Mixture {
    form: Form,
    plan: Plan,
    view: View,
    columns: Columns,
    shared: Shared,
}

/// A case under both rule sets.
pub(super) struct Moved<'a> {
    pub row: Row<'a>,
    pub answers: [&'a [Answer]; 2],
    pub results: [&'a CaseResult; 2],
}

impl<'a> Causes<'a> {
    pub fn of(sides: &'a [Side<'a>; 2], pairs: &'a Pairs, levels: &'a Levels, input: &'a Input<'a>, changes: &[Change]) -> Self {
        let [old, new] = [sides[0].instrument, sides[1].instrument];
        let mut groups: Vec<Vec<String>> = Vec::new();
        for unit in changes.iter().filter(|change| change.class == Class::Counts).filter_map(|change| change.unit.as_ref()) {
            if !groups.iter().flatten().any(|known| known == unit) {
                groups.push(vec![unit.clone()]);
            }
        }
        let mut causes = Self { old, new, pairs, levels, input, mixer: Mixer::new(old, new), groups, mixtures: HashMap::new() };
        for pair in pairs.schemes.iter().filter(|pair| pair.reported) {
            let names = [&old.form().schemes[pair.old].id, &new.form().schemes[pair.new].id].map(|id| format!("scheme:{id}"));
            let of = |unit: &String| causes.groups.iter().position(|group| group.contains(unit));
            if let [Some(one), Some(other)] = [of(&names[0]), of(&names[1])] {
                causes.merge(one, &[other]);
            }
        }
        causes.group();
        causes
    }

    /// Puts changes together until each group can be undone by itself, and kept by itself.
    fn group(&mut self) {
        while self.groups.len() > 1 {
            let all = self.groups.len();
            let alone = |at: usize| (0..all).map(|group| group == at).collect::<Vec<_>>();
            let others = |at: usize| (0..all).map(|group| group != at).collect::<Vec<_>>();
            let stuck: Vec<usize> =
                (0..all).filter(|&at| self.mixture(alone(at)).is_none() || self.mixture(others(at)).is_none()).collect();
            let Some(&first) = stuck.first() else { return };
            let id = |unit: &String| unit.split_once(':').map_or_else(String::new, |(_, id)| id.to_owned());
            let words = |group: &[String]| group.iter().flat_map(|unit| self.mixer.words(unit)).collect::<BTreeSet<String>>();
            let own = words(&self.groups[first]);
            let ids: Vec<String> = self.groups[first].iter().map(id).collect();
            let related = |at: usize| {
                let there = words(&self.groups[at]);
                self.groups[at].iter().any(|unit| own.contains(&id(unit))) || ids.iter().any(|id| there.contains(id))
            };
            let mut with: Vec<usize> = (0..all).filter(|&at| at != first && related(at)).collect();
            if with.is_empty() {
                with = stuck.iter().copied().skip(1).collect();
            }
            if with.is_empty() {
                with = (0..all).filter(|&at| at != first).collect();
            }
            self.merge(first, &with);
        }
    }

    fn merge(&mut self, into: usize, others: &[usize]) {
        let mut moved: Vec<String> = Vec::new();
        for &other in others.iter().filter(|&&other| other != into) {
            moved.append(&mut self.groups[other]);
        }
        self.groups[into].extend(moved);
        self.groups.retain(|group| !group.is_empty());
        self.mixtures.clear();
    }

    /// The new rule set with some groups as they were; `None` where they do not fit together.
    fn mixture(&mut self, undone: Vec<bool>) -> Option<Rc<Mixture>> {
        if let Some(known) = self.mixtures.get(&undone) {
            return known.clone();
        }
        let units = self.groups.iter().zip(&undone).filter(|(_, undone)| **undone).flat_map(|(group, _)| group.iter().map(String::as_str));
        let made = self.mixer.mix(&units.collect()).and_then(|(form, plan)| {
            let columns = mapping::columns(self.input.mapping, &form, self.input.header, &self.input.sets(&form).ok()?).ok()?;
            let shared = Shared::of(&form, self.pairs, (self.old.form(), self.new.form()), self.levels);
            Some(Rc::new(Mixture { view: View::of(&form), shared, columns, plan, form }))
        });
        self.mixtures.insert(undone, made.clone());
        made
    }

    fn result(&mut self, undone: Vec<bool>, row: Row<'_>) -> Option<CaseResult> {
        let manner = self.input.manner;
        Some(self.mixture(undone)?.result(row, manner))
    }

    /// The causes as codes: what moved this case, in the order of the file.
    pub fn name(&mut self, moved: &Moved<'_>) -> Vec<String> {
        let [old, new] = moved.results;
        let all = self.groups.len();
        let points = self.points(moved);
        let mut is_cause: Vec<bool> = (0..all)
            .map(|group| {
                // An item whose points differ is a cause by itself; any other is one when the result is another without it.
                let item = self.groups[group].iter().any(|unit| points.contains_key(unit));
                let undone = self.result((0..all).map(|at| at == group).collect(), moved.row);
                item || undone.is_some_and(|undone| undone.differs(new, self.pairs))
            })
            .collect();
        // Two changes can each be enough: then neither undoes the move alone. What moves the case alone is a cause too.
        if !self.explains(&is_cause, moved) {
            for (group, cause) in is_cause.iter_mut().enumerate() {
                let alone = self.result((0..all).map(|at| at != group).collect(), moved.row);
                *cause |= alone.is_some_and(|alone| alone.differs(old, self.pairs));
            }
        }
        // Else step by step: where the result changes from one step to the next, there is a cause.
        if !self.explains(&is_cause, moved) {
            let mut before = Some(new.clone());
            for (group, cause) in is_cause.iter_mut().enumerate() {
                let after = self.result((0..all).map(|at| at <= group).collect(), moved.row);
                *cause |= after.as_ref().zip(before.as_ref()).is_some_and(|(after, before)| after.differs(before, self.pairs));
                before = after;
            }
        }
        self.codes(&is_cause, points)
    }

    /// Whether the case comes out as it was when all these are undone.
    fn explains(&mut self, undone: &[bool], moved: &Moved<'_>) -> bool {
        let result = self.result(undone.to_vec(), moved.row);
        undone.contains(&true) && result.is_some_and(|result| !result.differs(moved.results[0], self.pairs))
    }

    /// Items whose points for this case differ, by unit: before and after.
    fn points(&self, moved: &Moved<'_>) -> BTreeMap<String, String> {
        let has_values = |result: &CaseResult| matches!(result.outcome, Outcome::Scored | Outcome::Open);
        let none = BTreeMap::new();
        if !moved.results.iter().all(|result| has_values(result)) {
            return none;
        }
        let [Some(old), Some(new)] = [Possible::of(self.old, moved.answers[0]), Possible::of(self.new, moved.answers[1])] else {
            return none;
        };
        let reach = |possible: &Possible<'_>, form: &Form, id: &str| {
            let item = form.items.iter().position(|item| item.id == id)?;
            let left = possible.item(item);
            Some((left.points.map(|reach| (reach.least, reach.greatest)), left.withheld))
        };
        let print = |left: Option<LeftPoints>| {
            let Some((points, withheld)) = left else { return String::new() };
            let points =
                points.map(|(least, greatest)| if least == greatest { least.to_string() } else { format!("{least}..={greatest}") });
            points.into_iter().chain(withheld.then(|| Award::WITHHELD.to_owned())).collect::<Vec<_>>().join(" ")
        };
        let nothing = (Some((Points::ZERO, Points::ZERO)), false);
        let ids = self.old.form().items.iter().chain(&self.new.form().items).map(|item| item.id.as_str());
        let each = ids.map(|id| (id, reach(&old, self.old.form(), id), reach(&new, self.new.form(), id)));
        let differing = each.filter(|(_, old, new)| old.unwrap_or(nothing) != new.unwrap_or(nothing));
        differing.map(|(id, old, new)| (format!("item:{id}"), format!("item:{id}:{}:{}", print(old), print(new)))).collect()
    }

    fn codes(&self, is_cause: &[bool], mut points: BTreeMap<String, String>) -> Vec<String> {
        let mut codes: Vec<String> = Vec::new();
        for (group, _) in self.groups.iter().zip(is_cause).filter(|(_, cause)| **cause) {
            let items: Vec<String> = group.iter().filter_map(|unit| points.remove(unit)).collect();
            let is_item = |unit: &&String| unit.starts_with("item:");
            let is_scheme = |unit: &&String| unit.starts_with("scheme:");
            let others = group.iter().filter(|unit| !is_item(unit) && !is_scheme(unit));
            let mut own: Vec<String> = items;
            own.extend(others.cloned());
            own.extend(self.schemes(&group.iter().filter(is_scheme).map(String::as_str).collect::<Vec<_>>()));
            if own.is_empty() {
                own.extend(group.iter().cloned());
            }
            codes.extend(own);
        }
        // Points that differ while the item says the same: an answer counts as another, and that is a cause of its own.
        codes.extend(points.into_values());
        codes
    }

    /// The reported schemes of a scale are one cause, under both names where they differ.
    fn schemes(&self, units: &[&str]) -> Vec<String> {
        let mut left: Vec<&str> = units.to_vec();
        let mut codes = Vec::new();
        for pair in self.pairs.schemes.iter().filter(|pair| pair.reported) {
            let (old, new) = (&self.old.form().schemes[pair.old].id, &self.new.form().schemes[pair.new].id);
            let own = [format!("scheme:{old}"), format!("scheme:{new}")];
            if own.iter().all(|unit| left.contains(&unit.as_str())) {
                left.retain(|unit| !own.iter().any(|one| one == unit));
                codes.push(format!("scheme:{}", both(old, new)));
            }
        }
        codes.extend(left.into_iter().map(str::to_owned));
        codes
    }
}

impl Mixture {
    fn result(&self, row: Row<'_>, manner: Manner) -> CaseResult {
        let mut record = Record::default();
        self.columns.read(&self.form, row, manner, &mut record);
        if !record.faults.is_empty() {
            return self.shared.result(&Evaluation::without_values(Outcome::Rejected, Vec::new()));
        }
        let frame = Frame { form: &self.form, plan: &self.plan, view: &self.view };
        self.shared.result(&frame.result(&Facts::of(&self.plan, &record.answers)))
    }
}
