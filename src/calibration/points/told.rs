// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What people are told of new points.

use super::{Band, Place, Tables};
use crate::form::Form;
use crate::lang::Lang;
use crate::number::Probability;
use crate::picture::loss::{Step, loss};
use crate::points::{Ended, Error, Size, Solution};
use crate::report::chance;
use crate::report::document::{Column, Document, Table};
use crate::report::say;
use crate::report::words::{self, decimal};
use crate::statistics::logistic::expit;

/// The most totals that are listed with their chance.
const MOST_TOTALS: i32 = 100;

impl Tables {
    /// Adds the new tables, the chance of every total, and how good the points are known to be.
    pub fn tell(&self, form: &Form, document: &mut Document, lang: Lang) {
        document.heading(lang.pick("Nieuwe punten", "New points"));
        document.table(self.table(form, lang));
        if self.bands.iter().any(|row| !row.seen && !row.band.reference) {
            document.paragraph(lang.pick(
                "* In deze gegevens heeft niemand of iedereen dit antwoord. Het krijgt de punten van het antwoord dat er volgens de oude punten                  het dichtst bij ligt, in de richting van 0.",
                "* In these data nobody or everybody gave this answer. It gets the points of the answer that was nearest by the old points,                  towards 0.",
            ));
        }
        document.facts(facts(&self.solution, lang));
        document.heading(lang.pick("Kans per totaal", "Chance per total"));
        document.table(self.chances(lang));
    }

    fn table(&self, form: &Form, lang: Lang) -> Table {
        let mut table = Table::new(&[
            Column::narrow(lang.pick("item", "item")),
            Column::narrow(lang.pick("antwoord", "answer")),
            Column::numbers(lang.pick("oud", "old")),
            Column::numbers(lang.pick("nieuw", "new")),
            Column::numbers(lang.pick("personen", "persons")),
        ]);
        for row in &self.bands {
            let id = &self.items[row.band.item];
            let title = form.items.iter().find(|item| item.id == *id).map_or(id.as_str(), |item| item.title.get(lang));
            let star = if row.seen || row.band.reference { "" } else { "*" };
            table.rows.push(vec![
                title.to_owned(),
                row.band.answer(form, lang),
                words::points(row.band.old, lang),
                format!("{}{star}", row.new),
                format!("{}%", decimal(&format!("{:.1}", 100.0 * row.share), lang)),
            ]);
        }
        table
    }

    fn chances(&self, lang: Lang) -> Table {
        let (low, high) = self.range();
        let mut table = Table::new(&[Column::numbers(lang.pick("totaal", "total")), Column::numbers(lang.pick("kans", "chance"))]);
        for total in (low..=high).take(usize::try_from(MOST_TOTALS).unwrap_or(0)) {
            let chance = expit(self.solution.intercept + self.solution.slope * f64::from(total));
            table.rows.push(vec![total.to_string(), chance::percent(Probability::from_f64(chance), None, lang)]);
        }
        table
    }
}

impl Band {
    /// The answer in words.
    fn answer(&self, form: &Form, lang: Lang) -> String {
        if self.place == Place::Otherwise {
            return lang.pick("geen van deze", "none of these").to_owned();
        }
        let named = |(field, set): &(usize, crate::domain::Set)| {
            let field = &form.fields[*field];
            format!("{}: {}", field.label.get(lang), words::pattern(field, set, lang))
        };
        self.when.iter().map(named).collect::<Vec<_>>().join("; ")
    }
}

fn facts(found: &Solution, lang: Lang) -> Vec<(String, String)> {
    let name = |nl: &str, en: &str| lang.pick(nl, en).to_owned();
    let loss = |loss: f64| decimal(&format!("{loss:.4}"), lang);
    vec![
        (name("kans", "chance"), {
            let (intercept, slope) = (decimal(&format!("{:.6}", found.intercept), lang), decimal(&format!("{:.6}", found.slope), lang));
            say!(lang, "1 / (1 + e^-z), met z = {intercept} + {slope} × totaal", "1 / (1 + e^-z), where z = {intercept} + {slope} × total")
        }),
        (name("verlies", "loss"), loss(found.loss)),
        (name("ondergrens", "lower bound"), loss(found.bound)),
        (name("verschil", "gap"), loss(found.gap())),
        (name("ondergrens, decimale punten", "lower bound, real points"), loss(found.real_bound)),
        (name("alle antwoorden, decimaal", "all answers, real points"), loss(found.all_features)),
        (name("bewijs", "proof"), ended(found.ended, lang).to_owned()),
    ]
}

fn ended(ended: Ended, lang: Lang) -> &'static str {
    match (ended, lang) {
        (Ended::Proven, Lang::Nl) => "volledig: geen andere punten onder deze regels zijn beter",
        (Ended::Proven, Lang::En) => "complete: no other points under these rules are better",
        (Ended::Limit, Lang::Nl) => "niet volledig: de grens aan het rekenwerk is bereikt; de ondergrens klopt",
        (Ended::Limit, Lang::En) => "not complete: the limit of the effort was reached; the lower bound holds",
        (Ended::Stopped, Lang::Nl) => "niet volledig: het zoeken is gestopt; de ondergrens klopt",
        (Ended::Stopped, Lang::En) => "not complete: the search was stopped; the lower bound holds",
    }
}

/// The same in a word or two.
fn whole(ended: Ended, lang: Lang) -> &'static str {
    match ended {
        Ended::Proven => lang.pick("volledig", "complete"),
        Ended::Limit => lang.pick("grens bereikt", "limit reached"),
        Ended::Stopped => lang.pick("gestopt", "stopped"),
    }
}

/// Adds what each size costs: a table, and a picture of it.
pub fn tell_curve(steps: &[(Size, Result<Solution, Error>)], document: &mut Document, lang: Lang) {
    document.heading(lang.pick("Verlies per grootte", "Loss by size"));
    let size = |size: &Size| size.features.or(size.items);
    let found: Vec<(usize, &Solution)> = steps.iter().filter_map(|(at, step)| Some((size(at)?, step.as_ref().ok()?))).collect();
    let items = steps.iter().all(|(size, _)| size.features.is_none());
    let unit =
        if items { lang.pick("items met punten", "items with points") } else { lang.pick("antwoorden met punten", "answers with points") };
    let drawn: Vec<Step> = found.iter().map(|(size, step)| Step { size: *size, loss: step.loss, bound: step.bound }).collect();
    let all = found.first().map_or(0.0, |(_, step)| step.all_features);
    loss(&drawn, all, unit, "loss-by-size", lang).add_to(document);
    let mut table = Table::new(&[
        Column::numbers(lang.pick("grootte", "size")),
        Column::numbers(lang.pick("verlies", "loss")),
        Column::numbers(lang.pick("ondergrens", "lower bound")),
        Column::numbers(lang.pick("verschil", "gap")),
        Column::words(lang.pick("bewijs", "proof")),
    ]);
    for (at, step) in steps {
        let size = size(at).map_or_else(|| lang.pick("vrij", "any").to_owned(), |size| size.to_string());
        let number = |loss: f64| decimal(&format!("{loss:.4}"), lang);
        table.rows.push(match step {
            Ok(step) => vec![size, number(step.loss), number(step.bound), number(step.gap()), whole(step.ended, lang).to_owned()],
            Err(error) => vec![size, "-".to_owned(), "-".to_owned(), "-".to_owned(), error.text().get(lang).to_owned()],
        });
    }
    document.table(table);
}
