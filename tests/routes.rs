// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Protocols that route: what is left of a record equals trying every completion over all instruments; a protocol never changes a score.

#[path = "routes/made_up.rs"]
mod made_up;

use std::collections::BTreeSet;

use proptest::prelude::*;
use taxeer::domain::Answer;
use taxeer::evaluate::{Evaluation, Outcome};
use taxeer::protocol::routes::{Routed, Why};
use taxeer::protocol::{Protocol, Routes};

/// What one completion comes to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Came {
    /// No route fits, or a gate of an instrument of the route fails.
    Outside,
    /// A constraint is broken; whether a gate fails as well.
    Broken { outside: bool },
    /// The route, the scores and levels of its instruments, and the tier.
    To { route: &'static str, scores: Vec<String>, levels: Vec<String>, tier: &'static str },
}

struct Oracle<'a> {
    routes: &'a Routes,
    names: Vec<String>,
}

impl<'a> Oracle<'a> {
    fn new(protocol: &'a Protocol) -> Self {
        let routes = protocol.routes().expect("it routes");
        Self { routes, names: routes.form().fields.iter().map(|field| field.id.clone()).collect() }
    }

    fn value(&self, full: &[i64], name: &str) -> i64 {
        full[self.names.iter().position(|known| known == name).unwrap_or_else(|| panic!("{name} in {:?}", self.names))]
    }

    fn word(&self, full: &[i64], name: &str) -> String {
        let field = self.routes.form().field(name).unwrap();
        self.routes.form().fields[field].domain.print(full[field])
    }

    /// The route, by hand.
    fn route(&self, full: &[i64]) -> Option<(&'static str, &'static [&'static str])> {
        let (male, kind) = (self.word(full, "sex") == "male", self.word(full, "kind"));
        match (male, kind.as_str()) {
            (_, "other") | (false, _) => None,
            (true, "contact") => Some(("contact", &["alpha", "beta"])),
            (true, _) if self.value(full, "later") >= 2 => Some(("images", &["gamma", "alpha"])),
            (true, _) => Some(("images_first", &["alpha"])),
        }
    }

    /// The tier, by hand.
    fn tier(&self, full: &[i64], route: &str, levels: &[String]) -> &'static str {
        let alarm = self.word(full, "alarm") == "yes";
        let levels: Vec<&str> = levels.iter().map(String::as_str).collect();
        match (route, levels.as_slice()) {
            ("contact", ["I", "low"]) | ("images_first", ["I"]) | ("images", ["low", "I" | "II"]) => "low",
            ("contact", ["I", "high"]) if !alarm => "mid",
            ("contact", _) | ("images", ["high", _]) => "high",
            _ => "mid",
        }
    }

    fn came(&self, full: &[i64]) -> Came {
        let answers: Vec<Answer> = full.iter().map(|&value| Answer::Known(value)).collect();
        let Some((route, used)) = self.route(full) else { return Came::Outside };
        let evaluations: Vec<(Evaluation, &str)> = used
            .iter()
            .map(|id| {
                let member = self.routes.members().iter().find(|member| member.form().id == **id).unwrap();
                (member.evaluate(&answers), *id)
            })
            .collect();
        let outside = evaluations.iter().any(|(evaluation, _)| evaluation.outcome == Outcome::NotApplicable);
        // A gate is asked before a constraint, so what a constraint says of a record outside is asked with the gates let be.
        if self.breaks(full, used) {
            return Came::Broken { outside };
        }
        if outside {
            return Came::Outside;
        }
        let form = |id: &str| self.routes.members().iter().find(|member| member.form().id == id).unwrap().form();
        let levels: Vec<String> = evaluations
            .iter()
            .map(|(evaluation, id)| {
                let scheme = form(id).schemes.iter().position(|scheme| scheme.report).unwrap();
                form(id).schemes[scheme].levels[evaluation.level(scheme).expect("an exact record has a level")].id.clone()
            })
            .collect();
        let scores = evaluations.iter().map(|(evaluation, _)| format!("{:?}", evaluation.reach.scales)).collect();
        Came::To { tier: self.tier(full, route, &levels), route, scores, levels }
    }

    /// Whether a constraint of an instrument is broken, by hand.
    fn breaks(&self, full: &[i64], used: &[&str]) -> bool {
        let alpha = self.word(full, "alpha.stranger") == "yes" && self.value(full, "first") > 3;
        let beta = self.value(full, "first") + self.value(full, "months") > 5;
        (used.contains(&"alpha") && alpha) || (used.contains(&"beta") && beta)
    }

