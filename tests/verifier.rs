// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The program that verifies certificates has its tests beside its code; they run here, so that cargo builds the program too.

#[path = "../examples/verify_certificate/verifier/mod.rs"]
mod verifier;
