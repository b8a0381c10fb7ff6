// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The rows of points tables as columns of 0 and 1.

use super::Refusal;
use crate::domain::{Answer, Set};
use crate::evaluate::facts::Facts;
use crate::form::{Award, Combine, Form, ItemForm, Part};
use crate::instrument::Instrument;
use crate::number::Points;

/// Points closer than this are equal: they have twelve decimals.
const SAME: f64 = 1e-9;

/// Fields by index, each with the values for which it holds; all must.
type Tests = Vec<(usize, Set)>;

/// Where a band's points stand in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the table of a field: its name and the pattern as written.
    Table {
        /// The field.
        field: String,
        /// The pattern.
        pattern: String,
    },
    /// In a row over several fields, counted from 0.
    Row(usize),
    /// Where no row holds.
    Otherwise,
}

/// One row of an item: those for whom it holds get its points.
#[derive(Clone, Debug)]
pub struct Band {
    /// Index of its item among those of the [`Bands`].
    pub item: usize,
    /// Where its points stand.
    pub place: Place,
    /// The points it has now.
    pub old: Points,
    /// Whether it gives 0 in any case: what the other rows of its table are held against.
    pub reference: bool,
    /// The band whose points it takes, where rows with equal points stay together.
    pub follows: Option<usize>,
    /// Table within the item, for bands that exclude each other.
    pub(super) table: usize,
    pub(super) when: Tests,
}

/// The bands of a scale's items, in file order.
#[derive(Clone, Debug)]
pub struct Bands {
    /// Names of the items.
    pub items: Vec<String>,
    /// The bands.
    pub bands: Vec<Band>,
    /// Whether rows with equal points stay together.
    by_points: bool,
    /// Items that pick among the points of several tables: the order of their points must stay.
    pub(super) picked: Vec<usize>,
    /// The items by index in the form.
    indices: Vec<usize>,
    applies: Vec<Tests>,
}

/// Columns of 0 and 1, one a band.
#[derive(Clone, Debug, PartialEq)]
pub struct Records {
    /// By band, then by record.
    pub columns: Vec<Vec<f64>>,
}

impl Bands {
    /// Takes the tables of a scale apart.
    ///
    /// # Errors
    /// There is no such scale, it converts its sum, or an item is no plain table.
    pub fn of(form: &Form, scale: usize) -> Result<Self, Refusal> {
        Self::found(form, scale, false)
    }

    fn found(form: &Form, scale: usize, by_points: bool) -> Result<Self, Refusal> {
        let mut found =
            Self { items: Vec::new(), bands: Vec::new(), by_points, picked: Vec::new(), indices: Vec::new(), applies: Vec::new() };
        found.add_scale(form, scale)?;
        Ok(found)
    }

    /// The same for records of which only the points of every item are known: rows with equal points stay together. Of an item that picks
    /// among the points of several tables (the highest, say) those with equal points do so in all of them: as long as the order of points
    /// stays, the highest of the new points is that of the highest old ones.
    ///
    /// # Errors
    /// Those of [`Bands::of`], but for items that pick; an item that adds several tables.
    pub fn by_points(form: &Form, scale: usize) -> Result<Self, Refusal> {
        let mut found = Self::found(form, scale, true)?;
        if let Some(band) = found.bands.iter().find(|band| band.table > 0) {
            return Err(Refusal::Combined { item: found.items[band.item].clone() });
        }
        for at in 0..found.bands.len() {
            let band = &found.bands[at];
            let same = |(_, other): &(usize, &Band)| other.item == band.item && other.old == band.old;
            let together = || found.bands.iter().enumerate().filter(same);
            let leader = together().find(|(_, other)| other.reference).or_else(|| together().next()).map_or(at, |(leader, _)| leader);
            found.bands[at].follows = (leader != at).then_some(leader);
        }
        Ok(found)
    }

    fn add_scale(&mut self, form: &Form, scale: usize) -> Result<(), Refusal> {
        let scale = form.scales.get(scale).ok_or(Refusal::NoScale)?;
        if scale.convert.is_some() {
            return Err(Refusal::Converted);
        }
        for part in &scale.parts {
            match *part {
                Part::Item(item) => self.add_item(form, item)?,
                Part::Scale(inner) => self.add_scale(form, inner)?,
            }
        }
        Ok(())
    }

