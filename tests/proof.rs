// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The proof held against trying every record: random small instruments, of which this test knows by its own counting what is wrong.

use std::collections::BTreeSet;
use std::sync::Arc;

use proptest::prelude::*;
use taxeer::check;
use taxeer::diagnostic::{Diagnostic, Source, concise::concise};
use taxeer::lang::Lang;

/// Greatest value of the fields `a` and `b`; both are counts from zero. The field `c` is yes or no.
const MOST: i64 = 4;

type Range = (i64, i64);

/// A record: `a`, `b`, and whether `c` is yes.
type Record = (i64, i64, bool);

#[derive(Clone, Debug)]
struct JointRow {
    b: Range,
    c: Option<bool>,
    points: i64,
}

/// A small instrument: an item with a table on `a`, an item with rows over `b` and `c`, their sum and its levels.
#[derive(Clone, Debug)]
struct Instrument {
    gate: Option<Range>,
    /// Where `c` is this, `b` lies in there.
    rule: Option<(bool, Range)>,
    /// Whether `a` is at most `b`.
    compared: bool,
    table: Vec<(Range, i64)>,
    rows: Vec<JointRow>,
    otherwise: Option<i64>,
    /// How much is added to the ends of the range.
    range_off: Range,
    /// Ends of the first two levels, counted from the least total, and what is added to the beginnings of the second and the third.
    levels: (Range, Range),
}

fn inside(value: i64, range: Range) -> bool {
    range.0 <= value && value <= range.1
}

fn meet(a: Range, b: Range) -> bool {
    a.0.max(b.0) <= a.1.min(b.1)
}

fn pattern((low, high): Range) -> String {
    if low == high { low.to_string() } else { format!("{low}..={high}") }
}

fn word(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}

impl Instrument {
    fn records(&self) -> Vec<Record> {
        let values = (0..=MOST).flat_map(|a| (0..=MOST).flat_map(move |b| [false, true].map(|c| (a, b, c))));
        values.filter(|record| self.gate.is_none_or(|gate| inside(record.0, gate))).collect()
    }

    fn obeys_rule(&self, (_, b, c): Record) -> bool {
        self.rule.is_none_or(|(when, require)| c != when || inside(b, require))
    }

    fn obeys_comparison(&self, (a, b, _): Record) -> bool {
        !self.compared || a <= b
    }

    fn allowed(&self) -> Vec<Record> {
        self.records().into_iter().filter(|&record| self.obeys_rule(record) && self.obeys_comparison(record)).collect()
    }

    fn rows_of(&self, (_, b, c): Record) -> Vec<&JointRow> {
        self.rows.iter().filter(|row| inside(b, row.b) && row.c.is_none_or(|one| one == c)).collect()
    }

    /// The points of a record, where every item gives some.
    fn total(&self, record: Record) -> Option<i64> {
        let table = self.table.iter().find(|(range, _)| inside(record.0, *range)).map(|(_, points)| *points)?;
        let rows = self.rows_of(record).first().map(|row| row.points).or(self.otherwise)?;
        Some(table + rows)
    }

    fn totals(&self) -> BTreeSet<i64> {
        self.allowed().into_iter().filter_map(|record| self.total(record)).collect()
    }

    fn range(&self) -> Range {
        let totals = self.totals();
        let (low, high) = (totals.first().copied().unwrap_or(0), totals.last().copied().unwrap_or(0));
        (low + self.range_off.0, high + self.range_off.1)
    }

    /// The three levels, within the declared range; none where one would be empty.
    fn levels(&self) -> Option<[Range; 3]> {
        let (low, high) = self.range();
        let ((first, second), (second_off, third_off)) = self.levels;
        let levels = [(low, low + first), (low + first + 1 + second_off, low + second), (low + second + 1 + third_off, high)];
        levels.iter().all(|level| level.0 >= low && level.0 <= level.1 && level.1 <= high).then_some(levels)
    }

