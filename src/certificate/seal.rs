// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The seal: a digest over all that stands above it, so that a file that was cut or touched is seen at once.

use sha2::{Digest as _, Sha256};

/// A JSON object with one key more, its last: the SHA-256 of the bytes before the line of that key.
pub fn sealed(object: &str) -> String {
    let open = object.trim_end().strip_suffix('}').unwrap_or(object).trim_end();
    let above = format!("{open},\n");
    let seal: String = Sha256::digest(above.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{above}  \"seal\": \"{seal}\"\n}}\n")
}
