// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What to ask of an open case: the question with which the worst case takes the fewest questions, and what each answer leaves.
//!
//! The number of questions is that of the best way to ask in which the next question may hang on the answers so far: zero where the case
//! is settled; else one more than the best field's worst answer leaves to be asked. Fields that are equally good are taken in form order.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::domain::{Answer, NOT_APPLICABLE, Set};
use crate::evaluate::{Evaluation, Evaluator, Outcome, Reason};
use crate::form::Form;
use crate::plan::Plan;
use crate::protocol::Protocol;

/// A case is given up when so many results would be needed to find its order.
const MOST_RESULTS: usize = 200_000;
/// A field that is compared with others is asked by value, up to so many.
const MOST_VALUES: usize = 2_000;
/// Remembered states are dropped beyond so many.
const MOST_REMEMBERED: usize = 1_000_000;

/// Finds out what to ask. What it learns of one case it remembers for the next.
#[derive(Debug)]
pub struct Asker<'a> {
    evaluator: &'a Evaluator,
    protocol: Option<&'a Protocol>,
    /// For each field, its answers, one for all that nothing tells apart; nothing where they are too many.
    answers: Vec<Option<Vec<(Answer, Set)>>>,
    remembered: HashMap<Vec<i64>, Bounds>,
    results: usize,
}

/// What is known of the number of questions that a state takes.
#[derive(Clone, Copy, Debug)]
struct Bounds {
    least: usize,
    most: usize,
}

/// What to ask of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inquiry {
    /// In the worst case so many questions are needed; nothing where there is too much to look at.
    pub worst: Option<usize>,
    /// The questions, by field: first the one to ask first, then those that may follow, with the step at which each can come first.
    pub questions: Vec<Question>,
}

/// A question and what its answers leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The field, by index in the form.
    pub field: usize,
    /// From one; nothing where no order was found.
    pub step: Option<usize>,
    /// What each answer leaves when it is the only one that comes in.
    pub effects: Vec<Effect>,
}

/// What an answer leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effect {
    /// The answers.
    pub answers: Set,
    /// Whether the case is settled then.
    pub settled: bool,
    /// What is left.
    pub left: Left,
}

/// What is left of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Left {
    /// Tiers, by index in the protocol.
    Tiers(Vec<usize>),
    /// For each reported scheme, by index in the form, its levels.
    Levels(Vec<(usize, Vec<usize>)>),
    /// The instrument does not apply.
    NotApplicable,
    /// Scores or probabilities, settled or not.
    Scores,
}

impl Question {
    /// Whether this answer alone settles the case, whatever it is.
    #[must_use]
    pub fn settles(&self) -> bool {
        !self.effects.is_empty() && self.effects.iter().all(|effect| effect.settled)
    }
}

struct TooMany;

impl<'a> Asker<'a> {
    /// Asks for a level, or with a protocol for a tier.
    #[must_use]
    pub fn new(evaluator: &'a Evaluator, protocol: Option<&'a Protocol>) -> Self {
        let (form, plan) = (evaluator.instrument().form(), evaluator.instrument().plan());
        let answers = (0..form.fields.len()).map(|field| answers(form, plan, field)).collect();
        Self { evaluator, protocol, answers, remembered: HashMap::new(), results: 0 }
    }

    /// Whether nothing more has to be asked: with a protocol there is one tier, else one level a reported scheme (or one score), and no
    /// answer can still put the person outside the population.
    #[must_use]
    pub fn is_settled(&self, evaluation: &Evaluation) -> bool {
        if evaluation.outcome != Outcome::Open {
            return true;
        }
        if evaluation.reasons.iter().any(|reason| matches!(reason, Reason::GateOpen(_))) {
            return false;
        }
        if let Some(protocol) = self.protocol {
            return protocol.tier(evaluation).tiers.len() == 1;
        }
        let form = self.evaluator.instrument().form();
        let mut reported = (0..form.schemes.len()).filter(|&scheme| form.schemes[scheme].report).peekable();
        reported.peek().is_some() && reported.all(|scheme| evaluation.level(scheme).is_some())
    }

