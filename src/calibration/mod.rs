// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! From outcome data to another edition of an instrument.

pub mod points;
