// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! `taxeer calibrate`.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Args as Group, ValueEnum};
use serde_json::{Value, json};
use taxeer::calibration::{self, Events, New, Origin, Pack, Stop, points};
use taxeer::cohort::{self, Cohort, Expected, Horizon, Request, Scoring};
use taxeer::diagnostic::Source;
use taxeer::evaluate::Evaluator;
use taxeer::form::Form;
use taxeer::lang::{Lang, Text};
use taxeer::points::{Effort, Size};
use taxeer::record::set::Sets;
use taxeer::report::document::Document;
use taxeer::syntax::shape::is_id;
use taxeer::validation::page::Head;
use taxeer::validation::{self, Sample, Section, Settings, Validation, tidy};
use taxeer::{draft, form, text};

use super::batch::FORMATS;
use super::context::Context;
use super::exit::Exit;
use super::format::Format;
use super::input::Input;
use super::map::mapping;
use super::outcome_data::{UnitName, call, digest, horizon, scale};
use super::progress::Progress;
use super::term;

#[derive(Debug, Group)]
pub struct Calibrate {
    /// The instrument, and a file of persons with their outcome
    #[arg(id = "calibrated", value_names = ["ID", "INPUT"], num_args = 2, required = true)]
    pub id_and_input: Vec<String>,
    /// The column with what became of a person: yes or no
    #[arg(long, value_name = "COL")]
    pub outcome: String,
    /// What is made: update, norms, refit or points [default: only say what the data allow]
    #[arg(long, value_name = "WHAT", value_enum, hide_possible_values = true)]
    pub make: Option<Make>,
    /// The new file; none may be there yet
    #[arg(id = "new_text", short = 'o', long = "output", value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// The name of the new edition, or of the edition of the norm pack
    #[arg(id = "new_name", long = "edition", value_name = "EDITION")]
    pub edition: Option<String>,
    /// With update: intercept, slope (intercept and slope), level (an intercept a level), or the smallest change that a closed test asks for: smallest
    #[arg(long, value_name = "CHANGE", value_enum, default_value = "smallest", hide_possible_values = true)]
    pub change: ChangeName,
    /// The name of the norm pack [default: ID-local]
    #[arg(long, value_name = "NAME")]
    pub pack: Option<String>,
    /// The organisation whose norm pack it is
    #[arg(long, value_name = "NAME")]
    pub owner: Option<String>,
    /// The country code of the sample
    #[arg(long, value_name = "CODE")]
    pub country: Option<String>,
    /// With norms: rates of scores with fewer persons are left out
    #[arg(id = "small_scores", long = "small", value_name = "N", default_value = "5", hide_default_value = true)]
    pub small: usize,
    /// With points: the most points that an answer gets, up or down
    #[arg(long, value_name = "N", default_value = "5", hide_default_value = true, value_parser = clap::value_parser!(i32).range(1..=1000))]
    pub most: i32,
    /// With points: the most answers that get points
    #[arg(id = "answers_used", long = "answers", value_name = "N")]
    pub answers: Option<usize>,
    /// With points: the most items that get points
    #[arg(id = "items_used", long = "items", value_name = "N")]
    pub items: Option<usize>,
    /// With points: from how many answers through how many the loss is shown, as 3..8
    #[arg(long, value_name = "A..B")]
    pub sizes: Option<String>,
    /// With points: items that must get points
    #[arg(long, value_name = "A,B,C", value_delimiter = ',')]
    pub require: Vec<String>,
    /// With points: items that get none
    #[arg(long, value_name = "A,B,C", value_delimiter = ',')]
    pub bar: Vec<String>,
    /// With points: items that keep the points they have
    #[arg(long, value_name = "A,B,C", value_delimiter = ',')]
    pub keep: Vec<String>,
    /// With points: an answer that had more points may get fewer than another
    #[arg(long)]
    pub any_order: bool,
    /// With points: how long a proof is searched for, in millions of multiplications; 0 searches without a proof
    #[arg(long, value_name = "N", default_value = "20000", hide_default_value = true)]
    pub effort: u64,
    /// Make it with too few events too; the file then says so
    #[arg(long)]
    pub force: bool,
    /// The scale, where the instrument reports more than one
    #[arg(long, value_name = "SCALE")]
    pub scale: Option<String>,
    /// The norm or horizon of the file that gives the rates, where it has more than one
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
    /// The column that says how many equal persons a row stands for
    #[arg(long, value_name = "COL")]
    pub weights: Option<String>,
    /// The file for all figures, one a row, as CSV for R
    #[arg(id = "tidy", long = "figures", value_name = "FILE")]
    pub figures: Option<PathBuf>,
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
}

