// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Items 18, and 20 to 27.

use super::item;
use crate::guideline::facts::Topic;
use crate::guideline::item::Applies::{Both, Development, Evaluation};
use crate::guideline::item::Item;
use crate::guideline::item::Knows::{Nothing, Part, Whole};

pub(super) const OPEN_SCIENCE: &[Item] = &[
    item(
        "18a",
        Both,
        ("Geld", "Funding"),
        ("Wie betaalde, en de rol van wie betaalde.", "Who paid, and the role of the funders."),
        Nothing,
    ),
    item("18b", Both, ("Belangen", "Conflicts of interest"), ("Belangen van alle auteurs.", "Interests of all authors."), Nothing),
    item(
        "18c",
        Both,
        ("Protocol", "Protocol"),
        ("Waar het studieprotocol staat, of dat er geen is.", "Where the study protocol is, or that there is none."),
        Nothing,
    ),
    item(
        "18d",
        Both,
        ("Registratie", "Registration"),
        ("Register en nummer, of dat de studie niet geregistreerd is.", "Register and number, or that the study was not registered."),
        Nothing,
    ),
    item(
        "18e",
        Both,
        ("Gegevens delen", "Data sharing"),
        ("Of en hoe de gegevens te krijgen zijn.", "Whether and how the data can be had."),
        Part(Topic::DataAccess),
    ),
    item(
        "18f",
        Both,
        ("Code delen", "Code sharing"),
        ("Of en hoe de code van de analyse te krijgen is.", "Whether and how the analytical code can be had."),
        Part(Topic::CodeAccess),
    ),
];

pub(super) const RESULTS: &[Item] = &[
    item(
        "20a",
        Both,
        ("Deelnemers", "Participants"),
        (
            "Waar deelnemers bleven, met en zonder de uitkomst, en de duur van de waarneming.",
            "The flow of participants, with and without the outcome, and the follow-up time.",
        ),
        Part(Topic::Flow),
    ),
    item(
        "20b",
        Both,
        ("Deelnemers", "Participants"),
        (
            "Kenmerken, ook per bron: data, voorspellers, behandeling, omvang, uitkomsten, waarneming, onbekende gegevens; en verschillen tussen groepen.",
            "Characteristics, by source too: dates, predictors, treatments, size, events, follow-up, missing data; and differences between groups.",
        ),
        Part(Topic::Characteristics),
    ),
    item(
        "20c",
        Evaluation,
        ("Deelnemers", "Participants"),
        (
            "Voorspellers en uitkomst naast die van de gegevens van de ontwikkeling.",
            "Predictors and outcome beside those of the development data.",
        ),
        Nothing,
    ),
    item(
        "21",
        Both,
        ("Aantallen per analyse", "Model development"),
        ("Deelnemers en uitkomsten in elke analyse.", "Participants and events in each analysis."),
        Whole(Topic::Analysed),
    ),
    item(
        "22",
        Development,
        ("Het model", "Model specification"),
        (
            "Het hele model, zo dat een ander het kan toepassen, met beperkingen van gebruik.",
            "The full model, so that others can apply it, with restrictions on its use.",
        ),
        Part(Topic::Specification),
    ),
    item(
        "23a",
        Both,
        ("Prestatie", "Model performance"),
        ("Prestatie met betrouwbaarheidsintervallen, ook voor groepen.", "Performance with confidence intervals, for groups too."),
        Part(Topic::Performance),
    ),
    item(
        "23b",
        Both,
        ("Prestatie", "Model performance"),
        ("Verschil in prestatie tussen locaties, als dat bekeken is.", "Heterogeneity of performance across centres, if examined."),
        Nothing,
    ),
    item(
        "24",
        Evaluation,
        ("Bijstelling", "Model updating"),
        ("Wat de bijstelling gaf: het nieuwe model en hoe het presteert.", "What updating gave: the updated model and its performance."),
        Part(Topic::Updated),
    ),
];

pub(super) const DISCUSSION: &[Item] = &[
    item(
        "25",
        Both,
        ("Uitleg", "Interpretation"),
        (
            "Wat de resultaten betekenen, ook voor eerlijkheid, naast het doel en eerdere studies.",
            "What the results mean, for fairness too, beside the objectives and earlier studies.",
        ),
        Nothing,
    ),
    item(
        "26",
        Both,
        ("Beperkingen", "Limitations"),
        (
            "Beperkingen, en wat die doen met vertekening, onzekerheid en algemene geldigheid.",
            "Limitations, and what they do to bias, uncertainty and generalisability.",
        ),
        Part(Topic::Limits),
    ),
    item(
        "27a",
        Development,
        ("Gebruik", "Usability"),
        ("Wat te doen als gegevens slecht zijn of ontbreken bij gebruik.", "What to do with poor or missing input when the model is used."),
        Part(Topic::Unknowns),
    ),
    item(
        "27b",
        Development,
        ("Gebruik", "Usability"),
        (
            "Of gebruikers iets met de gegevens of het model moeten doen, en wat zij daarvoor moeten kunnen.",
            "Whether users have to handle the input or the model, and what expertise that takes.",
        ),
        Part(Topic::Expertise),
    ),
    item(
        "27c",
        Both,
        ("Vervolg", "Next steps"),
        (
            "Vervolgonderzoek, vooral naar toepasbaarheid en algemene geldigheid.",
            "Next steps for research, above all on applicability and generalisability.",
        ),
        Nothing,
    ),
];
