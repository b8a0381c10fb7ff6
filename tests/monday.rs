// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! `examples/maandag.csv`: 3,000 invented rows as an export really looks. They are made here, so what must come out is known before the
//! program says it; `UPDATE=1 cargo test --test monday` writes the file anew.

mod program;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{fs, iter};

use program::{Row, read_rows, taxeer};

/// Cases by how they end; with the 38 rows that say a case again and the second rows of 15 cases these are 3,000 rows.
const WOMEN: usize = 9;
const MINORS: usize = 22;
const REPORTS: usize = 30;
const UNREADABLE: usize = 24;
const INCONSISTENT: usize = 12;
const CONFLICTING: usize = 15;
const OPEN: usize = 633;
const CASES: usize = 2_947;
const AGAIN: usize = 38;

const FIELDS: [&str; 13] = [
    "sex",
    "age_at_release",
    "qualifying_offence",
    "lived_with_partner_2y",
    "index_nonsexual_violence",
    "prior_nonsexual_violence",
    "prior_sex_charges",
    "prior_sex_convictions",
    "prior_sentencing_dates",
    "noncontact_conviction",
    "unrelated_victim",
    "stranger_victim",
    "male_victim",
];
const HEADER: &str = "ZAAKNR;TEAM;WIJK;GESLACHT;GEBDATUM;DATUM_VRIJ;SOORT;SAMENGEWOOND;GEWELD_INDEX;GEWELD_EERDER;ZEDEN_TENL;\
     ZEDEN_VEROORD;ZITTINGEN;NIET_CONTACT;SLO_BUITEN_FAMILIE;SLO_VREEMDE;SLO_MAN;DOSSIERDATUM;OPMERKING;;";
/// How teams write yes, no and unknown.
const TEAMS: [[&str; 3]; 5] = [["ja", "nee", "onb."], ["J", "N", "?"], ["1", "0", ""], ["Ja ", "Nee", "-"], ["WAAR", "ONWAAR", "#N/B"]];
const REMARKS: [&str; 6] =
    ["", "", "", "één vonnis nog opvragen", "\"zie map 2;\ntweede lade\"", "\"noemt het zelf \"\"een misverstand\"\"\""];

/// Numbers that look random and are the same each time (`SplitMix64`).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % sides
    }

    fn at(&mut self, length: usize) -> usize {
        usize::try_from(self.roll(length as u64)).expect("less than a length")
    }

    fn shuffle<T>(&mut self, all: &mut [T]) {
        for last in (1..all.len()).rev() {
            all.swap(last, self.at(last + 1));
        }
    }
}

/// How a case ends, by construction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Scored,
    Open,
    Woman,
    Minor,
    Report,
    Inconsistent,
    Conflicting,
    /// Which cell cannot be read: the column, what stands there, and what must be said of it.
    Unreadable(usize),
}

const FAULTS: [(&str, &str, &str); 5] = [
    ("DATUM_VRIJ", "3-7-2026", "R0104:age_at_release"),
    ("GEBDATUM", "31-02-1975", "R0104:age_at_release"),
    ("ZITTINGEN", "1.250", "R0102:prior_sentencing_dates"),
    ("GESLACHT", "X", "R0123:sex"),
    ("SLO_MAN", "misschien", "R0101:male_victim"),
];

impl End {
    fn said(self) -> (&'static str, &'static str) {
        match self {
            Self::Scored => ("scored", ""),
            Self::Open => ("open", ""),
            Self::Woman => ("not_applicable", "gate:sex"),
            Self::Minor => ("not_applicable", "gate:age"),
            Self::Report => ("not_applicable", "gate:offence"),
            Self::Inconsistent => ("inconsistent", "constraint:stranger_is_unrelated"),
            Self::Conflicting => ("", ""),
            Self::Unreadable(fault) => ("rejected", FAULTS[fault].2),
        }
    }
}

/// A case: the answers as the fields have them, and the dates that its age is made from.
#[derive(Clone)]
struct Case {
    id: String,
    end: End,
    answers: [String; 13],
    born: (u64, u64, u64),
    released: (u64, u64, u64),
}

