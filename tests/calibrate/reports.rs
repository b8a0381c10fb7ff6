// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What people read, in both languages.

use std::fs;

use crate::run::{NEW, OSP_DC, PACK, Run, STATIC, at};

/// The page without the folder of this run and the digest of a text that names it.
fn page(run: &Run) -> String {
    let folder = run.new_file().display().to_string();
    let text = run.told().replace("\r\n", "\n");
    let lines = text.lines().filter(|line| !line.contains("sha256:") || line.contains("@2016.1") || line.contains("@2026.1"));
    // Where the command is broken into lines depends on the folder.
    let mut kept = String::new();
    let mut in_call = false;
    for line in lines {
        in_call = if line.starts_with("Opnieuw") || line.starts_with("Again") { true } else { in_call && line.starts_with("   ") };
        if !in_call {
            kept.push_str(&line.replace(&folder, "new.toml"));
            kept.push('\n');
        }
    }
    kept
}

fn keep(name: &str, text: &str) {
    insta::with_settings!({ snapshot_path => "../calibrate_snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, text);
    });
}

#[test]
fn reports_read_well_in_both_languages() {
    for lang in ["nl", "en"] {
        let language: &[&str] = &["--lang", lang];
        keep(&format!("update-{lang}"), &page(&Run::done(&[&OSP_DC, &["--make", "update"], &NEW, language])));
        keep(&format!("norms-{lang}"), &page(&Run::done(&[&STATIC, &["--make", "norms"], &NEW, &PACK, language])));
        let points = ["--make", "points", "--answers", "4", "--sizes", "2..4", "--force"];
        keep(&format!("points-{lang}"), &page(&Run::done(&[&STATIC, &points, &NEW, language])));
        let allowed = at(&[&OSP_DC[..], language].concat()).output().expect("taxeer");
        assert!(allowed.status.success());
        keep(&format!("allowed-{lang}"), &String::from_utf8_lossy(&allowed.stdout));
    }
}

#[test]
fn the_new_file_reads_well() {
    let run = Run::done(&[&OSP_DC, &["--make", "update"], &NEW]);
    let new = run.new_file().display().to_string();
    for (lang, wanted) in [("nl", "GEMAAKT UIT GEGEVENS: OSP-DC"), ("en", "MADE FROM DATA: OSP-DC")] {
        let shown = crate::program::taxeer().args(["show", &new, "--lang", lang]).output().expect("taxeer");
        let text = String::from_utf8_lossy(&shown.stdout).into_owned();
        assert!(text.contains(wanted) && text.contains("scale.total.link.2y.intercept"), "{text}");
    }
}

#[test]
fn pages_and_figures_stand_by_themselves() {
    let folder = tempfile::tempdir().expect("a folder");
    let figures = folder.path().join("figures.csv").display().to_string();
    let run = Run::done(&[&OSP_DC, &["--make", "update", "--format", "html", "--figures", &figures], &NEW]);
    let html = run.told();
    assert!(html.starts_with("<!doctype html>") && !html.contains("src=\"http") && !html.contains("<script"));
    let text = fs::read_to_string(&figures).expect("the figures");
    assert!(text.starts_with("# taxeer calibrate osp-dc steekproef-osp-dc.csv --outcome sanctioned_2y"), "{text}");
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(text.as_bytes());
    assert_eq!(reader.headers().expect("a header").iter().collect::<Vec<_>>(), taxeer::validation::tidy::HEADER);
    assert!(reader.records().count() > 50);
    let markdown = Run::done(&[&STATIC, &["--make", "norms", "--format", "md"], &NEW, &PACK]).told();
    assert!(markdown.starts_with("# ") && markdown.contains("## Sample"));
}
