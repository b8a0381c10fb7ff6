// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! `taxeer why`.

use std::path::{Path, PathBuf};

use taxeer::account::page::{self, Account};
use taxeer::account::{Again, Ladder, Listed, Recorded, Row, again};
use taxeer::batch::{self, Job};
use taxeer::catalogue::Catalogue;
use taxeer::digest;
use taxeer::lang::Text;
use taxeer::mapping::Mapping;
use taxeer::number::date;
use taxeer::protocol::Protocol;
use taxeer::record::set::Sets;
use taxeer::text;

use super::args::Why;
use super::asked::{Asked, in_use};
use super::batch::FORMATS;
use super::context::Context;
use super::exit::Exit;
use super::format::Format;
use super::map::mapping;
use super::term;

pub fn run(context: &Context, args: &Why) -> Exit {
    match told(context, args) {
        Ok(exit) | Err(exit) => exit,
    }
}

fn told(context: &Context, args: &Why) -> Result<Exit, Exit> {
    let recorded = Recorded::find(&args.results, &args.case, FORMATS).map_err(|error| term::stopped(context, &error))?;
    // The day of the run, unless the user says another.
    let as_of = context.as_of.or_else(|| recorded.said("as_of").and_then(date::parse));
    let context = &context.on(as_of);
    let stop = |error| term::stopped(context, &error);
    if !recorded.is_whole(&args.results).map_err(stop)? {
        let output = args.results.display();
        let words = text!(
            "{output} is niet meer het bestand waar het verslag ernaast over gaat; er wordt niets uit afgeleid",
            "{output} is no longer the file that the record beside it speaks of; nothing is told from it"
        );
        term::error(context.lang, &words);
        return Err(Exit::Integrity);
    }
    let listed = args.list.as_ref().map(|list| Listed::find(list, &args.case, FORMATS)).transpose().map_err(stop)?;
    if recorded.rows.is_empty() {
        return Err(no_row(context, args, &recorded));
    }
    let catalogue = context.catalogue()?;
    let asked = recorded_rules(context, &catalogue, args, &recorded)?;
    let evaluator = asked.evaluator();
    let sets = Sets::read(evaluator.instrument().form(), &args.sets).map_err(stop)?;
    let mapping = args.mapping.as_ref().map(|file| mapping(context, &catalogue, file, &[evaluator.instrument()])).transpose()?;
    let as_of = asked.as_of(context, &catalogue);
    let conventions = args.input.conventions();
    let answers = args.answers.as_deref().map(|list| batch::answers(evaluator.instrument().form(), list, FORMATS, &conventions));
    let answers = answers.transpose().map_err(stop)?;
    let job = Job {
        as_of: &as_of,
        evaluator: &evaluator,
        protocol: asked.protocol(),
        mapping: mapping.as_ref(),
        sets: &sets,
        columns: None,
        duplicates: None,
        answers: answers.as_ref(),
        conventions: &conventions,
        lang: context.lang,
        block: batch::BLOCK,
        threads: None,
    };
    let input = input(args, &recorded, &job)?;
    let (mut exit, mut all) = (Exit::Done, Vec::new());
    for row in &recorded.rows {
        let (account, differs) = account(context, args, &recorded, row, &job, &input, listed.as_ref())?;
        if differs {
            exit = Exit::Integrity;
        }
        match context.format {
            Format::Json => all.push(account.1),
            _ => term::page(context, &account.0, &asked.instruments().iter().map(|one| one.stamp()).collect::<Vec<_>>().join(", ")),
        }
    }
    if context.format == Format::Json {
        term::out_json(&serde_json::Value::Array(all));
    }
    Ok(if matches!(&input, Input::Changed(_)) { Exit::Integrity } else { exit })
}

/// The page of a row and its JSON, and whether it comes out otherwise.
fn account(
    context: &Context,
    args: &Why,
    recorded: &Recorded,
    row: &Row,
    job: &Job<'_>,
    input: &Input,
    listed: Option<&Listed>,
) -> Result<((taxeer::report::document::Document, serde_json::Value), bool), Exit> {
    let found: Result<Again, Text> = match input {
        Input::Same(path) => {
            let found = again(job, row, || batch::open(path, FORMATS, &job.expected())).map_err(|error| term::stopped(context, &error))?;
            found.ok_or_else(|| text!("niet gedaan: de rij is niet gevonden", "not done: the row was not found"))
        }
        Input::Changed(why) | Input::None(why) => Err(why.clone()),
    };
    let ladder = Ladder::of(job);
    let differs = found.as_ref().map(|again| again.differs.clone()).unwrap_or_default();
    let answers = found.as_ref().map(|again| again.answers.as_slice()).map_err(Clone::clone);
    // From a row that comes out otherwise, or that has a cell that cannot be read, nothing is told.
    let ladder = match (&answers, &ladder) {
        (Ok(answers), Some(ladder)) if differs.is_empty() && row.cell("outcome") != Some("rejected") => {
            Some((ladder, ladder.distances(answers)))
        }
        _ => None,
    };
    let account = Account { case: &args.case, row, recorded, answers, differs: &differs, ladder, listed };
    Ok(((page::document(&account, context.lang), page::json(&account, context.lang)), !differs.is_empty()))
}

