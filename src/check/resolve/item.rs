// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Items: one of four forms each.

use super::names::{Names, holds_fault, is_broken};
use crate::diagnostic::{Code, Span};
use crate::form::{Combine, FieldType, Item, ItemForm, JointRow, PointsTable};
use crate::syntax::Node;
use crate::text;

/// The items, and which of them could not be read as a whole.
pub fn items(names: &mut Names<'_>, tree: &Node) -> (Vec<Item>, Vec<usize>) {
    let (mut items, mut doubtful): (Vec<Item>, Vec<usize>) = (Vec::new(), Vec::new());
    for entry in tree.get("item").map_or(&[][..], Node::entries) {
        let node = &entry.node;
        let whole = std::mem::replace(&mut names.whole, !holds_fault(node));
        let form = form(names, node, &entry.key_span);
        let applies = node.get("applies").map(|applies| names.condition(Some(applies)));
        let sound = names.whole && form.is_some();
        names.whole &= whole;
        let Some(form) = form else {
            names.whole = false;
            names.unreadable.push(entry.key.clone());
            continue;
        };
        if !sound {
            doubtful.push(items.len());
        }
        items.push(Item {
            id: entry.key.clone(),
            number: node.get("number").and_then(Node::string).map(str::to_owned),
            title: names.text(node, "title"),
            section: names.may_text(node, "section"),
            form,
            applies,
            provenance: names.provenance(node),
            span: entry.key_span.clone(),
        });
    }
    doubtful.extend(check_conditional(names, &items));
    (items, doubtful)
}

/// The fields of a conditional item are its own: elsewhere they are not applicable. Which items break that.
fn check_conditional(names: &mut Names<'_>, items: &[Item]) -> Vec<usize> {
    let mut broken = Vec::new();
    for (index, item) in items.iter().enumerate().filter(|(_, item)| item.applies.is_some()) {
        let own = item.fields();
        let condition = item.applies.iter().flatten().map(|test| test.field).collect::<Vec<_>>();
        let others = items.iter().filter(|other| other.id != item.id).flat_map(Item::fields);
        let shared = condition.iter().copied().chain(others).find(|field| own.contains(field));
        let id = &item.id;
        if let Some(&assumed) = own.iter().find(|&&field| names.fields[field].unknown.is_some()) {
            let field = names.fields[assumed].id.clone();
            names.whole = false;
            broken.push(index);
            names.tell(
                Code::BadApplies,
                &item.span,
                text!(
                    "het veld `{field}` van het voorwaardelijke item `{id}` heeft een regel voor onbekend",
                    "the field `{field}` of the conditional item `{id}` has a rule for unknown"
                ),
                |finding| finding.mend(text!("haal `unknown` weg bij dat veld", "remove `unknown` from that field")),
            );
        }
        if let Some(shared) = shared {
            let field = names.fields[shared].id.clone();
            names.whole = false;
            broken.push(index);
            names.tell(
                Code::BadApplies,
                &item.span,
                text!(
                    "het veld `{field}` van het voorwaardelijke item `{id}` staat ook in zijn voorwaarde of in een ander item",
                    "the field `{field}` of the conditional item `{id}` is also in its condition or in another item"
                ),
                |finding| finding.mend(text!("geef het item eigen velden", "give the item fields of its own")),
            );
        }
    }
    broken
}

