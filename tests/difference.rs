// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What changed between two rule sets, over the whole domain and over cases.

#[path = "difference/hand.rs"]
mod hand;
#[path = "difference/made_up.rs"]
mod made_up;
mod mutant;
mod program;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use made_up::{ADULTS, AGE, CONSTRAINT, CUTS, DEBTS, Edit, NO_WORK, OLD, WORDS, changed, edited, instrument};
use mutant::{Original, Slip};
use proptest::prelude::*;
use taxeer::check::resolve;
use taxeer::diagnostic::Source;
use taxeer::difference::cases::{self, Cases, Job, Move};
use taxeer::difference::{Change, Class, Counted, Difference, Section, Share, changes, json, page, share};
use taxeer::evaluate::Outcome;
use taxeer::instrument::Instrument;
use taxeer::lang::Lang;
use taxeer::record::{Conventions, RunError, Table};
use taxeer::syntax::{self, grammar};

fn static_99r() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("instruments/static-99r/2016.1.toml");
    std::fs::read_to_string(path).expect("a rule set")
}

fn over(old: &Instrument, new: &Instrument, input: &str, sets: &[&str]) -> Result<(Cases, String), RunError> {
    let changes = changes(old.form(), new.form());
    let sets: Vec<String> = sets.iter().map(|set| (*set).to_owned()).collect();
    let mut list = Vec::new();
    let conventions = Conventions::default();
    let job = Job { mapping: None, old, new, changes: &changes, sets: &sets, conventions: &conventions, listed: usize::MAX, block: 7 };
    let found = cases::cases(&job, Box::new(Table::csv(input.as_bytes(), &job.expected())?), &mut list)?;
    Ok((found, String::from_utf8(list).expect("UTF-8")))
}

fn counting(old: &Instrument, new: &Instrument) -> Vec<String> {
    let line = |change: &Change| {
        let side = |side: &Option<String>| side.clone().unwrap_or_else(|| "-".to_owned());
        format!("{} {} [{}] {} → {}", change.id, change.what, change.place, side(&change.old), side(&change.new))
    };
    changes(old.form(), new.form()).iter().filter(|change| change.class == Class::Counts).map(line).collect()
}

fn counted(old: &Instrument, new: &Instrument) -> Counted {
    match share(old, new) {
        Share::Counted(counted) => counted,
        Share::Uncounted(why) => panic!("{why:?}"),
    }
}

#[test]
fn nothing_changes_between_a_rule_set_and_itself() {
    for entry in taxeer::catalogue::Catalogue::builtin().instruments {
        let one = taxeer::check::instrument(&entry.source()).0.expect("a sound rule set");
        assert_eq!(changes(one.form(), one.form()), [], "{}", entry.id);
        if let Share::Counted(counted) = share(&one, &one) {
            assert!(counted.both > 0, "{}", entry.id);
            let none = [counted.score, counted.level, counted.result, counted.one_population[0], counted.one_population[1]];
            assert_eq!(none, [0; 5], "{}", entry.id);
            assert_eq!((counted.one_consistent, counted.schemes.iter().sum::<u128>()), ([0; 2], 0), "{}", entry.id);
        }
    }
    let old = instrument(OLD);
    let input = format!("{}\n{}\n", hand::HEADER, hand::CASES.map(|case| case.0).join("\n"));
    let (found, list) = over(&old, &old, &input, &[]).expect("a run");
    assert_eq!((found.read, found.moved, found.other_probability), (20, 0, 0));
    assert!(found.reconciles() && list.lines().count() == 1);
}

