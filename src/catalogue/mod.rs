// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The catalogue: rule sets and protocols that are compiled in, and those of folders that a user adds, with norm packs and signatures.

mod builtin;
pub mod editions;

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::caution::{AsOf, Caution};
use crate::diagnostic::Source;
use crate::diagnostic::nearest::nearest;
use crate::form::{Form, Status, stamp};
use crate::number::date;
use crate::signature::{self, Signatures};
use crate::syntax::tree;

use editions::Force;

/// A file of the catalogue.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Name.
    pub id: String,
    /// Edition.
    pub edition: String,
    /// Status as written in the file.
    pub status: String,
    /// When it is in force.
    pub dates: editions::Dates,
    /// Path, or the place in the catalogue.
    pub name: String,
    text: Cow<'static, str>,
    second: Option<Cow<'static, str>>,
}

impl Entry {
    /// How outputs name its text.
    #[must_use]
    pub fn stamp(&self) -> String {
        stamp(&self.id, &self.edition, &self.source().digest())
    }

    /// Its text.
    #[must_use]
    pub fn source(&self) -> Arc<Source> {
        Arc::new(Source::new(self.name.clone(), &self.text))
    }

    /// Whether it is on trial: there to be studied, and never what a bare name means.
    #[must_use]
    pub fn is_on_trial(&self) -> bool {
        self.status == "trial"
    }

    /// The second table beside it.
    #[must_use]
    pub fn second(&self) -> Option<Arc<Source>> {
        let name = second_name(&self.name);
        self.second.as_ref().map(|text| Arc::new(Source::new(name, text)))
    }
}

/// All files that a name can mean.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    /// Rule sets, by id and then by edition, oldest first.
    pub instruments: Vec<Entry>,
    /// Protocols, likewise.
    pub protocols: Vec<Entry>,
    /// Norm packs, likewise; none is compiled in.
    pub packs: Vec<Entry>,
    /// Signatures, by path; none is compiled in.
    pub signatures: Vec<Entry>,
}

/// Why a name means nothing.
#[derive(Debug, thiserror::Error)]
pub enum NotFound {
    /// No such name; the nearest one, if there is one near.
    #[error("nothing is named `{name}`")]
    Name {
        /// As asked.
        name: String,
        /// The nearest name.
        nearest: Option<String>,
    },
    /// No edition can be picked for a day.
    #[error("no edition of `{name}` can be picked for {day}")]
    Edition {
        /// As asked.
        name: String,
        /// The day.
        day: String,
        /// Why.
        why: editions::NoEdition,
    },
    /// All editions are on trial; which one is meant has to be said.
    #[error("every edition of `{name}` is on trial: {}", editions.join(", "))]
    OnTrial {
        /// As asked.
        name: String,
        /// The editions.
        editions: Vec<String>,
    },
    /// Two files of one name and edition with different contents.
    #[error("{path}: there is another {name} with other contents")]
    Clash {
        /// Name and edition.
        name: String,
        /// The second file.
        path: PathBuf,
    },
    /// A file cannot be read.
    #[error("{path}: {error}")]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
}

impl Catalogue {
    /// What is compiled in.
    #[must_use]
    pub fn builtin() -> Self {
        let mut catalogue = Self::default();
        let text = |file: &builtin::File| (Cow::Borrowed(file.text), file.second.map(Cow::Borrowed));
        for file in builtin::INSTRUMENTS {
            let (text, second) = text(file);
            catalogue.instruments.push(entry(file.name, text, second));
        }
        for file in builtin::PROTOCOLS {
            let (text, second) = text(file);
            catalogue.protocols.push(entry(file.name, text, second));
        }
        catalogue
    }

    /// Adds the rule sets, protocols, norm packs and signatures of a folder and its subfolders.
    ///
    /// # Errors
    /// When the folder or a file in it cannot be read, or has the name and edition of another file with other contents.
    pub fn add_folder(&mut self, folder: &Path) -> Result<(), NotFound> {
        let failed = |error| NotFound::File { path: folder.to_owned(), error };
        let mut paths: Vec<PathBuf> = Vec::new();
        for item in std::fs::read_dir(folder).map_err(failed)? {
            paths.push(item.map_err(failed)?.path());
        }
        paths.sort();
        for path in paths {
            if path.is_dir() {
                self.add_folder(&path)?;
            } else if path.extension().is_some_and(|extension| extension == "toml") {
                let entry = file(&path)?;
                if Sort::of(&entry) == Sort::Signature {
                    self.signatures.push(entry);
                    continue;
                }
                // Another TOML file, such as a case.
                if entry.id.is_empty() && entry.edition.is_empty() {
                    continue;
                }
                let list = match Sort::of(&entry) {
                    Sort::Instrument => &mut self.instruments,
                    Sort::Protocol => &mut self.protocols,
                    Sort::NormPack | Sort::Signature => &mut self.packs,
                };
                match list.iter().find(|known| (&known.id, &known.edition) == (&entry.id, &entry.edition)) {
                    Some(known) if known.source().digest() == entry.source().digest() => {}
                    Some(known) => return Err(NotFound::Clash { name: format!("{}@{}", known.id, known.edition), path }),
                    None => list.push(entry),
                }
                sort(list);
            }
        }
        Ok(())
    }

