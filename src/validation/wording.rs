// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What figures and their groups are called.

use crate::lang::Text;

/// The name of a group of figures.
pub(super) fn section(id: &str) -> Text {
    name(SECTIONS, id)
}

/// The name of a figure.
pub(super) fn figure(id: &str) -> Text {
    name(FIGURES, id)
}

fn name(names: &[(&str, &str, &str)], id: &str) -> Text {
    let found = names.iter().find(|(known, _, _)| *known == id);
    found.map_or_else(|| Text::same(id), |(_, nl, en)| Text { nl: (*nl).to_owned(), en: (*en).to_owned() })
}

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
    ("auc", "AUC", "AUC"),
    ("auc_second", "AUC van de tweede score", "AUC of the second score"),
    ("auc_difference", "verschil in AUC", "difference in AUC"),
    ("auc_difference_z", "verschil in AUC, z", "difference in AUC, z"),
    ("auc_difference_t", "verschil in AUC, t", "difference in AUC, t"),
    ("auc_difference_df", "verschil in AUC, vrijheidsgraden", "difference in AUC, degrees of freedom"),
    ("auc_difference_p", "verschil in AUC, p", "difference in AUC, p"),
    ("auc_covariance", "covariantie van de twee AUC’s", "covariance of the two AUCs"),
    ("roc", "ROC", "ROC"),
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
    ("fitted_rate", "geschatte kans", "fitted rate"),
];