    /// Every completion of a record in which what is computed agrees.
    fn completions(&self, record: &[Answer]) -> Vec<Vec<i64>> {
        let mut all: Vec<Vec<i64>> = vec![Vec::new()];
        for (field, answer) in self.routes.form().fields.iter().zip(record) {
            let values: Vec<i64> = match answer {
                Answer::Known(value) => vec![*value],
                _ => field.domain.all().intervals().iter().flat_map(|&(low, high)| low..=high).collect(),
            };
            all = all.into_iter().flat_map(|start| values.iter().map(move |&value| [&start[..], &[value]].concat())).collect();
        }
        all.retain(|full| self.value(full, "total") - self.value(full, "first") == self.value(full, "later"));
        all
    }
}

fn protocol() -> Protocol {
    made_up::sound(made_up::PROTOCOL)
}

/// What the completions together come to, and whether `routed` says so.
fn assert_equal(oracle: &Oracle<'_>, protocol: &Protocol, record: &[Answer], routed: &Routed) {
    let case = format!("{:?}", oracle.names.iter().zip(record).collect::<Vec<_>>());
    let completions = oracle.completions(record);
    let came: Vec<(Vec<i64>, Came)> = completions.into_iter().map(|full| (full.clone(), oracle.came(&full))).collect();
    let inside: Vec<&(Vec<i64>, Came)> = came.iter().filter(|(_, came)| matches!(came, Came::To { .. })).collect();
    if inside.is_empty() {
        let never = came.iter().all(|(_, came)| matches!(came, Came::Outside | Came::Broken { outside: true }));
        let expected = if never && !came.is_empty() { Outcome::NotApplicable } else { Outcome::Inconsistent };
        assert_eq!(routed.outcome, expected, "{case}");
        assert!(routed.tiers.tiers.is_empty() && routed.left.is_empty(), "{case}");
        return;
    }
    let results: BTreeSet<&Came> = inside.iter().map(|(_, came)| came).collect();
    let tiers: BTreeSet<&str> =
        results.iter().filter_map(|came| if let Came::To { tier, .. } = came { Some(*tier) } else { None }).collect();
    let told: BTreeSet<&str> = routed.tiers.tiers.iter().map(|&tier| protocol.tiers()[tier].id.as_str()).collect();
    assert_eq!(told, tiers, "{case}");
    let can_be_outside = came.iter().any(|(_, came)| *came == Came::Outside);
    let one = results.len() == 1 && !can_be_outside;
    assert_eq!(routed.outcome, if one { Outcome::Scored } else { Outcome::Open }, "{case}");
    let routes: BTreeSet<&str> =
        results.iter().filter_map(|came| if let Came::To { route, .. } = came { Some(*route) } else { None }).collect();
    let told: BTreeSet<&str> = routed.left.iter().map(|(route, _)| oracle.routes.routes()[*route].id.as_str()).collect();
    assert_eq!(told, routes, "{case}");
    // The row on open sets, by hand.
    let tier = if let [only] = tiers.iter().collect::<Vec<_>>().as_slice() {
        Some(**only)
    } else {
        let holds = inside.iter().all(|(full, came)| {
            let Came::To { route, levels, .. } = came else { return false };
            *route == "contact" && levels[0] != "III" && oracle.word(full, "alarm") == "no"
        });
        Some("mid").filter(|_| holds && tiers.contains("mid"))
    };
    assert_eq!(routed.tiers.tier.map(|tier| protocol.tiers()[tier].id.as_str()), tier, "{case}");
    let decisive: Vec<&str> = routed.decisive.iter().map(|&column| oracle.routes.name(column)).collect();
    assert_eq!(decisive, decisive_by_hand(oracle, record, &inside), "{case}");
}

/// A field is decisive where two completions that differ in it, and in what is computed from it, alone have other levels or another tier.
fn decisive_by_hand<'o>(oracle: &'o Oracle<'_>, record: &[Answer], inside: &[&(Vec<i64>, Came)]) -> Vec<&'o str> {
    let key = |came: &Came| match came {
        Came::To { route, levels, tier, .. } => {
            let used: &[&str] = match *route {
                "contact" => &["alpha", "beta"],
                "images" => &["gamma", "alpha"],
                _ => &["alpha"],
            };
            (used, levels.clone(), *tier)
        }
        _ => unreachable!("inside"),
    };
    if inside.windows(2).all(|pair| key(&pair[0].1) == key(&pair[1].1)) {
        return Vec::new();
    }
    let unknown = |field: &usize| record[*field] == Answer::Unknown;
    let named = |name: &str| oracle.names.iter().position(|known| known == name).unwrap();
    let (first, total, later) = (named("first"), named("total"), named("later"));
    let alone = |field: usize| {
        let free =
            |other: usize| other == field || (other == later && (field == first || field == total) && record[later] == Answer::Unknown);
        inside.iter().enumerate().any(|(at, (one, came))| {
            inside[at + 1..].iter().any(|(other, then)| {
                key(came) != key(then)
                    && (0..one.len()).all(|place| free(place) || one[place] == other[place])
                    && one[field] != other[field]
            })
        })
    };
    let found: Vec<usize> = (0..record.len()).filter(unknown).filter(|&field| alone(field)).collect();
    let found = if found.is_empty() {
        let varies = |field: &usize| {
            inside.iter().enumerate().any(|(at, (one, came))| {
                inside[at + 1..].iter().any(|(other, then)| key(came) != key(then) && one[*field] != other[*field])
            })
        };
        (0..record.len()).filter(unknown).filter(varies).collect()
    } else {
        found
    };
    found.into_iter().map(|field| oracle.names[field].as_str()).collect()
}

