// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Only the protocol changes: tiers move and no score does, and `diff` lists exactly who moves and by which rule.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn taxeer(words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_taxeer")).args(words).output().expect("the program")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).replace("\r\n", "\n")
}

fn root(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(file)
}

/// Rows by name, a cell by column.
fn rows(path: &Path) -> BTreeMap<String, BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(path).expect("a CSV");
    let header = reader.headers().expect("a header").clone();
    let rows = reader.records().map(|row| {
        let row = row.expect("a row");
        let cells: BTreeMap<String, String> =
            header.iter().zip(row.iter()).map(|(name, cell)| (name.to_owned(), cell.to_owned())).collect();
        (cells["case_id"].clone(), cells)
    });
    rows.collect()
}

/// A protocol with other rules: one level goes to another tier, and what is said of open cases is taken out.
fn changed(folder: &Path) -> PathBuf {
    let old = std::fs::read_to_string(root("protocols/example-routes/2026.1.toml")).expect("the example");
    let edits = [
        ("edition = \"2026.1\"\nstatus", "edition = \"2026.2\"\nstatus"),
        ("when = { \"static-99r.level\" = \"III\" }\ntier = \"standard\"", "when = { \"static-99r.level\" = \"III\" }\ntier = \"raised\""),
        ("[[open_set]]\nwhen = { \"static-99r.level\" = [\"III\", \"IVa\", \"IVb\"] }\ntier = \"raised\"\n", ""),
        (
            "id = \"standard\"\nname = { nl = \"standaard\", en = \"standard\" }\nreview_months = 12",
            "id = \"standard\"\nname = { nl = \"standaard\", en = \"standard\" }\nreview_months = 9",
        ),
    ];
    let new = edits.iter().fold(old.replace("\r\n", "\n"), |text, (find, replace)| {
        assert_eq!(text.matches(find).count(), 1, "{find}");
        text.replace(find, replace)
    });
    let path = folder.join("new.toml");
    std::fs::write(&path, new).expect("a file");
    path
}

#[test]
fn a_changed_protocol_moves_tiers_and_no_score_and_diff_lists_who() {
    let folder = tempfile::tempdir().expect("a folder");
    let new = changed(folder.path());
    let new = new.to_str().unwrap();
    let input = root("examples/routes.csv");
    let input = input.to_str().unwrap();
    let mut results = Vec::new();
    for (name, protocol) in [("old.csv", "example-routes"), ("new.csv", new)] {
        let output = folder.path().join(name);
        let run = taxeer(&["batch", input, "--protocol", protocol, "-o", output.to_str().unwrap()]);
        assert!(run.status.success(), "{}", text(&run.stderr));
        results.push(rows(&output));
    }
    let [old, new_rows] = &results[..] else { panic!("two files") };
    assert_eq!(old.keys().collect::<Vec<_>>(), new_rows.keys().collect::<Vec<_>>());
    let mut moved = Vec::new();
    for (case, before) in old {
        let after = &new_rows[case];
        for column in ["row", "score", "score_min", "score_max", "level", "levels", "instrument"] {
            assert_eq!(before[column], after[column], "{case}: {column}");
        }
        // A row whose forced tier is refused is rejected under both; that is no tier of the protocol.
        if (&before["tier"], &before["tiers"], &before["outcome"]) != (&after["tier"], &after["tiers"], &after["outcome"]) {
            moved.push(case.clone());
        }
    }
    assert!(moved.len() >= 4 && moved.len() < old.len(), "{moved:?}");
    let list = folder.path().join("moves.csv");
    let run = taxeer(&["diff", "example-routes", new, input, "-o", list.to_str().unwrap(), "--json"]);
    assert!(run.status.success(), "{}", text(&run.stderr));
    let told: serde_json::Value = serde_json::from_slice(&run.stdout).expect("JSON");
    let listed = rows(&list);
    let expected: Vec<&String> = moved.iter().filter(|case| old[*case]["outcome"] != "rejected").collect();
    let refused = ["I", "J"];
    assert_eq!(listed.keys().filter(|case| !refused.contains(&case.as_str())).collect::<Vec<_>>(), expected);
    assert_eq!((&told["cases"]["other_scores"], &told["cases"]["reconciles"]), (&serde_json::json!(0), &serde_json::json!(true)));
    assert_eq!(told["cases"]["moved"], listed.len());
    for (case, row) in listed.iter().filter(|(case, _)| !refused.contains(&case.as_str())) {
        assert_eq!((&row["tier_old"], &row["tiers_old"]), (&old[case]["tier"], &old[case]["tiers"]), "{case}");
        assert_eq!((&row["tier_new"], &row["tiers_new"]), (&new_rows[case]["tier"], &new_rows[case]["tiers"]), "{case}");
        assert!(row["rule_new"].contains("static-99r.level") && row["scores_same"] == "yes", "{case}: {row:?}");
    }
    let parts: Vec<&str> = told["changes"].as_array().unwrap().iter().map(|change| change["part"].as_str().unwrap()).collect();
    assert_eq!(
        parts,
        ["tier standard", "rule { static-99r.level = \"III\" }", "open_set { static-99r.level = [\"III\", \"IVa\", \"IVb\"] }"]
    );
}

/// A protocol of one instrument against one that routes.
#[test]
fn two_forms_of_protocol_can_be_compared() {
    let input = root("examples/routes.csv");
    let run = taxeer(&["diff", "example-static-99r", "example-routes", input.to_str().unwrap(), "--json"]);
    assert!(run.status.success(), "{}", text(&run.stderr));
    let told: serde_json::Value = serde_json::from_slice(&run.stdout).expect("JSON");
    assert_eq!(told["cases"]["other_scores"], 0);
    let moves = told["cases"]["moves"].as_array().unwrap();
    let of = |case: &str| moves.iter().find(|one| one["case_id"] == case);
    assert_eq!(of("B").unwrap()["outcome_old"], "not_applicable");
    assert_eq!(of("B").unwrap()["tier_new"], "standard");
    assert!(of("A").is_none(), "the same tier under both");
}

#[test]
fn what_differs_reads_well_in_both_languages() {
    let folder = tempfile::tempdir().expect("a folder");
    let new = changed(folder.path());
    let input = root("examples/routes.csv");
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(root("tests/routes/snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.add_filter(r"sha256:[0-9a-f]{12}", "sha256:…");
    for lang in ["nl", "en"] {
        let run = taxeer(&["--lang", lang, "diff", "example-routes", new.to_str().unwrap(), input.to_str().unwrap()]);
        settings.bind(|| insta::assert_snapshot!(format!("diff_{lang}"), text(&run.stdout)));
    }
}