#[test]
fn what_counts_is_told_by_part_and_words_stand_apart() {
    let new = changed(&[AGE, CUTS, ADULTS, NO_WORK, DEBTS, WORDS]);
    let old = instrument(OLD);
    assert_eq!(
        counting(&old, &new),
        [
            "work unknown [] - → no",
            "debts field [] - → type yes_no; domain no | yes",
            "adult gate [] - → age 18..: in",
            "age points [age 45..=49] 1 → 0",
            "debts points [] - → debts no: 0; yes: 1",
            "total sum [] age+charges+work → age+charges+debts+work",
            "total range [] 0..=5 → 0..=6",
            "three level [total 3] medium → high",
        ]
    );
    let words: Vec<_> = changes(old.form(), new.form()).into_iter().filter(|change| change.class == Class::Wording).collect();
    let told: Vec<_> = words.iter().map(|change| (change.id.as_str(), change.what, change.lang)).collect();
    assert_eq!(told, [("charges", "ask", Some(Lang::Nl)), ("charges", "title", Some(Lang::En))]);
    assert_eq!(words[0].new.as_deref(), Some("Hoe vaak is hij aangeklaagd?"));
}

/// Patterns are compared as sets, and a change of standing does not count.
#[test]
fn another_way_to_write_the_same_is_no_change() {
    let same: Edit = &[
        (r#""..30" = 2, "30..50" = 1, "50.." = 0"#, r#""50..=99" = 0, "0..=29" = 2, "30..=40" = 1, "41..=49" = 1"#),
        (r#"at = "4..""#, r#"at = "4 | 5""#),
    ];
    assert_eq!(changes(instrument(OLD).form(), changed(&[same]).form()), []);
    let standing: Edit = &[(r#"status = "reference""#, r#"status = "trial""#), ("made up for this test", "made up again")];
    let found = changes(instrument(OLD).form(), changed(&[standing]).form());
    let told: Vec<_> = found.iter().map(|change| (change.class, change.what, change.old.as_deref(), change.new.as_deref())).collect();
    let cite = (Class::Standing, "cite", Some("made up for this test"), Some("made up again"));
    assert_eq!(told, [(Class::Standing, "status", Some("reference"), Some("trial")), cite]);
}

/// Every change of one number that a rule set can have is told: as one that counts, or of a study, from which nothing is computed.
#[test]
fn every_mutant_shows_as_a_change_that_counts() {
    let original = Original::all().into_iter().find(|original| original.id == "static-99r").expect("in the catalogue");
    let form = |text: &str| {
        let source = Arc::new(Source::new("mutant.toml", text));
        resolve::form(&source, &syntax::read(&source, grammar::INSTRUMENT).0).form
    };
    let old = form(&original.text).expect("a form");
    let (mut seen, mut missed) = (0, Vec::new());
    for mutant in mutant::of(&original) {
        // What cannot be resolved is no rule set: `diff` refuses it.
        let Some(new) = form(&mutant.text(&original.text)) else { continue };
        seen += usize::from(mutant.slip == Slip::Number);
        let told = changes(&old, &new);
        let of_a_study = mutant.what.starts_with("study.");
        if !told.iter().any(|change| if of_a_study { change.section == Section::Study } else { change.class == Class::Counts }) {
            missed.push(mutant.what);
        }
    }
    assert!(seen > 100, "{seen}");
    assert_eq!(missed, [""; 0]);
}

#[test]
fn twenty_cases_by_hand() {
    let (old, new) = (instrument(OLD), changed(hand::CHANGES));
    let input = format!("{}\n{}\n", hand::HEADER, hand::CASES.map(|case| case.0).join("\n"));
    let (found, list) = over(&old, &new, &input, &[]).expect("a run");
    let mut expected = vec!["case_id,row,outcome_old,outcome_new,score_old,score_new,level_old,level_new,causes".to_owned()];
    for (row, (case, before, after, causes)) in hand::CASES.into_iter().enumerate().filter(|(_, case)| !case.3.is_empty()) {
        let (before, after): (Vec<&str>, Vec<&str>) = (before.split(',').collect(), after.split(',').collect());
        let pairs: Vec<String> = before.iter().zip(after).map(|(before, after)| format!("{before},{after}")).collect();
        expected.push(format!("{},{},{},{causes}", &case[..2], row + 2, pairs.join(",")));
    }
    assert_eq!(list.lines().collect::<Vec<_>>(), expected);
    let [matrix] = &found.matrices[..] else { panic!("{:?}", found.matrices) };
    let mut cells: BTreeMap<(String, String), u64> = BTreeMap::new();
    for was in matrix.states(0) {
        for now in matrix.states(1) {
            cells.insert((matrix.name(0, was), matrix.name(1, now)), matrix.cell(was, now));
        }
    }
    cells.retain(|_, count| *count > 0);
    let by_hand = hand::MATRIX.iter().map(|(was, now, count)| (((*was).to_owned(), (*now).to_owned()), *count));
    assert_eq!(cells, by_hand.collect());
    assert_eq!((found.read, found.moved, matrix.total(), found.moves.len()), (20, 14, 20, 14));
}

/// Every case that the changed rule sets can tell apart, unknown answers too.
fn all_cases() -> String {
    let mut rows = vec![hand::HEADER.to_owned()];
    for age in ["?", "16", "19", "25", "35", "47", "60"] {
        for charges in ["?", "0", "1", "3"] {
            for work in ["?", "yes", "no"] {
                for debts in ["?", "yes", "no"] {
                    for sex in ["male", "?"] {
                        rows.push(format!("{age}-{charges}-{work}-{debts}-{sex},{sex},{age},{charges},{work},{debts}"));
                    }
                }
            }
        }
    }
    rows.join("\n") + "\n"
}

/// Each change with the cause that names it.
const UNITS: [(Edit, &str); 6] = [
    (AGE, "item:age"),
    (CUTS, "scheme:three"),
    (ADULTS, "gate:adult"),
    (NO_WORK, "unknown:work"),
    (DEBTS, "item:debts"),
    (CONSTRAINT, "constraint:young_have_no_work"),
];

/// The rule set is really edited back: with all causes of a case undone it comes out as it was, and a cause that stands alone is enough.
#[test]
fn undoing_the_causes_undoes_the_move() {
    let (old, input) = (instrument(OLD), all_cases());
    let units = |causes: &[String]| {
        let named = UNITS.iter().filter(|(_, name)| causes.iter().any(|cause| cause == name || cause.starts_with(&format!("{name}:"))));
        named.map(|(_, name)| *name).collect::<Vec<_>>()
    };
    let run = |edits: &[(Edit, &str)]| {
        let edits: Vec<Edit> = edits.iter().map(|(edit, _)| *edit).collect();
        over(&old, &changed(&edits), &input, &[]).expect("a run").0.moves
    };
    let mut sole = 0;
    for subset in [&UNITS[..], &UNITS[..2], &UNITS[2..], &UNITS[1..4]] {
        let moves = run(subset);
        assert!(moves.len() > 20, "{}", moves.len());
        let mut by_causes: BTreeMap<Vec<&str>, Vec<&Move>> = BTreeMap::new();
        for one in &moves {
            let named = units(&one.causes);
            assert!(!named.is_empty(), "{one:?}");
            by_causes.entry(named).or_default().push(one);
        }
        for (causes, moved) in by_causes {
            let left: Vec<_> = subset.iter().copied().filter(|(_, name)| !causes.contains(name)).collect();
            let still = run(&left);
            for one in moved {
                sole += usize::from(causes.len() == 1);
                let again = still.iter().find(|other| other.case_id == one.case_id);
                assert!(again.is_none(), "{causes:?} undone: {one:?} → {again:?}");
            }
        }
    }
    assert!(sole > 20, "{sole}");
}

/// Points by value, gates and constraints as this test counts them; every value is a row of its own, so each is told apart.
#[derive(Clone, Debug)]
struct Small {
    a: [i64; 4],
    b: [i64; 4],
    cut: i64,
    gate: i64,
    rule: Option<i64>,
    /// Whether `a` is at most `b`.
    compared: bool,
    /// A field that the other one may not have: yes gives this many points.
    extra: Option<i64>,
}

impl Small {
    fn text(&self) -> String {
        let head = &OLD[..OLD.find("[field.sex]").expect("a field")];
        let mut text = head.to_owned();
        let mut field = |id: &str, kind: &str| {
            text += &format!(
                "[field.{id}]\n{kind}label = {{ nl = \"{id}\", en = \"{id}\" }}\nask = {{ nl = \"?\", en = \"?\" }}\nbasis = \"record\"\n"
            );
        };
        for id in ["a", "b"] {
            field(id, "type = \"count\"\nunit = \"years\"\nmin = 0\nmax = 3\n");
        }
        self.extra.iter().for_each(|_| field("c", "type = \"yes_no\"\n"));
        let proof = "source = \"own\"\nevidence = \"confirmed\"\n";
        let says = "says = { nl = \"x\", en = \"x\" }\n";
        text +=
            &format!("[[population]]\nid = \"g\"\nrequire = {{ b = \"..={}\" }}\nelse = {{ nl = \"x\", en = \"x\" }}\n{proof}", self.gate);
        if let Some(most) = self.rule {
            text += &format!("[[constraint]]\nid = \"r\"\nwhen = {{ a = \"3\" }}\nrequire = {{ b = \"..={most}\" }}\n{says}{proof}");
        }
        if self.compared {
            text += &format!("[[constraint]]\nid = \"s\"\nsum = [\"a\"]\nat_most = [\"b\"]\n{says}{proof}");
        }
        let possible: Vec<_> = self.all().into_iter().filter(|case| self.inside(*case) && self.obeys(*case)).collect();
        for (id, points, values) in [
            ("a", self.a, possible.iter().map(|case| case.0).collect::<BTreeSet<_>>()),
            ("b", self.b, possible.iter().map(|case| case.1).collect()),
        ] {
            let rows: Vec<String> = values.into_iter().map(|value| format!("\"{value}\" = {}", points[value])).collect();
            text += &format!("[item.{id}]\ntitle = {{ nl = \"x\", en = \"x\" }}\n{proof}points.{id} = {{ {} }}\n", rows.join(", "));
        }
        if let Some(points) = self.extra {
            text += &format!("[item.c]\ntitle = {{ nl = \"x\", en = \"x\" }}\n{proof}points.c = {{ \"no\" = 0, \"yes\" = {points} }}\n");
        }
        let totals: Vec<i64> = possible.into_iter().map(|case| self.score(case)).collect();
        let (least, greatest) = (totals.iter().min().copied().unwrap_or(0), totals.iter().max().copied().unwrap_or(0));
        let sum = if self.extra.is_some() { "\"a\", \"b\", \"c\"" } else { "\"a\", \"b\"" };
        text += &format!("[scale.total]\ntitle = {{ nl = \"x\", en = \"x\" }}\nsum = [{sum}]\nrange = [{least}, {greatest}]\n{proof}");
        text += &format!(
            "[scheme.two]\ntitle = {{ nl = \"x\", en = \"x\" }}\nof = \"total\"\nowner = \"x\"\nreport = true\nrising = true\n{proof}"
        );
        for (id, at) in [("low", format!("..{}", self.cut)), ("high", format!("{}..", self.cut))] {
            text += &format!("[[scheme.two.level]]\nid = \"{id}\"\nat = \"{at}\"\nname = {{ nl = \"{id}\", en = \"{id}\" }}\n");
        }
        text
    }

    fn all(&self) -> Vec<(usize, usize, bool)> {
        let both = (0..4).flat_map(|a| (0..4).flat_map(move |b| [(a, b, false), (a, b, true)]));
        both.filter(|case| self.extra.is_some() || !case.2).collect()
    }

    fn inside(&self, (_, b, _): (usize, usize, bool)) -> bool {
        i64::try_from(b).is_ok_and(|b| b <= self.gate)
    }

    fn obeys(&self, (a, b, _): (usize, usize, bool)) -> bool {
        self.rule.is_none_or(|most| a != 3 || i64::try_from(b).is_ok_and(|b| b <= most)) && (!self.compared || a <= b)
    }

    fn score(&self, (a, b, c): (usize, usize, bool)) -> i64 {
        self.a[a] + self.b[b] + if c { self.extra.unwrap_or(0) } else { 0 }
    }
}

fn small() -> impl Strategy<Value = Small> {
    let points = || proptest::array::uniform4(0_i64..4);
    let rest = (1_i64..6, 1_i64..4, proptest::option::of(0_i64..2), any::<bool>(), proptest::option::of(1_i64..3));
    (points(), points(), rest).prop_map(|(a, b, (cut, gate, rule, compared, extra))| Small { a, b, cut, gate, rule, compared, extra })
}

fn sound(one: &Small) -> Option<Instrument> {
    taxeer::check::instrument(&Arc::new(Source::new("small.toml", &one.text()))).0
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, max_global_rejects: 20_000, ..ProptestConfig::default() })]

    #[test]
    fn the_share_is_what_trying_everything_counts(old in small(), new in small()) {
        let (Some(was), Some(now)) = (sound(&old), sound(&new)) else { return Err(TestCaseError::reject("unreachable parts")) };
        let found = counted(&was, &now);
        let mut expected = Counted { schemes: vec![0], ..Counted::default() };
        let extra = old.extra.is_some() || new.extra.is_some();
        for a in 0..4 {
            for b in 0..4 {
                for c in [false, true].into_iter().take(1 + usize::from(extra)) {
                    let case = (a, b, c);
                    let (inside, obeys) = ([old.inside(case), new.inside(case)], [old.obeys(case), new.obeys(case)]);
                    for side in 0..2 {
                        expected.one_population[side] += u128::from(obeys == [true; 2] && inside[side] && !inside[1 - side]);
                        expected.one_consistent[side] += u128::from(inside == [true; 2] && obeys[side] && !obeys[1 - side]);
                    }
                    if inside != [true; 2] || obeys != [true; 2] {
                        continue;
                    }
                    let (score, level) = (old.score(case) != new.score(case), (old.score(case) < old.cut) != (new.score(case) < new.cut));
                    expected.both += 1;
                    expected.score += u128::from(score);
                    expected.level += u128::from(level);
                    expected.schemes[0] += u128::from(level);
                    expected.result += u128::from(score || level);
                }
            }
        }
        let lone = |one: &Small, other: &Small| if one.extra.is_some() && other.extra.is_none() { vec!["c".to_owned()] } else { Vec::new() };
        expected.lone_fields = [lone(&old, &new), lone(&new, &old)];
        prop_assert_eq!(found, expected);
    }
}

fn random_row() -> impl Strategy<Value = String> {
    let of = |words: &'static [&'static str]| proptest::sample::select(words);
    let yes_no = || of(&["yes", "no", "?", "no", "x"]);
    let cells = (
        of(&["male", "male", "male", "female", ""]),
        of(&["17", "20", "24.9", "25", "36", "44", "61", "?", "twee"]),
        of(&["identifiable_victim", "identifiable_victim", "report_only", "?"]),
    );
    let counts = || of(&["0", "1", "3", "6", "?"]);
    (cells, proptest::array::uniform7(yes_no()), proptest::array::uniform3(counts())).prop_map(|(cells, yes_no, counts)| {
        let [lived, index, prior, noncontact, unrelated, stranger, male] = yes_no;
        let [charges, convictions, dates] = counts;
        let (sex, age, offence) = cells;
        format!("{sex},{age},{offence},{lived},{index},{prior},{charges},{convictions},{dates},{noncontact},{unrelated},{stranger},{male}")
    })
}

