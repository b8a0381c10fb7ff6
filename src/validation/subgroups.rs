// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Groups of persons beside each other, small ones hidden so that none can be worked out, and which criteria of fairness exclude each other.
//!
//! Group tables stand at one cut-off only: from several, the counts between two of them could be worked out.

use std::collections::BTreeMap;

use super::{CONFIDENCE, Figure, Sample, Section, Settings, cut_offs};
use crate::statistics::cut_off::{Confusion, confusion, implied_false_positive_rate};
use crate::statistics::delong::{DeLong, delong};
use crate::statistics::expected_observed::expected_observed;
use crate::statistics::proportion::{difference, wilson};
use crate::text;

struct Group {
    name: String,
    rows: Vec<usize>,
    table: Option<Confusion>,
    area: Option<DeLong>,
    events: usize,
}

/// Figures by group, and differences with the largest one.
pub fn section(sample: &Sample, settings: &Settings) -> Section {
    let mut section = Section::new("subgroups");
    let starts = cut_offs::level_starts(sample);
    let cut_off = settings.cut_offs.first().copied().or_else(|| starts.get(starts.len() / 2).copied());
    if cut_off.is_none() && !settings.groups.is_empty() {
        let why = text!(
            "zonder niveaus is niet te zeggen wie positief is: geef --cut-off SCORE",
            "without levels it is not said who is positive: give --cut-off SCORE"
        );
        section.refused.push(("error_rates_by_group", why));
    }
    if let (Some(cut_off), true) = (cut_off, settings.cut_offs.len() != 1 && !settings.groups.is_empty()) {
        section.said.push(text!(
            "Groepen staan naast elkaar bij één grens, {cut_off}: uit meer grenzen waren kleine aantallen af te leiden.",
            "Groups stand beside each other at one cut-off, {cut_off}: small counts could be worked out from several."
        ));
    }
    for (at, column) in settings.groups.iter().enumerate() {
        by(&mut section, sample, settings, (at, column), cut_off);
    }
    section
}

fn by(section: &mut Section, sample: &Sample, settings: &Settings, (at, column): (usize, &str), cut_off: Option<f64>) {
    let mut rows: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (row, name) in sample.groups[at].iter().enumerate() {
        rows.entry(name.clone().unwrap_or_else(|| "?".to_owned())).or_default().push(row);
    }
    let mut groups: Vec<Group> = rows.into_iter().map(|(name, rows)| group(name, rows, sample, cut_off)).collect();
    groups.sort_by(|a, b| b.rows.len().cmp(&a.rows.len()).then_with(|| a.name.cmp(&b.name)));
    let cells = |one: &Group| {
        let counts = vec![one.events, one.rows.len() - one.events];
        one.table.map_or(counts, |t| vec![t.true_positive, t.false_positive, t.false_negative, t.true_negative])
    };
    let hidden = hidden(&groups.iter().map(cells).collect::<Vec<_>>(), settings.small);
    let count = hidden.iter().filter(|hidden| **hidden).count();
    if count > 0 {
        let (small, all) = (settings.small, groups.len());
        section.said.push(text!(
            "{column}: {count} van {all} groepen zijn verborgen: een aantal onder {small}, of een groep waaruit zo'n aantal te berekenen is.",
            "{column}: {count} of {all} groups are hidden: a count below {small}, or a group from which one could be worked out."
        ));
    }
    let mut names: Vec<&str> = groups.iter().zip(&hidden).filter(|(_, hidden)| **hidden).map(|(group, _)| group.name.as_str()).collect();
    // By name: in order of size the order would tell which is larger.
    names.sort_unstable();
    let unseen = |name: &&str| Figure { figure: "hidden", ..Figure::default() }.by("small count").group(format!("{column}={name}"));
    let shown: Vec<&Group> = groups.iter().zip(&hidden).filter(|(_, hidden)| !**hidden).map(|(group, _)| group).collect();
    for one in &shown {
        section.figures.extend(figures(one, sample, &format!("{column}={}", one.name)));
    }
    if let Some((first, others)) = shown.split_first() {
        for other in others {
            section.figures.extend(differences(first, other, &format!("{column}={} less {}", first.name, other.name)));
        }
        impossible(section, column, first, others);
    }
    section.figures.extend(names.iter().map(unseen));
}