fn case(dice: &mut Dice, number: usize, end: End) -> Case {
    let released = (1 + dice.roll(28), 1 + dice.roll(10), 2026);
    let years = if end == End::Minor { 14 + dice.roll(4) } else { 18 + dice.roll(55) };
    let day_and_month = (1 + dice.roll(28), 1 + dice.roll(12));
    // Whoever has not had this year's birthday yet was born a year earlier.
    let yet_to_come = (day_and_month.1, day_and_month.0) > (released.1, released.0);
    let born = (day_and_month.0, day_and_month.1, released.2 - years - u64::from(yet_to_come));
    let yes = |dice: &mut Dice, percent: u64| if dice.roll(100) < percent { "yes" } else { "no" }.to_owned();
    let count = |dice: &mut Dice, most: u64| if dice.roll(2) == 0 { 0 } else { dice.roll(most) }.to_string();
    let unrelated = yes(dice, 60);
    let stranger = if unrelated == "yes" { yes(dice, 30) } else { "no".to_owned() };
    let mut answers = [
        "male".to_owned(),
        years.to_string(),
        "identifiable_victim".to_owned(),
        yes(dice, 60),
        yes(dice, 15),
        yes(dice, 25),
        count(dice, 7),
        count(dice, 4),
        count(dice, 9),
        yes(dice, 15),
        unrelated,
        stranger,
        yes(dice, 20),
    ];
    match end {
        End::Woman => "female".clone_into(&mut answers[0]),
        End::Report => "report_only".clone_into(&mut answers[2]),
        End::Inconsistent => {
            "no".clone_into(&mut answers[10]);
            "yes".clone_into(&mut answers[11]);
        }
        // Items of one point: whatever is unknown of these, the total is not settled.
        End::Open => {
            for _ in 0..=dice.roll(3) {
                "?".clone_into(&mut answers[[3, 4, 5, 9, 12][dice.at(5)]]);
            }
        }
        _ => {}
    }
    Case { id: format!("{:06}", 100 + 7 * number), end, answers, born, released }
}

/// The cases, in an order that says nothing.
fn cases() -> Vec<Case> {
    let mut dice = Dice(2026);
    let special = [
        (WOMEN, End::Woman),
        (MINORS, End::Minor),
        (REPORTS, End::Report),
        (INCONSISTENT, End::Inconsistent),
        (CONFLICTING, End::Conflicting),
        (OPEN, End::Open),
    ];
    let mut ends: Vec<End> = special.into_iter().flat_map(|(count, end)| iter::repeat_n(end, count)).collect();
    ends.extend((0..UNREADABLE).map(|at| End::Unreadable(at % FAULTS.len())));
    ends.resize(CASES, End::Scored);
    dice.shuffle(&mut ends);
    ends.into_iter().enumerate().map(|(number, end)| case(&mut dice, number, end)).collect()
}

/// A row as a team types it.
fn typed(dice: &mut Dice, case: &Case) -> String {
    let team = dice.at(TEAMS.len());
    let [yes, no, unknown] = TEAMS[team];
    let iso = dice.roll(5) == 0;
    let date = |(day, month, year): (u64, u64, u64)| {
        if iso { format!("{year}-{month:02}-{day:02}") } else { format!("{day:02}-{month:02}-{year}") }
    };
    let written = |answer: &str| match answer {
        "male" => "M".to_owned(),
        "female" => "V".to_owned(),
        "identifiable_victim" => "ZED".to_owned(),
        "report_only" => "MELD".to_owned(),
        "yes" => yes.to_owned(),
        "no" => no.to_owned(),
        "?" => unknown.to_owned(),
        count => count.to_owned(),
    };
    let opened = (1 + dice.roll(28), 1 + dice.roll(12), 2025 + dice.roll(2));
    let id = if dice.roll(3) == 0 { format!("=\"{}\"", case.id) } else { case.id.clone() };
    let mut cells = vec![id, ["A", "B", "C", "D", "E"][team].to_owned(), format!("wijk {}", 1 + dice.roll(9)), written(&case.answers[0])];
    cells.extend([date(case.born), date(case.released)]);
    cells.extend(case.answers[2..].iter().map(|answer| written(answer)));
    cells.extend([date(opened), REMARKS[dice.at(REMARKS.len())].to_owned(), String::new(), String::new()]);
    if let End::Unreadable(fault) = case.end {
        let (column, cell, _) = FAULTS[fault];
        let at = HEADER.split(';').position(|name| name == column).expect("a column");
        cell.clone_into(&mut cells[at]);
    }
    cells.join(";")
}

/// The export: a title, the header, the rows, some lines of only separators, a line of totals; Windows-1252, CRLF.
fn export(cases: &[Case]) -> Vec<u8> {
    let mut dice = Dice(7);
    let mut rows: Vec<String> = cases.iter().map(|case| typed(&mut dice, case)).collect();
    // The same case once more, as another team types it; and cases of which a second row says another thing.
    let again: Vec<&Case> = cases.iter().filter(|case| case.end == End::Scored).take(AGAIN).collect();
    rows.extend(again.into_iter().map(|case| typed(&mut dice, case)));
    for case in cases.iter().filter(|case| case.end == End::Conflicting) {
        let mut other = case.clone();
        if case.answers[12] == "yes" { "no" } else { "yes" }.clone_into(&mut other.answers[12]);
        rows.push(typed(&mut dice, &other));
    }
    dice.shuffle(&mut rows);
    let separators = ";".repeat(HEADER.matches(';').count());
    for at in [2_500, 1_200, 40] {
        rows.insert(at, separators.clone());
    }
    let total = format!("Totaal;3000{}", &separators[1..]);
    let text = iter::once("Export zaken, verzonnen;;".to_owned()).chain([HEADER.to_owned()]).chain(rows).chain([total]);
    let text: String = text.flat_map(|row| [row.replace('\n', "\r\n"), "\r\n".to_owned()]).collect();
    // Windows-1252 writes the letters that stand here as their number.
    text.chars().map(|letter| u8::try_from(u32::from(letter)).expect("a letter of Latin-1")).collect()
}

