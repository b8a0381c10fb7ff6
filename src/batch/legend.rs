// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What the columns of results mean, and what the results are of, for a reader who has nothing but the file.

use super::columns::{Column, End};
use super::record::Written;
use super::run::Job;
use crate::form::Form;
use crate::lang::{Lang, Text};
use crate::mapping::Mapping;
use crate::number::date;
use crate::protocol::{Protocol, Routes};
use crate::text;

/// What a column means.
#[must_use]
pub fn of_column(form: &Form, name: &str, column: &Column) -> Text {
    let scale = |place: &Option<usize>| place.and_then(|place| form.reported_scales().nth(place)).map(|scale| &*form.scales[scale].id);
    let of_scale = |place: &Option<usize>, words: Text| match scale(place).filter(|_| form.reported_scales().nth(1).is_some()) {
        Some(scale) => {
            let (nl, en) = (&words.nl, &words.en);
            text!("{nl} (schaal {scale})", "{en} (scale {scale})")
        }
        None => words,
    };
    match column {
        Column::CaseId => text!("de naam van de zaak, zoals in de invoer", "the name of the case, as in the input"),
        Column::Row => text!("waar de rij in de invoer begint", "where the row starts in the input"),
        Column::Outcome => text!(
            "scored: gescoord; open: er ontbreken antwoorden; not_applicable: het instrument is hiervoor niet; inconsistent: antwoorden spreken elkaar tegen; rejected: een cel is niet te lezen",
            "scored; open: answers are missing; not_applicable: the instrument is not for this case; inconsistent: answers contradict each other; rejected: a cell cannot be read"
        ),
        Column::Score(place, End::Only) => {
            of_scale(place, text!("de score; leeg als er meer dan één mogelijk is", "the score; empty when more than one is possible"))
        }
        Column::Score(place, End::Least) => {
            of_scale(place, text!("de laagste score die nog mogelijk is", "the lowest score that is still possible"))
        }
        Column::Score(place, End::Greatest) => {
            of_scale(place, text!("de hoogste score die nog mogelijk is", "the highest score that is still possible"))
        }
        Column::Level(_) => text!("het niveau; leeg als er meer dan één mogelijk is", "the level; empty when more than one is possible"),
        Column::Levels(_) => text!("alle niveaus die nog mogelijk zijn", "all levels that are still possible"),
        Column::Tier => text!(
            "de prioriteit volgens het protocol; leeg als er meer dan één mogelijk is",
            "the tier by the protocol; empty when more than one is possible"
        ),
        Column::Tiers => text!("alle prioriteiten die nog mogelijk zijn", "all tiers that are still possible"),
        Column::Decisive => {
            text!("velden waarvan het antwoord het resultaat nog kan veranderen", "fields whose answer can still change the result")
        }
        Column::Reason => {
            text!("redenen en waarschuwingen, als codes: `taxeer explain CODE`", "reasons and cautions, as codes: `taxeer explain CODE`")
        }
        Column::Instrument => text!("het instrument, de editie en de vingerafdruk", "the instrument, its edition and its digest"),
        Column::Probability(_, End::Only) => text!(
            "de kans na de termijn in de kolomnaam, tussen 0 en 1; leeg als er meer dan één mogelijk is",
            "the probability after the term in the column's name, between 0 and 1; empty when more than one is possible"
        ),
        Column::Probability(_, End::Least) => {
            text!("de laagste kans die nog mogelijk is, tussen 0 en 1", "the lowest probability that is still possible, between 0 and 1")
        }
        Column::Probability(_, End::Greatest) => {
            text!("de hoogste kans die nog mogelijk is, tussen 0 en 1", "the highest probability that is still possible, between 0 and 1")
        }
        Column::Protocol => text!("het protocol en de vingerafdruk", "the protocol and its digest"),
        Column::Routed(routed) => routed.words(),
        Column::Input(_) => {
            let name = name.strip_prefix("input.").unwrap_or(name);
            text!("kolom {name} van de invoer, zoals getypt", "column {name} of the input, as typed")
        }
    }
}

/// What results are of: names and what they are, in a language.
#[derive(Clone, Debug)]
pub struct Legend {
    /// The language.
    pub lang: Lang,
    /// In order.
    pub facts: Vec<(String, String)>,
}

impl Legend {
    /// Of a run over an input. How the input was read is known at its end.
    #[must_use]
    pub fn of(job: &Job<'_>, input: &Written) -> Self {
        let lang = job.lang;
        let mut facts = vec![
            (text!("instrument", "instrument"), job.stamp()),
            (text!("invoer", "input"), input.name.clone()),
            (text!("invoer, sha256", "input, sha256"), input.digest.clone()),
        ];
        facts.extend(job.protocol.map(|protocol| (text!("protocol", "protocol"), Protocol::stamp(protocol))));
        facts.extend(job.mapping.map(|mapping| (text!("toewijzing", "mapping"), Mapping::stamp(mapping))));
        facts.extend(job.as_of.day.map(|day| (text!("peildatum", "as of"), date::print(day))));
        facts.extend(job.as_of.cautions.iter().map(|caution| {
            let (words, code) = (caution.words(), caution.code());
            (text!("let op", "note"), format!("{} ({code})", words.get(lang)))
        }));
        let members = job.protocol.and_then(Protocol::routes).map_or(&[][..], Routes::members);
        for (member, cautions) in members.iter().zip(&job.as_of.of_each) {
            let id = &member.form().id;
            facts.extend(cautions.iter().map(|caution| {
                let (words, code) = (caution.words(), caution.code_of(id));
                (text!("let op", "note"), format!("{id}: {} ({code})", words.get(lang)))
            }));
        }
        Self { lang, facts: facts.into_iter().map(|(name, what)| (name.get(lang).to_owned(), what)).collect() }
    }

    /// Adds how the input was read.
    pub fn add(&mut self, notes: &[Text]) {
        let name = self.lang.pick("zo gelezen", "read as");
        self.facts.extend(notes.iter().map(|note| (name.to_owned(), note.get(self.lang).to_owned())));
    }
}
