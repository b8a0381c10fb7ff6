// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What every command needs: language, format, catalogue.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use taxeer::catalogue::editions::NoEdition;
use taxeer::catalogue::{Catalogue, Entry, NotFound};
use taxeer::caution::AsOf;
use taxeer::diagnostic::{Diagnostic, Severity, Source};
use taxeer::instrument::Instrument;
use taxeer::lang::Lang;
use taxeer::number::date;
use taxeer::protocol::Protocol;
use taxeer::{report, text};

use super::args::{Args, Command, LangName};
use super::exit::Exit;
use super::format::Format;
use super::term;

/// The environment variable that adds a folder of rule sets.
const FOLDER: &str = "TAXEER_INSTRUMENTS";

#[derive(Clone)]
pub struct Context {
    pub lang: Lang,
    pub format: Format,
    pub quiet: bool,
    /// The day that results speak of.
    pub as_of: Option<i64>,
    /// The folder where the run is, from which annotations name files.
    pub root: PathBuf,
    folders: Vec<PathBuf>,
}

/// The language: of `--lang` if it is among the words, else of the system, else English.
pub fn language(words: impl Iterator<Item = OsString>) -> Lang {
    let words: Vec<String> = words.map(|word| word.to_string_lossy().into_owned()).collect();
    let flag = words.iter().enumerate().find_map(|(at, word)| match word.strip_prefix("--lang") {
        Some("") => words.get(at + 1).cloned(),
        Some(rest) => rest.strip_prefix('=').map(str::to_owned),
        None => None,
    });
    match flag.as_deref() {
        Some("nl") => Lang::Nl,
        Some(_) => Lang::En,
        None => sys_locale::get_locale().map_or(Lang::En, |locale| Lang::of_locale(&locale)),
    }
}

impl Context {
    pub fn new(args: &Args, lang: Lang) -> Result<Self, Exit> {
        let lang = match args.lang {
            Some(LangName::Nl) => Lang::Nl,
            Some(LangName::En) => Lang::En,
            None => lang,
        };
        let from_environment = std::env::var_os(FOLDER).filter(|folder| !folder.is_empty()).map(PathBuf::from);
        let folders: Vec<PathBuf> = from_environment.into_iter().chain(args.instruments.clone()).collect();
        if let Some(folder) = folders.iter().find(|folder| !folder.is_dir()) {
            let name = folder.display();
            term::error(lang, &text!("geen map: {name}", "not a folder: {name}"));
            return Err(Exit::Usage);
        }
        let as_of = match &args.as_of {
            None => None,
            Some(word) => Some(date::parse(word.trim()).ok_or_else(|| {
                let words =
                    text!("--as-of {word}: geen datum (dd-mm-jjjj of jjjj-mm-dd)", "--as-of {word}: no date (dd-mm-yyyy or yyyy-mm-dd)");
                term::error(lang, &words);
                Exit::Usage
            })?),
        };
        let format = if args.json { Format::Json } else { args.format };
        Ok(Self { as_of, lang, format, quiet: args.quiet, root: std::env::current_dir().unwrap_or_default(), folders })
    }

    /// The same, for results that speak of another day.
    pub fn on(&self, as_of: Option<i64>) -> Self {
        Self { as_of, ..self.clone() }
    }

    /// The catalogue with the user's folders.
    pub fn catalogue(&self) -> Result<Catalogue, Exit> {
        let mut catalogue = Catalogue::builtin();
        for folder in &self.folders {
            catalogue.add_folder(folder).map_err(|error| self.not_found(&error))?;
        }
        Ok(catalogue)
    }

    /// A rule set by name, checked; its findings are told when it is not sound.
    pub fn instrument(&self, catalogue: &Catalogue, name: &str) -> Result<Instrument, Exit> {
        self.extended(catalogue, name, &[])
    }

    /// A rule set by name with norm packs, checked as one.
    pub fn extended(&self, catalogue: &Catalogue, name: &str, packs: &[String]) -> Result<Instrument, Exit> {
        let not_found = |error: NotFound| self.not_found(&error);
        let entry = catalogue.instrument(name, self.as_of).map_err(not_found)?;
        let packs: Result<Vec<Arc<Source>>, Exit> =
            packs.iter().map(|pack| catalogue.pack(pack).map(|entry| entry.source()).map_err(not_found)).collect();
        let (instrument, findings) = taxeer::check::extended(&entry.source(), &packs?);
        instrument.ok_or_else(|| self.refused(&entry, &findings))
    }

    /// A protocol by name with its instruments and norm packs, all checked. A protocol that routes names its packs itself.
    pub fn protocol(&self, catalogue: &Catalogue, name: &str, packs: &[String]) -> Result<(Protocol, Vec<Instrument>), Exit> {
        let entry = catalogue.protocol(name).map_err(|error| self.not_found(&error))?;
        let source = entry.source();
        let instruments = self.named(catalogue, &source, packs)?;
        let (protocol, findings) = taxeer::protocol::check_all(&source, &instruments);
        let protocol = protocol.ok_or_else(|| self.refused(&entry, &findings))?;
        if protocol.routes().is_some() && !packs.is_empty() {
            let words = text!(
                "--norms: dit protocol noemt zijn normpakketten zelf, bij [[instrument]]",
                "--norms: this protocol names its norm packs itself, under [[instrument]]"
            );
            term::error(self.lang, &words);
            return Err(Exit::Usage);
        }
        Ok((protocol, instruments))
    }

