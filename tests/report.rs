// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What people are told, in both languages: the result of a case and the coding form of every instrument.

mod report_cases;

use std::path::Path;
use std::sync::Arc;

use report_cases::{Case, answers, cases};
use taxeer::catalogue::Catalogue;
use taxeer::caution::AsOf;
use taxeer::check;
use taxeer::diagnostic::{Code, Source};
use taxeer::domain::Answer;
use taxeer::evaluate::{Evaluation, Evaluator, Outcome, Reason};
use taxeer::form::Part;
use taxeer::instrument::Instrument;
use taxeer::lang::Lang;
use taxeer::report::show::{SecondTable, Standing};
use taxeer::report::trace::Trace;
use taxeer::report::{self, Fault, Score, list, show, text};
use taxeer::{second_entry, text as words};

const LANGUAGES: [Lang; 2] = [Lang::Nl, Lang::En];
/// A web address or stamp may be wider than the page; it stays whole so that it can be copied.
const WIDTH: usize = 80;

/// Every instrument that is compiled in, as `id/edition`: a new one is never forgotten.
fn instruments() -> Vec<String> {
    Catalogue::builtin().instruments.iter().map(|entry| format!("{}/{}", entry.id, entry.edition)).collect()
}

fn instrument(name: &str) -> Instrument {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("instruments").join(format!("{name}.toml"));
    let text = std::fs::read_to_string(&path).expect("an instrument");
    let (instrument, findings) = check::instrument(&Arc::new(Source::new(name, &text)));
    let found: Vec<String> = findings.iter().map(|finding| format!("{} {}", finding.place.name(), finding.found.en)).collect();
    instrument.unwrap_or_else(|| panic!("{name}: {found:#?}"))
}

/// What is told of an instrument with its second table.
fn shown<T>(name: &str, tell: impl Fn(&Instrument, &Standing) -> T) -> T {
    let instrument = instrument(name);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("instruments").join(format!("{name}.second.csv"));
    // Not every file was read twice yet.
    let second = std::fs::read_to_string(path).ok().map(|text| Arc::new(Source::new("second", &text)));
    let second = second.map(|second| SecondTable {
        origin: second_entry::origin(&second).map(str::to_owned),
        values: second_entry::values(&second),
        findings: second_entry::findings(&instrument, Some(&second)),
    });
    tell(&instrument, &Standing { second, ..Standing::default() })
}

fn show_text(name: &str, lang: Lang) -> String {
    shown(name, |instrument, standing| show::text(instrument, standing, lang))
}

