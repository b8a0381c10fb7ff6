// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Vectors made from the second tables alone: a small scorer of its own, that shares no code with the library.
//!
//! A second table is read ([`table`], [`pattern`], [`exact`]), a case is scored by it ([`score`], [`left`]), cases are made that hit each
//! of its rows at both ends ([`cases`]), and what is not hit is told ([`hits`]). Norms, studies, shelf lives and schemes that are not
//! reported change no column of a result and are left aside.
#![allow(dead_code, reason = "each test uses its part")]

pub mod cases;
pub mod exact;
pub mod file;
pub mod hits;
pub mod left;
pub mod pattern;
pub mod score;
pub mod slips;
pub mod table;