    /// The rule set that a name means: an id, `id@edition`, or a path to a TOML file. A bare id is the edition in force on `day`; without
    /// a day the newest that is not retired (or the newest, when all are). It is never one on trial.
    ///
    /// # Errors
    /// When there is none, when none can be picked for the day, or when a bare id has editions on trial only.
    pub fn instrument(&self, name: &str, day: Option<i64>) -> Result<Entry, NotFound> {
        let editions = not_on_trial(&self.instruments, name)?;
        match (day, newest(&editions)) {
            (_, None) => find(&self.instruments, name),
            (None, Some(newest)) => Ok(newest.clone()),
            (Some(day), Some(_)) => editions::in_force(&editions, day).cloned().map_err(|why| NotFound::Edition {
                name: name.to_owned(),
                day: date::print(day),
                why,
            }),
        }
    }

    /// The norm pack that a name means, as for [`Self::protocol`]; a bare id is never one on trial.
    ///
    /// # Errors
    /// When there is none, or when a bare id has editions on trial only.
    pub fn pack(&self, name: &str) -> Result<Entry, NotFound> {
        newest(&not_on_trial(&self.packs, name)?).map_or_else(|| find(&self.packs, name), |pack| Ok(pack.clone()))
    }

    /// The signatures for an edition's present text, and those that do not count.
    #[must_use]
    pub fn signatures_of(&self, entry: &Entry) -> Signatures {
        let sources: Vec<Arc<Source>> = self.signatures.iter().map(Entry::source).collect();
        signature::of(&entry.stamp(), &sources)
    }

    /// How outputs name the texts of all rule sets.
    #[must_use]
    pub fn stamps(&self) -> Vec<String> {
        self.instruments.iter().map(Entry::stamp).collect()
    }

    /// What has to be said of a rule set with its norm packs, on a day if one is given.
    #[must_use]
    pub fn as_of(&self, form: &Form, day: Option<i64>) -> AsOf {
        let trial = (form.status == Status::Trial).then_some(Caution::TRIAL);
        let local = form.packs.iter().map(|pack| Caution::LocalNorms { pack: pack.id.clone(), owner: pack.owner.clone() });
        let Some(day) = day else { return AsOf { day, cautions: trial.into_iter().chain(local).collect(), of_each: Vec::new() } };
        let own = entry(&form.source.name, Cow::Owned(form.source.text.clone()), None);
        let mut cautions = match editions::force(&own, &self.instruments, day) {
            Force::Yes => Vec::new(),
            Force::No => vec![Caution::NotInForce],
            Force::NotKnown => vec![Caution::ForceNotKnown],
        };
        if day > form.validity.review_by {
            cautions.push(Caution::ReviewPassed { by: form.validity.review_by });
        }
        cautions.extend(local);
        cautions.splice(0..0, trial);
        AsOf { day: Some(day), cautions, of_each: Vec::new() }
    }

    /// What has to be said of the instruments of a protocol that routes, on a day if one is given: also of their use and validity, which a
    /// tier carries.
    #[must_use]
    pub fn as_of_each<'f>(&self, forms: impl Iterator<Item = &'f Form>, day: Option<i64>) -> AsOf {
        let each = forms.map(|form| {
            let said = self.as_of(form, day).cautions.into_iter().filter(|caution| *caution != Caution::TRIAL);
            Caution::of_use(form).into_iter().chain(said).collect()
        });
        AsOf { day, cautions: Vec::new(), of_each: each.collect() }
    }

    /// The protocol that a name means, as for [`Self::instrument`].
    ///
    /// # Errors
    /// When there is none.
    pub fn protocol(&self, name: &str) -> Result<Entry, NotFound> {
        find(&self.protocols, name)
    }
}

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A rule set.
    Instrument,
    /// A protocol.
    Protocol,
    /// A norm pack.
    NormPack,
    /// A signature.
    Signature,
}

impl Sort {
    /// By the keys that only one sort of file has.
    #[must_use]
    pub fn of(entry: &Entry) -> Self {
        let (tree, _) = tree::read(&entry.source());
        if tree.has("tier") && tree.has("instrument") {
            Self::Protocol
        } else if tree.has("extends") {
            Self::NormPack
        } else if tree.has("signs") {
            Self::Signature
        } else {
            Self::Instrument
        }
    }
}

/// The name of the instrument that a norm pack extends, as `id@edition`; empty when the file names none.
#[must_use]
pub fn extended_by(pack: &Source) -> String {
    let (tree, _) = tree::read(&Arc::new(Source::new(pack.name.clone(), &pack.text)));
    let extends = tree.get("extends").and_then(crate::syntax::Node::string).unwrap_or_default();
    extends.split('+').next().unwrap_or_default().to_owned()
}

