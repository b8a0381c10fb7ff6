// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Scales: sums of items or of scales, and conversions.

use super::names::Names;
use crate::diagnostic::{Code, Span};
use crate::domain::Domain;
use crate::form::{Conversion, Item, ItemForm, Part, Range, Scale};
use crate::number::Points;
use crate::number::fixed::{ONE, PLACES};
use crate::syntax::Node;
use crate::text;

pub fn scales(names: &mut Names<'_>, tree: &Node, items: &[Item]) -> Vec<Scale> {
    let entries = tree.get("scale").map_or(&[][..], Node::entries);
    let all: Vec<&str> = items.iter().map(|item| item.id.as_str()).chain(entries.iter().map(|entry| entry.key.as_str())).collect();
    let mut scales: Vec<Scale> = Vec::new();
    for entry in entries {
        let node = &entry.node;
        refuse_rules(names, &entry.key, &entry.key_span);
        if items.iter().any(|item| item.id == entry.key) {
            let id = &entry.key;
            names.whole = false;
            names.tell(Code::DuplicateId, &entry.key_span, text!("`{id}` is ook een item", "`{id}` is an item as well"), |f| {
                f.mend(text!("geef de schaal een andere naam", "give the scale another name"))
            });
        }
        let mut parts = Vec::new();
        for element in node.get("sum").map_or(&[][..], Node::elements) {
            let Some(name) = element.string() else { continue };
            let what = text!("item of schaal", "item or scale");
            let Some(index) = names.look_up(name, all.iter().copied(), &element.span, &what) else { continue };
            let part = if index < items.len() { Part::Item(index) } else { Part::Scale(index - items.len()) };
            if parts.contains(&part) {
                names.whole = false;
                names.tell(Code::DuplicateId, &element.span, text!("`{name}` telt twee keer mee", "`{name}` counts twice"), |f| {
                    f.mend(text!("haal er één weg", "remove one"))
                });
            }
            parts.push(part);
        }
        let range = range(names, node, &entry.key_span);
        let cases = node.get("case").map_or(&[][..], Node::elements);
        let cases = cases.iter().filter_map(|case| {
            let when = names.condition(case.get("when"));
            case.get("range").and_then(|range| names.range(range)).map(|range| (when, range))
        });
        scales.push(Scale {
            id: entry.key.clone(),
            title: names_text(node),
            parts,
            cases: cases.collect(),
            convert: node.get("convert").map(|convert| conversion(names, convert)),
            links: super::link::links(names, node, &range),
            internal: false,
            whole: true,
            withheld: names.may_text(node, "withheld"),
            provenance: names.provenance(node),
            span: entry.key_span.clone(),
            range,
        });
    }
    refuse_cycles(names, &mut scales);
    refuse_shared_horizons(names, &scales);
    for index in 0..scales.len() {
        scales[index].internal = scales.iter().any(|scale| scale.parts.contains(&Part::Scale(index)));
        scales[index].whole = is_whole(&scales, items, index);
    }
    scales
}

/// Refuses the word by which a scheme names the rules.
pub fn refuse_rules(names: &mut Names<'_>, id: &str, span: &Span) {
    if id == super::scheme::RULES {
        names.whole = false;
        names.tell(
            Code::DuplicateId,
            span,
            text!("`{id}` is al de naam van de [[rule]]-regels", "`{id}` is already the name of the [[rule]] rows"),
            |f| f.mend(text!("kies een andere naam", "take another name")),
        );
    }
}

/// Refuses horizons that share a name with another horizon or a scale: a scheme could not tell which is meant.
fn refuse_shared_horizons(names: &mut Names<'_>, scales: &[Scale]) {
    let mut seen: Vec<(&str, &Span)> = scales.iter().map(|scale| (scale.id.as_str(), &scale.span)).collect();
    for link in scales.iter().flat_map(|scale| &scale.links) {
        let id = link.horizon.as_str();
        if let Some((_, first)) = seen.iter().find(|(other, _)| *other == id) {
            let place = names.place(first);
            names.whole = false;
            names.tell(Code::DuplicateId, &link.span, text!("`{id}` staat er twee keer", "`{id}` stands twice"), |finding| {
                finding
                    .related(place, text!("de eerste", "the first"))
                    .mend(text!("geef de horizon een andere naam", "give the horizon another name"))
            });
        }
        seen.push((id, &link.span));
    }
}

