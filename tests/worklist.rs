// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Work lists, against counting by hand: order, capacity and its edge, controls, grounds, and what changed since an earlier list.

mod program;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use program::{Ran, read_rows, run_in};
use proptest::prelude::*;
use taxeer::catalogue::Catalogue;
use taxeer::evaluate::Outcome;
use taxeer::number::date;
use taxeer::protocol::{self, Protocol};
use taxeer::worklist::capacity::Taken;
use taxeer::worklist::changes::Move;
use taxeer::worklist::count::Counts;
use taxeer::worklist::ground::Ground;
use taxeer::worklist::previous::{Previous, Was};
use taxeer::worklist::results::{Line, Results};
use taxeer::worklist::{Asked, Changes, EdgeRule, Entry, KeyKind, List, Request, files, list};

static PROTOCOL: LazyLock<Protocol> = LazyLock::new(|| {
    let catalogue = Catalogue::builtin();
    let source = catalogue.protocol("example-static-99r").unwrap().source();
    let instrument = taxeer::check::instrument(&catalogue.instrument("static-99r", None).unwrap().source()).0.unwrap();
    protocol::check(&source, &instrument).0.unwrap()
});

/// What a row can say: outcome, tier, tiers.
const RESULTS: [(Outcome, &str, &str); 8] = [
    (Outcome::Scored, "raised", "raised"),
    (Outcome::Open, "", "standard|raised"),
    (Outcome::Open, "", "routine|standard|raised"),
    (Outcome::Scored, "standard", "standard"),
    (Outcome::Open, "", "routine|standard"),
    (Outcome::Open, "routine", "routine"),
    (Outcome::Rejected, "", ""),
    (Outcome::NotApplicable, "", ""),
];
const DAYS: [&str; 6] = ["01-03-2026", "02-03-2026", "2026-03-02", "", "31-02-2026", "05-01-2027"];
const REVIEWED: [&str; 6] = ["", "01-12-2026", "01-05-2026", "01-01-2024", "02/03/2026", "n.v.t."];
const GROUNDS: [(&str, &str); 6] = [("", ""), ("melding", "01-06-2027"), ("melding", "01-06-2026"), ("melding", ""), ("nee", ""), ("", "")];

/// A row by what it is made of: result, day, review, ground.
type Made = (usize, usize, usize, usize);

fn line(at: usize, (result, day, reviewed, ground): Made) -> Line {
    let (outcome, tier, tiers) = RESULTS[result % RESULTS.len()];
    let ground = GROUNDS[ground % GROUNDS.len()];
    let asked = [DAYS[day % DAYS.len()], REVIEWED[reviewed % REVIEWED.len()], ground.0, ground.1];
    Line {
        case_id: format!("S-{at:03}"),
        row: at as u64 + 2,
        outcome,
        tier: tier.to_owned(),
        tiers: tiers.to_owned(),
        reason: String::new(),
        instrument: "x".to_owned(),
        asked: asked.map(str::to_owned).to_vec(),
    }
}

fn results(rows: &[Made]) -> Results {
    let lines = rows.iter().enumerate().map(|(at, row)| line(at, *row)).collect();
    Results { protocol: PROTOCOL.stamp(), lines, notes: Vec::new() }
}

fn request(capacity: usize, control: usize, edge: EdgeRule, seed: u64) -> Request {
    Request {
        as_of: date::parse("04-01-2027"),
        capacity: Some(capacity),
        edge,
        control,
        seed: Some(seed),
        within: 30,
        asked: Asked {
            order: Some(("DOSSIER".to_owned(), KeyKind::Date)),
            reviewed: Some("HERZIEN".to_owned()),
            subject: Some(("GROND".to_owned(), "TOT".to_owned())),
            ..Asked::default()
        },
    }
}

/// Where a row stands, in words of this test: tier from above, possible behind settled, and the day.
fn stand(line: &Line) -> Option<(usize, bool, String)> {
    let tiers = ["raised", "standard", "routine"];
    let place = |id: &str| tiers.iter().position(|tier| *tier == id);
    let highest = line.tiers.split('|').filter_map(place).min()?;
    let day = match line.asked[0].as_str() {
        "01-03-2026" => "a",
        "02-03-2026" | "2026-03-02" => "b",
        _ => "",
    };
    Some((place(&line.tier).unwrap_or(highest), line.tier.is_empty(), day.to_owned()))
}