/// Reads a file of the user's.
///
/// # Errors
/// When it cannot be read.
pub fn file(path: &Path) -> Result<Entry, NotFound> {
    let failed = |error| NotFound::File { path: path.to_owned(), error };
    let text = std::fs::read_to_string(path).map_err(failed)?;
    let second = std::fs::read_to_string(second_name(&path.to_string_lossy())).ok();
    Ok(entry(&path.to_string_lossy(), Cow::Owned(text), second.map(Cow::Owned)))
}

fn second_name(name: &str) -> String {
    format!("{}.second.csv", name.strip_suffix(".toml").unwrap_or(name))
}

/// Name, edition and status stand in the head of a file, before its first table; what is missing there the checker tells.
fn entry(name: &str, text: Cow<'static, str>, second: Option<Cow<'static, str>>) -> Entry {
    let head = |key: &str| {
        let lines = text.lines().map(|line| line.trim_start_matches('\u{feff}').trim()).take_while(|line| !line.starts_with('['));
        let value = lines.filter_map(|line| line.split_once('=')).find(|(found, _)| found.trim() == key);
        value.map(|(_, value)| value.split('#').next().unwrap_or_default().trim().trim_matches(['"', '\'']).to_owned())
    };
    let [id, edition, status] = ["id", "edition", "status"].map(|key| head(key).unwrap_or_default());
    let dates = editions::Dates::read(head("valid_from").as_deref(), head("valid_until").as_deref());
    Entry { id, edition, status, dates, name: name.to_owned(), text, second }
}

fn find(entries: &[Entry], name: &str) -> Result<Entry, NotFound> {
    let path = Path::new(name);
    if path.extension().is_some_and(|extension| extension == "toml") {
        return file(path);
    }
    let (id, edition) = name.split_once('@').map_or((name, None), |(id, edition)| (id, Some(edition)));
    let found: Vec<&Entry> =
        entries.iter().filter(|entry| entry.id == id && edition.is_none_or(|edition| entry.edition == edition)).collect();
    newest(&found).cloned().ok_or_else(|| {
        let names: Vec<String> = entries.iter().flat_map(|entry| [entry.id.clone(), format!("{}@{}", entry.id, entry.edition)]).collect();
        let nearest = nearest(name, names.iter().map(String::as_str)).map(str::to_owned);
        NotFound::Name { name: name.to_owned(), nearest }
    })
}

/// The editions that a bare name can mean; none where it is no bare name of any.
fn not_on_trial<'e>(entries: &'e [Entry], name: &str) -> Result<Vec<&'e Entry>, NotFound> {
    let (on_trial, editions): (Vec<&Entry>, Vec<&Entry>) =
        entries.iter().filter(|entry| entry.id == name).partition(|entry| entry.is_on_trial());
    if editions.is_empty() && !on_trial.is_empty() {
        let editions = on_trial.iter().map(|entry| format!("{}@{}", entry.id, entry.edition)).collect();
        return Err(NotFound::OnTrial { name: name.to_owned(), editions });
    }
    Ok(editions)
}

/// The newest that is not retired, or the newest, when all are.
fn newest<'e>(editions: &[&'e Entry]) -> Option<&'e Entry> {
    editions.iter().rfind(|entry| entry.status != "retired").or(editions.last()).copied()
}

fn sort(entries: &mut [Entry]) {
    entries.sort_by(|a, b| a.id.cmp(&b.id).then_with(|| edition_key(&a.edition).cmp(&edition_key(&b.edition))));
}

/// Editions order by their numbers: 2016.2 before 2016.10.
fn edition_key(edition: &str) -> Vec<(u64, String)> {
    edition.split('.').map(|part| (part.parse().unwrap_or(0), part.to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_name_is_the_newest_edition_in_use() {
        let make = |edition: &str, status: &str| {
            entry("x.toml", Cow::Owned(format!("id = \"x\"\nedition = \"{edition}\"\nstatus = \"{status}\"")), None)
        };
        let mut entries = vec![make("2016.10", "current"), make("2016.9", "current"), make("2017.1", "retired")];
        sort(&mut entries);
        assert_eq!(find(&entries, "x").unwrap().edition, "2016.10");
        assert_eq!(find(&entries, "x@2017.1").unwrap().edition, "2017.1");
        let NotFound::Name { nearest, .. } = find(&entries, "x@2016.8").unwrap_err() else { panic!("a name") };
        assert_eq!(nearest.as_deref(), Some("x@2016.9"));
    }

    #[test]
    fn every_file_of_the_folders_is_compiled_in() {
        let mut onto_nothing = Catalogue::default();
        onto_nothing.add_folder(Path::new("instruments")).unwrap();
        onto_nothing.add_folder(Path::new("protocols")).unwrap();
        let builtin = Catalogue::builtin();
        for (found, compiled) in [(&onto_nothing.instruments, &builtin.instruments), (&onto_nothing.protocols, &builtin.protocols)] {
            let names = |entries: &[Entry]| entries.iter().map(|entry| entry.name.clone()).collect::<Vec<_>>();
            assert_eq!(names(found), names(compiled));
        }
    }
}
