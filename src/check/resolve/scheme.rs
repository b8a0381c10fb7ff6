// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Schemes of levels, and the rules of an instrument without a scale.

use super::names::{Names, holds_fault, is_broken, is_reserved};
use super::scale;
use crate::diagnostic::{Code, Span};
use crate::domain::{Domain, Set};
use crate::form::{Base, Level, Look, Rounding, Rule, Scale, Scheme, Shift};
use crate::number::Probability;
use crate::syntax::{Node, tree::Entry};
use crate::text;

/// How a scheme names the rules as its base.
pub const RULES: &str = "rules";

pub fn schemes(names: &mut Names<'_>, tree: &Node, scales: &[Scale]) -> Vec<Scheme> {
    let entries = tree.get("scheme").map_or(&[][..], Node::entries);
    let mut schemes: Vec<Scheme> = Vec::new();
    for entry in in_order(names, entries) {
        if let Some(scheme) = scheme(names, entry, scales, &schemes) {
            schemes.push(scheme);
        } else {
            names.whole = false;
            names.unreadable.push(entry.key.clone());
        }
    }
    check_reports(names, &schemes, scales);
    check_on_rules(names, tree, &schemes);
    schemes
}

/// Schemes after those that they look at.
fn in_order<'n>(names: &mut Names<'_>, entries: &'n [Entry]) -> Vec<&'n Entry> {
    let mut rest: Vec<&Entry> = entries.iter().collect();
    let mut order: Vec<&Entry> = Vec::new();
    while !rest.is_empty() {
        let ready = rest.iter().position(|entry| !rest.iter().any(|other| looks_at(&entry.node, &other.key)));
        if let Some(ready) = ready {
            order.push(rest.remove(ready));
        } else {
            refuse_cycle(names, &rest);
            break;
        }
    }
    order
}

/// Some of these schemes look at each other in a circle; the others look at those. One scheme of the circle is told.
fn refuse_cycle(names: &mut Names<'_>, rest: &[&Entry]) {
    names.whole = false;
    names.unreadable.extend(rest.iter().map(|entry| entry.key.clone()));
    let reaches_itself = |start: &&&Entry| {
        let (mut open, mut seen): (Vec<&Entry>, Vec<&str>) = (vec![**start], Vec::new());
        while let Some(at) = open.pop() {
            if looks_at(&at.node, &start.key) {
                return true;
            }
            seen.push(&at.key);
            open.extend(rest.iter().filter(|other| looks_at(&at.node, &other.key) && !seen.contains(&other.key.as_str())));
        }
        false
    };
    let Some(entry) = rest.iter().find(reaches_itself) else { return };
    let id = &entry.key;
    names.tell(
        Code::Cycle,
        &entry.key_span,
        text!(
            "het schema `{id}` hangt van zichzelf af, rechtstreeks of via een ander",
            "the scheme `{id}` depends on itself, directly or by another"
        ),
        |finding| finding.mend(text!("verbreek de kring in `of`, `otherwise` of `when`", "break the cycle in `of`, `otherwise` or `when`")),
    );
}

/// One scheme gives the levels of the rules, and it needs rules.
fn check_on_rules(names: &mut Names<'_>, tree: &Node, schemes: &[Scheme]) {
    let mut on_rules = schemes.iter().filter(|scheme| scheme.base == Base::Rules);
    let Some(first) = on_rules.next() else { return };
    if !tree.has("rule") {
        names.whole = false;
        names.tell(
            Code::KindLacks,
            &first.span,
            text!("een schema op de regels, zonder [[rule]]", "a scheme on the rules, without [[rule]]"),
            |finding| finding.mend(text!("voeg [[rule]] toe, of noem in `of` een schaal", "add [[rule]], or name a scale in `of`")),
        );
    }
    for second in on_rules {
        let (id, place) = (&second.id, names.place(&first.span));
        names.whole = false;
        names.tell(
            Code::DuplicateId,
            &second.span,
            text!("`{id}` is een tweede schema op de regels", "`{id}` is a second scheme on the rules"),
            |finding| finding.related(place, text!("het eerste", "the first")).mend(text!("houd er één", "keep one")),
        );
    }
}