fn by_id<'a>(list: &'a List<'_>) -> BTreeMap<&'a str, &'a Entry> {
    list.entries.iter().map(|entry| (entry.case.id.as_str(), entry)).collect()
}

fn rows() -> impl Strategy<Value = Vec<Made>> {
    proptest::collection::vec((0..RESULTS.len(), 0..DAYS.len(), 0..REVIEWED.len(), 0..GROUNDS.len()), 0..60)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Rank and capacity by counting who stands before a case and who stands equal; and everything adds up.
    #[test]
    fn the_list_is_what_counting_gives(rows in rows(), capacity in 0_usize..50, control in 0_usize..6, seed: u64, lots: bool) {
        let results = results(&rows);
        let request = request(capacity, control, if lots { EdgeRule::Lots } else { EdgeRule::All }, seed);
        let list = list(&results, &PROTOCOL, &request).unwrap();
        let entries = by_id(&list);
        let stands: Vec<_> = results.lines.iter().map(stand).collect();
        let mut drawn: BTreeMap<_, usize> = BTreeMap::new();
        for (line, stand) in results.lines.iter().zip(&stands) {
            let entry = entries[line.case_id.as_str()];
            let Some(stand) = stand else {
                prop_assert_eq!((entry.rank, entry.taken), (None, Taken::No));
                continue;
            };
            let before = stands.iter().flatten().filter(|other| *other < stand).count();
            let of = stands.iter().flatten().filter(|other| *other == stand).count();
            prop_assert_eq!(entry.rank, Some(before + 1));
            let fit = capacity.saturating_sub(before).min(of);
            match entry.taken {
                Taken::Within => prop_assert_eq!(fit, of),
                Taken::No => prop_assert_eq!(fit, 0),
                Taken::Edge { fit: told, of: equals } => prop_assert!(!lots && (told, equals) == (fit, of) && fit < of && fit > 0),
                Taken::Drawn { fit: told, of: equals } | Taken::NotDrawn { fit: told, of: equals } => {
                    prop_assert!(lots && (told, equals) == (fit, of) && fit < of && fit > 0);
                    *drawn.entry((stand.clone(), fit)).or_insert(0) += usize::from(entry.has(Ground::Risk));
                }
            }
        }
        prop_assert!(drawn.iter().all(|((_, fit), drawn)| fit == drawn), "{:?}", drawn);
        let counts = Counts::of(&list);
        prop_assert!(counts.reconciles());
        prop_assert_eq!(counts.cases, rows.len());
        let by_risk = list.entries.iter().filter(|entry| entry.has(Ground::Risk)).count();
        let ranked = stands.iter().flatten().count();
        prop_assert!(by_risk == capacity.min(ranked) || (!lots && by_risk > capacity));
        prop_assert_eq!(counts.with(Ground::Control), control.min(list.pool));
        // Everybody on the list once, with a ground, in places that follow each other.
        prop_assert_eq!(list.listed().map(|entry| entry.place).collect::<Vec<_>>(), (1..=list.order.len()).map(Some).collect::<Vec<_>>());
        prop_assert!(list.entries.iter().all(|entry| entry.place.is_some() != entry.grounds.is_empty()));
        prop_assert!(list.entries.iter().filter(|entry| entry.has(Ground::Control)).all(|entry| entry.grounds.len() == 1 && entry.rank.is_some()));
        prop_assert_eq!(files::key(&list).rows.len(), rows.len());
    }

    /// The order of the rows changes nothing but where they stand in the file.
    #[test]
    fn the_order_of_the_rows_makes_no_difference(rows in rows(), turn in 0_usize..60, capacity in 0_usize..30, seed: u64, twice in 0_usize..60) {
        let mut one = results(&rows);
        // A case may have several rows.
        if let Some(line) = one.lines.get(twice).cloned() {
            let other = one.lines.len() - 1;
            one.lines[other].case_id = line.case_id;
        }
        let request = request(capacity, 5, EdgeRule::Lots, seed);
        let first = list(&one, &PROTOCOL, &request).unwrap();
        let mut other = one.clone();
        other.lines.reverse();
        let turn = turn.min(other.lines.len());
        other.lines.rotate_left(turn);
        let second = list(&other, &PROTOCOL, &request).unwrap();
        prop_assert_eq!(&first.entries, &second.entries);
        prop_assert_eq!(&first.order, &second.order);
    }

    /// Nothing on the list that is handed out tells a control: not its columns, and not a break in the order of any part.
    #[test]
    fn a_control_cannot_be_told(rows in rows(), capacity in 1_usize..30, seed: u64) {
        let results = results(&rows);
        let request = request(capacity, 6, EdgeRule::Lots, seed);
        let list = list(&results, &PROTOCOL, &request).unwrap();
        let sheet = files::list(&list);
        prop_assert_eq!(&sheet.header, &["place", "case_id", "row", "fault", "marks"]);
        let listed: Vec<&Entry> = list.listed().collect();
        let place = |entry: &Entry| (entry.case.key, entry.case.id.clone());
        for (at, control) in listed.iter().enumerate().filter(|(_, entry)| entry.has(Ground::Control)) {
            // Between the cases around it that are no controls it fits the order of one of them, unless it is alone.
            let before = listed[..at].iter().rev().find(|entry| !entry.has(Ground::Control));
            let after = listed[at + 1..].iter().find(|entry| !entry.has(Ground::Control));
            let fits = |entry: Option<&&Entry>, earlier: bool| entry.is_some_and(|entry| (place(entry) < place(control)) == earlier);
            let one_part = before.zip(after).is_some_and(|(before, after)| before.case.part == after.case.part);
            let fit = if one_part { fits(before, true) && fits(after, false) } else { fits(before, true) || fits(after, false) };
            prop_assert!(fit || (before.is_none() && after.is_none()), "{:?}", control.case.id);
        }
    }

    /// Two weeks of the same cases, with some gone, some new and some changed: all of both lists are accounted for, with a reason.
    #[test]
    fn two_weeks_reconcile(rows in rows(), later in rows(), gone in 0_usize..20, capacity in 0_usize..30, now in 0_usize..30, seed: u64) {
        let (one, mut two) = (results(&rows), results(&rows));
        for (at, row) in later.iter().enumerate().filter(|(at, _)| at % 2 == 0) {
            let changed = line(at, *row);
            match two.lines.get_mut(at) {
                Some(line) => *line = changed,
                None => two.lines.push(changed),
            }
        }
        two.lines.drain(..gone.min(two.lines.len()));
        let (first, second) = (request(capacity, 3, EdgeRule::All, seed), request(now, 3, EdgeRule::Lots, seed.wrapping_add(1)));
        let (first, second) = (list(&one, &PROTOCOL, &first).unwrap(), list(&two, &PROTOCOL, &second).unwrap());
        let key = files::key(&first);
        let at = |name: &str| key.header.iter().position(|known| known == name).unwrap();
        let was = |row: &Vec<String>| Was {
            outcome: row[at("outcome")].clone(),
            part: row[at("part")].clone(),
            tiers: row[at("tiers")].clone(),
            grounds: row[at("grounds")].split('|').filter_map(Ground::find).collect(),
        };
        let previous = Previous { cases: key.rows.iter().map(|row| (row[at("case_id")].clone(), was(row))).collect(), unnamed: 0 };
        let changes = Changes::of(&second, &previous);
        prop_assert!(changes.reconciles());
        prop_assert_eq!((changes.before, changes.now), (first.order.len(), second.order.len()));
        let ids = |list: &List<'_>| list.listed().map(|entry| entry.case.id.clone()).collect::<BTreeSet<_>>();
        let (then, now) = (ids(&first), ids(&second));
        for change in &changes.cases {
            let (was, is) = (then.contains(&change.case_id), now.contains(&change.case_id));
            let what = match (was, is) { (false, true) => Move::Entered, (true, true) => Move::Stayed, _ => Move::Left };
            prop_assert_eq!(change.what, what);
            prop_assert!(what == Move::Stayed || !change.why.is_empty(), "{:?}", change);
        }
        prop_assert_eq!(changes.cases.len(), then.union(&now).count());
    }
}

