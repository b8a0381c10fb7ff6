// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Certificates: the same bytes each time, counts that agree with trying everything, witnesses that score as claimed.

mod certified;
mod program;

use std::path::Path;

use certified::tried::assert_agrees;
use certified::{Certified, instrument, shipped, strings_of, text_of};
use program::taxeer;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use taxeer::catalogue::Catalogue;
use taxeer::domain::NOT_APPLICABLE;
use taxeer::form::FieldType;

fn certified(id: &str) -> Certified {
    let instrument = shipped().into_iter().find(|instrument| instrument.form().id == id).expect("a shipped instrument");
    Certified::of(&instrument)
}

/// The least answer of each cell: enough where nothing but patterns counts.
fn least_answers(certified: &Certified) -> Vec<Vec<i64>> {
    let fields = certified.form().fields.iter().zip(certified.cells());
    fields.map(|(field, cells)| cells.iter().map(|answer| certified.value(&field.id, answer)).collect()).collect()
}

#[test]
fn every_shipped_instrument_has_one_and_it_is_the_same_each_time() {
    for instrument in shipped() {
        let text = text_of(&instrument);
        assert_eq!(text, text_of(&instrument), "{}", instrument.stamp());
        let above = text.split_inclusive('\n').take_while(|line| !line.starts_with("  \"seal\"")).collect::<String>();
        let seal: String = Sha256::digest(above.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(text, format!("{above}  \"seal\": \"{seal}\"\n}}\n"), "{}", instrument.stamp());
        let value: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(serde_json::to_string_pretty(&value).unwrap() + "\n", text, "two spaces a step, nothing escaped that need not be");
        assert_eq!(value["instrument"]["digest"], instrument.digest());
        assert!(!text.contains("\\u") && !text.contains('\r'));
    }
}

#[test]
fn one_changed_byte_changes_the_digest_and_the_seal() {
    for entry in Catalogue::builtin().instruments {
        let text = entry.source().text.clone();
        let title = text.find("title").expect("a title");
        // A space before the equals sign becomes a tab: nothing else changes.
        let place = title + text[title..].find(' ').expect("a space");
        let mut other = text.clone();
        other.replace_range(place..=place, "\t");
        let [a, b] = [&text, &other].map(|text| Certified::of(&instrument(text)).certificate);
        assert_ne!(a["instrument"]["digest"], b["instrument"]["digest"]);
        assert_ne!(a["seal"], b["seal"]);
        assert_eq!(b["mutations"], Value::Null, "the slips were made of another text");
        for key in ["fields", "components", "scales", "schemes", "rules"] {
            assert_eq!(a[key], b[key], "{key}");
        }
    }
}

#[test]
fn counts_agree_with_trying_every_combination_of_cells() {
    for id in ["static-99r", "psa", "acute-2007"] {
        let certified = certified(id);
        assert_agrees(&certified, &least_answers(&certified));
    }
}

/// Its counts are compared with each other: small ones meet every case.
#[test]
fn counts_agree_with_trying_small_numbers_where_fields_are_compared() {
    let certified = certified("osp-iic");
    let mut answers = least_answers(&certified);
    for (field, answers) in certified.form().fields.iter().zip(&mut answers) {
        if field.id.ends_with("_sanctions") {
            *answers = if field.id == "total_sanctions" { vec![1, 2, 4, 8] } else { (0..=2).collect() };
        }
    }
    assert_agrees(&certified, &answers);
}

#[test]
fn every_witness_scores_as_claimed() {
    for instrument in shipped() {
        let certified = Certified::of(&instrument);
        let certificate = &certified.certificate;
        let score = |claim: &Value| certified.score(&certified.record(&claim["witness"])).unwrap_or_else(|| panic!("allowed: {claim}"));
        let mut seen = 0;
        for scale in certificate["scales"].as_array().unwrap() {
            let id = scale["id"].as_str().unwrap();
            for claim in scale["totals"].as_array().into_iter().flatten().chain([&scale["least"], &scale["greatest"]]) {
                assert_eq!(claim["total"], score(claim).totals[id].to_string(), "{id}");
                seen += 1;
            }
            if let Some(claim) = scale.get("withheld") {
                assert!(!score(claim).totals.contains_key(id), "{id}");
            }
        }
        for scheme in certificate["schemes"].as_array().unwrap() {
            let (form, id) = (certified.form(), scheme["id"].as_str().unwrap());
            let index = form.schemes.iter().position(|one| one.id == id).unwrap();
            for level in scheme["levels"].as_array().unwrap() {
                for end in [level.get("least"), level.get("greatest")].into_iter().flatten() {
                    let (scored, scale) = (score(end), &form.scales[form.scale_of(index).unwrap()].id);
                    assert_eq!(
                        (&end["total"], &level["id"]),
                        (&scored.totals[scale].to_string().into(), &scored.levels[id].clone().into())
                    );
                    seen += 1;
                }
                if level.get("witness").is_some() {
                    assert_eq!(level["id"], score(level).levels[id]);
                    seen += 1;
                }
            }
        }
        for rule in certificate["rules"].as_array().unwrap().iter().filter(|rule| rule.get("witness").is_some()) {
            assert_eq!(rule["id"], score(rule).rule.unwrap());
            seen += 1;
        }
        let form = certified.form();
        assert!(seen >= 2 * form.scales.len() + form.rules.len(), "{}: {seen} claims", instrument.stamp());
    }
}

#[test]
fn totals_that_are_too_many_to_list_keep_their_ends() {
    let certified = certified("ogrs3");
    let total = &certified.certificate["scales"][0];
    assert_eq!(total["totals"], Value::Null);
    assert!(total["least"]["witness"].is_object() && total["greatest"]["witness"].is_object());
}

#[test]
fn the_counts_of_slips_are_those_of_this_very_text() {
    let table = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("instruments/mutations.csv")).unwrap();
    for instrument in shipped() {
        let (form, digest) = (instrument.form(), instrument.digest());
        let begin = format!("{}@{},{digest},", form.id, form.edition);
        let counts = table.lines().find_map(|line| line.strip_prefix(&begin));
        let expected = counts.map_or(Value::Null, |counts| {
            let (made, survived) = counts.split_once(',').expect("two counts");
            let [made, survived] = [made, survived].map(|count| count.parse::<usize>().expect("a count"));
            serde_json::json!({
                "standing": "stated, not verified",
                "command": "cargo test --test mutants",
                "made": made,
                "survived": survived,
            })
        });
        assert_eq!(Certified::of(&instrument).certificate["mutations"], expected, "{}", form.id);
    }
}

