// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Twenty cases with what becomes of each, by hand: other points for age, other cut-offs, a gate, a rule for unknown and an item.

use super::made_up::{ADULTS, AGE, CUTS, DEBTS, Edit, NO_WORK};

pub const CHANGES: &[Edit] = &[AGE, CUTS, ADULTS, NO_WORK, DEBTS];

pub const HEADER: &str = "case_id,sex,age,charges,work,debts";

/// A case, what comes out (outcome, score, level) before and after, and the causes; nothing where it does not move.
pub const CASES: [(&str, &str, &str, &str); 20] = [
    ("01,male,25,0,yes,no", "scored,2,medium", "scored,2,medium", ""),
    ("02,male,25,1,yes,no", "scored,3,medium", "scored,3,high", "scheme:three"),
    ("03,male,47,0,yes,no", "scored,1,low", "scored,0,low", "item:age:1:0"),
    ("04,male,47,1,yes,no", "scored,2,medium", "scored,1,low", "item:age:1:0"),
    // With the points for age as they were it would have 3, and that is high now: both.
    ("05,male,47,3,yes,no", "scored,3,medium", "scored,2,medium", "item:age:1:0|scheme:three"),
    // 3 is medium before and high now: both changes are in it.
    ("06,male,47,3,no,no", "scored,4,high", "scored,3,high", "item:age:1:0|scheme:three"),
    ("07,male,16,0,yes,no", "scored,2,medium", "not_applicable,,", "gate:adult"),
    ("08,male,16,?,yes,no", "open,2..=4,medium|high", "not_applicable,,", "gate:adult"),
    ("09,male,35,0,?,no", "open,1..=2,low|medium", "scored,2,medium", "unknown:work|item:work:0..=1:1"),
    ("10,male,35,0,no,no", "scored,2,medium", "scored,2,medium", ""),
    ("11,male,35,0,no,yes", "scored,2,medium", "scored,3,high", "item:debts::1|scheme:three"),
    // 2 is medium before and now: the item alone.
    ("12,male,35,0,yes,yes", "scored,1,low", "scored,2,medium", "item:debts::1"),
    ("13,female,35,0,yes,yes", "not_applicable,,", "not_applicable,,", ""),
    ("14,male,60,0,yes,no", "scored,0,low", "scored,0,low", ""),
    ("15,male,60,9,no,no", "scored,3,medium", "scored,3,high", "scheme:three"),
    // Each of the two makes it high by itself.
    ("16,male,60,9,no,yes", "scored,3,medium", "scored,4,high", "item:debts::1|scheme:three"),
    ("17,male,x,0,yes,no", "rejected,,", "rejected,,", ""),
    // Only ages that give the same points are outside now.
    ("18,male,?,0,yes,no", "open,0..=2,low|medium", "open,0..=2,low|medium", ""),
    ("19,male,47,1,yes,?", "scored,2,medium", "open,1..=2,low|medium", "item:age:1:0|item:debts::0..=1"),
    ("20,male,25,0,yes,yes", "scored,2,medium", "scored,3,high", "item:debts::1|scheme:three"),
];

/// Level before and after, and how many cases.
pub const MATRIX: &[(&str, &str, u64)] = &[
    ("low", "low", 2),
    ("low", "medium", 1),
    ("medium", "low", 1),
    ("medium", "medium", 3),
    ("medium", "high", 5),
    ("medium", "open", 1),
    ("medium", "not_applicable", 1),
    ("high", "high", 1),
    ("open", "medium", 1),
    ("open", "open", 1),
    ("open", "not_applicable", 1),
    ("not_applicable", "not_applicable", 1),
    ("rejected", "rejected", 1),
];
