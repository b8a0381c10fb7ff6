// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The files that are compiled in, sorted by id and edition; a test holds this list to the folders.

/// A file: its path in the repository, its text and its second table.
pub struct File {
    pub name: &'static str,
    pub text: &'static str,
    pub second: Option<&'static str>,
}

macro_rules! instrument {
    ($path:literal) => {
        File {
            name: concat!("instruments/", $path, ".toml"),
            text: include_str!(concat!("../../instruments/", $path, ".toml")),
            second: Some(include_str!(concat!("../../instruments/", $path, ".second.csv"))),
        }
    };
}

pub const INSTRUMENTS: &[File] = &[
    instrument!("acute-2007/2007.1"),
    instrument!("casic/2017.1"),
    instrument!("cport/2015.1"),
    instrument!("ogrs3/2009.1"),
    instrument!("osp-2016/2018.1"),
    instrument!("osp-2016-images/2018.1"),
    instrument!("osp-dc/2026.1"),
    instrument!("osp-iic/2026.1"),
    instrument!("psa/2022.1"),
    instrument!("rrasor/1997.1"),
    instrument!("stable-2007/2007.1"),
    instrument!("static-2002r/2009.1"),
    instrument!("static-99/2003.1"),
    instrument!("static-99r/2016.1"),
];

macro_rules! protocol {
    ($path:literal) => {
        File { name: concat!("protocols/", $path, ".toml"), text: include_str!(concat!("../../protocols/", $path, ".toml")), second: None }
    };
}

pub const PROTOCOLS: &[File] =
    &[protocol!("example-routes/2026.1"), protocol!("example-static-99r/2026.1"), protocol!("example-two-instruments/2026.1")];
