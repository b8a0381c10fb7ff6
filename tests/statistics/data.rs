// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The data that reference values were computed on.

use std::collections::BTreeMap;
use std::path::Path;

use crate::reference::folder;

/// A file of data, column by column, as text.
pub struct Data {
    columns: BTreeMap<String, Vec<String>>,
}

impl Data {
    pub fn rossi() -> Self {
        Self::read(&folder("data").join("rossi.csv"))
    }

    pub fn read(file: &Path) -> Self {
        let mut reader = csv::Reader::from_path(file).expect("a file of data");
        let names: Vec<String> = reader.headers().expect("a header").iter().map(str::to_owned).collect();
        let mut columns: BTreeMap<String, Vec<String>> = names.iter().map(|name| (name.clone(), Vec::new())).collect();
        for record in reader.records() {
            for (name, cell) in names.iter().zip(&record.expect("a row")) {
                columns.get_mut(name).expect("a column").push(cell.to_owned());
            }
        }
        Self { columns }
    }

    pub fn text(&self, name: &str) -> &[String] {
        &self.columns[name]
    }

    /// Numbers; and the derived columns `male` and `felony`.
    pub fn numbers(&self, name: &str) -> Vec<f64> {
        let is = |column: &str, value: &str| self.text(column).iter().map(|cell| f64::from(u8::from(cell == value))).collect();
        match name {
            "male" => is("sex", "Male"),
            "felony" => is("c_charge_degree", "F"),
            _ => self.text(name).iter().map(|cell| cell.parse().expect("a number")).collect(),
        }
    }

    pub fn events(&self, name: &str) -> Vec<bool> {
        self.text(name).iter().map(|cell| cell == "1").collect()
    }

    /// The rows for which this holds.
    pub fn rows(&self, holds: impl Fn(usize) -> bool) -> Self {
        let keep = |cells: &Vec<String>| cells.iter().enumerate().filter(|(row, _)| holds(*row)).map(|(_, cell)| cell.clone()).collect();
        Self { columns: self.columns.iter().map(|(name, cells)| (name.clone(), keep(cells))).collect() }
    }

    /// Odd ids were derived on, even ids validated on.
    pub fn halves(&self) -> (Self, Self) {
        let odd: Vec<bool> = self.numbers("id").iter().map(|id| id % 2.0 > 0.5).collect();
        (self.rows(|row| odd[row]), self.rows(|row| !odd[row]))
    }
}