/// A case without a row in the results.
fn no_row(context: &Context, args: &Why, recorded: &Recorded) -> Exit {
    let case = &args.case;
    let words = if recorded.apart.is_empty() {
        text!(
            "de uitvoer heeft geen zaak {case}; let op voorloopnullen en spaties",
            "the output has no case {case}; look at leading zeros and spaces"
        )
    } else {
        let rows = recorded.apart.iter().map(u64::to_string).collect::<Vec<_>>().join(", ");
        text!(
            "zaak {case} is niet gescoord: de rijen {rows} van de invoer noemen haar en spreken elkaar tegen; zij staan in het bestand met \
             tegenstrijdige rijen",
            "case {case} was not scored: the rows {rows} of the input name it and differ; they stand in the file of conflicting rows"
        )
    };
    term::error(context.lang, &words);
    if recorded.apart.is_empty() { Exit::Usage } else { Exit::Rejected }
}

/// The rule sets of the run, which must be those that were recorded, to the letter.
fn recorded_rules(context: &Context, catalogue: &Catalogue, args: &Why, recorded: &Recorded) -> Result<Asked, Exit> {
    let name = |stamp: &str| stamp.split('+').next().unwrap_or(stamp).to_owned();
    let protocol = recorded.said("protocol").map(|stamp| args.protocol.clone().unwrap_or_else(|| name(stamp)));
    let instrument = recorded.said("instrument").unwrap_or_default();
    let id = args.id.clone().unwrap_or_else(|| name(instrument));
    let routed = protocol.as_deref().map(|name| context.protocol(catalogue, name, &args.norms)).transpose()?;
    let routes = routed.as_ref().is_some_and(|(protocol, _)| protocol.routes().is_some());
    let asked = in_use(context, catalogue, (!routes).then_some(id.as_str()), protocol.as_deref(), &args.norms, args.trial)?;
    let stamps = asked.instruments().iter().map(|one| one.stamp()).collect::<Vec<_>>();
    let is_same = if routes { true } else { stamps.iter().any(|stamp| stamp == instrument) };
    let same_protocol = asked.protocol().map(Protocol::stamp).as_deref() == recorded.said("protocol");
    if is_same && same_protocol {
        return Ok(asked);
    }
    let was = [instrument, recorded.said("protocol").unwrap_or_default()]
        .into_iter()
        .filter(|stamp| !stamp.is_empty())
        .collect::<Vec<_>>()
        .join(", ");
    let now = stamps.into_iter().chain(asked.protocol().map(Protocol::stamp)).collect::<Vec<_>>().join(", ");
    let words = text!(
        "de run is gedaan met {was}; hier staat {now}; geef de regels van toen (--id, --protocol, --norms)",
        "the run was done with {was}; here is {now}; give the rules of that run (--id, --protocol, --norms)"
    );
    term::error(context.lang, &words);
    Err(Exit::Integrity)
}

/// The input of the run.
enum Input {
    /// It is there, to the letter.
    Same(PathBuf),
    /// It is there and is not what was read.
    Changed(Text),
    /// It cannot be read again.
    None(Text),
}

fn input(args: &Why, recorded: &Recorded, job: &Job<'_>) -> Result<Input, Exit> {
    let (name, sha256) = recorded.input();
    let beside = || args.results.with_file_name(name);
    let given = args.input_file.clone();
    let path = given.into_iter().chain([beside(), PathBuf::from(name)]).find(|path| path.is_file());
    let Some(path) = path else {
        return Ok(Input::None(text!(
            "niet gedaan: {name} is niet gevonden; wijs het aan met --input",
            "not done: {name} was not found; point at it with --input"
        )));
    };
    if digest::of_file(&path).map_err(|_| Exit::Machine)? != sha256 {
        let path = shown(&path);
        return Ok(Input::Changed(text!(
            "niet gedaan: {path} is niet meer het bestand dat is gelezen",
            "not done: {path} is no longer the file that was read"
        )));
    }
    let mapping = job.mapping.map(Mapping::stamp);
    if mapping.as_deref() != recorded.said("mapping") {
        let was = recorded.said("mapping").unwrap_or("-").to_owned();
        return Ok(Input::None(text!(
            "niet gedaan: de toewijzing van de run was {was}; geef die met --mapping",
            "not done: the mapping of the run was {was}; give it with --mapping"
        )));
    }
    Ok(Input::Same(path))
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