/// Lots fall as the seed says, and a sample does not change when cases are added that are not drawn themselves.
#[test]
fn the_same_seed_gives_the_same_sample() {
    let rows: Vec<Made> = (0..200).map(|at| (at % RESULTS.len(), at % 3, 0, 0)).collect();
    let sample = |rows: &[Made], seed| {
        let results = results(rows);
        let request = request(20, 10, EdgeRule::Lots, seed);
        let list = list(&results, &PROTOCOL, &request).unwrap();
        list.entries.iter().filter(|entry| entry.has(Ground::Control)).map(|entry| entry.case.id.clone()).collect::<BTreeSet<String>>()
    };
    assert_eq!(sample(&rows, 7), sample(&rows, 7));
    assert_ne!(sample(&rows, 7), sample(&rows, 8));
    let more: Vec<Made> = rows.iter().copied().chain([(5, 0, 0, 0)]).collect();
    let kept = sample(&rows, 7).intersection(&sample(&more, 7)).count();
    assert!(kept >= 9, "one more case takes one place at most: {kept}");
}

/// Over many seeds every case that is not on the list is drawn about equally often. The bound is six standard deviations wide.
#[test]
fn every_case_that_is_not_on_the_list_can_be_drawn() {
    let rows: Vec<Made> = (0..40).map(|at| ([0, 3, 5][at % 3], 0, 0, 0)).collect();
    let results = results(&rows);
    let mut drawn: BTreeMap<String, u32> = BTreeMap::new();
    let seeds = 400_u32;
    for seed in 0..seeds {
        let request = request(14, 5, EdgeRule::Lots, u64::from(seed));
        let list = list(&results, &PROTOCOL, &request).unwrap();
        assert_eq!(list.pool, 26);
        for entry in list.entries.iter().filter(|entry| entry.has(Ground::Control)) {
            *drawn.entry(entry.case.id.clone()).or_insert(0) += 1;
        }
    }
    let expected = f64::from(seeds) * 5.0 / 26.0;
    let bound = 6.0 * (expected * (1.0 - 5.0 / 26.0)).sqrt();
    assert_eq!(drawn.len(), 26);
    assert!(drawn.values().all(|&times| (f64::from(times) - expected).abs() < bound), "{drawn:?}");
}

