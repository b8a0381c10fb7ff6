// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Which instruments and protocols there are, with their status and what they were validated for.

use serde_json::{Value, json};

use super::document::{Column, Document, Table};
use super::{names, text};
use crate::catalogue::editions::Force;
use crate::form::{Form, Kind, NormPack, Status};
use crate::lang::{Lang, Text};
use crate::protocol::Protocol;
use crate::text as both;

/// One line of the list.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Name in the catalogue.
    pub id: String,
    /// Edition.
    pub edition: String,
    /// What it is.
    pub what: What,
    /// Name for people.
    pub title: Text,
    /// What it may be used for now.
    pub note: Text,
    /// With a day: whether it is in force then.
    pub force: Option<Force>,
}

/// What an entry is.
#[derive(Clone, Debug)]
pub enum What {
    /// An instrument.
    Instrument {
        /// Kind of file.
        kind: Kind,
        /// Use status.
        status: Status,
        /// Validated in the Netherlands; `None` when not known.
        netherlands: Option<bool>,
        /// For whom validated.
        validity: Text,
        /// Who may use it.
        training: Text,
    },
    /// A norm pack, with the instrument that it extends and whose it is.
    NormPack {
        /// `id@edition` of the instrument.
        extends: String,
        /// The organisation.
        owner: String,
    },
    /// A protocol, with its status as the file writes it and the instrument that it reads.
    Protocol {
        /// Status: `example`, `policy` or `retired`.
        status: String,
        /// The instrument.
        instrument: String,
    },
}

impl Entry {
    /// The entry of an instrument.
    #[must_use]
    pub fn of(form: &Form) -> Self {
        let about = &form.about;
        let (nl, en) = (names::use_note(form.status, Lang::Nl), names::use_note(form.status, Lang::En));
        Self {
            id: form.id.clone(),
            edition: form.edition.clone(),
            what: What::Instrument {
                kind: form.kind,
                status: form.status,
                netherlands: about.netherlands,
                validity: about.validity.clone(),
                training: about.training.clone(),
            },
            title: form.title.clone(),
            note: both!("{nl}", "{en}"),
            force: None,
        }
    }

    /// The entry of a norm pack that extends a form.
    #[must_use]
    pub fn of_pack(form: &Form, pack: &NormPack) -> Self {
        Self {
            id: pack.id.clone(),
            edition: pack.edition.clone(),
            what: What::NormPack { extends: format!("{}@{}", form.id, form.edition), owner: pack.owner.clone() },
            title: pack.title.clone(),
            note: both!("lokale getallen, met --norms", "local numbers, with --norms"),
            force: None,
        }
    }

    /// The entry of a protocol.
    #[must_use]
    pub fn of_protocol(protocol: &Protocol) -> Self {
        Self {
            id: protocol.id().to_owned(),
            edition: protocol.edition().to_owned(),
            what: What::Protocol { status: protocol.status().to_owned(), instrument: protocol.instruments().join(", ") },
            title: protocol.title().clone(),
            note: protocol.note().clone(),
            force: None,
        }
    }
}

/// The list as text.
#[must_use]
pub fn text(entries: &[Entry], lang: Lang) -> String {
    text::render(&document(entries, lang))
}