const STATIC: &str = "sex,age_at_release,qualifying_offence,lived_with_partner_2y,index_nonsexual_violence,prior_nonsexual_violence,\
    prior_sex_charges,prior_sex_convictions,prior_sentencing_dates,noncontact_conviction,unrelated_victim,stranger_victim,male_victim";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn matrices_hold_every_row_once_and_every_move_has_a_cause(rows in proptest::collection::vec(random_row(), 0..40)) {
        let (old, new) = (instrument(&static_99r()), instrument(&static_99()));
        let input = format!("{STATIC}\n{}\n", rows.join("\n"));
        let (found, list) = over(&old, &new, &input, &[]).expect("a run");
        prop_assert_eq!(found.read, rows.len() as u64);
        prop_assert!(found.reconciles() && found.matrices.len() == 2);
        for matrix in &found.matrices {
            for side in 0..2 {
                let totals: u64 = matrix.states(side).into_iter().map(|state| matrix.total_of(side, state)).sum();
                prop_assert_eq!(totals, found.read);
            }
        }
        prop_assert!(found.moves.iter().all(|one| !one.causes.is_empty()));
        prop_assert_eq!(list.lines().count() as u64, found.moved + 1);
        prop_assert_eq!(found.moved, found.moves.len() as u64);
    }
}

