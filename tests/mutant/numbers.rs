// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Every number of the instrument one unit of its last digit up and down, and every word that decides something exchanged.
//!
//! Not numbers of the instrument, and skipped:
//! * `schema`, `id`, `edition`, `status`, `kind`, `unit`: names and versions (an `id` of a level that is a number, as in PSA, is mutated);
//! * `about`, `source`, `title`, `label`, `ask`, `help`, `else`, `instead`, `says`, `name`, `outcome`, `horizon`, `sample`, `owner`, `date`,
//!   `number`, `reason`, `evidence`, `basis`: texts and metadata, from which nothing is computed;
//! * `sum`, `of`, `copas_rate`, names of fields and horizons in keys: references by name.

use std::ops::Range;

use taxeer::syntax::tree::{Node, Value};

use super::{Mutant, Slip, at};

/// Keys under which nothing is computed from.
const TEXTS: &[&str] = &[
    "schema", "about", "source", "title", "label", "ask", "help", "else", "instead", "says", "name", "outcome", "horizon", "sample",
    "owner", "date", "number", "reason", "evidence", "basis", "options",
];

/// How a file writes that no number is given.
const WITHHELD: &str = "\"withheld\"";

pub fn mutants(text: &str, root: &Node) -> Vec<Mutant> {
    let mut walk = Walk { text, root, found: Vec::new() };
    walk.node(root, &mut Vec::new());
    walk.found
}

/// Every number of a second table one unit of its last digit up and down: in patterns and values; ids and sums are names.
pub fn of_second(text: &str) -> Vec<Mutant> {
    let (mut mutants, mut start) = (Vec::new(), 0);
    for line in text.split_inclusive('\n') {
        let cells: Vec<&str> = line.trim_end().splitn(4, ',').collect();
        if let [part, _, when, value] = cells.as_slice() {
            let offset = |cell: &str| start + (cell.as_ptr() as usize - line.as_ptr() as usize);
            let patterns = when.split(';').filter_map(|test| Some(test.split_once('=')?.1));
            for cell in patterns.chain((*part != "sum").then_some(*value)) {
                for number in number_spans(cell) {
                    let place = offset(cell) + number.start..offset(cell) + number.end;
                    for step in [1, -1] {
                        let new = moved(&cell[number.clone()], step);
                        let what = format!("{}: {} → {new}", line.trim_end(), &cell[number.clone()]);
                        mutants.push(Mutant { slip: Slip::Number, what, edits: vec![(place.clone(), new)] });
                    }
                }
            }
        }
        start += line.len();
    }
    mutants
}

struct Walk<'a> {
    text: &'a str,
    root: &'a Node,
    found: Vec<Mutant>,
}

