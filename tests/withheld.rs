// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Answers for which no source confirms a number: a made-up instrument against trying every value, one by one and in a block, from the
//! file to the result, and every slip between a number and none.

mod made_up;

use std::collections::BTreeSet;
use std::sync::Arc;

use made_up::{checked, field, part};
use taxeer::batch::{Job, Run};
use taxeer::caution::AsOf;
use taxeer::diagnostic::{Code, Source, any_error};
use taxeer::domain::Answer;
use taxeer::evaluate::block::{Answers, BlockEvaluator};
use taxeer::evaluate::{Evaluation, Evaluator, Outcome, Reason};
use taxeer::lang::Lang;
use taxeer::number::Points;
use taxeer::record::Conventions;
use taxeer::record::set::Sets;
use taxeer::report::{self, Score};
use taxeer::second_entry;

const STEP: &str = "[field.b.options]\nlow = { nl = \"laag\", en = \"low\" }\nhigh = { nl = \"hoog\", en = \"high\" }\n\
                    now = { nl = \"nu\", en = \"now\" }\n";
const CONSTRAINT: &str = "[[constraint]]\nid = \"not_both\"\nwhen = { a = \"3\" }\nrequire = { b = [\"low\", \"high\"] }\n\
                          says = { nl = \"Niet allebei.\", en = \"Not both.\" }\nsource = \"own\"\nevidence = \"confirmed\"\n";
const LEVELS: &str = "of = \"other\"\nowner = \"nobody\"\nreport = true\nrising = true\n[[scheme.levels.level]]\nid = \"few\"\nat = \"0..=1\"\n\
                      name = { nl = \"weinig\", en = \"few\" }\n[[scheme.levels.level]]\nid = \"many\"\nat = \"2..\"\nname = { nl = \"veel\", en = \"many\" }";

/// A count, a choice, yes or no, and a conditional count; the total sums two inner scales, the other scale always has a total.
fn parts(levels: bool) -> Vec<String> {
    let mut parts = vec![
        field("a", "count", "min = 0\nmax = 3"),
        field("b", "choice", ""),
        STEP.into(),
        field("c", "yes_no", ""),
        field("e", "count", "min = 0\nmax = 1"),
        CONSTRAINT.into(),
        part("[item.a]", "points.a = { \"0\" = 0, \"1..=2\" = 1, \"3\" = \"withheld\" }"),
        part("[item.b]", "points.b = { \"low\" = 0, \"high\" = 4, \"now\" = \"withheld\" }"),
        part("[item.c]", "points.c = { no = 0, yes = 2 }"),
        part("[item.e]", "points.e = { \"0\" = 0, \"1\" = \"withheld\" }\napplies = { c = \"yes\" }"),
        part("[item.few]", "points.a = { \"..=1\" = 0, \"2..\" = 1 }"),
        part("[scale.left]", "sum = [\"a\", \"c\"]\nrange = [0, 3]"),
        part("[scale.right]", "sum = [\"b\", \"e\"]\nrange = [0, 4]"),
        part("[scale.total]", "sum = [\"left\", \"right\"]\nrange = [0, 7]\nwithheld = { nl = \"Kijk zelf.\", en = \"Look yourself.\" }"),
        part("[scale.other]", "sum = [\"few\", \"c\"]\nrange = [0, 3]"),
    ];
    if levels {
        parts.push(part("[scheme.levels]", LEVELS));
    }
    parts
}

fn evaluator(levels: bool) -> Evaluator {
    Evaluator::new(&checked(&parts(levels)))
}

/// The fields, as the form has them.
const FIELDS: [&str; 4] = ["a", "b", "c", "e"];
const TOTAL: usize = 2;
const OTHER: usize = 3;
const NOT_ASKED: i64 = -1;

/// Values of a, b, c and e.
type Values = [i64; 4];

fn withholds(field: usize, values: &Values) -> bool {
    match field {
        0 => values[0] == 3,
        1 => values[1] == 2,
        3 => values[3] == 1,
        _ => false,
    }
}

fn total(values: &Values) -> Option<i64> {
    let none = (0..FIELDS.len()).any(|field| withholds(field, values));
    (!none).then(|| i64::from(values[0] > 0) + 2 * values[2] + 4 * values[1])
}

fn other(values: &Values) -> i64 {
    i64::from(values[0] >= 2) + 2 * values[2]
}

