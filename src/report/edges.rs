// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The level edges of an instrument, each with the nearest records on both sides: what the proof knows and a person can score by hand.

use serde_json::{Value, json};

use super::document::Document;
use super::text;
use crate::check::proof::{Edge, edges};
use crate::form::Form;
use crate::instrument::Instrument;
use crate::lang::Lang;
use crate::number::Points;

/// The edges as text.
#[must_use]
pub fn text(instrument: &Instrument, lang: Lang) -> String {
    text::render(&document(instrument, lang))
}

/// The edges.
#[must_use]
pub fn document(instrument: &Instrument, lang: Lang) -> Document {
    let form = instrument.form();
    let mut document = Document::default();
    document.title(instrument.stamp());
    for edge in edges(form, instrument.plan()) {
        let (scheme, at) = (&form.schemes[edge.scheme].id, score(form, &edge, edge.at));
        document.subheading(say!(lang, "{scheme}: grens bij {at}", "{scheme}: edge at {at}"));
        document.list([
            side(form, &edge, edge.below.as_ref(), &say!(lang, "hoogste eronder", "highest below"), lang),
            side(form, &edge, edge.above.as_ref(), &say!(lang, "laagste erop of erboven", "lowest at or above"), lang),
        ]);
    }
    document
}

fn side(form: &Form, edge: &Edge, nearest: Option<&(Points, String)>, words: &str, lang: Lang) -> String {
    match nearest {
        Some((points, witness)) => format!("{words} {}: {witness}", score(form, edge, *points)),
        None => format!("{words}: {}", say!(lang, "niemand", "nobody")),
    }
}

/// The edges for another program.
#[must_use]
pub fn json(instrument: &Instrument) -> Value {
    let form = instrument.form();
    let side = |edge: &Edge, nearest: &Option<(Points, String)>| {
        nearest.as_ref().map(|(points, witness)| json!({ "score": score(form, edge, *points), "witness": witness }))
    };
    let each = edges(form, instrument.plan()).into_iter().map(|edge| {
        json!({
            "scheme": form.schemes[edge.scheme].id,
            "at": score(form, &edge, edge.at),
            "below": side(&edge, &edge.below),
            "above": side(&edge, &edge.above),
        })
    });
    json!({ "instrument": instrument.stamp(), "edges": each.collect::<Vec<_>>() })
}

/// Whole points as such; a score behind a logarithm or link with all its digits, for the edge is that fine.
fn score(form: &Form, edge: &Edge, points: Points) -> String {
    let whole = form.scale_of(edge.scheme).is_none_or(|scale| form.scales[scale].whole);
    if whole && points.is_whole() { points.as_score(true) } else { points.to_string() }
}
