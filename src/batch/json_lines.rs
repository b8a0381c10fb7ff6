// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Results as JSON lines: an object a row. Numbers are numbers, what is joined with `|` in a CSV is a list, and what is missing is null.

use std::io::{self, Write};

use serde_json::Value;

use super::columns::Column;
use super::holds::Holds;
use super::results::{Results, each_row};
use crate::form::Form;
use crate::lang::Text;

/// Results as JSON lines.
pub struct JsonLines<W> {
    output: W,
    /// The name of each column as JSON has it, and what it holds.
    columns: Vec<(String, Holds)>,
}

impl<W: Write> JsonLines<W> {
    /// Results that go to `output`.
    pub fn new(output: W) -> Self {
        Self { output, columns: Vec::new() }
    }
}

impl<W: Write> Results for JsonLines<W> {
    fn begin(&mut self, form: &Form, columns: &[(String, Column)]) -> io::Result<()> {
        let holds = Holds::of_all(form, columns);
        self.columns = columns.iter().zip(holds).map(|((name, _), holds)| (Value::from(name.as_str()).to_string(), holds)).collect();
        Ok(())
    }

    fn add(&mut self, lines: &[u8]) -> io::Result<()> {
        let mut text = String::new();
        each_row(lines, |row| {
            for (place, (cell, (name, holds))) in row.iter().zip(&self.columns).enumerate() {
                text.push(if place == 0 { '{' } else { ',' });
                text.push_str(name);
                text.push(':');
                value(cell, *holds, &mut text);
            }
            text.push_str("}\n");
            Ok(())
        })?;
        self.output.write_all(text.as_bytes())
    }

    fn end(&mut self, _: &[Text]) -> io::Result<()> {
        self.output.flush()
    }
}

/// A number stands with the digits of the CSV: no float comes between.
fn value(cell: &str, holds: Holds, text: &mut String) {
    match holds {
        Holds::List => {
            let parts = cell.split('|').filter(|part| !part.is_empty());
            text.push_str(&parts.collect::<Value>().to_string());
        }
        _ if cell.is_empty() => text.push_str("null"),
        Holds::Whole | Holds::Real => text.push_str(cell),
        Holds::Name | Holds::Text | Holds::Date => text.push_str(&Value::from(cell).to_string()),
    }
}
