// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! `taxeer validate` as it is run, and its figures by name.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use serde_json::{Map, Value, json};

use crate::data::Data;
use crate::program::taxeer;

/// The figures of a run.
pub struct Figures(pub Value);

/// A file of data in a folder of its own.
pub struct File {
    _folder: tempfile::TempDir,
    pub path: PathBuf,
}

pub fn file(text: &str) -> File {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("data.csv");
    fs::write(&path, text).expect("a file of data");
    File { _folder: folder, path }
}

/// Columns as a file, each cell with all its digits.
pub fn columns(columns: &[(&str, Vec<String>)]) -> File {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(columns.iter().map(|(name, _)| *name)).expect("in memory");
    for row in 0..columns[0].1.len() {
        writer.write_record(columns.iter().map(|(_, cells)| &cells[row])).expect("in memory");
    }
    file(&String::from_utf8(writer.into_inner().expect("in memory")).expect("UTF-8"))
}

pub fn numbers(data: &Data, names: &[&str]) -> Vec<(String, Vec<String>)> {
    names.iter().map(|name| ((*name).to_owned(), data.numbers(name).iter().map(f64::to_string).collect())).collect()
}

pub fn with(data: &Data, names: &[&str], more: &[(&str, Vec<String>)]) -> File {
    let own = numbers(data, names);
    let all: Vec<(&str, Vec<String>)> =
        own.iter().map(|(name, cells)| (name.as_str(), cells.clone())).chain(more.iter().cloned()).collect();
    columns(&all)
}

pub fn output(input: &Path, arguments: &[&str]) -> Output {
    taxeer().args(["validate", "--lang", "en"]).arg(input).args(arguments).output().expect("taxeer starts")
}

#[track_caller]
pub fn run(input: &Path, arguments: &[&str]) -> Figures {
    let run = output(input, &[arguments, &["--json"]].concat());
    let told = String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "{arguments:?}: {}\n{told}", run.status);
    Figures(serde_json::from_slice(&run.stdout).expect("JSON"))
}

impl Figures {
    pub fn all(&self) -> impl Iterator<Item = (&str, &Value)> {
        let sections = self.0["sections"].as_array().expect("sections").iter();
        sections.flat_map(|section| {
            let name = section["section"].as_str().expect("a name");
            section["figures"].as_array().expect("figures").iter().map(move |figure| (name, figure))
        })
    }

    /// The figures of this name, place and method (a part of it), of all persons.
    pub fn find(&self, figure: &str, at: &str, method: &str) -> Vec<&Value> {
        self.of("", figure, at, method)
    }

    pub fn of(&self, group: &str, figure: &str, at: &str, method: &str) -> Vec<&Value> {
        let is = |one: &Value| {
            one["group"] == group
                && one["figure"] == figure
                && one["at"] == at
                && one["method"].as_str().is_some_and(|by| by.contains(method))
        };
        self.all().filter(|(section, one)| is(one) && (*section == "subgroups") != group.is_empty()).map(|(_, one)| one).collect()
    }

    #[track_caller]
    pub fn one(&self, figure: &str, at: &str, method: &str) -> &Value {
        let found = self.find(figure, at, method);
        assert_eq!(found.len(), 1, "{figure} at `{at}` by `{method}`: {found:?}");
        found[0]
    }

    #[track_caller]
    pub fn estimate(&self, figure: &str, at: &str, method: &str) -> Value {
        self.one(figure, at, method)["estimate"].clone()
    }

    #[track_caller]
    pub fn value(&self, figure: &str) -> f64 {
        self.estimate(figure, "", "").as_f64().expect("a number")
    }

    /// Estimates by place, as an object.
    #[track_caller]
    pub fn by_place(&self, figure: &str, places: &[&str], method: &str, part: &str) -> Value {
        let cells = places.iter().map(|at| ((*at).to_owned(), self.one(figure, at, method)[part].clone()));
        Value::Object(cells.collect::<Map<_, _>>())
    }

    /// An estimate with its limits.
    #[track_caller]
    pub fn interval(&self, figure: &str, at: &str, method: &str) -> Value {
        let one = self.one(figure, at, method);
        json!({ "estimate": one["estimate"], "lower": one["low"], "upper": one["high"] })
    }

    pub fn refused(&self) -> Vec<(String, String)> {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let sections = self.0["sections"].as_array().expect("sections").iter();
        sections
            .flat_map(|section| section["refused"].as_array().expect("refused"))
            .map(|one| (text(&one["what"]), text(&one["why"])))
            .collect()
    }

    pub fn said(&self) -> String {
        let sections = self.0["sections"].as_array().expect("sections").iter();
        sections.flat_map(|section| section["said"].as_array().expect("said")).filter_map(Value::as_str).collect::<Vec<_>>().join("\n")
    }
}
