// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! `taxeer validate`.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::Args as Group;
use serde_json::json;
use taxeer::cohort::{self, Cohort, Horizon, Request, Scoring};
use taxeer::evaluate::Evaluator;
use taxeer::form::{Form, Status};
use taxeer::lang::Text;
use taxeer::record::set::Sets;
use taxeer::report::names;
use taxeer::validation::page::{self, Head};
use taxeer::validation::{self, Reported, Settings, Stop, Validation, tidy};
use taxeer::{draft, guideline, text};

use super::asked::id_and_input;
use super::batch::FORMATS;
use super::context::Context;
use super::exit::Exit;
use super::format::Format;
use super::guideline::Guidelines;
use super::input::Input;
use super::map::mapping;
use super::outcome_data::{UnitName, call, digest, horizon, scale};
use super::progress::Progress;
use super::term;

/// The program as a report names it.
const PROGRAM: &str = concat!("taxeer ", env!("CARGO_PKG_VERSION"));

#[derive(Debug, Group)]
pub struct Validate {
    /// ID and a file of persons with their outcome; ID may be left out with --score, --prob or --model
    #[arg(id = "validated", value_name = "[ID] INPUT", num_args = 1..=2, required = true)]
    pub id_and_input: Vec<String>,
    /// The column with what became of a person: yes or no
    #[arg(long, value_name = "COL")]
    pub outcome: String,
    /// A column with a score, in place of an instrument
    #[arg(id = "score_column", long = "score", value_name = "COL")]
    pub score: Option<String>,
    /// A column with probabilities, in place of those of an instrument
    #[arg(long, value_name = "COL")]
    pub prob: Option<String>,
    /// A column with a second score of the same persons, to compare with
    #[arg(long, value_name = "COL")]
    pub against: Option<String>,
    /// Columns that are predictors of a model fitted here, in place of an instrument
    #[arg(long, value_name = "A,B,C", value_delimiter = ',', conflicts_with_all = ["score_column", "prob"])]
    pub model: Vec<String>,
    /// The scale to validate, where the instrument reports more than one
    #[arg(long, value_name = "SCALE")]
    pub scale: Option<String>,
    /// The norm or horizon of the file that gives the expected rates, where it has more than one
    #[arg(long, value_name = "NAME")]
    pub rates: Option<String>,
    /// The column with the time to the event or to the end of follow-up
    #[arg(long, value_name = "COL")]
    pub time: Option<String>,
    /// The unit of that column: days, weeks, months or years of 365 days
    #[arg(long, value_name = "UNIT", value_enum, default_value = "days", hide_default_value = true, hide_possible_values = true)]
    pub time_unit: UnitName,
    /// How long persons are followed: 5y, 24m, 52w or 730d; with --time only events until then count
    #[arg(long, value_name = "LENGTH")]
    pub horizon: Option<String>,
    /// Times at which survival is told, in the unit of --time
    #[arg(long, value_name = "A,B,C", value_delimiter = ',')]
    pub times: Vec<f64>,
    /// Columns whose values make groups to compare
    #[arg(long, value_name = "A,B,C", value_delimiter = ',')]
    pub by: Vec<String>,
    /// Counts of groups below this are hidden, and what they could be worked out from
    #[arg(long, value_name = "N", default_value = "5", hide_default_value = true)]
    pub small: usize,
    /// The column that says how many equal persons a row stands for
    #[arg(long, value_name = "COL")]
    pub weights: Option<String>,
    /// Scores at or above which a person is called positive; groups are compared at the first [default: every score]
    #[arg(long, value_name = "A,B,C", value_delimiter = ',', allow_negative_numbers = true)]
    pub cut_off: Vec<f64>,
    /// Scores at which bands start, where there are no levels
    #[arg(long, value_name = "A,B,C", value_delimiter = ',', allow_negative_numbers = true)]
    pub bands: Vec<f64>,
    /// The probabilities were fitted on these very data
    #[arg(long)]
    pub same_data: bool,
    /// Correct for optimism with so many resamples; with --time Harrell's C too
    #[arg(long, value_name = "N", default_value = "0", hide_default_value = true)]
    pub bootstrap: usize,
    /// What resamples are drawn with: a whole number
    #[arg(id = "resample_seed", long = "seed", value_name = "S", default_value = "1", hide_default_value = true)]
    pub seed: u64,
    /// The file for all figures, one a row, as CSV for R
    #[arg(id = "figures", short = 'o', long = "output", value_name = "FILE")]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub guidelines: Guidelines,
    /// A norm pack of your organisation's, by name or as a TOML file; may be given more than once
    #[arg(long = "norms", value_name = "PACK")]
    pub norms: Vec<String>,
    /// The answer to a field for all cases; `?` says unknown
    #[arg(long = "set", value_name = "FIELD=VALUE")]
    pub sets: Vec<String>,
    /// A mapping: which column is which field, and what codes mean
    #[arg(long, value_name = "FILE")]
    pub mapping: Option<PathBuf>,
    #[command(flatten)]
    pub input: Input,
    /// Threads that resample; results do not depend on it [default: one for each core]
    #[arg(id = "resample_threads", long = "threads", value_name = "N")]
    pub threads: Option<NonZeroUsize>,
}

