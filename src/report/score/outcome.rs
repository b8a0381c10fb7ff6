//! The outcome in words, with what came out of it.

use super::Page;
use crate::evaluate::{Outcome, Reason};
use crate::form::{Base, Look};
use crate::report::document::{Column, Document, Table};
use crate::report::trace::Origin;
use crate::report::{names, reason, words};

impl Page<'_> {
    pub(super) fn outcome(&self, document: &mut Document) {
        let lang = self.lang;
        document.heading(say!(lang, "Uitkomst", "Outcome"));
        document.paragraph(self.sentence());
        if self.has_values() {
            self.results(document);
            self.other_schemes(document);
            self.remarks(document);
        } else {
            self.refusal(document);
        }
    }

    fn sentence(&self) -> String {
        let lang = self.lang;
        let outcome = self.score.evaluation.outcome;
        let name = names::outcome(outcome, lang);
        let unknown = self.trace.answers.iter().any(|answer| matches!(answer.origin, Origin::Unknown | Origin::Implied));
        match outcome {
            Outcome::Scored if unknown => say!(
                lang,
                "{name}. Niet alles is bekend, maar wat ontbreekt verandert de uitkomst niet.",
                "{name}. Not everything is known, but what is missing does not change the outcome."
            ),
            Outcome::Scored => say!(lang, "{name}. Er is één uitkomst.", "{name}. There is one outcome."),
            Outcome::Open if self.levels_settled() => say!(
                lang,
                "{name}. Er ontbreken antwoorden. Het niveau staat al vast, de rest niet.",
                "{name}. Answers are missing. The level is settled already, the rest is not."
            ),
            Outcome::Open => say!(
                lang,
                "{name}. Er ontbreken antwoorden. Hieronder staat wat nog mogelijk is.",
                "{name}. Answers are missing. Below is what is still possible."
            ),
            Outcome::NotApplicable => say!(
                lang,
                "{name}. Het instrument geldt niet voor deze persoon. Er is geen score en geen niveau.",
                "{name}. The instrument does not apply to this person. There is no score and no level."
            ),
            Outcome::Inconsistent => say!(
                lang,
                "{name}. De antwoorden kunnen niet samen kloppen. Er is geen score en geen niveau.",
                "{name}. The answers cannot all be right. There is no score and no level."
            ),
            Outcome::Rejected => say!(
                lang,
                "{name}. Niet elk antwoord is te lezen. Er is geen score en geen niveau.",
                "{name}. Not every answer can be read. There is no score and no level."
            ),
        }
    }

    /// Whether there are reported levels and each has one value.
    pub(super) fn levels_settled(&self) -> bool {
        let mut reported = (0..self.form.schemes.len()).filter(|&scheme| self.form.schemes[scheme].report).peekable();
        reported.peek().is_some() && reported.all(|scheme| self.score.evaluation.level(scheme).is_some())
    }

    fn results(&self, document: &mut Document) {
        let (form, lang) = (self.form, self.lang);
        let scales: Vec<usize> = form.reported_scales().collect();
        let mut facts = Vec::new();
        if scales.len() > 1 {
            let names = [say!(lang, "Schaal", "Scale"), say!(lang, "Score", "Score"), say!(lang, "Niveau", "Level")];
            let from = say!(lang, "Indeling", "Scheme");
            let mut table =
                Table::new(&[Column::words(&names[0]), Column::numbers(&names[1]), Column::words(&names[2]), Column::words(&from)]);
            for scale in scales {
                let scheme = form.reported_scheme(Some(scale));
                let (level, from) = scheme.map(|scheme| (self.levels(scheme), self.owner(scheme))).unwrap_or_default();
                table.rows.push(vec![form.scales[scale].title.get(lang).to_owned(), self.score_words(scale), level, from]);
            }
            document.table(table);
        } else {
            let scale = scales.first().copied();
            if let Some(scale) = scale {
                facts.push((say!(lang, "Score", "Score"), self.score_words(scale)));
            }
            if let Some(scheme) = form.reported_scheme(scale) {
                facts.push((say!(lang, "Niveau", "Level"), self.levels(scheme)));
                facts.push((say!(lang, "Indeling", "Scheme"), self.owner(scheme)));
                facts.push((say!(lang, "Verschuiving", "Shift"), self.shift(scheme)));
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
        document.facts(facts);
    }

    fn score_words(&self, scale: usize) -> String {
        let (lang, of) = (self.lang, &self.form.scales[scale]);
        let reach = self.score.evaluation.reach.scales.iter().find(|reach| reach.scale == scale);
        let score = reach.map(|reach| words::score_span(reach.least, reach.greatest, of.whole, lang)).unwrap_or_default();
        if !of.whole {
            return score;
        }
        let range = words::score_span(of.range.low, of.range.high, of.whole, lang);
        say!(lang, "{score} (schaal {range})", "{score} (scale {range})")
    }

    /// The levels of a scheme that are left, in words.
    fn levels(&self, scheme: usize) -> String {
        let lang = self.lang;
        let left = self.score.evaluation.reach.levels.get(scheme).map_or(&[][..], Vec::as_slice);
        let levels: Vec<String> = left.iter().map(|&level| level_words(&self.form.schemes[scheme].levels[level], lang)).collect();
        let words = words::either(&levels, lang);
        if levels.len() > 1 { say!(lang, "{words}; nog niet beslist", "{words}; not settled yet") } else { words }
    }

    fn owner(&self, scheme: usize) -> String {
        let scheme = &self.form.schemes[scheme];
        let (title, owner) = (scheme.title.get(self.lang), &scheme.owner);
        match &scheme.date {
            Some(date) => format!("{title} ({owner}, {date})"),
            None => format!("{title} ({owner})"),
        }
    }

    /// Why a scheme on a scheme has another level than its base.
    fn shift(&self, scheme: usize) -> String {
        let (form, lang) = (self.form, self.lang);
        let evaluation = self.score.evaluation;
        let Base::Scheme(base) = form.schemes[scheme].base else { return String::new() };
        let (Some(from), Some(to)) = (evaluation.level(base), evaluation.level(scheme)) else { return String::new() };
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

    fn other_schemes(&self, document: &mut Document) {
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
        let facts = others.into_iter().map(|scheme| (self.owner(scheme), self.levels(scheme)));
        document.list(facts.map(|(owner, levels)| format!("{owner}: {levels}")));
    }

    /// Published rules that were applied, and answers that did not count.
    fn remarks(&self, document: &mut Document) {
        let (form, lang) = (self.form, self.lang);
        let remarks: Vec<String> =
            self.score.evaluation.reasons.iter().map(|one| words::capital(reason::words(one, form).get(lang))).collect();
        if !remarks.is_empty() {
            document.heading(say!(lang, "Let op", "Note"));
            document.list(remarks);
        }
    }

    fn refusal(&self, document: &mut Document) {
        let (form, lang) = (self.form, self.lang);
        let reasons: Vec<Reason> = self.score.evaluation.reasons.clone();
        let known = |reason: &Reason| !matches!(reason, Reason::Unreadable(field) if self.score.faults.iter().any(|fault| fault.field == *field));
        let mut told: Vec<String> = Vec::new();
        for fault in &self.score.faults {
            let (label, written) = (words::capital(form.fields[fault.field].label.get(lang)), &fault.written);
            let (title, allowed, code) = (fault.code.title(lang), fault.allowed.get(lang), fault.code.id());
            told.push(say!(
                lang,
                "{label}: ‘{written}’ is {title}. Mogelijk: {allowed}. ({code})",
                "{label}: ‘{written}’ is {title}. Allowed: {allowed}. ({code})"
            ));
        }
        told.extend(reasons.iter().filter(|reason| known(reason)).map(|one| words::capital(reason::words(one, form).get(lang))));
        document.subheading(say!(lang, "Reden", "Reason"));
        document.list(told);
        let told: Vec<Reason> =
            reasons.into_iter().filter(|reason| !matches!(reason, Reason::Assumed(..) | Reason::NotDeclared(_))).collect();
        let mut fields: Vec<usize> = told.iter().flat_map(|&reason| self.fields_of(reason)).collect();
        fields.dedup();
        if fields.is_empty() {
            return;
        }
        document.subheading(say!(
            lang,
            "Kijk deze antwoorden na. Weet u een antwoord niet zeker, vul dan onbekend in.",
            "Look at these answers again. If you are not sure of an answer, enter unknown."
        ));
        document.facts(fields.into_iter().map(|field| {
            (words::capital(form.fields[field].label.get(lang)), self.trace.answers[field].words(form, lang))
        }));
    }
}

/// A level by its published name, with words where they say more.
pub fn level_words(level: &crate::form::Level, lang: crate::lang::Lang) -> String {
    let (id, name) = (&level.id, level.name.get(lang));
    let plain = id.replace(['_', '-'], " ");
    if name == plain || name.split(' ').any(|word| word == id) { name.to_owned() } else { format!("{id} ({name})") }
}
