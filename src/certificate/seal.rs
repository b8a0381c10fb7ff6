// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The seal: a digest over all that stands above it, so that a file that was cut or touched is seen at once.

use crate::digest;

/// A JSON object with one key more, its last: the SHA-256 of the bytes before the line of that key.
pub fn sealed(object: &str) -> String {
    let open = object.trim_end().strip_suffix('}').unwrap_or(object).trim_end();
    let above = format!("{open},\n");
    let seal = digest::of(above.as_bytes());
    format!("{above}  \"seal\": \"{seal}\"\n}}\n")
}
