//! The second entry: the shipped pairs agree, and every kind of difference is found with both places.

use std::path::Path;
use std::sync::Arc;

use taxeer::check::resolve;
use taxeer::diagnostic::{Code, Diagnostic, Severity, Source, concise::concise, full::full};
use taxeer::form::Form;
use taxeer::lang::Lang;
use taxeer::second_entry;
use taxeer::syntax::{self, grammar};

const PAIRS: [(&str, &str); 6] = [
    ("static-99r", "2016.1"),
    ("osp-dc", "2026.1"),
    ("psa", "2022.1"),
    ("ogrs3", "2009.1"),
    ("osp-iic", "2026.1"),
    ("static-2002r", "2009.1"),
];

fn text(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("a file")
}

fn rule_set(id: &str) -> String {
    let edition = PAIRS.iter().find(|pair| pair.0 == id).expect("an instrument").1;
    text(&format!("instruments/{id}/{edition}.toml"))
}

fn second(id: &str) -> String {
    let edition = PAIRS.iter().find(|pair| pair.0 == id).expect("an instrument").1;
    text(&format!("instruments/{id}/{edition}.second.csv"))
}

fn form(rule_set: &str) -> Form {
    let source = Arc::new(Source::new("rules.toml", rule_set));
    let (tree, findings) = syntax::read(&source, grammar::INSTRUMENT);
    assert!(findings.is_empty(), "the text is sound");
    resolve::form(&source, &tree).form.expect("a form")
}

fn compare(rule_set: &str, second: &str) -> Vec<Diagnostic> {
    second_entry::compare(&form(rule_set), &Arc::new(Source::new("second.csv", second)))
}

fn lines(findings: &[Diagnostic], lang: Lang) -> Vec<String> {
    findings.iter().map(|finding| concise(finding, lang)).collect()
}

/// Replaces a text that stands there exactly once.
fn replaced(text: &str, from: &str, to: &str) -> String {
    assert_eq!(text.matches(from).count(), 1, "`{from}` stands once");
    text.replace(from, to)
}