fn looks_at(node: &Node, id: &str) -> bool {
    let is = |key: &str| node.get(key).and_then(Node::string) == Some(id);
    let rules = node.get("rule").map_or(&[][..], Node::elements);
    is("of") || is("otherwise") || rules.iter().any(|rule| rule.get("when").is_some_and(|when| when.has(id)))
}

fn scheme(names: &mut Names<'_>, entry: &Entry, scales: &[Scale], earlier: &[Scheme]) -> Option<Scheme> {
    let node = &entry.node;
    let of = node.get("of")?;
    let base = base(names, of.string()?, &of.span, scales, earlier)?;
    scale::refuse_rules(names, &entry.key, &entry.key_span);
    if let Some(field) = names.fields.iter().find(|field| field.id == entry.key) {
        let (id, place) = (&entry.key, names.place(&field.span));
        names.whole = false;
        names.tell(Code::DuplicateId, &entry.key_span, text!("`{id}` is ook een veld", "`{id}` is a field as well"), |finding| {
            finding
                .related(place, text!("het veld", "the field"))
                .mend(text!("geef het schema een andere naam", "give the scheme another name"))
        });
    }
    if scales.iter().any(|scale| scale.id == entry.key) {
        let id = &entry.key;
        names.whole = false;
        names.tell(Code::DuplicateId, &entry.key_span, text!("`{id}` is ook een schaal", "`{id}` is a scale as well"), |finding| {
            finding.mend(text!("geef het schema een andere naam", "give the scheme another name"))
        });
    }
    refuse_rising(names, node, base);
    refuse_excepted(names, of, base, scales);
    let rounding = rounding(names, node, base, &entry.key_span);
    // A scheme on a scheme shifts its levels, or combines it with others to levels of its own.
    let combines = matches!(base, Base::Scheme(_)) && node.has("level");
    let levels = match base {
        Base::Scheme(inner) if !combines => earlier[inner].levels.clone(),
        _ => levels(names, node, base, rounding, scales, &entry.key_span),
    };
    // Of a scheme of which not every level could be read no level can be said to be missing.
    let nodes = node.get("level").map_or(&[][..], Node::elements);
    if (combines || !matches!(base, Base::Scheme(_))) && (levels.len() < 2 || nodes.iter().any(Node::is_faulty)) {
        return None;
    }
    let shifts = shifts(names, node, base, &levels, earlier, &entry.key_span);
    let otherwise = node.get("otherwise").filter(|_| matches!(base, Base::Scheme(_))).and_then(|other| {
        // Only a scheme with the same levels can lend its level.
        let same = |scheme: usize| matches!(base, Base::Scheme(inner) if root(earlier, scheme) == root(earlier, inner));
        let alike: Vec<usize> = (0..earlier.len()).filter(|&scheme| same(scheme)).collect();
        let ids: Vec<&str> = alike.iter().map(|&scheme| earlier[scheme].id.as_str()).collect();
        let what = text!("schema met deze niveaus", "scheme with these levels");
        names.look_up(other.string()?, ids.iter().copied(), &other.span, &what).map(|place| alike[place])
    });
    if matches!(base, Base::Scheme(_)) && node.has("otherwise") && otherwise.is_none() {
        names.whole = false;
    }
    Some(Scheme {
        id: entry.key.clone(),
        title: names.text(node, "title"),
        base,
        owner: names.word(node, "owner").to_owned(),
        date: node.get("date").and_then(Node::string).map(str::to_owned),
        report: names.flag(node, "report"),
        rising: names.flag(node, "rising"),
        rounding,
        levels,
        shifts,
        otherwise,
        provenance: names.provenance(node),
        span: entry.key_span.clone(),
    })
}

