// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! `taxeer calibrate`.

pub mod args;
mod told;

use std::io::ErrorKind;
use std::path::Path;

use taxeer::calibration::{self, Events, Lambda, Method, New, Origin, Pack, Stop, points};
use taxeer::catalogue::{Catalogue, Entry};
use taxeer::cohort::{self, Cohort, Expected, Horizon, Request, Scoring};
use taxeer::diagnostic::nearest::nearest;
use taxeer::evaluate::Evaluator;
use taxeer::form::Form;
use taxeer::lang::Text;
use taxeer::points::{Effort, Size};
use taxeer::record::set::Sets;
use taxeer::statistics::cox::Ties;
use taxeer::statistics::penalised::Penalty;
use taxeer::syntax::shape::is_id;
use taxeer::validation::{self, Sample, Section, Settings};
use taxeer::{draft, form, text};

use super::batch::FORMATS;
use super::context::Context;
use super::exit::Exit;
use super::map::mapping;
use super::outcome_data::{call, digest, horizon, scale};
use super::progress::Progress;
use super::term;
use args::{Calibrate, ChangeName, Make, MethodName, TiesName};
use told::told;

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
    method: Method,
    lambda: Lambda,
    cohort: &'a Cohort,
    sample: &'a Sample,
    settings: Settings,
    origin: Origin,
    /// Persons without known points of every item, where those are needed.
    without_items: u64,
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
    let of_items = matches!(args.make, Some(Make::Points | Make::Refit));
    if of_items && horizon.is_none() {
        return Err(usage(text!(
            "nieuwe punten en gewichten vragen --horizon: binnen welke tijd de kans geldt",
            "new points and weights need --horizon: within what time the chance holds"
        )));
    }
    let (method, lambda) = method(args).map_err(usage)?;
    // The day given is that of the new file; it picks no edition.
    let undated = context.on(None);
    let catalogue = undated.catalogue()?;
    let evaluator = Evaluator::new(&undated.extended(&catalogue, id, &args.norms)?);
    let form = evaluator.instrument().form();
    target.as_ref().map_or(Ok(()), |target| refuse_names(args, &catalogue, form, target)).map_err(usage)?;
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
    let (cohort, without_items) = if of_items { calibration::with_items(cohort) } else { (cohort, 0) };
    let settings = Settings { small: args.small, threads: 1, no_rates: expected.as_ref().err().cloned(), ..Settings::default() };
    let sample = Sample::of(&cohort, &settings).map_err(|error| told(context, Stop::from(error)))?;
    let origin = Origin {
        of: form::stamp(&form.id, &form.edition, evaluator.instrument().digest()),
        program: format!("taxeer {}", env!("CARGO_PKG_VERSION")),
        command: call(),
        data: digest(context, input)?,
        outcome: args.outcome.clone(),
        seed: (args.make == Some(Make::Refit) && by_folds(method, lambda)).then_some(args.seed),
        forced: false,
        on: target.as_ref().map_or(0, |target| target.on),
        persons: sample.events.len(),
        events: sample.events.iter().filter(|event| **event).count(),
    };
    let mut run = Run {
        context,
        args,
        form,
        scale,
        expected,
        horizon,
        method,
        lambda,
        cohort: &cohort,
        sample: &sample,
        settings,
        origin,
        without_items,
    };
    if !context.quiet {
        cohort.notes.iter().for_each(|note| term::note(note.get(context.lang)));
    }
    let Some(target) = target else {
        return Ok(run.allowed());
    };
    // Whether force was needed is a fact of the file, not of the command.
    run.origin.forced = args.force && !run.enough(target.make);
    let made = run.made(&target).map_err(|stop| told(context, stop))?;
    run.write(&target, &made)
}

/// What is to be written, and where.
struct Target<'a> {
    make: Make,
    path: &'a Path,
    edition: &'a str,
    on: i64,
}