/// What is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Make {
    Update,
    Norms,
    Points,
}

/// What an update changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ChangeName {
    Smallest,
    Intercept,
    Slope,
    Level,
}

pub fn run(context: &Context, args: &Calibrate) -> Exit {
    match calibrated(context, args) {
        Ok(exit) | Err(exit) => exit,
    }
}

/// What was asked, read and checked: all that a way of making needs.
struct Run<'a> {
    context: &'a Context,
    args: &'a Calibrate,
    form: &'a Form,
    scale: usize,
    expected: Result<Expected, Text>,
    horizon: Option<Horizon>,
    cohort: &'a Cohort,
    sample: &'a Sample,
    settings: Settings,
    origin: Origin,
}

fn calibrated(context: &Context, args: &Calibrate) -> Result<Exit, Exit> {
    let usage = |words: Text| {
        term::error(context.lang, &words);
        Exit::Usage
    };
    let [id, input] = args.id_and_input.as_slice() else { return Err(Exit::Usage) };
    let input = Path::new(input);
    let target = target(context, args, input).map_err(usage)?;
    let horizon = horizon(args.horizon.as_ref()).map_err(usage)?;
    if args.make == Some(Make::Points) && horizon.is_none() {
        return Err(usage(text!(
            "--make points vraagt --horizon: binnen welke tijd de kans geldt",
            "--make points needs --horizon: within what time the chance holds"
        )));
    }
    // The day given is that of the new file; it picks no edition.
    let undated = context.on(None);
    let catalogue = undated.catalogue()?;
    let evaluator = Evaluator::new(&undated.extended(&catalogue, id, &args.norms)?);
    let form = evaluator.instrument().form();
    let scale = scale(form, args.scale.as_deref()).map_err(usage)?;
    let expected = cohort::expected(form, scale, args.rates.as_deref(), horizon);
    if let (Err(why), Some(_)) = (&expected, &args.rates) {
        return Err(usage(why.clone()));
    }
    let stopped = |error| term::stopped(context, &error);
    let sets = Sets::read(form, &args.sets).map_err(stopped)?;
    let mapping = args.mapping.as_ref().map(|file| mapping(&undated, &catalogue, file, &[evaluator.instrument()])).transpose()?;
    // New norms and points need no rates, and a person without one counts for them.
    let rates = expected.as_ref().ok().filter(|_| args.make.is_none_or(|make| make == Make::Update));
    let conventions = args.input.conventions();
    let request = Request {
        scoring: Some(Scoring { evaluator: &evaluator, scale, rates, mapping: mapping.as_ref(), sets: &sets }),
        score: None,
        probability: None,
        against: None,
        predictors: &[],
        outcome: &args.outcome,
        time: args.time.as_deref(),
        unit: args.time_unit.unit(),
        horizon,
        weights: args.weights.as_deref(),
        groups: &[],
        conventions: &conventions,
    };
    let cohort = cohort::read(&request, input, FORMATS).map_err(stopped)?;
    let settings = Settings { small: args.small, threads: 1, no_rates: expected.as_ref().err().cloned(), ..Settings::default() };
    let sample = Sample::of(&cohort, &settings).map_err(|error| told(context, Stop::from(error)))?;
    let origin = Origin {
        of: form::stamp(&form.id, &form.edition, evaluator.instrument().digest()),
        program: format!("taxeer {}", env!("CARGO_PKG_VERSION")),
        command: call(),
        data: digest(context, input)?,
        outcome: args.outcome.clone(),
        seed: None,
        forced: false,
        on: target.as_ref().map_or(0, |target| target.on),
        persons: sample.events.len(),
        events: sample.events.iter().filter(|event| **event).count(),
    };
    let mut run = Run { context, args, form, scale, expected, horizon, cohort: &cohort, sample: &sample, settings, origin };
    if !context.quiet {
        cohort.notes.iter().for_each(|note| term::note(note.get(context.lang)));
    }
    let Some(target) = target else {
        return run.allowed();
    };
    // Whether force was needed is a fact of the file, not of the command.
    run.origin.forced = args.force && !run.enough(target.make);
    let made = run.made(&target).map_err(|stop| told(context, stop))?;
    run.write(&target, made)
}