    fn add_item(&mut self, form: &Form, index: usize) -> Result<(), Refusal> {
        let item = &form.items[index];
        let name = || item.id.clone();
        let mut tables: Vec<Vec<(Place, Points, Tests)>> = Vec::new();
        match &item.form {
            ItemForm::Tables(combine, given) => {
                let picks = given.len() > 1 && *combine != Combine::Sum;
                if picks && !self.by_points {
                    return Err(Refusal::Combined { item: name() });
                }
                if picks {
                    self.picked.push(self.items.len());
                }
                for table in given {
                    let row = |row: &crate::form::PointsRow<Award>| {
                        let points = row.points.points().ok_or_else(|| Refusal::Withheld { item: name() })?;
                        let place = Place::Table { field: form.fields[table.field].id.clone(), pattern: row.pattern.clone() };
                        Ok((place, points, vec![(table.field, row.set.clone())]))
                    };
                    let rows: Vec<_> = table.rows.iter().map(row).collect::<Result<_, Refusal>>()?;
                    match tables.first_mut().filter(|_| picks) {
                        Some(all) => all.extend(rows),
                        None => tables.push(rows),
                    }
                }
            }
            ItemForm::Rows(rows, otherwise) => {
                let when = |row: &crate::form::JointRow| row.when.iter().map(|test| (test.field, test.set.clone())).collect();
                let mut table: Vec<_> = rows.iter().enumerate().map(|(at, row)| (Place::Row(at), row.points, when(row))).collect();
                // Without tests it would hold always; its column is what the other rows leave.
                table.extend(otherwise.map(|points| (Place::Otherwise, points, Vec::new())));
                tables.push(table);
            }
            ItemForm::Weight(..) | ItemForm::Copas { .. } => return Err(Refusal::NotATable { item: name() }),
        }
        let at = self.items.len();
        self.items.push(name());
        self.indices.push(index);
        self.applies.push(item.applies.iter().flatten().map(|test| (test.field, test.set.clone())).collect());
        for (table, rows) in tables.into_iter().enumerate() {
            let reference = reference(&rows.iter().map(|(place, points, _)| (*points, *place == Place::Otherwise)).collect::<Vec<_>>());
            self.bands.extend(rows.into_iter().enumerate().map(|(row, (place, old, when))| Band {
                item: at,
                place,
                old,
                reference: row == reference,
                follows: None,
                table,
                when,
            }));
        }
        Ok(())
    }

    /// The columns of some records: an answer for each field of the form, in order.
    ///
    /// # Errors
    /// A record that leaves the points of an item open.
    pub fn records<'r>(&self, instrument: &Instrument, records: impl Iterator<Item = &'r [Answer]>) -> Result<Records, Refusal> {
        let mut columns = vec![Vec::new(); self.bands.len()];
        for (record, answers) in records.enumerate() {
            let facts = Facts::of(instrument.plan(), answers);
            let row = self.row(&facts.values).ok_or(Refusal::Open { record })?;
            columns.iter_mut().zip(row).for_each(|(column, holds)| column.push(f64::from(u8::from(holds))));
        }
        Ok(Records { columns })
    }

    /// The columns of records by the points of every item of the form, for bands by points.
    ///
    /// # Errors
    /// A record of which the points of an item are not known.
    pub fn records_by_points<'r>(&self, records: impl Iterator<Item = &'r [Option<f64>]>) -> Result<Records, Refusal> {
        let mut columns = vec![Vec::new(); self.bands.len()];
        for (record, items) in records.enumerate() {
            for (band, column) in self.bands.iter().zip(&mut columns) {
                let points = items.get(self.indices[band.item]).copied().flatten().ok_or(Refusal::Open { record })?;
                let holds = band.follows.is_none() && (points - band.old.to_f64()).abs() < SAME;
                column.push(f64::from(u8::from(holds)));
            }
        }
        Ok(Records { columns })
    }

    /// Which bands hold at these values of the fields; none if that is open.
    fn row(&self, values: &[Option<i64>]) -> Option<Vec<bool>> {
        // False as soon as one test is known to fail; open where an unknown value is left.
        let holds = |tests: &[(usize, Set)]| {
            let known = |(field, set): &(usize, Set)| values[*field].map(|value| set.contains(value));
            if tests.iter().any(|test| known(test) == Some(false)) {
                return Some(false);
            }
            tests.iter().all(|test| known(test).is_some()).then_some(true)
        };
        let applies: Vec<Option<bool>> = self.applies.iter().map(|tests| holds(tests)).collect();
        let mut row: Vec<bool> = Vec::new();
        for band in &self.bands {
            let inside = if band.place == Place::Otherwise {
                let same = |(other, _): &(&Band, &bool)| other.item == band.item && other.table == band.table;
                Some(!self.bands.iter().zip(&row).filter(same).any(|(_, holds)| *holds))
            } else if applies[band.item] == Some(false) {
                Some(false)
            } else {
                holds(&band.when)
            };
            row.push(applies[band.item]? && inside?);
        }
        Some(row)
    }

    /// The index of an item by name.
    ///
    /// # Errors
    /// The scale has no such item.
    pub fn item(&self, name: &str) -> Result<usize, Refusal> {
        self.items.iter().position(|item| item == name).ok_or_else(|| Refusal::UnknownItem { item: name.to_owned() })
    }

    /// How many bands could be given points of their own: the numbers that a search looks for.
    #[must_use]
    pub fn free(&self) -> usize {
        self.bands.iter().filter(|band| !band.reference && band.follows.is_none()).count()
    }

    /// Bands of one table, in pairs: those with more points now after those with fewer.
    pub(super) fn orders(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        let bands = || self.bands.iter().enumerate();
        bands().flat_map(move |(lower, a)| {
            let above = bands().filter(move |(_, b)| (a.item, a.table) == (b.item, b.table) && b.old > a.old);
            above.map(move |(upper, _)| (lower, upper))
        })
    }
}

/// The row that gives 0 now, the one without tests first; else the row that is nearest to 0.
fn reference(rows: &[(Points, bool)]) -> usize {
    let key = |at: &usize| (rows[*at].0.0.abs(), !rows[*at].1, *at);
    (0..rows.len()).min_by_key(key).unwrap_or(0)
}