    /// The instruments that a protocol names, with the norm packs that it names for them, or else these.
    pub fn named(&self, catalogue: &Catalogue, source: &Arc<Source>, packs: &[String]) -> Result<Vec<Instrument>, Exit> {
        let mut instruments: Vec<Instrument> = Vec::new();
        for named in taxeer::protocol::instruments_of(source) {
            if instruments.iter().all(|known| known.form().id != named.id) {
                let packs = if named.norms.is_empty() { packs } else { &named.norms };
                instruments.push(self.extended(catalogue, &named.name(), packs)?);
            }
        }
        Ok(instruments)
    }

    /// Commands whose page does not name the day say on which one they pick editions.
    pub fn note_day(&self, command: &Command) {
        if let (Some(day), Command::List | Command::Check(_) | Command::Diff(_)) = (self.as_of, command)
            && !self.quiet
        {
            let day = report::words::day(day, self.lang);
            term::note(text!("peildatum: {day}", "as of: {day}").get(self.lang));
        }
    }

    /// The day that results speak of, with what has to be said of an edition on it.
    pub fn as_of(&self, catalogue: &Catalogue, instrument: &Instrument) -> AsOf {
        if self.as_of.is_none() && !self.quiet {
            self.note_review(instrument);
        }
        catalogue.as_of(instrument.form(), self.as_of)
    }

    /// Without a day nothing is said in a result, but the clock may be looked at for a note.
    fn note_review(&self, instrument: &Instrument) {
        let form = instrument.form();
        let today = date::parse_iso(&jiff::Timestamp::now().strftime("%Y-%m-%d").to_string());
        if today.is_some_and(|today| today > form.validity.review_by) {
            let (id, by) = (&form.id, report::words::day(form.validity.review_by, self.lang));
            let words = text!(
                "let op: {id} had op {by} opnieuw nagekeken moeten zijn; met --as-of staat dat ook in de uitkomst",
                "note: {id} was to be looked at again by {by}; with --as-of results say so too"
            );
            term::note(words.get(self.lang));
        }
    }

    /// Tells what is wrong with a file that was therefore not used.
    pub fn refused(&self, entry: &Entry, findings: &[Diagnostic]) -> Exit {
        term::findings(self, findings);
        // With a norm pack the fault may be in either file.
        let at_fault = findings.iter().find(|finding| finding.severity == Severity::Error);
        let name = at_fault.map_or(&entry.name, |finding| &finding.place.source.name);
        term::error(self.lang, &text!("{name} is niet gebruikt: eerst herstellen", "{name} was not used: mend it first"));
        Exit::Rejected
    }

    /// Tells that a name means nothing.
    pub fn not_found(&self, error: &NotFound) -> Exit {
        match error {
            NotFound::Name { name, nearest } => {
                let near = nearest.as_ref().map(|near| text!(" Bedoelde u `{near}`?", " Did you mean `{near}`?")).unwrap_or_default();
                let (near_nl, near_en) = (near.nl, near.en);
                term::error(
                    self.lang,
                    &text!(
                        "`{name}` staat niet in de catalogus.{near_nl} `taxeer list` noemt alle namen.",
                        "`{name}` is not in the catalogue.{near_en} `taxeer list` names all."
                    ),
                );
                Exit::Usage
            }
            NotFound::Edition { name, day, why } => {
                let words = match why {
                    NoEdition::NoneInForce => {
                        text!("geen editie van {name} is op {day} van kracht", "no edition of {name} is in force on {day}")
                    }
                    NoEdition::NotKnown(editions) => {
                        let editions = editions.join(", ");
                        text!(
                            "of editie {editions} van {name} op {day} van kracht is, staat in geen gelezen bron; noem de editie zelf: {name}@EDITIE",
                            "no source that was read says whether edition {editions} of {name} is in force on {day}; name the edition: {name}@EDITION"
                        )
                    }
                    NoEdition::Overlap(editions) => {
                        let editions = editions.join(", ");
                        text!(
                            "van {name} zijn op {day} meer edities van kracht: {editions}",
                            "of {name} several editions are in force on {day}: {editions}"
                        )
                    }
                };
                term::error(self.lang, &words);
                Exit::Rejected
            }
            NotFound::OnTrial { name, editions } => {
                let (editions, newest) = (editions.join(", "), editions.last().map_or("", String::as_str));
                term::error(
                    self.lang,
                    &text!(
                        "van {name} zijn er alleen edities met de status trial (een proef): {editions}; een naam zonder editie is nooit een proef, noem de editie: {newest}",
                        "{name} has only editions of status trial: {editions}; a name without an edition is never a trial, name the edition: {newest}"
                    ),
                );
                Exit::Rejected
            }
            NotFound::Clash { name, path } => {
                let path = path.display();
                term::error(
                    self.lang,
                    &text!(
                        "{path}: er is al een {name} met een andere inhoud; geef uw bestand een eigen id of editie",
                        "{path}: there is another {name} with other contents; give your file an id or edition of its own"
                    ),
                );
                Exit::Rejected
            }
            NotFound::File { path, error } => {
                let path = path.display();
                term::error(self.lang, &text!("{path} is niet te lezen: {error}", "{path} cannot be read: {error}"));
                Exit::Machine
            }
        }
    }
}

/// A file of the user's as a source.
pub fn read(path: &Path) -> std::io::Result<Arc<Source>> {
    let bytes = std::fs::read(path)?;
    let text = String::from_utf8(bytes).map_err(|error| std::io::Error::new(std::io::ErrorKind::InvalidData, error))?;
    Ok(Arc::new(Source::new(path.to_string_lossy(), &text)))
}