    /// What to ask of a record; nothing where it is settled.
    pub fn ask(&mut self, record: &[Answer]) -> Option<Inquiry> {
        let evaluation = self.evaluator.evaluate(record);
        if self.is_settled(&evaluation) {
            return None;
        }
        self.results = 0;
        if self.remembered.len() > MOST_REMEMBERED {
            self.remembered.clear();
        }
        let mut answers = record.to_vec();
        let mut steps: BTreeMap<usize, usize> = BTreeMap::new();
        let found = self.worst(&mut answers).and_then(|worst| {
            self.follow(&mut answers, 1, &mut steps, &mut BTreeSet::new())?;
            Ok(worst)
        });
        let fields: Vec<(usize, Option<usize>)> = if found.is_ok() {
            let mut fields: Vec<(usize, usize)> = steps.into_iter().map(|(field, step)| (step, field)).collect();
            fields.sort_unstable();
            fields.into_iter().map(|(step, field)| (field, Some(step))).collect()
        } else {
            let gates = evaluation.reasons.iter();
            let gates = gates.filter_map(|reason| if let Reason::GateOpen(field) = reason { Some(*field) } else { None });
            let fields: BTreeSet<usize> = evaluation.decisive.iter().copied().chain(gates).collect();
            fields.into_iter().map(|field| (field, None)).collect()
        };
        let questions = fields.into_iter().map(|(field, step)| Question { field, step, effects: self.effects(&mut answers, field) });
        Some(Inquiry { questions: questions.collect(), worst: found.ok() })
    }

    /// For each unknown field that alone settles a record, whatever its answer.
    pub fn settling(&mut self, record: &[Answer]) -> Vec<usize> {
        let mut answers = record.to_vec();
        let fields = self.evaluator.unsettled(record);
        fields
            .into_iter()
            .filter(|&field| {
                let effects = self.effects(&mut answers, field);
                !effects.is_empty() && effects.iter().all(|effect| effect.settled)
            })
            .collect()
    }

    /// The fewest questions that the worst case takes.
    fn worst(&mut self, answers: &mut Vec<Answer>) -> Result<usize, TooMany> {
        let most = self.evaluator.unsettled(answers).len();
        for limit in 0..=most {
            if self.within(answers, limit)? {
                return Ok(limit);
            }
        }
        // With every answer known a record is settled.
        Ok(most)
    }

    /// Whether a record is settled by so many questions, whatever the answers.
    fn within(&mut self, answers: &mut Vec<Answer>, limit: usize) -> Result<bool, TooMany> {
        let signature = self.evaluator.signature(answers);
        let known = signature.as_ref().and_then(|signature| self.remembered.get(signature).copied());
        if let Some(known) = known {
            if known.most <= limit {
                return Ok(true);
            }
            if known.least > limit {
                return Ok(false);
            }
        }
        let settled = known.is_none() && {
            let evaluation = self.result(answers)?;
            self.is_settled(&evaluation)
        };
        let held = settled || (limit > 0 && self.field_within(answers, limit)?.is_some());
        if let Some(signature) = signature {
            let bounds = self.remembered.entry(signature).or_insert(Bounds { least: 0, most: usize::MAX });
            if settled {
                bounds.most = 0;
            } else if held {
                bounds.most = bounds.most.min(limit);
            } else {
                bounds.least = bounds.least.max(limit + 1);
            }
        }
        Ok(held)
    }

    /// The first field in form order whose every answer leaves less than so many questions.
    fn field_within(&mut self, answers: &mut Vec<Answer>, limit: usize) -> Result<Option<usize>, TooMany> {
        for field in self.evaluator.unsettled(answers) {
            let Some(possible) = self.answers[field].clone() else { return Err(TooMany) };
            let before = answers[field];
            let mut all = true;
            for (answer, _) in &possible {
                answers[field] = *answer;
                if self.is_possible(answers)? && !self.within(answers, limit - 1)? {
                    all = false;
                    break;
                }
            }
            answers[field] = before;
            if all {
                return Ok(Some(field));
            }
        }
        Ok(None)
    }