fn base(names: &mut Names<'_>, of: &str, span: &Span, scales: &[Scale], earlier: &[Scheme]) -> Option<Base> {
    if of == RULES {
        return Some(Base::Rules);
    }
    let mut all: Vec<(&str, Base)> = Vec::new();
    for (index, scale) in scales.iter().enumerate() {
        all.push((&scale.id, Base::Scale(index)));
        all.extend(scale.links.iter().enumerate().map(|(link, horizon)| (horizon.horizon.as_str(), Base::Horizon(index, link))));
    }
    all.extend(earlier.iter().enumerate().map(|(index, scheme)| (scheme.id.as_str(), Base::Scheme(index))));
    let what = text!("schaal, horizon of schema", "scale, horizon or scheme");
    names.look_up(of, all.iter().map(|(id, _)| *id), span, &what).map(|index| all[index].1)
}

fn rounding(names: &mut Names<'_>, node: &Node, base: Base, span: &Span) -> Option<Rounding> {
    let on_horizon = matches!(base, Base::Horizon(..));
    let Some(percent) = node.get("percent").filter(|_| on_horizon) else {
        names.whole &= on_horizon == node.has("percent");
        if on_horizon != node.has("percent") && !is_broken(node) {
            names.tell(
                Code::MissingKey,
                span,
                text!("`percent` hoort bij een horizon, en alleen daar", "`percent` belongs to a horizon, and only there"),
                |finding| {
                    let keys = "probability_decimals, percent_decimals, lowest, highest";
                    finding.mend(text!("[scheme.ID.percent] met {keys}", "[scheme.ID.percent] with {keys}"))
                },
            );
        }
        return None;
    };
    if holds_fault(percent) {
        names.whole = false;
        return None;
    }
    let decimals =
        |key: &str, most: u32| names.integer_at(percent, key).and_then(|value| u32::try_from(value).ok()).filter(|value| *value <= most);
    let rounding = (|| {
        Some(Rounding {
            probability_decimals: decimals("probability_decimals", 12)?,
            percent_decimals: decimals("percent_decimals", 10)?,
            lowest: names.integer_at(percent, "lowest")?,
            highest: names.integer_at(percent, "highest")?,
        })
    })()
    .filter(|rounding| 0 <= rounding.lowest && rounding.lowest < rounding.highest && rounding.highest <= 100);
    if rounding.is_none() {
        names.whole = false;
        names.tell(Code::BadNumber, &percent.span, text!("deze afronding kan niet", "this rounding cannot be"), |finding| {
            finding.allowed(text!(
                "decimalen van 0 tot 12 en 0 tot 10, grenzen van 0 tot 100",
                "decimals from 0 to 12 and 0 to 10, limits from 0 to 100"
            ))
        });
    }
    rounding
}

fn levels(names: &mut Names<'_>, node: &Node, base: Base, rounding: Option<Rounding>, scales: &[Scale], span: &Span) -> Vec<Level> {
    let nodes = node.get("level").map_or(&[][..], Node::elements);
    names.refuse_twice(nodes, "id");
    names.whole &= nodes.len() >= 2;
    if nodes.len() < 2 && !holds_fault(node) {
        names.tell(Code::MissingKey, span, text!("een schema met minder dan twee niveaus", "a scheme with fewer than two levels"), |f| {
            f.mend(text!("voeg [[scheme.ID.level]] toe", "add [[scheme.ID.level]]"))
        });
    }
    let domain = match base {
        Base::Scale(of) => Some(scale::domain(&scales[of].range)),
        Base::Horizon(..) => rounding.map(|rounding| Domain::Number {
            places: rounding.percent_decimals,
            min: rounding.lowest * 10_i64.pow(rounding.percent_decimals),
            max: rounding.highest * 10_i64.pow(rounding.percent_decimals),
        }),
        Base::Scheme(_) | Base::Rules => None,
    };
    let mut levels = Vec::new();
    for level in nodes.iter().filter(|level| !level.is_faulty()) {
        let at = match (&domain, level.get("at")) {
            (Some(domain), Some(at)) => names.pattern(at, domain, false).unwrap_or_default(),
            (Some(_), None) => {
                names.whole = false;
                if !is_broken(level) {
                    let found = text!("een niveau van een schaal of horizon zonder `at`", "a level of a scale or horizon without `at`");
                    names.tell(Code::MissingKey, &first_key(level), found, |f| f.mend(text!("voeg toe: at = \"…\"", "add: at = \"…\"")));
                }
                Set::empty()
            }
            (None, Some(_)) if !matches!(base, Base::Horizon(..)) => {
                let span = level.entry("at").map_or(level.span.clone(), |entry| entry.key_span.clone());
                let found = text!("een niveau dat regels geven, met `at`", "a level that rules give, with `at`");
                names.tell(Code::KindForbids, &span, found, |f| {
                    f.mend(text!("haal `at` weg: de regels geven het niveau", "remove `at`: the rules give the level"))
                });
                Set::empty()
            }
            (None, _) => Set::empty(),
        };
        let id = names.word(level, "id").to_owned();
        let name = names.text(level, "name");
        let reserved = [&id, &name.nl, &name.en].into_iter().find(|word| !word.is_empty() && is_reserved(word));
        if let Some(word) = reserved {
            names.refuse_reserved(word, &level.get("id").map_or(level.span.clone(), |id| id.span.clone()));
        }
        let span = level.get("id").map_or(level.span.clone(), |id| id.span.clone());
        levels.push(Level { id, name, at, span });
    }
    levels
}

