// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Where in a file of results things stand.

use super::joined::Joined;
use crate::diagnostic::Code;
use crate::diagnostic::nearest::nearest;
use crate::lang::Text;
use crate::record::{Refusal, Row, RunError};
use crate::text;

/// The columns that a list cannot do without.
const NEEDED: [&str; 6] = ["case_id", "row", "outcome", "tier", "tiers", "protocol"];
/// Where columns of the input begin.
const INPUT: &str = "input.";

/// The places of columns.
pub(super) struct Places {
    pub case_id: usize,
    pub row: usize,
    pub outcome: usize,
    pub tier: usize,
    pub tiers: usize,
    pub protocol: usize,
    pub reason: Option<usize>,
    pub instrument: Option<usize>,
    /// Columns of the input: in the results, or else in the input itself.
    pub asked: Vec<Result<usize, usize>>,
}

impl Places {
    pub fn find(header: &[String], asked: &[String], joined: Option<&Joined>) -> Result<Self, RunError> {
        let at = |name: &str| header.iter().position(|known| known == name);
        let [Some(case_id), Some(row), Some(outcome), Some(tier), Some(tiers), Some(protocol)] = NEEDED.map(at) else {
            let lacking: Vec<&str> = NEEDED.into_iter().filter(|name| at(name).is_none()).collect();
            let names = lacking.join(", ");
            let found = text!("kolommen die in deze uitvoer ontbreken: {names}", "columns that these results lack: {names}");
            return Err(RunError::refused(Code::NotResults, found, again()));
        };
        let mut places =
            Self { case_id, row, outcome, tier, tiers, protocol, reason: at("reason"), instrument: at("instrument"), asked: Vec::new() };
        let mut refused = Vec::new();
        for name in asked {
            let bare = name.strip_prefix(INPUT).unwrap_or(name);
            let here = at(&format!("{INPUT}{bare}")).map(Ok);
            match here.or_else(|| joined.and_then(|joined| joined.column(bare)).map(Err)) {
                Some(place) => places.asked.push(place),
                None => refused.push(no_column(bare, header)),
            }
        }
        if refused.is_empty() { Ok(places) } else { Err(RunError::Input(refused)) }
    }
}

pub(super) fn cell(row: Row<'_>, at: usize) -> &str {
    row.cell(at).unwrap_or_default()
}

fn no_column(name: &str, header: &[String]) -> Refusal {
    let inputs = header.iter().filter_map(|known| known.strip_prefix(INPUT));
    let near = nearest(name, inputs).map(|near| text!("; bedoelde u `{near}`?", "; did you mean `{near}`?")).unwrap_or_default();
    let (nl, en) = (near.nl, near.en);
    Refusal {
        code: Code::NoInputColumn,
        found: text!("de kolom `{name}` van de invoer is er niet{nl}", "there is no column `{name}` of the input{en}"),
        mend: text!(
            "geef met --input het bestand dat batch gelezen heeft, of laat batch de kolom meeschrijven: --columns …,input.{name}",
            "give the file that batch read with --input, or let batch write the column along: --columns …,input.{name}"
        ),
    }
}

/// How results that serve are made.
pub(super) fn again() -> Text {
    text!(
        "maak de uitvoer met `taxeer batch … --protocol P -o UITVOER`, met alle kolommen of ten minste case_id, row, outcome, tier, tiers, reason, instrument en protocol",
        "make the results with `taxeer batch … --protocol P -o OUTPUT`, with all columns or at least case_id, row, outcome, tier, tiers, reason, instrument and protocol"
    )
}
