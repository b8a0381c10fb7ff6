// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Links and schemes: from the tree to the model.

use crate::verifier::fixed::{Int, ONE};
use crate::verifier::pattern::{Set, Space};
use crate::verifier::read::pattern;
use crate::verifier::ruleset::{Curve, Link, Of, Percent, RuleSet, Scheme, Shift};
use crate::verifier::text::{Text, say};
use crate::verifier::tree::{Keys, Tree};

/// The word for a scheme on the rules.
const RULES: &str = "rules";

/// The probability at one horizon. Its slope is one when the file names none.
pub fn link(horizon: &str, mut keys: Keys<'_>) -> Result<Link, Text> {
    let curve = match keys.text("kind")? {
        "logistic" => {
            let place = keys.at("intercept");
            Curve::Logistic { intercept: keys.need("intercept")?.points(&place)? }
        }
        "cox" => cox(&mut keys)?,
        kind => {
            let place = keys.at("kind");
            return Err(say!("{place}: `{kind}` is onbekend", "{place}: `{kind}` is unknown"));
        }
    };
    let at_slope = keys.at("slope");
    let slope = keys.take("slope").map_or(Ok(ONE), |tree| tree.points(&at_slope))?;
    let has_exceptions = keys.take("at").is_some();
    keys.skip(&["outcome"]);
    keys.finish()?;
    Ok(Link { horizon: horizon.to_owned(), curve, slope, has_exceptions })
}

/// A survival at a centre that is zero when the file names none.
fn cox(keys: &mut Keys<'_>) -> Result<Curve, Text> {
    let (at_survival, at_centre) = (keys.at("baseline_survival"), keys.at("centre"));
    let survival = keys.need("baseline_survival")?.points(&at_survival)?;
    if !(1..ONE).contains(&survival) {
        return Err(say!("{at_survival}: niet tussen 0 en 1", "{at_survival}: not between 0 and 1"));
    }
    let centre = keys.take("centre").map_or(Ok(0), |tree| tree.points(&at_centre))?;
    Ok(Curve::Cox { survival, centre })
}

/// Reads all schemes; one that stands on another may stand before it in the file.
pub fn schemes(set: &mut RuleSet, keys: &mut Keys<'_>) -> Result<(), Text> {
    let mut tables = keys.named("scheme")?;
    let names: Vec<&str> = tables.iter().map(|(id, _)| *id).collect();
    for (id, keys) in &mut tables {
        let place = keys.at("of");
        let of = of(set, &names, keys.text("of")?, keys, &place)?;
        let levels = match of {
            Of::Scheme(_) => Vec::new(),
            Of::Rules => levels(keys, false)?,
            Of::Scale(_) | Of::Horizon { .. } => levels(keys, true)?,
        };
        set.schemes.push(Scheme { id: (*id).to_owned(), of, levels, shifts: Vec::new() });
    }
    // From the ground up: a scheme takes its levels from the one below it.
    let mut open: Vec<usize> = (0..names.len()).collect();
    while let Some(at) = open.iter().position(|scheme| !matches!(set.schemes[*scheme].of, Of::Scheme(below) if open.contains(&below))) {
        let scheme = open.remove(at);
        if let Of::Scheme(below) = set.schemes[scheme].of {
            set.schemes[scheme].levels = set.schemes[below].levels.iter().map(|(id, _)| (id.clone(), Set::default())).collect();
            set.schemes[scheme].shifts = shifts(set, scheme, below, &mut tables[scheme].1)?;
        }
    }
    if let Some(scheme) = open.first() {
        let id = names[*scheme];
        return Err(say!("scheme.{id}: staat op zichzelf", "scheme.{id}: stands on itself"));
    }
    for (_, mut keys) in tables {
        keys.skip(&["owner", "date", "report", "rising"]);
        keys.finish()?;
    }
    for rule in &set.rules {
        let known =
            |scheme: &Scheme| !matches!(scheme.of, Of::Rules) || scheme.levels.iter().any(|(id, _)| Some(id) == rule.level.as_ref());
        if !set.schemes.iter().all(known) {
            let (id, level) = (&rule.id, rule.level.as_deref().unwrap_or_default());
            return Err(say!("rule {id}: niveau `{level}` bestaat niet", "rule {id}: there is no level `{level}`"));
        }
    }
    Ok(())
}