pub fn run(context: &Context, args: &Validate) -> Exit {
    match validated(context, args) {
        Ok(exit) | Err(exit) => exit,
    }
}

fn validated(context: &Context, args: &Validate) -> Result<Exit, Exit> {
    let usage = |words: Text| {
        term::error(context.lang, &words);
        Exit::Usage
    };
    let (id, input) = id_and_input(&args.id_and_input)?;
    let own = args.score.is_some() || args.prob.is_some() || !args.model.is_empty();
    match (id, own) {
        (None, false) => {
            return Err(usage(text!(
                "noem een instrument, of een kolom met --score, --prob of --model",
                "name an instrument, or a column with --score, --prob or --model"
            )));
        }
        (Some(_), true) if args.score.is_some() || !args.model.is_empty() => {
            return Err(usage(text!(
                "een instrument geeft zelf scores; vergelijk het met een kolom door --against, of laat ID weg",
                "an instrument gives scores itself; compare it with a column by --against, or leave ID out"
            )));
        }
        _ => {}
    }
    let input = Path::new(input);
    if args.output.as_deref().is_some_and(|output| draft::same_file(output, input)) {
        return Err(usage(text!("de uitvoer zou de invoer overschrijven", "the output would overwrite the input")));
    }
    let others: Vec<&Path> = std::iter::once(input).chain(args.output.as_deref()).collect();
    args.guidelines.refuse_names(context, &others)?;
    let horizon = horizon(args.horizon.as_ref()).map_err(usage)?;
    let catalogue = context.catalogue()?;
    let evaluator = id.map(|id| Ok(Evaluator::new(&context.extended(&catalogue, id, &args.norms)?))).transpose()?;
    let form = evaluator.as_ref().map(|evaluator| evaluator.instrument().form());
    let scale = form.map(|form| scale(form, args.scale.as_deref()).map_err(usage)).transpose()?;
    let expected = form.zip(scale).map(|(form, scale)| cohort::expected(form, scale, args.rates.as_deref(), horizon));
    if let (Some(Err(why)), Some(_)) = (&expected, &args.rates) {
        return Err(usage(why.clone()));
    }
    let stopped = |error| term::stopped(context, &error);
    let sets = form.map_or_else(|| Ok(Sets::default()), |form| Sets::read(form, &args.sets)).map_err(stopped)?;
    let mapping = match (&args.mapping, &evaluator) {
        (Some(file), Some(evaluator)) => Some(mapping(context, &catalogue, file, &[evaluator.instrument()])?),
        _ => None,
    };
    let rates = expected.as_ref().and_then(|found| found.as_ref().ok());
    let scoring =
        evaluator.as_ref().zip(scale).map(|(evaluator, scale)| Scoring { evaluator, scale, rates, mapping: mapping.as_ref(), sets: &sets });
    let conventions = args.input.conventions();
    let request = Request {
        scoring,
        score: args.score.as_deref(),
        probability: args.prob.as_deref(),
        against: args.against.as_deref(),
        predictors: &args.model,
        outcome: &args.outcome,
        time: args.time.as_deref(),
        unit: args.time_unit.unit(),
        horizon,
        weights: args.weights.as_deref(),
        groups: &args.by,
        conventions: &conventions,
    };
    let progress = Progress::begin(context.lang, context.quiet);
    let cohort = cohort::read_watched(&request, input, FORMATS, &progress);
    progress.end();
    let cohort = cohort.map_err(stopped)?;
    let settings = settings(args, expected.as_ref().and_then(|found| found.as_ref().err().cloned()));
    let found = validation::validate(&cohort, &settings, &progress);
    progress.end();
    let validation = found.map_err(|stop| match stop {
        Stop::Data(words) => {
            term::error(context.lang, &words);
            Exit::Rejected
        }
        Stop::Stopped => term::stopped_by_user(context.lang),
    })?;
    let stamp = evaluator.as_ref().map(|evaluator| evaluator.instrument().stamp());
    let digest = digest(context, input)?;
    let reported = Reported {
        request: &request,
        cohort: &cohort,
        settings: &settings,
        validation: &validation,
        rates,
        digest: &digest,
        program: PROGRAM,
        call: &call(),
    };
    let head = guideline::Head { facts: facts(context, stamp.as_deref(), &digest) };
    args.guidelines.write(context, &reported.facts(), &head)?;
    let about = About { stamp, form, digest, rates: rates.map(|rates| (rates.name.clone(), rates.of.clone())), horizon };
    tell(context, args, &cohort, &validation, &about)?;
    Ok(Exit::Done)
}