/// Several rows of one case: it stands once, by the highest, and no ground of another row is lost.
#[test]
fn a_case_with_several_rows_stands_once() {
    let mut results = results(&[(3, 0, 1, 0), (0, 1, 3, 0), (6, 0, 0, 1)]);
    results.lines.iter_mut().for_each(|line| line.case_id = "S-1".to_owned());
    let request = request(5, 0, EdgeRule::All, 0);
    let list = list(&results, &PROTOCOL, &request).unwrap();
    let [entry] = &list.entries[..] else { panic!("one case") };
    assert_eq!(entry.grounds, [Ground::Risk, Ground::Subject, Ground::Review]);
    assert_eq!(entry.case.part.map(|part| part.code(&PROTOCOL)).as_deref(), Some("raised"));
    assert_eq!((entry.case.rows.as_slice(), entry.case.faults.as_slice()), (&[2, 3, 4][..], &["rows:2+3+4".to_owned()][..]));
    assert!(Counts::of(&list).reconciles());
}

const HEADER: &str = "case_id;DOSSIER;HERZIEN;EINDE;GROND;TOT;TEAM;sex;age_at_release;qualifying_offence;lived_with_partner_2y;index_nonsexual_violence;prior_nonsexual_violence;prior_sex_charges;prior_sex_convictions;prior_sentencing_dates;noncontact_conviction;unrelated_victim;stranger_victim;male_victim";
const HIGH: &str = "A;man;28;identifiable_victim;nee;nee;ja;3;2;5;nee;ja;ja;nee";
const MIDDLE: &str = "B;man;45;identifiable_victim;ja;nee;nee;1;1;2;nee;ja;nee;nee";
const LOW: &str = "B;man;70;identifiable_victim;ja;nee;nee;0;0;1;nee;nee;nee;nee";
const OPEN: &str = "C;man;?;identifiable_victim;nee;nee;ja;1;1;2;nee;ja;nee;nee";
const WOMAN: &str = "C;vrouw;45;identifiable_victim;ja;nee;nee;1;1;2;nee;ja;nee;nee";
const WRONG: &str = "C;man;zes;identifiable_victim;ja;nee;nee;1;1;2;nee;ja;nee;nee";

