// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Case files and `--set`: TOML and JSON are one case, nothing is dropped, and numbers are read to the letter.

use std::sync::Arc;

use taxeer::diagnostic::{Code, Source};
use taxeer::domain::Answer;
use taxeer::instrument::Instrument;
use taxeer::record::set::Sets;
use taxeer::record::{Case, RunError};

fn static_99r() -> Instrument {
    let text = include_str!("../instruments/static-99r/2016.1.toml");
    taxeer::check::instrument(&Arc::new(Source::new("static-99r", text))).0.unwrap()
}

/// A case over Static-99R in which every other field is unknown.
fn read(name: &str, file: &str) -> Result<Case, RunError> {
    let instrument = static_99r();
    let form = instrument.form();
    let is_given = |id: &str| file.contains(&format!("\"{id}\":")) || file.lines().any(|line| line.starts_with(&format!("{id} =")));
    let rest = form.fields.iter().filter(|field| !is_given(&field.id)).map(|field| format!("{}=?", field.id));
    let sets = Sets::read(form, &rest.collect::<Vec<_>>()).unwrap();
    Case::read(form, Some(&Arc::new(Source::new(name, file))), &sets)
}

fn codes(read: Result<Case, RunError>) -> Vec<Code> {
    match read {
        Ok(case) => case.record.faults.into_iter().map(|(_, fault)| fault.code).collect(),
        Err(RunError::Input(refusals)) => refusals.into_iter().map(|refusal| refusal.code).collect(),
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn toml_and_json_give_the_same_case() {
    let toml = "case_id = 12\nsex = \"Man\"\nage_at_release = 34.9\nprior_sex_charges = 3\nmale_victim = false\nunrelated_victim = \"\"";
    let json = r#"{"case_id": "12", "sex": "male", "age_at_release": "34,9", "prior_sex_charges": 3.0,
        "male_victim": 0, "unrelated_victim": null}"#;
    let (toml, json) = (read("a.toml", toml).unwrap(), read("a.json", json).unwrap());
    assert_eq!(toml.record, json.record);
    assert_eq!((toml.case_id.as_deref(), json.case_id.as_deref()), (Some("12"), Some("12")));
    assert_eq!(toml.record.answers[1], Answer::Known(34_900_000));
    assert_eq!(toml.record.answers[12], Answer::Known(0));
    assert!(toml.record.answers[2..6].iter().all(|answer| *answer == Answer::Unknown));
}

#[test]
fn numbers_are_read_to_the_letter() {
    for (text, fault) in
        [("1.000", Code::CellNotCount), ("22.5", Code::CellNotCount), ("1e2", Code::CellNotCount), ("1000", Code::CellOutside)]
    {
        assert_eq!(codes(read("a.toml", &format!("prior_sex_charges = {text}"))), [fault], "{text}");
        assert_eq!(codes(read("a.json", &format!("{{\"prior_sex_charges\": {text}}}"))), [fault], "{text}");
    }
    // Through a binary fraction this would be 35: another row of the table.
    let edge = "{\"age_at_release\": 34.99999999999999999999}";
    assert_eq!(codes(read("a.json", edge)), [Code::CellNotDecimal]);
}

#[test]
fn all_wrong_names_and_shapes_are_told_at_once() {
    let file = "age_at_relase = 30\ncolour = 1\nsex = [\"male\"]\n";
    let Err(RunError::Input(refusals)) = read("a.toml", file) else { panic!() };
    let found: Vec<_> = refusals.iter().map(|refusal| (refusal.code, refusal.mend.en.as_str())).collect();
    assert_eq!(found[0], (Code::NotAField, "did you mean `age_at_release`?"));
    assert_eq!((found[1].0, found[2].0), (Code::NotAField, Code::BadCaseFile));
}

#[test]
fn a_file_that_is_no_case_is_refused() {
    for (name, file) in [
        ("a.json", "{\"sex\": \"male\", \"sex\": \"female\"}"),
        ("a.json", "[1]"),
        ("a.json", "{\"sex\": }"),
        ("a.toml", "sex = \"male\"\nsex = \"female\""),
        ("a.toml", "sex = male"),
    ] {
        assert_eq!(codes(read(name, file)), [Code::BadCaseFile], "{file}");
    }
}

#[test]
fn a_field_is_given_once_and_somewhere() {
    let instrument = static_99r();
    let form = instrument.form();
    let file = Arc::new(Source::new("a.toml", "sex = \"male\""));
    let sets = Sets::read(form, &["sex=female".to_owned()]).unwrap();
    assert!(matches!(Case::read(form, Some(&file), &sets), Err(RunError::Usage(_))));
    let mut case = Case::read(form, Some(&file), &Sets::default()).unwrap();
    assert!(matches!(case.refuse_missing(form), Err(RunError::Input(refusals)) if refusals.len() == 12));
    assert!(case.answer(form, 1, "oud").is_err() && case.next_missing(form) == Some(1));
    while let Some(field) = case.next_missing(form) {
        case.answer(form, field, "?").unwrap();
    }
    assert!(case.refuse_missing(form).is_ok());
    for wrong in [&["sex"][..], &["sexe=male"], &["sex=male", "sex=female"]] {
        let pairs: Vec<String> = wrong.iter().map(|pair| (*pair).to_owned()).collect();
        assert!(matches!(Sets::read(form, &pairs), Err(RunError::Usage(_))), "{wrong:?}");
    }
}
