// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! How a document looks as HTML: one file that needs no other, for the screen and for A4 paper.

use super::document::{BLANK, BOX, Block, Column, Document, Table, address};
use crate::lang::Lang;

const STYLE: &str = include_str!("page.css");
/// Letters on a line of the page, with room between columns.
const MOST_LETTERS: usize = 92;
const PICTURE_STYLE: &str = include_str!("picture.css");

/// A document as HTML. `running` stands at the head of every printed page, and is the name of a page that has no title.
#[must_use]
pub fn render(document: &Document, lang: Lang, running: &str) -> String {
    let title = document.blocks.iter().find_map(|block| if let Block::Title(text) = block { Some(text.as_str()) } else { None });
    let (code, name, page) = (lang.code(), escaped(title.unwrap_or(running)), lang.pick("blz.", "page"));
    let mut html = Html::default();
    html.line("<!doctype html>");
    html.line(&format!("<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">"));
    html.line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    html.line(&format!("<title>{name}</title>\n<style>\n{STYLE}"));
    if document.blocks.iter().any(|block| matches!(block, Block::Picture(_))) {
        html.line(PICTURE_STYLE);
    }
    html.line(&format!("@page {{ @top-left {{ content: {}; }} @top-right {{ content: \"{page} \" counter(page); }} }}", quoted(running)));
    html.line("</style>\n</head>\n<body>\n<main>");
    if title.is_none() {
        html.line(&format!("<h1>{name}</h1>"));
    }
    for block in &document.blocks {
        html.block(block);
    }
    html.close(0);
    html.line("</main>\n</body>\n</html>");
    html.text
}

/// What is written so far, and how many sections are open: one of a heading, one of a subheading.
#[derive(Default)]
struct Html {
    text: String,
    open: usize,
}

impl Html {
    fn line(&mut self, text: &str) {
        self.text.push_str(text.trim_end());
        self.text.push('\n');
    }

    fn close(&mut self, keep: usize) {
        while self.open > keep {
            self.line("</section>");
            self.open -= 1;
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Title(text) => self.line(&format!("<h1>{}</h1>", inline(text))),
            Block::Heading(text) => {
                self.close(0);
                self.line(&format!("<section>\n<h2>{}</h2>", inline(text)));
                self.open = 1;
            }
            Block::Subheading(text) => {
                self.close(1);
                // A subheading without a heading is one level up: no level is left out.
                let level = if self.open == 0 { "h2" } else { "h3" };
                self.line(&format!("<section class=\"part\">\n<{level}>{}</{level}>", inline(text)));
                self.open += 1;
            }
            Block::Paragraph(text) => self.line(&format!("<p>{}</p>", inline(text))),
            Block::Facts(facts) => {
                self.line("<dl>");
                for (name, what) in facts {
                    self.line(&format!("<div><dt>{}</dt><dd>{}</dd></div>", inline(name), inline(what)));
                }
                self.line("</dl>");
            }
            Block::List(points) => {
                let boxes = points.iter().all(|point| point.starts_with(BOX));
                self.line(if boxes { "<ul class=\"boxes\">" } else { "<ul>" });
                for point in points {
                    self.line(&format!("<li>{}</li>", inline(point)));
                }
                self.line("</ul>");
            }
            Block::Picture(drawn) => self.line(drawn),
            Block::Table(table) => self.table(table),
        }
    }

    fn table(&mut self, table: &Table) {
        let wide = is_wide(table);
        self.line(if wide { "<div class=\"wide\">\n<table>" } else { "<table>" });
        if table.columns.iter().any(|column| !column.name.is_empty()) {
            let names = table.columns.iter().map(|column| cell(&column.name, Some("col"), column.number));
            self.line(&format!("<thead><tr>{}</tr></thead>", names.collect::<String>()));
        }
        self.line("<tbody>");
        for row in &table.rows {
            let cells = row.iter().zip(&table.columns).enumerate();
            let cells = cells.map(|(at, (text, column))| cell(text, (at == 0).then_some("row"), column.number));
            self.line(&format!("<tr>{}</tr>", cells.collect::<String>()));
        }
        self.line(if wide { "</tbody>\n</table>\n</div>" } else { "</tbody>\n</table>" });
    }
}

/// Whether a table would run off the page if its numbers were kept on one line, as they are elsewhere.
fn is_wide(table: &Table) -> bool {
    let longest_word = |text: &str| text.split_whitespace().map(|word| word.chars().count()).max().unwrap_or(0);
    let column = |(at, column): (usize, &Column)| {
        let width = |text: &String| if column.number { text.chars().count() } else { longest_word(text) };
        table.rows.iter().filter_map(|row| row.get(at)).map(width).fold(longest_word(&column.name), usize::max) + 2
    };
    table.columns.iter().enumerate().map(column).sum::<usize>() > MOST_LETTERS
}

/// A cell; an empty one heads nothing.
fn cell(text: &str, scope: Option<&str>, number: bool) -> String {
    let class = if number { " class=\"n\"" } else { "" };
    let indent = "&nbsp;".repeat(text.len() - text.trim_start().len());
    let text = inline(text);
    match scope.filter(|_| !text.is_empty()) {
        Some(scope) => format!("<th scope=\"{scope}\"{class}>{indent}{text}</th>"),
        None => format!("<td{class}>{indent}{text}</td>"),
    }
}

/// Words as they are: nothing in them is markup. A web address becomes a link.
fn inline(text: &str) -> String {
    let mut html = String::new();
    for word in text.split_whitespace() {
        match (word, address(word)) {
            (BLANK, _) => html.push_str("<span class=\"blank\"></span> "),
            // A box stays on the line of what it is for.
            (BOX, _) => html.push_str(&format!("<span class=\"box\">{BOX}</span>&nbsp;")),
            (_, Some((address, rest))) => {
                let (address, rest) = (escaped(address), escaped(rest));
                html.push_str(&format!("<a href=\"{address}\">{address}</a>{rest} "));
            }
            (_, None) => html.push_str(&format!("{} ", escaped(word))),
        }
    }
    html.trim_end().to_owned()
}

pub(crate) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(letter),
        }
    }
    escaped
}

/// A text in a style sheet: only letters, digits and a few signs stand as they are.
fn quoted(text: &str) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || " .,:;@+-()/".contains(letter);
    let letters = text.chars().map(|letter| if plain(letter) { letter.to_string() } else { format!("\\{:x} ", u32::from(letter)) });
    format!("\"{}\"", letters.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_never_markup() {
        assert_eq!(inline("<b>&\"'"), "&lt;b&gt;&amp;&quot;&#39;");
        assert_eq!(inline("(https://example.org/?a&b)."), "(https://example.org/?a&amp;b).");
        assert_eq!(inline("a https://example.org/?a&b)."), "a <a href=\"https://example.org/?a&amp;b\">https://example.org/?a&amp;b</a>).");
        assert_eq!(quoted("a</style>\"\\é"), "\"a\\3c /style\\3e \\22 \\5c é\"");
    }

    #[test]
    fn no_level_of_headings_is_left_out() {
        let mut document = Document::default();
        document.subheading("one");
        document.heading("two");
        document.subheading("three");
        let html = render(&document, Lang::En, "page");
        let at = |tag: &str| html.find(tag).unwrap_or(usize::MAX);
        assert!(at("<h1>page") < at("<h2>one") && at("<h2>one") < at("<h2>two") && at("<h2>two") < at("<h3>three"), "{html}");
        assert_eq!(html.matches("<section").count(), html.matches("</section>").count());
    }
}
