// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The order of questions is that of trying every way to ask, and an answer leaves exactly what was predicted.

use std::collections::BTreeSet;
use std::sync::Arc;

use proptest::prelude::*;
use taxeer::catalogue::Catalogue;
use taxeer::diagnostic::Source;
use taxeer::domain::{Answer, NOT_APPLICABLE};
use taxeer::enrichment::{Asker, Left, Question};
use taxeer::evaluate::{Evaluation, Evaluator, Outcome, Reason};
use taxeer::instrument::Instrument;
use taxeer::protocol::Protocol;

fn instrument(id: &str) -> Instrument {
    let entry = Catalogue::builtin().instrument(id, None).expect("in the catalogue");
    taxeer::check::instrument(&entry.source()).0.expect("sound")
}

fn protocol(instrument: &Instrument) -> Protocol {
    let text = include_str!("../protocols/example-static-99r/2026.1.toml");
    taxeer::protocol::check(&Arc::new(Source::new("example", text)), instrument).0.expect("sound")
}

/// Trying everything, with values of the domain and without anything remembered.
struct Trial<'a> {
    evaluator: &'a Evaluator,
    protocol: Option<&'a Protocol>,
    /// For each field, the values that are tried: all of a small domain, else some of each stretch between the numbers of the rule set.
    values: Vec<Vec<Answer>>,
}

impl Trial<'_> {
    fn settled(&self, evaluation: &Evaluation) -> bool {
        if evaluation.outcome != Outcome::Open {
            return true;
        }
        let gate = evaluation.reasons.iter().any(|reason| matches!(reason, Reason::GateOpen(_)));
        let one = match self.protocol {
            Some(protocol) => protocol.tier(evaluation).tiers.len() == 1,
            None => {
                let form = self.evaluator.instrument().form();
                let mut reported = (0..form.schemes.len()).filter(|&scheme| form.schemes[scheme].report);
                form.schemes.iter().any(|scheme| scheme.report) && reported.all(|scheme| evaluation.level(scheme).is_some())
            }
        };
        !gate && one
    }

    /// The fewest questions that the worst case takes, and the first field in form order with which it does.
    fn worst(&self, record: &[Answer]) -> (usize, Option<usize>) {
        if self.settled(&self.evaluator.evaluate(record)) {
            return (0, None);
        }
        let unknown = (0..record.len()).filter(|&field| record[field] == Answer::Unknown);
        let mut best = (usize::MAX, None);
        for field in unknown {
            let mut worst = 0;
            let mut answered = record.to_vec();
            for &answer in &self.values[field] {
                answered[field] = answer;
                if self.evaluator.evaluate(&answered).outcome != Outcome::Inconsistent {
                    worst = worst.max(self.worst(&answered).0);
                }
            }
            if worst.saturating_add(1) < best.0 {
                best = (worst + 1, Some(field));
            }
        }
        best
    }
}

fn values(evaluator: &Evaluator) -> Vec<Vec<Answer>> {
    let form = evaluator.instrument().form();
    let tried = form.fields.iter().map(|field| {
        let intervals = field.answers();
        let all = intervals.intervals().iter().flat_map(|&(low, high)| {
            let small = high - low <= 12;
            // Ages are in millionths: whole years, and just below each.
            let step = if small { 1 } else { 1_000_000 };
            let near = move |value: i64| [value - 1, value].into_iter().filter(move |value| (low..=high).contains(value));
            let steps: Vec<i64> = if high - low > 1_000 {
                (low..=high).step_by(step).flat_map(near).collect()
            } else {
                (low..=high.min(low + 12)).chain([high]).collect()
            };
            steps
        });
        let all: BTreeSet<i64> = all.collect();
        all.into_iter().map(|value| if value == NOT_APPLICABLE { Answer::NotApplicable } else { Answer::Known(value) }).collect()
    });
    tried.collect()
}

fn left(protocol: Option<&Protocol>, evaluator: &Evaluator, evaluation: &Evaluation) -> Left {
    if evaluation.outcome == Outcome::NotApplicable {
        return Left::NotApplicable;
    }
    if let Some(protocol) = protocol {
        return Left::Tiers(protocol.tier(evaluation).tiers);
    }
    let form = evaluator.instrument().form();
    let reported = (0..form.schemes.len()).filter(|&scheme| form.schemes[scheme].report);
    let levels: Vec<_> = reported.map(|scheme| (scheme, evaluation.reach.levels[scheme].clone())).collect();
    if levels.is_empty() { Left::Scores } else { Left::Levels(levels) }
}