fn settings() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("second/snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

#[test]
fn shipped_pairs_agree_in_every_number() {
    for (id, _) in PAIRS {
        let found = lines(&compare(&rule_set(id), &second(id)), Lang::En);
        assert!(found.is_empty(), "{id}:\n{}", found.join("\n"));
    }
}

/// The tables as they were typed at first lack some kinds of parts: that is told, and nothing else.
#[test]
fn the_original_tables_agree_with_remarks_only() {
    let mut told = String::new();
    for (id, _) in PAIRS {
        let findings = compare(&rule_set(id), &text(&format!("tests/second/original/{id}.csv")));
        let errors: Vec<Diagnostic> = findings.iter().filter(|finding| finding.severity == Severity::Error).cloned().collect();
        assert!(errors.is_empty(), "{id}:\n{}", lines(&errors, Lang::En).join("\n"));
        for finding in &findings {
            told.push_str(&format!("{id}: {}\n", finding.found.en));
        }
    }
    settings().bind(|| insta::assert_snapshot!("original", told));
}

/// Which file a change is made in.
enum Side {
    Rules,
    Second,
}
use Side::{Rules, Second};

/// What is changed, and the codes that must come out.
const CHANGES: &[(&str, &str, Side, &str, &str, &[&str])] = &[
    ("points of a row", "osp-dc", Rules, "\"1\" = 5,", "\"1\" = 6,", &["T0501"]),
    ("points of a joint row", "ogrs3", Second, "50..,-2.025261458", "50..,-2.025261459", &["T0501"]),
    ("a bound between two rows", "static-99r", Rules, "\"1..=2\" = 1, \"3..=5\" = 2", "\"1..=3\" = 1, \"4..=5\" = 2", &["T0501"]),
    ("a bound of a decimal", "static-99r", Second, "age_at_release=18..35,1\nitem,age,age_at_release=35..40", "age_at_release=18..34.9,1\nitem,age,age_at_release=34.9..40", &["T0501"]),
    ("a joint row with one field", "psa", Rules, "age_at_arrest = \"..=20\"", "age_at_arrest = \"..=21\"", &["T0501"]),
    ("otherwise", "psa", Rules, "otherwise = 0", "otherwise = 1", &["T0501", "T0501"]),
    ("columns of an item swapped", "static-99r", Second, "prior_sex_charges=3..=5,2\nitem,prior_sex_offences,prior_sex_charges=6..,3\nitem,prior_sex_offences,prior_sex_convictions=0,0\nitem,prior_sex_offences,prior_sex_convictions=1,1\nitem,prior_sex_offences,prior_sex_convictions=2..=3,2\nitem,prior_sex_offences,prior_sex_convictions=4..,3", "prior_sex_charges=3,2\nitem,prior_sex_offences,prior_sex_charges=4..,3\nitem,prior_sex_offences,prior_sex_convictions=0,0\nitem,prior_sex_offences,prior_sex_convictions=1,1\nitem,prior_sex_offences,prior_sex_convictions=2..=5,2\nitem,prior_sex_offences,prior_sex_convictions=6..,3", &["T0501", "T0501"]),
    ("how columns combine", "static-99r", Rules, "combine = \"max\"", "combine = \"sum\"", &["T0501"]),
    ("a weight", "ogrs3", Rules, "weight = 1.251124464", "weight = 1.251124465", &["T0501"]),
    ("an item in no sum", "static-2002r", Rules, "sum = [\"unrelated_victim\", \"stranger_victim\"]", "sum = [\"unrelated_victim\"]", &["T0501"]),
    ("a range", "osp-dc", Rules, "range = [0, 64]", "range = [0, 65]", &["T0501"]),
    ("a conversion", "static-2002r", Second, "convert,criminality,raw=3..=4,2", "convert,criminality,raw=3,2", &["T0502"]),
    ("a conversion's value", "static-2002r", Second, "convert,criminality,raw=3..=4,2", "convert,criminality,raw=3..=4,3", &["T0501"]),
    ("a level's bound", "static-99r", Rules, "at = \"4..\"\n", "at = \"5..\"\n", &["T0503"]),
    ("a level behind a horizon", "ogrs3", Second, "percent.2y=50..=74,medium", "percent.2y=50..=75,medium", &["T0501"]),
    ("a level of another horizon", "ogrs3", Second, "percent.2y=50..=74,medium", "percent.1y=50..=74,medium", &["T0503"]),
    ("a shift", "osp-dc", Rules, "bands = \"medium\", in_custody = \"no\", offence_free_years = \"5..\"", "bands = \"medium\", in_custody = \"no\", offence_free_years = \"6..\"", &["T0501"]),
    ("a shift that is not there", "osp-dc", Second, "level,reduced,bands=medium;in_custody=no;offence_free_years=5..,low\n", "", &["T0501"]),
    ("the order of levels", "psa", Second, "no|yes\ngate", "yes|no\ngate", &["T0501"]),
    ("a rounding", "ogrs3", Rules, "probability_decimals = 5", "probability_decimals = 4", &["T0501"]),
    ("an intercept", "ogrs3", Rules, "intercept = 1.402562384", "intercept = 1.402562385", &["T0501"]),
    ("a slope that one side has", "osp-dc", Second, "link,2y.slope,,0.1598\n", "", &["T0502"]),
    ("a slope of one that one side has", "osp-dc", Rules, "slope = 0.1598\n", "", &["T0501"]),
    ("an exception", "osp-dc", Rules, "at = { \"0\" = 0 }", "at = { \"1\" = 0 }", &["T0502", "T0503"]),
    ("an exception that one side has", "osp-dc", Rules, "at = { \"0\" = 0 }\n", "", &["T0503"]),
    ("a probability of a rule", "osp-iic", Second, "0.03328", "0.03329", &["T0501"]),
    ("where a rule holds", "osp-iic", Second, "probability,2y.rule2,image_sanctions=1,", "probability,2y.rule2,image_sanctions=1..=2,", &[]),
    ("a level of a rule", "osp-iic", Second, "level,rule2,image_sanctions=1,medium", "level,rule2,image_sanctions=1,low", &["T0501"]),
    ("a norm", "static-99r", Rules, "value = 18.7", "value = 18.8", &["T0501"]),
    ("a norm's interval", "static-99r", Rules, "high = 24.1", "high = 24.2", &["T0501"]),
    ("a norm row that one side has", "static-99r", Second, "norm,percentile,total=1,31.7\n", "", &["T0502"]),
    ("a gate", "static-99r", Rules, "require = { age_at_release = \"18..\" }", "require = { age_at_release = \"17..\" }", &["T0501"]),
    ("an implication", "static-99r", Second, "stranger_victim=yes,unrelated_victim=yes", "stranger_victim=yes,unrelated_victim=no", &["T0501", "T0501"]),
    ("a comparison with a number", "osp-dc", Rules, "at_least = 1", "at_least = 2", &["T0501"]),
    ("a comparison the other way", "osp-dc", Second, "age_at_last_sexual_sanction,at_most age_at_follow_up", "age_at_follow_up,at_most age_at_last_sexual_sanction", &["T0501"]),
    ("a comparison said from the other side", "osp-dc", Second, "age_at_last_sexual_sanction,at_most age_at_follow_up", "age_at_follow_up,at_least age_at_last_sexual_sanction", &[]),
    ("a rule for unknown", "osp-dc", Rules, "unknown = \"no\"", "unknown = \"yes\"", &["T0501"]),
    ("a rule for unknown that one side has", "osp-dc", Second, "unknown,stranger_victim,,no\n", "", &["T0502"]),
    ("a domain", "osp-dc", Second, "domain,offence_free_years,,0..=109", "domain,offence_free_years,,0..=108", &["T0501"]),
    ("an option", "osp-dc", Second, "domain,sex,,male|female", "domain,sex,,male|femal", &["T0503"]),
    ("a part that is not there", "psa", Second, "item,fta.fta_older,fta_older=yes,1\nitem,fta.fta_older,fta_older=no,0\n", "", &["T0502"]),
    ("a part of another name", "psa", Second, "item,nca.age,age_at_arrest=18..=22,2\nitem,nca.age,age_at_arrest=23..,0", "item,nca.aged,age_at_arrest=18..=22,2\nitem,nca.aged,age_at_arrest=23..,0", &["T0502", "T0503"]),
    ("a field of another name", "psa", Second, "fta_older=yes,1", "fta_old=yes,1", &["T0503"]),
    ("rows cut elsewhere that say the same", "osp-dc", Second, "contact_adult_sanctions=3..,15", "contact_adult_sanctions=3..=5 | 6..,15", &[]),
    ("an end that is open", "static-99r", Second, "level,five-level,total=6..=12,IVb", "level,five-level,total=6..,IVb", &[]),
    ("an unknown kind of part", "osp-dc", Second, "range,total,,0..=64", "rang,total,,0..=64", &["T0504", "T0506"]),
    ("a bad pattern", "osp-dc", Second, "total_sanctions=2..,6", "total_sanctions=2.,6", &["T0506"]),
    ("a bad number", "osp-dc", Second, "total_sanctions=2..,6", "total_sanctions=2..,six", &["T0506"]),
    ("a line of three cells", "osp-dc", Second, "link,2y.slope,,0.1598", "link,2y.slope,0.1598", &["T0502", "T0506"]),
    ("another header", "osp-dc", Second, "part,id,when,value", "part;id;when;value", &["T0506"]),
];

#[test]
fn every_kind_of_difference_is_found_with_both_places() {
    for lang in [Lang::Nl, Lang::En] {
        let mut told = String::new();
        for (name, id, side, from, to, codes) in CHANGES {
            let (mut rules, mut table) = (rule_set(id), second(id));
            let before: Vec<String> = compare(&rules, &table).into_iter().map(|finding| finding.found.en).collect();
            match side {
                Rules => rules = replaced(&rules, from, to),
                Second => table = replaced(&table, from, to),
            }
            let mut findings = compare(&rules, &table);
            findings.retain(|finding| !before.contains(&finding.found.en));
            let mut found: Vec<&str> = findings.iter().map(|finding| finding.code.id()).collect();
            found.sort_unstable();
            assert_eq!(found, *codes, "{name}: {:#?}", lines(&findings, Lang::En));
            for finding in findings.iter().filter(|finding| finding.code != Code::SecondUnreadable) {
                let (other, _) = finding.related.as_ref().expect("a second place");
                assert_ne!(other.source.name, finding.place.source.name, "{name}: one place in each file");
            }
            told.push_str(&format!("# {name}\n{}\n", lines(&findings, lang).join("\n")));
        }
        settings().bind(|| insta::assert_snapshot!(format!("differences_{}", lang.code()), told));
    }
}

#[test]
fn a_difference_is_shown_with_both_lines() {
    let rules = replaced(&rule_set("ogrs3"), "points = -1.499690953", "points = -1.499690963");
    let findings = compare(&rules, &second("ogrs3"));
    for lang in [Lang::Nl, Lang::En] {
        let told: Vec<String> = findings.iter().map(|finding| full(finding, lang)).collect();
        settings().bind(|| insta::assert_snapshot!(format!("shown_{}", lang.code()), told.join("\n")));
    }
}

#[test]
fn without_a_table_the_numbers_were_entered_once() {
    let source = Arc::new(Source::new("rules.toml", &rule_set("psa")));
    let instrument = taxeer::check::instrument(&source).0.expect("a sound rule set");
    let found: Vec<Code> = second_entry::findings(&instrument, None).iter().map(|finding| finding.code).collect();
    assert_eq!(found, [Code::NoSecond]);
}

#[test]
fn an_empty_table_has_no_part_of_the_rule_set() {
    let findings = compare(&rule_set("osp-iic"), "");
    assert!(findings.iter().any(|finding| finding.code == Code::SecondUnreadable));
    assert_eq!(findings.iter().filter(|finding| finding.code == Code::OnlyInRuleSet).count(), 10);
}