fn told<T>(case: &Case, tell: impl Fn(&Score<'_>) -> T) -> T {
    let instrument = instrument(case.instrument);
    let answers = answers(&instrument, case.answers);
    let evaluation = Evaluator::new(&instrument).evaluate(&answers);
    let tier = case.tier.then(|| report_cases::tier(evaluation.outcome == Outcome::Scored));
    tell(&Score {
        instrument: &instrument,
        as_of: &AsOf::default(),
        answers: &answers,
        evaluation: &evaluation,
        case_id: Some("Z-0148"),
        tier,
        faults: Vec::new(),
    })
}

fn assert_page(name: &str, page: &str) {
    for line in page.lines().filter(|line| !line.contains("http")) {
        assert!(line.chars().count() <= WIDTH, "{name}: {line}");
        assert_eq!(line.trim_end(), line, "{name}: spaces at the end");
    }
    assert!(!page.contains("\n\n\n"), "{name}: two empty lines");
}

#[test]
fn a_case_is_told_in_both_languages() {
    for case in cases() {
        for lang in LANGUAGES {
            let name = format!("score_{}_{}", case.name, lang.code());
            let page = told(&case, |score| report::score::text(score, lang));
            assert_page(&name, &page);
            settings().bind(|| insta::assert_snapshot!(name, page));
        }
        let json = told(&case, |score| report::json::score(score, Lang::En));
        let json = serde_json::to_string_pretty(&json).expect("JSON");
        settings().bind(|| insta::assert_snapshot!(format!("json_{}", case.name), json));
    }
}

/// A rejected record names the cell, what was written and what is allowed.
#[test]
fn a_rejected_record_is_told_in_both_languages() {
    let instrument = instrument("static-99r/2016.1");
    let answers = vec![Answer::Unknown; instrument.form().fields.len()];
    let field = instrument.form().field("prior_sex_charges").expect("a field");
    let evaluation = Evaluation::without_values(Outcome::Rejected, vec![Reason::Unreadable(field)]);
    let allowed = words!("een heel aantal van 0 t/m 999", "a whole number from 0 to 999");
    let faults = vec![Fault { field, code: Code::CellNotCount, written: "1.000".to_owned(), allowed }];
    let score = Score {
        instrument: &instrument,
        as_of: &AsOf::default(),
        answers: &answers,
        evaluation: &evaluation,
        case_id: None,
        tier: None,
        faults,
    };
    for lang in LANGUAGES {
        let page = report::score::text(&score, lang);
        assert_page("rejected", &page);
        settings().bind(|| insta::assert_snapshot!(format!("score_rejected_{}", lang.code()), page));
    }
    let json = report::json::score(&score, Lang::En);
    assert_eq!(json["reason"], serde_json::json!(["R0102:prior_sex_charges"]));
    assert_eq!((&json["score"], &json["levels"]), (&serde_json::Value::Null, &serde_json::json!([])));
}

#[test]
fn every_instrument_has_a_case_that_is_told() {
    let mut told: Vec<&str> = cases().iter().map(|case| case.instrument).collect();
    told.sort_unstable();
    told.dedup();
    let mut all = instruments();
    all.sort_unstable();
    assert_eq!(told, all);
}

#[test]
fn an_instrument_is_shown_in_both_languages() {
    for name in &instruments() {
        for lang in LANGUAGES {
            let page = show_text(name, lang);
            let name = format!("show_{}_{}", name.split('/').next().unwrap_or_default(), lang.code());
            assert_page(&name, &page);
            settings().bind(|| insta::assert_snapshot!(name, page));
        }
    }
}

#[test]
fn instruments_and_codes_are_listed_in_both_languages() {
    let mut entries: Vec<list::Entry> = instruments().iter().map(|name| list::Entry::of(instrument(name).form())).collect();
    entries.push(report_cases::protocol_entry());
    for lang in LANGUAGES {
        let page = list::text(&entries, lang);
        assert_page("list", &page);
        settings().bind(|| insta::assert_snapshot!(format!("list_{}", lang.code()), page));
        let all = text::render(&report::explain::all(lang));
        assert_page("explain", &all);
        for code in Code::ALL {
            assert!(all.contains(code.id()));
            assert_page(code.id(), &text::render(&report::explain::code(*code, lang)));
        }
    }
    let json = serde_json::to_string_pretty(&list::json(&entries, Lang::En)).expect("JSON");
    settings().bind(|| insta::assert_snapshot!("list_json", json));
}

/// Stamps change with every edit of an instrument; the digest itself is tested elsewhere.
fn settings() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.add_filter(r"\+sha256:[0-9a-f]{12}", "+sha256:[digest]");
    settings.set_snapshot_path("report_snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

/// The trace is honest: what its items give adds up to its sums, its sums are those of the evaluator, and its words name the answers.
#[test]
fn the_trace_adds_up_for_every_vector() {
    for name in &instruments() {
        let instrument = instrument(name);
        let evaluator = Evaluator::new(&instrument);
        let (form, mut added) = (instrument.form(), 0);
        for (case, answers) in report_cases::vectors(&instrument) {
            let evaluation = evaluator.evaluate(&answers);
            let trace = Trace::of(&instrument, &answers, &evaluation);
            let has_values = matches!(evaluation.outcome, Outcome::Scored | Outcome::Open);
            assert_eq!(trace.items.iter().all(|item| item.points.is_some()), has_values || form.items.is_empty(), "{case}");
            for reach in &evaluation.reach.scales {
                let value = trace.scales[reach.scale].value.points.expect("a total");
                assert_eq!((value.least, value.greatest), (reach.least, reach.greatest), "{case}");
            }
            for (scale, sums) in form.scales.iter().zip(&trace.scales) {
                let parts = scale.parts.iter().map(|part| match *part {
                    Part::Item(item) => trace.items[item].points.expect("points"),
                    Part::Scale(inner) => trace.scales[inner].value,
                });
                // Where an answer is withheld there is nothing to add up.
                let Some(parts) = parts.map(|part| part.points).collect::<Option<Vec<_>>>() else { continue };
                let raw = sums.raw.points.expect("a sum");
                let (least, greatest) = (parts.iter().map(|part| part.least).sum(), parts.iter().map(|part| part.greatest).sum());
                assert!(least <= raw.least && raw.greatest <= greatest, "{case}: {}", scale.id);
                if parts.iter().all(|part| part.least == part.greatest) {
                    added += 1;
                    assert_eq!((raw.least, raw.greatest), (least, greatest), "{case}: {}", scale.id);
                }
            }
            for (item, traced) in form.items.iter().zip(&trace.items) {
                if let (Some(reach), [gave]) = (traced.points, &traced.gave[..])
                    && let (Some(points), 1) = (gave.points(item), item.fields().len())
                {
                    assert_eq!(reach.only(), Some(points), "{case}: {}", item.id);
                }
            }
        }
        assert!(form.scales.is_empty() || added > 10, "{name}: {added} sums with all parts known");
    }
}

/// Nothing says what is to be done with a person, and nothing names a person by a deed.
#[test]
fn no_sentence_decides_or_labels() {
    const NEVER: &[&str] = &[
        "wordt gemonitord",
        "gemonitord",
        "moet worden",
        "in aanmerking",
        "dader",
        "gevaarlijk",
        "risicogeval",
        "will be monitored",
        "must be",
        "is dangerous",
        "predator",
        "the offender",
        "perpetrator",
    ];
    let mut pages: Vec<String> = Vec::new();
    for lang in LANGUAGES {
        pages.extend(cases().iter().map(|case| told(case, |score| report::score::text(score, lang))));
        pages.extend(instruments().iter().map(|name| show_text(name, lang)));
        let sheet = |name: &String| shown(name, |instrument, standing| text::render(&show::sheet(instrument, standing, lang)));
        pages.extend(instruments().iter().map(sheet));
    }
    for page in pages {
        // Lines may break inside a phrase.
        let page = page.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
        for never in NEVER {
            assert!(!page.contains(never), "{never}: {page}");
        }
    }
}