/// Every value that is tried stands in exactly one effect, and leaves what is said of it.
fn assert_predicted(trial: &Trial<'_>, record: &[Answer], question: &Question) {
    for &answer in &trial.values[question.field] {
        let mut answered = record.to_vec();
        answered[question.field] = answer;
        let evaluation = trial.evaluator.evaluate(&answered);
        let value = match answer {
            Answer::Known(value) => value,
            _ => NOT_APPLICABLE,
        };
        let said: Vec<_> = question.effects.iter().filter(|effect| effect.answers.contains(value)).collect();
        if evaluation.outcome == Outcome::Inconsistent {
            assert!(said.is_empty());
            continue;
        }
        assert_eq!(said.len(), 1);
        assert_eq!(said[0].settled, trial.settled(&evaluation));
        assert_eq!(said[0].left, left(trial.protocol, trial.evaluator, &evaluation));
    }
}

fn assert_as_tried(evaluator: &Evaluator, protocol: Option<&Protocol>, record: &[Answer]) {
    let trial = Trial { evaluator, protocol, values: values(evaluator) };
    let mut asker = Asker::new(evaluator, protocol);
    let (worst, first) = trial.worst(record);
    match asker.ask(record) {
        None => assert_eq!(worst, 0),
        Some(inquiry) => {
            assert_eq!(inquiry.worst, Some(worst));
            assert_eq!(inquiry.questions.first().map(|question| question.field), first);
            assert_eq!(inquiry.questions[0].step, Some(1));
            inquiry.questions.iter().for_each(|question| assert_predicted(&trial, record, question));
        }
    }
    // A field settles by itself when trying all its values does.
    let settling = asker.settling(record);
    for field in (0..record.len()).filter(|&field| record[field] == Answer::Unknown && worst > 0) {
        let mut answered = record.to_vec();
        let all = trial.values[field].iter().all(|&answer| {
            answered[field] = answer;
            trial.settled(&evaluator.evaluate(&answered))
        });
        assert_eq!(settling.contains(&field), all, "{}", evaluator.instrument().form().fields[field].id);
    }
}

/// A record with up to three unknown answers, others as the numbers choose.
fn record(evaluator: &Evaluator, values: &[Vec<Answer>], picks: &[usize], unknown: &[usize]) -> Vec<Answer> {
    let fields = evaluator.instrument().form().fields.len();
    let mut record: Vec<Answer> = (0..fields).map(|field| values[field][picks[field % picks.len()] % values[field].len()]).collect();
    for &field in unknown {
        record[field % fields] = Answer::Unknown;
    }
    record
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 50, ..ProptestConfig::default() })]

    #[test]
    fn the_order_is_that_of_trying_every_way_to_ask(
        picks in prop::collection::vec(0..200_usize, 24),
        unknown in prop::collection::vec(0..64_usize, 1..4),
    ) {
        for id in ["static-99r", "casic", "osp-dc", "psa"] {
            let evaluator = Evaluator::new(&instrument(id));
            let values = values(&evaluator);
            assert_as_tried(&evaluator, None, &record(&evaluator, &values, &picks, &unknown));
        }
        let instrument = instrument("static-99r");
        let evaluator = Evaluator::new(&instrument);
        let values = values(&evaluator);
        assert_as_tried(&evaluator, Some(&protocol(&instrument)), &record(&evaluator, &values, &picks, &unknown));
    }
}

#[test]
fn a_record_of_which_nothing_is_known_gets_an_order_too() {
    let evaluator = Evaluator::new(&instrument("static-99r"));
    let mut asker = Asker::new(&evaluator, None);
    let inquiry = asker.ask(&vec![Answer::Unknown; evaluator.instrument().form().fields.len()]).expect("open");
    assert!(inquiry.worst.is_some_and(|worst| worst <= 13), "{:?}", inquiry.worst);
    assert_eq!(inquiry.questions.len(), 13);
}
