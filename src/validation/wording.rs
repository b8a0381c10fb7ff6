// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What figures, their places, groups and methods are called.

use crate::lang::{Lang, Text};
use crate::report::say;
use crate::report::words::{self, decimal};

/// The name of a group of figures.
pub(super) fn section(id: &str) -> Text {
    name(SECTIONS, id)
}

/// The name of a figure.
pub(super) fn figure(id: &str) -> Text {
    name(FIGURES, id)
}

/// How a figure was computed. Names of persons and of software stay as they are.
pub(super) fn method(id: &str, lang: Lang) -> String {
    let found = METHODS.iter().find(|(known, _)| *known == id);
    found.filter(|_| lang == Lang::Nl).map_or(id, |(_, nl)| nl).to_owned()
}

/// A place in the words of the page: `level II, time 5`, `score 3`, `0.25`, `tied_score`.
pub(super) fn place(at: &str, levels: &[(String, Text)], lang: Lang) -> String {
    // The name of a level or a predictor is the file's own, and may hold a comma.
    if let Some((id, time)) = at.strip_prefix("level ").and_then(|rest| rest.rsplit_once(", time ")) {
        let (level, time) = (level(id, levels, lang), decimal(time, lang));
        return say!(lang, "{level}, tijd {time}", "{level}, time {time}");
    }
    if let Some(id) = at.strip_prefix("level ") {
        return level(id, levels, lang);
    }
    if let Some(time) = at.strip_prefix("time ") {
        let time = decimal(time, lang);
        return say!(lang, "tijd {time}", "time {time}");
    }
    if let Some(score) = at.strip_prefix("score ") {
        let score = decimal(score, lang);
        return say!(lang, "score {score}", "score {score}");
    }
    if let Some(all) = at.strip_prefix("of ") {
        return say!(lang, "van {all}", "of {all}");
    }
    if at.parse::<f64>().is_ok() {
        return decimal(at, lang);
    }
    name(PLACES, at).get(lang).to_owned()
}

/// A level of an instrument by its names; else a band of scores, its end not included.
fn level(id: &str, levels: &[(String, Text)], lang: Lang) -> String {
    if let Some((_, name)) = levels.iter().find(|(known, _)| known == id) {
        let level = words::level(id, name.get(lang));
        return say!(lang, "niveau {level}", "level {level}");
    }
    match id.split_once("..").map(|(from, to)| (decimal(from, lang), decimal(to, lang))) {
        Some((from, to)) if to.is_empty() => say!(lang, "score vanaf {from}", "score from {from}"),
        Some((from, to)) => say!(lang, "score van {from} tot {to}", "score from {from} to below {to}"),
        None => say!(lang, "niveau {id}", "level {id}"),
    }
}

/// A group of persons, or two of them: `region=Noord`, `region=Noord less Zuid`.
pub(super) fn group(group: &str, lang: Lang) -> String {
    match lang {
        Lang::En => group.to_owned(),
        Lang::Nl => group.replace(" less ", " min ").replace(" at PPV and FNR of ", " bij PPV en FNR van "),
    }
}

fn name(names: &[(&str, &str, &str)], id: &str) -> Text {
    let found = names.iter().find(|(known, _, _)| *known == id);
    found.map_or_else(|| Text::same(id), |(_, nl, en)| Text { nl: (*nl).to_owned(), en: (*en).to_owned() })
}