fn shifts(names: &mut Names<'_>, node: &Node, base: Base, levels: &[Level], earlier: &[Scheme], span: &Span) -> Vec<Shift> {
    let on_scheme = matches!(base, Base::Scheme(_));
    let nodes = node.get("rule").map_or(&[][..], Node::elements);
    let lacks = on_scheme && (nodes.is_empty() || node.has("otherwise") == node.has("level"));
    let unlike = lacks || (!on_scheme && (!nodes.is_empty() || node.has("otherwise")));
    if unlike && is_broken(node) {
        names.whole = false;
        return Vec::new();
    }
    if unlike {
        names.whole = false;
        names.tell(
            Code::KindForbids,
            span,
            text!(
                "een schema op een schema heeft `rule`, met `otherwise` of met eigen `level`; elk ander heeft alleen `level`",
                "a scheme on a scheme has `rule`, with `otherwise` or with `level` of its own; any other has `level` alone"
            ),
            |finding| finding.mend(text!("kijk naar `of`", "look at `of`")),
        );
        return Vec::new();
    }
    let mut shifts = Vec::new();
    for rule in nodes {
        let mut when = Vec::new();
        for test in rule.get("when").map_or(&[][..], Node::entries) {
            match earlier.iter().position(|scheme| scheme.id == test.key) {
                Some(scheme) => when.extend(level_set(names, &test.node, &earlier[scheme]).map(|set| Look::Scheme(scheme, set))),
                None => {
                    if let Some(field) = names.field(&test.key, &test.key_span) {
                        when.extend(names.test(field, &test.node).map(Look::Field));
                    }
                }
            }
        }
        let level = rule.get("level").and_then(|level| level_index(names, level, levels));
        let span = rule.get("when").map_or(rule.span.clone(), |when| when.span.clone());
        shifts.extend(level.map(|level| Shift { when, level, span }));
    }
    shifts
}

fn level_set(names: &mut Names<'_>, node: &Node, scheme: &Scheme) -> Option<Vec<usize>> {
    let options = Domain::Options(scheme.levels.iter().map(|level| level.id.clone()).collect());
    let set = names.pattern(node, &options, false)?;
    Some((0..scheme.levels.len()).filter(|&level| i64::try_from(level).is_ok_and(|level| set.contains(level))).collect())
}

fn level_index(names: &mut Names<'_>, node: &Node, levels: &[Level]) -> Option<usize> {
    let ids: Vec<&str> = levels.iter().map(|level| level.id.as_str()).collect();
    names.look_up(node.string()?, ids.iter().copied(), &node.span, &text!("niveau", "level"))
}

/// The scheme whose levels a scheme has: itself, or the one that it shifts.
fn root(schemes: &[Scheme], mut scheme: usize) -> usize {
    while let (Base::Scheme(inner), Some(_)) = (schemes[scheme].base, schemes[scheme].otherwise) {
        scheme = inner;
    }
    scheme
}

/// The start of a level's table, for what it lacks.
fn first_key(level: &Node) -> Span {
    level.get("id").map_or(level.span.clone(), |id| id.span.clone())
}