fn of(set: &RuleSet, schemes: &[&str], name: &str, keys: &mut Keys<'_>, place: &str) -> Result<Of, Text> {
    let mut found = Vec::new();
    if name == RULES {
        found.push(Of::Rules);
    }
    for (scale, one) in set.scales.iter().enumerate() {
        if one.id == name {
            found.push(Of::Scale(scale));
        }
        for (link, one) in one.links.iter().enumerate().filter(|(_, one)| one.horizon == name) {
            if one.has_exceptions || one.slope == 0 {
                return Err(say!("{place}: niveaus op deze termijn zijn onbekend", "{place}: levels on this horizon are unknown"));
            }
            found.push(Of::Horizon { scale, link, percent: percent(keys)? });
        }
    }
    found.extend(schemes.iter().position(|scheme| *scheme == name).map(Of::Scheme));
    match (found.pop(), found.is_empty()) {
        (Some(of), true) => Ok(of),
        _ => Err(say!("{place}: `{name}` is niet één ding", "{place}: `{name}` is not one thing")),
    }
}

fn percent(keys: &mut Keys<'_>) -> Result<Percent, Text> {
    let mut keys = Keys::of(keys.need("percent")?, &keys.at("percent"))?;
    let mut whole = |key: &str| {
        let place = keys.at(key);
        keys.need(key)?.number(0, &place)
    };
    let (probability, percent, lowest, highest) =
        (whole("probability_decimals")?, whole("percent_decimals")?, whole("lowest")?, whole("highest")?);
    // A percentage has two decimals less than its probability.
    if !(0..=12).contains(&probability) || !(0..=10).contains(&percent) || lowest > highest {
        let place = keys.at("");
        return Err(say!("{place} onbekende afronding", "{place} unknown rounding"));
    }
    keys.finish()?;
    let decimals = |number: Int| u32::try_from(number).unwrap_or_default();
    Ok(Percent { chance_decimals: decimals(probability), decimals: decimals(percent), lowest, highest })
}

fn levels(keys: &mut Keys<'_>, cut: bool) -> Result<Vec<(String, Set)>, Text> {
    let mut levels = Vec::new();
    for mut keys in keys.each("level")? {
        let place = keys.at("at");
        let at = if cut { keys.need("at")?.set(&Space::points(), &place)? } else { Set::default() };
        levels.push((keys.text("id")?.to_owned(), at));
        keys.skip(&["name"]);
        keys.finish()?;
    }
    Ok(levels)
}

fn shifts(set: &RuleSet, scheme: usize, below: usize, keys: &mut Keys<'_>) -> Result<Vec<Shift>, Text> {
    let place = keys.at("otherwise");
    let (name, base) = (keys.text("otherwise")?, &set.schemes[below].id);
    if name != base {
        return Err(say!("{place}: `{name}` is niet `{base}`", "{place}: `{name}` is not `{base}`"));
    }
    let levels = &set.schemes[scheme].levels;
    let level = |name: &str, place: &str| {
        let found = levels.iter().position(|(id, _)| id == name);
        found.ok_or_else(|| say!("{place}: niveau `{name}` bestaat niet", "{place}: there is no level `{name}`"))
    };
    let mut shifts = Vec::new();
    for mut keys in keys.each("rule")? {
        let (at_when, at_level) = (keys.at("when"), keys.at("level"));
        let mut from = None;
        let mut fields = Vec::new();
        for (name, tree) in keys.need("when")?.entries(&at_when)? {
            let is_field = set.fields.iter().any(|field| field.id == *name);
            if name == base && !is_field {
                let names = if let Tree::Text(one) = tree { vec![one.as_str()] } else { tree.texts(&at_when)? };
                let names = names.iter().flat_map(|names| names.split('|')).map(str::trim);
                from = Some(names.map(|name| level(name, &at_when)).collect::<Result<Vec<_>, _>>()?);
            } else if name == base {
                return Err(say!("{at_when}: `{name}` is niet één ding", "{at_when}: `{name}` is not one thing"));
            } else {
                fields.push(pattern(&set.fields, name, tree, &at_when)?);
            }
        }
        shifts.push(Shift { from, when: fields, level: level(keys.text("level")?, &at_level)? });
        keys.finish()?;
    }
    Ok(shifts)
}