/// Everything of the format that the shipped instruments have little of, with domains so small that every record can be tried.
#[test]
fn a_made_up_instrument_agrees_with_trying_every_record() {
    let certified = Certified::of(&instrument(MADE_UP));
    let mut answers = least_answers(&certified);
    for (field, answers) in certified.form().fields.iter().zip(&mut answers) {
        match field.kind {
            // Every millionth is too many: the ends of the cells.
            FieldType::Decimal => answers.extend(["1.499999", "3"].map(|answer| certified.value(&field.id, answer))),
            _ => *answers = field.answers().intervals().iter().flat_map(|&(low, high)| low..=high).collect(),
        }
    }
    assert!(answers.iter().flatten().any(|&answer| answer == NOT_APPLICABLE));
    assert_agrees(&certified, &answers);
    // Neighbours that no pattern tells apart share a cell; options that are told apart do not, however few points that makes.
    let cells = certified.cells();
    let of = |id: &str| cells[certified.form().field(id).unwrap()].join(" ");
    assert_eq!(of("colour"), "red blue violet");
    assert_eq!(of("early"), "0");
    assert_eq!(of("all"), "0 2");
    assert_eq!(of("size"), "0 1.5 not_applicable");
    assert_eq!(of("weighed"), "0 1 3");
    let components = strings_of(&certified.certificate["components"], "fields");
    assert_eq!(
        components,
        [vec!["early", "late", "all"], vec!["colour", "size"], vec!["left", "right"], vec!["weighed"]],
        "in the order of their first field"
    );
    for scheme in [0, 1] {
        assert_eq!(certified.certificate["schemes"][scheme]["levels"][2]["unreachable"], true);
    }
}

const MADE_UP: &str = include_str!("certified/made_up.toml");

/// Levels on the chance of a Cox link.
#[test]
fn a_cox_link_agrees_with_trying_every_cell() {
    let certified = Certified::of(&instrument(include_str!("faulty/cox.toml")));
    assert_agrees(&certified, &least_answers(&certified));
}

