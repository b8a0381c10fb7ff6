// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The figures as a page.

use super::{Figure, Section, Validation};
use super::{pictures, wording};
use crate::lang::{Lang, Text};
use crate::report::document::{Column, Document, Table};
use crate::report::say;

/// Rows of a table on a page; the whole table stands in the tidy file.
const MOST_ROWS: usize = 60;
/// Figures that a picture shows, with a table of its own.
const PICTURED: [&str; 13] = [
    "roc_sensitivity",
    "roc_specificity",
    "second_sensitivity",
    "second_specificity",
    "calibration_curve",
    "probability_count",
    "calibration_point",
    "hosmer_lemeshow_expected",
    "net_benefit",
    "net_benefit_all",
    "survival_step",
    "number_at_risk",
    "followed_until",
];

/// Of survival one interval is enough for a page.
const SECOND: &str = "Greenwood, log scale";
/// Sections whose figures stand side by side, a row a place: which figures, and by which method where there are more.
const SIDE_BY_SIDE: [(&str, &[(&str, &str)]); 9] = [
    (
        "bounds",
        &[("sensitivity_bounds", ""), ("specificity_bounds", ""), ("ppv_bounds", ""), ("npv_bounds", ""), ("selection_rate_bounds", "")],
    ),
    (
        "cut_offs",
        &[("sensitivity", "Wilson"), ("specificity", "Wilson"), ("ppv", "Wilson"), ("npv", "Wilson"), ("selection_rate", "Wilson")],
    ),
    ("cut_offs", &[("sensitivity", "exact"), ("specificity", "exact"), ("ppv", "exact"), ("npv", "exact"), ("selection_rate", "exact")]),
    ("expected_observed", &[("expected", ""), ("expected_observed", "log"), ("expected_observed", "exact")]),
    ("expected_was", &[("expected", ""), ("expected_observed", "log"), ("expected_observed", "exact")]),
    ("expected_now", &[("expected", ""), ("expected_observed", "log"), ("expected_observed", "exact")]),
    ("closed_test", &[("closed_test", ""), ("closed_test_df", ""), ("closed_test_p", "")]),
    ("rates_by_score", &[("rate_was", ""), ("rate_now", ""), ("observed_rate", "")]),
    ("norms", &[("percentile_midpoint", ""), ("observed_rate", ""), ("fitted_rate", "")]),
];

/// What a page begins with.
#[derive(Clone, Debug, Default)]
pub struct Head {
    /// What was validated.
    pub title: String,
    /// Names and what they are: the file, the columns, the settings.
    pub facts: Vec<(String, String)>,
}

/// A page of all figures.
#[must_use]
pub fn document(validation: &Validation, head: &Head, lang: Lang) -> Document {
    let mut page = Document::default();
    page.title(head.title.clone());
    page.facts(head.facts.clone());
    page.paragraph(say!(
        lang,
        "Exacte aantallen, voor intern gebruik. Waar een kolom met groepen gevraagd is, zijn kleine aantallen per groep verborgen.",
        "Exact counts, for internal use. Where a column of groups was asked for, small counts of groups are hidden."
    ));
    for section in &validation.sections {
        part(&mut page, validation, section, lang);
    }
    page.heading(lang.pick("Wie beslist", "Who decides"));
    page.paragraph(lang.pick(
        "Deze cijfers zeggen hoe goed scores bij deze gegevens passen. Of een instrument gebruikt wordt, beslist een mens.",
        "These figures say how well scores fit these data. Whether an instrument is used is for a person to decide.",
    ));
    page
}

/// A group of figures: what is said and refused, its pictures, its table.
pub(crate) fn part(page: &mut Document, validation: &Validation, section: &Section, lang: Lang) {
    page.heading(wording::section(section.id).get(lang));
    for said in &section.said {
        page.paragraph(said.get(lang));
    }
    page.list(section.refused.iter().map(|(what, why)| {
        let what = wording::figure(what);
        let (what, why) = (what.get(lang), why.get(lang));
        say!(lang, "{what}: niet gegeven; {why}", "{what}: not given; {why}")
    }));
    pictures::draw(page, validation, section, lang);
    let levels = validation.levels.as_slice();
    let beside: Vec<&[(&str, &str)]> = SIDE_BY_SIDE.iter().filter(|(id, _)| *id == section.id).map(|(_, columns)| *columns).collect();
    // Bounds of all persons stand in rows, those at a cut-off beside each other below them.
    let bounds = section.id == "bounds";
    let in_row = |figure: &&Figure| {
        let other = beside.iter().all(|columns| columns.iter().all(|(name, _)| *name != figure.figure));
        let row = if beside.is_empty() { !PICTURED.contains(&figure.figure) && figure.method != SECOND } else { bounds };
        row && other
    };
    let rows: Vec<&Figure> = section.figures.iter().filter(in_row).collect();
    let mut drawn = rows.len().min(MOST_ROWS);
    page.table(table(&rows, bounds, levels, lang));
    for columns in beside {
        let (table, held) = side_by_side(section, columns, levels, lang);
        page.table(table);
        drawn += held;
    }
    let pictured = section.figures.iter().filter(|figure| PICTURED.contains(&figure.figure)).count();
    let left = section.figures.len() - pictured - drawn;
    if left > 0 {
        page.paragraph(say!(
            lang,
            "Nog {left} cijfers staan alleen in --json en in het bestand met cijfers.",
            "{left} more figures stand in --json and the file of figures only."
        ));
    }
}

