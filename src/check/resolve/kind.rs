// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What each kind of file has and does not have.

use super::names::Names;
use crate::diagnostic::{Code, Span};
use crate::syntax::{Node, Value};
use crate::text;

const COUNTED: &[&str] = &["population", "constraint", "item", "scale", "scheme", "rule", "norm"];

/// The tree without the parts that a file of its kind does not have; these are told, and nothing more is said of what is in them.
pub fn without_foreign(names: &mut Names<'_>, tree: &Node) -> Node {
    let mut tree = tree.clone();
    let Some(kind) = tree.get("kind").and_then(Node::string).map(str::to_owned) else { return tree };
    let (foreign, lacks): (Vec<&str>, Option<(&str, &str)>) = match kind.as_str() {
        "checklist" => ([COUNTED, &["field", "judgement"]].concat(), (!tree.has("line")).then_some(("[[line]]", "[[line]]"))),
        "structured-judgement" => {
            (vec!["item", "scale", "scheme", "rule", "norm", "line"], (!tree.has("judgement")).then_some(("[judgement]", "[judgement]")))
        }
        _ => {
            let counts = tree.has("scale") || tree.has("rule");
            (vec!["line", "judgement"], (!counts).then_some(("[scale.ID] of [[rule]]", "[scale.ID] or [[rule]]")))
        }
    };
    let kind_span = tree.get("kind").map_or(0..0, |node| node.span.clone());
    if let Some((part_nl, part_en)) = lacks {
        names.whole = false;
        names.tell(
            Code::KindLacks,
            &kind_span,
            text!("een bestand van de soort {kind} zonder {part_nl}", "a file of the kind {kind} without {part_en}"),
            |finding| finding.mend(text!("voeg {part_nl} toe", "add {part_en}")),
        );
    }
    for part in foreign {
        if let Some(span) = take_out(&mut tree, part) {
            names.tell(
                Code::KindForbids,
                &span,
                text!("een bestand van de soort {kind} heeft geen `{part}`", "a file of the kind {kind} has no `{part}`"),
                |finding| finding.mend(text!("haal het weg, of kies een andere `kind`", "remove it, or choose another `kind`")),
            );
        }
    }
    if tree.get("scale").is_some()
        && let Some(span) = take_out(&mut tree, "rule")
    {
        names.tell(
            Code::KindForbids,
            &span,
            text!("[[rule]] in een instrument met een schaal", "[[rule]] in an instrument with a scale"),
            |finding| finding.mend(text!("punten of regels, niet allebei", "points or rules, not both")),
        );
    }
    tree
}

/// Marks a part as faulty, so that it counts for nothing and is not missed; where it stands, if it does.
fn take_out(tree: &mut Node, part: &str) -> Option<Span> {
    let Value::Table(entries) = &mut tree.value else { return None };
    let entry = entries.iter_mut().find(|entry| entry.key == part && !entry.node.is_faulty())?;
    entry.node.value = Value::Faulty;
    Some(entry.key_span.clone())
}