/// Invented cases of one Monday: days of file, review, end, ground and its end, and the rest.
fn monday() -> Vec<(&'static str, &'static str, &'static str)> {
    vec![
        ("S-01", "01-03-2026;;;;", HIGH),
        ("S-02", "02-03-2026;01-12-2026;;;", HIGH),
        ("S-03", "05-03-2026;01-05-2026;;melding;01-06-2027", HIGH),
        ("S-04", "05-03-2026;;;;", HIGH),
        ("S-05", ";;;;", HIGH),
        ("S-06", "31-02-2026;;;;", OPEN),
        ("S-07", "01-01-2026;;;;", OPEN),
        ("S-08", "01-01-2026;;20-01-2027;;", MIDDLE),
        ("S-09", "01-01-2026;03/04/2026;;;", MIDDLE),
        ("S-10", "01-01-2026;;;melding;01-06-2026", MIDDLE),
        ("S-11", "01-01-2026;;;;", MIDDLE),
        ("S-12", "01-01-2026;;;;", LOW),
        ("S-13", "01-01-2026;;;;", LOW),
        ("S-14", "01-01-2026;;;melding;", WOMAN),
        ("S-15", "01-01-2026;;;;", WRONG),
    ]
}

fn table(cases: &[(&str, &str, &str)]) -> String {
    let rows: Vec<String> = cases.iter().map(|(id, days, rest)| format!("{id};{days};{rest}")).collect();
    format!("{HEADER}\n{}\n", rows.join("\n"))
}

const FLAGS: [&str; 18] = [
    "--capacity",
    "4",
    "--order",
    "DOSSIER",
    "--reviewed",
    "HERZIEN",
    "--ends",
    "EINDE",
    "--subject",
    "GROND",
    "--subject-end",
    "TOT",
    "--within",
    "30",
    "--as-of",
    "04-01-2027",
    "--along",
    "TEAM",
];

struct Folder(tempfile::TempDir);

impl Folder {
    /// A folder with an input and its results.
    fn new(week: &str, cases: &[(&str, &str, &str)]) -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        folder.add(week, cases);
        folder
    }

    fn add(&self, week: &str, cases: &[(&str, &str, &str)]) {
        self.write(&format!("{week}.csv"), &table(cases));
        let ran =
            self.run(&["batch", &format!("{week}.csv"), "-o", &format!("{week}.out.csv"), "--protocol", "example-static-99r", "--quiet"]);
        assert_eq!(ran.code, 0, "{}", ran.err);
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.0.path().join(name), text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.0.path().join(name)).unwrap()
    }

    fn run(&self, words: &[&str]) -> Ran {
        run_in(self.0.path(), words)
    }

    fn list(&self, week: &str, output: &str, more: &[&str]) -> Ran {
        let (results, input) = (format!("{week}.out.csv"), format!("{week}.csv"));
        self.run(&[&["worklist", &results, "-o", output, "--input", &input][..], &FLAGS, more].concat())
    }
}