    fn text(&self, levels: [Range; 3]) -> String {
        let mut text = String::from(HEAD);
        let mut add = |part: String| text.push_str(&part);
        if let Some(gate) = self.gate {
            add(format!(
                "[[population]]\nid = \"gate\"\nrequire = {{ a = \"{}\" }}\nelse = {{ nl = \"-\", en = \"-\" }}\n{PROOF}",
                pattern(gate)
            ));
        }
        if let Some((when, require)) = self.rule {
            add(format!(
                "[[constraint]]\nid = \"rule\"\nwhen = {{ c = \"{}\" }}\nrequire = {{ b = \"{}\" }}\nsays = {{ nl = \"-\", en = \"-\" }}\n{PROOF}",
                word(when),
                pattern(require)
            ));
        }
        if self.compared {
            add(format!(
                "[[constraint]]\nid = \"compared\"\nsum = [\"a\"]\nat_most = [\"b\"]\nsays = {{ nl = \"-\", en = \"-\" }}\n{PROOF}"
            ));
        }
        add(format!("[item.table]\ntitle = {{ nl = \"-\", en = \"-\" }}\n{PROOF}[item.table.points.a]\n"));
        self.table.iter().for_each(|(range, points)| add(format!("\"{}\" = {points}\n", pattern(*range))));
        add(format!("[item.rows]\ntitle = {{ nl = \"-\", en = \"-\" }}\n{PROOF}"));
        if let Some(points) = self.otherwise {
            add(format!("otherwise = {points}\n"));
        }
        for row in &self.rows {
            let c = row.c.map(|c| format!(", c = \"{}\"", word(c))).unwrap_or_default();
            add(format!("[[item.rows.row]]\nwhen = {{ b = \"{}\"{c} }}\npoints = {}\n", pattern(row.b), row.points));
        }
        let (low, high) = self.range();
        add(format!("[scale.total]\ntitle = {{ nl = \"-\", en = \"-\" }}\nsum = [\"table\", \"rows\"]\nrange = [{low}, {high}]\n{PROOF}"));
        add(format!("[scheme.levels]\ntitle = {{ nl = \"-\", en = \"-\" }}\nof = \"total\"\nowner = \"-\"\n{PROOF}"));
        for (level, id) in levels.into_iter().zip(["low", "middle", "high"]) {
            add(format!(
                "[[scheme.levels.level]]\nid = \"{id}\"\nat = \"{}\"\nname = {{ nl = \"{id}\", en = \"{id}\" }}\n",
                pattern(level)
            ));
        }
        text
    }

    /// What is wrong with it, by trying every record.
    fn faults(&self, levels: [Range; 3]) -> BTreeSet<&'static str> {
        let mut faults = BTreeSet::new();
        let mut when = |wrong: bool, code| {
            if wrong {
                faults.insert(code);
            }
        };
        let allowed = self.allowed();
        when(self.rule.is_none() && self.rows.iter().all(|row| row.c.is_none()), "T0210");
        let overlap = pairs(&self.table).any(|(a, b)| meet(a.0, b.0))
            || pairs(&self.rows).any(|(a, b)| meet(a.b, b.b) && (a.c.is_none() || b.c.is_none() || a.c == b.c));
        when(overlap, "T0402");
        if allowed.is_empty() {
            when(true, "T0412");
            return faults;
        }
        when(self.gate == Some((0, MOST)), "T0413");
        let idle_comparison =
            self.compared && self.records().into_iter().all(|record| !self.obeys_rule(record) || self.obeys_comparison(record));
        // Of two constraints that say the same the second is told.
        let left = |record: &Record| idle_comparison || self.obeys_comparison(*record);
        let idle_rule = self.rule.is_some() && self.records().into_iter().filter(left).all(|record| self.obeys_rule(record));
        when(idle_comparison || idle_rule, "T0413");
        let any = |holds: &dyn Fn(Record) -> bool| allowed.iter().any(|&record| holds(record));
        let in_table = |record: Record| self.table.iter().any(|(range, _)| inside(record.0, *range));
        let gap = any(&|record| !in_table(record)) || (self.otherwise.is_none() && any(&|record| self.rows_of(record).is_empty()));
        when(gap, "T0401");
        let dead_row = self.table.iter().any(|(range, _)| !any(&|record| inside(record.0, *range)))
            || self.rows.iter().any(|row| !any(&|(_, b, c)| inside(b, row.b) && row.c.is_none_or(|one| one == c)))
            || (self.otherwise.is_some() && !any(&|record| self.rows_of(record).is_empty()));
        when(dead_row, "T0403");
        if gap || overlap {
            return faults;
        }
        let (totals, range) = (self.totals(), self.range());
        let wrong_range = totals.first() != Some(&range.0) || totals.last() != Some(&range.1);
        when(wrong_range, "T0408");
        if pairs(&levels).any(|(a, b)| meet(*a, *b)) {
            when(true, "T0405");
            return faults;
        }
        when(totals.iter().any(|&total| inside(total, range) && !levels.iter().any(|level| inside(total, *level))), "T0404");
        when(!wrong_range && levels.iter().any(|level| !totals.iter().any(|&total| inside(total, *level))), "T0406");
        faults
    }

    /// Whether a witness is a record inside the population that obeys the constraints and shows what is told.
    fn shows(&self, finding: &Diagnostic, levels: [Range; 3]) -> bool {
        let Some(witness) = &finding.witness else { return !["T0401", "T0404", "T0408"].contains(&finding.code.id()) };
        let value = |field: &str| witness.split("; ").find_map(|pair| pair.strip_prefix(field)?.strip_prefix('=')).expect("every field");
        let record = (value("a").parse().expect("a count"), value("b").parse().expect("a count"), value("c") == "yes");
        let total = self.total(record);
        let shown = match finding.code.id() {
            "T0401" => total.is_none(),
            "T0402" => self.table.iter().filter(|(range, _)| inside(record.0, *range)).count() > 1 || self.rows_of(record).len() > 1,
            "T0404" => total.is_some_and(|total| !levels.iter().any(|level| inside(total, *level))),
            "T0405" => total.is_some_and(|total| levels.iter().filter(|level| inside(total, **level)).count() > 1),
            "T0408" => total == self.totals().first().copied() || total == self.totals().last().copied(),
            _ => true,
        };
        shown && self.allowed().contains(&record)
    }
}

