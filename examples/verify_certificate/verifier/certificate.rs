// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The text of a certificate: its seal, and writing one from what was recomputed.

use crate::verifier::expect::Expect;
use crate::verifier::json::Json;
use crate::verifier::ruleset::RuleSet;
use crate::verifier::sha256;

/// The digest of what stands before the line of the seal; none when no line holds one.
pub fn seal(text: &str) -> Option<String> {
    let mut start = 0;
    let mut before = None;
    for line in text.split_inclusive('\n') {
        if line.trim_start().starts_with("\"seal\"") {
            before = Some(start);
        }
        start += line.len();
    }
    before.map(|end| sha256::hex(&text.as_bytes()[..end]))
}

/// Writes a certificate: two spaces, LF, sealed. Nothing is known here of mutations.
pub fn write(set: &RuleSet, expected: &Expect) -> Result<String, String> {
    sealed(&json(set, expected))
}

/// A certificate with the seal of its text.
pub fn sealed(certificate: &Json) -> Result<String, String> {
    let mut certificate = certificate.clone();
    let mut seal_as = |digest: String| {
        if let Json::Object(entries) = &mut certificate
            && let Some((_, seal)) = entries.iter_mut().find(|(key, _)| key == "seal")
        {
            *seal = Json::Text(digest);
        }
        serde_json::to_string_pretty(&certificate).map(|text| text + "\n").map_err(|error| error.to_string())
    };
    let digest = seal(&seal_as(String::new())?).unwrap_or_default();
    seal_as(digest)
}

fn json(set: &RuleSet, expected: &Expect) -> Json {
    match expected {
        Expect::Text(text) => Json::Text(text.clone()),
        Expect::Whole(number) => Json::Whole(*number),
        Expect::True => Json::Bool(true),
        Expect::Null | Expect::Mutations => Json::Null,
        Expect::Seal => Json::Text(String::new()),
        Expect::List(list) => Json::List(list.iter().map(|one| json(set, one)).collect()),
        Expect::Object(entries) => Json::Object(entries.iter().map(|(key, value)| ((*key).to_owned(), json(set, value))).collect()),
        Expect::Witness(_, record) => {
            let answer =
                |(field, answer): (&crate::verifier::ruleset::Field, &_)| (field.id.clone(), Json::Text(field.space.print(*answer)));
            Json::Object(set.fields.iter().zip(record).map(answer).collect())
        }
    }
}