#[test]
fn what_people_read() {
    let folder = Folder::new("week1", &monday());
    for lang in ["nl", "en"] {
        let ran = folder.list("week1", "first.csv", &["--lang", lang]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        settings().bind(|| insta::assert_snapshot!(format!("week1_{lang}"), format!("{}\n{}", ran.out, ran.err)));
        fits(&ran.out);
    }
    settings().bind(|| insta::assert_snapshot!("week1_list", folder.read("first.csv")));
    // A week later: one gone, one answered, one reviewed whose ground lapsed, one new, and lots at the edge.
    let mut later = monday();
    later[5].2 = HIGH;
    later[2].1 = "05-03-2026;01-01-2027;;melding;02-01-2027";
    later.push(("S-16", "01-02-2026;;;;", LOW));
    later.push(("S-17", "05-03-2026;;;;", HIGH));
    later.remove(0);
    folder.add("week2", &later);
    for lang in ["nl", "en"] {
        let more = ["--previous", "first.csv", "--control", "2", "--seed", "20270111", "--edge", "lots", "--capacity", "4", "--lang", lang];
        let ran =
            folder.run(&[&["worklist", "week2.out.csv", "-o", "second.csv", "--input", "week2.csv"][..], &FLAGS[2..], &more].concat());
        assert_eq!(ran.code, 0, "{}", ran.err);
        settings().bind(|| insta::assert_snapshot!(format!("week2_{lang}"), format!("{}\n{}", ran.out, ran.err)));
        fits(&ran.out);
    }
    for name in ["second.csv", "second.key.csv", "second.changes.csv", "second.summary.json"] {
        settings().bind(|| insta::assert_snapshot!(format!("week2_{}", name.replace('.', "_")), folder.read(name)));
    }
    let json = folder.list("week2", "third.csv", &["--json"]);
    let told: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!((&told["internal"], &told["reconciles"]), (&true.into(), &true.into()));
    assert_eq!(told, serde_json::from_str::<serde_json::Value>(&folder.read("third.summary.json")).unwrap());
}

fn fits(page: &str) {
    for line in page.lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
}

/// Columns of the input can stand in the results, or be joined from the input: the list is the same.
#[test]
fn columns_come_from_the_results_or_from_the_input() {
    let folder = Folder::new("week1", &monday());
    let columns = "case_id,row,outcome,tier,tiers,reason,instrument,protocol,input.DOSSIER,input.HERZIEN,input.EINDE,input.GROND,input.TOT,input.TEAM";
    let ran = folder.run(&["batch", "week1.csv", "-o", "all.csv", "--protocol", "example-static-99r", "--columns", columns]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(folder.list("week1", "joined.csv", &[]).code, 0);
    let ran = folder.run(&[&["worklist", "week1.out.csv", "-o", "found.csv"][..], &FLAGS].concat());
    assert_eq!(ran.code, 0, "the record names the input: {}", ran.err);
    assert_eq!(folder.read("joined.csv"), folder.read("found.csv"));
    let ran = folder.run(&[&["worklist", "all.csv", "-o", "own.csv"][..], &FLAGS].concat());
    assert_eq!(ran.code, 0, "{}", ran.err);
    for (joined, own) in [("joined.csv", "own.csv"), ("joined.key.csv", "own.key.csv")] {
        assert_eq!(folder.read(joined), folder.read(own));
    }
}

/// A date that is missing or cannot be read names the fault, and takes nobody off the list.
#[test]
fn a_date_that_cannot_be_read_drops_nobody() {
    let folder = Folder::new("week1", &monday());
    let all = [&["worklist", "week1.out.csv", "-o", "list.csv"][..], &FLAGS[2..]].concat();
    assert_eq!(folder.run(&all).code, 0);
    let rows = read_rows(&folder.0.path().join("list.csv"));
    let faults: BTreeMap<&str, &str> =
        rows.iter().map(|row| (row["case_id"].as_str(), row["fault"].as_str())).filter(|(_, fault)| !fault.is_empty()).collect();
    let expected =
        [("S-05", "order:missing"), ("S-06", "order:unreadable"), ("S-09", "reviewed:unreadable"), ("S-14", "subject_end:missing")];
    assert_eq!(faults, BTreeMap::from(expected));
    let key = read_rows(&folder.0.path().join("list.key.csv"));
    assert_eq!(key.len(), 15, "every case is in the key");
}

#[test]
fn wrong_commands_files_and_changes_stop() {
    let folder = Folder::new("week1", &monday());
    let results = folder.read("week1.out.csv");
    let stamp = PROTOCOL.stamp();
    let written = |name: &str, text: String| folder.write(name, &text);
    written("plain.csv", results.replace(&format!(",{stamp}"), "").replace(",protocol\n", "\n"));
    written("unnamed.csv", results.replace(&stamp, ""));
    written("other.csv", results.replace(stamp.rsplit(':').next().unwrap(), "000000000000"));
    let (above, below) = results.rsplit_once(&stamp).unwrap();
    written("two.csv", format!("{above}example-static-99r@2025.1{below}"));
    written("tier.csv", results.replace(",raised,raised,", ",highest,highest,"));
    written("given.csv", results.replacen(",raised,raised,", ",raised,routine,", 1));
    written("outcome.csv", results.replacen(",scored,", ",done,", 1));
    written("none.csv", results.lines().next().unwrap().to_owned() + "\n");
    written("moved.csv", table(&monday().into_iter().rev().collect::<Vec<_>>()));
    written("lone.csv", "place,case_id\n".to_owned());
    assert_eq!(folder.list("week1", "old.csv", &[]).code, 0);
    written("old.key.csv", folder.read("old.key.csv").replacen(",risk,", ",subject,", 1));
    written("copy.csv", results.clone());
    let order = ["--order", "DOSSIER"];
    let input = ["--input", "week1.csv"];
    for (results, more, code, says) in [
        ("plain.csv", &[][..], 3, "[R0201] columns that these results lack: protocol"),
        ("unnamed.csv", &[], 3, "[R0201] no protocol"),
        ("none.csv", &[], 3, "[R0201] results without rows"),
        ("outcome.csv", &[], 3, "[R0201] line 2"),
        ("two.csv", &[], 3, "[R0202] line 16"),
        ("other.csv", &[], 6, "the protocol was changed"),
        ("tier.csv", &[], 6, "row 2: the protocol has no tier `highest`"),
        ("given.csv", &[], 6, "row 2: `tier` is not in `tiers`"),
        ("copy.csv", &order, 3, "[R0203] there is no column `DOSSIER`"),
        ("copy.csv", &[&order[..], &["--input", "moved.csv"]].concat(), 6, "row 2 of the input is not the case"),
        ("week1.out.csv", &[&order[..], &["--input", "moved.csv"]].concat(), 6, "moved.csv was changed since batch"),
        ("week1.out.csv", &[&input[..], &["--order", "DOSIER"]].concat(), 3, "[R0203]"),
        ("week1.out.csv", &["--control", "2", "--capacity", "3"], 2, "takes a seed"),
        ("week1.out.csv", &["--control", "2", "--seed", "1"], 2, "--capacity"),
        ("week1.out.csv", &["--edge", "lots", "--capacity", "3"], 2, "takes a seed"),
        ("week1.out.csv", &[&input[..], &["--reviewed", "HERZIEN"]].concat(), 2, "--reviewed takes a day"),
        ("week1.out.csv", &["--previous", "lone.csv"], 3, "[R0204] the earlier list lacks its key"),
        ("week1.out.csv", &["--previous", "old.csv"], 6, "is no longer what the earlier list wrote"),
        ("week1.out.csv", &["--protocol", "none-such"], 2, "none-such"),
    ] {
        let ran = folder.run(&[&["worklist", results, "-o", "new.csv", "--lang", "en"][..], more].concat());
        assert_eq!(ran.code, code, "{results} {more:?}: {}", ran.err);
        assert!(ran.err.contains(says), "{results} {more:?}: {}", ran.err);
        assert!(!folder.0.path().join("new.csv").exists(), "{results} {more:?}");
    }
    for output in ["week1.out.csv", "week1.csv", "week1.out.list"] {
        let ran = folder.list("week1", output, &["--lang", "nl"]);
        assert_eq!((ran.code, ran.err.contains("zou")), (2, true), "{}", ran.err);
    }
    assert_eq!(folder.read("week1.out.csv"), results);
    written("week1.out.csv", results.replacen("S-01", "S-99", 1));
    let ran = folder.run(&["worklist", "week1.out.csv", "-o", "new.csv", "--lang", "en"]);
    assert_eq!((ran.code, ran.err.contains("week1.out.csv was changed since batch")), (6, true), "{}", ran.err);
}

fn settings() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("worklist_snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.add_filter(r"sha256:[0-9a-f]{12}", "sha256:[digest]");
    settings.add_filter(r#""sha256": "[0-9a-f]{64}""#, r#""sha256": "[digest]""#);
    settings
}
