// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! `taxeer score`.

use taxeer::caution::Caution;
use taxeer::evaluate::{Evaluation, Evaluator, Outcome, Reason};
use taxeer::form::Form;
use taxeer::protocol::Protocol;
use taxeer::record::{Case, RunError, set::Sets};
use taxeer::report::{self, Fault, TierView};
use taxeer::text;

use super::args::Score;
use super::ask;
use super::asked::{Asked, asked};
use super::context::{self, Context};
use super::exit::Exit;
use super::format::Format;
use super::term;

pub fn run(context: &Context, args: &Score) -> Exit {
    match scored(context, args) {
        Ok(exit) | Err(exit) => exit,
    }
}

fn scored(context: &Context, args: &Score) -> Result<Exit, Exit> {
    let catalogue = context.catalogue()?;
    let (instrument, protocol) = match asked(context, &catalogue, Some(&args.id), args.protocol.as_deref(), &args.norms)? {
        Asked::One(instrument, protocol) => (instrument, protocol),
        Asked::Routed(protocol, _) => return Err(super::asked::not_yet(context, &protocol)),
    };
    if instrument.form().fields.is_empty() || instrument.form().kind == taxeer::form::Kind::StructuredJudgement {
        let id = &instrument.form().id;
        term::error(context.lang, &text!("`{id}` geeft geen score: een mens oordeelt zelf", "`{id}` gives no score: a person judges"));
        return Err(Exit::Usage);
    }
    let source = match &args.case {
        Some(path) => Some(context::read(path).map_err(|error| {
            let name = path.display();
            term::error(context.lang, &text!("{name} is niet te lezen: {error}", "{name} cannot be read: {error}"));
            Exit::Machine
        })?),
        None => None,
    };
    let evaluator = Evaluator::new(&instrument);
    let sets = Sets::read(instrument.form(), &args.sets).map_err(|error| term::stopped(context, &error))?;
    let stopped = |error: RunError| term::stopped(context, &error);
    let mut case = Case::read(instrument.form(), source.as_ref(), &sets).map_err(stopped)?;
    if context.format == Format::Text && ask::is_possible() {
        ask::missing(context.lang, &evaluator, &mut case);
    }
    case.refuse_missing(instrument.form()).map_err(stopped)?;
    let evaluation = if case.record.faults.is_empty() {
        evaluator.evaluate(&case.record.answers)
    } else {
        let reasons = case.record.faults.iter().map(|(field, _)| Reason::Unreadable(*field)).collect();
        Evaluation::without_values(Outcome::Rejected, reasons)
    };
    let as_of = context.as_of(&catalogue, &instrument);
    let score = report::Score {
        as_of: &as_of,
        instrument: &instrument,
        answers: &case.record.answers,
        evaluation: &evaluation,
        case_id: case.case_id.as_deref(),
        tier: protocol.as_ref().map(|protocol| view(protocol, &evaluation)),
        faults: faults(&case, args, instrument.form()),
    };
    match context.format {
        Format::Json => term::out_json(&report::json::score(&score, context.lang)),
        _ => term::page(context, &report::score::document(&score, context.lang), &instrument.stamp()),
    }
    Ok(match evaluation.outcome {
        _ if args.strict && as_of.cautions.iter().any(Caution::is_strict) => Exit::Rejected,
        Outcome::Scored => Exit::Done,
        Outcome::Open => Exit::Open,
        Outcome::NotApplicable => Exit::NotApplicable,
        Outcome::Inconsistent | Outcome::Rejected => Exit::Rejected,
    })
}

/// The cells that cannot be read, as the user wrote them.
fn faults(case: &Case, args: &Score, form: &Form) -> Vec<Fault> {
    let on_line = |id: &str| args.sets.iter().filter_map(|pair| pair.split_once('=')).find(|(name, _)| name.trim() == id);
    let told = case.record.faults.iter().map(|(field, fault)| {
        let in_file = case.written.iter().find(|(at, _)| at == field).map(|(_, text)| text.as_str());
        let written = in_file.or_else(|| on_line(&form.fields[*field].id).map(|(_, text)| text));
        Fault { field: *field, code: fault.code, written: written.unwrap_or_default().to_owned(), allowed: fault.allowed.clone() }
    });
    told.collect()
}

fn view(protocol: &Protocol, evaluation: &Evaluation) -> TierView {
    let reach = protocol.tier(evaluation);
    TierView {
        protocol: protocol.stamp(),
        tiers: reach.tiers.iter().map(|&tier| (protocol.tiers()[tier].id.clone(), protocol.tiers()[tier].name.clone())).collect(),
        tier: reach.tier.and_then(|tier| reach.tiers.iter().position(|&left| left == tier)),
        decides: protocol.decides().clone(),
        note: protocol.note().clone(),
    }
}
