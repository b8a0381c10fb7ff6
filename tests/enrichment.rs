// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The order of questions is that of trying every way to ask, and an answer leaves exactly what was predicted.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use proptest::prelude::*;
use taxeer::batch;
use taxeer::catalogue::Catalogue;
use taxeer::caution::AsOf;
use taxeer::diagnostic::{Code, Source};
use taxeer::domain::{Answer, NOT_APPLICABLE};
use taxeer::enrichment::{self, Asker, Left, Question};
use taxeer::evaluate::{Evaluation, Evaluator, Outcome, Reason};
use taxeer::instrument::Instrument;
use taxeer::lang::Lang;
use taxeer::protocol::Protocol;
use taxeer::record::set::Sets;
use taxeer::record::{Conventions, RunError};

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
        let one = if let Some(protocol) = self.protocol {
            protocol.tier(evaluation).tiers.len() == 1
        } else {
            let form = self.evaluator.instrument().form();
            let mut reported = (0..form.schemes.len()).filter(|&scheme| form.schemes[scheme].report);
            form.schemes.iter().any(|scheme| scheme.report) && reported.all(|scheme| evaluation.level(scheme).is_some())
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
                // Of counts the first, where their rules lie; of ages those of young people too, where gates and rows begin.
                let first = low + if high - low <= 200 { 24 } else { 12 };
                (low..=high.min(first)).chain([high]).collect()
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

const TYPED: &str = "case_id,sex,age_at_release,qualifying_offence,lived_with_partner_2y,index_nonsexual_violence,\
     prior_nonsexual_violence,prior_sex_charges,prior_sex_convictions,prior_sentencing_dates,noncontact_conviction,unrelated_victim,\
     stranger_victim,male_victim\n";

/// Cases with unknown answers here and there.
fn typed() -> String {
    let ways = ["yes", "no", "?"];
    let row = |n: usize| {
        let way = |shift: usize| ways[(n / shift) % 3];
        let (age, charges) = (["22", "36", "?", "61"][n % 4], ["0", "1", "?", "5"][(n / 4) % 4]);
        format!("Z-{n},male,{age},identifiable_victim,{},no,{},{charges},1,2,{},yes,{},{}\n", way(1), way(2), way(5), way(7), way(11))
    };
    TYPED.to_owned() + &(0..160).map(row).collect::<String>()
}

fn lines(path: &Path) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(path).expect("a file");
    let header: Vec<String> = reader.headers().expect("a header").iter().map(str::to_owned).collect();
    let rows = reader.records().map(|row| row.expect("a row"));
    rows.map(|row| header.iter().cloned().zip(row.iter().map(str::to_owned)).collect()).collect()
}

#[test]
fn fed_back_the_list_leaves_what_it_predicted() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    let evaluator = Evaluator::new(&instrument("static-99r"));
    let form = evaluator.instrument().form();
    let (sets, conventions) = (Sets::default(), Conventions::default());
    std::fs::write(at("in.csv"), typed()).expect("a file");
    let job = enrichment::Job {
        as_of: None,
        evaluator: &evaluator,
        protocol: None,
        mapping: None,
        sets: &sets,
        conventions: &conventions,
        lang: Lang::Nl,
        block: 7,
    };
    let list = enrichment::file(&job, &at("in.csv"), &at("list.csv"), &[], &taxeer::progress::Unwatched).expect("a list");
    let questions = lines(&at("list.csv"));
    assert!(list.open > 80 && list.questions == questions.len() as u64);

    for pick in 0..3 {
        // The first question of every case gets one of its answers, and the list says what that leaves.
        let mut expected: BTreeMap<String, String> = BTreeMap::new();
        let mut filled = "case_id;field;answer\n".to_owned();
        for question in questions.iter().filter(|question| question["step"] == "1") {
            let effects: Vec<&str> = question["leaves"].split("; ").collect();
            let (answers, left) = effects[pick % effects.len()].split_once(" = ").expect("an effect");
            let answer = answers.split(", ").next().expect("an answer").trim_end_matches("..").trim_start_matches("..=");
            let answer = match answer.split_once("..") {
                Some(("", above)) => (above.parse::<u64>().expect("a number") - 1).to_string(),
                Some((low, _)) => low.to_owned(),
                None => answer.to_owned(),
            };
            filled.push_str(&format!("{};{};{answer}\n", question["case_id"], question["field"]));
            expected.insert(question["case_id"].clone(), left.to_owned());
        }
        std::fs::write(at("filled.csv"), &filled).expect("a file");
        let answers = batch::answers(form, &at("filled.csv"), &[], &conventions).expect("answers");
        assert_eq!(answers.cases(), expected.len());
        let job = batch::Job {
            evaluator: &evaluator,
            as_of: &AsOf::default(),
            protocol: None,
            mapping: None,
            sets: &sets,
            columns: None,
            duplicates: None,
            answers: Some(&answers),
            conventions: &conventions,
            lang: Lang::Nl,
            block: 7,
            threads: None,
        };
        let report = batch::file(&job, &at("in.csv"), &at("out.csv"), &[]).expect("a run");
        assert_eq!((report.summary.rejected, report.summary.filled), (0, Some(expected.len() as u64)));
        for row in lines(&at("out.csv")) {
            if let Some(left) = expected.get(&row["case_id"]) {
                let levels = if row["outcome"] == "not_applicable" { "not_applicable" } else { row["levels"].as_str() };
                assert_eq!(levels, left.trim_end_matches('?'), "{}", row["case_id"]);
            }
        }
    }
}