/// What is to be written, and where.
struct Target<'a> {
    make: Make,
    path: &'a Path,
    edition: &'a str,
    on: i64,
}

fn target<'a>(context: &Context, args: &'a Calibrate, input: &Path) -> Result<Option<Target<'a>>, Text> {
    let Some(make) = args.make else {
        return match &args.output {
            Some(_) => Err(text!("-o zonder --make: zeg wat er gemaakt wordt", "-o without --make: say what is made")),
            None => Ok(None),
        };
    };
    let Some(path) = args.output.as_deref() else {
        return Err(text!("geef met -o het nieuwe bestand", "give the new file with -o"));
    };
    if draft::same_file(path, input) {
        return Err(text!("de uitvoer zou de invoer overschrijven", "the output would overwrite the input"));
    }
    let edition = args.edition.as_deref().ok_or_else(|| text!("geef de naam van de nieuwe editie: --edition", "name the new edition: --edition"))?;
    for name in [Some(edition), args.pack.as_deref()].into_iter().flatten() {
        if !is_id(name) {
            return Err(text!(
                "`{name}` kan geen naam zijn: letters, cijfers, - _ en losse punten, te beginnen met een letter of cijfer",
                "`{name}` cannot be a name: letters, digits, - _ and single points, with a letter or digit first"
            ));
        }
    }
    let on = context.as_of.ok_or_else(|| {
        text!(
            "geef met --as-of de dag waarop het bestand gemaakt is: die staat erin, en de klok beslist niets",
            "give with --as-of the day on which the file is made: it stands in it, and no clock decides anything"
        )
    })?;
    Ok(Some(Target { make, path, edition, on }))
}

/// What was made, with what only its way of making can tell.
struct Made {
    text: Option<String>,
    sections: Vec<Section>,
    points: Option<points::Found>,
}