impl Walk<'_> {
    fn node(&mut self, node: &Node, path: &mut Vec<String>) {
        match &node.value {
            Value::Integer(_) | Value::Float(_) => {
                self.numbers(&node.span, path);
                self.withhold(&node.span, path);
            }
            Value::String(word) => self.string(word, &node.span, path),
            Value::Array(nodes) => {
                for (index, element) in nodes.iter().enumerate() {
                    path.push(index.to_string());
                    self.node(element, path);
                    path.pop();
                }
            }
            Value::Table(entries) => {
                let points = path.iter().any(|key| key == "points");
                for entry in entries.iter().filter(|entry| points || !TEXTS.contains(&entry.key.as_str())) {
                    if self.keys_are_patterns(path) {
                        path.push("key".to_owned());
                        self.numbers(&entry.key_span, path);
                        path.pop();
                    }
                    path.push(entry.key.clone());
                    self.node(&entry.node, path);
                    path.pop();
                }
            }
            _ => {}
        }
    }

    /// Tables whose keys are patterns on numbers: points by a field that is no choice, conversions, exceptions of a link.
    fn keys_are_patterns(&self, path: &[String]) -> bool {
        match path.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
            ["item", _, "points", field] => self.options(field).is_none(),
            ["scale", _, "convert", "rows"] | ["scale", _, "link", _, "at"] => true,
            _ => false,
        }
    }

    fn string(&mut self, word: &str, span: &Range<usize>, path: &[String]) {
        if is_points(path) {
            let what = format!("{}: {word} → 0", path.join("."));
            self.found.push(Mutant { slip: Slip::Word, what, edits: vec![(span.clone(), "0".to_owned())] });
            return;
        }
        let keys: Vec<&str> = path.iter().map(String::as_str).collect();
        let exchanged = match keys.as_slice() {
            [.., "when" | "require", name] => match self.options(name).or_else(|| self.levels(name)) {
                Some(options) => next(word, &options),
                None => return self.numbers(span, path),
            },
            [.., "level", _, "at"] | ["norm", _, "row", _, "at"] => return self.numbers(span, path),
            ["scheme", _, "level", _, "id"] if word.bytes().all(|byte| byte.is_ascii_digit()) => return self.numbers(span, path),
            ["field", name, "unknown"] => self.options(name).and_then(|options| next(word, &options)),
            ["scheme", id, "rule", _, "level"] => self.levels(id).and_then(|levels| next(word, &levels)),
            ["rule", _, "level"] => {
                let schemes = at(self.root, &["scheme"]).map_or(&[][..], Node::entries);
                schemes.first().and_then(|scheme| self.levels(&scheme.key)).and_then(|levels| next(word, &levels))
            }
            ["item", _, "combine"] => next(word, &["max", "min", "sum"].map(str::to_owned)),
            _ => None,
        };
        if let Some(other) = exchanged {
            let what = format!("{}: {word} → {other}", path.join("."));
            self.found.push(Mutant { slip: Slip::Word, what, edits: vec![(span.clone(), format!("\"{other}\""))] });
        }
    }

    /// Where a file withholds numbers, each of its points as one more that is.
    fn withhold(&mut self, span: &Range<usize>, path: &[String]) {
        if self.text.contains(WITHHELD) && is_points(path) {
            let what = format!("{}: {} → withheld", path.join("."), &self.text[span.clone()]);
            self.found.push(Mutant { slip: Slip::Word, what, edits: vec![(span.clone(), WITHHELD.to_owned())] });
        }
    }

    /// Each number in a stretch of text, one unit of its last digit up and down.
    fn numbers(&mut self, span: &Range<usize>, path: &[String]) {
        for number in number_spans(&self.text[span.clone()]) {
            let place = span.start + number.start..span.start + number.end;
            let old = &self.text[place.clone()];
            for step in [1, -1] {
                let new = moved(old, step);
                let what = format!("{} {}: {old} → {new}", path.join("."), &self.text[span.clone()]);
                self.found.push(Mutant { slip: Slip::Number, what, edits: vec![(place.clone(), new)] });
            }
        }
    }

    /// The options of a field, if it is a choice.
    fn options(&self, field: &str) -> Option<Vec<String>> {
        let node = at(self.root, &["field", field])?;
        match node.get("type").and_then(Node::string) {
            Some("yes_no") => Some(vec!["no".to_owned(), "yes".to_owned()]),
            Some("choice") => Some(node.get("options")?.entries().iter().map(|entry| entry.key.clone()).collect()),
            _ => None,
        }
    }

    /// The levels of a scheme, or those of the scheme under it.
    fn levels(&self, scheme: &str) -> Option<Vec<String>> {
        let node = at(self.root, &["scheme", scheme])?;
        match node.get("level") {
            Some(levels) => levels.elements().iter().map(|level| level.get("id")?.string().map(str::to_owned)).collect(),
            None => self.levels(node.get("of")?.string()?),
        }
    }
}

/// Whether a path is that of what an answer gives.
fn is_points(path: &[String]) -> bool {
    matches!(path.iter().map(String::as_str).collect::<Vec<_>>().as_slice(), ["item", _, "points", _, _])
}

/// The option after this one, the first after the last.
fn next(word: &str, options: &[String]) -> Option<String> {
    let index = options.iter().position(|option| option == word)?;
    Some(options[(index + 1) % options.len()].clone())
}

/// Where the numbers stand in a pattern or literal; a minus belongs to a number, the dots of a range do not.
fn number_spans(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let (mut spans, mut at) = (Vec::new(), 0);
    while at < bytes.len() {
        let start = if bytes[at] == b'-' && digit(at + 1) { at + 1 } else { at };
        if !digit(start) {
            at += 1;
            continue;
        }
        let mut end = start;
        while digit(end) || (bytes.get(end) == Some(&b'.') && digit(end + 1)) {
            end += 1;
        }
        spans.push(at..end);
        at = end;
    }
    spans
}

/// A number so many units of its last digit further, with as many digits after the point.
fn moved(number: &str, step: i64) -> String {
    let places = number.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    let units: i64 = number.replace('.', "").parse().expect("a number");
    let moved = units + step;
    let digits = format!("{:0>width$}", moved.unsigned_abs(), width = places + 1);
    let (whole, fraction) = digits.split_at(digits.len() - places);
    let sign = if moved < 0 { "-" } else { "" };
    if places == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_found_and_moved() {
        let found = |text: &str| number_spans(text).into_iter().map(|span| text[span].to_owned()).collect::<Vec<_>>();
        assert_eq!(found("\"-3..=-2 | 4..\""), ["-3", "-2", "4"]);
        assert_eq!(found("18..35"), ["18", "35"]);
        assert_eq!(found("-0.123943520"), ["-0.123943520"]);
        assert_eq!(moved("-0.123943520", 1), "-0.123943519");
        assert_eq!(moved("0", -1), "-1");
        assert_eq!(moved("0.0", -1), "-0.1");
        assert_eq!(moved("9", 1), "10");
    }
}
