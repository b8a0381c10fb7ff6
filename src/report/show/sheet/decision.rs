// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Rules as a table: a column for each thing that is looked at.

use super::Sheet;
use crate::report::document::{Column, Table};

/// With more things than this the conditions of a row stand in one cell.
const MOST_COLUMNS: usize = 5;

/// One rule: what is looked at and how it must be, then what the rule gives.
pub struct Row {
    pub when: Vec<(String, String)>,
    pub gives: Vec<String>,
}

impl Sheet<'_> {
    /// The rules in their order. `before` names each row and may be empty; `gives` are the columns of what rules give; `otherwise` is what
    /// holds where no rule does.
    pub(super) fn decision(&self, rows: &[Row], before: &[String], gives: &[Column], otherwise: Option<Vec<String>>) -> Table {
        let lang = self.lang;
        let mut looked_at: Vec<&str> = Vec::new();
        for (name, _) in rows.iter().flat_map(|row| &row.when) {
            if !looked_at.contains(&name.as_str()) {
                looked_at.push(name);
            }
        }
        let apart = looked_at.len() <= MOST_COLUMNS;
        let mut columns = if before.is_empty() { Vec::new() } else { vec![Column::words(&say!(lang, "regel", "rule"))] };
        if apart {
            columns.extend(looked_at.iter().map(|name| Column::words(name)));
        } else {
            columns.push(Column::words(&say!(lang, "als", "when")));
        }
        let wide = columns.len();
        columns.extend_from_slice(gives);
        let mut table = Table::new(&columns);
        for (at, row) in rows.iter().enumerate() {
            let mut cells: Vec<String> = before.get(at).cloned().into_iter().collect();
            if apart {
                let value = |name: &&str| row.when.iter().find(|(of, _)| of == name).map(|(_, value)| value.clone());
                cells.extend(looked_at.iter().map(|name| value(name).unwrap_or_else(|| say!(lang, "maakt niet uit", "any"))));
            } else {
                cells.push(row.when.iter().map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>().join("; "));
            }
            cells.extend(row.gives.iter().cloned());
            table.rows.push(cells);
        }
        if let Some(otherwise) = otherwise {
            let mut cells = vec![String::new(); wide];
            if let Some(first) = cells.first_mut() {
                *first = say!(lang, "anders", "otherwise");
            }
            cells.extend(otherwise);
            table.rows.push(cells);
        }
        table
    }
}
