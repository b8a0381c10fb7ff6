// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! How a document looks as plain text: 80 columns, no colour.

use super::document::{Block, Column, Document, Table};

/// Columns of a page.
pub const WIDTH: usize = 80;
/// Columns between those of a table.
const GAP: usize = 2;
/// Names of facts may take so much before what they are moves to a line of its own.
const LABEL: usize = 32;
/// A narrow column takes no more than this, unless a word in it is longer.
const NARROW: usize = 12;

/// A document as text.
#[must_use]
pub fn render(document: &Document) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut before: Option<&Block> = None;
    for block in document.blocks.iter().filter(|block| !matches!(block, Block::Picture(_))) {
        let tight = match before {
            None | Some(Block::Heading(_) | Block::Subheading(_)) => true,
            Some(Block::Title(_)) => !matches!(block, Block::Heading(_)),
            _ => false,
        };
        if !tight {
            lines.push(String::new());
        }
        match block {
            Block::Title(text) => {
                let wrapped = wrap(text, WIDTH);
                let longest = wrapped.iter().map(|line| width(line)).max().unwrap_or(0);
                lines.extend(wrapped);
                lines.push("=".repeat(longest.min(WIDTH)));
            }
            Block::Heading(text) => lines.extend(wrap(&text.to_uppercase(), WIDTH)),
            Block::Subheading(text) | Block::Paragraph(text) => lines.extend(wrap(text, WIDTH)),
            Block::Facts(facts) => lines.extend(self::facts(facts)),
            Block::List(points) => lines.extend(points.iter().flat_map(|point| hanging("- ", point))),
            Block::Picture(_) => {}
            Block::Table(table) => lines.extend(self::table(table)),
        }
        before = Some(block);
    }
    let mut text: String = lines.iter().map(|line| format!("{}\n", line.trim_end())).collect();
    if text == "\n" {
        text.clear();
    }
    text
}

/// Words in lines of at most so many columns; a longer word stands on a line of its own.
#[must_use]
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if width(line) + 1 + width(word) <= columns => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

fn width(text: &str) -> usize {
    text.chars().count()
}

fn pad(text: &str, columns: usize, right: bool) -> String {
    let space = " ".repeat(columns.saturating_sub(width(text)));
    if right { format!("{space}{text}") } else { format!("{text}{space}") }
}

fn hanging(label: &str, text: &str) -> Vec<String> {
    let indent = width(label);
    let mut lines = wrap(text, WIDTH - indent);
    for (at, line) in lines.iter_mut().enumerate() {
        let before = if at == 0 { label.to_owned() } else { " ".repeat(indent) };
        line.insert_str(0, &before);
    }
    lines
}

fn facts(facts: &[(String, String)]) -> Vec<String> {
    let label = facts.iter().map(|(name, _)| width(name)).max().unwrap_or(0).min(LABEL) + GAP;
    let mut lines = Vec::new();
    for (name, what) in facts {
        if width(name) + GAP > label {
            lines.extend(wrap(name, WIDTH));
            lines.extend(hanging(&" ".repeat(label), what));
        } else {
            lines.extend(hanging(&pad(name, label, false), what));
        }
    }
    lines
}

fn table(table: &Table) -> Vec<String> {
    let widths = widths(table);
    let names: Vec<String> = table.columns.iter().map(|column| column.name.clone()).collect();
    let mut lines = if names.iter().all(String::is_empty) { Vec::new() } else { row(&names, &table.columns, &widths) };
    if !lines.is_empty() {
        let rule: Vec<String> = widths.iter().map(|&columns| "-".repeat(columns)).collect();
        lines.push(rule.join(&" ".repeat(GAP)));
    }
    lines.extend(table.rows.iter().flat_map(|cells| row(cells, &table.columns, &widths)));
    lines
}

fn row(cells: &[String], columns: &[Column], widths: &[usize]) -> Vec<String> {
    // Leading spaces of a cell are its indent.
    let wrapped: Vec<Vec<String>> = cells
        .iter()
        .zip(widths)
        .map(|(cell, &columns)| {
            let indent = cell.len() - cell.trim_start().len();
            let lines = wrap(cell, columns.saturating_sub(indent));
            lines.iter().map(|line| format!("{}{line}", " ".repeat(indent))).collect()
        })
        .collect();
    let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
    let line = |at: usize| {
        let cells = wrapped
            .iter()
            .zip(columns)
            .zip(widths)
            .map(|((lines, column), &columns)| pad(lines.get(at).map_or("", String::as_str), columns, column.number));
        cells.collect::<Vec<_>>().join(&" ".repeat(GAP))
    };
    (0..height).map(line).collect()
}

/// The widest column that can still be narrower gives way first.
fn widths(table: &Table) -> Vec<usize> {
    let cells = |at: usize| table.rows.iter().filter_map(move |row| row.get(at)).chain(table.columns.get(at).map(|column| &column.name));
    let mut natural: Vec<usize> = (0..table.columns.len()).map(|at| cells(at).map(|cell| width(cell)).max().unwrap_or(0)).collect();
    let least: Vec<usize> = (0..table.columns.len())
        .map(|at| {
            let words = cells(at).flat_map(|cell| {
                let indent = cell.len() - cell.trim_start().len();
                cell.split_whitespace().map(move |word| indent + width(word))
            });
            words.max().unwrap_or(0)
        })
        .collect();
    for (at, column) in table.columns.iter().enumerate().filter(|(_, column)| column.narrow) {
        natural[at] = natural[at].min(NARROW.max(least[at]).max(width(&column.name)));
    }
    let room = WIDTH.saturating_sub(GAP * table.columns.len().saturating_sub(1));
    while natural.iter().sum::<usize>() > room {
        let widest = (0..natural.len()).filter(|&at| natural[at] > least[at]).max_by_key(|&at| natural[at]);
        let Some(widest) = widest else { break };
        natural[widest] -= 1;
    }
    natural
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_wrapped_and_long_words_stay_whole() {
        assert_eq!(wrap("een twee drie", 8), ["een twee", "drie"]);
        assert_eq!(wrap("https://example.org/a/long/address here", 10), ["https://example.org/a/long/address", "here"]);
        assert_eq!(wrap("één é", 5), ["één é"]);
    }

    #[test]
    fn a_table_fits_the_page_and_aligns_numbers_right() {
        let mut table = Table::new(&[Column::words("item"), Column::numbers("n")]);
        table.rows.push(vec!["a ".repeat(60), "-1".to_owned()]);
        table.rows.push(vec!["  sub".to_owned(), "10".to_owned()]);
        let lines = super::table(&table);
        assert!(lines.iter().all(|line| width(line) <= WIDTH), "{lines:#?}");
        assert!(lines[2].ends_with("-1") && lines.last().is_some_and(|line| line.starts_with("  sub") && line.ends_with("10")));
    }
}
