// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The dates of an edition, its successor, and how long a result may be used.

use super::names::Names;
use crate::diagnostic::Code;
use crate::form::{ShelfLife, Status, Term, Until, Validity};
use crate::number::date;
use crate::number::period::Period;
use crate::syntax::Node;
use crate::text;

/// What is written where no source has a date.
const NOT_KNOWN: &str = "not known";

pub fn validity(names: &mut Names<'_>, tree: &Node, status: Status) -> Validity {
    let from = tree.get("valid_from").and_then(|node| period(names, node)).unwrap_or(Until::NotKnown);
    let until = tree.get("valid_until").and_then(|node| period(names, node)).unwrap_or(Until::NextEdition);
    let from = if let Until::Period(from) = from { Some(from) } else { None };
    if let (Some(begin), Until::Period(end), Some(node)) = (from, until, tree.get("valid_until"))
        && end.last() < begin.first()
    {
        let found = text!("{end} ligt vóór het begin, {begin}", "{end} is before the beginning, {begin}");
        names.tell(Code::BadDate, &node.span, found, |finding| {
            finding.mend(text!("zoek beide datums na in de bron", "look both dates up in the source"))
        });
    }
    let sources = names.sources(tree, "valid_source");
    let dated = from.is_some() || matches!(until, Until::Period(_));
    if let Some(node) = tree.get("valid_from").filter(|node| dated && !tree.has("valid_source") && node.string().is_some()) {
        let found = text!("`valid_source` ontbreekt", "`valid_source` is missing");
        names.tell(Code::NoSource, &node.span, found, |finding| {
            finding.mend(text!("voeg toe: valid_source = \"…\"", "add: valid_source = \"…\""))
        });
    }
    let entered = names.day(tree, "entered");
    let review_by = names.day(tree, "review_by");
    if let (Some(entered), Some(review_by), Some(node)) = (entered, review_by, tree.get("review_by"))
        && review_by <= entered
    {
        let entered = date::print(entered);
        let found = text!("dit is niet na `entered`, {entered}", "this is not after `entered`, {entered}");
        names.tell(Code::BadDate, &node.span, found, |finding| finding.mend(text!("een jaar na de invoer", "a year after entry")));
    }
    let successor = tree.get("successor").and_then(Node::string).map(str::to_owned);
    if let Some(node) = tree.get("status").filter(|_| status == Status::Retired && !tree.has("successor")) {
        let found = text!(
            "een afgesloten editie zonder `successor`: wat komt ervoor in de plaats?",
            "a retired edition without `successor`: what replaces it?"
        );
        names.tell(Code::MissingKey, &node.span, found, |finding| {
            finding.mend(text!("voeg toe: successor = \"id\"", "add: successor = \"id\""))
        });
    }
    Validity { from, until, sources, entered: entered.unwrap_or_default(), review_by: review_by.unwrap_or_default(), successor }
}

fn period(names: &mut Names<'_>, node: &Node) -> Option<Until> {
    let text = node.string()?;
    if text == NOT_KNOWN {
        return Some(Until::NotKnown);
    }
    let period = Period::parse(text);
    if period.is_none() {
        names.tell(Code::BadDate, &node.span, text!("`{text}` is geen datum", "`{text}` is no date"), |finding| {
            finding.allowed(text!(
                "jjjj, jjjj-mm of jjjj-mm-dd, zo precies als de bron; anders \"not known\"",
                "yyyy, yyyy-mm or yyyy-mm-dd, as precise as the source; else \"not known\""
            ))
        });
    }
    period.map(Until::Period)
}

pub fn shelf_life(names: &mut Names<'_>, tree: &Node) -> Option<ShelfLife> {
    let node = tree.get("shelf_life")?;
    let number = |key: &str| names.integer_at(node, key).filter(|number| *number > 0);
    let term = match (number("months"), number("days")) {
        (Some(months), None) => Some(Term::Months(months)),
        (None, Some(days)) => Some(Term::Days(days)),
        _ => None,
    };
    if term.is_none() && !super::names::is_broken(node) {
        let found = text!("een termijn in maanden of in dagen, meer dan 0", "a term in months or in days, more than 0");
        names.tell(Code::MissingKey, &node.span, found, |finding| finding.allowed(text!("months of days", "months or days")));
    }
    Some(ShelfLife { term: term?, says: names.text(node, "says"), provenance: names.provenance(node), span: node.span.clone() })
}
