// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Templates: files to fill in. What is to be filled in stands as [`PLACEHOLDER`], which the checker refuses; all else is sound.
//!
//! In the texts beside this file a comment `## Dutch ## English` has both languages, and `{name}` is put in.

mod edition;
mod routes;

pub use edition::edition;
pub use routes::routes;

use crate::form::{Form, Scheme, stamp};
use crate::lang::Lang;
use crate::number::date;
use crate::protocol::level_names;
use crate::syntax::PLACEHOLDER;

/// An instrument with this id, entered on a day if one is given.
#[must_use]
pub fn instrument(id: &str, entered: Option<i64>, lang: Lang) -> String {
    let [entered, review_by] = dates(entered);
    render(include_str!("instrument.toml"), &[("id", id), ("entered", &entered), ("review_by", &review_by)], lang)
}

/// A norm pack on an instrument; nothing when the instrument has neither scales nor levels to build on.
#[must_use]
pub fn norm_pack(form: &Form, lang: Lang) -> Option<String> {
    let scales = form.reported_scales().filter(|scale| !form.can_be_withheld(*scale));
    let scales: Vec<&str> = scales.map(|scale| form.scales[scale].id.as_str()).collect();
    let base = form.schemes.iter().find(|scheme| scheme.report).or(form.schemes.first());
    if scales.is_empty() && base.is_none() {
        return None;
    }
    let schemes = form.schemes.iter().map(|scheme| format!("{} ({})", scheme.id, list(scheme.levels.iter().map(|level| &*level.id))));
    let head = [
        ("edition", format!("{}@{}", form.id, form.edition)),
        ("stamp", own_stamp(form)),
        ("scales", or_none(list(scales.iter().copied()), lang)),
        ("schemes", or_none(schemes.collect::<Vec<_>>().join("; "), lang)),
        ("norms", or_none(list(form.norms.iter().map(|norm| &*norm.id)), lang)),
    ];
    let mut text = render(include_str!("norm_pack.toml"), &head.each_ref().map(|(name, value)| (*name, value.as_str())), lang);
    if let Some(first) = scales.first() {
        let scale = if scales.len() == 1 { first } else { PLACEHOLDER };
        text.push_str(&render(include_str!("norm_pack_norm.toml"), &[("scale", scale)], lang));
        if form.schemes.is_empty() {
            text.push_str(&render(include_str!("norm_pack_bands.toml"), &[("scale", scale)], lang));
        }
    }
    if let Some(base) = base {
        text.push_str(&render(include_str!("norm_pack_scheme.toml"), &[("scheme", &base.id)], lang));
        for level in reachable(form, base) {
            for answer in ["no", "yes"] {
                text.push_str(&format!(
                    "[[scheme.own_levels.rule]]\nwhen = {{ \"{}\" = \"{level}\", own_question = \"{answer}\" }}\nlevel = \"{PLACEHOLDER}\"\n",
                    base.id
                ));
            }
        }
    }
    Some(text)
}

/// A protocol on an instrument, with a rule for each level; nothing when it reports no levels.
#[must_use]
pub fn protocol(form: &Form, lang: Lang) -> Option<String> {
    let reported = level_names(form);
    let ((name, scheme), others) = reported.split_first()?;
    let mut text = render(include_str!("protocol.toml"), &[("id", &form.id)], lang);
    // With several reported levels the rules are for those of the first, whatever the others are; the user splits them.
    let others: String = others
        .iter()
        .map(|(name, scheme)| {
            let levels = reachable(form, &form.schemes[*scheme]).map(|level| format!("\"{level}\""));
            format!(", \"{name}\" = [{}]", list(levels))
        })
        .collect();
    for level in reachable(form, &form.schemes[*scheme]) {
        text.push_str(&format!("[[rule]]\nwhen = {{ \"{name}\" = \"{level}\"{others} }}\ntier = \"{PLACEHOLDER}\"\n\n"));
    }
    Some(text.trim_end().to_owned() + "\n")
}

/// A signature for the text of an instrument.
#[must_use]
pub fn signature(form: &Form, lang: Lang) -> String {
    let edition = format!("{}@{}", form.id, form.edition);
    render(include_str!("signature.toml"), &[("edition", &edition), ("stamp", &own_stamp(form))], lang)
}

/// When a file was entered, and a year later: when it is to be reviewed.
fn dates(entered: Option<i64>) -> [String; 2] {
    let review = |day: i64| {
        let (year, month, of_month) = date::parts(day);
        let next = year.checked_add(1)?;
        date::from_parts(next, month, of_month).or_else(|| date::from_parts(next, 3, 1))
    };
    let print = |day: Option<i64>| day.map_or_else(|| PLACEHOLDER.to_owned(), date::print);
    [print(entered), print(entered.and_then(review))]
}

/// One language of a text, with names put in.
fn render(text: &str, names: &[(&str, &str)], lang: Lang) -> String {
    let mut lines = String::new();
    for line in text.lines() {
        match line.strip_prefix("## ") {
            Some(both) => {
                let (nl, en) = both.split_once(" ## ").unwrap_or((both, both));
                lines.push_str("# ");
                lines.push_str(lang.pick(nl, en));
            }
            None => lines.push_str(line),
        }
        lines.push('\n');
    }
    names.iter().fold(lines, |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
}

/// The levels of a scheme that somebody can get.
fn reachable<'a>(form: &'a Form, scheme: &'a Scheme) -> impl Iterator<Item = &'a str> {
    let levels = scheme.levels.iter().map(|level| level.id.as_str());
    levels.filter(|level| {
        let part = format!("level {}.{level}", scheme.id);
        form.unreachable.iter().all(|known| known.part != part)
    })
}

fn own_stamp(form: &Form) -> String {
    stamp(&form.id, &form.edition, &form.source.digest())
}

fn list(names: impl Iterator<Item = impl AsRef<str>>) -> String {
    let mut list = String::new();
    for name in names {
        list.push_str(if list.is_empty() { "" } else { ", " });
        list.push_str(name.as_ref());
    }
    list
}

fn or_none(words: String, lang: Lang) -> String {
    if words.is_empty() { lang.pick("geen", "none").to_owned() } else { words }
}
