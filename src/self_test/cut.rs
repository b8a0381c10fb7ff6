// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Where a file is cut: into files, and inside the program into blocks on threads.

use std::num::NonZeroUsize;

use super::{How, Law, Scored, Test};
use crate::text;

/// Into so many files.
const PARTS: [usize; 2] = [2, 7];

pub fn law(test: &Test<'_>) -> Law {
    let mut law =
        Law::new("split", text!("het bestand in stukken: dezelfde uitkomst per rij", "the file in pieces: the same result a row"));
    for parts in PARTS {
        let way = text!("in {parts} stukken", "in {parts} pieces");
        let length = test.sample.rows.len().div_ceil(parts).max(1);
        let mut all: Option<Scored> = None;
        for piece in test.sample.rows.chunks(length) {
            let file = test.sample.written(piece.iter().map(|case| &*case.cells), test.sample.style());
            let Some(found) = law.score(test, file.as_bytes(), &How::default(), &way) else { return law };
            match &mut all {
                None => all = Some(found),
                Some(all) => all.rows.extend(found.rows),
            }
        }
        if let Some(all) = all {
            law.same(test, 0..test.sample.rows.len(), &all, &way);
        }
    }
    law
}

/// Not even the line of a row may change here.
pub fn blocks(test: &Test<'_>) -> Law {
    let mut law = Law::new(
        "blocks",
        text!(
            "andere blokken en aantallen threads: dezelfde bytes en totalen",
            "other blocks and numbers of threads: the same bytes and totals"
        ),
    );
    let plain = test.sample.plain();
    for (block, threads) in [(1, 1), (7, 3), (64, 2), (4_096, 1)] {
        let way = text!("blokken van {block} op {threads} threads", "blocks of {block} on {threads} threads");
        let how = How { block: Some(block), threads: NonZeroUsize::new(threads), ..How::default() };
        let Some(found) = law.score(test, plain.as_bytes(), &how, &way) else { continue };
        law.same(test, 0..test.sample.rows.len(), &found, &way);
        if law.holds() && found != test.base {
            law.differs(None, "row", &way);
        }
    }
    law
}
