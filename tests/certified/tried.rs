// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A certificate held against trying records, one after the other.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use taxeer::number::Points;

use super::{Certified, combination, each_choice, strings_of};

/// What the records that were tried have.
struct Tried {
    combinations: BTreeSet<Vec<usize>>,
    totals: BTreeMap<String, BTreeSet<Points>>,
    /// Totals by scheme and level, of the scale of the scheme.
    levels: BTreeMap<(String, String), BTreeSet<Option<Points>>>,
    rules: BTreeSet<String>,
    /// Scales that some record has no total of.
    withheld: BTreeSet<usize>,
    /// Sums by scale and part.
    sums: BTreeMap<(usize, usize), BTreeSet<Points>>,
}

/// Tries every choice of some answers of each field, which must be enough to meet every combination, sum and level that can be.
pub fn assert_agrees(certified: &Certified, answers: &[Vec<i64>]) {
    let found = tried(certified, answers);
    let certificate = &certified.certificate;
    assert_eq!(certificate["allowed"], found.combinations.len().to_string(), "allowed combinations");
    let many: usize = certified.cells().iter().map(Vec::len).product();
    assert_eq!(certificate["combinations"], many.to_string(), "combinations");
    components(certified, &found);
    for (index, scale) in list(&certificate["scales"]).iter().enumerate() {
        let totals: Vec<String> = found.totals[word(&scale["id"])].iter().map(Points::to_string).collect();
        let claimed: Vec<&str> = list(&scale["totals"]).iter().map(|total| word(&total["total"])).collect();
        assert_eq!(claimed, totals, "totals of {}", scale["id"]);
        assert_eq!((word(&scale["least"]["total"]), word(&scale["greatest"]["total"])), (&*totals[0], totals.last().unwrap().as_str()));
        assert_eq!(scale.get("withheld").is_some(), found.withheld.contains(&index), "{}", scale["id"]);
        for (part, claim) in list(&scale["parts"]).iter().enumerate() {
            let sums = &found.sums[&(index, part)];
            let ends = [sums.first(), sums.last()].map(|end| end.unwrap().to_string());
            let claimed = [&claim["least"], &claim["greatest"]].map(word);
            assert_eq!((claim["sums"].as_u64(), claimed), (Some(sums.len() as u64), [&*ends[0], &*ends[1]]), "{} {claim}", scale["id"]);
        }
    }
    levels(certificate, &found);
    for rule in list(&certificate["rules"]) {
        assert_eq!(rule.get("unreachable").is_none(), found.rules.contains(word(&rule["id"])), "{rule}");
    }
}

fn components(certified: &Certified, found: &Tried) {
    let form = certified.form();
    let mut fields = BTreeSet::new();
    for component in list(&certified.certificate["components"]) {
        let own: Vec<usize> = list(&component["fields"]).iter().map(|id| form.field(word(id)).unwrap()).collect();
        let part = |combination: &Vec<usize>| own.iter().map(|&field| combination[field]).collect::<Vec<_>>();
        let allowed: BTreeSet<Vec<usize>> = found.combinations.iter().map(part).collect();
        assert_eq!(component["allowed"], allowed.len().to_string(), "{component}");
        fields.extend(own);
    }
    assert!(fields.iter().copied().eq(0..form.fields.len()), "every field has its component");
}

fn levels(certificate: &Value, found: &Tried) {
    for scheme in list(&certificate["schemes"]) {
        for level in list(&scheme["levels"]) {
            let name = (word(&scheme["id"]).to_owned(), word(&level["id"]).to_owned());
            let reached = found.levels.get(&name);
            assert_eq!(level.get("unreachable").is_none(), reached.is_some(), "{name:?}");
            if let (Some(least), Some(reached)) = (level.get("least"), reached) {
                let ends = [reached.first(), reached.last()].map(|end| end.unwrap().unwrap().to_string());
                assert_eq!([word(&least["total"]), word(&level["greatest"]["total"])], [&*ends[0], &*ends[1]], "{name:?}");
            }
        }
    }
}

fn tried(certified: &Certified, answers: &[Vec<i64>]) -> Tried {
    let form = certified.form();
    let cells = form.fields.iter().zip(certified.cells());
    let cells = cells.map(|(field, cells)| cells.iter().map(|answer| certified.value(&field.id, answer)).collect());
    let cells: Vec<Vec<i64>> = cells.collect();
    let parts: Vec<Vec<Vec<usize>>> = list(&certified.certificate["scales"]).iter().map(|scale| items_of_parts(certified, scale)).collect();
    let mut found = Tried {
        combinations: BTreeSet::new(),
        totals: BTreeMap::new(),
        levels: BTreeMap::new(),
        rules: BTreeSet::new(),
        withheld: BTreeSet::new(),
        sums: BTreeMap::new(),
    };
    each_choice(answers, |record| {
        let Some(scored) = certified.score(record) else { return };
        found.combinations.insert(combination(&cells, record));
        for (scheme, level) in &scored.levels {
            let index = form.schemes.iter().position(|one| one.id == *scheme).unwrap();
            let total = form.scale_of(index).and_then(|scale| scored.totals.get(&form.scales[scale].id).copied());
            found.levels.entry((scheme.clone(), level.clone())).or_default().insert(total);
        }
        for (scale, parts) in parts.iter().enumerate() {
            let id = &form.scales[scale].id;
            let Some(&total) = scored.totals.get(id) else {
                found.withheld.insert(scale);
                continue;
            };
            found.totals.entry(id.clone()).or_default().insert(total);
            for (part, items) in parts.iter().enumerate() {
                let sum = items.iter().map(|&item| scored.points[item].points().expect("points where there is a total")).sum();
                found.sums.entry((scale, part)).or_default().insert(sum);
            }
        }
        found.rules.extend(scored.rule);
    });
    found
}

/// For each part of a scale the items that lie in it.
fn items_of_parts(certified: &Certified, scale: &Value) -> Vec<Vec<usize>> {
    let form = certified.form();
    let items = form.scales.iter().find(|one| one.id == word(&scale["id"])).unwrap();
    let lies_in = |item: &usize, fields: &[String]| form.items[*item].fields().iter().any(|&field| fields.contains(&form.fields[field].id));
    let parts = strings_of(&scale["parts"], "fields");
    parts.iter().map(|fields| items.items().filter(|item| lies_in(item, fields)).collect()).collect()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

fn word(value: &Value) -> &str {
    value.as_str().expect("a text")
}