fn is_allowed(values: &Values) -> bool {
    (values[2] == 1) == (values[3] != NOT_ASKED) && !(values[0] == 3 && values[1] == 2)
}

fn given(answer: Answer) -> Option<i64> {
    match answer {
        Answer::Known(value) => Some(value),
        Answer::NotApplicable => Some(NOT_ASKED),
        Answer::Unknown => None,
    }
}

fn completions(record: &[Answer]) -> Vec<Values> {
    let all = (0..4).flat_map(|a| (0..3).flat_map(move |b| (0..2).flat_map(move |c| (NOT_ASKED..2).map(move |e| [a, b, c, e]))));
    let agrees = |values: &Values| record.iter().zip(values).all(|(answer, value)| given(*answer).is_none_or(|given| given == *value));
    all.filter(is_allowed).filter(agrees).collect()
}

fn records() -> Vec<Vec<Answer>> {
    let known = |values: std::ops::Range<i64>| values.map(Answer::Known).chain([Answer::Unknown]).collect::<Vec<_>>();
    let mut records = Vec::new();
    for a in known(0..4) {
        for b in known(0..3) {
            for c in known(0..2) {
                let conditional = known(0..2).into_iter().chain([Answer::NotApplicable]);
                records.extend(conditional.map(|e| vec![a, b, c, e]));
            }
        }
    }
    records
}

/// What may not differ between two completions, or a field is decisive: a reported level, and whether there is a total.
fn told(values: &Values, levels: bool) -> (Option<i64>, i64) {
    if levels { (total(values).map(|_| 0), i64::from(other(values) >= 2)) } else { (total(values), other(values)) }
}

fn decisive(record: &[Answer], left: &[Values], levels: bool) -> Vec<usize> {
    let unknown = (0..FIELDS.len()).filter(|&field| record[field] == Answer::Unknown);
    let several = left.iter().map(|values| told(values, levels)).collect::<BTreeSet<_>>().len() > 1;
    let alone = |field: &usize| {
        left.iter().any(|one| {
            left.iter().any(|two| {
                (0..FIELDS.len()).all(|other| other == *field || one[other] == two[other]) && told(one, levels) != told(two, levels)
            })
        })
    };
    let found: Vec<usize> = unknown.clone().filter(alone).collect();
    if !found.is_empty() || !several {
        return found;
    }
    unknown.filter(|&field| left.iter().any(|values| values[field] != left[0][field])).collect()
}

fn whole(points: i64) -> Points {
    Points::parse(&points.to_string()).expect("a number")
}

fn assert_as_tried(found: &Evaluation, record: &[Answer], levels: bool) {
    let left = completions(record);
    if left.is_empty() {
        assert_eq!(found.outcome, Outcome::Inconsistent, "{record:?}");
        return;
    }
    let totals: BTreeSet<i64> = left.iter().filter_map(total).collect();
    let withheld = left.iter().any(|values| total(values).is_none());
    let reach = found.reach.scale(TOTAL).map(|reach| (reach.least, reach.greatest));
    assert_eq!(reach, totals.first().map(|least| (whole(*least), whole(*totals.last().expect("one")))), "{record:?}");
    assert_eq!(found.reach.withheld, if withheld { vec![TOTAL] } else { Vec::new() }, "{record:?}");
    let one_total = (totals.len() == 1 && !withheld).then(|| whole(*totals.first().expect("one")));
    assert_eq!(found.reach.total(TOTAL), one_total, "{record:?}");
    let others: BTreeSet<i64> = left.iter().map(other).collect();
    let reach = found.reach.scale(OTHER).expect("a total");
    assert_eq!((reach.least, reach.greatest), (whole(*others.first().unwrap()), whole(*others.last().unwrap())), "{record:?}");
    let one = totals.len() + usize::from(withheld) == 1 && others.len() == 1;
    assert_eq!(found.outcome, if one { Outcome::Scored } else { Outcome::Open }, "{record:?}");
    let reasons = (0..FIELDS.len()).filter_map(|field| {
        let ways: BTreeSet<bool> = left.iter().map(|values| withholds(field, values)).collect();
        match (ways.contains(&true), ways.contains(&false)) {
            (true, false) => Some(Reason::Withheld(field)),
            (true, true) if !totals.is_empty() => Some(Reason::WithheldOpen(field)),
            _ => None,
        }
    });
    assert_eq!(found.reasons, reasons.collect::<Vec<_>>(), "{record:?}");
    assert_eq!(found.decisive, decisive(record, &left, levels), "{record:?}");
}