#[test]
fn a_level_that_is_not_one_run_has_no_certificate() {
    let split = MADE_UP
        .replace("rising = true\n", "")
        .replace("at = \"..1\"", "at = \"..1 | 3..\"")
        .replace("  { id = \"top\", at = \"3..\", name = { nl = \"top\", en = \"top\" } },\n", "");
    let refused = taxeer::certificate::of(&instrument(&split)).unwrap_err().to_string();
    assert_eq!(refused, "between the totals of level `low` of `bands` lies a total of another level");
}

/// What the program says on its streams, and how it ends.
fn run(arguments: &[&str]) -> (Option<i32>, String, String) {
    let run = taxeer().arg("check").args(arguments).output().expect("taxeer starts");
    let [out, err] = [run.stdout, run.stderr].map(|stream| String::from_utf8(stream).expect("UTF-8"));
    (run.status.code(), out, err)
}

#[test]
fn the_program_writes_it_and_says_so() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("psa.json");
    let shown = path.to_string_lossy().into_owned();
    let expected = text_of(certified("psa").evaluator.instrument());
    for (lang, begin) in [("nl", "certificaat van psa@"), ("en", "certificate of psa@")] {
        std::fs::write(&path, "an older one").expect("a file");
        let (exit, out, err) = run(&["psa", "--certificate", &shown, "--lang", lang]);
        assert_eq!((exit, err.as_str()), (Some(0), ""));
        assert!(out.lines().last().is_some_and(|line| line.starts_with(begin) && line.ends_with(&shown)), "{out}");
        assert_eq!(std::fs::read_to_string(&path).expect("a certificate"), expected);
    }
    let (exit, out, _) = run(&["psa", "--certificate", &shown, "--json"]);
    let told: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!((exit, &told["certificate"]), (Some(0), &Value::String(shown)));
    assert_eq!(folder.path().read_dir().expect("a folder").count(), 1, "nothing is left beside it");
}

#[test]
fn it_is_of_one_instrument_and_never_over_its_own_file() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let own = folder.path().join("own.toml");
    std::fs::write(&own, MADE_UP).expect("a file");
    let (path, own) = (folder.path().join("c.json").to_string_lossy().into_owned(), own.to_string_lossy().into_owned());
    let one = ["taxeer: een certificaat gaat over één instrument: ", "taxeer: a certificate is of one instrument: "];
    let over = ["taxeer: het certificaat zou de regelset overschrijven", "taxeer: the certificate would overwrite the rule set"];
    let wrong: [(&[&str], [&str; 2]); 4] = [
        (&["--certificate", &path], one),
        (&["--certificate", &path, "psa", "osp-dc"], one),
        (&["--certificate", &path, "example-static-99r"], one),
        (&["--certificate", &own, &own], over),
    ];
    for (arguments, words) in wrong {
        for (lang, words) in ["nl", "en"].into_iter().zip(words) {
            let (exit, out, err) = run(&[arguments, &["--lang", lang]].concat());
            assert_eq!((exit, out.as_str()), (Some(2), ""), "{arguments:?}");
            assert!(err.starts_with(words), "{err}");
        }
    }
    assert_eq!(folder.path().read_dir().expect("a folder").count(), 1, "nothing was written");
    assert_eq!(std::fs::read_to_string(&own).expect("the rule set"), MADE_UP);
}

#[test]
fn what_is_not_sound_or_differs_from_its_second_table_has_none() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let at = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let shipped = |name: &str| std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).expect("a shipped file");
    let (rules, second) = (shipped("instruments/osp-iic/2026.1.toml"), shipped("instruments/osp-iic/2026.1.second.csv"));
    std::fs::write(at("unsound.toml"), MADE_UP.replace("range = [0, 4.25]", "range = [0, 4]")).expect("a file");
    std::fs::write(at("differs.toml"), rules.replace("2y = 0.10310", "2y = 0.10311")).expect("a file");
    std::fs::write(at("differs.second.csv"), second).expect("a file");
    for (name, expected) in [("unsound.toml", 3), ("differs.toml", 6)] {
        for (lang, words) in [("nl", "er is geen certificaat geschreven"), ("en", "no certificate was written")] {
            let (exit, _, err) = run(&["--certificate", &at("c.json"), &at(name), "--lang", lang]);
            assert_eq!(exit, Some(expected), "{name}");
            assert!(err.contains(words), "{err}");
            assert!(!folder.path().join("c.json").exists(), "{name}");
        }
    }
}
