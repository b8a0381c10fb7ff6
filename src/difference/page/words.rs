// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Numbers and names on the page.

use crate::lang::Lang;
use crate::report::say;
use crate::report::words::decimal;

pub(super) fn was(_: Lang) -> String {
    "was".to_owned()
}

pub(super) fn now(lang: Lang) -> String {
    say!(lang, "wordt", "now")
}

/// A share in percents with one decimal, half up. Something that is not nothing is never shown as nothing, nor what is not all as all.
pub(super) fn percent(count: u128, of: u128, lang: Lang) -> String {
    if of == 0 {
        return String::new();
    }
    // Counts can fill a u128: the quotient comes first, then the digits of what is left.
    let (mut tenths, mut left) = (count / of, count % of);
    for _ in 0..3 {
        let (digit, remainder) = tenfold(left, of);
        tenths = tenths * 10 + digit;
        left = remainder;
    }
    if left >= of - left {
        tenths += 1;
    }
    let shown = match (tenths, count) {
        (0, 1..) => "<0.1".to_owned(),
        (1000, _) if count < of => ">99.9".to_owned(),
        _ => format!("{}.{}", tenths / 10, tenths % 10),
    };
    decimal(&shown, lang)
}

/// Ten times a number less than `of`, divided by it: quotient and remainder.
fn tenfold(number: u128, of: u128) -> (u128, u128) {
    (0..10)
        .fold((0, 0), |(quotient, sum), _| if number >= of - sum { (quotient + 1, number - (of - sum)) } else { (quotient, sum + number) })
}

/// Both names of a pair, with an arrow that has room.
pub(super) fn arrow(name: &str) -> String {
    name.replace('>', " → ")
}

/// What was said of a property: numbers in the way of the language; patterns stay as files have them.
pub(super) fn value(what: &str, said: &str, lang: Lang) -> String {
    match what {
        "sum" => return said.replace('+', ", "),
        "order" => return said.replace('|', ", "),
        _ => {}
    }
    let (place, value) = said.rsplit_once(": ").map_or((None, said), |(place, value)| (Some(place), value));
    let value = match (what, value) {
        ("gate", "in") => lang.pick("binnen de populatie", "inside the population"),
        ("gate", "out") => lang.pick("erbuiten", "outside"),
        ("applies", "in") => lang.pick("geldt", "applies"),
        ("applies", "out") => lang.pick("geldt niet", "does not apply"),
        ("constraint", "forbidden") => lang.pick("kan niet samen", "cannot go together"),
        ("constraint", "allowed") => lang.pick("kan samen", "can go together"),
        ("level", "otherwise") => lang.pick("zoals het basisniveau", "as the level it stands on"),
        ("report" | "rising", "true") => lang.pick("ja", "yes"),
        ("report" | "rising", "false") => lang.pick("nee", "no"),
        (_, number) if number.parse::<f64>().is_ok() && place.is_none() => return decimal(number, lang),
        (_, other) => other,
    };
    place.map_or_else(|| value.to_owned(), |place| format!("{place}: {value}"))
}

/// A property in words.
pub(super) fn what(code: &str, lang: Lang) -> &str {
    let (nl, en) = match code {
        "applies" => ("geldt alleen als", "applies when"),
        "ask" => ("vraag", "question"),
        "basis" => ("soort bron", "evidence class"),
        "calibration" => ("gemaakt uit gegevens", "made from data"),
        "cite" => ("verwijzing", "reference"),
        "combine" => ("tabellen samen", "tables together"),
        "constraint" => ("voorwaarde", "constraint"),
        "convert" => ("omzetting", "conversion"),
        "country" => ("land", "country"),
        "date" => ("datum", "date"),
        "derive" => ("berekend als", "computed as"),
        "domain" => ("mogelijke antwoorden", "possible answers"),
        "else" => ("reden", "reason"),
        "entered" => ("ingevoerd op", "entered"),
        "field" => ("veld", "field"),
        "figure" => ("uitkomst", "figure"),
        "follow_up" => ("volgtijd", "follow-up"),
        "for_whom" => ("voor wie", "for whom"),
        "gate" => ("poort", "gate"),
        "help" => ("uitleg", "help"),
        "horizon" => ("termijn", "horizon"),
        "instead" => ("ander instrument", "tool to use instead"),
        "judgement" => ("eindoordeel", "final judgement"),
        "kind" => ("soort", "kind"),
        "label" => ("naam", "label"),
        "level" => ("niveau", "level"),
        "lines" => ("regels van de lijst", "lines"),
        "link" => ("koppeling", "link"),
        "looks at" => ("kijkt naar", "looks at"),
        "measures" => ("gaat over", "measures"),
        "missing" => ("ontbreekt", "missing"),
        "name" => ("naam", "name"),
        "netherlands" => ("gevalideerd in Nederland", "validated in the Netherlands"),
        "norm" => ("normwaarde", "norm value"),
        "not_for" => ("niet voor", "not for"),
        "notes" => ("opmerkingen", "notes"),
        "number" => ("nummer", "number"),
        "of" => ("van", "of"),
        "option" => ("antwoord", "option"),
        "order" => ("volgorde van niveaus", "order of levels"),
        "otherwise" => ("anders", "otherwise"),
        "outcome" => ("uitkomst", "outcome"),
        "owner" => ("van wie", "owner"),
        "percent" => ("afronding", "rounding"),
        "probability" => ("kans", "probability"),
        "range" => ("bereik", "range"),
        "report" => ("gerapporteerd", "reported"),
        "review_by" => ("nakijken vóór", "review by"),
        "rights" => ("rechten", "rights"),
        "rising" => ("stijgt met de score", "rises with the score"),
        "rules" => ("regels", "rules"),
        "sample" => ("steekproef", "sample"),
        "says" => ("melding", "message"),
        "scheme" => ("schema", "scheme"),
        "shelf_life" => ("houdbaarheid van een uitslag", "shelf life of a result"),
        "source" => ("bron", "source"),
        "status" => ("status", "status"),
        "persons" => ("personen", "persons"),
        "successor" => ("opvolger", "successor"),
        "sum" => ("som van", "sum of"),
        "title" => ("titel", "title"),
        "training" => ("wie het mag gebruiken", "who may use it"),
        "type" => ("soort antwoord", "type"),
        "unit" => ("eenheid", "unit"),
        "unknown" => ("onbekend telt als", "unknown counts as"),
        "unreachable" => ("onbereikbaar", "unreachable"),
        "valid_from" => ("van kracht vanaf", "in force from"),
        "valid_source" => ("bron van de datums", "source of the dates"),
        "valid_until" => ("van kracht tot en met", "in force until"),
        "validity" => ("validatie", "validation"),
        "weight" => ("gewicht", "weight"),
        other => (other, other),
    };
    lang.pick(nl, en)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_rounded_and_never_hides_something() {
        let shown = |count: u128, of: u128| percent(count, of, Lang::En);
        assert_eq!([shown(0, 7), shown(7, 7), shown(1, 3), shown(2, 3)], ["0.0", "100.0", "33.3", "66.7"]);
        assert_eq!([shown(1, 2001), shown(1, 2000), shown(1, 1_000_000)], ["<0.1", "0.1", "<0.1"]);
        assert_eq!([shown(9_999, 10_000), shown(u128::MAX - 1, u128::MAX), shown(u128::MAX / 2, u128::MAX)], [">99.9", ">99.9", "50.0"]);
        assert_eq!((percent(1, 8, Lang::Nl).as_str(), Lang::Nl.number(1_234_567).as_str()), ("12,5", "1.234.567"));
    }
}