    /// Follows the best way to ask through all answers.
    fn follow(
        &mut self,
        answers: &mut Vec<Answer>,
        step: usize,
        steps: &mut BTreeMap<usize, usize>,
        seen: &mut BTreeSet<(usize, Vec<i64>)>,
    ) -> Result<(), TooMany> {
        let Some(signature) = self.evaluator.signature(answers) else { return Ok(()) };
        let worst = self.worst(answers)?;
        if worst == 0 || !seen.insert((step, signature)) {
            return Ok(());
        }
        let Some(field) = self.field_within(answers, worst)? else { return Ok(()) };
        let earliest = steps.entry(field).or_insert(step);
        *earliest = step.min(*earliest);
        let Some(possible) = self.answers[field].clone() else { return Err(TooMany) };
        let before = answers[field];
        for (answer, _) in &possible {
            answers[field] = *answer;
            if self.is_possible(answers)? {
                self.follow(answers, step + 1, steps, seen)?;
            }
        }
        answers[field] = before;
        Ok(())
    }

    fn is_possible(&mut self, answers: &[Answer]) -> Result<bool, TooMany> {
        if self.evaluator.signature(answers).is_some_and(|signature| self.remembered.contains_key(&signature)) {
            return Ok(true);
        }
        Ok(self.result(answers)?.outcome != Outcome::Inconsistent)
    }

    fn result(&mut self, answers: &[Answer]) -> Result<Evaluation, TooMany> {
        self.results += 1;
        if self.results > MOST_RESULTS { Err(TooMany) } else { Ok(self.evaluator.result(answers)) }
    }

    /// What each answer to a field leaves; answers beside each other that leave the same stand together.
    fn effects(&self, answers: &mut [Answer], field: usize) -> Vec<Effect> {
        let before = answers[field];
        let mut effects: Vec<Effect> = Vec::new();
        for (answer, set) in self.answers[field].iter().flatten() {
            answers[field] = *answer;
            let evaluation = self.evaluator.result(answers);
            if evaluation.outcome == Outcome::Inconsistent {
                continue;
            }
            let (settled, left) = (self.is_settled(&evaluation), self.left(&evaluation));
            match effects.iter_mut().find(|effect| effect.settled == settled && effect.left == left) {
                Some(effect) => effect.answers = effect.answers.union(set),
                None => effects.push(Effect { answers: set.clone(), settled, left }),
            }
        }
        answers[field] = before;
        effects
    }

    fn left(&self, evaluation: &Evaluation) -> Left {
        if evaluation.outcome == Outcome::NotApplicable {
            return Left::NotApplicable;
        }
        if let Some(protocol) = self.protocol {
            return Left::Tiers(protocol.tier(evaluation).tiers);
        }
        let form = self.evaluator.instrument().form();
        let reported = (0..form.schemes.len()).filter(|&scheme| form.schemes[scheme].report);
        let levels: Vec<(usize, Vec<usize>)> = reported.map(|scheme| (scheme, evaluation.reach.levels[scheme].clone())).collect();
        if levels.is_empty() { Left::Scores } else { Left::Levels(levels) }
    }
}

/// The answers to a field: a cell is one answer, unless the field is compared with others, where each value may differ.
fn answers(form: &Form, plan: &Plan, field: usize) -> Option<Vec<(Answer, Set)>> {
    let compared = plan.bonds.iter().any(|bond| bond.relation.fields().contains(&field));
    let answer = |value: i64| if value == NOT_APPLICABLE { Answer::NotApplicable } else { Answer::Known(value) };
    let cells = &plan.fields[field].cells;
    if !compared {
        return Some(cells.all().map(|cell| (answer(cells.low(cell)), cells.set(cell))).collect());
    }
    let mut values = Vec::new();
    for &(low, high) in form.fields[field].answers().intervals() {
        if usize::try_from(high.saturating_sub(low)).map_or(true, |more| more + values.len() >= MOST_VALUES) {
            return None;
        }
        values.extend((low..=high).map(|value| (answer(value), Set::one(value))));
    }
    Some(values)
}
