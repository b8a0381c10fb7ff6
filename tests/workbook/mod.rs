// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Small workbooks for tests: XLSX is a zip of XML, here without compression.

/// A cell of a sheet.
#[allow(dead_code, reason = "each test uses its part")]
#[derive(Clone, Debug)]
pub enum Cell {
    Empty,
    Text(String),
    Number(String),
    /// A serial number with a date format.
    Date(f64),
    Bool(bool),
    Error(&'static str),
}

/// A workbook with one sheet after another; rows are numbered from one, and a row without cells is not written.
pub fn workbook(sheets: &[(&str, Vec<Vec<Cell>>)], epoch_1904: bool) -> Vec<u8> {
    let part = |name: String, content: String| (name, format!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>{content}"));
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let numbered: Vec<(usize, &str)> = sheets.iter().enumerate().map(|(at, (name, _))| (at + 1, *name)).collect();
    let listed: String = numbered.iter().map(|(n, name)| format!("<sheet name=\"{name}\" sheetId=\"{n}\" r:id=\"rId{n}\"/>")).collect();
    let related: String = numbered
        .iter()
        .map(|(n, _)| format!("<Relationship Id=\"rId{n}\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet{n}.xml\"/>"))
        .collect();
    let mut parts = vec![
        part(
            "[Content_Types].xml".to_owned(),
            format!("<Types xmlns=\"{package}/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"),
        ),
        part(
            "_rels/.rels".to_owned(),
            format!(
                "<Relationships xmlns=\"{package}/relationships\">\
                 <Relationship Id=\"rId1\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        part(
            "xl/workbook.xml".to_owned(),
            format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><workbookPr date1904=\"{}\"/><sheets>{listed}</sheets></workbook>",
                u8::from(epoch_1904)
            ),
        ),
        part(
            "xl/_rels/workbook.xml.rels".to_owned(),
            format!(
                "<Relationships xmlns=\"{package}/relationships\">{related}\
                 <Relationship Id=\"rId99\" Type=\"{office}/styles\" Target=\"styles.xml\"/></Relationships>"
            ),
        ),
        part(
            "xl/styles.xml".to_owned(),
            format!("<styleSheet xmlns=\"{main}\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"),
        ),
    ];
    for ((n, _), (_, rows)) in numbered.iter().zip(sheets) {
        let rows: String = rows.iter().enumerate().map(|(at, row)| row_xml(at + 1, row)).collect();
        parts.push(part(
            format!("xl/worksheets/sheet{n}.xml"),
            format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>"),
        ));
    }
    zip(&parts)
}

fn row_xml(number: usize, row: &[Cell]) -> String {
    let cells: String = row.iter().enumerate().map(|(column, cell)| cell_xml(&format!("{}{number}", letters(column)), cell)).collect();
    if cells.is_empty() { String::new() } else { format!("<row r=\"{number}\">{cells}</row>") }
}

fn cell_xml(place: &str, cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => {
            let text = text.replace('&', "&amp;").replace('<', "&lt;");
            format!("<c r=\"{place}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>")
        }
        Cell::Number(number) => format!("<c r=\"{place}\"><v>{number}</v></c>"),
        Cell::Date(serial) => format!("<c r=\"{place}\" s=\"1\"><v>{serial}</v></c>"),
        Cell::Bool(truth) => format!("<c r=\"{place}\" t=\"b\"><v>{}</v></c>", u8::from(*truth)),
        Cell::Error(error) => format!("<c r=\"{place}\" t=\"e\"><v>{error}</v></c>"),
    }
}

fn letters(column: usize) -> String {
    let letter = |at: usize| char::from(b'A' + u8::try_from(at).expect("a letter"));
    if column < 26 { letter(column).to_string() } else { format!("{}{}", letter(column / 26 - 1), letter(column % 26)) }
}

/// A zip with its parts stored as they are.
fn zip(parts: &[(String, String)]) -> Vec<u8> {
    let (mut file, mut directory) = (Vec::new(), Vec::new());
    for (name, content) in parts {
        let offset = u32::try_from(file.len()).expect("small");
        let (length, size) = (u16::try_from(name.len()).expect("short"), u32::try_from(content.len()).expect("small"));
        let mut entry = Vec::new();
        // Version, flags, method, time and date; then checksum, both sizes and the length of the name.
        for word in [20_u16, 0x0800, 0, 0, 33] {
            entry.extend(word.to_le_bytes());
        }
        for long in [checksum(content.as_bytes()), size, size] {
            entry.extend(long.to_le_bytes());
        }
        entry.extend(length.to_le_bytes());
        file.extend(*b"PK\x03\x04");
        file.extend(&entry);
        file.extend([0; 2]);
        file.extend(name.as_bytes());
        file.extend(content.as_bytes());
        directory.extend(*b"PK\x01\x02");
        directory.extend(20_u16.to_le_bytes());
        directory.extend(&entry);
        directory.extend([0; 12]);
        directory.extend(offset.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let (start, length) = (u32::try_from(file.len()).expect("small"), u32::try_from(directory.len()).expect("small"));
    let count = u16::try_from(parts.len()).expect("few").to_le_bytes();
    file.extend(directory);
    file.extend(*b"PK\x05\x06\0\0\0\0");
    file.extend(count);
    file.extend(count);
    file.extend(length.to_le_bytes());
    file.extend(start.to_le_bytes());
    file.extend([0; 2]);
    file
}

/// CRC-32.
fn checksum(bytes: &[u8]) -> u32 {
    !bytes
        .iter()
        .fold(!0, |sum, &byte| (0..8).fold(sum ^ u32::from(byte), |sum, _| if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 }))
}
