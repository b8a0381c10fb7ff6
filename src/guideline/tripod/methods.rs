// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Items 5 to 17.

use super::item;
use crate::guideline::facts::Topic;
use crate::guideline::item::Applies::{Both, Development, Evaluation};
use crate::guideline::item::Item;
use crate::guideline::item::Knows::{Nothing, Part, Whole};

pub(super) const METHODS: &[Item] = &[
    item(
        "5a",
        Both,
        ("Gegevens", "Data"),
        (
            "De bronnen, apart voor ontwikkeling en evaluatie, waarom deze, en hoe representatief zij zijn.",
            "The sources, separately for development and evaluation, why these, and how representative they are.",
        ),
        Part(Topic::Data),
    ),
    item(
        "5b",
        Both,
        ("Gegevens", "Data"),
        (
            "Data van begin en eind van de instroom, en van het einde van de waarneming.",
            "Dates of the start and end of accrual, and of the end of follow-up.",
        ),
        Nothing,
    ),
    item(
        "6a",
        Both,
        ("Deelnemers", "Participants"),
        ("De setting, met aantal en plaats van de locaties.", "The setting, with number and location of centres."),
        Nothing,
    ),
    item(
        "6b",
        Both,
        ("Deelnemers", "Participants"),
        ("Wie mee kon doen en wie niet.", "Who was eligible and who was not."),
        Part(Topic::Eligibility),
    ),
    item(
        "6c",
        Both,
        ("Deelnemers", "Participants"),
        ("Behandeling of interventie, en hoe daarmee is omgegaan.", "Treatments or interventions, and how these were handled."),
        Nothing,
    ),
    item(
        "7",
        Both,
        ("Voorbereiding van de gegevens", "Data preparation"),
        (
            "Bewerking en controle vooraf, en of die voor groepen gelijk was.",
            "Processing and checks beforehand, and whether they were alike across groups.",
        ),
        Part(Topic::Preparation),
    ),
    item(
        "8a",
        Both,
        ("Uitkomst", "Outcome"),
        (
            "De uitkomst en de termijn, hoe en wanneer vastgesteld, waarom deze, en of dat voor groepen gelijk ging.",
            "The outcome and time horizon, how and when assessed, why this one, and whether alike across groups.",
        ),
        Part(Topic::Outcome),
    ),
    item(
        "8b",
        Both,
        ("Uitkomst", "Outcome"),
        (
            "Als de uitkomst een oordeel vraagt: opleiding en kenmerken van wie oordeelden.",
            "If the outcome takes judgement: qualifications and characteristics of those who judged.",
        ),
        Nothing,
    ),
    item(
        "8c",
        Both,
        ("Uitkomst", "Outcome"),
        ("Wat gedaan is om de uitkomst blind vast te stellen.", "What was done to assess the outcome blindly."),
        Nothing,
    ),
    item(
        "9a",
        Development,
        ("Voorspellers", "Predictors"),
        (
            "Hoe de eerste voorspellers gekozen zijn, en selectie vooraf.",
            "How the first predictors were chosen, and any selection beforehand.",
        ),
        Part(Topic::Selection),
    ),
    item(
        "9b",
        Both,
        ("Voorspellers", "Predictors"),
        ("Alle voorspellers, hoe en wanneer gemeten, en of dat blind ging.", "All predictors, how and when measured, and whether blindly."),
        Part(Topic::Predictors),
    ),
    item(
        "9c",
        Both,
        ("Voorspellers", "Predictors"),
        (
            "Als een voorspeller een oordeel vraagt: opleiding en kenmerken van wie oordeelden.",
            "If a predictor takes judgement: qualifications and characteristics of those who judged.",
        ),
        Part(Topic::Coders),
    ),
    item(
        "10",
        Both,
        ("Omvang", "Sample size"),
        (
            "Hoe de omvang tot stand kwam, en dat zij genoeg is voor de vraag.",
            "How the size came about, and that it is enough for the question.",
        ),
        Part(Topic::Size),
    ),
    item(
        "11",
        Both,
        ("Onbekende gegevens", "Missing data"),
        (
            "Hoe met onbekende gegevens is omgegaan, en waarom gegevens zijn weggelaten.",
            "How missing data were handled, and why any data were left out.",
        ),
        Part(Topic::Missing),
    ),
    item(
        "12a",
        Development,
        ("Analyse", "Analytical methods"),
        ("Hoe de gegevens gebruikt zijn, en of zij gesplitst zijn.", "How the data were used, and whether they were split."),
        Part(Topic::Use),
    ),
    item(
        "12b",
        Development,
        ("Analyse", "Analytical methods"),
        (
            "Hoe voorspellers in de analyse stonden: vorm, schaal, bewerking.",
            "How predictors entered the analysis: form, scale, transformation.",
        ),
        Part(Topic::Model),
    ),
    item(
        "12c",
        Development,
        ("Analyse", "Analytical methods"),
        (
            "De soort model en waarom, alle stappen, en de interne validatie.",
            "The type of model and why, all steps, and internal validation.",
        ),
        Part(Topic::Model),
    ),
    item(
        "12d",
        Both,
        ("Analyse", "Analytical methods"),
        ("Hoe verschil tussen locaties of landen is bekeken.", "How heterogeneity across centres or countries was handled."),
        Nothing,
    ),
    item(
        "12e",
        Both,
        ("Analyse", "Analytical methods"),
        (
            "Alle maten en figuren voor de prestatie, en waarom; en hoe modellen vergeleken zijn.",
            "All measures and plots of performance, and why; and how models were compared.",
        ),
        Part(Topic::Measures),
    ),
    item(
        "12f",
        Evaluation,
        ("Analyse", "Analytical methods"),
        ("Of en hoe het model is bijgesteld, voor allen of voor groepen.", "Whether and how the model was updated, overall or for groups."),
        Part(Topic::Updating),
    ),
    item(
        "12g",
        Evaluation,
        ("Analyse", "Analytical methods"),
        (
            "Hoe de voorspellingen zijn berekend: formule, code of programma.",
            "How the predictions were calculated: formula, code or program.",
        ),
        Whole(Topic::Predictions),
    ),
    item(
        "13",
        Both,
        ("Zeldzame uitkomst", "Class imbalance"),
        (
            "Of en hoe voor een zeldzame uitkomst is gecorrigeerd, en daarna gekalibreerd.",
            "Whether and how class imbalance was handled, and recalibrated after.",
        ),
        Part(Topic::Imbalance),
    ),
    item(
        "14",
        Both,
        ("Eerlijkheid", "Fairness"),
        ("Hoe naar eerlijkheid tussen groepen is gekeken, en waarom zo.", "How fairness between groups was addressed, and why so."),
        Part(Topic::Fairness),
    ),
    item(
        "15",
        Development,
        ("Wat het model geeft", "Model output"),
        (
            "Wat het model geeft: kansen, klassen; en hoe grenzen gekozen zijn.",
            "What the model gives: probabilities, classes; and how thresholds were chosen.",
        ),
        Part(Topic::Output),
    ),
    item(
        "16",
        Both,
        ("Ontwikkeling naast evaluatie", "Training versus evaluation"),
        (
            "Verschillen in setting, deelnemers, uitkomst en voorspellers tussen ontwikkeling en evaluatie.",
            "Differences in setting, eligibility, outcome and predictors between development and evaluation.",
        ),
        Nothing,
    ),
    item(
        "17",
        Both,
        ("Toetsing en toestemming", "Ethical approval"),
        (
            "Welke commissie de studie goedkeurde, en toestemming van deelnemers of waarom die niet nodig was.",
            "Which committee approved the study, and consent of participants or its waiver.",
        ),
        Nothing,
    ),
];
