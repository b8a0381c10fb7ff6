// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Which edition is in force on a day. Dates are as precise as their source; where they do not settle it, nothing is guessed.

use super::Entry;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::form::Until;
use crate::number::date;
use crate::number::period::Period;
use crate::syntax::tree;
use crate::text;

/// Whether an edition is in force on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Force {
    /// It is.
    Yes,
    /// It is not.
    No,
    /// The dates of the file do not say.
    NotKnown,
}

/// The time in force of an edition, as its file has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dates {
    /// Since when; `None` when not known.
    pub from: Option<Period>,
    /// Until when.
    pub until: Until,
}

impl Dates {
    /// From the words of a file's head; what is no date is as good as not known (the checker tells).
    pub(super) fn read(from: Option<&str>, until: Option<&str>) -> Self {
        let until = until.map_or(Until::NextEdition, |until| Period::parse(until).map_or(Until::NotKnown, Until::Period));
        Self { from: from.and_then(Period::parse), until }
    }

    /// Whether it has begun on a day.
    fn begun(&self, day: i64) -> Force {
        match self.from {
            Some(from) if day < from.first() => Force::No,
            Some(from) if day >= from.last() => Force::Yes,
            _ => Force::NotKnown,
        }
    }

    /// Whether it begins after another does; nothing is after what began on a day not known.
    fn is_after(&self, other: &Self) -> bool {
        self.from.zip(other.from).is_some_and(|(own, other)| own.first() > other.first())
    }

    /// Whether it has ended on a day, others of the same instrument given.
    fn ended<'a>(&self, day: i64, others: impl Iterator<Item = &'a Self>) -> Force {
        match self.until {
            Until::Period(until) if day > until.last() => Force::Yes,
            Until::Period(until) if day <= until.first() => Force::No,
            Until::Period(_) | Until::NotKnown => Force::NotKnown,
            Until::NextEdition => {
                let mut begun = others.filter(|other| other.from.is_none() || other.is_after(self)).map(|other| other.begun(day));
                begun
                    .try_fold(Force::No, |ended, begun| match begun {
                        Force::Yes => Err(Force::Yes),
                        Force::NotKnown => Ok(Force::NotKnown),
                        Force::No => Ok(ended),
                    })
                    .unwrap_or_else(|yes| yes)
            }
        }
    }

    /// Whether it is in force on a day, others of the same instrument given.
    pub fn force<'a>(&self, day: i64, others: impl Iterator<Item = &'a Self>) -> Force {
        match (self.begun(day), self.ended(day, others)) {
            (Force::No, _) | (_, Force::Yes) => Force::No,
            (Force::Yes, Force::No) => Force::Yes,
            _ => Force::NotKnown,
        }
    }

    /// A day on which two editions are certainly both in force.
    fn overlap(&self, other: &Self) -> Option<i64> {
        let day = self.from?.last().max(other.from?.last());
        let both = self.force(day, [other].into_iter()) == Force::Yes && other.force(day, [self].into_iter()) == Force::Yes;
        both.then_some(day)
    }
}

/// Why no edition can be picked for a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoEdition {
    /// None is in force.
    NoneInForce,
    /// The dates of these editions do not say.
    NotKnown(Vec<String>),
    /// These are in force at once.
    Overlap(Vec<String>),
}

/// Whether an edition is in force on a day, held against the others of its instrument.
#[must_use]
pub fn force(entry: &Entry, all: &[Entry], day: i64) -> Force {
    entry.dates.force(day, others(entry, all).map(|other| &other.dates))
}

/// The edition of an instrument that is in force on a day.
///
/// # Errors
/// When none is, when the dates do not say, and when several are.
pub fn in_force<'e>(editions: &[&'e Entry], day: i64) -> Result<&'e Entry, NoEdition> {
    let all: Vec<Entry> = editions.iter().map(|entry| (*entry).clone()).collect();
    let of = |wanted: Force| editions.iter().copied().filter(|entry| force(entry, &all, day) == wanted).collect::<Vec<&Entry>>();
    let names = |entries: &[&Entry]| entries.iter().map(|entry| entry.edition.clone()).collect::<Vec<String>>();
    let not_known = of(Force::NotKnown);
    match of(Force::Yes).as_slice() {
        _ if !not_known.is_empty() => Err(NoEdition::NotKnown(names(&not_known))),
        [only] => Ok(only),
        [] => Err(NoEdition::NoneInForce),
        several => Err(NoEdition::Overlap(names(several))),
    }
}

