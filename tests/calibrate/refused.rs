// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What is refused: nothing is written, the exit code says what kind of refusal it is, and the words say how to go on.

use std::fmt::Write as _;
use std::fs;

use crate::program::taxeer;
use crate::run::{NEW, OSP_DC, PACK, Run, STATIC, at};

/// The same sample with its first rows only.
fn short(rows: usize) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("short.csv");
    let text = fs::read_to_string(crate::sample::path()).expect("the sample");
    fs::write(&path, text.lines().take(rows + 1).collect::<Vec<_>>().join("\n")).expect("a sample");
    let name = path.display().to_string();
    (folder, name)
}

#[test]
fn refusals_say_how_to_go_on() {
    let update = ["--make", "update"];
    let (_folder, few) = short(120);
    let few = ["osp-dc", &few, "--outcome", "sanctioned_2y", "--horizon", "2y"];
    let pack = ["--make", "norms"];
    let cases: &[(&str, i32, Vec<&[&str]>)] = &[
        ("no rate in the file", 3, vec![&STATIC, &update, &NEW]),
        ("too few events", 3, vec![&few, &update, &NEW]),
        ("too few events for points", 3, vec![&OSP_DC, &["--make", "points"], &NEW]),
        ("no name of the edition", 2, vec![&OSP_DC, &update, &["--as-of", "2026-12-01"]]),
        ("no day", 2, vec![&OSP_DC, &update, &["--edition", "2027.1"]]),
        ("a name that cannot be", 2, vec![&OSP_DC, &update, &["--edition", "a b", "--as-of", "2026-12-01"]]),
        ("no owner of the pack", 2, vec![&STATIC, &pack, &NEW]),
        ("no horizon for points", 2, vec![&STATIC[..4], &["--make", "points"], &NEW]),
        ("an instrument without points", 2, vec![&["osp-iic", "steekproef-osp-dc.csv", "--outcome", "sanctioned_2y"], &pack, &NEW, &PACK]),
        ("a horizon that is none", 2, vec![&OSP_DC[..4], &["--horizon", "2 years"], &update, &NEW]),
        ("rates that are not there", 2, vec![&OSP_DC, &update, &NEW, &["--rates", "10y"]]),
        ("sizes that are none", 2, vec![&STATIC, &["--make", "points", "--sizes", "8..3", "--force"], &NEW]),
        ("the name of the old edition", 2, vec![&OSP_DC, &update, &["--edition", "2026.1", "--as-of", "2026-12-01"]]),
        ("an item that is not there", 2, vec![&STATIC, &["--make", "points", "--bar", "stranger"], &NEW]),
        ("a column that is not there", 3, vec![&["osp-dc", "steekproef-osp-dc.csv", "--outcome", "nobody"], &update, &NEW]),
    ];
    for lang in ["nl", "en"] {
        let mut told = String::new();
        for (what, code, words) in cases {
            let run = Run::of(&[&words[..], &[&["--lang", lang, "-q"]]].concat());
            let stderr = String::from_utf8_lossy(&run.output.stderr).replace("\r\n", "\n");
            assert_eq!(run.output.status.code(), Some(*code), "{what}: {stderr}");
            assert!(!run.new_file().exists(), "{what}");
            writeln!(told, "{what} (exit {code})\n{}\n", stderr.trim()).expect("in memory");
        }
        insta::with_settings!({ snapshot_path => "../calibrate_snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(format!("refused-{lang}"), told);
        });
    }
}

#[test]
fn a_file_that_is_there_stays() {
    let folder = tempfile::tempdir().expect("a folder");
    let new = folder.path().join("new.toml");
    fs::write(&new, "mine").expect("a file");
    let run = at(&[&OSP_DC[..], &["--make", "update"], &NEW[..]].concat()).arg("-o").arg(&new).output().expect("taxeer");
    assert_eq!(run.status.code(), Some(2));
    assert_eq!(fs::read_to_string(&new).expect("the file"), "mine");
    // Nor is the input written over.
    let input = folder.path().join("input.csv");
    fs::copy(crate::sample::path(), &input).expect("a copy");
    let run = taxeer()
        .args(["calibrate", "osp-dc"])
        .arg(&input)
        .args(["--outcome", "sanctioned_2y", "--make", "update"])
        .args(NEW)
        .arg("-o")
        .arg(&input)
        .output()
        .expect("taxeer");
    assert_eq!(run.status.code(), Some(2));
    assert_eq!(fs::read(&input).expect("the input"), fs::read(crate::sample::path()).expect("the sample"));
}

#[test]
fn force_is_named_in_file_and_report_and_only_where_it_was_needed() {
    let (_folder, few) = short(120);
    let words = ["osp-dc", &few, "--outcome", "sanctioned_2y", "--horizon", "2y", "--make", "update", "--change", "intercept", "--force"];
    let run = Run::done(&[&words, &NEW]);
    assert!(run.text().contains("forced = true") && run.told().contains("Forced"), "{}", run.told());
    let enough = Run::done(&[&OSP_DC, &["--make", "update", "--force"], &NEW]);
    assert!(!enough.text().contains("forced") && !enough.told().contains("Forced"));
}