fn refuse_rising(names: &mut Names<'_>, node: &Node, base: Base) {
    let rising = node.entry("rising").filter(|entry| entry.node.boolean() == Some(true));
    if let (Some(entry), Base::Scheme(_) | Base::Rules) = (rising, base) {
        let found = text!(
            "`rising` bij een schema dat niet op een schaal of horizon staat",
            "`rising` in a scheme that is not on a scale or horizon"
        );
        names.tell(Code::KindForbids, &entry.key_span, found, |f| f.mend(text!("haal `rising` weg", "remove `rising`")));
    }
}

/// The levels of a horizon follow its curve, so that an excepted score would get the level of the curve and not of its own probability.
fn refuse_excepted(names: &mut Names<'_>, of: &Node, base: Base, scales: &[Scale]) {
    let Base::Horizon(scale, link) = base else { return };
    let link = &scales[scale].links[link];
    if !link.at.is_empty() {
        let (id, place) = (&link.horizon, names.place(&link.span));
        names.whole = false;
        names.tell(
            Code::KindForbids,
            &of.span,
            text!("een schema op de horizon `{id}`, die uitzonderingen heeft", "a scheme on the horizon `{id}`, which has exceptions"),
            |finding| {
                finding
                    .related(place, text!("de horizon", "the horizon"))
                    .mend(text!("zet het schema op de schaal", "put the scheme on the scale"))
            },
        );
    }
}

fn check_reports(names: &mut Names<'_>, schemes: &[Scheme], scales: &[Scale]) {
    let root = |scheme: &Scheme| {
        let mut base = scheme.base;
        while let Base::Scheme(inner) = base {
            base = schemes[inner].base;
        }
        match base {
            Base::Scale(scale) | Base::Horizon(scale, _) => Some(scale),
            _ => None,
        }
    };
    let reported: Vec<&Scheme> = schemes.iter().filter(|scheme| scheme.report).collect();
    for (index, scheme) in reported.iter().enumerate() {
        if let Some(inner) = root(scheme).filter(|&scale| scales[scale].internal) {
            let (id, of) = (&scheme.id, &scales[inner].id);
            names.tell(
                Code::BadReport,
                &scheme.span,
                text!(
                    "`{id}` heeft report = true, maar de schaal `{of}` telt mee in een andere en wordt niet gerapporteerd",
                    "`{id}` has report = true, but the scale `{of}` is summed by another and is not reported"
                ),
                |finding| finding.mend(text!("haal `report` weg", "remove `report`")),
            );
        }
        if let Some(first) = reported[..index].iter().find(|first| root(first) == root(scheme)) {
            let (id, other, place) = (&scheme.id, &first.id, names.place(&first.span));
            names.tell(
                Code::BadReport,
                &scheme.span,
                text!("`{id}` en `{other}` hebben allebei report = true", "`{id}` and `{other}` both have report = true"),
                |finding| finding.related(place, text!("het eerste", "the first")).mend(text!("houd er één", "keep one")),
            );
        }
    }
}

/// The horizons that at least half of the rules name, in the order of the first rule that has them.
pub fn rule_horizons(tree: &Node) -> Vec<String> {
    let rules = tree.get("rule").map_or(&[][..], Node::elements);
    let mut horizons: Vec<(String, usize)> = Vec::new();
    for entry in rules.iter().filter_map(|rule| rule.get("probability")).flat_map(Node::entries) {
        match horizons.iter_mut().find(|(horizon, _)| *horizon == entry.key) {
            Some((_, times)) => *times += 1,
            None => horizons.push((entry.key.clone(), 1)),
        }
    }
    // What few rules name is a slip, told where it stands.
    let first = |horizon: &str| rules.first().and_then(|rule| rule.get("probability")).is_some_and(|named| named.has(horizon));
    horizons.retain(|(horizon, times)| 2 * times > rules.len() || (2 * times == rules.len() && first(horizon)));
    horizons.into_iter().map(|(horizon, _)| horizon).collect()
}