fn group(name: String, rows: Vec<usize>, sample: &Sample, cut_off: Option<f64>) -> Group {
    let scores: Vec<f64> = rows.iter().map(|&row| sample.scores[row]).collect();
    let events: Vec<bool> = rows.iter().map(|&row| sample.events[row]).collect();
    let table = cut_off.and_then(|cut_off| confusion(&scores, &events, cut_off).ok());
    let area = delong(&scores, &events).ok();
    Group { name, rows, table, area, events: events.iter().filter(|event| **event).count() }
}

/// Which groups are hidden: those with a small count, and then the smallest others until the hidden ones together have no small count and
/// are more than one. The sums of all groups are known to the reader.
pub(super) fn hidden(cells: &[Vec<usize>], small: usize) -> Vec<bool> {
    let mut hidden: Vec<bool> = cells.iter().map(|cells| cells.iter().any(|count| *count < small)).collect();
    loop {
        let inside: Vec<&Vec<usize>> = cells.iter().zip(&hidden).filter(|(_, hidden)| **hidden).map(|(cells, _)| cells).collect();
        let width = inside.first().map_or(0, |cells| cells.len());
        let sums: Vec<usize> = (0..width).map(|at| inside.iter().map(|cells| cells[at]).sum()).collect();
        let safe = inside.is_empty() || inside.len() > 1 && sums.iter().all(|sum| *sum >= small);
        let next = (0..cells.len()).filter(|&at| !hidden[at]).min_by_key(|&at| (cells[at].iter().sum::<usize>(), at));
        match next {
            Some(next) if !safe => hidden[next] = true,
            _ => return hidden,
        }
    }
}

fn figures(one: &Group, sample: &Sample, name: &str) -> Vec<Figure> {
    let n = one.rows.len();
    let mut figures = Vec::new();
    if let Ok(rate) = wilson(one.events, n, CONFIDENCE) {
        figures.push(Figure::interval("base_rate", rate).n(n).events(one.events).by("Wilson"));
    }
    if let Some((area, interval)) = one.area.as_ref().and_then(|area| Some((area, area.interval(CONFIDENCE).ok()?))) {
        let error = area.variance.unwrap_or_default().sqrt();
        figures.push(Figure::interval("auc", interval).error(error).n(n).events(one.events).by("DeLong 1988"));
    }
    if let Some(rates) = &sample.probabilities {
        let own: Vec<f64> = one.rows.iter().map(|&row| rates[row]).collect();
        let events: Vec<bool> = one.rows.iter().map(|&row| sample.events[row]).collect();
        if let Ok(found) = expected_observed(&own, &events)
            && let (Some(index), Some((low, high))) = (found.index, found.log)
        {
            figures.push(Figure::of("expected_observed", index).limits(low, high).n(n).events(found.observed).by("log, 1.96"));
        }
    }
    if let Some(table) = &one.table {
        figures.extend(cut_offs::counts(table, ""));
        for (share_name, share) in cut_offs::SHARES {
            let (many, of) = share(table);
            if let Ok(interval) = wilson(many, of, CONFIDENCE) {
                figures.push(Figure::interval(share_name, interval).n(of).events(many).by("Wilson"));
            }
        }
    }
    figures.into_iter().map(|figure| figure.group(name)).collect()
}

fn differences(first: &Group, other: &Group, name: &str) -> Vec<Figure> {
    let mut figures = Vec::new();
    if let (Some(a), Some(b)) = (&first.area, &other.area)
        && let Ok(test) = a.unpaired(b, CONFIDENCE)
    {
        let by = "DeLong 1988, unpaired, t";
        figures.push(Figure::interval("auc_difference", test.difference).by(by));
        figures.push(Figure::of("auc_difference_t", test.statistic).by(by));
        figures.extend(test.df.map(|df| Figure::of("auc_difference_df", df).by(by)));
        figures.push(Figure::of("auc_difference_p", test.p).by(by));
    }
    let mut push = |figure, a, b| {
        if let Ok(interval) = difference(a, b, CONFIDENCE) {
            figures.push(Figure::interval(figure, interval).by("Newcombe 1998, method 10"));
        }
    };
    push("base_rate_difference", (first.events, first.rows.len()), (other.events, other.rows.len()));
    if let (Some(a), Some(b)) = (&first.table, &other.table) {
        push("selection_rate_difference", a.selection_rate(), b.selection_rate());
        push("ppv_difference", a.positive_value(), b.positive_value());
        push("false_positive_rate_difference", a.false_positive_rate(), b.false_positive_rate());
        push("false_negative_rate_difference", a.false_negative_rate(), b.false_negative_rate());
    }
    figures.into_iter().map(|figure| figure.group(name)).collect()
}

