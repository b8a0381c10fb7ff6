// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Levels and rules as tables to tick, a checklist's lines, and a person's own judgement.

use super::Sheet;
use super::decision::Row;
use crate::form::{Base, Look, Scheme};
use crate::report::document::{BLANK, BOX, Column, Table};
use crate::report::{chance, names, words};

impl Sheet<'_> {
    pub(super) fn levels(&mut self) {
        let (form, lang) = (self.form, self.lang);
        if form.schemes.is_empty() {
            return;
        }
        self.document.heading(say!(lang, "Niveau", "Level"));
        for scheme in self.in_order() {
            let scheme = &form.schemes[scheme];
            self.document.subheading(format!("{}{}", scheme.title.get(lang), names::local(form, &scheme.span, lang)));
            let table = match scheme.base {
                Base::Scheme(_) => self.shifts(scheme),
                _ => self.bands(scheme),
            };
            self.document.table(table);
            let (owner, date) = (&scheme.owner, scheme.date.as_ref().map(|date| format!(", {date}")).unwrap_or_default());
            let (level, counts) = if scheme.report {
                (BLANK.to_owned(), say!(lang, "ja", "yes"))
            } else {
                (String::new(), say!(lang, "nee, alleen ter informatie", "no, for information only"))
            };
            self.document.facts([
                (say!(lang, "Niveau", "Level"), level),
                (say!(lang, "Over", "On"), self.page.base(scheme)),
                (say!(lang, "Van", "By"), format!("{owner}{date}")),
                (say!(lang, "Telt als niveau", "Counts as level"), counts),
                (say!(lang, "Bron", "Source"), names::sources(&scheme.provenance, lang)),
            ]);
        }
    }

    /// Reported schemes first, each after those that it looks at; then the others.
    fn in_order(&self) -> Vec<usize> {
        let schemes = &self.form.schemes;
        let mut order = Vec::new();
        let all = 0..schemes.len();
        for scheme in all.clone().filter(|&scheme| schemes[scheme].report).chain(all) {
            let mut chain = vec![scheme];
            while let Some(Base::Scheme(base)) = chain.last().map(|&last| schemes[last].base) {
                chain.push(base);
            }
            order.extend(chain.into_iter().rev());
        }
        let mut seen = vec![false; schemes.len()];
        order.retain(|&scheme| !std::mem::replace(&mut seen[scheme], true));
        order
    }

    fn bands(&self, scheme: &Scheme) -> Table {
        let lang = self.lang;
        let mut columns = vec![Column::words(&say!(lang, "niveau", "level")), Column::words(&say!(lang, "in woorden", "in words"))];
        match scheme.base {
            Base::Horizon(..) => columns.push(Column::words(&say!(lang, "percentage", "percentage"))),
            Base::Scale(_) | Base::Scheme(_) => columns.push(Column::words(&say!(lang, "score", "score"))),
            Base::Rules => {}
        }
        let mut table = Table::new(&columns);
        for level in &scheme.levels {
            let cells = [format!("{BOX} {}", level.id), level.name.get(lang).to_owned(), self.page.values(scheme, &level.at)];
            table.rows.push(cells.into_iter().take(columns.len()).collect());
        }
        table
    }

    fn shifts(&self, scheme: &Scheme) -> Table {
        let (form, lang) = (self.form, self.lang);
        let look = |look: &Look| match look {
            Look::Field(test) => self.test(test),
            Look::Scheme(of, levels) => {
                let names: Vec<String> = levels.iter().map(|&level| form.schemes[*of].levels[level].name.get(lang).to_owned()).collect();
                (form.schemes[*of].title.get(lang).to_owned(), words::either(&names, lang))
            }
        };
        let rows: Vec<Row> = scheme
            .shifts
            .iter()
            .map(|shift| Row {
                when: shift.when.iter().map(look).collect(),
                gives: vec![format!("{BOX} {}", scheme.levels[shift.level].name.get(lang))],
            })
            .collect();
        let otherwise = scheme.otherwise.map(|of| {
            let title = form.schemes[of].title.get(lang);
            vec![say!(lang, "{BOX} het niveau blijft dat van: {title}", "{BOX} the level stays that of: {title}")]
        });
        self.decision(&rows, &[], &[Column::words(&say!(lang, "dan", "then"))], otherwise)
    }

    pub(super) fn rules(&mut self) {
        let (form, lang) = (self.form, self.lang);
        if form.rules.is_empty() {
            return;
        }
        self.document.heading(say!(lang, "Regels: de eerste die past, geldt", "Rules: the first that fits counts"));
        // No levels may have been published.
        let levels = form.schemes.iter().find(|scheme| scheme.base == Base::Rules).map(|scheme| &scheme.levels);
        let mut gives: Vec<Column> = levels.iter().map(|_| Column::words(&say!(lang, "niveau", "level"))).collect();
        gives.extend(form.rule_horizons.iter().map(|name| {
            let horizon = chance::horizon(name, lang);
            Column::numbers(&say!(lang, "kans, {horizon}", "chance, {horizon}"))
        }));
        gives.push(Column::words(&say!(lang, "bron", "source")));
        let rows = form.rules.iter().map(|rule| {
            let level = levels.map(|levels| rule.level.map(|level| levels[level].name.get(lang).to_owned()).unwrap_or_default());
            let chances = rule.probabilities.iter().map(|&probability| chance::percent(probability, None, lang));
            let source = names::sources_short(&rule.provenance, lang);
            Row {
                when: rule.when.iter().map(|test| self.test(test)).collect(),
                gives: level.into_iter().chain(chances).chain([source]).collect(),
            }
        });
        let rows: Vec<Row> = rows.collect();
        let names: Vec<String> = form.rules.iter().map(|rule| format!("{BOX} {}", rule.id)).collect();
        let table = self.decision(&rows, &names, &gives, None);
        self.document.table(table);
        let partly = form.rules.iter().any(|rule| !rule.provenance.confirmed);
        self.page.partly(&mut self.document, partly);
    }

    pub(super) fn lines(&mut self) {
        let (form, lang) = (self.form, self.lang);
        if form.lines.is_empty() {
            return;
        }
        self.document.heading(say!(lang, "Waar u op let", "What to look at"));
        let names = [say!(lang, "vraag", "question"), say!(lang, "bekeken", "looked at"), say!(lang, "opmerking", "remark")];
        let mut table = Table::new(&names.map(|name| Column::words(&name)));
        for line in &form.lines {
            let help = line.help.as_ref().map(|help| format!(" {}", help.get(lang))).unwrap_or_default();
            table.rows.push(vec![format!("{}{help}", line.ask.get(lang)), BOX.to_owned(), BLANK.to_owned()]);
        }
        self.document.table(table);
    }

    pub(super) fn judgement(&mut self) {
        let lang = self.lang;
        let Some(judgement) = &self.form.judgement else { return };
        self.document.heading(say!(lang, "Eindoordeel", "Final judgement"));
        self.document.paragraph(judgement.ask.get(lang));
        self.document.list(judgement.options.iter().map(|(_, words)| format!("{BOX} {}", words.get(lang))));
        self.document.facts([
            (say!(lang, "Waarom", "Why"), format!("{BLANK} {BLANK} {BLANK}")),
            (say!(lang, "Wie oordeelt (code)", "Who judges (code)"), BLANK.to_owned()),
            (say!(lang, "Datum", "Date"), BLANK.to_owned()),
        ]);
    }
}
