// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What came out: scores, levels, probabilities and the tier.

use super::Page;
use crate::form::{Base, Condition, Level, Look, Scheme};
use crate::lang::Lang;
use crate::report::document::{Column, Document, Table};
use crate::report::{names, words};

impl Page<'_> {
    pub(super) fn results(&self, document: &mut Document) {
        let (form, lang) = (self.form, self.lang);
        let scales: Vec<usize> = form.reported_scales().collect();
        let mut facts = Vec::new();
        if scales.len() > 1 {
            document.table(self.scales(&scales));
            let schemes = scales.iter().filter_map(|&scale| form.reported_scheme(Some(scale)));
            let mut owners: Vec<String> = schemes.map(|scheme| owner_and_date(&form.schemes[scheme])).collect();
            owners.dedup();
            facts.push((say!(lang, "Niveaus volgens", "Levels from"), words::both(&owners, lang)));
        } else {
            let scale = scales.first().copied();
            if let Some(scale) = scale {
                facts.push((say!(lang, "Score", "Score"), self.score_words(scale)));
            }
            if let Some(scheme) = form.reported_scheme(scale) {
                facts.push((say!(lang, "Niveau", "Level"), self.levels(scheme)));
                facts.push((say!(lang, "Indeling", "Scheme"), self.owner(scheme)));
                let made = if form.schemes[scheme].otherwise.is_some() {
                    say!(lang, "Verschuiving", "Shift")
                } else {
                    say!(lang, "Opbouw", "Made from")
                };
                facts.push((made, self.shift(scheme)));
            }
        }
        facts.extend(self.probabilities());
        if let Some(tier) = &self.score.tier {
            let left: Vec<String> = tier.tiers.iter().map(|(_, words)| words.get(lang).to_owned()).collect();
            let given = tier.tier.and_then(|tier| left.get(tier)).cloned();
            let words = given.unwrap_or_else(|| {
                let left = words::either(&left, lang);
                say!(lang, "{left} (nog niet beslist)", "{left} (not settled yet)")
            });
            facts.push((say!(lang, "Prioriteit", "Priority"), words));
            facts.push((say!(lang, "Over de prioriteit", "About the priority"), tier.note.get(lang).to_owned()));
        }
        facts.push((say!(lang, "Hoe lang bruikbaar", "How long usable"), self.shelf_life()));
        document.facts(facts);
    }

    /// Several scales, a line each.
    fn scales(&self, scales: &[usize]) -> Table {
        let (form, lang) = (self.form, self.lang);
        let mut table = Table::new(&[
            Column::words(&say!(lang, "schaal", "scale")),
            Column::numbers(&say!(lang, "score", "score")),
            Column::numbers(&say!(lang, "mogelijk", "possible")),
            Column::words(&say!(lang, "niveau", "level")),
        ]);
        for &scale in scales {
            let of = &form.scales[scale];
            let range = words::score_span(of.range.low, of.range.high, of.whole, lang);
            let level = form.reported_scheme(Some(scale)).map(|scheme| self.levels(scheme)).unwrap_or_default();
            table.rows.push(vec![of.title.get(lang).to_owned(), self.score_reach(scale), range, level]);
        }
        table
    }

    fn score_reach(&self, scale: usize) -> String {
        let of = &self.form.scales[scale];
        let reach = &self.score.evaluation.reach;
        let totals = reach.scale(scale).map(|left| words::score_span(left.least, left.greatest, of.whole, self.lang));
        words::or_withheld(totals, reach.withheld.contains(&scale), self.lang)
    }

    fn score_words(&self, scale: usize) -> String {
        let (lang, of) = (self.lang, &self.form.scales[scale]);
        let score = self.score_reach(scale);
        if !of.whole {
            return score;
        }
        // Where a condition of the form is known to hold, fewer totals are possible.
        let value = |field: usize| self.trace.answers[field].value;
        let holds = |when: &Condition| when.iter().all(|test| value(test.field).is_some_and(|value| test.set.contains(value)));
        let range = of.cases.iter().find(|(when, _)| holds(when)).map_or(&of.range, |(_, range)| range);
        let range = words::score_span(range.low, range.high, of.whole, lang);
        say!(lang, "{score} (schaal {range})", "{score} (scale {range})")
    }

    /// The levels of a scheme that are left, in words.
    fn levels_left(&self, scheme: usize) -> String {
        let left = self.score.evaluation.reach.levels.get(scheme).map_or(&[][..], Vec::as_slice);
        let levels: Vec<String> = left.iter().map(|&level| level_words(&self.form.schemes[scheme].levels[level], self.lang)).collect();
        words::either(&levels, self.lang)
    }

    /// The same, and that it is open where several are left.
    fn levels(&self, scheme: usize) -> String {
        let (lang, words) = (self.lang, self.levels_left(scheme));
        let settled = self.score.evaluation.level(scheme).is_some();
        if settled { words } else { say!(lang, "{words}; nog niet beslist", "{words}; not settled yet") }
    }

    fn owner(&self, scheme: usize) -> String {
        let scheme = &self.form.schemes[scheme];
        let local = names::local(self.form, &scheme.span, self.lang);
        format!("{} ({}){local}", scheme.title.get(self.lang), owner_and_date(scheme))
    }

    /// Why a scheme on a scheme has another level than its base.
    fn shift(&self, scheme: usize) -> String {
        let (form, lang) = (self.form, self.lang);
        let evaluation = self.score.evaluation;
        let Base::Scheme(base) = form.schemes[scheme].base else { return String::new() };
        let (Some(from), Some(to)) = (evaluation.level(base), evaluation.level(scheme)) else { return String::new() };
        if form.schemes[scheme].otherwise.is_none() {
            let (title, level) = (form.schemes[base].title.get(lang), level_words(&form.schemes[base].levels[from], lang));
            return say!(
                lang,
                "samengesteld uit {title}: {level}, en andere antwoorden",
                "combined from {title}: {level}, and other answers"
            );
        }
        let levels = &form.schemes[scheme].levels;
        if from == to {
            return say!(lang, "geen", "none");
        }
        let looks_at = |look: &Look| matches!(look, Look::Scheme(of, held) if *of == base && held.contains(&from));
        let rule = form.schemes[scheme].shifts.iter().find(|shift| shift.level == to && shift.when.iter().any(looks_at));
        let tests = rule.map_or(&[][..], |rule| &rule.when).iter().filter_map(|look| match look {
            Look::Field(test) => Some(test.clone()),
            Look::Scheme(..) => None,
        });
        let why = words::condition(form, &tests.collect(), lang);
        let (from, to) = (level_words(&levels[from], lang), level_words(&levels[to], lang));
        say!(lang, "van {from} naar {to}, want {why}", "from {from} to {to}, because {why}")
    }

    pub(super) fn other_schemes(&self, document: &mut Document) {
        let (form, lang) = (self.form, self.lang);
        let others: Vec<usize> = (0..form.schemes.len()).filter(|&scheme| !form.schemes[scheme].report).collect();
        if others.is_empty() {
            return;
        }
        document.subheading(say!(
            lang,
            "Andere indelingen van dezelfde score. Dezelfde woorden betekenen daar iets anders.",
            "Other schemes on the same score. The same words mean something else there."
        ));
        let names = [say!(lang, "indeling", "scheme"), say!(lang, "van", "by"), say!(lang, "niveau", "level")];
        let mut table = Table::new(&names.each_ref().map(|name| Column::words(name)));
        for index in others {
            let scheme = &form.schemes[index];
            table.rows.push(vec![scheme.title.get(lang).to_owned(), owner_and_date(scheme), self.levels_left(index)]);
        }
        document.table(table);
    }
}

fn owner_and_date(scheme: &Scheme) -> String {
    let date = scheme.date.as_ref().map(|date| format!(", {date}")).unwrap_or_default();
    format!("{}{date}", scheme.owner)
}

fn level_words(level: &Level, lang: Lang) -> String {
    words::level(&level.id, level.name.get(lang))
}