#[test]
fn what_is_left_is_what_every_value_leaves() {
    for levels in [false, true] {
        let evaluator = evaluator(levels);
        for record in records() {
            assert_as_tried(&evaluator.evaluate(&record), &record, levels);
        }
    }
}

#[test]
fn a_block_is_scored_as_its_records_are() {
    let evaluator = evaluator(true);
    let mut block = Answers::new(FIELDS.len());
    // Twice, so that what was remembered is asked for again.
    let records: Vec<Vec<Answer>> = records().into_iter().chain(records()).collect();
    for record in &records {
        block.push(record);
    }
    for (record, found) in records.iter().zip(BlockEvaluator::new(&evaluator).evaluate(&block)) {
        assert_eq!(*found, evaluator.evaluate(record), "{record:?}");
    }
}

#[test]
fn a_file_of_cases_has_an_empty_score_and_the_reason() {
    let evaluator = evaluator(true);
    let sets = Sets::default();
    let as_of = AsOf::default();
    let job = Job {
        mapping: None,
        evaluator: &evaluator,
        as_of: &as_of,
        protocol: None,
        sets: &sets,
        columns: None,
        duplicates: None,
        answers: None,
        conventions: &Conventions::default(),
        lang: Lang::En,
        block: 2,
        threads: None,
    };
    let input = "case_id,a,b,c,e\none,1,high,no,\ntwo,3,low,no,n/a\nthree,1,?,no,\nfour,3,low,no,n/a\n";
    let (mut results, mut rejects) = (Vec::new(), Vec::new());
    Run::new(&job, input.as_bytes()).expect("a header").write(&mut results, &mut rejects).expect("memory can be written");
    let mut rows = csv::Reader::from_reader(results.as_slice());
    let header = rows.headers().expect("a header").clone();
    let rows: Vec<csv::StringRecord> = rows.records().map(|row| row.expect("a row")).collect();
    let cells = |row: usize| {
        let cell = |name: &str| header.iter().position(|one| one == name).map_or("no such column", |at| &rows[row][at]).to_owned();
        ["outcome", "total.score", "total.score_min", "total.score_max", "other.score", "other.level", "decisive", "reason"].map(cell)
    };
    assert_eq!(cells(0), ["scored", "5", "5", "5", "0", "few", "", ""]);
    assert_eq!(cells(1), ["scored", "", "", "", "1", "few", "", "withheld:a"]);
    assert_eq!(cells(2), ["open", "", "1", "5", "0", "few", "b", "withheld?b"]);
    assert_eq!(cells(3), cells(1));
}

/// What the page and the JSON say of a record.
fn page(record: &[Answer], lang: Lang) -> (String, serde_json::Value) {
    let evaluator = evaluator(false);
    let evaluation = evaluator.evaluate(record);
    let instrument = evaluator.instrument();
    let as_of = AsOf::default();
    let score =
        Score { instrument, as_of: &as_of, answers: record, evaluation: &evaluation, case_id: None, tier: None, faults: Vec::new() };
    let page = report::score::text(&score, lang).split_whitespace().collect::<Vec<_>>().join(" ");
    (page, report::json::score(&score, lang))
}

#[test]
fn a_withheld_total_is_told_with_its_item_and_the_words_of_the_file() {
    let record = [Answer::Known(3), Answer::Known(0), Answer::Known(0), Answer::NotApplicable];
    let (page_nl, _) = page(&record, Lang::Nl);
    for part in ["Er is geen totaal", "A: 3. Geen bron geeft daar een getal voor.", "Kijk zelf."] {
        assert!(page_nl.contains(part), "{part}: {page_nl}");
    }
    let (page_en, json) = page(&record, Lang::En);
    for part in ["The total is withheld", "A: 3. No source gives a number for that.", "Look yourself."] {
        assert!(page_en.contains(part), "{part}: {page_en}");
    }
    let told = serde_json::json!([{ "scale": "total", "certain": true, "fields": ["a"], "says": "Look yourself." }]);
    assert_eq!(json["withheld"], told);
    assert_eq!(json["scales"]["total"]["score"], serde_json::Value::Null);
    assert_eq!(json["trace"][0]["rows"][0]["points"], "withheld");
    assert_eq!(json["trace"][0]["points"]["withheld"], true);
}

