// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What a tier carries of the instruments that it is given by: that one is not in use, not validated here, or past its shelf life.

use super::{Member, Routed, Routes};
use crate::caution::{AsOf, Caution};
use crate::domain::Answer;
use crate::lang::Text;
use crate::protocol::level_names;
use crate::text;

/// A mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The code, as the column `reason` has it.
    pub code: String,
    /// In words.
    pub words: Text,
}

impl Routes {
    /// What has to be said of the instruments that have a part in a result: those of the routes that are left, and those whose level is
    /// given. Answers are those of [`Routes::with_ages`].
    #[must_use]
    pub fn marks(&self, as_of: &AsOf, answers: &[Answer], routed: &Routed) -> Vec<Mark> {
        let mut marks = Vec::new();
        if routed.left.is_empty() {
            return marks;
        }
        let used = routed.members(self);
        for (at, member) in self.members.iter().enumerate() {
            if used.contains(&at) || (member.is_given() && self.is_given(member, answers)) {
                marks.extend(of_member(at, member, as_of, answers));
            }
        }
        marks
    }

    fn is_given(&self, member: &Member, answers: &[Answer]) -> bool {
        let columns = level_names(member.form()).into_iter().filter_map(|(name, _)| self.form().field(&name));
        columns.into_iter().any(|column| matches!(answers.get(column), Some(Answer::Known(_))))
    }
}

/// What has to be said of one instrument.
fn of_member(at: usize, member: &Member, as_of: &AsOf, answers: &[Answer]) -> Vec<Mark> {
    let form = member.form();
    let id = &form.id;
    let mut marks: Vec<Mark> = Vec::new();
    for caution in Caution::with_trial(form, as_of.of_each.get(at).map_or(&[], Vec::as_slice)) {
        let (nl, en) = (caution.words().nl, caution.words().en);
        marks.push(Mark { code: caution.code_of(id), words: text!("{id}: {nl}", "{id}: {en}") });
    }
    let Some(dated) = member.dated().filter(|_| as_of.day.is_some()) else { return marks };
    match answers.get(dated.age) {
        Some(Answer::Known(1)) => marks.push(Mark {
            code: format!("shelf_life:{id}=expired"),
            words: text!("{id}: de uitkomst is ouder dan haar termijn", "{id}: the result is past its shelf life"),
        }),
        Some(Answer::Known(_) | Answer::NotApplicable) => {}
        _ => marks.push(Mark {
            code: format!("shelf_life?{id}"),
            words: text!("{id}: van welke dag de uitkomst is, is niet bekend", "{id}: it is not known of which day the result is"),
        }),
    }
    marks
}