/// A record with some answers known.
fn records(routes: &Routes) -> impl Strategy<Value = Vec<Answer>> + use<> {
    let fields: Vec<(i64, i64)> = routes
        .form()
        .fields
        .iter()
        .map(|field| {
            let all = field.domain.all();
            (all.first().unwrap(), all.last().unwrap())
        })
        .collect();
    let each: Vec<_> = fields.into_iter().map(|(low, high)| (low..=high, 0_u8..10)).collect();
    each.prop_map(|cells| {
        cells.into_iter().map(|(value, dice)| if dice < 4 { Answer::Unknown } else { Answer::Known(value) }).collect::<Vec<_>>()
    })
}

#[test]
fn what_is_left_over_several_instruments_equals_trying_every_completion() {
    let protocol = protocol();
    let oracle = Oracle::new(&protocol);
    let later = oracle.routes.form().field("later").unwrap();
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        cases: 600,
        max_shrink_iters: 60,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    let mut seen = BTreeSet::new();
    runner
        .run(&(records(oracle.routes), any::<bool>()), |(mut record, computed)| {
            if computed {
                record[later] = Answer::Unknown;
            }
            // So few that all completions can be tried.
            let unknown: Vec<usize> = (0..record.len()).filter(|&at| record[at] == Answer::Unknown && at != later).collect();
            for at in unknown.into_iter().skip(5) {
                record[at] = Answer::Known(0);
            }
            let routed = oracle.routes.evaluate(&oracle.routes.with_ages(&record, None));
            assert_equal(&oracle, &protocol, &record, &routed);
            Ok(())
        })
        .unwrap();
    // Every outcome was met, on a fixed sample of whole records.
    let mut dice = 1_i64;
    for _ in 0..3_000 {
        let record: Vec<Answer> = oracle
            .routes
            .form()
            .fields
            .iter()
            .enumerate()
            .map(|(at, field)| {
                dice = (dice * 1_103_515_245 + 12_345) % 2_147_483_648;
                let many = field.domain.all().last().unwrap() + 1;
                if at == later { Answer::Unknown } else { Answer::Known(dice / 65_536 % many) }
            })
            .collect();
        let routed = oracle.routes.evaluate(&oracle.routes.with_ages(&record, None));
        assert_equal(&oracle, &protocol, &record, &routed);
        seen.insert(format!("{:?}", routed.outcome));
        seen.extend(routed.why.iter().filter(|why| matches!(why, Why::Route(_) | Why::NoRoute)).map(|why| oracle.routes.code(*why)));
    }
    for met in
        ["Scored", "NotApplicable", "Inconsistent", "route:contact", "route:images", "route:images_first", "route:other", "route:none"]
    {
        assert!(seen.contains(met), "{met} in {seen:?}");
    }
}

/// What an instrument says inside a protocol is what it says by itself: the same where one result is left, and nothing beyond where what
/// is shared rules some out.
#[test]
fn a_protocol_never_changes_a_score() {
    let protocol = protocol();
    let routes = protocol.routes().unwrap();
    let mut runner =
        proptest::test_runner::TestRunner::new(ProptestConfig { cases: 1_500, failure_persistence: None, ..ProptestConfig::default() });
    let compared = std::cell::Cell::new(0);
    runner
        .run(&records(routes), |record| {
            let answers = routes.with_ages(&record, None);
            for (route, joined) in &routes.evaluate(&answers).left {
                for &member in &routes.routes()[*route].members {
                    let of = &routes.members()[member];
                    let own = of.evaluate(&answers);
                    let (scale, scheme) = routes.starts(*route, member).unwrap();
                    prop_assert!(matches!(own.outcome, Outcome::Scored | Outcome::Open), "{own:?}");
                    for reach in &own.reach.scales {
                        let inside = joined.reach.scale(scale + reach.scale).unwrap();
                        prop_assert!(reach.least <= inside.least && inside.greatest <= reach.greatest);
                        prop_assert!(own.outcome == Outcome::Open || reach.least == inside.least);
                    }
                    for (at, levels) in own.reach.levels.iter().enumerate() {
                        let inside = &joined.reach.levels[scheme + at];
                        prop_assert!(inside.iter().all(|level| levels.contains(level)), "{levels:?} {inside:?}");
                        compared.set(compared.get() + 1);
                    }
                }
            }
            Ok(())
        })
        .unwrap();
    assert!(compared.get() > 500, "{compared:?}");
}
