//! Schemes of levels, and the rules of an instrument without a scale.

use super::names::Names;
use super::scale;
use crate::diagnostic::{Code, Span};
use crate::domain::{Domain, Set};
use crate::form::{Base, Level, Look, Rounding, Rule, Scale, Scheme, Shift};
use crate::number::Probability;
use crate::syntax::{Node, tree::Entry};
use crate::text;

/// How a scheme names the rules as its base.
const RULES: &str = "rules";

pub fn schemes(names: &mut Names<'_>, tree: &Node, scales: &[Scale]) -> Vec<Scheme> {
    let entries = tree.get("scheme").map_or(&[][..], Node::entries);
    let mut schemes: Vec<Scheme> = Vec::new();
    for entry in in_order(names, entries) {
        if let Some(scheme) = scheme(names, entry, scales, &schemes) {
            schemes.push(scheme);
        }
    }
    check_reports(names, &schemes);
    schemes
}

/// Schemes after those that they look at.
fn in_order<'n>(names: &mut Names<'_>, entries: &'n [Entry]) -> Vec<&'n Entry> {
    let mut rest: Vec<&Entry> = entries.iter().collect();
    let mut order: Vec<&Entry> = Vec::new();
    while !rest.is_empty() {
        let ready = rest.iter().position(|entry| {
            let waits = rest.iter().any(|other| other.key != entry.key && looks_at(&entry.node, &other.key));
            !waits && !looks_at(&entry.node, &entry.key)
        });
        let Some(ready) = ready else {
            for entry in &rest {
                let id = &entry.key;
                names.tell(Code::Cycle, &entry.key_span, text!("het schema `{id}` hangt van zichzelf af", "the scheme `{id}` depends on itself"), |f| f);
            }
            names.whole = false;
            break;
        };
        order.push(rest.remove(ready));
    }
    order
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
    if scales.iter().any(|scale| scale.id == entry.key) {
        let id = &entry.key;
        names.tell(Code::DuplicateId, &entry.key_span, text!("`{id}` is ook een schaal", "`{id}` is a scale as well"), |finding| {
            finding.mend(text!("geef het schema een andere naam", "give the scheme another name"))
        });
    }
    let rounding = rounding(names, node, base, &entry.key_span);
    let levels = match base {
        Base::Scheme(inner) => earlier[inner].levels.clone(),
        _ => levels(names, node, base, rounding, scales, &entry.key_span),
    };
    let shifts = shifts(names, node, base, &levels, earlier, &entry.key_span);
    let otherwise = node.get("otherwise").and_then(|other| {
        let ids: Vec<&str> = earlier.iter().map(|scheme| scheme.id.as_str()).collect();
        names.look_up(other.string()?, ids.iter().copied(), &other.span, &text!("schema", "scheme"))
    });
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
        if on_horizon != node.has("percent") {
            names.whole = false;
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
    let decimals = |key: &str, most: u32| {
        names.integer_at(percent, key).and_then(|value| u32::try_from(value).ok()).filter(|value| *value <= most)
    };
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

fn levels(
    names: &mut Names<'_>,
    node: &Node,
    base: Base,
    rounding: Option<Rounding>,
    scales: &[Scale],
    span: &Span,
) -> Vec<Level> {
    let nodes = node.get("level").map_or(&[][..], Node::elements);
    names.refuse_twice(nodes, "id");
    if nodes.len() < 2 {
        names.whole = false;
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
    for level in nodes {
        let at = match (&domain, level.get("at")) {
            (Some(domain), Some(at)) => names.pattern(at, domain, false).unwrap_or_default(),
            (Some(_), None) | (None, Some(_)) => {
                names.whole = false;
                let needed = domain.is_some();
                names.tell(
                    if needed { Code::MissingKey } else { Code::UnknownKey },
                    &level.span,
                    text!("`at` hoort bij niveaus van een schaal of horizon, en alleen daar", "`at` belongs to levels of a scale or horizon, and only there"),
                    |f| f,
                );
                Set::empty()
            }
            (None, None) => Set::empty(),
        };
        let id = names.word(level, "id").to_owned();
        names.refuse_reserved(&id, &level.get("id").map_or(level.span.clone(), |id| id.span.clone()));
        let name = names.text(level, "name");
        let span = level.get("id").map_or(level.span.clone(), |id| id.span.clone());
        levels.push(Level { id, name, at, span });
    }
    levels
}

fn shifts(names: &mut Names<'_>, node: &Node, base: Base, levels: &[Level], earlier: &[Scheme], span: &Span) -> Vec<Shift> {
    let on_scheme = matches!(base, Base::Scheme(_));
    let nodes = node.get("rule").map_or(&[][..], Node::elements);
    let lacks = on_scheme && (nodes.is_empty() || !node.has("otherwise") || node.has("level"));
    if lacks || (!on_scheme && (!nodes.is_empty() || node.has("otherwise"))) {
        names.whole = false;
        names.tell(
            Code::KindForbids,
            span,
            text!("een schema op een schema heeft `rule` en `otherwise`, elk ander heeft `level`", "a scheme on a scheme has `rule` and `otherwise`, any other has `level`"),
            |f| f,
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

fn check_reports(names: &mut Names<'_>, schemes: &[Scheme]) {
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

/// The horizons that rules name, in the order of the first rule that has them.
pub fn rule_horizons(tree: &Node) -> Vec<String> {
    let mut horizons: Vec<String> = Vec::new();
    for rule in tree.get("rule").map_or(&[][..], Node::elements) {
        for entry in rule.get("probability").map_or(&[][..], Node::entries) {
            if !horizons.contains(&entry.key) {
                horizons.push(entry.key.clone());
            }
        }
    }
    horizons
}

pub fn rules(names: &mut Names<'_>, tree: &Node, schemes: &[Scheme], horizons: &[String]) -> Vec<Rule> {
    let nodes = tree.get("rule").map_or(&[][..], Node::elements);
    names.refuse_twice(nodes, "id");
    let Some(first) = nodes.first() else { return Vec::new() };
    let Some(scheme) = schemes.iter().find(|scheme| scheme.base == Base::Rules) else {
        names.whole = false;
        names.tell(Code::KindLacks, &first.span, text!("[[rule]] zonder schema", "[[rule]] without a scheme"), |finding| {
            finding.mend(text!("voeg een schema toe met of = \"rules\"", "add a scheme with of = \"rules\""))
        });
        return Vec::new();
    };
    let levels = scheme.levels.clone();
    let mut rules = Vec::new();
    for node in nodes {
        let when = names.condition(node.get("when"));
        let level = node.get("level").and_then(|level| level_index(names, level, &levels));
        let probabilities: Vec<Probability> = horizons
            .iter()
            .filter_map(|horizon| node.get("probability")?.get(horizon)?.number().and_then(Probability::parse))
            .collect();
        let span = node.get("id").map_or(node.span.clone(), |id| id.span.clone());
        if probabilities.len() != horizons.len() {
            let all = horizons.join(", ");
            names.whole = false;
            names.tell(Code::BadNumber, &span, text!("deze regel heeft niet elke kans", "this rule has not every probability"), |finding| {
                finding.allowed(text!("een kans van 0 tot en met 1 voor: {all}", "a probability from 0 through 1 for: {all}"))
            });
        }
        let provenance = names.provenance(node);
        rules.extend(level.map(|level| Rule {
            id: names.word(node, "id").to_owned(),
            when,
            level,
            probabilities,
            provenance,
            span,
        }));
    }
    rules
}