/// A table with a row a place and a column a figure, and how many figures stand in it.
fn side_by_side(section: &Section, names: &[(&str, &str)], levels: &[(String, Text)], lang: Lang) -> (Table, usize) {
    let of: Vec<&Figure> = section.figures.iter().filter(|figure| names.iter().any(|(name, _)| *name == figure.figure)).collect();
    let mut places: Vec<&str> = Vec::new();
    for figure in &of {
        if !places.contains(&figure.at.as_str()) {
            places.push(&figure.at);
        }
    }
    let counted = !["cut_offs", "bounds"].contains(&section.id) && of.iter().any(|figure| figure.n.is_some());
    let mut columns = vec![Column::words(lang.pick("bij", "at"))];
    if counted {
        columns.extend([Column::numbers("n"), Column::numbers(lang.pick("uitkomst", "events"))]);
    }
    for (name, method) in names {
        let text = wording::figure(name);
        // What the methods are called is the same in both languages.
        columns.push(Column::numbers(&if method.is_empty() {
            text.get(lang).to_owned()
        } else {
            format!("{} ({method})", text.get(lang))
        }));
    }
    let mut table = Table::new(&columns);
    let mut drawn = 0;
    for at in places {
        let here: Vec<&&Figure> = of.iter().filter(|figure| figure.at == at).collect();
        let mut row = vec![if at.is_empty() { lang.pick("allen", "all").to_owned() } else { wording::place(at, levels, lang) }];
        if counted {
            let count = |part: fn(&Figure) -> Option<usize>| here.iter().find_map(|figure| part(figure)).map(|n| lang.number(n));
            row.extend([count(|figure| figure.n), count(|figure| figure.events)].map(Option::unwrap_or_default));
        }
        for (name, method) in names {
            let cell = here.iter().find(|figure| figure.figure == *name && figure.method.contains(method));
            drawn += usize::from(cell.is_some());
            row.push(cell.map(|figure| with_limits(figure, lang)).unwrap_or_default());
        }
        table.rows.push(row);
    }
    (table, drawn)
}

/// An estimate with its limits.
pub(super) fn with_limits(figure: &Figure, lang: Lang) -> String {
    let value = figure.estimate.map_or("-".to_owned(), |value| shown(value, lang));
    match figure.low.zip(figure.high) {
        Some((low, high)) if figure.figure.ends_with("_bounds") && low.to_bits() == high.to_bits() => shown(low, lang),
        Some((low, high)) if figure.figure.ends_with("_bounds") => format!("{} – {}", shown(low, lang), shown(high, lang)),
        Some((low, high)) => format!("{value} [{}; {}]", short(low, lang), short(high, lang)),
        None => value,
    }
}

/// A limit beside its estimate, with two decimals where it is small.
fn short(value: f64, lang: Lang) -> String {
    if value.is_finite() && value.abs() < 1000.0 {
        let text = format!("{value:.2}");
        if lang == Lang::Nl { text.replace('.', ",") } else { text }
    } else {
        shown(value, lang)
    }
}

/// `bounds`: the limits are no interval but the least and the most that can be.
fn table(figures: &[&Figure], bounds: bool, levels: &[(String, Text)], lang: Lang) -> Table {
    let any = |has: fn(&Figure) -> bool| figures.iter().any(|figure| has(figure));
    let with_group = any(|figure| !figure.group.is_empty());
    let with_at = any(|figure| !figure.at.is_empty());
    let with_limits = any(|figure| figure.low.is_some());
    let with_n = any(|figure| figure.n.is_some());
    let mut columns = Vec::new();
    if with_group {
        columns.push(Column::narrow(lang.pick("groep", "group")));
    }
    columns.push(Column::words(lang.pick("cijfer", "figure")));
    if with_at {
        columns.push(Column::words(lang.pick("bij", "at")));
    }
    columns.push(Column::numbers(lang.pick("waarde", "value")));
    if with_limits {
        let (interval, range) = (lang.pick("95%-interval", "95% interval"), lang.pick("laagst – hoogst", "lowest – highest"));
        columns.push(Column::numbers(if bounds { range } else { interval }));
    }
    if with_n {
        columns.push(Column::numbers("n"));
    }
    columns.push(Column::narrow(lang.pick("methode", "method")));
    let mut table = Table::new(&columns);
    for figure in figures.iter().take(MOST_ROWS) {
        let mut row = Vec::new();
        if with_group {
            row.push(wording::group(&figure.group, lang));
        }
        row.push(wording::figure(figure.figure).get(lang).to_owned());
        if with_at {
            row.push(wording::place(&figure.at, levels, lang));
        }
        row.push(figure.estimate.map(|value| shown(value, lang)).unwrap_or_default());
        if with_limits {
            let limits = figure.low.zip(figure.high);
            row.push(limits.map(|(low, high)| format!("{} – {}", shown(low, lang), shown(high, lang))).unwrap_or_default());
        }
        if with_n {
            row.push(figure.n.map(|n| lang.number(n)).unwrap_or_default());
        }
        row.push(wording::method(figure.method, lang));
        table.rows.push(row);
    }
    table
}

/// A number for people: counts whole, others with four digits that count.
pub(super) fn shown(value: f64, lang: Lang) -> String {
    if !value.is_finite() {
        return if value > 0.0 {
            "∞"
        } else if value < 0.0 {
            "-∞"
        } else {
            "-"
        }
        .to_owned();
    }
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole and below 10^15")]
    if value.fract() == 0.0 && (1000.0..1e15).contains(&value) {
        return lang.number(value as u64);
    }
    let text = if value.fract() == 0.0 && value.abs() < 1e15 {
        format!("{value:.0}")
    } else if value.abs() >= 1000.0 {
        format!("{value:.1}")
    } else if value.abs() >= 0.001 {
        format!("{value:.4}")
    } else {
        format!("{value:.2e}")
    };
    let text = if text == "-0" { "0".to_owned() } else { text };
    if lang == Lang::Nl { text.replace('.', ",") } else { text }
}
