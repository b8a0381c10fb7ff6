// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What can be typed; the comments are the English manual, `dutch.rs` holds the Dutch one.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args as Group, Parser, Subcommand, ValueEnum};

use super::format::Format;
use super::input::Input;

/// Published risk-assessment instruments as rule sets that can be read, proven, run and traced.
///
/// The program computes, explains and records; a named person decides.
#[derive(Debug, Parser)]
#[command(name = "taxeer", version, disable_help_subcommand = true)]
pub struct Args {
    /// Language of labels and sentences [default: of your system, else en]
    #[arg(long, global = true, value_enum)]
    pub lang: Option<LangName>,
    /// How results are shown: text or json, and pages as md or html; check also has concise, github and sarif
    #[arg(long, global = true, value_enum, default_value = "text", hide_possible_values = true)]
    pub format: Format,
    /// Short for --format json
    #[arg(long, global = true)]
    pub json: bool,
    /// Say nothing on standard error but what is wrong
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// The day that results speak of: picks the edition in force then, and tells what is past its review; dd-mm-yyyy or yyyy-mm-dd
    #[arg(long, global = true, value_name = "DATE")]
    pub as_of: Option<String>,
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        help = "A folder of your own with rule sets, protocols, norm packs and signatures (also TAXEER_INSTRUMENTS)"
    )]
    pub instruments: Option<PathBuf>,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LangName {
    Nl,
    En,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Instruments and protocols, with status and edition
    List,
    /// The coding form of an instrument: fields, items, points, levels, norms, sources, use status
    Show(Show),
    /// Prove rule sets: no gap, no overlap, nothing unreachable, and equal to the second table
    Check(Check),
    /// Score one case, with an item-by-item trace
    Score(Score),
    /// Score a file of cases, one result row a case
    Batch(Batch),
    /// The questions whose answers would settle open cases, in the order that takes the fewest
    Enrich(Enrich),
    /// A work list from results with tiers: who first, within the capacity there is
    Worklist(super::worklist::Worklist),
    /// A proposal for a mapping: which column of a file is which field, for a person to confirm
    Map(Map),
    /// A template to fill in: an instrument, its next edition, a norm pack, a protocol or a signature
    New(New),
    /// One case of an output: its result, how far the next tier is, and why it is on a work list or not
    Why(Why),
    /// Your own file, written, cut and ordered in other ways: results must stay what they are
    #[command(name = "selftest")]
    SelfTest(SelfTest),
    /// What changed between two editions or instruments, for the whole domain and for a file of cases
    Diff(Diff),
    /// How well scores and expected rates hold on outcome data: discrimination, calibration, groups
    Validate(Box<super::validate::Validate>),
    /// What the code of a finding means and how to mend it
    Explain(Explain),
}

