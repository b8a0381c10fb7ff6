// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The files of rows that need a person: rejected, conflicting, open. They hold the rows as they were typed, with the reason and the
//! mend before them, so that they can be mended and given to `batch` again as they are. Values of persons stand here and in the results.

use std::io;

use super::part;
use crate::lang::{Lang, Text};
use crate::record::decimal::Mark;
use crate::record::{CellFault, DecimalMark, OWN, Row};
use crate::text;

/// How such a file is laid out: the columns of the input after our own three.
#[derive(Clone, Debug)]
pub struct Feedback {
    header: Vec<String>,
    separator: u8,
    lang: Lang,
}

impl Feedback {
    /// For the rows of an input. Where a comma may be a decimal mark, semicolons stand between cells, so that they are read again as they
    /// were.
    pub fn of(header: &[String], mark: Mark, lang: Lang) -> Self {
        let own = ["row", "reason", "mend"].map(|name| format!("{OWN}{name}"));
        let takes_comma = matches!(mark, Mark::CommaOrPoint | Mark::Said(DecimalMark::Comma));
        let kept = header.iter().filter(|name| !name.starts_with(OWN)).cloned();
        Self { header: own.into_iter().chain(kept).collect(), separator: if takes_comma { b';' } else { b',' }, lang }
    }

    /// The first line.
    pub fn begin(&self) -> io::Result<Vec<u8>> {
        let mut writer = self.writer();
        writer.write_record(&self.header)?;
        part::bytes(writer)
    }

    pub fn writer(&self) -> csv::Writer<Vec<u8>> {
        let mut builder = csv::WriterBuilder::new();
        builder.flexible(true).delimiter(self.separator).terminator(csv::Terminator::Any(b'\n'));
        builder.from_writer(Vec::new())
    }

    /// A row, with all its cells: one that has too many or too few keeps them, so that it is not taken for whole when it is read again.
    pub fn write(
        &self,
        writer: &mut csv::Writer<Vec<u8>>,
        header: &[String],
        row: Row<'_>,
        reasons: &[String],
        mends: &[Text],
    ) -> io::Result<()> {
        let mends: Vec<&str> = mends.iter().map(|mend| mend.get(self.lang)).collect();
        let own = [row.line.to_string(), reasons.join("|"), mends.join(" | ")];
        for cell in &own {
            writer.write_field(cell)?;
        }
        for at in (0..row.width()).filter(|&at| header.get(at).is_none_or(|name| !name.starts_with(OWN))) {
            writer.write_field(row.cell(at).unwrap_or_default())?;
        }
        Ok(writer.write_record(None::<&[u8]>)?)
    }
}

/// What to do about a cell that cannot be read: the field, on which line where that is not the row's, what is allowed, the mend.
pub fn of_cell(field: &str, line: Option<u64>, fault: &CellFault) -> Text {
    let (rule, mend) = (&fault.allowed, &fault.mend);
    let (rule_nl, rule_en, mend_nl, mend_en) = (&rule.nl, &rule.en, &mend.nl, &mend.en);
    match line {
        Some(line) => text!("{field} (regel {line}): {rule_nl}; {mend_nl}", "{field} (line {line}): {rule_en}; {mend_en}"),
        None => text!("{field}: {rule_nl}; {mend_nl}", "{field}: {rule_en}; {mend_en}"),
    }
}

/// What to do about a row with another number of cells than the header.
pub fn of_width(found: usize, columns: usize) -> Text {
    text!(
        "{columns} cellen, zoals de kop; deze rij heeft er {found}; kijk naar scheidingstekens en aanhalingstekens in deze rij",
        "{columns} cells, as the header; this row has {found}; look at the separators and quotes in this row"
    )
}
