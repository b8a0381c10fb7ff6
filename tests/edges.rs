// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The proof's witnesses hold: a record named on one side of a level edge scores as the proof says, and its level is that side's.

use taxeer::catalogue::Catalogue;
use taxeer::check::proof::edges;
use taxeer::domain::Answer;
use taxeer::evaluate::{Evaluator, Outcome};
use taxeer::form::Form;

fn answers(form: &Form, witness: &str) -> Vec<Answer> {
    let mut answers = vec![Answer::Unknown; form.fields.len()];
    for pair in witness.split("; ") {
        let (name, value) = pair.split_once('=').unwrap();
        let field = form.field(name).unwrap();
        answers[field] = Answer::Known(form.fields[field].domain.ordinal(value).unwrap());
    }
    answers
}

#[test]
fn every_edge_has_records_on_both_sides_that_score_as_said() {
    for entry in Catalogue::builtin().instruments {
        let instrument = taxeer::check::instrument(&entry.source()).0.unwrap();
        let (form, evaluator) = (instrument.form(), Evaluator::new(&instrument));
        let edges = edges(form, instrument.plan());
        assert!(!edges.is_empty() || form.scales.is_empty() || form.schemes.is_empty(), "{}", form.id);
        for edge in edges {
            let [below, above] = [&edge.below, &edge.above].map(|side| {
                let (score, witness) = side.as_ref().expect("every level of the shipped files is reached");
                let found = evaluator.evaluate(&answers(form, witness));
                assert_eq!(found.outcome, Outcome::Scored, "{} {witness}", form.id);
                let scale = form.scale_of(edge.scheme).unwrap();
                let reach = found.reach.scales.iter().find(|reach| reach.scale == scale).unwrap();
                assert_eq!((reach.least, reach.greatest), (*score, *score), "{} {witness}", form.id);
                (*score, found.level(edge.scheme).unwrap())
            });
            assert!(below.0 < edge.at && edge.at <= above.0 && below.1 < above.1, "{} {edge:?}", form.id);
        }
    }
}