#[rustfmt::skip]
const METHODS: &[(&str, &str)] = &[
    ("count", "telling"),
    ("mean", "gemiddelde"),
    ("divisor n-1", "deler n-1"),
    ("lowest and highest attainable", "laagst en hoogst haalbaar"),
    ("pair by pair", "paar voor paar"),
    ("logistic regression", "logistische regressie"),
    ("logistic regression on logit(p)", "logistische regressie op logit(p)"),
    ("DeLong 1988, paired", "DeLong 1988, gepaard"),
    ("DeLong 1988, unpaired, t", "DeLong 1988, ongepaard, t"),
    ("Newcombe 1998, method 10", "Newcombe 1998, methode 10"),
    ("exact (Clopper-Pearson)", "exact (Clopper-Pearson)"),
    ("mean -ln p", "gemiddelde van -ln p"),
    ("df g-2: data of the fit", "vrijheidsgraden g-2: gegevens van de schatting"),
    ("df g: other data than the fit's", "vrijheidsgraden g: andere gegevens dan van de schatting"),
    ("groups by type 7 quantiles", "groepen naar kwantielen (type 7)"),
    ("loess span 0.75 degree 2, exact (Austin and Steyerberg 2019)", "loess, bereik 0,75, graad 2, exact (Austin en Steyerberg 2019)"),
    ("Vickers and Elkin 2006", "Vickers en Elkin 2006"),
    ("sum of rates", "som van de kansen"),
    ("log, 1.96 (Rockhill 2003; Hanson 2017)", "log, 1,96 (Rockhill 2003; Hanson 2017)"),
    ("log, 1.96", "log, 1,96"),
    ("exact Poisson (Garwood 1936)", "exact volgens Poisson (Garwood 1936)"),
    ("bootstrap (Harrell, Lee and Mark 1996)", "bootstrap (Harrell, Lee en Mark 1996)"),
    ("Cox, bootstrap (Harrell, Lee and Mark 1996)", "Cox, bootstrap (Harrell, Lee en Mark 1996)"),
    ("percentile bootstrap of the score", "percentielen van de bootstrap, van de score"),
    ("Harrell 1982, infinitesimal jackknife", "Harrell 1982, infinitesimale jackknife"),
    ("Greenwood, log scale", "Greenwood, log-schaal"),
    ("last time", "laatste tijd"),
    ("small count", "klein aantal"),
    ("Chouldechova 2017: at the PPV and FNR of the first group", "Chouldechova 2017: bij de PPV en FNR van de eerste groep"),
    ("below plus half of those at it (Crawford 2009; Hanson 2012)", "eronder, plus de helft van wie erop zit (Crawford 2009; Hanson 2012)"),
    ("percent with a lower score", "percentage met een lagere score"),
    ("percent at or below", "percentage tot en met"),
    ("logistic, Wald on logit", "logistisch, Wald op de logit"),
];

#[rustfmt::skip]
const PLACES: &[(&str, &str, &str)] = &[
    ("concordant", "goed geordend", "concordant"),
    ("discordant", "verkeerd geordend", "discordant"),
    ("tied_score", "gelijke score", "equal score"),
    ("tied_time", "gelijke tijd", "equal time"),
    ("tied_both", "gelijke score en tijd", "equal score and time"),
    ("null", "zonder voorspeller", "without a predictor"),
    ("none", "geen verandering", "no change"),
    ("intercept", "intercept", "intercept"),
    ("slope", "intercept en helling", "intercept and slope"),
    ("fitted", "geschat model", "fitted model"),
    ("lr", "verhouding van likelihoods", "likelihood ratio"),
    ("wald", "Wald", "Wald"),
    ("GLOBAL", "alle samen", "all together"),
    ("(Intercept)", "intercept", "intercept"),
];

#[rustfmt::skip]
const SECTIONS: &[(&str, &str, &str)] = &[
    ("sample", "Steekproef", "Sample"),
    ("bounds", "Grenzen door onbekende antwoorden", "Bounds from unknown answers"),
    ("discrimination", "Onderscheid", "Discrimination"),
    ("optimism", "Optimisme", "Optimism"),
    ("cut_offs", "Grenzen", "Cut-offs"),
    ("calibration", "Kalibratie", "Calibration"),
    ("expected_observed", "Verwacht en waargenomen", "Expected and observed"),
    ("survival", "In de tijd", "In time"),
    ("subgroups", "Groepen", "Groups"),
    ("norms", "Gegevens voor een normtabel", "Data of a norm table"),
    ("allowed", "Wat deze gegevens toelaten", "What these data allow"),
    ("update", "Aanpassing", "Update"),
    ("closed_test", "Gesloten toets", "Closed test"),
    ("expected_was", "Verwacht en waargenomen, met de oude kansen", "Expected and observed, with the old rates"),
    ("expected_now", "Verwacht en waargenomen, met de nieuwe kansen", "Expected and observed, with the new rates"),
    ("rates_by_score", "Kansen per score", "Rates by score"),
    ("refit", "Gewichten per item", "Weights of the items"),
    ("points_auc", "Onderscheid, op deze zelfde gegevens", "Discrimination, on these very data"),
];

