// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

use super::*;
use crate::domain::DECIMAL_PLACES;
use crate::form::{Basis, Provenance};
use crate::number::date;

fn field(kind: FieldType, domain: Domain) -> Field {
    Field {
        id: "f".to_owned(),
        kind,
        domain,
        options: Vec::new(),
        unit: None,
        label: Text::default(),
        ask: Text::default(),
        help: None,
        basis: Basis::Record,
        not_applicable: false,
        unknown: None,
        derive: None,
        provenance: Provenance::default(),
        justification: None,
        span: 0..0,
    }
}

fn of_kind(kind: FieldType) -> Field {
    match kind {
        FieldType::Choice => Field {
            options: vec![text!("man", "man"), text!("vrouw", "woman"), text!("één", "same"), text!("twee", "same")],
            ..field(kind, Domain::Options(["male", "female", "one", "two"].map(str::to_owned).to_vec()))
        },
        FieldType::YesNo => field(kind, Domain::yes_no()),
        FieldType::Count => field(kind, Domain::Number { places: 0, min: 0, max: 999 }),
        FieldType::Decimal => field(kind, Domain::Number { places: DECIMAL_PLACES, min: -5_000_000, max: 120_000_000 }),
        FieldType::Date => field(kind, Domain::Date { min: 0, max: 20_000 }),
    }
}

const KINDS: [FieldType; 5] = [FieldType::Choice, FieldType::YesNo, FieldType::Count, FieldType::Decimal, FieldType::Date];

fn known(kind: FieldType, text: &str, comma: bool) -> Result<i64, Code> {
    let mark = if comma { Mark::CommaOrPoint } else { Mark::Point };
    match read(&of_kind(kind), text, Manner { mark, ..Manner::default() }) {
        Ok(Reading { answer: Answer::Known(value), not_declared: false }) => Ok(value),
        Ok(other) => panic!("{text:?} is {other:?}"),
        Err(fault) => Err(fault.code),
    }
}

#[test]
fn every_way_to_write_unknown_is_unknown_in_every_field() {
    for kind in KINDS {
        for word in answer::UNKNOWN {
            for text in [(*word).to_owned(), format!(" {word}\t"), word.to_uppercase()] {
                let reading = Reading { answer: Answer::Unknown, not_declared: false };
                assert_eq!(read(&of_kind(kind), &text, Manner::default()), Ok(reading), "{text:?}");
            }
        }
    }
}

#[test]
fn not_applicable_is_an_answer_only_where_declared() {
    for kind in KINDS {
        for word in answer::NOT_APPLICABLE {
            let undeclared = read(&of_kind(kind), word, Manner::default()).unwrap();
            assert_eq!(undeclared, Reading { answer: Answer::Unknown, not_declared: true });
            let declared = read(&Field { not_applicable: true, ..of_kind(kind) }, " N.V.T. ", Manner::default()).unwrap();
            assert_eq!(declared, Reading { answer: Answer::NotApplicable, not_declared: false });
        }
    }
}

#[test]
fn a_choice_takes_ids_and_words_but_never_a_word_of_two() {
    for (text, value) in [("male", 0), (" MAN ", 0), ("Woman", 1), ("vrouw", 1), ("ÉÉN", 2), ("two", 3)] {
        assert_eq!(known(FieldType::Choice, text, false), Ok(value), "{text}");
    }
    for text in ["same", "m", "0", "male female", "yes"] {
        assert_eq!(known(FieldType::Choice, text, false), Err(Code::CellNotOption), "{text}");
    }
    assert_eq!(read(&of_kind(FieldType::Choice), "femal", Manner::default()).unwrap_err().mend.en, "did you mean ‘female’?");
}

#[test]
fn yes_and_no_in_the_declared_ways_only() {
    for text in ["yes", " Ja ", "Y", "j", "1", "TRUE", "Waar"] {
        assert_eq!(known(FieldType::YesNo, text, false), Ok(1), "{text}");
    }
    for text in ["no", "NEE", "n", "0", "false", "onwaar"] {
        assert_eq!(known(FieldType::YesNo, text, false), Ok(0), "{text}");
    }
    for text in ["x", "2", "1.0", "ja?", "yes no", "01"] {
        assert_eq!(known(FieldType::YesNo, text, false), Err(Code::CellNotOption), "{text}");
    }
}

#[test]
fn a_count_is_digits() {
    for (text, value) in [("0", 0), (" 12 ", 12), ("3.0", 3), ("3,0", 3), ("007", 7), ("999", 999)] {
        assert_eq!(known(FieldType::Count, text, false), Ok(value), "{text}");
    }
    for text in ["1.000", "22.5", "22,5", "3.00", "3.0.0", ".0", "-1", "+1", "1e2", "1 000", "twee", "1.", "٣"] {
        assert_eq!(known(FieldType::Count, text, true), Err(Code::CellNotCount), "{text}");
    }
    for text in ["1000", "99999999999999999999999"] {
        assert_eq!(known(FieldType::Count, text, false), Err(Code::CellOutside), "{text}");
    }
}

#[test]
fn a_decimal_has_a_point_or_where_it_may_a_comma() {
    for (text, value) in [("34.9", 34_900_000), ("0", 0), ("-0.5", -500_000), ("22.50000000", 22_500_000), ("34.999999", 34_999_999)] {
        assert_eq!(known(FieldType::Decimal, text, false), Ok(value), "{text}");
        assert_eq!(known(FieldType::Decimal, text, true), Ok(value), "{text}");
    }
    assert_eq!(known(FieldType::Decimal, "34,9", true), Ok(34_900_000));
    assert_eq!(known(FieldType::Decimal, "34,9", false), Err(Code::CellNotDecimal));
    assert_eq!(
        read(&of_kind(FieldType::Decimal), "34,9", Manner { mark: Mark::Point, ..Manner::default() }).unwrap_err().mend.nl,
        "schrijf 34.9, of zeg --decimal comma"
    );
    assert_eq!(known(FieldType::Decimal, "100.125", true), Err(Code::CellAmbiguous));
    assert_eq!(known(FieldType::Decimal, "1.250,5", true), Err(Code::CellOutside));
    for text in ["1,250.5", "1,2,3", "34.9999999", ".5", "5.", "1e1", "0x1", "inf", "12 jaar"] {
        assert_eq!(known(FieldType::Decimal, text, true), Err(Code::CellNotDecimal), "{text}");
    }
    for text in ["120.000001", "-5.1", "99999999999999999999"] {
        assert_eq!(known(FieldType::Decimal, text, true), Err(Code::CellOutside), "{text}");
    }
}

#[test]
fn a_date_exists_and_has_the_day_first_or_is_iso() {
    for text in ["03-07-1981", "1981-07-03", " 03-07-1981 "] {
        assert_eq!(known(FieldType::Date, text, false), Ok(date::parse_iso("1981-07-03").unwrap()), "{text}");
    }
    for text in ["3-7-1981", "31-02-1981", "03/07/1981", "07-1981", "29770", "03-07-81", "+981-07-03", "1981-07-03T00:00", "é1-01-1981"] {
        assert_eq!(known(FieldType::Date, text, false), Err(Code::CellNotDate), "{text}");
    }
    assert_eq!(known(FieldType::Date, "01-01-1960", false), Err(Code::CellOutside));
    assert!(read(&of_kind(FieldType::Date), "3-7-1981", Manner::default()).unwrap_err().mend.nl.contains("03-07-1981"));
}