/// Refuses the name of an edition that is there already, items that the instrument lacks, and a pack without an owner: before any work.
fn refuse_names(args: &Calibrate, catalogue: &Catalogue, form: &Form, target: &Target<'_>) -> Result<(), Text> {
    if target.make == Make::Norms && (args.owner.is_none() || args.country.is_none()) {
        return Err(no_owner());
    }
    let edition = target.edition;
    let there = |id: &str, entries: &[Entry]| {
        let found = entries.iter().any(|entry| entry.id == id && entry.edition == edition);
        let words = text!(
            "{id}@{edition} is er al; geef met --edition een andere naam",
            "{id}@{edition} is there already; give another name with --edition"
        );
        if found { Err(words) } else { Ok(()) }
    };
    if matches!(target.make, Make::Norms | Make::Update) {
        there(&args.pack.clone().unwrap_or_else(|| format!("{}-local", form.id)), &catalogue.packs)?;
    }
    if target.make != Make::Norms {
        if form.edition == edition {
            return Err(text!(
                "--edition {edition} is de naam van de oude editie; geef een andere",
                "--edition {edition} is the name of the old edition; give another"
            ));
        }
        there(&form.id, &catalogue.instruments)?;
    }
    sizes(args.sizes.as_deref())?;
    for name in args.require.iter().chain(&args.bar).chain(&args.keep) {
        if form.items.iter().all(|item| item.id != *name) {
            let ids: Vec<&str> = form.items.iter().map(|item| item.id.as_str()).collect();
            let id = &form.id;
            return Err(match nearest(name, ids) {
                Some(near) => {
                    text!("{id} heeft geen item `{name}`; bedoelde u `{near}`?", "{id} has no item `{name}`; did you mean `{near}`?")
                }
                None => text!(
                    "{id} heeft geen item `{name}`; taxeer show {id} noemt ze",
                    "{id} has no item `{name}`; taxeer show {id} names them"
                ),
            });
        }
    }
    Ok(())
}

fn no_owner() -> Text {
    text!(
        "een normpakket zegt van wie het is en van welk land de steekproef komt: geef --owner en --country",
        "a norm pack says whose it is and which country the sample comes from: give --owner and --country"
    )
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
    let edition =
        args.edition.as_deref().ok_or_else(|| text!("geef de naam van de nieuwe editie: --edition", "name the new edition: --edition"))?;
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
            (Make::Refit, _) => self.cohort.items.len(),
            (Make::Points, _) => points::Bands::by_points(self.form, self.scale).map_or(0, |bands| bands.free()),
        }
    }

    fn enough(&self, make: Make) -> bool {
        Events::of(&self.sample.events, self.parameters(make)).enough()
    }

    /// Without --make: what the data allow.
    fn allowed(&self) -> Exit {
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
        section.said.push(one(&text!("refit", "refit"), self.cohort.items.len()));
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
        Exit::Done
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
                let pack = self.pack(target).ok_or_else(|| Stop::Refused(no_owner()))?;
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
            Make::Refit => {
                let ask = calibration::RefitAsk {
                    form: self.form,
                    scale: self.scale,
                    method: self.method,
                    lambda: self.lambda,
                    horizon: self.horizon.ok_or_else(|| Stop::Refused(text!("geef --horizon", "give --horizon")))?,
                    unit: self.args.time_unit.unit(),
                    seed: self.args.seed,
                    force: self.args.force,
                    edition: target.edition,
                    origin: &self.origin,
                };
                calibration::refit(self.cohort, self.sample, &self.settings, &ask).map(new)
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
        let ask =
            points::Ask { most: args.most, keep_order: !args.any_order, size: Size { features: args.answers, items: args.items }, items };
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
    fn write(&self, target: &Target<'_>, made: &Made) -> Result<Exit, Exit> {
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
        self.tell(Some(target), made);
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
            self.write_figures(path, &made.sections)?;
        }
        Ok(Exit::Done)
    }
}

/// How weights are fitted, and the size of a penalty.
fn method(args: &Calibrate) -> Result<(Method, Lambda), Text> {
    let method = match args.method {
        MethodName::Logistic => Method::Logistic,
        MethodName::Ridge => Method::Penalised(Penalty::Ridge),
        MethodName::Lasso => Method::Penalised(Penalty::Lasso),
        MethodName::Firth => Method::Firth,
        MethodName::Cox if args.make == Some(Make::Refit) && args.time.is_none() => {
            return Err(text!("--method cox vraagt --time: de kolom met de tijd", "--method cox needs --time: the column with the time"));
        }
        MethodName::Cox => Method::Cox(if args.ties == TiesName::Efron { Ties::Efron } else { Ties::Breslow }),
    };
    let word = &args.lambda;
    let lambda = match word.as_str() {
        "least" => Lambda::Least,
        "within" => Lambda::Within,
        other => Lambda::Given(other.parse().ok().filter(|lambda: &f64| lambda.is_finite() && *lambda >= 0.0).ok_or_else(|| {
            text!("--lambda {word}: een getal vanaf 0, least of within", "--lambda {word}: a number from 0, least or within")
        })?),
    };
    Ok((method, lambda))
}

/// Whether folds are drawn.
fn by_folds(method: Method, lambda: Lambda) -> bool {
    matches!(method, Method::Penalised(_)) && !matches!(lambda, Lambda::Given(_))
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
