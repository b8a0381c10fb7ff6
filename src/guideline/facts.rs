// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What a run knows that belongs in a report.

use std::collections::BTreeMap;

use crate::form::{Form, Status};
use crate::lang::{Lang, Text};
use crate::report::names;
use crate::text;

/// What a fact is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    /// What kind of study of what.
    Study,
    /// Earlier publications.
    Background,
    /// Whom the instrument is for, and what it speaks of.
    Purpose,
    /// What the run set out to do.
    Objective,
    /// Where the data come from.
    Data,
    /// Who is in and who is out.
    Eligibility,
    /// What was done with the data beforehand.
    Preparation,
    /// What is predicted, and within which time.
    Outcome,
    /// How a choice of predictors came about.
    Selection,
    /// What it is predicted with.
    Predictors,
    /// Who coded, and how far coders agree.
    Coders,
    /// How many persons, with how many events.
    Size,
    /// What was done where something was not known.
    Missing,
    /// How the data were used.
    Use,
    /// The kind of model, and how it was made.
    Model,
    /// With which measures performance was judged.
    Measures,
    /// How the model was brought up to date.
    Updating,
    /// How predictions were computed.
    Predictions,
    /// What was done about rare events.
    Imbalance,
    /// How groups were compared.
    Fairness,
    /// What the instrument gives.
    Output,
    /// How to get the data.
    DataAccess,
    /// How to get the program.
    CodeAccess,
    /// Who ended where.
    Flow,
    /// What the sample looks like.
    Characteristics,
    /// Persons and events of each analysis.
    Analysed,
    /// The model itself.
    Specification,
    /// How well it did.
    Performance,
    /// How the new model did.
    Updated,
    /// What limits the conclusions.
    Limits,
    /// What happens with answers that are not known.
    Unknowns,
    /// What users must know and do.
    Expertise,
}

/// Facts by topic, each in the order in which they were handed in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts(BTreeMap<Topic, Vec<Text>>);

impl Facts {
    /// Hands in a fact.
    pub fn say(&mut self, topic: Topic, fact: Text) {
        self.0.entry(topic).or_default().push(fact);
    }

    /// What is known of a topic.
    #[must_use]
    pub fn of(&self, topic: Topic) -> &[Text] {
        self.0.get(&topic).map(Vec::as_slice).unwrap_or_default()
    }

    /// What a rule set says of itself.
    pub fn instrument(&mut self, form: &Form, stamp: &str) {
        let about = &form.about;
        // An edition that is not in use says so wherever it is named.
        if form.status != Status::Current {
            let [nl, en] = [Lang::Nl, Lang::En].map(|lang| names::use_note(form.status, lang));
            self.say(Topic::Study, text!("{nl}", "{en}"));
        }
        for reference in &form.references {
            let cite = &reference.cite;
            self.say(Topic::Background, text!("bron van de regelset: {cite}", "source of the rule set: {cite}"));
        }
        self.say(Topic::Purpose, about.measures.clone());
        for topic in [Topic::Purpose, Topic::Eligibility] {
            let (nl, en) = (&about.for_whom.nl, &about.for_whom.en);
            self.say(topic, text!("bedoeld voor: {nl}", "meant for: {en}"));
            let (nl, en) = (&about.not_for.nl, &about.not_for.en);
            self.say(topic, text!("uitgesloten: {nl}", "excluded: {en}"));
        }
        let list = |pick: fn(&Text) -> &String| form.fields.iter().map(|field| pick(&field.label).as_str()).collect::<Vec<_>>().join("; ");
        let (nl, en) = (list(|text| &text.nl), list(|text| &text.en));
        self.say(Topic::Predictors, text!("gevraagd door {stamp}: {nl}", "asked by {stamp}: {en}"));
        for scheme in form.schemes.iter().filter(|scheme| scheme.report) {
            let names =
                |pick: fn(&Text) -> &String| scheme.levels.iter().map(|level| pick(&level.name).as_str()).collect::<Vec<_>>().join(" < ");
            let (nl, en) = (names(|text| &text.nl), names(|text| &text.en));
            self.say(Topic::Output, text!("niveaus: {nl}", "levels: {en}"));
        }
        self.say(
            Topic::Specification,
            text!(
                "de regelset zelf: {stamp}; taxeer show geeft alle punten en grenzen",
                "the rule set itself: {stamp}; taxeer show gives all points and limits"
            ),
        );
        let (nl, en) = (&about.rights.nl, &about.rights.en);
        self.say(Topic::Specification, text!("rechten: {nl}", "rights: {en}"));
        self.say(
            Topic::Unknowns,
            text!(
                "een antwoord dat niet bekend is, wordt niet ingevuld: alle scores en niveaus die nog kunnen worden gegeven",
                "an answer that is not known is not made up: all scores and levels that are still possible are given"
            ),
        );
        let (nl, en) = (&about.training.nl, &about.training.en);
        self.say(Topic::Expertise, text!("opleiding: {nl}", "training: {en}"));
        self.say(
            Topic::Limits,
            match about.netherlands {
                Some(true) => text!("de regelset noemt onderzoek in Nederland", "the rule set names research in the Netherlands"),
                Some(false) => text!("de regelset noemt geen onderzoek in Nederland", "the rule set names no research in the Netherlands"),
                None => {
                    text!("of er onderzoek in Nederland is, is niet bekend", "whether there is research in the Netherlands is not known")
                }
            },
        );
    }
}
