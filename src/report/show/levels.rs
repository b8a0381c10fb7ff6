// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Levels, rules and what cannot be together.

use super::Page;
use crate::domain::Set;
use crate::form::{Base, Constraint, ConstraintRule, Look, Scheme};
use crate::report::document::{Column, Document, Table};
use crate::report::{chance, names, words};

impl Page<'_> {
    pub(super) fn schemes(&self, document: &mut Document) {
        let (form, lang) = (self.form, self.lang);
        if form.schemes.is_empty() {
            return;
        }
        document.heading(say!(lang, "Niveaus", "Levels"));
        for scheme in &form.schemes {
            let (title, id) = (scheme.title.get(lang), &scheme.id);
            document.subheading(format!("{title} ({id}){}", names::local(form, &scheme.span, lang)));
            let date = scheme.date.as_ref().map(|date| format!(", {date}")).unwrap_or_default();
            let owner = &scheme.owner;
            document.facts([
                (say!(lang, "van", "by"), format!("{owner}{date}")),
                (say!(lang, "over", "on"), self.base(scheme)),
                (
                    say!(lang, "telt als niveau", "counts as level"),
                    if scheme.report {
                        say!(lang, "ja", "yes")
                    } else {
                        say!(lang, "nee, alleen ter informatie", "no, for information only")
                    },
                ),
                (say!(lang, "bron", "source"), names::sources(&scheme.provenance, lang)),
            ]);
            match scheme.base {
                Base::Scheme(_) => self.shifts(scheme, document),
                _ => document.table(self.levels(scheme)),
            }
        }
    }

    /// What a scheme gives levels to.
    pub(super) fn base(&self, scheme: &Scheme) -> String {
        let (form, lang) = (self.form, self.lang);
        match scheme.base {
            Base::Scale(scale) => form.scales[scale].title.get(lang).to_owned(),
            Base::Scheme(base) => form.schemes[base].title.get(lang).to_owned(),
            Base::Rules => say!(lang, "de regels hierboven", "the rules above"),
            Base::Horizon(scale, link) => {
                let horizon = chance::horizon(&form.scales[scale].links[link].horizon, lang);
                let Some(rounding) = scheme.rounding else { return horizon };
                let (places, decimals) = (rounding.probability_decimals, rounding.percent_decimals);
                let (lowest, highest) = (rounding.lowest, rounding.highest);
                say!(
                    lang,
                    "de kans, {horizon}: afgerond op {places} decimalen, dan een percentage met {decimals} decimalen, van {lowest} t/m {highest}",
                    "the chance, {horizon}: rounded to {places} decimals, then a percentage with {decimals} decimals, from {lowest} to {highest}"
                )
            }
        }
    }

    fn levels(&self, scheme: &Scheme) -> Table {
        let lang = self.lang;
        let at = match scheme.base {
            Base::Horizon(..) => say!(lang, "percentage", "percentage"),
            Base::Rules => String::new(),
            _ => say!(lang, "score", "score"),
        };
        let mut columns = vec![Column::words(&say!(lang, "niveau", "level")), Column::words(&say!(lang, "in woorden", "in words"))];
        if !at.is_empty() {
            columns.push(Column::words(&at));
        }
        let mut table = Table::new(&columns);
        for level in &scheme.levels {
            let mut row = vec![level.id.clone(), level.name.get(lang).to_owned()];
            if !at.is_empty() {
                row.push(self.values(scheme, &level.at));
            }
            table.rows.push(row);
        }
        table
    }

    /// The values of a level in words; nothing where it has none of its own.
    pub(super) fn values(&self, scheme: &Scheme, at: &Set) -> String {
        match (scheme.base, scheme.rounding) {
            (Base::Scale(scale), _) => words::scores(&self.form.scales[scale], at, self.lang),
            (Base::Horizon(..), Some(rounding)) => {
                let unit = 10_i64.pow(rounding.percent_decimals);
                words::numbers(at, rounding.percent_decimals, (rounding.lowest * unit, rounding.highest * unit), self.lang)
            }
            _ => String::new(),
        }
    }

    fn shifts(&self, scheme: &Scheme, document: &mut Document) {
        let (form, lang) = (self.form, self.lang);
        let mut told: Vec<String> = Vec::new();
        for shift in &scheme.shifts {
            let tests = shift.when.iter().map(|look| match look {
                Look::Field(test) => words::condition(form, &vec![test.clone()], lang),
                Look::Scheme(of, levels) => {
                    let levels: Vec<String> =
                        levels.iter().map(|&level| form.schemes[*of].levels[level].name.get(lang).to_owned()).collect();
                    format!("{}: {}", form.schemes[*of].title.get(lang), words::either(&levels, lang))
                }
            });
            let (when, level) = (tests.collect::<Vec<_>>().join("; "), scheme.levels[shift.level].name.get(lang));
            told.push(say!(lang, "Als {when}, dan {level}.", "If {when}, then {level}."));
        }
        if let Some(otherwise) = scheme.otherwise {
            let title = form.schemes[otherwise].title.get(lang);
            told.push(say!(lang, "Anders blijft het niveau van: {title}.", "Otherwise the level stays that of: {title}."));
        }
        document.list(told);
    }

    pub(super) fn rules(&self, document: &mut Document) {
        let (form, lang) = (self.form, self.lang);
        if form.rules.is_empty() {
            return;
        }
        document.heading(say!(lang, "Regels: de eerste die past, geldt", "Rules: the first that fits counts"));
        let levels = form.schemes.iter().find(|scheme| scheme.base == Base::Rules).map(|scheme| &scheme.levels);
        let mut columns = vec![Column::words(&say!(lang, "regel", "rule")), Column::words(&say!(lang, "als", "when"))];
        columns.extend(levels.map(|_| Column::words(&say!(lang, "niveau", "level"))));
        columns.extend(form.rule_horizons.iter().map(|name| {
            let horizon = chance::horizon(name, lang);
            Column::numbers(&say!(lang, "kans, {horizon}", "chance, {horizon}"))
        }));
        columns.push(Column::words(&say!(lang, "bron", "source")));
        let mut table = Table::new(&columns);
        for rule in &form.rules {
            let mut row = vec![rule.id.clone(), words::condition(form, &rule.when, lang)];
            row.extend(levels.map(|levels| rule.level.map(|level| levels[level].name.get(lang).to_owned()).unwrap_or_default()));
            row.extend(rule.probabilities.iter().map(|&probability| chance::percent(probability, None, lang)));
            row.push(names::sources_short(&rule.provenance, lang));
            table.rows.push(row);
        }
        document.table(table);
        self.partly(document, form.rules.iter().any(|rule| !rule.provenance.confirmed));
    }

    /// What the mark in a narrow column means.
    pub(super) fn partly(&self, document: &mut Document, any: bool) {
        if any {
            document.paragraph(say!(self.lang, "deels: deels bevestigd door de bron.", "partly: confirmed by the source in part."));
        }
    }

    pub(super) fn constraints(&self, document: &mut Document) {
        let (form, lang) = (self.form, self.lang);
        if form.constraints.is_empty() {
            return;
        }
        document.heading(say!(lang, "Wat niet samen kan", "What cannot be together"));
        document.list(form.constraints.iter().map(|constraint| {
            let (says, rule) = (constraint.says.get(lang), self.constraint(constraint));
            format!("{says} ({rule}) {}", self.source_line(&constraint.provenance))
        }));
    }

    /// The rule of a constraint as a sentence.
    pub(super) fn constraint(&self, constraint: &Constraint) -> String {
        let (form, lang) = (self.form, self.lang);
        match &constraint.rule {
            ConstraintRule::Implies(when, require) => {
                let (when, require) = (words::condition(form, when, lang), words::condition(form, require, lang));
                say!(lang, "Als {when}, dan {require}.", "If {when}, then {require}.")
            }
            ConstraintRule::Bounds { plus, minus, least, most } => {
                let sum = |fields: &[usize]| {
                    let labels = fields.iter().map(|&field| form.fields[field].label.get(lang));
                    labels.collect::<Vec<_>>().join(" + ")
                };
                let places = plus.first().map_or(0, |&field| match form.fields[field].domain {
                    crate::domain::Domain::Number { places, .. } => places,
                    _ => 0,
                });
                let bound = |limit: i64| match (minus.is_empty(), limit) {
                    (true, _) => words::decimal(&crate::number::fixed::print(limit, places), lang),
                    (false, 0) => sum(minus),
                    (false, _) => format!("{} + {}", sum(minus), words::decimal(&crate::number::fixed::print(limit, places), lang)),
                };
                let plus = sum(plus);
                let parts = [(least, lang.pick("ten minste", "at least")), (most, lang.pick("hoogstens", "at most"))];
                let parts = parts.into_iter().filter_map(|(limit, word)| limit.map(|limit| format!("{word} {}", bound(limit))));
                let parts = words::both(&parts.collect::<Vec<_>>(), lang);
                format!("{plus}: {parts}.")
            }
        }
    }
}
