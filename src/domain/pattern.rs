// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Patterns: a value, a range as Rust writes it, or several of these with `|` between them.

use super::{Domain, NOT_APPLICABLE, NOT_APPLICABLE_WORD, Set};
use crate::diagnostic::{Code, nearest::nearest};
use crate::lang::Text;
use crate::text;

/// Why a pattern is no set of a domain.
#[derive(Clone, Debug)]
pub struct Fault {
    /// [`Code::BadPattern`] or [`Code::OutsideDomain`].
    pub code: Code,
    /// What was found.
    pub found: Text,
    /// What is allowed.
    pub allowed: Text,
    /// How to mend it, where a near name is known.
    pub mend: Option<Text>,
}

/// Reads a pattern as a set of values of a domain. `not_applicable` says whether that answer may be named.
///
/// # Errors
/// When the text is not a pattern, names a value that the domain does not have, or holds for no value.
pub fn read(text: &str, domain: &Domain, not_applicable: bool) -> Result<Set, Fault> {
    let mut set = Set::empty();
    for part in text.split('|').map(str::trim) {
        let next = match part {
            NOT_APPLICABLE_WORD if not_applicable => Set::one(NOT_APPLICABLE),
            NOT_APPLICABLE_WORD if domain.ordinal(part).is_none() => return Err(not_declared()),
            _ => part_of(part, domain)?,
        };
        if !set.intersection(&next).is_empty() {
            return Err(Fault {
                code: Code::BadPattern,
                found: text!("`{text}` noemt een waarde twee keer", "`{text}` names a value twice"),
                allowed: text!("delen zonder overlap", "parts without overlap"),
                mend: None,
            });
        }
        set = set.union(&next);
    }
    Ok(set)
}

fn not_declared() -> Fault {
    Fault {
        code: Code::OutsideDomain,
        found: text!("`{NOT_APPLICABLE_WORD}` is hier geen antwoord", "`{NOT_APPLICABLE_WORD}` is not an answer here"),
        allowed: text!("alleen bij een veld met not_applicable = true", "only for a field with not_applicable = true"),
        mend: None,
    }
}

fn part_of(part: &str, domain: &Domain) -> Result<Set, Fault> {
    let all = domain.all();
    let Some((low, high)) = part.split_once("..") else {
        return Ok(Set::one(value(part, domain)?));
    };
    if matches!(domain, Domain::Options(_)) && part != ".." {
        let options = domain.describe_limits();
        return Err(bad(part, text!("een van de opties: {options}", "one of the options: {options}")));
    }
    let (inclusive, high) = match high.strip_prefix('=') {
        Some(high) => (true, high.trim()),
        None => (false, high.trim()),
    };
    let low = match low.trim() {
        "" => all.first().unwrap_or(i64::MIN),
        low => value(low, domain)?,
    };
    let high = match (high, inclusive) {
        ("", false) => all.last().unwrap_or(i64::MAX),
        ("", true) => return Err(bad(part, text!("een waarde na ..=", "a value after ..="))),
        (high, true) => value(high, domain)?,
        (high, false) => match bound(high, domain)? {
            just_above if all.last().is_some_and(|last| just_above == last + 1) => just_above - 1,
            _ => value(high, domain)? - 1,
        },
    };
    if low > high {
        return Err(bad(part, text!("een bereik met de laagste waarde eerst", "a range with the lowest value first")));
    }
    Ok(Set::range(low, high))
}

fn value(text: &str, domain: &Domain) -> Result<i64, Fault> {
    let ordinal = bound(text, domain)?;
    let all = domain.all();
    if all.contains(ordinal) {
        return Ok(ordinal);
    }
    let (low, high) = (domain.print(all.first().unwrap_or(0)), domain.print(all.last().unwrap_or(0)));
    Err(Fault {
        code: Code::OutsideDomain,
        found: text!("{text} ligt buiten het domein", "{text} lies outside the domain"),
        allowed: text!("waarden van {low} tot en met {high}", "values from {low} through {high}"),
        mend: None,
    })
}

fn bound(text: &str, domain: &Domain) -> Result<i64, Fault> {
    domain.ordinal(text).ok_or_else(|| match domain {
        Domain::Options(options) => {
            let near = nearest(text, options.iter().map(String::as_str));
            let allowed = options.join(" | ");
            Fault {
                code: Code::OutsideDomain,
                found: text!("`{text}` is geen van de opties", "`{text}` is none of the options"),
                allowed: text!("kies uit: {allowed}", "one of: {allowed}"),
                mend: near.map(|near| text!("bedoelde u `{near}`?", "did you mean `{near}`?")),
            }
        }
        Domain::Number { places: 0, .. } => {
            bad(text, text!("hele getallen: 3, 1..=2, 4.., 0 | 4..", "whole numbers: 3, 1..=2, 4.., 0 | 4.."))
        }
        Domain::Number { places, .. } => bad(
            text,
            text!("getallen met hoogstens {places} decimalen: 3, 18..35, 60..", "numbers with at most {places} decimals: 3, 18..35, 60.."),
        ),
        Domain::Date { .. } => bad(text, text!("datums: 2020-01-31, 2020-01-01..", "dates: 2020-01-31, 2020-01-01..")),
    })
}

fn bad(text: &str, allowed: Text) -> Fault {
    Fault { code: Code::BadPattern, found: text!("`{text}` is hier geen patroon", "`{text}` is not a pattern here"), allowed, mend: None }
}

impl Domain {
    /// Least and greatest value, for messages.
    #[must_use]
    pub fn describe_limits(&self) -> String {
        let all = self.all();
        match self {
            Self::Options(options) => options.join(" | "),
            _ => format!("{}..={}", self.print(all.first().unwrap_or(0)), self.print(all.last().unwrap_or(0))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(pattern: &str) -> Option<String> {
        let domain = Domain::Number { places: 0, min: 0, max: 9 };
        read(pattern, &domain, false).ok().map(|set| format!("{:?}", set.intervals()))
    }

    #[test]
    fn ranges_read_as_in_rust() {
        assert_eq!(count("3").as_deref(), Some("[(3, 3)]"));
        assert_eq!(count("1..=2").as_deref(), Some("[(1, 2)]"));
        assert_eq!(count("1..3").as_deref(), Some("[(1, 2)]"));
        assert_eq!(count("4..").as_deref(), Some("[(4, 9)]"));
        assert_eq!(count("..2 | 7").as_deref(), Some("[(0, 1), (7, 7)]"));
        assert_eq!(count("..").as_deref(), Some("[(0, 9)]"));
        for bad in ["", "x", "2..1", "1..1", "10", "..=", "1|1", "3..=12", "1.5", "-1"] {
            assert_eq!(count(bad), None, "{bad}");
        }
    }

    #[test]
    fn half_open_ranges_of_decimals_meet_without_a_gap() {
        let age = Domain::Number { places: 6, min: 0, max: 120_000_000 };
        let young = read("18..35", &age, false).unwrap();
        let older = read("35..", &age, false).unwrap();
        assert_eq!(young.last().unwrap() + 1, older.first().unwrap());
    }

    #[test]
    fn options_are_named_and_not_applicable_only_where_declared() {
        let sex = Domain::Options(vec!["male".into(), "female".into()]);
        assert_eq!(read("male | female", &sex, false).unwrap(), sex.all());
        assert!(read("mael", &sex, false).unwrap_err().mend.unwrap().en.contains("male"));
        assert!(read("male..female", &sex, false).is_err());
        assert!(read("not_applicable", &sex, false).is_err());
        assert!(read("not_applicable", &sex, true).unwrap().contains(NOT_APPLICABLE));
    }
}