#[test]
fn a_total_that_may_be_withheld_is_told_as_a_range_or_none() {
    let record = [Answer::Known(1), Answer::Unknown, Answer::Known(0), Answer::NotApplicable];
    let (page_nl, _) = page(&record, Lang::Nl);
    assert!(page_nl.contains("1 t/m 5 of geen getal") && page_nl.contains("Is dat ‘nu’, dan is er geen totaal"), "{page_nl}");
    let (page_en, json) = page(&record, Lang::En);
    assert!(page_en.contains("1 to 5 or withheld") && page_en.contains("If that is ‘now’, there is no total"), "{page_en}");
    assert_eq!((&json["withheld"][0]["certain"], &json["withheld"][0]["fields"][0]), (&false.into(), &"b".into()));
}

/// The second table of the made-up instrument.
const SECOND: &str = "part,id,when,value
item,a,a=0,0
item,a,a=1..=2,1
item,a,a=3,withheld
item,b,b=low,0
item,b,b=high,4
item,b,b=now,withheld
item,c,c=no,0
item,c,c=yes,2
item,e,e=0,0
item,e,e=1,withheld
applies,e,c=yes,in
item,few,a=0..=1,0
item,few,a=2..,1
constraint,not_both,a=3,b=low|high
sum,left,,a+c
sum,right,,b+e
sum,total,,left+right
sum,other,,few+c
range,total,,0..=7
range,other,,0..=3
domain,a,,0..=3
domain,b,,low|high|now
domain,c,,no|yes
domain,e,,0..=1|not_applicable
";

#[test]
fn the_second_table_writes_the_same_word() {
    let instrument = checked(&parts(false));
    let compare = |second: &str| second_entry::compare(instrument.form(), &Arc::new(Source::new("second.csv", second)));
    assert_eq!(compare(SECOND).iter().map(|finding| &finding.found.en).collect::<Vec<_>>(), [""; 0]);
    for slip in [
        SECOND.replacen("a=3,withheld", "a=3,3", 1),
        SECOND.replacen("b=high,4", "b=high,withheld", 1),
        SECOND.replacen("e=1,withheld", "e=1,0", 1),
        SECOND.replacen("a=3,withheld", "a=3,witheld", 1),
    ] {
        assert!(any_error(&compare(&slip)), "{slip}");
    }
}

/// Each number of a points table as none, and each that is withheld as a number: the checker or the second table tells.
#[test]
fn no_slip_between_a_number_and_none_goes_unseen() {
    let text = made_up::text(&parts(false));
    let second = Arc::new(Source::new("second.csv", SECOND));
    let mut slips = Vec::new();
    for (start, _) in text.match_indices("points.") {
        let line = &text[start..start + text[start..].find('\n').expect("a line")];
        for (equals, _) in line.match_indices(" = ").skip(1) {
            let from = start + equals + " = ".len();
            let old: String = text[from..].chars().take_while(|letter| !", }".contains(*letter)).collect();
            let new = if old == "\"withheld\"" { "3" } else { "\"withheld\"" };
            slips.push(format!("{}{new}{}", &text[..from], &text[from + old.len()..]));
        }
    }
    assert_eq!(slips.len(), 12);
    for slip in slips {
        let (instrument, findings) = taxeer::check::instrument(&Arc::new(Source::new("slip.toml", &slip)));
        let differs = instrument.is_some_and(|instrument| any_error(&second_entry::compare(instrument.form(), &second)));
        assert!(any_error(&findings) || differs, "{slip}");
    }
}

/// A scale on which nothing says what its total is then.
#[test]
fn nothing_stands_on_a_sum_that_can_be_withheld() {
    let level = LEVELS.replace("of = \"other\"", "of = \"total\"");
    let mut all = parts(false);
    all.push(part("[scheme.levels]", &level));
    let (instrument, findings) = taxeer::check::instrument(&Arc::new(Source::new("made-up.toml", &made_up::text(&all))));
    assert!(instrument.is_none());
    assert_eq!(findings.iter().map(|finding| finding.code).collect::<Vec<_>>(), [Code::BadWithheld]);
}
