// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! TRIPOD+AI: Collins GS, Moons KGM, Dhiman P, and others, *TRIPOD+AI statement: updated guidance for reporting clinical prediction models
//! that use regression or machine learning methods*, BMJ 2024;385:e078378, CC BY 4.0. It replaces TRIPOD of 2015 (tripod-statement.org says
//! so). 27 items, 52 with their parts. Numbers, subjects and of which studies they are asked were read in a copy of the checklist
//! (`TRIPOD_AI.md` of the repository `Aperivue/medsci-skills` on GitHub, which says that it was held against the statement), not in the
//! statement itself. The words here are our own, with persons where the source has patients.

mod methods;
mod results;

use super::Guideline;
use super::facts::Topic;
use super::item::Applies::{self, Both};
use super::item::Knows::{self, Nothing, Part};
use super::item::{Item, Section};

/// The list.
pub const TRIPOD: Guideline = Guideline {
    name: "TRIPOD+AI",
    source: "Collins, Moons, Dhiman and others (2024), TRIPOD+AI statement, BMJ 385:e078378, CC BY 4.0",
    confirmed: (
        "27 punten, met hun delen 52. Nummers, onderwerpen en voor welke studies zij gelden, zijn gelezen in een kopie van de lijst; de tekst is \
         van dit programma. Leg een verslag dat u publiceert naast de lijst zelf: https://www.tripod-statement.org",
        "27 items, 52 with their parts. Numbers, subjects and of which studies they are asked were read in a copy of the list; the words are \
         this program's own. Hold a report that you publish against the list itself: https://www.tripod-statement.org",
    ),
    sections: &[
        Section {
            title: ("Titel", "Title"),
            items: &[item(
                "1",
                Both,
                ("Titel", "Title"),
                (
                    "Zeg dat een model ontwikkeld of geëvalueerd wordt, voor welke groep en voor welke uitkomst.",
                    "Say that a model is developed or evaluated, for which population and which outcome.",
                ),
                Part(Topic::Study),
            )],
        },
        Section {
            title: ("Samenvatting", "Abstract"),
            items: &[item(
                "2",
                Both,
                ("Samenvatting", "Abstract"),
                (
                    "Volg de aparte lijst voor samenvattingen (TRIPOD+AI for Abstracts).",
                    "Follow the separate list for abstracts (TRIPOD+AI for Abstracts).",
                ),
                Nothing,
            )],
        },
        Section { title: ("Inleiding", "Introduction"), items: INTRODUCTION },
        Section { title: ("Methode", "Methods"), items: methods::METHODS },
        Section { title: ("Open wetenschap", "Open science"), items: results::OPEN_SCIENCE },
        Section {
            title: ("Betrokkenen en publiek", "Patient and public involvement"),
            items: &[item(
                "19",
                Both,
                ("Betrokkenen en publiek", "Patient and public involvement"),
                (
                    "Hoe betrokkenen en publiek meededen aan opzet, uitvoering, verslag of verspreiding; of dat zij niet meededen.",
                    "How persons concerned and the public took part in design, conduct, report or dissemination; or that they did not.",
                ),
                Nothing,
            )],
        },
        Section { title: ("Resultaten", "Results"), items: results::RESULTS },
        Section { title: ("Discussie", "Discussion"), items: results::DISCUSSION },
    ],
    unworded: 0,
};

const INTRODUCTION: &[Item] = &[
    item(
        "3a",
        Both,
        ("Achtergrond", "Background"),
        (
            "De context en waarom het model ontwikkeld of geëvalueerd wordt, met bestaande modellen.",
            "The context and why the model is developed or evaluated, with existing models.",
        ),
        Part(Topic::Background),
    ),
    item(
        "3b",
        Both,
        ("Achtergrond", "Background"),
        (
            "De doelgroep, het doel van het model in het werkproces, en wie het gebruiken.",
            "The target population, the purpose of the model in the course of the work, and its intended users.",
        ),
        Part(Topic::Purpose),
    ),
    item(
        "3c",
        Both,
        ("Achtergrond", "Background"),
        ("Bekende ongelijkheid tussen sociaal-demografische groepen.", "Known inequalities between sociodemographic groups."),
        Nothing,
    ),
    item(
        "4",
        Both,
        ("Doel van de studie", "Objectives"),
        (
            "De doelen, en of het om ontwikkeling, evaluatie of beide gaat.",
            "The objectives, and whether it is development, evaluation or both.",
        ),
        Part(Topic::Objective),
    ),
];

const fn item(
    number: &'static str,
    applies: Applies,
    subject: (&'static str, &'static str),
    asks: (&'static str, &'static str),
    knows: Knows,
) -> Item {
    Item { number, applies, subject, asks, knows }
}
