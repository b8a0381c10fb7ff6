// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! How the numbers of a file were made, where they were made from outcome data.

use super::names::Names;
use crate::diagnostic::{Code, Diagnostic};
use crate::form::{Calibration, Change, Made};
use crate::lang::Text;
use crate::syntax::Node;
use crate::text;

/// Reads `[calibration]`.
pub fn calibration(names: &mut Names<'_>, tree: &Node) -> Option<Calibration> {
    let (found, faults) = read(tree);
    for (code, span, words, more) in faults {
        names.tell(code, &span, words, |finding: Diagnostic| finding.allowed(more));
    }
    found
}

type Fault = (Code, crate::diagnostic::Span, Text, Text);

/// The same for a file that is no instrument.
pub fn read(tree: &Node) -> (Option<Calibration>, Vec<Fault>) {
    let mut faults = Vec::new();
    let Some(node) = tree.get("calibration").filter(|node| !node.is_faulty()) else { return (None, faults) };
    let word = |key: &str| node.get(key).and_then(Node::string).unwrap_or_default().to_owned();
    let whole = |key: &str| node.get(key).and_then(Node::number).and_then(|number| number.parse::<i64>().ok());
    let (persons, events) = (whole("n").unwrap_or_default(), whole("events").unwrap_or_default());
    if let Some(at) = node.get("events").filter(|at| at.number().is_some() && !(0..=persons).contains(&events)) {
        let found = text!("{events} van {persons} personen met de uitkomst", "{events} of {persons} persons with the event");
        faults.push((Code::BadNumber, at.span.clone(), found, text!("van 0 tot en met `n`", "from 0 through `n`")));
    }
    let data = word("data_sha256");
    if let Some(at) = node.get("data_sha256").filter(|at| at.string().is_some() && !is_digest(&data)) {
        let found = text!("`{data}` is geen SHA-256", "`{data}` is no SHA-256");
        faults.push((Code::BadNumber, at.span.clone(), found, text!("64 tekens 0-9 en a-f", "64 characters 0-9 and a-f")));
    }
    let points = |node: &Node, key: &str| node.get(key).and_then(Node::number).and_then(crate::number::Points::parse);
    let change = |node: &Node| Change {
        number: node.get("number").and_then(Node::string).unwrap_or_default().to_owned(),
        was: points(node, "was"),
        now: points(node, "now"),
    };
    let made = Made::ALL.iter().find(|(_, made)| *made == word("made"));
    let found = made.map(|(made, _)| Calibration {
        made: *made,
        of: word("of"),
        program: word("program"),
        command: word("command"),
        data,
        persons,
        events,
        seed: whole("seed"),
        forced: node.get("forced").and_then(Node::boolean).unwrap_or(false),
        changes: node.get("change").map_or(&[][..], Node::elements).iter().map(change).collect(),
    });
    (found, faults)
}

fn is_digest(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}
