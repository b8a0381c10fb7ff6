// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! How a document looks as Markdown with tables.

use super::document::{Block, Document, Table, address};

/// A document as Markdown.
#[must_use]
pub fn render(document: &Document) -> String {
    let blocks: Vec<String> = document.blocks.iter().map(block).collect();
    let mut text = blocks.join("\n\n");
    text.push('\n');
    text
}

fn block(block: &Block) -> String {
    match block {
        Block::Title(text) => format!("# {}", inline(text)),
        Block::Heading(text) => format!("## {}", inline(text)),
        Block::Subheading(text) => format!("### {}", inline(text)),
        Block::Paragraph(text) => start(&inline(text)),
        Block::Facts(facts) => {
            let lines: Vec<String> = facts.iter().map(|(name, what)| format!("- **{}:** {}", inline(name), inline(what))).collect();
            lines.join("\n")
        }
        Block::List(points) => points.iter().map(|point| format!("- {}", start(&inline(point)))).collect::<Vec<_>>().join("\n"),
        Block::Picture(_) => String::new(),
        Block::Table(table) => self::table(table),
    }
}

fn table(table: &Table) -> String {
    let row = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let names = table.columns.iter().map(|column| inline(&column.name)).collect();
    let rule = table.columns.iter().map(|column| if column.number { "---:" } else { "---" }.to_owned()).collect();
    let rows = table.rows.iter().map(|cells| row(cells.iter().map(|cell| indented(cell)).collect()));
    [row(names), row(rule)].into_iter().chain(rows).collect::<Vec<_>>().join("\n")
}

/// Leading spaces of a cell are its indent.
fn indented(cell: &str) -> String {
    let text = cell.trim_start();
    format!("{}{}", "&nbsp;".repeat(cell.len() - text.len()), inline(text))
}

/// Words as they are: nothing in them is markup. A web address becomes a link.
fn inline(text: &str) -> String {
    let words = text.split_whitespace().map(|word| match address(word) {
        Some((address, rest)) if !address.contains(['<', '>', '\\']) => format!("<{address}>{}", escaped(rest)),
        _ => escaped(word),
    });
    words.collect::<Vec<_>>().join(" ")
}

fn escaped(word: &str) -> String {
    let mut text = String::with_capacity(word.len());
    for letter in word.chars() {
        if matches!(letter, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '&' | '~' | '#') {
            text.push('\\');
        }
        text.push(letter);
    }
    text
}

/// The start of a line may not look like a list or a rule.
fn start(line: &str) -> String {
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let rest = line.get(digits..).unwrap_or_default();
    if digits > 0 && rest.starts_with(['.', ')']) {
        return format!("{}\\{rest}", &line[..digits]);
    }
    if line.starts_with(['-', '+', '=']) { format!("\\{line}") } else { line.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::document::Column;

    #[test]
    fn words_are_never_markup() {
        assert_eq!(inline("<b>&\" a_b *c* | d"), "\\<b\\>\\&\" a\\_b \\*c\\* \\| d");
        assert_eq!(inline("(see https://example.org/a_b)."), "(see <https://example.org/a_b>).");
        assert_eq!((start("1. one").as_str(), start("- one").as_str(), start("18 of").as_str()), ("1\\. one", "\\- one", "18 of"));
    }

    #[test]
    fn a_table_has_a_cell_for_each_column() {
        let mut table = Table::new(&[Column::words("a|b"), Column::numbers("n")]);
        table.rows.push(vec!["  sub".to_owned(), "-1".to_owned()]);
        assert_eq!(super::table(&table), "| a\\|b | n |\n| --- | ---: |\n| &nbsp;&nbsp;sub | -1 |");
    }
}
