// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Scores one invented case with the library: `cargo run --example score_one`.
#![allow(clippy::print_stdout, reason = "an example shows what it finds")]

use std::error::Error;

use taxeer::catalogue::Catalogue;
use taxeer::caution::AsOf;
use taxeer::check;
use taxeer::evaluate::Evaluator;
use taxeer::lang::Lang;
use taxeer::record::{Case, set::Sets};
use taxeer::report::{self, Score};

/// Not a person. `stranger_victim` is not known.
const ANSWERS: [&str; 13] = [
    "sex=male",
    "age_at_release=44.5",
    "qualifying_offence=identifiable_victim",
    "lived_with_partner_2y=no",
    "index_nonsexual_violence=no",
    "prior_nonsexual_violence=yes",
    "prior_sex_charges=1",
    "prior_sex_convictions=1",
    "prior_sentencing_dates=4",
    "noncontact_conviction=no",
    "unrelated_victim=yes",
    "stranger_victim=?",
    "male_victim=no",
];

fn main() -> Result<(), Box<dyn Error>> {
    // Only the checker makes an instrument: what is scored with has been proven.
    let entry = Catalogue::builtin().instrument("static-99r", None)?;
    let (instrument, findings) = check::instrument(&entry.source());
    let instrument = instrument.ok_or_else(|| format!("{} findings", findings.len()))?;
    let form = instrument.form();

    let answers = ANSWERS.map(str::to_owned);
    let case = Case::read(form, None, &Sets::read(form, &answers)?)?;
    if !case.record.faults.is_empty() {
        return Err("an answer cannot be read: the record is rejected".into());
    }
    let evaluation = Evaluator::new(&instrument).evaluate(&case.record.answers);

    println!("{}: {}", instrument.stamp(), evaluation.outcome.code());
    for scale in &evaluation.reach.scales {
        println!("{}: {} to {}", form.scales[scale.scale].id, scale.least, scale.greatest);
    }
    for field in &evaluation.decisive {
        println!("still decisive: {}", form.fields[*field].id);
    }

    // The page that `taxeer score` prints.
    let answers = &case.record.answers;
    let score = Score {
        instrument: &instrument,
        as_of: &AsOf::default(),
        answers,
        evaluation: &evaluation,
        case_id: None,
        tier: None,
        faults: Vec::new(),
    };
    println!("\n{}", report::score::text(&score, Lang::En));
    Ok(())
}
