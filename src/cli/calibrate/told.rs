// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What is told of new numbers, and why there are none.

use std::path::Path;
use std::sync::Arc;

use serde_json::{Value, json};
use taxeer::calibration::{self, Stop, points};
use taxeer::diagnostic::Source;
use taxeer::lang::Lang;
use taxeer::report::document::Document;
use taxeer::validation::page::Head;
use taxeer::validation::{Section, Validation, tidy};
use taxeer::{draft, form, text};

use super::args::Make;
use super::{Made, Run, Target};
use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::cli::format::Format;
use crate::cli::term;

impl Run<'_> {
    fn figures(&self, made: &[Section]) -> Validation {
        let mut own = self.sample.section(self.cohort);
        let (open, n) = (self.cohort.counts.incomplete, self.sample.events.len());
        if open > 0 {
            own.said.push(text!(
                "Rijen met een bereik als score, omdat antwoorden onbekend zijn: {open}. Zij tellen hier niet mee; alles gaat over {n} personen.",
                "Rows with a range as score, as answers are unknown: {open}. They have no part in this; all of it is about {n} persons."
            ));
        }
        let without = self.without_items;
        if without > 0 {
            own.said.push(text!(
                "Van {without} personen zijn niet de punten van elk item bekend; zij tellen hier als onvolledig.",
                "Of {without} persons not every item's points are known; they count as incomplete here."
            ));
        }
        let sections = std::iter::once(own).chain(made.iter().cloned()).collect();
        Validation { sections, small: self.args.small, unit: self.args.time_unit.unit(), levels: self.cohort.named_levels() }
    }

    pub fn write_figures(&self, path: &Path, made: &[Section]) -> Result<(), Exit> {
        let calls = [
            format!("{} ({})", self.origin.command, self.origin.program),
            format!("input sha256:{}", self.origin.data),
            "R: figures <- read.csv(FILE, comment.char = \"#\")".to_owned(),
        ];
        let figures = self.figures(made);
        draft::write(path, &tidy::csv(&figures, &calls)).map_err(|error| {
            let name = path.display();
            term::error(self.context.lang, &text!("{name} is niet te schrijven: {error}", "{name} cannot be written: {error}"));
            Exit::Machine
        })
    }

    pub fn tell(&self, target: Option<&Target<'_>>, made: &Made) {
        let lang = self.context.lang;
        let figures = self.figures(&made.sections);
        let new = made.text.as_ref().zip(target).map(|(text, target)| (new_stamp(text), target));
        if self.context.format == Format::Json {
            let file = new.map(|(stamp, target)| json!({ "file": target.path.to_string_lossy(), "stamp": stamp, "status": "trial" }));
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
            Some(Make::Refit) => text!("nieuwe gewichten", "new weights"),
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
        term::page(self.context, &calibration::page(&head, &figures, lang, more), "taxeer calibrate");
    }
}

fn word(make: Make) -> &'static str {
    match make {
        Make::Update => "update",
        Make::Norms => "norms",
        Make::Refit => "refit",
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
pub fn told(context: &Context, stop: Stop) -> Exit {
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
