// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The outcome in words, with what came out of it.

use super::Page;
use crate::evaluate::{Outcome, Reason};
use crate::report::document::Document;
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
        let unknown = self.trace.answers.iter().filter(|answer| matches!(answer.origin, Origin::Unknown | Origin::Implied)).count();
        let missing = match unknown {
            1 => say!(lang, "Eén antwoord is onbekend.", "One answer is unknown."),
            _ => say!(lang, "{unknown} antwoorden zijn onbekend.", "{unknown} answers are unknown."),
        };
        match outcome {
            Outcome::Scored if !self.score.evaluation.reach.withheld.is_empty() => {
                let missing = if unknown > 0 { format!(" {missing}") } else { String::new() };
                say!(
                    lang,
                    "{name}.{missing} Er is geen totaal: voor een van de antwoorden geeft geen bron een getal.",
                    "{name}.{missing} The total is withheld: no source gives a number for one of the answers."
                )
            }
            Outcome::Scored if unknown > 0 => {
                say!(lang, "{name}. {missing} Dat verandert de uitkomst niet.", "{name}. {missing} That does not change the outcome.")
            }
            Outcome::Scored => say!(lang, "{name}. Er is één uitkomst.", "{name}. There is one outcome."),
            Outcome::Open if self.population_open() => say!(
                lang,
                "{name}. {missing} Het is nog niet zeker of het instrument geldt. Hieronder staat wat mogelijk is als het geldt.",
                "{name}. {missing} It is not certain yet that the instrument applies. Below is what is possible if it does."
            ),
            Outcome::Open if self.levels_settled() => say!(
                lang,
                "{name}. {missing} Het niveau staat al vast, de rest niet.",
                "{name}. {missing} The level is settled already, the rest is not."
            ),
            Outcome::Open => {
                say!(lang, "{name}. {missing} Hieronder staat wat nog mogelijk is.", "{name}. {missing} Below is what is still possible.")
            }
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

    /// Whether an unknown answer can still put the person outside the population.
    fn population_open(&self) -> bool {
        self.score.evaluation.reasons.iter().any(|reason| matches!(reason, Reason::GateOpen(_)))
    }

    /// Whether there are reported levels and each has one value.
    pub(super) fn levels_settled(&self) -> bool {
        let mut reported = (0..self.form.schemes.len()).filter(|&scheme| self.form.schemes[scheme].report).peekable();
        reported.peek().is_some() && reported.all(|scheme| self.score.evaluation.level(scheme).is_some())
    }

    /// Published rules that were applied, and answers that did not count.
    fn remarks(&self, document: &mut Document) {
        let (form, lang) = (self.form, self.lang);
        let evaluation = self.score.evaluation;
        let mut remarks: Vec<String> = evaluation.reasons.iter().map(|one| words::capital(reason::words(one, form).get(lang))).collect();
        for says in evaluation.reach.withheld.iter().filter_map(|&scale| form.scales[scale].withheld.as_ref()) {
            if !remarks.iter().any(|told| told == says.get(lang)) {
                remarks.push(says.get(lang).to_owned());
            }
        }
        if !remarks.is_empty() {
            document.heading(say!(lang, "Let op", "Note"));
            document.list(remarks);
        }
    }

    fn refusal(&self, document: &mut Document) {
        let (form, lang) = (self.form, self.lang);
        let reasons: Vec<Reason> = self.score.evaluation.reasons.clone();
        let known =
            |reason: &Reason| !matches!(reason, Reason::Unreadable(field) if self.score.faults.iter().any(|fault| fault.field == *field));
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
        let told: Vec<Reason> = reasons
            .into_iter()
            .filter(|reason| !matches!(reason, Reason::Assumed(..) | Reason::NotDeclared(_) | Reason::Unreadable(_)))
            .collect();
        let mut fields: Vec<usize> = Vec::new();
        for field in told.iter().flat_map(|&reason| self.fields_of(reason)) {
            if !fields.contains(&field) {
                fields.push(field);
            }
        }
        if fields.is_empty() {
            return;
        }
        document.subheading(say!(
            lang,
            "Kijk deze antwoorden na. Weet u een antwoord niet zeker, vul dan onbekend in.",
            "Look at these answers again. If you are not sure of an answer, enter unknown."
        ));
        document.facts(
            fields
                .into_iter()
                .map(|field| (words::capital(form.fields[field].label.get(lang)), self.trace.answers[field].words(form, lang))),
        );
    }
}
