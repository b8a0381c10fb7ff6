// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! `taxeer worklist`.

use std::path::PathBuf;

use clap::{Args as Group, ValueEnum};
use taxeer::catalogue::Catalogue;
use taxeer::instrument::Instrument;
use taxeer::protocol::{Protocol, Routes};
use taxeer::text;
use taxeer::worklist::{self, Asked, Changes, EdgeRule, Job, KeyKind, Request, Stop, page};

use super::asked::refuse_trial;
use super::batch::FORMATS;
use super::context::Context;
use super::exit::Exit;
use super::format::Format;
use super::input::Input;
use super::progress::Progress;
use super::term;

#[derive(Debug, Group)]
pub struct Worklist {
    /// The results of `taxeer batch … --protocol P`
    #[arg(id = "results", value_name = "OUTPUT")]
    pub results: PathBuf,
    /// The file for the list; beside it come LIST.key (all cases with their grounds) and LIST.summary.json
    #[arg(id = "list", short = 'o', long = "output", value_name = "LIST")]
    pub list: PathBuf,
    /// How many cases there can be on the list by tier [default: all]
    #[arg(long, value_name = "N")]
    pub capacity: Option<usize>,
    /// Where the capacity ends among equals: all (all of them, a person chooses) or lots
    #[arg(long, value_name = "RULE", value_enum, default_value = "all", hide_default_value = true, hide_possible_values = true)]
    pub edge: EdgeName,
    /// Draw so many cases from those that are not on the list; on the list they cannot be told
    #[arg(long, value_name = "N", default_value = "0", hide_default_value = true)]
    pub control: usize,
    /// What lots are drawn with: a whole number; take another one every week and keep it
    #[arg(long, value_name = "S")]
    pub seed: Option<u64>,
    /// A column of the input that orders within a part; not about risk, such as the date of the file
    #[arg(long, value_name = "COLUMN")]
    pub order: Option<String>,
    /// What stands in it: date (oldest first) or number (lowest first)
    #[arg(
        id = "order_kind",
        long = "order-kind",
        value_name = "KIND",
        value_enum,
        default_value = "date",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub order_kind: KindName,
    /// A column of the input with the date of the last review
    #[arg(long, value_name = "COLUMN")]
    pub reviewed: Option<String>,
    /// A column of the input with the end of a monitoring term
    #[arg(long, value_name = "COLUMN")]
    pub ends: Option<String>,
    /// A column of the input with the ground of a subject list
    #[arg(long, value_name = "COLUMN", requires = "subject_end")]
    pub subject: Option<String>,
    /// The column with the day on which that ground lapses
    #[arg(long, value_name = "COLUMN", requires = "subject")]
    pub subject_end: Option<String>,
    /// Also take up what ends within so many days after --as-of
    #[arg(long, value_name = "DAYS", default_value = "0", hide_default_value = true)]
    pub within: u16,
    /// Columns of the input that go along on the list
    #[arg(long, value_name = "A,B,C", value_delimiter = ',')]
    pub along: Vec<String>,
    /// An earlier list: who entered, stayed and left, and why
    #[arg(long, value_name = "LIST")]
    pub previous: Option<PathBuf>,
    /// The file that batch read, for columns that the results lack
    #[arg(id = "cases", long = "input", value_name = "INPUT")]
    pub input: Option<PathBuf>,
    /// The protocol that gave the tiers, when the catalogue does not have it
    #[arg(id = "read_protocol", long = "protocol", value_name = "P")]
    pub protocol: Option<String>,
    /// A norm pack of your organisation's, by name or as a TOML file; may be given more than once
    #[arg(long = "norms", value_name = "PACK")]
    pub norms: Vec<String>,
    /// Use an edition of status trial, which is refused otherwise; every result then says so
    #[arg(long)]
    pub trial: bool,
    #[command(flatten)]
    pub conventions: Input,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum EdgeName {
    All,
    Lots,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum KindName {
    Date,
    Number,
}

pub fn run(context: &Context, args: &Worklist) -> Exit {
    match made(context, args) {
        Ok(exit) | Err(exit) => exit,
    }
}

fn made(context: &Context, args: &Worklist) -> Result<Exit, Exit> {
    let catalogue = context.catalogue()?;
    let request = request(context, args);
    let conventions = args.conventions.conventions();
    let job = Job {
        results: &args.results,
        input: args.input.as_deref(),
        conventions: &conventions,
        previous: args.previous.as_deref(),
        output: &args.list,
        formats: FORMATS,
    };
    let stopped = |stop: &Stop| match stop {
        Stop::Run(error) => term::stopped(context, error),
        Stop::Integrity(words) => {
            term::error(context.lang, words);
            Exit::Integrity
        }
    };
    let stamp = job.protocol().map_err(|stop| stopped(&stop))?;
    let (protocol, instruments) = protocol(context, &catalogue, args, &stamp)?;
    refuse_trial(context, &instruments, args.trial)?;
    let form = protocol.routes().map(Routes::form).or_else(|| instruments.first().map(Instrument::form)).ok_or(Exit::Machine)?;
    let progress = Progress::begin(context.lang, context.quiet);
    let read = job.read(&request, Some(form), &progress);
    progress.end();
    let read = read.map_err(|stop| stopped(&stop))?;
    let list = worklist::list(&read.results, &protocol, &request).map_err(|stop| stopped(&stop))?;
    let changes = read.previous.as_ref().map(|previous| Changes::of(&list, previous));
    let (paths, record) =
        job.write(&list, changes.as_ref(), read.sources.clone(), form, &progress).map_err(|error| term::stopped(context, &error))?;
    if context.format == Format::Json {
        term::out_json(&record);
    } else {
        let stamp = protocol.stamp();
        term::out(&term::rendered(context, &page::document(&list, changes.as_ref(), context.lang), &stamp));
    }
    if !context.quiet && context.format != Format::Json {
        for note in &read.notes {
            term::note(note.get(context.lang));
        }
        let (list, key) = (paths.list.display(), paths.key.display());
        term::note(text!("werklijst: {list}", "work list: {list}").get(context.lang));
        term::note(text!("sleutel met alle zaken en gronden: {key}", "key with all cases and grounds: {key}").get(context.lang));
        if changes.is_some() {
            let changes = paths.changes.display();
            term::note(text!("erbij, gebleven, eraf: {changes}", "entered, stayed, left: {changes}").get(context.lang));
        }
    }
    let sound = worklist::count::Counts::of(&list).reconciles() && changes.as_ref().is_none_or(Changes::reconciles);
    Ok(if sound { Exit::Done } else { Exit::Machine })
}

fn request(context: &Context, args: &Worklist) -> Request {
    let conventions = args.conventions.conventions();
    let kind = match args.order_kind {
        KindName::Date => KeyKind::Date,
        KindName::Number => KeyKind::Number,
    };
    Request {
        as_of: context.as_of,
        capacity: args.capacity,
        edge: match args.edge {
            EdgeName::All => EdgeRule::All,
            EdgeName::Lots => EdgeRule::Lots,
        },
        control: args.control,
        seed: args.seed,
        within: args.within,
        asked: Asked {
            order: args.order.clone().map(|name| (name, kind)),
            reviewed: args.reviewed.clone(),
            ends: args.ends.clone(),
            subject: args.subject.clone().zip(args.subject_end.clone()),
            along: args.along.clone(),
            dates: conventions.dates,
        },
    }
}

/// The protocol that the results name, with the same digest.
fn protocol(context: &Context, catalogue: &Catalogue, args: &Worklist, stamp: &str) -> Result<(Protocol, Vec<Instrument>), Exit> {
    let named = stamp.split('+').next().unwrap_or_default();
    let found = context.protocol(catalogue, args.protocol.as_deref().unwrap_or(named), &args.norms)?;
    if found.0.stamp() == stamp {
        return Ok(found);
    }
    let now = found.0.stamp();
    term::error(
        context.lang,
        &text!(
            "de uitvoer is ingedeeld met {stamp}; gevonden is {now}: het protocol is veranderd",
            "the results have their tiers from {stamp}; what is found is {now}: the protocol was changed"
        ),
    );
    Err(Exit::Integrity)
}
