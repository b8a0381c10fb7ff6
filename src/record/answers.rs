// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Answers that came in for a list of questions: they fill what a case leaves unknown, and never change what it says.

use std::collections::HashMap;

use super::conventions::Manner;
use super::error::Refusal;
use super::rows::Rows;
use super::{Block, CASE_ID, CellFault, Record, RunError, cell};
use crate::diagnostic::Code;
use crate::domain::{Answer, answer};
use crate::form::Form;
use crate::text;

/// Answers by case and field.
#[derive(Clone, Debug, Default)]
pub struct Answers(HashMap<String, Vec<Given>>);

/// A field, and what was answered or why it cannot be read.
type Given = (usize, Result<Answer, CellFault>);

impl Answers {
    /// Reads a list: columns `case_id`, `field` and `answer`; lines without an answer are passed over.
    ///
    /// # Errors
    /// When a column is lacking, a line names no case or no field of the form, or a question is answered twice in different ways.
    pub fn read(form: &Form, mut rows: Box<dyn Rows + '_>, manner: Manner) -> Result<Self, RunError> {
        let header = rows.header().to_vec();
        let column = |name: &str| header.iter().position(|known| known == name).ok_or_else(|| lacking(name));
        let (case_id, field, given) = (column(CASE_ID)?, column("field")?, column("answer")?);
        let mut answers = Self::default();
        let mut refusals = Vec::new();
        let mut block = Block::default();
        while rows.read(&mut block, 4_096)? {
            for row in block.rows() {
                let cell = |at: usize| row.cell(at).unwrap_or_default().trim();
                let (case, name, said) = (cell(case_id), cell(field), cell(given));
                if answer::is_unknown(said) {
                    continue;
                }
                let Some(field) = form.field(name).filter(|_| !answer::is_unknown(case)) else {
                    refusals.push(unplaced(row.line));
                    continue;
                };
                let read = cell::read(&form.fields[field], said, manner);
                let read = read.map(|reading| if reading.not_declared { Answer::NotApplicable } else { reading.answer });
                let of_case = answers.0.entry(case.to_owned()).or_default();
                match of_case.iter().find(|(known, _)| *known == field) {
                    Some((_, earlier)) if *earlier != read => refusals.push(twice(row.line)),
                    Some(_) => {}
                    None => of_case.push((field, read)),
                }
            }
        }
        if refusals.is_empty() { Ok(answers) } else { Err(RunError::Input(refusals)) }
    }

    /// How many cases there are answers for.
    #[must_use]
    pub fn cases(&self) -> usize {
        self.0.len()
    }

    /// Whether there is one for a case.
    #[must_use]
    pub fn has(&self, case_id: &str) -> bool {
        self.0.contains_key(case_id.trim())
    }

    /// Fills in a record. An answer that says another thing than the record is a fault of it.
    pub fn fill(&self, case_id: &str, record: &mut Record) {
        let Some(answers) = self.0.get(case_id.trim()) else { return };
        for (field, given) in answers {
            match given {
                Err(fault) => record.faults.push((*field, fault.clone())),
                Ok(given) if record.answers[*field] == Answer::Unknown => record.answers[*field] = *given,
                Ok(given) if record.answers[*field] == *given => {}
                Ok(_) => record.faults.push((*field, differs())),
            }
        }
        record.faults.sort_by_key(|(field, _)| *field);
    }
}

fn differs() -> CellFault {
    CellFault {
        code: Code::AnswerDiffers,
        allowed: text!("de lijst met antwoorden zegt iets anders dan de invoer", "the list of answers says another thing than the input"),
        mend: text!("ga na welk antwoord klopt, en verander het andere", "find out which answer is right, and change the other"),
    }
}

fn lacking(name: &str) -> RunError {
    RunError::refused(
        Code::MissingColumn,
        text!("de lijst met antwoorden heeft geen kolom `{name}`", "the list of answers has no column `{name}`"),
        text!("gebruik een lijst van `taxeer enrich`", "use a list of `taxeer enrich`"),
    )
}

fn unplaced(line: u64) -> Refusal {
    Refusal {
        code: Code::NotAField,
        found: text!(
            "regel {line} van de lijst met antwoorden noemt geen zaak, of geen veld van dit instrument",
            "line {line} of the list of answers names no case, or no field of this instrument"
        ),
        mend: text!(
            "vul case_id en field in zoals `taxeer enrich` ze schrijft",
            "fill in case_id and field as `taxeer enrich` writes them"
        ),
    }
}

fn twice(line: u64) -> Refusal {
    Refusal {
        code: Code::AnswerDiffers,
        found: text!(
            "regel {line} van de lijst met antwoorden zegt iets anders dan een eerdere regel over dezelfde vraag",
            "line {line} of the list of answers says another thing than an earlier line on the same question"
        ),
        mend: text!("laat één antwoord staan", "leave one answer"),
    }
}