/// The list.
#[must_use]
pub fn document(entries: &[Entry], lang: Lang) -> Document {
    let mut document = Document::default();
    overview(&mut document, entries, lang);
    let mut under = None;
    for entry in entries {
        let heading = match entry.what {
            What::Instrument { .. } => say!(lang, "Instrumenten", "Instruments"),
            What::Protocol { .. } => say!(lang, "Protocollen", "Protocols"),
            What::NormPack { .. } => say!(lang, "Normpakketten", "Norm packs"),
        };
        if under.as_ref() != Some(&heading) {
            document.heading(heading.clone());
            under = Some(heading);
        }
        let (id, edition, title) = (&entry.id, &entry.edition, entry.title.get(lang));
        document.subheading(say!(lang, "{id}, editie {edition}", "{id}, edition {edition}"));
        let mut facts = vec![(say!(lang, "naam", "name"), title.to_owned())];
        match &entry.what {
            What::Instrument { kind, netherlands, validity, training, .. } => facts.extend([
                (say!(lang, "soort", "kind"), names::kind(*kind, lang).to_owned()),
                (say!(lang, "gebruik", "use"), entry.note.get(lang).to_owned()),
                (say!(lang, "gevalideerd", "validated"), validity.get(lang).to_owned()),
                (say!(lang, "in Nederland", "in NL"), names::netherlands(*netherlands, lang).to_owned()),
                (say!(lang, "voor wie", "users"), training.get(lang).to_owned()),
            ]),
            What::NormPack { extends, owner } => facts.extend([
                (say!(lang, "bij", "extends"), extends.clone()),
                (say!(lang, "van", "owner"), owner.clone()),
                (say!(lang, "gebruik", "use"), entry.note.get(lang).to_owned()),
            ]),
            What::Protocol { instrument, .. } => facts.extend([
                (say!(lang, "bij", "reads"), instrument.clone()),
                (say!(lang, "gebruik", "use"), entry.note.get(lang).to_owned()),
            ]),
        }
        document.facts(facts);
    }
    document
}

fn overview(document: &mut Document, entries: &[Entry], lang: Lang) {
    let names = [
        say!(lang, "naam", "name"),
        say!(lang, "editie", "edition"),
        say!(lang, "status", "status"),
        say!(lang, "soort", "kind"),
        say!(lang, "in NL gevalideerd", "validated in NL"),
    ];
    let mut columns: Vec<Column> = names.iter().map(|name| Column::words(name)).collect();
    let dated = entries.iter().any(|entry| entry.force.is_some());
    columns.extend(dated.then(|| Column::words(&say!(lang, "van kracht", "in force"))));
    let mut table = Table::new(&columns);
    for entry in entries {
        let [status, kind, netherlands] = match &entry.what {
            What::Instrument { kind, status, netherlands, .. } => {
                [names::status(*status, lang), names::kind(*kind, lang), names::netherlands(*netherlands, lang)].map(str::to_owned)
            }
            What::NormPack { .. } => [say!(lang, "lokaal", "local"), say!(lang, "normpakket", "norm pack"), String::new()],
            What::Protocol { status, .. } => {
                [names::protocol_status(status, lang).to_owned(), say!(lang, "protocol", "protocol"), String::new()]
            }
        };
        let mut row = vec![entry.id.clone(), entry.edition.clone(), status, kind, netherlands];
        row.extend(dated.then(|| entry.force.map(|force| in_force(force, lang).to_owned()).unwrap_or_default()));
        table.rows.push(row);
    }
    document.table(table);
}

fn in_force(force: Force, lang: Lang) -> &'static str {
    match force {
        Force::Yes => lang.pick("ja", "yes"),
        Force::No => lang.pick("nee", "no"),
        Force::NotKnown => lang.pick("niet bekend", "not known"),
    }
}

/// The list for another program.
#[must_use]
pub fn json(entries: &[Entry], lang: Lang) -> Value {
    let each = entries.iter().map(|entry| {
        let mut object = json!({
            "id": entry.id,
            "edition": entry.edition,
            "title": entry.title.get(lang),
            "use": entry.note.get(lang),
            "in_force": entry.force.map(|force| in_force(force, Lang::En)),
        });
        match &entry.what {
            What::Instrument { kind, status, netherlands, validity, training } => {
                object["type"] = json!("instrument");
                object["kind"] = json!(names::kind_code(*kind));
                object["status"] = json!(names::status_code(*status));
                object["netherlands"] = json!(names::netherlands_code(*netherlands));
                object["validity"] = json!(validity.get(lang));
                object["training"] = json!(training.get(lang));
            }
            What::NormPack { extends, owner } => {
                object["type"] = json!("norm_pack");
                object["extends"] = json!(extends);
                object["owner"] = json!(owner);
            }
            What::Protocol { status, instrument } => {
                object["type"] = json!("protocol");
                object["status"] = json!(status);
                object["instrument"] = json!(instrument);
            }
        }
        object
    });
    json!({ "format_version": super::json::FORMAT_VERSION, "entries": each.collect::<Vec<_>>() })
}
