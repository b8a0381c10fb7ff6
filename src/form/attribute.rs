// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What is never read for scoring unless an instrument declares and justifies it: origin, residence, means and belief. Known by the name of a
//! field or column, in Dutch and English; all names stand here.

use crate::lang::Text;
use crate::text;

/// An attribute that is not read without a justification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attribute {
    /// Ethnicity or descent.
    Ethnicity,
    /// Nationality or residence status.
    Nationality,
    /// Place or country of birth, or a country.
    Birthplace,
    /// Postcode.
    Postcode,
    /// Neighbourhood.
    Neighbourhood,
    /// Income.
    Income,
    /// Religion or belief.
    Religion,
}

/// How a name gives an attribute away.
enum Sign {
    /// One of its words is this.
    Word(&'static str),
    /// One of its words begins so.
    Start(&'static str),
    /// All its words, written as one, hold this.
    Within(&'static str),
}

use Sign::{Start, Within, Word};

/// `land` is a word of its own only, so that `landelijk` is none; `geloof` too, so that `geloofwaardig` is none.
const SIGNS: &[(Attribute, &[Sign])] = &[
    (
        Attribute::Ethnicity,
        &[
            Start("etnici"),
            Start("etnisch"),
            Start("ethnic"),
            Start("afkomst"),
            Start("herkomst"),
            Start("allocht"),
            Start("autocht"),
            Start("migratieachtergrond"),
            Within("migratieachtergrond"),
            Within("migrationbackground"),
            Word("ras"),
            Word("race"),
            Start("huidskleur"),
        ],
    ),
    (
        Attribute::Nationality,
        &[
            Start("nationalit"),
            Word("nat"),
            Word("natio"),
            Start("staatsburger"),
            Start("citizenship"),
            Start("verblijfsstatus"),
            Start("verblijfstitel"),
        ],
    ),
    (
        Attribute::Birthplace,
        &[
            Within("geboorteplaats"),
            Within("geboorteland"),
            Within("gebplaats"),
            Within("gebland"),
            Within("birthplace"),
            Within("placeofbirth"),
            Within("countryofbirth"),
            Within("birthcountry"),
            Word("land"),
            Word("landcode"),
            Word("country"),
        ],
    ),
    (
        Attribute::Postcode,
        &[Start("postcode"), Within("postalcode"), Start("zipcode"), Word("zip"), Word("pc"), Word("pc4"), Word("pc5"), Word("pc6")],
    ),
    (
        Attribute::Neighbourhood,
        &[
            Word("wijk"),
            Start("wijkcode"),
            Start("wijknaam"),
            Start("wijknr"),
            Start("woonwijk"),
            Start("buurt"),
            Start("neighbourhood"),
            Start("neighborhood"),
        ],
    ),
    (
        Attribute::Income,
        &[Word("inkomen"), Start("inkomens"), Word("income"), Word("incomes"), Start("salaris"), Word("salary"), Start("uitkering")],
    ),
    (
        Attribute::Religion,
        &[
            Start("religi"),
            Word("geloof"),
            Start("geloofs"),
            Start("godsdienst"),
            Start("kerkgenootschap"),
            Start("levensbeschouw"),
            Start("levensovertuiging"),
        ],
    ),
];

impl Attribute {
    /// The attribute that the name of a field or column gives away.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        let words = words(name);
        let whole = words.concat();
        let shows = |sign: &Sign| match sign {
            Word(sign) => words.iter().any(|word| word == sign),
            Start(sign) => words.iter().any(|word| word.starts_with(sign)),
            Within(sign) => whole.contains(sign),
        };
        SIGNS.iter().find(|(_, signs)| signs.iter().any(shows)).map(|(attribute, _)| *attribute)
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> Text {
        match self {
            Self::Ethnicity => text!("etniciteit of afkomst", "ethnicity or descent"),
            Self::Nationality => text!("nationaliteit", "nationality"),
            Self::Birthplace => text!("geboorteplaats of land", "place of birth or country"),
            Self::Postcode => text!("postcode", "postcode"),
            Self::Neighbourhood => text!("wijk of buurt", "neighbourhood"),
            Self::Income => text!("inkomen", "income"),
            Self::Religion => text!("geloof", "religion"),
        }
    }
}

/// The words of a name, lower case: `NAT_CODE` is nat, code; `landVanHerkomst` is land, van, herkomst.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut small = false;
    for letter in name.chars() {
        if !letter.is_alphanumeric() || (letter.is_uppercase() && small) {
            words.push(String::new());
        }
        small = letter.is_lowercase();
        if let (true, Some(word)) = (letter.is_alphanumeric(), words.last_mut()) {
            word.extend(letter.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_gives_its_attribute_away_and_no_other_name_does() {
        for (name, attribute) in [
            ("ETNICITEIT", Attribute::Ethnicity),
            ("landVanHerkomst", Attribute::Ethnicity),
            ("NATIONALITEIT", Attribute::Nationality),
            ("NAT_CODE", Attribute::Nationality),
            ("GEBPLAATS", Attribute::Birthplace),
            ("geb. plaats", Attribute::Birthplace),
            ("geboorte_land", Attribute::Birthplace),
            ("Country of birth", Attribute::Birthplace),
            ("LAND", Attribute::Birthplace),
            ("POSTCODE4", Attribute::Postcode),
            ("PC4", Attribute::Postcode),
            ("WIJK", Attribute::Neighbourhood),
            ("CBS_WIJKCODE", Attribute::Neighbourhood),
            ("buurtnaam", Attribute::Neighbourhood),
            ("inkomensklasse", Attribute::Income),
            ("INCOME", Attribute::Income),
            ("GELOOF", Attribute::Religion),
            ("religion", Attribute::Religion),
        ] {
            assert_eq!(Attribute::of(name), Some(attribute), "{name}");
        }
        for name in [
            "landelijk",
            "LANDELIJK_NR",
            "afwijking",
            "geloofwaardig",
            "incomplete",
            "inkomend",
            "nature",
            "GEBDATUM",
            "GESLACHT",
            "sex",
            "pcl_score",
            "trace",
            "rassen_x",
            "alternative",
            "",
        ] {
            assert_eq!(Attribute::of(name), None, "{name}");
        }
    }
}