#[test]
fn an_answer_never_changes_what_the_input_says() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    let evaluator = Evaluator::new(&instrument("static-99r"));
    let form = evaluator.instrument().form();
    let (sets, conventions) = (Sets::default(), Conventions::default());
    let rows = "a,male,36,identifiable_victim,?,no,no,1,1,2,no,yes,no,no\nb,male,36,identifiable_victim,?,no,no,1,1,2,no,yes,no,no\n";
    std::fs::write(at("in.csv"), TYPED.to_owned() + rows).expect("a file");
    let given = |list: &str| {
        std::fs::write(at("list.csv"), list).expect("a file");
        batch::answers(form, &at("list.csv"), &[], &conventions)
    };
    for (list, code) in [
        ("case_id,field\na,sex\n", Code::MissingColumn),
        ("case_id,field,answer\na,sexe,male\n", Code::NotAField),
        ("case_id,field,answer\n,sex,male\n", Code::NotAField),
        ("case_id,field,answer\na,male_victim,yes\na,male_victim,no\n", Code::AnswerDiffers),
    ] {
        let Err(RunError::Input(refusals)) = given(list) else { panic!("{list}") };
        assert_eq!(refusals[0].code, code, "{list}");
    }
    for (list, outcome, reason) in [
        ("a,lived_with_partner_2y,ja", "scored", ""),
        ("a,lived_with_partner_2y,?", "open", ""),
        ("a,male_victim,nee\na,male_victim,no", "open", ""),
        ("a,male_victim,ja", "rejected", "R0121:male_victim"),
        ("a,lived_with_partner_2y,misschien", "rejected", "R0101:lived_with_partner_2y"),
        ("c,lived_with_partner_2y,ja", "open", ""),
    ] {
        let answers = given(&format!("case_id,field,answer\n{list}\n")).expect("answers");
        let job = batch::Job {
            evaluator: &evaluator,
            as_of: &AsOf::default(),
            protocol: None,
            mapping: None,
            sets: &sets,
            columns: None,
            duplicates: None,
            answers: Some(&answers),
            conventions: &conventions,
            lang: Lang::Nl,
            block: 7,
            threads: None,
        };
        batch::file(&job, &at("in.csv"), &at("out.csv"), &[]).expect("a run");
        let out = lines(&at("out.csv"));
        assert_eq!((out[0]["outcome"].as_str(), out[0]["reason"].as_str()), (outcome, reason), "{list}");
        assert_eq!(out[1]["outcome"], "open");
    }
}

#[test]
fn a_value_that_is_seldom_tried_counts_too() {
    // Found by chance: an age between the lowest and the highest takes a question more.
    let evaluator = Evaluator::new(&instrument("psa"));
    let values = values(&evaluator);
    let picks = [0, 0, 66, 0, 19, 70, 0, 173, 89, 108, 177, 69, 20, 85, 188, 134, 48, 11, 3, 121, 103, 131, 72, 164];
    assert_as_tried(&evaluator, None, &record(&evaluator, &values, &picks, &[27, 28, 51]));
}
