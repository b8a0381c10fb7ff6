// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The files of rows that need a person: rejected, conflicting, open. They hold the rows as they were typed, with the reason and the
//! mend before them, so that they can be mended and given to `batch` again as they are. Values of persons stand here and in the results.

use std::io;

use super::excel::{self, Excel};
use super::part;
use crate::lang::{Lang, Text};
use crate::record::decimal::Mark;
use crate::record::{CellFault, DecimalMark, OWN, Row, guard};
use crate::text;

/// Our columns, after the start that they share.
const OWN_COLUMNS: [&str; 3] = ["row", "reason", "mend"];

/// How such a file is laid out: the columns of the input after our own three.
#[derive(Clone, Debug)]
pub struct Feedback {
    header: Vec<String>,
    separator: u8,
    excel: Option<Excel>,
    /// Whether columns of the input are left out.
    leaves_out: bool,
    /// Where the name of the case stands.
    name: Option<usize>,
    lang: Lang,
}

impl Feedback {
    /// For the rows of an input. Where a comma may be a decimal mark, semicolons stand between cells, so that they are read again as they
    /// were.
    pub fn of(header: &[String], mark: Mark, lang: Lang) -> Self {
        let own = OWN_COLUMNS.map(|name| format!("{OWN}{name}"));
        let takes_comma = matches!(mark, Mark::CommaOrPoint | Mark::Said(DecimalMark::Comma));
        let kept = header.iter().filter(|name| !name.starts_with(OWN)).cloned();
        Self {
            header: own.into_iter().chain(kept).collect(),
            separator: if takes_comma { b';' } else { b',' },
            excel: None,
            leaves_out: header.iter().any(|name| name.starts_with(OWN)),
            name: None,
            lang,
        }
    }

    /// As a spreadsheet opens it; a column of ours says so, and by that it is read again as it was.
    pub fn write_for(&mut self, excel: Excel, name: Option<usize>) {
        self.header.insert(OWN_COLUMNS.len(), format!("{OWN}{}", guard::COLUMN));
        self.excel = Some(excel);
        self.name = name;
    }

    /// The first line.
    pub fn begin(&self) -> io::Result<Vec<u8>> {
        let mut writer = self.writer(Vec::new());
        for name in &self.header {
            self.field(&mut writer, name)?;
        }
        writer.write_record(None::<&[u8]>)?;
        let start = if self.excel.is_some() { excel::BYTE_ORDER_MARK } else { &[] };
        Ok([start, &part::bytes(writer)?].concat())
    }

    /// Writes on behind these bytes.
    pub fn writer(&self, bytes: Vec<u8>) -> csv::Writer<Vec<u8>> {
        if self.excel.is_some() {
            return excel::writer(bytes);
        }
        let mut builder = csv::WriterBuilder::new();
        builder.flexible(true).delimiter(self.separator).terminator(csv::Terminator::Any(b'\n'));
        builder.from_writer(bytes)
    }

    fn field(&self, writer: &mut csv::Writer<Vec<u8>>, cell: &str) -> io::Result<()> {
        match self.excel {
            Some(Excel::Nl) => writer.write_field(excel::text(cell).as_bytes())?,
            None => writer.write_field(cell)?,
        }
        Ok(())
    }

    /// Whether a row without quotes, with this between its cells, is written as it was typed.
    pub fn keeps(&self, separator: u8) -> bool {
        self.excel.is_none() && self.separator == separator && !self.leaves_out
    }

    /// What stands between the number of a row and its cells.
    pub fn between(&self, reasons: &[String], mends: &[Text]) -> io::Result<Vec<u8>> {
        let mut writer = self.writer(Vec::new());
        let [reasons, mends] = self.told(reasons, mends);
        writer.write_record(["", &reasons, &mends, "x"])?;
        let mut between = part::bytes(writer)?;
        between.truncate(between.len() - "x\n".len());
        Ok(between)
    }

    fn told(&self, reasons: &[String], mends: &[Text]) -> [String; 2] {
        let mends: Vec<&str> = mends.iter().map(|mend| mend.get(self.lang)).collect();
        [reasons.join("|"), mends.join(" | ")]
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
        let [reasons, mends] = self.told(reasons, mends);
        let own = [row.line.to_string(), reasons, mends];
        for cell in &own {
            self.field(writer, cell)?;
        }
        if let Some(Excel::Nl) = self.excel {
            writer.write_field("nl")?;
        }
        for at in (0..row.width()).filter(|&at| header.get(at).is_none_or(|name| !name.starts_with(OWN))) {
            let cell = row.cell(at).unwrap_or_default();
            match self.excel {
                Some(Excel::Nl) if self.name == Some(at) => {
                    writer.write_field(excel::name(cell).as_bytes())?;
                }
                _ => self.field(writer, cell)?,
            }
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
