// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Files of reference values: what the library computes is held to them, each within its own tolerance, and none is forgotten.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// A file of reference values, with what was compared so far.
pub struct Reference {
    file: &'static str,
    values: Vec<Value>,
    met: RefCell<BTreeSet<String>>,
}

pub fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name)
}

impl Reference {
    pub fn open(file: &'static str) -> Self {
        let text = fs::read_to_string(folder("reference").join(file).with_extension("json")).expect("a file of reference values");
        let json: Value = serde_json::from_str(&text).expect("JSON");
        let values = json["values"].as_array().expect("values").clone();
        assert!(!values.is_empty(), "{file}: no values");
        Self { file, values, met: RefCell::default() }
    }

    /// Only the values whose name begins so.
    pub fn only(mut self, start: &str) -> Self {
        self.values.retain(|value| value["name"].as_str().is_some_and(|name| name.starts_with(start)));
        assert!(!self.values.is_empty(), "{}: no values of {start}", self.file);
        self
    }

    fn entry(&self, name: &str) -> &Value {
        let file = self.file;
        self.values.iter().find(|value| value["name"] == name).unwrap_or_else(|| panic!("{file} has no value {name}"))
    }

    /// A value that is input, not something to meet.
    pub fn input(&self, name: &str) -> &Value {
        self.met.borrow_mut().insert(name.to_owned());
        &self.entry(name)["value"]
    }

    /// Holds what was computed to the value of that name, part by part.
    #[track_caller]
    pub fn meet(&self, name: &str, computed: &Value) {
        let entry = self.entry(name);
        let tolerance = Tolerance { absolute: entry["tol_abs"].as_f64(), relative: entry["tol_rel"].as_f64() };
        assert!(tolerance.absolute.is_some() || tolerance.relative.is_some(), "{name}: no tolerance");
        tolerance.compare(&format!("{}: {name}", self.file), &entry["value"], computed);
        self.met.borrow_mut().insert(name.to_owned());
    }

    /// Every value was met, but for these, each with the reason why no command yields it.
    #[track_caller]
    pub fn is_whole(&self, not_applicable: &[(&str, &str)]) {
        let met = self.met.borrow();
        for (name, reason) in not_applicable {
            self.entry(name);
            assert!(!reason.is_empty() && !met.contains(*name), "{name} is met and called not applicable");
        }
        let left = self.values.iter().filter_map(|value| value["name"].as_str());
        let left: Vec<&str> = left.filter(|name| !met.contains(*name) && !not_applicable.iter().any(|(other, _)| other == name)).collect();
        assert!(left.is_empty(), "{}: values that nothing was held to: {left:?}", self.file);
    }

    /// The folder of the data that is not in the repository. Without it the skipped values are told, past the capture of tests.
    pub fn data(&self) -> Option<PathBuf> {
        let Some(folder) = std::env::var_os("TAXEER_DATA") else {
            let _ = writeln!(std::io::stderr(), "skipped: no data ({} values of {})", self.values.len(), self.file);
            return None;
        };
        let file = PathBuf::from(folder).join("compas.csv");
        assert!(file.is_file(), "TAXEER_DATA is set, and {} is missing", file.display());
        Some(file)
    }
}

struct Tolerance {
    absolute: Option<f64>,
    relative: Option<f64>,
}

impl Tolerance {
    #[track_caller]
    fn compare(&self, place: &str, expected: &Value, computed: &Value) {
        match (expected, computed) {
            (Value::Object(expected), Value::Object(computed)) => {
                let names = |map: &serde_json::Map<String, Value>| map.keys().cloned().collect::<BTreeSet<_>>();
                assert_eq!(names(expected), names(computed), "{place}: parts");
                expected.iter().for_each(|(name, value)| self.compare(&format!("{place}.{name}"), value, &computed[name]));
            }
            (Value::Array(expected), Value::Array(computed)) => {
                assert_eq!(expected.len(), computed.len(), "{place}: length");
                for (at, (expected, computed)) in expected.iter().zip(computed).enumerate() {
                    self.compare(&format!("{place}[{at}]"), expected, computed);
                }
            }
            (Value::Number(expected), Value::Number(computed)) => {
                let (expected, computed) = (expected.as_f64().expect("a number"), computed.as_f64().expect("a number"));
                let distance = (expected - computed).abs();
                // Values are printed to a dozen digits: that is the grain below every tolerance.
                let grain = 1e-12 * expected.abs();
                let allowed = self.absolute.unwrap_or(0.0).max(self.relative.map_or(0.0, |share| share * expected.abs())) + grain;
                assert!(distance <= allowed, "{place}: expected {expected}, computed {computed}, {distance:e} > {allowed:e}");
            }
            _ => assert_eq!(expected, computed, "{place}"),
        }
    }
}