#[rustfmt::skip]
const FIGURES: &[(&str, &str, &str)] = &[
    ("rows_read", "rijen gelezen", "rows read"),
    ("rows_rejected", "niet leesbaar", "cannot be read"),
    ("rows_not_applicable", "niet van toepassing", "not applicable"),
    ("rows_inconsistent", "tegenstrijdig", "inconsistent"),
    ("rows_without_score", "zonder score", "without a score"),
    ("rows_without_weight", "zonder gewicht", "without a weight"),
    ("rows_outcome_unknown", "uitkomst onbekend", "outcome unknown"),
    ("rows_followed_too_short", "te kort gevolgd", "followed too short"),
    ("rows_incomplete", "onvolledig: score is een bereik", "incomplete: the score is a range"),
    ("rows_complete", "volledig", "complete"),
    ("base_rate", "basiskans", "base rate"),
    ("score_mean", "gemiddelde score", "mean score"),
    ("score_sd", "standaardafwijking", "standard deviation"),
    ("score_quartile", "kwartiel van de score", "quartile of the score"),
    ("auc_bounds", "AUC, laagst en hoogst mogelijk", "AUC, lowest and highest possible"),
    ("expected_observed_bounds", "E/O, laagst en hoogst mogelijk", "E/O, lowest and highest possible"),
    ("harrell_c_bounds", "C van Harrell, niet lager en niet hoger dan", "Harrell’s C, not below and not above"),
    ("sensitivity_bounds", "sensitiviteit", "sensitivity"),
    ("specificity_bounds", "specificiteit", "specificity"),
    ("ppv_bounds", "positief voorspellende waarde", "PPV"),
    ("npv_bounds", "negatief voorspellende waarde", "NPV"),
    ("selection_rate_bounds", "deel positief", "selection rate"),
    ("auc", "AUC", "AUC"),
    ("auc_interval", "interval van de AUC", "interval of the AUC"),
    ("auc_second", "AUC van de tweede score", "AUC of the second score"),
    ("auc_difference", "verschil in AUC", "difference in AUC"),
    ("auc_difference_z", "verschil in AUC, z", "difference in AUC, z"),
    ("auc_difference_t", "verschil in AUC, t", "difference in AUC, t"),
    ("auc_difference_df", "verschil in AUC, vrijheidsgraden", "difference in AUC, degrees of freedom"),
    ("auc_difference_p", "verschil in AUC, p", "difference in AUC, p"),
    ("auc_covariance", "covariantie van de twee AUC’s", "covariance of the two AUCs"),
    ("roc", "ROC", "ROC"),
    ("calibration_point", "deel met de uitkomst per kans", "share with the event by probability"),
    ("probability_count", "personen met deze kans", "persons with this probability"),
    ("logistic", "effect per punt", "effect per point"),
    ("log_odds", "log-odds per punt", "log odds per point"),
    ("odds_ratio", "odds ratio per punt", "odds ratio per point"),
    ("logistic_log_likelihood", "log-likelihood", "log-likelihood"),
    ("optimism", "optimisme", "optimism"),
    ("auc_apparent", "AUC, schijnbaar", "AUC, apparent"),
    ("auc_optimism", "AUC, optimisme", "AUC, optimism"),
    ("auc_corrected", "AUC, gecorrigeerd", "AUC, corrected"),
    ("slope_apparent", "helling, schijnbaar", "slope, apparent"),
    ("slope_optimism", "helling, optimisme", "slope, optimism"),
    ("slope_corrected", "helling, gecorrigeerd", "slope, corrected"),
    ("brier_apparent", "Brier, schijnbaar", "Brier, apparent"),
    ("brier_optimism", "Brier, optimisme", "Brier, optimism"),
    ("brier_corrected", "Brier, gecorrigeerd", "Brier, corrected"),
    ("harrell_c_apparent", "C van Harrell, schijnbaar", "Harrell’s C, apparent"),
    ("harrell_c_optimism", "C van Harrell, optimisme", "Harrell’s C, optimism"),
    ("harrell_c_corrected", "C van Harrell, gecorrigeerd", "Harrell’s C, corrected"),
    ("cox_slope_apparent", "helling (Cox), schijnbaar", "slope (Cox), apparent"),
    ("cox_slope_optimism", "helling (Cox), optimisme", "slope (Cox), optimism"),
    ("cox_slope_corrected", "helling (Cox), gecorrigeerd", "slope (Cox), corrected"),
    ("auc_bootstrap", "AUC, bootstrap-interval", "AUC, bootstrap interval"),
    ("resamples", "steekproeven", "resamples"),
    ("confusion", "tabel bij een grens", "table at a cut-off"),
    ("true_positive", "terecht positief", "true positive"),
    ("false_positive", "vals-positief", "false positive"),
    ("false_negative", "vals-negatief", "false negative"),
    ("true_negative", "terecht negatief", "true negative"),
    ("sensitivity", "sensitiviteit", "sensitivity"),
    ("specificity", "specificiteit", "specificity"),
    ("ppv", "positief voorspellende waarde", "PPV"),
    ("npv", "negatief voorspellende waarde", "NPV"),
    ("selection_rate", "deel positief", "selection rate"),
    ("false_positive_rate", "deel vals-positief", "false positive rate"),
    ("false_negative_rate", "deel vals-negatief", "false negative rate"),
    ("false_positive_rate_forced", "deel vals-positief dat dan volgt", "false positive rate that then follows"),
    ("recalibration", "kalibratie", "calibration"),
    ("calibration_in_the_large", "kalibratie in het groot", "calibration in the large"),
    ("calibration_intercept", "intercept", "intercept"),
    ("calibration_slope", "helling", "slope"),
    ("nagelkerke_r2", "R² (Nagelkerke)", "R² (Nagelkerke)"),
    ("discrimination_d", "D", "D"),
    ("unreliability_u", "U", "U"),
    ("quality_q", "Q", "Q"),
    ("brier", "Brier", "Brier"),
    ("brier_scaled", "Brier, geschaald", "Brier, scaled"),
    ("log_loss", "log-verlies", "log loss"),
    ("spiegelhalter_z", "Spiegelhalter z", "Spiegelhalter z"),
    ("spiegelhalter_p", "Spiegelhalter p", "Spiegelhalter p"),
    ("hosmer_lemeshow", "Hosmer-Lemeshow", "Hosmer-Lemeshow"),
    ("hosmer_lemeshow_df", "Hosmer-Lemeshow, vrijheidsgraden", "Hosmer-Lemeshow, degrees of freedom"),
    ("hosmer_lemeshow_p", "Hosmer-Lemeshow p", "Hosmer-Lemeshow p"),
    ("hosmer_lemeshow_expected", "verwacht in groep", "expected in group"),
    ("ici", "ICI", "ICI"),
    ("e50", "E50", "E50"),
    ("e90", "E90", "E90"),
    ("emax", "Emax", "Emax"),
    ("calibration_curve", "kalibratiekromme", "calibration curve"),
    ("decision_curve", "beslissingscurve", "decision curve"),
    ("net_benefit", "nettowinst bij drempel", "net benefit at threshold"),
    ("net_benefit_all", "nettowinst, iedereen positief", "net benefit, everybody positive"),
    ("expected", "verwacht", "expected"),
    ("expected_observed", "E/O", "E/O"),
    ("harrell_c", "C van Harrell", "Harrell’s C"),
    ("pairs", "paren", "pairs"),
    ("kaplan_meier", "deel zonder uitkomst", "share without the event"),
    ("number_at_risk", "nog gevolgd", "at risk"),
    ("followed_until", "gevolgd tot", "followed until"),
    ("survival_step", "overlevingskromme", "survival curve"),
    ("cox", "effect per punt (Cox)", "effect per point (Cox)"),
    ("log_hazard", "log-hazard per punt", "log hazard per point"),
    ("hazard_ratio", "hazard ratio per punt", "hazard ratio per point"),
    ("cox_log_likelihood", "partiële log-likelihood", "partial log-likelihood"),
    ("cox_test", "toets van geen effect", "test of no effect"),
    ("cox_concordance", "C van het model", "C of the model"),
    ("survival_at_means", "zonder uitkomst, bij gemiddelden", "without the event, at means"),
    ("proportional_hazards", "toets op evenredigheid", "test of proportional hazards"),
    ("proportional_hazards_p", "evenredigheid, p", "proportional hazards, p"),
    ("hidden", "verborgen", "hidden"),
    ("error_rates_by_group", "fouten per groep", "error rates by group"),
    ("base_rate_difference", "verschil in basiskans", "difference in base rate"),
    ("selection_rate_difference", "verschil in deel positief", "difference in selection rate"),
    ("ppv_difference", "verschil in PPV", "difference in PPV"),
    ("false_positive_rate_difference", "verschil in vals-positief", "difference in false positive rate"),
    ("false_negative_rate_difference", "verschil in vals-negatief", "difference in false negative rate"),
    ("percentile_midpoint", "percentiel (midden)", "percentile (midpoint)"),
    ("percentile_below", "percentage eronder", "percent below"),
    ("percentile_at_or_below", "percentage tot en met", "percent at or below"),
    ("observed_rate", "waargenomen kans", "observed rate"),
    ("rate_was", "kans was", "rate was"),
    ("rate_now", "kans nu", "rate now"),
    ("item_weight", "gewicht van het item", "weight of the item"),
    ("lambda", "straf (lambda)", "penalty (lambda)"),
    ("baseline_survival", "deel zonder uitkomst bij de gemiddelde score", "share without the event at the mean score"),
    ("centre", "gemiddelde score", "mean score"),
    ("harrell_c_was", "C van Harrell, oude score", "Harrell’s C, old score"),
    ("harrell_c_now", "C van Harrell, nieuwe score", "Harrell’s C, new score"),
    ("auc_was", "AUC, oude score", "AUC, old score"),
    ("auc_now", "AUC, nieuwe score", "AUC, new score"),
    ("closed_test", "chi-kwadraat", "chi-square"),
    ("closed_test_df", "vrijheidsgraden", "degrees of freedom"),
    ("closed_test_p", "p", "p"),
    ("fitted_rate", "geschatte kans", "fitted rate"),
];
