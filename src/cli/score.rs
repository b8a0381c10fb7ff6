// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! `taxeer score`.

use std::path::Path;
use std::sync::Arc;

use taxeer::catalogue::Catalogue;
use taxeer::caution::{AsOf, Caution};
use taxeer::diagnostic::Source;
use taxeer::evaluate::{Evaluation, Evaluator, Outcome, Reason};
use taxeer::form::Form;
use taxeer::lang::Text;
use taxeer::protocol::routes::Routed;
use taxeer::protocol::{Protocol, Routes};
use taxeer::record::{Case, RunError, set::Sets};
use taxeer::report::{self, Fault, TierView};
use taxeer::syntax::tree;
use taxeer::text;

use super::args::Score;
use super::ask;
use super::asked::{Asked, in_use};
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
    let (id, case) = id_and_case(args);
    let asked = in_use(context, &catalogue, id, args.protocol.as_deref(), &args.norms, args.trial)?;
    let (instrument, protocol) = match &asked {
        Asked::One(instrument, protocol) => (instrument, protocol),
        Asked::Routed(..) => return routed_case(context, args, &catalogue, &asked, case),
    };
    if instrument.form().fields.is_empty() || instrument.form().kind == taxeer::form::Kind::StructuredJudgement {
        let id = &instrument.form().id;
        term::error(context.lang, &text!("`{id}` geeft geen score: een mens oordeelt zelf", "`{id}` gives no score: a person judges"));
        return Err(Exit::Usage);
    }
    let source = case_source(context, case)?;
    let evaluator = Evaluator::new(instrument);
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
    let as_of = asked.as_of(context, &catalogue);
    let score = report::Score {
        as_of: &as_of,
        instrument,
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
    Ok(exit(evaluation.outcome, args, &as_of))
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

/// `[ID] [CASE]` as two. One word alone is the case where a protocol is named and the word is no instrument.
fn id_and_case(args: &Score) -> (Option<&str>, Option<&Path>) {
    match args.id_and_case.as_slice() {
        [] => (None, None),
        [id, case, ..] => (Some(id), Some(Path::new(case))),
        [word] if args.protocol.is_some() && is_case(Path::new(word)) => (None, Some(Path::new(word))),
        [word] => (Some(word), None),
    }
}

/// Whether a word is a file with a case: JSON, or TOML that is no rule set.
fn is_case(path: &Path) -> bool {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    match extension.as_deref() {
        Some("json") => true,
        Some("toml") => match context::read(path) {
            Ok(source) => {
                let (tree, _) = tree::read(&source);
                !(tree.has("schema") && tree.has("edition"))
            }
            // That it cannot be read is told of the case.
            Err(_) => true,
        },
        _ => false,
    }
}

fn case_source(context: &Context, case: Option<&Path>) -> Result<Option<Arc<Source>>, Exit> {
    let Some(path) = case else { return Ok(None) };
    let source = context::read(path).map_err(|error| {
        let name = path.display();
        term::error(context.lang, &text!("{name} is niet te lezen: {error}", "{name} cannot be read: {error}"));
        Exit::Machine
    })?;
    Ok(Some(source))
}

/// A case with a protocol that routes: asked is what its route needs.
fn routed_case(context: &Context, args: &Score, catalogue: &Catalogue, asked: &Asked, case: Option<&Path>) -> Result<Exit, Exit> {
    let Some((protocol, routes)) = asked.protocol().and_then(|protocol| Some((protocol, protocol.routes()?))) else {
        return Err(Exit::Machine);
    };
    let form = routes.form();
    let stopped = |error: RunError| term::stopped(context, &error);
    if routes.reads_age() && context.as_of.is_none() {
        return Err(stopped(RunError::Usage(vec![needs_day()])));
    }
    let sets = Sets::read(form, &args.sets).map_err(stopped)?;
    let source = case_source(context, case)?;
    let mut case = Case::read_also(form, source.as_ref(), &sets, &Routes::FORCED).map_err(stopped)?;
    let ask = context.format == Format::Text && ask::is_possible();
    ask::routed(context.lang, routes, &mut case, ask);
    case.refuse_missing(form).map_err(stopped)?;
    let said = |name: &str| case.also.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.as_str());
    let forced = routes.force(protocol.tiers(), Routes::FORCED.map(said));
    let refused = forced.as_ref().err().map(|fault| {
        let (code, column, words) = fault.told();
        (format!("{}:{column}", code.id()), words)
    });
    let answers = routes.with_ages(&case.record.answers, context.as_of);
    let sound = case.record.faults.is_empty() && refused.is_none();
    let routed = if sound { routes.evaluate(&answers) } else { Routed::rejected() };
    let as_of = asked.as_of(context, catalogue);
    let score = report::routed::RoutedScore {
        protocol,
        routes,
        as_of: &as_of,
        answers: &answers,
        routed: &routed,
        case_id: case.case_id.as_deref(),
        forced: forced.as_ref().ok().and_then(Option::as_ref),
        faults: faults(&case, args, form),
        refused,
    };
    match context.format {
        Format::Json => term::out_json(&report::routed::json(&score, context.lang)),
        _ => term::page(context, &report::routed::document(&score, context.lang), &protocol.stamp()),
    }
    Ok(exit(routed.outcome, args, &as_of))
}

fn needs_day() -> Text {
    text!(
        "dit protocol leest hoe oud een uitkomst is: noem de peildatum met --as-of",
        "this protocol reads how old a result is: say the day with --as-of"
    )
}

fn exit(outcome: Outcome, args: &Score, as_of: &AsOf) -> Exit {
    match outcome {
        _ if args.strict && as_of.all().any(Caution::is_strict) => Exit::Rejected,
        Outcome::Scored => Exit::Done,
        Outcome::Open => Exit::Open,
        Outcome::NotApplicable => Exit::NotApplicable,
        Outcome::Inconsistent | Outcome::Rejected => Exit::Rejected,
    }
}