fn pairs<T>(list: &[T]) -> impl Iterator<Item = (&T, &T)> {
    list.iter().enumerate().flat_map(move |(at, a)| list[at + 1..].iter().map(move |b| (a, b)))
}

const PROOF: &str = "source = \"S1\"\nevidence = \"confirmed\"\n";
const HEAD: &str = r#"schema = 1
id = "random"
edition = "1"
kind = "actuarial"
status = "trial"
title = { nl = "-", en = "-" }
valid_from = "not known"
entered = "2026-11-24"
review_by = "2027-11-24"
[about]
measures = { nl = "-", en = "-" }
for_whom = { nl = "-", en = "-" }
not_for = { nl = "-", en = "-" }
training = { nl = "-", en = "-" }
validity = { nl = "-", en = "-" }
netherlands = "no"
rights = { nl = "-", en = "-" }
[source.S1]
cite = "-"
[field.a]
type = "count"
unit = "points"
min = 0
max = 4
label = { nl = "-", en = "-" }
ask = { nl = "-", en = "-" }
basis = "record"
[field.b]
type = "count"
unit = "points"
min = 0
max = 4
label = { nl = "-", en = "-" }
ask = { nl = "-", en = "-" }
basis = "record"
[field.c]
type = "yes_no"
label = { nl = "-", en = "-" }
ask = { nl = "-", en = "-" }
basis = "record"
"#;

fn range() -> impl Strategy<Value = Range> {
    (0..=MOST, 0..=MOST).prop_map(|(a, b)| (a.min(b), a.max(b)))
}

/// Mostly a partition of the values of `a`, now and then with a beginning that is off by one.
fn table() -> impl Strategy<Value = Vec<(Range, i64)>> {
    let off = prop_oneof![8 => Just(0_i64), 1 => Just(-1), 1 => Just(1)];
    (0..MOST, 0..=2_i64, proptest::collection::vec(-1..=2_i64, 3), off).prop_filter_map("an empty row", |(first, more, points, off)| {
        let second = (first + 1 + more).min(MOST);
        let mut ranges = vec![(0, first), (first + 1 + off, second)];
        if second < MOST {
            ranges.push((second + 1, MOST));
        }
        let sound = ranges.iter().all(|range| 0 <= range.0 && range.0 <= range.1);
        sound.then(|| ranges.into_iter().zip(points).collect())
    })
}

/// Mostly a partition by `b` and `c`, else any rows.
fn rows() -> impl Strategy<Value = (Vec<JointRow>, Option<i64>)> {
    let any_row = (range(), any::<Option<bool>>(), -1..=2_i64).prop_map(|(b, c, points)| JointRow { b, c, points });
    let some = (proptest::collection::vec(any_row, 1..3), proptest::option::weighted(0.8, -1..=2_i64));
    let partition = (0..MOST, proptest::collection::vec(-1..=2_i64, 3)).prop_map(|(cut, points)| {
        let row = |b, c, points: i64| JointRow { b, c, points };
        (vec![row((0, cut), Some(true), points[0]), row((0, cut), Some(false), points[1]), row((cut + 1, MOST), None, points[2])], None)
    });
    prop_oneof![1 => some, 1 => partition]
}

fn instrument() -> impl Strategy<Value = Instrument> {
    let off = || prop_oneof![12 => Just(0_i64), 1 => Just(1), 1 => Just(-1)];
    let cuts = (0..4_i64, 1..4_i64).prop_map(|(first, more)| (first, first + more));
    (
        proptest::option::of(range()),
        proptest::option::of((any::<bool>(), range())),
        proptest::bool::weighted(0.3),
        table(),
        rows(),
        (off(), off()),
        (cuts, (off(), off())),
    )
        .prop_map(|(gate, rule, compared, table, (rows, otherwise), range_off, levels)| Instrument {
            gate,
            rule,
            compared,
            table,
            rows,
            otherwise,
            range_off,
            levels,
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_proof_finds_what_trying_every_record_finds(instrument in instrument()) {
        let Some(levels) = instrument.levels() else { return Ok(()) };
        let text = instrument.text(levels);
        let (_, findings) = check::instrument(&Arc::new(Source::new("random.toml", &text)));
        let told: BTreeSet<&str> = findings.iter().map(|finding| finding.code.id()).collect();
        let lines: Vec<String> = findings.iter().map(|finding| concise(finding, Lang::En)).collect();
        prop_assert_eq!(&told, &instrument.faults(levels), "{}\n{}", lines.join("\n"), text);
        for finding in &findings {
            prop_assert!(instrument.shows(finding, levels), "{}\n{}", concise(finding, Lang::En), text);
        }
    }
}