#[derive(Debug, Group)]
pub struct Show {
    /// A catalogue name (static-99r), a name with an edition (static-99r@2016.1) or a TOML file
    #[arg(value_name = "ID")]
    pub id: String,
    /// A norm pack of your organisation's, by name or as a TOML file; may be given more than once
    #[arg(long = "norms", value_name = "PACK")]
    pub norms: Vec<String>,
    /// The file for the form [default: standard output]; with --format html or md it can be filled in by hand
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

#[derive(Debug, Group)]
pub struct Check {
    /// Rule sets or protocols [default: the whole catalogue]
    #[arg(value_name = "FILE")]
    pub files: Vec<String>,
    /// Also show every level edge with the nearest records on both sides
    #[arg(long)]
    pub edges: bool,
    /// Also write the proof of one instrument as a certificate, which another program can verify
    #[arg(long, value_name = "FILE")]
    pub certificate: Option<PathBuf>,
}

#[derive(Debug, Group)]
pub struct Score {
    /// ID and a case as TOML or JSON; ID may be left out with --protocol
    #[arg(id = "id_and_case", value_name = "ID [CASE]", num_args = 0..=2)]
    pub id_and_case: Vec<String>,
    /// Read tiers from a protocol; it may pick the instruments itself
    #[arg(long, value_name = "P")]
    pub protocol: Option<String>,
    /// A norm pack of your organisation's, by name or as a TOML file; may be given more than once
    #[arg(long = "norms", value_name = "PACK")]
    pub norms: Vec<String>,
    /// The answer to a field; `?` says unknown
    #[arg(long = "set", value_name = "FIELD=VALUE")]
    pub sets: Vec<String>,
    /// Use an edition of status trial, which is refused otherwise; every result then says so
    #[arg(long)]
    pub trial: bool,
    /// End with exit code 3 when the rule set was to be reviewed before --as-of
    #[arg(long)]
    pub strict: bool,
}

#[derive(Debug, Group)]
pub struct Batch {
    /// ID and INPUT; ID may be left out with --protocol
    #[arg(value_name = "[ID] INPUT", num_args = 1..=2, required = true)]
    pub id_and_input: Vec<String>,
    /// The file for the results; its extension says in what form: .csv, .xlsx, .jsonl or .parquet
    #[arg(short, long, value_name = "OUTPUT")]
    pub output: PathBuf,
    /// CSV that a spreadsheet opens by double click: nl has `;`, a byte order mark and a decimal comma
    #[arg(long, value_name = "WHOSE", value_enum)]
    pub excel: Option<ExcelName>,
    /// Read tiers from a protocol
    #[arg(long, value_name = "P")]
    pub protocol: Option<String>,
    /// A norm pack of your organisation's, by name or as a TOML file; may be given more than once
    #[arg(long = "norms", value_name = "PACK")]
    pub norms: Vec<String>,
    /// The answer to a field for all cases; `?` says unknown
    #[arg(long = "set", value_name = "FIELD=VALUE")]
    pub sets: Vec<String>,
    /// Result columns to write, in this order; input.NAME is a column of the input
    #[arg(long, value_name = "A,B,C", value_delimiter = ',')]
    pub columns: Option<Vec<String>>,
    /// A list of `taxeer enrich` with the column `answer` filled in: it fills what is unknown
    #[arg(long, value_name = "LIST")]
    pub answers: Option<PathBuf>,
    /// What is done with cases that stand in the input more than once [default: not looked for]
    #[arg(long, value_name = "HOW", value_enum)]
    pub duplicates: Option<HandlingName>,
    /// Counts that can be shared, as .html, .csv or .json: small ones hidden, and what they could be worked out from
    #[arg(long, value_name = "FILE")]
    pub aggregate: Option<PathBuf>,
    /// A page with pictures of where rows ended, levels, tiers and missing answers: exact counts, internal
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,
    /// A mapping: which column is which field, and what codes mean
    #[arg(long, value_name = "FILE")]
    pub mapping: Option<PathBuf>,
    /// Use an edition of status trial, which is refused otherwise; every result then says so
    #[arg(long)]
    pub trial: bool,
    #[command(flatten)]
    pub input: Input,
    /// Threads that score; results do not depend on it [default: one for each core]
    #[arg(long, value_name = "N")]
    pub threads: Option<NonZeroUsize>,
    /// End with exit code 3 when a row is rejected or inconsistent, or the rule set was to be reviewed before --as-of
    #[arg(long)]
    pub strict: bool,
}

#[derive(Debug, Group)]
pub struct Why {
    /// The results of `taxeer batch`, with their record OUTPUT.summary.json beside them
    #[arg(id = "results", value_name = "OUTPUT")]
    pub results: PathBuf,
    /// The case, as its `case_id` stands there
    #[arg(id = "case_name", value_name = "CASE")]
    pub case: String,
    /// A work list of `taxeer worklist`, or its key: where the case stands
    #[arg(id = "of_list", long = "list", value_name = "LIST")]
    pub list: Option<PathBuf>,
    /// The file that batch read [default: of that name, beside OUTPUT or here]
    #[arg(id = "cases", long = "input", value_name = "INPUT")]
    pub input_file: Option<PathBuf>,
    /// The instrument of the run, when the catalogue does not have it under its name
    #[arg(id = "of_run", long = "id", value_name = "ID")]
    pub id: Option<String>,
    /// The protocol of the run, when the catalogue does not have it under its name
    #[arg(id = "protocol_of_run", long = "protocol", value_name = "P")]
    pub protocol: Option<String>,
    /// A norm pack of your organisation's, by name or as a TOML file; may be given more than once
    #[arg(long = "norms", value_name = "PACK")]
    pub norms: Vec<String>,
    /// Use an edition of status trial, which is refused otherwise; every result then says so
    #[arg(long)]
    pub trial: bool,
    /// The mapping of the run
    #[arg(id = "mapping_of_run", long = "mapping", value_name = "FILE")]
    pub mapping: Option<PathBuf>,
    /// Answers that the run was given for all cases
    #[arg(id = "sets_of_run", long = "set", value_name = "FIELD=VALUE")]
    pub sets: Vec<String>,
    /// The list of answers that the run was given
    #[arg(id = "answers_of_run", long = "answers", value_name = "LIST")]
    pub answers: Option<PathBuf>,
    #[command(flatten)]
    pub input: Input,
}

#[derive(Debug, Group)]
pub struct SelfTest {
    /// ID and INPUT; ID may be left out with --protocol
    #[arg(id = "id_and_input", value_name = "[ID] INPUT", num_args = 1..=2, required = true)]
    pub id_and_input: Vec<String>,
    /// Read tiers from a protocol
    #[arg(long, value_name = "P")]
    pub protocol: Option<String>,
    /// A norm pack of your organisation's, by name or as a TOML file; may be given more than once
    #[arg(long = "norms", value_name = "PACK")]
    pub norms: Vec<String>,
    /// The answer to a field for all cases; `?` says unknown
    #[arg(long = "set", value_name = "FIELD=VALUE")]
    pub sets: Vec<String>,
    /// A mapping: which column is which field, and what codes mean
    #[arg(long, value_name = "FILE")]
    pub mapping: Option<PathBuf>,
    /// Use an edition of status trial, which is refused otherwise; every result then says so
    #[arg(long)]
    pub trial: bool,
    /// So many rows are tried, from the first [default: 10000]
    #[arg(long, value_name = "N")]
    pub rows: Option<NonZeroUsize>,
    #[command(flatten)]
    pub input: Input,
}

#[derive(Debug, Group)]
pub struct Enrich {
    /// ID and INPUT; ID may be left out with --protocol
    #[arg(id = "id_and_input", value_name = "[ID] INPUT", num_args = 1..=2, required = true)]
    pub id_and_input: Vec<String>,
    /// The file for the questions, as CSV
    #[arg(id = "questions", short = 'o', long = "output", value_name = "OUTPUT")]
    pub output: PathBuf,
    /// Ask for what settles the tier of a protocol
    #[arg(long, value_name = "P")]
    pub protocol: Option<String>,
    /// A norm pack of your organisation's, by name or as a TOML file; may be given more than once
    #[arg(long = "norms", value_name = "PACK")]
    pub norms: Vec<String>,
    /// The answer to a field for all cases; `?` says unknown
    #[arg(long = "set", value_name = "FIELD=VALUE")]
    pub sets: Vec<String>,
    /// A mapping: which column is which field, and what codes mean
    #[arg(long, value_name = "FILE")]
    pub mapping: Option<PathBuf>,
    /// Use an edition of status trial, which is refused otherwise; every result then says so
    #[arg(long)]
    pub trial: bool,
    #[command(flatten)]
    pub input: Input,
}

/// What is done with duplicates: equal rows are merged; rows that differ are set apart, or stop the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum HandlingName {
    Merge,
    Stop,
}