pub fn rules(names: &mut Names<'_>, tree: &Node, schemes: &[Scheme], horizons: &[String]) -> Vec<Rule> {
    let nodes = tree.get("rule").map_or(&[][..], Node::elements);
    names.refuse_twice(nodes, "id");
    let Some(first) = nodes.first() else { return Vec::new() };
    let levels = schemes.iter().find(|scheme| scheme.base == Base::Rules).map(|scheme| scheme.levels.clone());
    // Where no levels were published, a rule gives its probabilities alone.
    let bare = horizons.is_empty() || nodes.iter().any(|node| node.has("level"));
    if levels.is_none() && bare {
        names.whole = false;
        // A scheme that could not be read may be the one.
        if tree.get("scheme").is_some_and(|schemes| schemes.entries().iter().any(|entry| names.unreadable.contains(&entry.key))) {
            return Vec::new();
        }
        names.tell(Code::KindLacks, &first.span, text!("[[rule]] zonder schema", "[[rule]] without a scheme"), |finding| {
            finding.mend(text!("voeg een schema toe met of = \"rules\"", "add a scheme with of = \"rules\""))
        });
        return Vec::new();
    }
    let mut rules = Vec::new();
    for node in nodes.iter().filter(|node| !node.is_faulty()) {
        let when = names.condition(node.get("when"));
        let level = levels.as_ref().map(|levels| rule_level(names, node, levels));
        let probabilities = probabilities(names, node, horizons);
        let span = node.get("id").map_or(node.span.clone(), |id| id.span.clone());
        let provenance = names.provenance(node);
        // A level that could not be read was told.
        if level != Some(None) {
            rules.push(Rule { id: names.word(node, "id").to_owned(), when, level: level.flatten(), probabilities, provenance, span });
        }
    }
    rules
}

/// The level of a rule, which it must have where the rules have levels.
fn rule_level(names: &mut Names<'_>, rule: &Node, levels: &[Level]) -> Option<usize> {
    if let Some(level) = rule.get("level") {
        return level_index(names, level, levels);
    }
    names.whole = false;
    if !is_broken(rule) {
        let span = rule.get("id").map_or(&rule.span, |id| &id.span);
        let found = text!(
            "deze regel heeft geen niveau, terwijl er een schema op de regels is",
            "this rule has no level, while a scheme is of the rules"
        );
        names.tell(Code::MissingKey, span, found, |finding| finding.mend(text!("voeg toe: level = \"…\"", "add: level = \"…\"")));
    }
    None
}

/// The probabilities of a rule by horizon.
fn probabilities(names: &mut Names<'_>, rule: &Node, horizons: &[String]) -> Vec<Probability> {
    let named = rule.get("probability").map_or(&[][..], Node::entries);
    let unknown: Vec<_> = named.iter().filter(|entry| !horizons.contains(&entry.key)).collect();
    for entry in &unknown {
        names.look_up(&entry.key, horizons.iter().map(String::as_str), &entry.key_span, &text!("horizon", "horizon"));
    }
    let mut found = Vec::new();
    for horizon in horizons {
        match named.iter().find(|entry| entry.key == *horizon) {
            Some(entry) => found.extend(probability(names, &entry.node)),
            None if unknown.is_empty() && !is_broken(rule) => {
                let span = rule.get("id").map_or(&rule.span, |id| &id.span);
                let words = text!("deze regel heeft geen kans voor `{horizon}`", "this rule has no probability for `{horizon}`");
                names.tell(Code::MissingKey, span, words, |finding| {
                    finding.mend(text!("voeg toe: probability = {{ {horizon} = … }}", "add: probability = {{ {horizon} = … }}"))
                });
            }
            None => {}
        }
    }
    names.whole &= found.len() == horizons.len();
    found
}

/// A probability.
pub fn probability(names: &mut Names<'_>, node: &Node) -> Option<Probability> {
    let text = node.number()?;
    let probability = Probability::parse(text);
    if probability.is_none() {
        names.whole = false;
        names.tell(Code::BadNumber, &node.span, text!("{text} is geen kans", "{text} is not a probability"), |finding| {
            finding.allowed(text!("een getal van 0 tot en met 1", "a number from 0 through 1"))
        });
    }
    probability
}