fn form(names: &mut Names<'_>, node: &Node, span: &Span) -> Option<ItemForm> {
    if is_broken(node) {
        return None; // A mistyped key was told; that the form is not right follows from it.
    }
    let forms = ["points", "row", "of", "copas_rate"].into_iter().filter(|key| node.has(key)).collect::<Vec<_>>();
    let weighted = forms.iter().any(|form| matches!(*form, "of" | "copas_rate"));
    let tables = node.get("points").map_or(0, |points| points.entries().len());
    let own =
        |key: &str, owner: bool| (node.has(key) && !owner).then(|| text!("`{key}` hoort hier niet bij", "`{key}` does not go with it"));
    let wrong = match forms.as_slice() {
        [] => Some(text!("dit item heeft geen vorm", "this item has no form")),
        [one] => (weighted && !node.has("weight"))
            .then(|| text!("`{one}` zonder `weight`", "`{one}` without `weight`"))
            .or_else(|| {
                (tables > 1 && !node.has("combine"))
                    .then(|| text!("{tables} tabellen zonder `combine`", "{tables} tables without `combine`"))
            })
            .or_else(|| own("combine", tables > 1))
            .or_else(|| own("weight", weighted))
            .or_else(|| own("otherwise", *one == "row")),
        several => {
            let all = several.join(", ");
            Some(text!("dit item heeft meer dan één vorm: {all}", "this item has more than one form: {all}"))
        }
    };
    if let Some(found) = wrong {
        names.whole = false;
        names.tell(Code::ItemForm, span, found, |finding| {
            finding.allowed(text!(
                "points (met combine bij twee tabellen of meer) | row, eventueel met otherwise | weight en of | weight en copas_rate",
                "points (with combine for two tables or more) | row, with otherwise if needed | weight and of | weight and copas_rate"
            ))
        });
        return None;
    }
    match forms[0] {
        "points" => Some(tables_form(names, node)),
        "row" => Some(rows_form(names, node)),
        "of" => {
            let of = node.get("of")?;
            let field = names.field(of.string()?, &of.span)?;
            let weight = names.number_at(node, "weight")?;
            numeric(names, &[field], &of.span).then_some(ItemForm::Weight(weight, field))
        }
        _ => copas_form(names, node),
    }
}

fn tables_form(names: &mut Names<'_>, node: &Node) -> ItemForm {
    let combine = match names.word(node, "combine") {
        "max" => Combine::Max,
        "min" => Combine::Min,
        "any" => Combine::Any,
        "all" => Combine::All,
        _ => Combine::Sum,
    };
    let mut tables = Vec::new();
    for entry in node.get("points").map_or(&[][..], Node::entries) {
        let Some(field) = names.field(&entry.key, &entry.key_span) else { continue };
        let (domain, not_applicable) = (names.fields[field].domain.clone(), names.fields[field].not_applicable);
        let rows = names.rows(&entry.node, &domain, not_applicable, Names::award);
        tables.push(PointsTable { field, rows, span: entry.key_span.clone() });
    }
    ItemForm::Tables(combine, tables)
}

fn rows_form(names: &mut Names<'_>, node: &Node) -> ItemForm {
    let mut rows = Vec::new();
    for row in node.get("row").map_or(&[][..], Node::elements) {
        let when = names.condition(row.get("when"));
        if let Some(points) = names.number_at(row, "points") {
            rows.push(JointRow { when, points, span: row.get("when").map_or(row.span.clone(), |when| when.span.clone()) });
        }
    }
    ItemForm::Rows(rows, names.number_at(node, "otherwise"))
}

fn copas_form(names: &mut Names<'_>, node: &Node) -> Option<ItemForm> {
    let rate = node.get("copas_rate")?;
    let mut field = |key: &str| {
        let name = rate.get(key)?;
        names.field(name.string()?, &name.span)
    };
    let (previous, conviction, first) = (field("previous"), field("conviction"), field("first"));
    let weight = names.number_at(node, "weight")?;
    let (previous, conviction, first) = (previous?, conviction?, first?);
    let fields = [previous, conviction, first];
    if fields.iter().any(|&field| names.fields[field].not_applicable) {
        names.whole = false;
        let found = text!("de Copas-ratio van een veld met n.v.t.", "the Copas rate of a field with not_applicable");
        names.tell(Code::BadDerivation, &rate.span, found, |f| f.allowed(text!("velden zonder n.v.t.", "fields without not_applicable")));
        return None;
    }
    let counts = numeric(names, &fields, &rate.span);
    counts.then_some(ItemForm::Copas { weight, previous, conviction, first })
}

fn numeric(names: &mut Names<'_>, fields: &[usize], span: &Span) -> bool {
    let sound = fields.iter().all(|&field| names.fields[field].kind == FieldType::Count);
    if !sound {
        names.whole = false;
        names.tell(
            Code::WrongType,
            span,
            text!("een gewicht van een veld dat geen aantal is", "a weight of a field that is not a count"),
            |f| f.allowed(text!("velden met type = \"count\"", "fields with type = \"count\"")),
        );
    }
    sound
}