impl Run<'_> {
    /// Parameters that a way of making estimates.
    fn parameters(&self, make: Make) -> usize {
        match (make, self.args.change) {
            (Make::Update, ChangeName::Intercept) => 1,
            (Make::Update, ChangeName::Level) => self.cohort.levels.len(),
            (Make::Update | Make::Norms, _) => 2,
            (Make::Points, _) => points::Bands::by_points(self.form, self.scale).map_or(0, |bands| bands.free()),
        }
    }

    fn enough(&self, make: Make) -> bool {
        Events::of(&self.sample.events, self.parameters(make)).enough()
    }

    /// Without --make: what the data allow.
    fn allowed(&self) -> Result<Exit, Exit> {
        let lang = self.context.lang;
        let mut section = Section::new("allowed");
        let smaller = Events::of(&self.sample.events, 0).fewer;
        let one = |name: &Text, parameters: usize| {
            let events = Events { fewer: smaller, parameters };
            let needed = events.needed();
            let (nl, en) = (&name.nl, &name.en);
            if events.enough() {
                text!("{nl}: ja ({smaller} gevallen, {needed} nodig)", "{en}: yes ({smaller} events, {needed} needed)")
            } else {
                text!("{nl}: nee ({smaller} gevallen, {needed} nodig)", "{en}: no ({smaller} events, {needed} needed)")
            }
        };
        match &self.expected {
            Ok(expected) => {
                let name = &expected.name;
                section.said.push(one(&text!("update van {name}, intercept", "update of {name}, intercept"), 1));
                section.said.push(one(&text!("update van {name}, intercept en helling", "update of {name}, intercept and slope"), 2));
            }
            Err(why) => {
                let (nl, en) = (&why.nl, &why.en);
                section.said.push(text!("update: nee; {nl}", "update: no; {en}"));
            }
        }
        section.said.push(one(&text!("norms, met een kromme", "norms, with a curve"), 2));
        match points::Bands::by_points(self.form, self.scale) {
            Ok(bands) => section.said.push(one(&text!("points", "points"), bands.free())),
            Err(why) => {
                let why = why.text();
                let (nl, en) = (&why.nl, &why.en);
                section.said.push(text!("points: nee; {nl}", "points: no; {en}"));
            }
        }
        let made = Made { text: None, sections: vec![section], points: None };
        self.tell(None, &made);
        let _ = lang;
        Ok(Exit::Done)
    }

    fn made(&self, target: &Target<'_>) -> Result<Made, Stop> {
        let new = |new: New| Made { text: new.text, sections: new.sections, points: None };
        match target.make {
            Make::Update => {
                let expected = self.expected.as_ref().map_err(|why| Stop::Refused(why.clone()))?;
                let pack = self.pack(target);
                let ask = calibration::UpdateAsk {
                    form: self.form,
                    scale: self.scale,
                    expected,
                    change: match self.args.change {
                        ChangeName::Smallest => calibration::Change::Smallest,
                        ChangeName::Intercept => calibration::Change::Intercept,
                        ChangeName::Slope => calibration::Change::Slope,
                        ChangeName::Level => calibration::Change::Level,
                    },
                    alpha: 1.0 - validation::CONFIDENCE,
                    force: self.args.force,
                    edition: target.edition,
                    pack: pack.as_ref(),
                    origin: &self.origin,
                };
                calibration::update(self.cohort, self.sample, &self.settings, &ask).map(new)
            }
            Make::Norms => {
                let pack = self.pack(target).ok_or_else(|| {
                    Stop::Refused(text!(
                        "een normpakket zegt van wie het is en van welk land de steekproef komt: geef --owner en --country",
                        "a norm pack says whose it is and which country the sample comes from: give --owner and --country"
                    ))
                })?;
                let ask = calibration::NormsAsk {
                    form: self.form,
                    scale: self.scale,
                    horizon: self.horizon,
                    small: self.args.small,
                    force: self.args.force,
                    pack: &pack,
                    origin: &self.origin,
                };
                calibration::norms(self.sample, &ask).map(new)
            }
            Make::Points => self.points(target),
        }
    }

    fn pack(&self, target: &Target<'_>) -> Option<Pack> {
        let id = self.args.pack.clone().unwrap_or_else(|| format!("{}-local", self.form.id));
        let (owner, country) = self.args.owner.clone().zip(self.args.country.clone())?;
        Some(Pack { id, edition: target.edition.to_owned(), owner, country })
    }

    fn points(&self, target: &Target<'_>) -> Result<Made, Stop> {
        let args = self.args;
        let bands = points::Bands::by_points(self.form, self.scale).map_err(|why| Stop::Refused(why.text()))?;
        let mut items = Vec::new();
        for (names, treatment) in
            [(&args.require, points::Treatment::Required), (&args.bar, points::Treatment::Barred), (&args.keep, points::Treatment::Kept)]
        {
            for name in names {
                let item = bands.item(name).map_err(|why| Stop::Refused(why.text()))?;
                items.push((item, treatment));
            }
        }
        let ask = points::Ask {
            most: args.most,
            keep_order: !args.any_order,
            size: Size { features: args.answers, items: args.items },
            items,
        };
        let sizes = sizes(args.sizes.as_deref()).map_err(Stop::Refused)?;
        let request = points::Request {
            form: self.form,
            scale: self.scale,
            horizon: self.horizon.ok_or_else(|| Stop::Refused(text!("geef --horizon", "give --horizon")))?,
            ask: &ask,
            sizes: &sizes,
            effort: if args.effort == 0 { Effort::WITHOUT_PROOF } else { Effort { proof: args.effort, ..Effort::default() } },
            force: args.force,
            edition: target.edition,
            origin: &self.origin,
        };
        let progress = Progress::begin(self.context.lang, self.context.quiet);
        let found = points::edition(self.cohort, self.sample, &self.settings, &request, &progress);
        progress.end();
        let found = found?;
        Ok(Made { text: Some(found.text.clone()), sections: found.sections.clone(), points: Some(found) })
    }

    /// Writes the new file, and tells.
    fn write(&self, target: &Target<'_>, made: Made) -> Result<Exit, Exit> {
        let (lang, name) = (self.context.lang, target.path.display());
        if let Some(text) = &made.text {
            draft::write_new(target.path, text).map_err(|error| {
                if error.kind() == ErrorKind::AlreadyExists {
                    term::error(lang, &text!("{name} bestaat al en is niet veranderd", "{name} exists and was not changed"));
                    return Exit::Usage;
                }
                term::error(lang, &text!("schrijven van {name}: {error}", "writing {name}: {error}"));
                Exit::Machine
            })?;
        }
        self.tell(Some(target), &made);
        if made.text.is_some() && !self.context.quiet {
            term::note(
                text!(
                    "{name}: status proef. Laat iemand anders de getallen nalezen, en bekijk wat er verandert met taxeer diff.",
                    "{name}: status trial. Have somebody else check the numbers, and look at what changes with taxeer diff."
                )
                .get(lang),
            );
        }
        if let Some(path) = &self.args.figures {
            self.write_figures(path, made.sections)?;
        }
        Ok(Exit::Done)
    }

    fn sections(&self, made: &[Section]) -> Vec<Section> {
        std::iter::once(self.sample.section(self.cohort)).chain(made.iter().cloned()).collect()
    }

    fn write_figures(&self, path: &Path, made: Vec<Section>) -> Result<(), Exit> {
        let calls = [
            format!("{} ({})", self.origin.command, self.origin.program),
            format!("input sha256:{}", self.origin.data),
            "R: figures <- read.csv(FILE, comment.char = \"#\")".to_owned(),
        ];
        let figures = Validation { sections: self.sections(&made) };
        draft::write(path, &tidy::csv(&figures, &calls)).map_err(|error| {
            let name = path.display();
            term::error(self.context.lang, &text!("{name} is niet te schrijven: {error}", "{name} cannot be written: {error}"));
            Exit::Machine
        })
    }

    fn tell(&self, target: Option<&Target<'_>>, made: &Made) {
        let lang = self.context.lang;
        let sections = self.sections(&made.sections);
        let new = made.text.as_ref().zip(target).map(|(text, target)| (new_stamp(text), target));
        if self.context.format == Format::Json {
            let file = new.map(|(stamp, target)| json!({ "file": target.path.to_string_lossy(), "stamp": stamp, "status": "trial" }));
            let figures = Validation { sections };
            term::out_json(&json!({
                "format_version": 1,
                "taxeer": env!("CARGO_PKG_VERSION"),
                "call": self.origin.command,
                "instrument": self.origin.of,
                "input_sha256": self.origin.data,
                "make": target.map(|target| word(target.make)),
                "new": file,
                "forced": self.origin.forced,
                "points": made.points.as_ref().map(|found| points_json(found, lang)),
                "sections": tidy::json(&figures, lang),
            }));
            return;
        }
        let fact = |nl: &str, en: &str, what: String| (lang.pick(nl, en).to_owned(), what);
        let subject = self.origin.of.split('+').next().unwrap_or_default();
        let forced = if self.origin.forced {
            lang.pick("Ja: er zijn minder gevallen dan de regel vraagt", "Yes: there are fewer events than the rule asks for").to_owned()
        } else {
            String::new()
        };
        let what = match target.map(|target| target.make) {
            None => text!("wat deze gegevens toelaten", "what these data allow"),
            Some(Make::Update) => text!("kansen aangepast", "rates updated"),
            Some(Make::Norms) => text!("normen van een steekproef", "norms of a sample"),
            Some(Make::Points) => text!("nieuwe punten", "new points"),
        };
        let head = Head {
            title: format!("{subject}: {}", what.get(lang)),
            facts: vec![
                fact("Uit", "From", self.origin.of.clone()),
                fact("Nieuw", "New", new.map(|(stamp, _)| stamp).unwrap_or_default()),
                fact("Status", "Status", made.text.as_ref().map(|_| lang.pick("proef", "trial").to_owned()).unwrap_or_default()),
                fact("Afgedwongen", "Forced", forced),
                fact("Invoer", "Input", format!("sha256 {}", self.origin.data)),
                fact("Uitkomst", "Outcome", self.args.outcome.clone()),
                fact("Horizon", "Horizon", self.horizon.map(|horizon| horizon.to_string()).unwrap_or_default()),
                fact("Opnieuw", "Again", self.origin.command.clone()),
            ],
        };
        let more = |page: &mut Document| {
            if let Some(found) = &made.points {
                found.tables.tell(self.form, page, lang);
                if !found.curve.is_empty() {
                    points::tell_curve(&found.curve, page, lang);
                }
            }
        };
        term::page(self.context, &calibration::page(&head, &sections, lang, more), "taxeer calibrate");
    }
}

