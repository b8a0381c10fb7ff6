// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

use std::io;

use super::*;
use crate::record::Conventions;
use crate::record::characters::STRETCH;

/// Hands out a few bytes at a time, as a pipe may.
struct Drip<'a>(&'a [u8]);

impl Read for Drip<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let few = buffer.len().min(7);
        self.0.read(&mut buffer[..few])
    }
}

/// The header, and each row with the line on which it starts.
type Found = (Vec<String>, Vec<(u64, String)>);

fn rows(bytes: &[u8]) -> Result<Found, Code> {
    let code = |error| match error {
        RunError::Input(refusals) => refusals[0].code,
        other => panic!("{other}"),
    };
    let expected = Expected { fields: Vec::new(), names: Vec::new(), conventions: &Conventions::default() };
    let mut table = Table::csv(Drip(bytes), &expected).map_err(code)?;
    let (mut block, mut rows) = (Block::default(), Vec::new());
    while table.read(&mut block, 2).map_err(code)? {
        let cells = |row: super::super::Row<'_>| (0..row.width()).filter_map(|at| row.cell(at)).collect::<Vec<_>>().join("¦");
        rows.extend(block.rows().map(|row| (row.line, cells(row))));
    }
    Ok((table.header.clone(), rows))
}

#[test]
fn mark_separator_quotes_and_line_breaks_are_read() {
    let (header, rows) = rows("\u{feff} case_id ;\"note\";age\r\n1;\"a;b\r\nc\";34,9\r\n\r\n2;\"\";é\r\n".as_bytes()).unwrap();
    assert_eq!(header, ["case_id", "note", "age"]);
    assert_eq!(rows, [(2, "1¦a;b\r\nc¦34,9".to_owned()), (5, "2¦¦é".to_owned())]);
}

#[test]
fn a_header_alone_is_a_table_without_rows() {
    assert_eq!(rows(b"a,b").unwrap(), (vec!["a".to_owned(), "b".to_owned()], Vec::new()));
    for empty in ["", "\n\r\n", "\u{feff}"] {
        assert_eq!(rows(empty.as_bytes()), Err(Code::EmptyInput), "{empty:?}");
    }
}

#[test]
fn a_line_of_only_separators_is_no_case_wherever_it_stands() {
    let expected = vec![(2, "1¦x".to_owned()), (6, "2¦".to_owned())];
    assert_eq!(rows(b"a;b\n1;x\n;\n ; \n\"\";\n2;\n;\n;\n").unwrap().1, expected);
    // Nor does it hide that a line of totals is the last.
    assert_eq!(rows(b"a;b\n1;x\n;\n ; \n;\n2;\nTotaal;9\n;\n;\n;\n").unwrap().1, expected);
}

#[test]
fn names_stand_once_but_may_be_missing() {
    assert_eq!(rows(b"a,b, a\n"), Err(Code::DuplicateColumn));
    assert_eq!(rows(b"a,b,,\n").unwrap().0, ["a", "b"]);
}

#[test]
fn a_character_on_the_edge_of_the_buffer_stays_whole() {
    for shift in 0..4 {
        let mut text = "a,b\n".to_owned();
        text.push_str(&"x".repeat(shift));
        text.push_str(&"€".repeat(STRETCH / 2));
        text.push_str(",y\n");
        let (_, rows) = rows(text.as_bytes()).unwrap();
        assert_eq!(rows[0].1, text[4..].trim_end().replace(',', "¦"));
    }
}

#[test]
fn a_quote_that_is_not_closed_is_told_and_not_swallowed() {
    assert_eq!(rows(b"a,b\n1,2\n3,\"4\n5,6\n"), Err(Code::OpenQuote));
    let endless = format!("a,b\n1,\"{}", "x,y\n".repeat(1 << 20));
    assert_eq!(rows(endless.as_bytes()), Err(Code::OpenQuote));
}

#[test]
fn blocks_are_bounded_by_text_too() {
    let text = format!("a,b\n{}", format!("{},1\n", "x".repeat((1 << 20) - 10)).repeat(9));
    let expected = Expected { fields: Vec::new(), names: Vec::new(), conventions: &Conventions::default() };
    let mut table = Table::csv(text.as_bytes(), &expected).unwrap();
    let (mut block, mut sizes) = (Block::default(), Vec::new());
    while table.read(&mut block, 1000).unwrap() {
        sizes.push(block.len());
    }
    assert_eq!(sizes, [5, 4]);
}