/// The same cases as a file that needs no mapping: one row a case, the names and words of the fields.
fn plain(cases: &[Case]) -> String {
    let mut text = format!("case_id,{}\n", FIELDS.join(","));
    for case in cases.iter().filter(|case| !matches!(case.end, End::Conflicting | End::Unreadable(_))) {
        writeln!(text, "{},{}", case.id, case.answers.join(",")).expect("text grows");
    }
    text
}

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples")
}

fn by_case(rows: Vec<Row>) -> BTreeMap<String, Vec<Row>> {
    let mut found: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for mut row in rows {
        row.remove("row");
        found.entry(row["case_id"].clone()).or_default().push(row);
    }
    found
}

#[test]
fn the_file_that_ships_is_the_one_made_here() {
    let (path, made) = (examples().join("maandag.csv"), export(&cases()));
    if std::env::var_os("UPDATE").is_some_and(|update| update == "1") {
        fs::write(&path, &made).expect("the file can be written");
    }
    assert!(fs::read(&path).expect("a file") == made, "renew with UPDATE=1 cargo test --test monday");
}

#[test]
fn every_row_of_monday_ends_where_it_must_and_scores_as_the_plain_file_does() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let cases = cases();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("plain.csv"), plain(&cases)).expect("a file");
    fs::write(at("maandag.csv"), export(&cases)).expect("a file");
    let batch = |input: &str, output: &str, lang: &str, more: &[&str]| {
        let mut command = taxeer();
        command.current_dir(folder.path()).args(["batch", "static-99r", input, "-o", output, "--lang", lang]);
        let run = command.args(["--protocol", "example-static-99r"]).args(more).output().expect("taxeer starts");
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        String::from_utf8(run.stderr).expect("text")
    };
    let kaart = examples().join("maandag.kaart.toml");
    let mapping = ["--mapping", kaart.to_str().expect("a path of text"), "--duplicates", "merge"];
    insta::with_settings!({ snapshot_path => "monday_snapshots", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("screen_en", batch("maandag.csv", "results.csv", "en", &mapping));
        insta::assert_snapshot!("screen_nl", batch("maandag.csv", "results.csv", "nl", &mapping));
    });
    batch("plain.csv", "plain_results.csv", "nl", &[]);
    let (mut found, plain) = (by_case(read_rows(&at("results.csv"))), by_case(read_rows(&at("plain_results.csv"))));
    for case in &cases {
        let rows = found.remove(&case.id).unwrap_or_default();
        let (outcome, reason) = case.end.said();
        match case.end {
            End::Conflicting => assert!(rows.is_empty(), "{}: {rows:?}", case.id),
            End::Unreadable(_) => {
                assert_eq!(rows.iter().map(|row| (&*row["outcome"], &*row["reason"])).collect::<Vec<_>>(), [(outcome, reason)]);
            }
            _ => {
                assert_eq!(rows, plain[&case.id], "{}", case.id);
                assert_eq!((&*rows[0]["outcome"], &*rows[0]["reason"]), (outcome, reason), "{}", case.id);
            }
        }
    }
    assert!(found.is_empty(), "{:?}", found.keys());
    let record: serde_json::Value = serde_json::from_slice(&fs::read(at("results.summary.json")).expect("a record")).expect("JSON");
    let counts = ["read", "rejected", "merged", "conflicting", "conflicting_cases", "not_applicable", "inconsistent", "open"];
    let expected = [3_000, UNREADABLE, AGAIN, 2 * CONFLICTING, CONFLICTING, WOMEN + MINORS + REPORTS, INCONSISTENT, OPEN];
    assert_eq!(counts.map(|name| record[name].as_u64()), expected.map(|count| Some(count as u64)));
    let special = expected[1..].iter().sum::<usize>() - CONFLICTING;
    assert_eq!(record["scored"].as_u64(), Some((3_000 - special) as u64));
    // Counts to be shared are those of the plain file but for the rows that it does not have.
    batch("maandag.csv", "results.csv", "nl", &[&mapping[..], &["--aggregate", "counts.json"]].concat());
    batch("plain.csv", "plain_results.csv", "nl", &["--aggregate", "plain_counts.json"]);
    let counts = |name: &str| -> serde_json::Value { serde_json::from_slice(&fs::read(at(name)).expect("counts")).expect("JSON") };
    let (shared, plain_shared) = (counts("counts.json"), counts("plain_counts.json"));
    assert_eq!(shared["with_result"]["cases"].as_u64(), Some((3_000 - special + OPEN) as u64));
    for part in ["with_result", "answers"] {
        assert_eq!(shared[part], plain_shared[part]);
    }
}
