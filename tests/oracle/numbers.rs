// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The oracle's own copy of the published numbers, and its own reading of their patterns.

use super::field::{Field, Value, parse_number};

/// Every pattern is a stretch of values, both ends included.
#[derive(Clone, Copy, Debug)]
pub struct Span {
    pub low: Value,
    pub high: Value,
}

impl Span {
    pub fn holds(self, value: Value) -> bool {
        self.low <= value && value <= self.high
    }

    pub fn parse(pattern: &str, field: &Field) -> Span {
        if let Some(place) = field.words.iter().position(|word| *word == pattern) {
            return Span { low: place as Value, high: place as Value };
        }
        let number = |text: &str| parse_number(text, field.unit).unwrap_or_else(|| panic!("pattern {pattern}"));
        let Some((low, high)) = pattern.split_once("..") else {
            return Span { low: number(pattern), high: number(pattern) };
        };
        let high = match high.strip_prefix('=') {
            Some(last) => number(last),
            None if high.is_empty() => Value::MAX,
            None => number(high) - 1,
        };
        Span { low: number(low), high }
    }
}

pub struct Row {
    pub part: String,
    pub id: String,
    pub when: Vec<(String, String)>,
    pub value: String,
}

pub struct Numbers(pub Vec<Row>);

impl Numbers {
    pub fn of(instrument: &str) -> Numbers {
        let path = format!("{}/tests/oracle/numbers/{instrument}.csv", env!("CARGO_MANIFEST_DIR"));
        let mut reader = csv::Reader::from_path(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
        let rows = reader.deserialize().map(|row| {
            let (part, id, when, value): (String, String, String, String) = row.expect("four columns");
            let conditions = when.split(';').filter_map(|condition| condition.split_once('='));
            let when = conditions.map(|(field, pattern)| (field.to_owned(), pattern.to_owned())).collect();
            Row { part, id, when, value }
        });
        Numbers(rows.collect())
    }

    pub fn rows<'a>(&'a self, part: &'a str, id: &'a str) -> impl Iterator<Item = &'a Row> {
        self.0.iter().filter(move |row| row.part == part && row.id == id)
    }

    pub fn number(&self, part: &str, id: &str) -> f64 {
        let row = self.rows(part, id).next().unwrap_or_else(|| panic!("no {part} {id}"));
        row.value.parse().expect("a number")
    }

    /// The points of an item that looks at `fields`; rows on other fields (another column of the item) are left out.
    pub fn points(&self, id: &str, fields: &[Field], looks_at: &[&str]) -> Table<f64> {
        let rows = self.rows("item", id).filter(|row| row.when.iter().all(|(name, _)| looks_at.contains(&name.as_str())));
        Table::new(rows, fields, |value| value.parse().expect("points"))
    }

    pub fn bands(&self, id: &str) -> Bands {
        let score = Field::count("score", &[0], 0, super::field::StandIn::Least);
        let rows = self.rows("level", id);
        Bands(rows.map(|row| (Span::parse(&row.when[0].1, &score), row.value.clone())).collect())
    }
}

/// Rows over several fields, of which the first that fits answers.
pub struct Table<T>(Vec<(Vec<(usize, Span)>, T)>);

impl<T> Table<T> {
    pub fn new<'a>(rows: impl Iterator<Item = &'a Row>, fields: &[Field], value: impl Fn(&str) -> T) -> Self {
        let condition = |(name, pattern): &(String, String)| {
            let place = fields.iter().position(|field| field.name == name).expect("a field of the instrument");
            (place, Span::parse(pattern, &fields[place]))
        };
        Table(rows.map(|row| (row.when.iter().map(condition).collect(), value(&row.value))).collect())
    }

    pub fn find(&self, values: &[Value]) -> Option<&T> {
        let fits = |when: &[(usize, Span)]| when.iter().all(|(field, span)| span.holds(values[*field]));
        self.0.iter().find(|(when, _)| fits(when)).map(|(_, value)| value)
    }
}

impl Table<f64> {
    pub fn at(&self, values: &[Value]) -> f64 {
        *self.find(values).unwrap_or_else(|| panic!("no row for {values:?}"))
    }
}

/// A level scheme, lowest level first.
pub struct Bands(Vec<(Span, String)>);

impl Bands {
    pub fn names(&self) -> Vec<String> {
        self.0.iter().map(|(_, name)| name.clone()).collect()
    }

    pub fn place(&self, name: &str) -> usize {
        self.0.iter().position(|(_, level)| level == name).expect("a level of the scheme")
    }

    pub fn level(&self, score: f64) -> usize {
        let fits = |(span, _): &(Span, String)| span.holds(score as Value);
        self.0.iter().position(fits).unwrap_or_else(|| panic!("no level for {score}"))
    }
}