fn names_text(node: &Node) -> crate::lang::Text {
    node.get("title").map(super::names::text_of).unwrap_or_default()
}

fn range(names: &mut Names<'_>, node: &Node, span: &Span) -> Range {
    let range = node.get("range").and_then(|range| names.range(range));
    // Without a range every number can be, so that no pattern is told to lie outside it.
    let widest = 1_000_000 * ONE;
    range.unwrap_or_else(|| {
        names.whole = false;
        Range { low: Points(-widest), high: Points(widest), places: 0, span: span.clone() }
    })
}

/// The domain of a range, for patterns. Behind a logarithm the ends are rounded outward.
pub fn domain(range: &Range) -> Domain {
    let slack = if range.places == 0 { 0 } else { 10_i64.pow(PLACES - range.places.min(PLACES)) };
    Domain::Number { places: PLACES, min: range.low.0 - slack, max: range.high.0 + slack }
}

fn conversion(names: &mut Names<'_>, node: &Node) -> Conversion {
    let range = range(names, node, &node.span);
    let rows = node.get("rows").map(|rows| names.rows(rows, &domain(&range), false, Names::number));
    Conversion { range, rows: rows.unwrap_or_default(), provenance: names.provenance(node), span: node.span.clone() }
}

fn refuse_cycles(names: &mut Names<'_>, scales: &mut [Scale]) {
    for start in 0..scales.len() {
        let mut open = vec![start];
        let mut seen = Vec::new();
        while let Some(at) = open.pop() {
            let inner = scales[at].parts.iter().filter_map(|part| if let Part::Scale(scale) = part { Some(*scale) } else { None });
            let inner: Vec<usize> = inner.collect();
            if inner.contains(&start) {
                let (id, span) = (scales[start].id.clone(), scales[start].span.clone());
                names.whole = false;
                names.tell(
                    Code::Cycle,
                    &span,
                    text!(
                        "de schaal `{id}` telt zichzelf mee, rechtstreeks of via een andere",
                        "the scale `{id}` sums itself, directly or by another"
                    ),
                    |f| f.mend(text!("verbreek de kring in `sum`", "break the cycle in `sum`")),
                );
                scales[start].parts.retain(|part| matches!(part, Part::Item(_)));
                break;
            }
            open.extend(inner.into_iter().filter(|scale| !seen.contains(scale)));
            seen.push(at);
        }
    }
}

fn is_whole(scales: &[Scale], items: &[Item], index: usize) -> bool {
    let scale = &scales[index];
    if let Some(convert) = &scale.convert {
        return convert.rows.iter().all(|row| row.points.is_whole());
    }
    scale.parts.iter().all(|part| match part {
        Part::Scale(inner) => is_whole(scales, items, *inner),
        Part::Item(item) => match &items[*item].form {
            ItemForm::Tables(_, tables) => {
                let mut points = tables.iter().flat_map(|table| &table.rows).map(|row| row.points);
                points.all(|award| award.points().is_none_or(Points::is_whole))
            }
            ItemForm::Rows(rows, otherwise) => rows.iter().map(|row| row.points).chain(*otherwise).all(Points::is_whole),
            ItemForm::Weight(weight, _) => weight.is_whole(),
            ItemForm::Copas { .. } => false,
        },
    })
}

/// Refuses items that no scale adds up.
pub fn check_use(names: &mut Names<'_>, items: &[Item], scales: &[Scale]) {
    if !names.whole {
        return; // What could not be read may use them.
    }
    for (index, item) in items.iter().enumerate() {
        if !scales.iter().any(|scale| scale.parts.contains(&Part::Item(index))) {
            let id = &item.id;
            names.whole = false;
            names.tell(Code::Unused, &item.span, text!("geen schaal telt het item `{id}`", "no scale adds up the item `{id}`"), |f| {
                f.mend(text!("zet het in `sum` van een schaal", "put it in the `sum` of a scale"))
            });
        }
    }
}