/// What a skeleton of a report begins with.
fn facts(context: &Context, stamp: Option<&str>, digest: &str) -> Vec<(String, String)> {
    let fact = |nl: &str, en: &str, what: String| (context.lang.pick(nl, en).to_owned(), what);
    vec![
        fact("Regelset", "Rule set", stamp.unwrap_or_default().to_owned()),
        fact("Invoer", "Input", format!("sha256 {digest}")),
        fact("Gemaakt door", "Made by", PROGRAM.to_owned()),
        fact("Opnieuw", "Again", call()),
    ]
}

/// What is said of a run beside its figures.
struct About<'f> {
    stamp: Option<String>,
    form: Option<&'f Form>,
    digest: String,
    rates: Option<(String, Text)>,
    horizon: Option<Horizon>,
}

fn settings(args: &Validate, no_rates: Option<Text>) -> Settings {
    let sorted = |values: &[f64]| {
        let mut values = values.to_vec();
        values.sort_by(f64::total_cmp);
        values
    };
    Settings {
        predictors: args.model.clone(),
        cut_offs: args.cut_off.clone(),
        bands: sorted(&args.bands),
        times: args.times.clone(),
        unit: args.time_unit.unit(),
        groups: args.by.clone(),
        small: args.small,
        same_data: args.same_data,
        bootstrap: args.bootstrap,
        seed: args.seed,
        threads: args.threads.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get),
        no_rates,
    }
}

fn tell(context: &Context, args: &Validate, cohort: &Cohort, validation: &Validation, about: &About<'_>) -> Result<(), Exit> {
    let lang = context.lang;
    let (version, call) = (env!("CARGO_PKG_VERSION"), call());
    if let Some(path) = &args.output {
        let calls = [
            format!("{call} (taxeer {version})"),
            format!("input sha256:{}", about.digest),
            "R: figures <- read.csv(FILE, comment.char = \"#\")".to_owned(),
        ];
        draft::write(path, &tidy::csv(validation, &calls)).map_err(|error| {
            let name = path.display();
            term::error(lang, &text!("{name} is niet te schrijven: {error}", "{name} cannot be written: {error}"));
            Exit::Machine
        })?;
    }
    if !context.quiet {
        cohort.notes.iter().for_each(|note| term::note(note.get(lang)));
    }
    if context.format == Format::Json {
        term::out_json(&json!({
            "format_version": 1,
            "taxeer": version,
            "call": call,
            "instrument": about.stamp,
            "status": about.form.map(|form| names::status_code(form.status)),
            "input_sha256": about.digest,
            "rates": about.rates.as_ref().map(|(name, _)| name),
            "confidence": validation::CONFIDENCE,
            "sections": tidy::json(validation, lang),
        }));
        return Ok(());
    }
    let subject = about.stamp.as_deref().map_or_else(
        || [args.score.as_deref(), args.prob.as_deref()].into_iter().flatten().next().unwrap_or("--model").to_owned(),
        |stamp| stamp.split('+').next().unwrap_or_default().to_owned(),
    );
    let fact = |nl: &str, en: &str, what: String| (lang.pick(nl, en).to_owned(), what);
    let rates = about.rates.as_ref().map(|(name, of)| format!("{name}: {}", of.get(lang))).unwrap_or_default();
    let not_current = about.form.map(|form| form.status).filter(|status| *status != Status::Current);
    let use_note = not_current.map(|status| names::use_note(status, lang).to_owned());
    let use_note = use_note.unwrap_or_default();
    let head = Head {
        title: text!("{subject} getoetst aan uitkomsten", "{subject} against outcomes").get(lang).to_owned(),
        facts: vec![
            fact("Regelset", "Rule set", about.stamp.clone().unwrap_or_default()),
            fact("Gebruik", "Use", use_note),
            fact("Invoer", "Input", format!("sha256 {}", about.digest)),
            fact("Uitkomst", "Outcome", args.outcome.clone()),
            fact("Horizon", "Horizon", about.horizon.map(|horizon| horizon.to_string()).unwrap_or_default()),
            fact("Verwacht volgens", "Expected by", rates),
            fact("Opnieuw", "Again", call),
        ],
    };
    term::page(context, &page::document(validation, &head, lang), "taxeer validate");
    Ok(())
}