/// Another edition of the same instrument that is certainly in force on a day on which this one is, and that day.
#[must_use]
pub fn overlap<'e>(entry: &Entry, all: &'e [Entry]) -> Option<(&'e Entry, String)> {
    let mut others = others(entry, all).filter(|_| !entry.is_on_trial());
    others.find_map(|other| Some((other, date::print(entry.dates.overlap(&other.dates)?))))
}

/// What is wrong with an edition beside the others of its instrument.
#[must_use]
pub fn findings(entry: &Entry, all: &[Entry]) -> Vec<Diagnostic> {
    let Some((other, day)) = overlap(entry, all) else { return Vec::new() };
    let source = entry.source();
    let (tree, _) = tree::read(&source);
    let span = tree.get("valid_from").map_or(0..0, |node| node.span.clone());
    let (edition, name) = (&other.edition, &other.name);
    let found = text!("op {day} is ook editie {edition} van kracht ({name})", "on {day} edition {edition} is in force too ({name})");
    vec![Diagnostic::new(Code::EditionsOverlap, Place { source, span }, found).mend(text!(
        "laat de oudste eindigen vóór de nieuwste begint, of laat valid_until weg",
        "let the older end before the newer begins, or leave valid_until out"
    ))]
}

fn others<'e>(entry: &Entry, all: &'e [Entry]) -> impl Iterator<Item = &'e Entry> {
    // One on trial ends no other: it is never in force.
    all.iter().filter(|other| other.id == entry.id && other.edition != entry.edition && !other.is_on_trial())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dates(from: &str, until: Option<&str>) -> Dates {
        Dates::read(Some(from), until)
    }

    fn day(text: &str) -> i64 {
        date::parse_iso(text).unwrap()
    }

    /// The law, day by day: certain where every reading of the dates agrees.
    #[test]
    fn force_is_what_all_readings_of_the_dates_agree_on() {
        let cases = [("2016", Some("2018")), ("2016-03", Some("2016-04")), ("2016-03-05", Some("2016-03-05")), ("2016", Some("2016"))];
        for (from, until) in cases {
            let dates = dates(from, until);
            let (from, Until::Period(until)) = (dates.from.unwrap(), dates.until) else { panic!("two periods") };
            for today in day("2015-12-30")..day("2019-01-03") {
                let readings = (from.first()..=from.last())
                    .flat_map(|from| (until.first().max(from)..=until.last()).map(move |until| (from..=until).contains(&today)));
                let (mut yes, mut no) = (false, false);
                readings.for_each(|inside| if inside { yes = true } else { no = true });
                let expected = match (yes, no) {
                    (true, false) => Force::Yes,
                    (false, true) => Force::No,
                    _ => Force::NotKnown,
                };
                assert_eq!(dates.force(today, [].into_iter()), expected, "{dates:?} {}", date::print(today));
            }
        }
    }

    #[test]
    fn an_edition_without_an_end_is_in_force_until_the_next_begins() {
        let (old, new) = (dates("2010-01-01", None), dates("2016", None));
        let on = |one: &Dates, other: &Dates, text| one.force(day(text), [other].into_iter());
        for (text, as_old, as_new) in [
            ("2009-12-31", Force::No, Force::No),
            ("2010-01-01", Force::Yes, Force::No),
            ("2015-12-31", Force::Yes, Force::No),
            ("2016-06-01", Force::NotKnown, Force::NotKnown),
            ("2016-12-31", Force::No, Force::Yes),
        ] {
            assert_eq!((on(&old, &new, text), on(&new, &old, text)), (as_old, as_new), "{text}");
        }
        assert_eq!(old.overlap(&new), None);
        let unknown = dates("not known", None);
        assert_eq!(on(&old, &unknown, "2012-01-01"), Force::NotKnown, "the other may have begun");
    }

    #[test]
    fn editions_that_are_certainly_in_force_at_once_overlap() {
        let overlap = |a: (&str, Option<&str>), b: (&str, Option<&str>)| dates(a.0, a.1).overlap(&dates(b.0, b.1)).map(date::print);
        assert_eq!(overlap(("2016-01-01", None), ("2016-01-01", None)).as_deref(), Some("2016-01-01"));
        assert_eq!(overlap(("2010", Some("2016-06-30")), ("2016-06-30", None)).as_deref(), Some("2016-06-30"));
        assert_eq!(overlap(("2010", Some("2016-06-30")), ("2016-07-01", None)), None);
        assert_eq!(overlap(("2010", Some("2016")), ("2016", None)), None, "they need not overlap");
        assert_eq!(overlap(("2010", Some("2018")), ("2012", Some("2014"))).as_deref(), Some("2012-12-31"));
    }
}
