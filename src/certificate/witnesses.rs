// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Witnesses: a record for a claim, one answer a field, for a person or a program to score.

use serde::ser::{Serialize, SerializeMap as _, Serializer};

use crate::check::proof::space::Space;
use crate::form::Form;

/// The answer to each field, in file order, as a rule set writes it.
pub struct Witness(Vec<(String, String)>);

impl Witness {
    /// A record that comes about by a choice.
    pub fn of(space: &Space<'_>, choice: &[usize]) -> Self {
        let record = space.record_of(choice);
        let form: &Form = space.form();
        let answer = |field: usize| record.value(field).map(|value| form.fields[field].domain.print(value)).unwrap_or_default();
        Self(form.fields.iter().enumerate().map(|(index, field)| (field.id.clone(), answer(index))).collect())
    }
}

impl Serialize for Witness {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (field, answer) in &self.0 {
            map.serialize_entry(field, answer)?;
        }
        map.end()
    }
}