/// Whose spreadsheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExcelName {
    Nl,
}

/// What a template is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum What {
    Instrument,
    Edition,
    NormPack,
    Protocol,
    Signature,
}

#[derive(Debug, Group)]
pub struct New {
    /// instrument, edition, norm-pack, protocol or signature
    #[arg(id = "what", value_name = "WHAT", value_enum, hide_possible_values = true)]
    pub what: What,
    /// The name of the new instrument, or the instrument that the file is for: static-99r, static-99r@2016.1 or a TOML file; with protocol
    /// several with commas, for one that routes
    #[arg(id = "for", value_name = "ID")]
    pub id: String,
    /// With edition: the name of the new edition
    #[arg(id = "new_edition", value_name = "NEW_EDITION")]
    pub edition: Option<String>,
    /// With protocol: for an edition of status trial, which is refused otherwise
    #[arg(id = "for_trial", long = "trial")]
    pub trial: bool,
    /// A file that is not there yet [default: standard output]
    #[arg(id = "new_file", short = 'o', long = "output", value_name = "FILE")]
    pub output: Option<PathBuf>,
}

#[derive(Debug, Group)]
pub struct Diff {
    /// The old rule set: a catalogue name, a name with an edition or a TOML file
    #[arg(value_name = "OLD")]
    pub old: String,
    /// The new rule set
    #[arg(value_name = "NEW")]
    pub new: String,
    /// A file of cases: who gets another outcome, score or level, and which change moves them
    #[arg(value_name = "INPUT")]
    pub input: Option<PathBuf>,
    /// The answer to a field for all cases; `?` says unknown
    #[arg(long = "set", value_name = "FIELD=VALUE")]
    pub sets: Vec<String>,
    /// A mapping: which column is which field, and what codes mean
    #[arg(long, value_name = "FILE")]
    pub mapping: Option<PathBuf>,
    #[command(flatten)]
    pub conventions: Input,
    /// The file for the list of all cases that move, as CSV
    #[arg(id = "moves", short = 'o', long = "output", value_name = "OUTPUT")]
    pub output: Option<PathBuf>,
}

#[derive(Debug, Group)]
pub struct Map {
    /// A catalogue name (static-99r), a name with an edition (static-99r@2016.1) or a TOML file
    #[arg(value_name = "ID")]
    pub id: String,
    /// The file with cases
    #[arg(id = "mapped_input", value_name = "INPUT")]
    pub input: PathBuf,
    /// A file that is not there yet [default: standard output]
    #[arg(id = "new_file", short = 'o', long = "output", value_name = "FILE")]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub conventions: Input,
}

#[derive(Debug, Group)]
pub struct Explain {
    /// A code such as T0401; without one, all codes are listed
    #[arg(value_name = "CODE")]
    pub code: Option<String>,
}
