// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! RAGEE: Risk Assessment Guidelines for the Evaluation of Efficacy (Singh, Yang and Mulvey, 2015). That it is a checklist of 50 criteria is
//! confirmed by the abstract of Gmür and Singh, *Reporting Quality of the Sex Offender Risk Assessment Literature: A Systematic Review*,
//! Sexual Offender Treatment 9(2), 2014, which was read. The list itself could not be read by who wrote this: neither number nor words of an
//! item are confirmed, and none is given. What a run knows stands under topics of our own; below them is room for each of the fifty.

use super::Guideline;
use super::facts::Topic;
use super::item::{Applies, Item, Knows, Section};

/// The list, of which only the number of items is confirmed.
pub const RAGEE: Guideline = Guideline {
    name: "RAGEE",
    source: "Singh, Yang & Mulvey (2015), Reporting guidance for violence risk assessment predictive validity studies: the RAGEE Statement",
    confirmed: (
        "De lijst zelf hadden de makers van dit programma niet. Dat zij 50 punten heeft, zegt de samenvatting van Gmür & Singh (2014, Sexual \
         Offender Treatment 9(2)). Nummer en tekst van de punten zijn niet bevestigd en staan hier dus niet. De onderwerpen hieronder zijn van \
         dit programma; neem over wat bij een punt hoort, en vul achteraan de 50 punten in.",
        "The makers of this program did not have the list itself. That it has 50 items is said by the abstract of Gmür & Singh (2014, Sexual \
         Offender Treatment 9(2)). Number and words of the items are not confirmed, so they do not stand here. The topics below are this \
         program's own; take over what belongs to an item, and fill in the 50 items at the end.",
    ),
    sections: &[
        Section {
            title: ("Wat deze run weet over het instrument", "What this run knows of the instrument"),
            items: &[
                topic(("Instrument en uitgave", "Instrument and edition"), Topic::Study),
                topic(("Doel en doelgroep", "Purpose and population"), Topic::Purpose),
                topic(("Velden", "Fields"), Topic::Predictors),
                topic(("Wat het geeft", "What it gives"), Topic::Output),
                topic(("Wie het mag gebruiken", "Who may use it"), Topic::Expertise),
                topic(("Eerdere publicaties", "Earlier publications"), Topic::Background),
            ],
        },
        Section {
            title: ("Wat deze run weet over de steekproef", "What this run knows of the sample"),
            items: &[
                topic(("Herkomst van de gegevens", "Origin of the data"), Topic::Data),
                topic(("Wie meedoet", "Who takes part"), Topic::Eligibility),
                topic(("Waar elke rij bleef", "Where each row ended"), Topic::Flow),
                topic(("Omvang en uitkomsten", "Size and events"), Topic::Size),
                topic(("Kenmerken", "Characteristics"), Topic::Characteristics),
                topic(("Onbekende gegevens", "Unknown data"), Topic::Missing),
                topic(("Codeurs en hun overeenstemming", "Coders and their agreement"), Topic::Coders),
            ],
        },
        Section {
            title: ("Wat deze run weet over de uitkomst en de analyse", "What this run knows of the outcome and the analysis"),
            items: &[
                topic(("Uitkomst en termijn", "Outcome and time"), Topic::Outcome),
                topic(("Hoe scores en kansen zijn berekend", "How scores and probabilities were computed"), Topic::Predictions),
                topic(("Maten", "Measures"), Topic::Measures),
                topic(("Resultaten", "Results"), Topic::Performance),
                topic(("Groepen", "Groups"), Topic::Fairness),
                topic(("Bijstelling", "Updating"), Topic::Updated),
                topic(("Grenzen", "Limits"), Topic::Limits),
                topic(("Programma", "Program"), Topic::CodeAccess),
            ],
        },
    ],
    unworded: 50,
};

const fn topic(subject: (&'static str, &'static str), topic: Topic) -> Item {
    Item { number: "", applies: Applies::Both, subject, asks: ("", ""), knows: Knows::Part(topic) }
}
