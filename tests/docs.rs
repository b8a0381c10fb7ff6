// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The runs in the READMEs are real: every command in a `console` block is run in a copy of `examples/`, and what stands below it is
//! what the program says: standard output, then standard error. A line `…` stands for lines that are left out.
//! `UPDATE=1 cargo test --test docs` writes today's output into the pages; look at the difference before you keep it.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

const PAGES: [&str; 2] = ["README.md", "README.nl.md"];
const LEFT_OUT: &str = "…";
/// How a page says what is run; the first is the way without an installed program.
const PROGRAM: [&str; 2] = ["cargo run --release -- ", "taxeer "];

#[test]
fn the_runs_in_the_readmes_are_real() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for page in PAGES {
        let folder = tempfile::tempdir().expect("a temporary folder");
        copy(&root.join("examples"), &folder.path().join("examples"));
        let text = fs::read_to_string(root.join(page)).expect("a page");
        let renewed = renewed(&text, folder.path());
        if std::env::var_os("UPDATE").is_some_and(|update| update == "1") {
            fs::write(root.join(page), renewed).expect("the page can be written");
        } else if let Some((line, (shown, said))) = (1..).zip(text.lines().zip(renewed.lines())).find(|(_, (shown, said))| shown != said) {
            panic!("{page}:{line}: the program no longer says\n  {shown}\nbut\n  {said}\nrenew with UPDATE=1 cargo test --test docs");
        } else {
            assert_eq!(text, renewed, "{page}: lines at the end");
        }
    }
}

#[test]
fn a_line_left_out_stands_for_any_lines() {
    let said = ["a", "b", "c", "d"];
    for fitting in [&["a", "b", "c", "d"][..], &["a", "…", "d"], &["…"], &["…", "b", "…", "c", "d", "…"]] {
        assert!(fits(fitting, &said), "{fitting:?}");
    }
    for other in [&["a", "b", "c"][..], &["…", "b"], &["a", "…", "x", "…"], &[]] {
        assert!(!fits(other, &said), "{other:?}");
    }
    assert_eq!(refitted(&["a", "x", "…", "d"], &said), ["a", "b", "…", "d"]);
}

/// The page with what the program says now.
fn renewed(text: &str, folder: &Path) -> String {
    let mut page: Vec<String> = Vec::new();
    let (mut inside, mut runs) = (false, 0);
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        page.push(line.to_owned());
        if line.starts_with("```") {
            inside = line == "```console";
        }
        let Some(first) = line.strip_prefix("$ ").filter(|_| inside) else { continue };
        let mut command = first.to_owned();
        while let Some(start) = command.strip_suffix('\\') {
            let next = lines.next().unwrap_or_default();
            page.push(next.to_owned());
            command = format!("{start}{}", next.trim_start());
        }
        let mut shown = Vec::new();
        while let Some(line) = lines.next_if(|line| !line.starts_with("```") && !line.starts_with("$ ")) {
            shown.push(line);
        }
        let output = run(&command, folder);
        let said: Vec<&str> = output.lines().collect();
        let shown = if fits(&shown, &said) { shown } else { refitted(&shown, &said) };
        page.extend(shown.into_iter().map(str::to_owned));
        runs += 1;
    }
    assert!(runs > 2, "only {runs} runs: does this test still read the page?");
    page.join("\n") + "\n"
}

/// What a command of a page says. `cat` shows a file that an earlier one wrote.
fn run(command: &str, folder: &Path) -> String {
    if let Some(file) = command.strip_prefix("cat ") {
        return fs::read_to_string(folder.join(file)).expect("a file that was written");
    }
    let arguments = PROGRAM.iter().find_map(|start| command.strip_prefix(start)).unwrap_or_else(|| panic!("not run here: {command}"));
    let run = Command::new(env!("CARGO_BIN_EXE_taxeer"))
        .args(arguments.split_whitespace().map(|word| word.trim_matches('\'')))
        .current_dir(folder)
        .env_remove("TAXEER_INSTRUMENTS")
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .output()
        .expect("taxeer starts");
    let streams = [run.stdout, run.stderr].map(|stream| String::from_utf8(stream).expect("UTF-8"));
    let streams: Vec<&str> = streams.iter().map(|stream| stream.trim_end()).filter(|stream| !stream.is_empty()).collect();
    streams.join("\n\n")
}

fn fits(shown: &[&str], said: &[&str]) -> bool {
    match shown.split_first() {
        None => said.is_empty(),
        Some((&LEFT_OUT, rest)) => (0..=said.len()).any(|from| fits(rest, &said[from..])),
        Some((line, rest)) => said.split_first().is_some_and(|(next, said)| next == line && fits(rest, said)),
    }
}

/// The same parts of the new output: each as long as it was, from the line with which it began.
fn refitted<'s>(shown: &[&'s str], said: &[&'s str]) -> Vec<&'s str> {
    if !shown.contains(&LEFT_OUT) {
        return said.to_vec();
    }
    let (mut lines, mut at) = (Vec::new(), 0);
    for (place, part) in shown.split(|line| *line == LEFT_OUT).enumerate() {
        if place > 0 {
            lines.push(LEFT_OUT);
        }
        let Some(first) = part.first() else { continue };
        // Columns may have become wider or narrower.
        let words = |line: &str| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let begin = said[at..].iter().position(|line| words(line) == words(first));
        at += begin.unwrap_or_else(|| panic!("no line is `{first}` any more: choose the lines to show by hand"));
        let end = (at + part.len()).min(said.len());
        lines.extend(&said[at..end]);
        at = end;
    }
    lines
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir(to).expect("a folder");
    for entry in fs::read_dir(from).expect("examples") {
        let path = entry.expect("an example").path();
        // The runs read files; a folder is a program.
        if path.is_dir() {
            continue;
        }
        fs::copy(&path, to.join(path.file_name().unwrap_or_default())).expect("a copy");
    }
}