/// Says which criteria cannot hold together at these base rates.
fn impossible(section: &mut Section, column: &str, first: &Group, others: &[&Group]) {
    let differs = |other: &&&Group| {
        difference((first.events, first.rows.len()), (other.events, other.rows.len()), CONFIDENCE)
            .is_ok_and(|one| one.lower > 0.0 || one.upper < 0.0)
    };
    let unequal: Vec<&&Group> = others.iter().filter(differs).collect();
    if others.is_empty() {
        return;
    }
    if unequal.is_empty() {
        section.said.push(text!(
            "{column}: de basiskansen van de getoonde groepen verschillen niet aantoonbaar. Alleen bij gelijke basiskansen, of bij een \
             foutloze voorspelling, kunnen gelijke voorspellende waarde (PPV), gelijk deel vals-positief en gelijk deel vals-negatief \
             samengaan (Chouldechova, Big Data 5, 2017).",
            "{column}: the base rates of the groups shown do not demonstrably differ. Only with equal base rates, or with a prediction \
             without error, can equal predictive value (PPV), equal false positive rates and equal false negative rates go together \
             (Chouldechova, Big Data 5, 2017)."
        ));
        return;
    }
    let names = unequal.iter().map(|group| group.name.as_str()).collect::<Vec<_>>().join(", ");
    let base = &first.name;
    section.said.push(text!(
        "{column}: de basiskansen verschillen ({base} tegenover {names}). Dan kunnen niet samengaan: gelijke voorspellende waarde (PPV), \
         gelijk deel vals-positief en gelijk deel vals-negatief (Chouldechova, Big Data 5, 2017); en evenmin: kloppende kansen in elke \
         groep en gelijke gemiddelde scores bij wie de uitkomst wel, en bij wie hem niet heeft (Kleinberg, Mullainathan en Raghavan, \
         arXiv 1609.05807, 2016). Dat is rekenkunde en geen keuze van het instrument; welk criterium telt, is aan mensen.",
        "{column}: base rates differ ({base} against {names}). Then these cannot hold together: equal predictive value (PPV), equal false \
         positive rates and equal false negative rates (Chouldechova, Big Data 5, 2017); nor can these: calibrated rates in every group \
         and equal mean scores both among those with the event and among those without (Kleinberg, Mullainathan and Raghavan, arXiv \
         1609.05807, 2016). This is arithmetic and no choice of the instrument; which criterion counts is for people to say."
    ));
    let share = |(many, of): (usize, usize)| many as f64 / of as f64;
    for other in unequal {
        if let (Some(a), n) = (&first.table, other.rows.len()) {
            let forced = implied_false_positive_rate(share((other.events, n)), share(a.positive_value()), share(a.false_negative_rate()));
            let figure =
                |rate| Figure::of("false_positive_rate_forced", rate).by("Chouldechova 2017: at the PPV and FNR of the first group");
            let name = format!("{column}={} at PPV and FNR of {}", other.name, first.name);
            section.figures.extend(forced.map(|rate| figure(rate).group(name)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::hidden;
    use proptest::prelude::*;

    proptest! {
        /// What is left after taking the shown groups from the whole has no small count, or is nothing at all, or everything is hidden.
        #[test]
        fn no_small_count_can_be_worked_out(cells in proptest::collection::vec(proptest::collection::vec(0_usize..30, 4), 1..7), small in 0_usize..12) {
            let hidden = hidden(&cells, small);
            for (cells, hidden) in cells.iter().zip(&hidden) {
                prop_assert!(*hidden || cells.iter().all(|count| *count >= small));
            }
            let inside: Vec<_> = cells.iter().zip(&hidden).filter(|(_, hidden)| **hidden).collect();
            if !inside.is_empty() && inside.len() < cells.len() {
                prop_assert!(inside.len() > 1);
                for at in 0..4 {
                    prop_assert!(inside.iter().map(|(cells, _)| cells[at]).sum::<usize>() >= small);
                }
            }
        }
    }
}