/// The first version: the same items but for age, and the four categories.
fn static_99() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("instruments/static-99/2003.1.toml");
    std::fs::read_to_string(path).expect("a rule set")
}

/// Invented cases in a fixed sequence: steps that share no factor with the number of answers reach all of them.
fn thousand_cases() -> String {
    let mut text = format!("case_id,{STATIC}\n");
    for case in 0..1000_usize {
        let pick = |step: usize, words: &[&'static str]| words[(case * step + case / 7) % words.len()];
        let yes_no = |step: usize| pick(step, &["no", "yes", "no"]);
        let unrelated = yes_no(23);
        let stranger = if unrelated == "yes" { yes_no(29) } else { "no" };
        let sex = if case % 97 == 96 { "female" } else { "male" };
        let offence = if case % 89 == 88 { "report_only" } else { "identifiable_victim" };
        let age = 17 + case * 31 % 60;
        let unknown = if case % 50 == 49 { "?" } else { yes_no(3) };
        let counts = [pick(5, &["0", "1", "2", "4", "7"]), pick(11, &["0", "1", "2", "5"]), pick(13, &["0", "2", "3", "4", "9"])].join(",");
        text += &format!(
            "Z-{case:04},{sex},{age},{offence},{unknown},{},{},{counts},{},{unrelated},{stranger},{}\n",
            yes_no(7),
            yes_no(17),
            yes_no(19),
            yes_no(37)
        );
    }
    text
}

/// Static-99R against Static-99: the matrix reconciles, and the age item or the levels explain every move.
#[test]
fn a_thousand_cases_move_by_age_or_by_the_levels() {
    let (old, new) = (instrument(&static_99r()), instrument(&static_99()));
    let (found, _) = over(&old, &new, &thousand_cases(), &[]).expect("a run");
    assert_eq!(found.read, 1000);
    assert!(found.reconciles());
    assert!(found.moved > 900, "{}", found.moved);
    let outcome = |one: &Move| matches!(one.outcome, [Outcome::Scored | Outcome::Open, Outcome::Scored | Outcome::Open]);
    for one in &found.moves {
        assert!(outcome(one), "the populations are the same: {one:?}");
        let of_age = |cause: &String| cause.starts_with("item:age:");
        assert!(one.causes.iter().all(|cause| of_age(cause) || cause == "scheme:five-level>legacy-four-level"), "{one:?}");
        assert_eq!(one.causes.iter().any(of_age), one.score[0] != one.score[1], "{one:?}");
    }
    let four = found.matrices.iter().find(|matrix| matrix.name == "legacy-four-level").expect("both have it");
    assert!(four.total() == 1000 && four.moved() > 0 && four.moved() < found.moved);
}

#[test]
fn fields_that_one_has_must_be_given_and_answers_for_all_cases_reach_both() {
    let (old, new) = (instrument(OLD), changed(&[DEBTS]));
    let input = "case_id,sex,age,charges,work\nA,male,35,0,yes\n";
    let Err(RunError::Input(refusals)) = over(&old, &new, input, &[]) else { panic!("refused") };
    assert!(refusals[0].found.en.contains("`debts`"));
    let (found, _) = over(&old, &new, input, &["debts=yes"]).expect("a run");
    assert_eq!(found.moves[0].causes, ["item:debts::1"]);
    let (found, _) = over(&new, &old, input, &["debts=yes"]).expect("a run");
    assert_eq!(found.moves[0].causes, ["item:debts:1:"]);
    for wrong in ["depts=yes", "work", "debts=maybe"] {
        assert!(over(&old, &new, input, &[wrong]).is_err(), "{wrong}");
    }
}

fn settings() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.add_filter(r"\+sha256:[0-9a-f]{12}", "+sha256:[digest]");
    settings.set_snapshot_path("difference/snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

fn told(name: &str, old: &Instrument, new: &Instrument, input: Option<&str>) {
    let cases = input.map(|input| over(old, new, input, &[]).expect("a run").0);
    let found = Difference { old, new, changes: changes(old.form(), new.form()), share: share(old, new), cases };
    for lang in [Lang::Nl, Lang::En] {
        let text = page::text(&found, lang);
        for line in text.lines().filter(|line| !line.contains("http")) {
            assert!(line.chars().count() <= 80 && line.trim_end() == line, "{name}: {line}");
        }
        settings().bind(|| insta::assert_snapshot!(format!("{name}_{}", lang.code()), text));
    }
    // A few moves show the form of all.
    let mut found = found;
    found.cases.iter_mut().for_each(|cases| cases.moves.truncate(8));
    let json = serde_json::to_string_pretty(&json::json(&found, Lang::En)).expect("JSON");
    settings().bind(|| insta::assert_snapshot!(format!("{name}_json"), json));
}

#[test]
fn a_difference_is_told_in_both_languages() {
    let input = format!("{}\n{}\n", hand::HEADER, hand::CASES.map(|case| case.0).join("\n"));
    let all: Vec<Edit> = hand::CHANGES.iter().copied().chain([WORDS]).collect();
    told("hand", &instrument(OLD), &changed(&all), Some(&input));
    told("static", &instrument(&static_99r()), &instrument(&static_99()), Some(&thousand_cases()));
}

#[test]
fn the_program_compares_and_refuses() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("a file");
        path
    };
    let (old, new) = (write("old.toml", OLD), write("new.toml", &edited(OLD, hand::CHANGES)));
    let input = write("cases.csv", &format!("{}\n{}\n", hand::HEADER, hand::CASES.map(|case| case.0).join("\n")));
    let protocol = Path::new(env!("CARGO_MANIFEST_DIR")).join("protocols/example-static-99r");
    let protocol = std::fs::read_dir(protocol).expect("protocols").next().expect("a protocol").expect("a file").path();
    let run = |args: &[&Path], more: &[&str]| {
        let output = program::taxeer().arg("diff").args(args).args(more).output().expect("taxeer starts");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (output.status.code().expect("an exit code"), text(&output.stdout), text(&output.stderr))
    };
    assert_eq!(run(&[&old, &old], &[]).0, 0);
    let moves = folder.path().join("moves.csv");
    let (code, page, _) = run(&[&old, &new, &input], &["-o", &moves.to_string_lossy(), "--json"]);
    let json: serde_json::Value = serde_json::from_str(&page).expect("JSON");
    assert_eq!((code, &json["cases"]["moved"], &json["cases"]["read"]), (0, &14.into(), &20.into()));
    assert_eq!(json["cases"]["moves"].as_array().map(Vec::len), Some(14));
    assert_eq!(program::read_rows(&moves).len(), 14);
    // Nothing is half written, and the input stays what it was.
    let (code, _, told) = run(&[&old, &new, &input], &["-o", &input.to_string_lossy()]);
    assert!(code == 2 && told.contains("overwrite"), "{told}");
    let (code, _, told) = run(&[&old, &new], &["-o", &moves.to_string_lossy()]);
    assert!(code == 2 && told.contains("INPUT"), "{told}");
    let (code, _, told) = run(&[&protocol, &protocol], &["--lang", "nl"]);
    assert_eq!(code, 0, "{told}");
    let (code, _, told) = run(&[&protocol, &old], &[]);
    assert!(code == 2 && told.contains("protocol"), "{told}");
    let faulty = write("faulty.toml", &OLD.replace("\"50..\" = 0", "\"51..\" = 0"));
    assert_eq!(run(&[&old, &faulty], &[]).0, 3);
    assert_eq!(run(&[&old, Path::new("no-such-name")], &[]).0, 2);
    let short = write("short.csv", "case_id,sex\nA,male\n");
    assert_eq!(run(&[&old, &new, &short], &[]).0, 3);
}
