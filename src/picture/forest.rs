// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! One figure in every subgroup.

use super::intervals::{Across, Row, Shown, draw};
use super::plot::Axis;
use super::{Figure, interval};
use crate::lang::Lang;
use crate::report::document::{Column, Table};
use crate::report::say;
use crate::report::svg::Caption;

/// A subgroup.
#[derive(Clone, Copy, Debug)]
pub struct Group<'a> {
    /// Its name.
    pub name: &'a str,
    /// What is shown of it.
    pub value: Value,
}

/// What is shown of a subgroup.
#[derive(Clone, Copy, Debug)]
pub enum Value {
    /// The figure with its limits, and how many persons.
    Shown {
        /// Estimate.
        estimate: f64,
        /// Lower limit.
        low: f64,
        /// Upper limit.
        high: f64,
        /// Persons.
        n: u64,
    },
    /// Too few persons to show anything, their number too.
    Hidden,
    /// The figure is not defined in this group.
    Undefined {
        /// Persons.
        n: u64,
    },
}

/// The groups with a line at the figure of all, where it is known. `figure` names it: "AUC". Groups are hidden for a count below `small`.
#[must_use]
pub fn forest(groups: &[Group<'_>], figure: &str, all: Option<f64>, small: usize, id: &str, lang: Lang) -> Figure {
    if groups.is_empty() {
        return Figure::default();
    }
    let limits = groups.iter().filter_map(|group| if let Value::Shown { low, high, .. } = group.value { Some([low, high]) } else { None });
    let ends = limits.flatten().chain(all).map(|end| (end, end)).reduce(|(least, most), (low, high)| (least.min(low), most.max(high)));
    // Nothing to show: an axis for groups that are named all the same.
    let (least, most) = ends.unwrap_or((0.0, 1.0));
    let room = ((most - least) * 0.05).max(0.01);
    let axis = Axis::round(figure.to_owned(), least - room, most + room, lang);
    let across = Across {
        name: if all.is_some() {
            say!(lang, "{figure} (de stippellijn is die van allen)", "{figure} (the dotted line is that of all)")
        } else {
            figure.to_owned()
        },
        low: axis.low,
        high: axis.high,
        marks: axis.marks,
        line: all,
    };
    let hidden = say!(lang, "verborgen (minder dan {small})", "hidden (fewer than {small})");
    let said = |value: Value| match value {
        Value::Shown { estimate, low, high, .. } => interval(estimate, low, high, lang),
        Value::Hidden => hidden.clone(),
        Value::Undefined { .. } => lang.pick("niet bepaald", "not defined").to_owned(),
    };
    let row = |group: &Group<'_>| Row {
        name: group.name.to_owned(),
        shown: if let Value::Shown { estimate, low, high, .. } = group.value {
            Some(Shown { estimate: Some(estimate), low, high })
        } else {
            None
        },
        said: said(group.value),
    };
    let rows: Vec<Row> = groups.iter().map(row).collect();
    let title = say!(lang, "{figure} per groep (95%-interval)", "{figure} by group (95% interval)");
    let words = lang.pick(
        "Per groep de schatting met haar interval. Kleine groepen zijn verborgen.",
        "By group the estimate with its interval. Small groups are hidden.",
    );
    let mut table = Table::new(&[
        Column::words(lang.pick("groep", "group")),
        Column::numbers(lang.pick("personen", "persons")),
        Column::numbers(&say!(lang, "{figure} (95%-interval)", "{figure} (95% interval)")),
    ]);
    let count = |value: Value| match value {
        Value::Shown { n, .. } | Value::Undefined { n } => lang.number(n),
        Value::Hidden => hidden.clone(),
    };
    // Both kinds of hidden groups look alike: which is which would tell something of the counts.
    let note = if groups.iter().any(|group| matches!(group.value, Value::Hidden)) {
        say!(
            lang,
            "Verborgen: een aantal in de groep is minder dan {small}, of zo'n aantal was uit deze groep te berekenen.",
            "Hidden: a count in the group is below {small}, or such a count could be worked out from this group."
        )
    } else {
        String::new()
    };
    table.rows = groups.iter().map(|group| vec![group.name.to_owned(), count(group.value), said(group.value)]).collect();
    let picture = draw(Caption { title: &title, words, id }, &across, &rows);
    Figure { picture, note, tables: vec![table] }
}
