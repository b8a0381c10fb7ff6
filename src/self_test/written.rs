// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! How a file is written: as it stands, and in other encodings, with other separators, quotes and line ends.

use encoding_rs::WINDOWS_1252;

use super::sample::{Sample, Style};
use super::{How, Law, Scored, Test};
use crate::record::Encoding;
use crate::text;

/// The file as the user has it against the same rows as text, written plainly.
pub fn as_it_stands(sample: &Sample, whole: &Scored, plain: &Scored) -> Law {
    let mut law = Law::new(
        "as_it_stands",
        text!(
            "dezelfde rijen, opnieuw geschreven als kale tekst: dezelfde uitkomst",
            "the same rows, written anew as plain text: the same result"
        ),
    );
    law.ways = 1;
    let way = text!("kale tekst", "plain text");
    if whole.columns != plain.columns || plain.rows.len() != sample.rows.len() {
        law.differs(None, "", &way);
        return law;
    }
    for (case, found) in sample.rows.iter().zip(&plain.rows) {
        law.compared += 1;
        let Some(stood) = whole.rows.get(case.place) else {
            law.differs(Some(case.line), "", &way);
            continue;
        };
        if let Some((_, column)) = stood.iter().zip(found).zip(&plain.columns).find(|((a, b), name)| a != b && *name != "row") {
            law.differs(Some(case.line), column, &way);
        }
    }
    law
}

pub fn law(test: &Test<'_>) -> Law {
    let mut law = Law::new(
        "written",
        text!(
            "andere tekencodering, scheidingstekens, aanhalingstekens en regeleinden: dezelfde uitkomst",
            "other encodings, separators, quotes and line ends: the same result"
        ),
    );
    let sample = test.sample;
    for &separator in sample.separators {
        for (quoted, line_end) in [(false, "\n"), (false, "\r\n"), (true, "\n"), (true, "\r\n")] {
            let text = sample.written(sample.rows.iter().map(|case| &*case.cells), Style { separator, quoted, line_end });
            for (name, bytes, encoding) in encoded(&text) {
                let between = if separator == '\t' { "tab".to_owned() } else { format!("‘{separator}’") };
                let (nl, en) = if quoted { ("alles tussen aanhalingstekens", "all in quotes") } else { ("kaal", "bare") };
                let end = if line_end == "\n" { "LF" } else { "CRLF" };
                let way = text!("{name}, {between}, {nl}, {end}", "{name}, {between}, {en}, {end}");
                let how = How { encoding, ..How::default() };
                if let Some(found) = law.score(test, &bytes, &how, &way) {
                    law.same(test, 0..sample.rows.len(), &found, &way);
                }
            }
        }
    }
    law
}

/// A text in every encoding that can hold it; the encoding is said where bytes could be two things.
fn encoded(text: &str) -> Vec<(&'static str, Vec<u8>, Option<Encoding>)> {
    let units = || text.encode_utf16();
    let mut all = vec![
        ("UTF-8", text.as_bytes().to_vec(), None),
        ("UTF-8 + BOM", [b"\xef\xbb\xbf", text.as_bytes()].concat(), None),
        ("UTF-16LE + BOM", [0xff, 0xfe].into_iter().chain(units().flat_map(u16::to_le_bytes)).collect(), None),
        ("UTF-16BE + BOM", [0xfe, 0xff].into_iter().chain(units().flat_map(u16::to_be_bytes)).collect(), None),
    ];
    let (bytes, _, is_lossy) = WINDOWS_1252.encode(text);
    if !is_lossy && !text.is_ascii() {
        all.push(("Windows-1252", bytes.into_owned(), Some(Encoding::Windows1252)));
    }
    all
}