fn word(make: Make) -> &'static str {
    match make {
        Make::Update => "update",
        Make::Norms => "norms",
        Make::Points => "points",
    }
}

/// The name with which outputs will name the new file.
fn new_stamp(text: &str) -> String {
    let source = Arc::new(Source::new("", text));
    let (tree, _) = taxeer::syntax::tree::read(&source);
    let word = |key: &str| tree.get(key).and_then(|node| node.string()).unwrap_or_default().to_owned();
    form::stamp(&word("id"), &word("edition"), &source.digest())
}

/// The sizes of `3..8`, both included.
fn sizes(word: Option<&str>) -> Result<Vec<Size>, Text> {
    let Some(word) = word else { return Ok(Vec::new()) };
    let ends = word.split_once("..").and_then(|(low, high)| Some((low.parse::<usize>().ok()?, high.parse::<usize>().ok()?)));
    match ends.filter(|(low, high)| (1..=*high).contains(low) && high - low < 50) {
        Some((low, high)) => Ok((low..=high).map(|features| Size { features: Some(features), items: None }).collect()),
        None => Err(text!("--sizes {word}: schrijf van..tot en met, als 3..8", "--sizes {word}: write from..through, as 3..8")),
    }
}

fn points_json(found: &points::Found, lang: Lang) -> Value {
    let solution = |one: &taxeer::points::Solution| {
        json!({
            "loss": one.loss, "bound": one.bound, "gap": one.gap(), "real_bound": one.real_bound, "all_features": one.all_features,
            "intercept": one.intercept, "slope": one.slope, "ended": format!("{:?}", one.ended).to_lowercase(),
        })
    };
    let bands = found.tables.bands.iter().map(|band| {
        json!({
            "item": found.tables.items[band.band.item], "old": band.band.old.to_string(), "new": band.new, "seen": band.seen, "share": band.share,
        })
    });
    let curve = found.curve.iter().map(|(size, step)| match step {
        Ok(step) => json!({ "size": size.features, "solution": solution(step) }),
        Err(error) => json!({ "size": size.features, "refused": error.text().get(lang) }),
    });
    json!({
        "bands": bands.collect::<Vec<_>>(),
        "solution": solution(&found.tables.solution),
        "curve": curve.collect::<Vec<_>>(),
    })
}

/// Tells why nothing was made, and how the program then ends.
fn told(context: &Context, stop: Stop) -> Exit {
    let lang = context.lang;
    match stop {
        Stop::Refused(words) => {
            term::error(lang, &words);
            Exit::Rejected
        }
        Stop::TooFew(events) => {
            term::error(lang, &events.refusal());
            Exit::Rejected
        }
        Stop::Unsound(unsound) => {
            term::findings(context, &unsound.0);
            term::error(
                lang,
                &text!(
                    "wat er gemaakt werd, komt niet door de controle; er is niets geschreven",
                    "what was made does not pass the check; nothing was written"
                ),
            );
            Exit::Rejected
        }
        Stop::Stopped => {
            term::error(lang, &text!("gestopt; er is niets geschreven", "stopped; nothing was written"));
            Exit::Machine
        }
    }
}
