// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Probabilities as people say them: percentages, people in numbers, horizons, and the formula behind them.

use super::words::{decimal, points, span};
use crate::form::{Curve, Link, Rounding};
use crate::lang::Lang;
use crate::number::Probability;
use crate::number::fixed::{self, ONE, PLACES};
use crate::number::horizon::{Horizon, Unit};

/// A probability as a percentage.
#[must_use]
pub fn percent(probability: Probability, rounding: Option<&Rounding>, lang: Lang) -> String {
    percents(probability, probability, rounding, lang)
}

/// Probabilities from one to another as percentages: as the source rounds them, else with one decimal, or two where they are small.
#[must_use]
pub fn percents(least: Probability, greatest: Probability, rounding: Option<&Rounding>, lang: Lang) -> String {
    let small = greatest.units() < ONE / 100 || (1..ONE / 1000).contains(&least.units());
    let print = |probability: Probability| {
        let text = match rounding {
            Some(rounding) => fixed::print_fixed(rounding.percent(probability), rounding.percent_decimals, rounding.percent_decimals),
            None if probability.units() == 0 => "0".to_owned(),
            None => probability.as_percent(if small { 2 } else { 1 }),
        };
        format!("{}%", decimal(&text, lang))
    };
    span(&print(least), &print(greatest), lang)
}

/// A probability as people out of a hundred, or of a thousand where it is below ten percent: how many, and of how many.
#[must_use]
pub fn frequency(probability: Probability) -> (i64, i64) {
    if probability.units() < ONE / 10 {
        (fixed::round(probability.units(), PLACES, 3), 1000)
    } else {
        (fixed::round(probability.units(), PLACES, 2), 100)
    }
}

/// A horizon by its name in the file: `2y` is two years. A name that is no length of time stands as it is.
#[must_use]
pub fn horizon(name: &str, lang: Lang) -> String {
    let Some(Horizon { length, unit }) = Horizon::parse(name) else { return name.to_owned() };
    match (unit, length) {
        (Unit::Years, 1) => say!(lang, "1 jaar", "1 year"),
        (Unit::Years, years) => say!(lang, "{years} jaar", "{years} years"),
        (Unit::Months, 1) => say!(lang, "1 maand", "1 month"),
        (Unit::Months, months) => say!(lang, "{months} maanden", "{months} months"),
        (Unit::Weeks, 1) => say!(lang, "1 week", "1 week"),
        (Unit::Weeks, weeks) => say!(lang, "{weeks} weken", "{weeks} weeks"),
        (Unit::Days, 1) => say!(lang, "1 dag", "1 day"),
        (Unit::Days, days) => say!(lang, "{days} dagen", "{days} days"),
    }
}

/// How a score becomes a probability, as a formula.
#[must_use]
pub fn formula(link: &Link, lang: Lang) -> String {
    let slope = points(link.slope, lang);
    let times = if link.slope.0 == ONE { String::new() } else { format!("{slope} × ") };
    match link.curve {
        Curve::Logistic { intercept } => {
            let intercept = points(intercept, lang);
            say!(lang, "1 / (1 + e^-z), met z = {intercept} + {times}score", "1 / (1 + e^-z), where z = {intercept} + {times}score")
        }
        Curve::Cox { baseline, centre } => {
            let (survival, at) = (points(baseline.survival(), lang), points(centre, lang));
            let from = match centre.0 {
                0 => "score".to_owned(),
                ..0 => format!("(score + {})", points(-centre, lang)),
                _ => format!("(score - {at})"),
            };
            say!(
                lang,
                "1 - {survival}^(e^z), met z = {times}{from}; {survival} is de basisoverleving: het deel zonder de uitkomst bij score {at}",
                "1 - {survival}^(e^z), where z = {times}{from}; {survival} is the baseline survival: the share without the outcome at score {at}"
            )
        }
    }
}

/// The numbers of a link by what they are.
#[must_use]
pub fn numbers(link: &Link, lang: Lang) -> Vec<(String, String)> {
    let named = match link.curve {
        Curve::Logistic { intercept } => vec![(say!(lang, "Constante", "Intercept"), intercept)],
        Curve::Cox { baseline, centre } => {
            vec![(say!(lang, "Basisoverleving", "Baseline survival"), baseline.survival()), (say!(lang, "Bij score", "At score"), centre)]
        }
    };
    let all = named.into_iter().chain([(say!(lang, "Per punt", "For one point"), link.slope)]);
    all.map(|(name, number)| (name, points(number, lang))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_probability_is_never_more_precise_than_it_says() {
        let percent = |text: &str| percent(Probability::parse(text).unwrap_or_default(), None, Lang::Nl);
        assert_eq!((percent("0.0153889"), percent("0.00281"), percent("0")), ("1,5%".into(), "0,28%".into(), "0%".into()));
        assert_eq!(frequency(Probability::parse("0.0153889").unwrap_or_default()), (15, 1000));
        assert_eq!(frequency(Probability::parse("0.2213").unwrap_or_default()), (22, 100));
    }

    #[test]
    fn horizons_are_read_from_their_names() {
        assert_eq!(horizon("2y", Lang::Nl), "2 jaar");
        assert_eq!(horizon("1y", Lang::En), "1 year");
        assert_eq!(horizon("18m", Lang::En), "18 months");
        assert_eq!(horizon("1m", Lang::Nl), "1 maand");
        assert_eq!(horizon("52w", Lang::Nl), "52 weken");
        assert_eq!(horizon("730d", Lang::En), "730 days");
        assert_eq!(horizon("tot einde", Lang::Nl), "tot einde");
    }
}
