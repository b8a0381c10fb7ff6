// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What a row says, as a few numbers. Two answers to a field are of one class when no pattern of the instrument tells them apart, or, where
//! values are compared with each other, when they are one value. Cells that stand side by side are looked up together, as far as they say
//! few things together.

use std::collections::HashMap;

use crate::domain::{Answer, NOT_APPLICABLE};
use crate::form::Form;
use crate::plan::Plan;
use crate::record::lexicon::Lexicon;
use crate::record::{CellFault, Columns, Manner, Reading, Row};

/// Cells that are looked up together at most.
const TOGETHER: usize = 4;
/// Beyond so many classes of a group it is taken apart; one field has its values.
const MANY: usize = 4_096;
/// Beyond so many classes all are forgotten, so that memory stays bounded.
const MOST: usize = 30_000;
/// Classes of answers that are no value.
const UNKNOWN: u16 = 0;
const ELSEWHERE: u16 = 1;
const FIRST: u16 = 2;
/// A cell cannot be read, or says what is not to be remembered.
const NOTHING: u16 = u16::MAX;

/// How rows are read, and what classes came.
pub struct Sayings<'l> {
    reader: Reader<'l>,
    groups: Vec<Group>,
}

struct Reader<'l> {
    form: &'l Form,
    plan: &'l Plan,
    columns: &'l Columns,
    manner: Manner,
}

/// Fields whose cells stand side by side, or one whose answer is made up of cells.
struct Group {
    fields: Vec<Field>,
    /// The first and the last column.
    cells: Option<(usize, usize)>,
    lexicon: Lexicon,
    /// The classes that came together.
    classes: HashMap<Vec<u16>, u16>,
}

struct Field {
    place: usize,
    /// The values that came, where values count; else cells do.
    values: Option<HashMap<i64, u16>>,
}

impl<'l> Sayings<'l> {
    /// Nothing came yet. Cells may be looked up together only where no cell can hold what stands between cells.
    pub fn new(form: &'l Form, plan: &'l Plan, columns: &'l Columns, manner: Manner, together: bool) -> Self {
        let compared: Vec<usize> = plan.bonds.iter().flat_map(|bond| bond.relation.fields()).collect();
        let mut fields: Vec<(Option<usize>, usize)> = columns.read_from_rows().map(|(place, column)| (column, place)).collect();
        fields.sort_unstable();
        let mut groups: Vec<Group> = Vec::new();
        for (column, place) in fields {
            let field = Field { place, values: compared.contains(&place).then(HashMap::new) };
            let last = groups.last_mut().filter(|group| together && group.fields.len() < TOGETHER);
            match (last.and_then(|group| Some((group.cells.as_mut()?, &mut group.fields))), column) {
                (Some((cells, fields)), Some(column)) if cells.1 + 1 == column => {
                    cells.1 = column;
                    fields.push(field);
                }
                _ => groups.push(Group::new(vec![field], column.map(|column| (column, column)))),
            }
        }
        Self { reader: Reader { form, plan, columns, manner }, groups }
    }

    /// How many numbers a row is.
    pub fn width(&self) -> usize {
        self.groups.len()
    }

    /// Makes room where many different things came; true when what was said before is said in other numbers from now on.
    pub fn make_room(&mut self) -> bool {
        let is_large = |group: &Group| group.classes.len() >= if group.fields.len() > 1 { MANY } else { MOST };
        if !self.groups.iter().any(is_large) {
            return false;
        }
        let groups = std::mem::take(&mut self.groups).into_iter();
        self.groups =
            groups.flat_map(|group| if is_large(&group) { group.apart() } else { vec![Group::new(group.fields, group.cells)] }).collect();
        true
    }

    /// What a row says; false where a cell of it cannot be read.
    #[inline]
    pub fn of(&mut self, row: Row<'_>, said: &mut Vec<u16>) -> bool {
        said.clear();
        for group in &mut self.groups {
            let Group { fields, cells, lexicon, classes } = group;
            let reader = &self.reader;
            let place = cells.and_then(|(first, last)| Some((row.place(first)?.0, row.place(last)?.1)));
            let class = match place {
                Some(cells) => lexicon.meaning(row.text(), cells, || reader.class(fields, classes, row)),
                None => reader.class(fields, classes, row),
            };
            if class == NOTHING {
                return false;
            }
            said.push(class);
        }
        true
    }
}

impl Group {
    fn new(mut fields: Vec<Field>, cells: Option<(usize, usize)>) -> Self {
        fields.iter_mut().flat_map(|field| &mut field.values).for_each(HashMap::clear);
        Self { fields, cells, lexicon: Lexicon::new(), classes: HashMap::new() }
    }

    /// Its fields, each for itself.
    fn apart(self) -> Vec<Self> {
        let first = self.cells.map(|cells| cells.0);
        let columns = (0..).map(|at| first.map(|first| (first + at, first + at)));
        self.fields.into_iter().zip(columns).map(|(field, cells)| Self::new(vec![field], cells)).collect()
    }
}

impl Reader<'_> {
    /// The class of what a row says of some fields.
    fn class(&self, fields: &mut [Field], classes: &mut HashMap<Vec<u16>, u16>, row: Row<'_>) -> u16 {
        let of_each = fields.iter_mut().map(|field| {
            let reading = self.columns.reading(self.form, field.place, row, self.manner);
            self.class_of(field, reading)
        });
        let Some(of_each) = of_each.collect::<Option<Vec<u16>>>() else { return NOTHING };
        let next = u16::try_from(classes.len()).unwrap_or(NOTHING);
        *classes.entry(of_each).or_insert(next)
    }

    fn class_of(&self, field: &mut Field, reading: Result<Reading, CellFault>) -> Option<u16> {
        let reading = reading.ok()?;
        let value = match reading.answer {
            _ if reading.not_declared => return Some(ELSEWHERE),
            Answer::Unknown => return Some(UNKNOWN),
            Answer::NotApplicable => NOT_APPLICABLE,
            Answer::Known(value) => value,
        };
        let place = match &mut field.values {
            Some(values) => {
                let next = u16::try_from(values.len()).ok()?;
                *values.entry(value).or_insert(next)
            }
            // What lies outside every cell is not remembered.
            None => self.plan.fields[field.place].cells.of_value(value)?,
        };
        place.checked_add(FIRST)
    }
}
