// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What a command is asked to score with: an instrument, with the tiers of a protocol or without, or a protocol that routes.

use taxeer::batch;
use taxeer::catalogue::Catalogue;
use taxeer::caution::{AsOf, Caution};
use taxeer::evaluate::Evaluator;
use taxeer::instrument::Instrument;
use taxeer::protocol::routes::Member;
use taxeer::protocol::{Protocol, Routes};
use taxeer::text;

use super::context::Context;
use super::exit::Exit;
use super::term;

/// What is scored with.
pub enum Asked {
    /// One instrument, perhaps with the tiers of a protocol.
    One(Box<Instrument>, Option<Box<Protocol>>),
    /// The instruments of a protocol that routes.
    Routed(Box<Protocol>, Box<Evaluator>),
}

impl Asked {
    /// What reads and, without a protocol that routes, scores.
    pub fn evaluator(&self) -> Evaluator {
        match self {
            Self::One(instrument, _) => Evaluator::new(instrument),
            Self::Routed(_, reader) => (**reader).clone(),
        }
    }

    pub fn protocol(&self) -> Option<&Protocol> {
        match self {
            Self::One(_, protocol) => protocol.as_deref(),
            Self::Routed(protocol, _) => Some(protocol),
        }
    }

    /// The instruments that have a part in it.
    pub fn instruments(&self) -> Vec<&Instrument> {
        match self {
            Self::One(instrument, _) => vec![instrument],
            Self::Routed(protocol, _) => protocol.routes().map_or(&[][..], Routes::members).iter().map(Member::instrument).collect(),
        }
    }

    /// The day that results speak of, with what has to be said of each instrument on it.
    pub fn as_of(&self, context: &Context, catalogue: &Catalogue) -> AsOf {
        match self {
            Self::One(instrument, None) => context.as_of(catalogue, instrument),
            // A tier carries that its instrument is not in use, or is known not to be validated here; that it is on trial is said already.
            Self::One(instrument, Some(_)) => {
                let mut as_of = context.as_of(catalogue, instrument);
                let of_use = Caution::of_use(instrument.form()).into_iter();
                let said = [Caution::NotValidatedHere { known: false }, Caution::TRIAL];
                as_of.cautions.extend(of_use.filter(|caution| !said.contains(caution)));
                as_of
            }
            Self::Routed(..) => {
                let instruments = self.instruments();
                for instrument in &instruments {
                    context.as_of(catalogue, instrument);
                }
                catalogue.as_of_each(instruments.iter().map(|instrument| instrument.form()), context.as_of)
            }
        }
    }
}

/// What `[ID]` and `--protocol` name.
pub fn asked(context: &Context, catalogue: &Catalogue, id: Option<&str>, protocol: Option<&str>, norms: &[String]) -> Result<Asked, Exit> {
    let read = protocol.map(|name| context.protocol(catalogue, name, norms)).transpose()?;
    match (id, read) {
        (Some(id), None) => Ok(Asked::One(Box::new(context.extended(catalogue, id, norms)?), None)),
        (Some(_), Some((protocol, _))) if protocol.routes().is_some() => {
            let name = protocol.id();
            term::error(
                context.lang,
                &text!(
                    "het protocol {name} kiest zelf het instrument; laat ID weg",
                    "the protocol {name} picks the instrument itself; leave ID out"
                ),
            );
            Err(Exit::Usage)
        }
        (Some(id), Some((protocol, own))) => {
            let instrument = context.extended(catalogue, id, norms)?;
            refuse_other(context, &own, &instrument)?;
            Ok(Asked::One(Box::new(instrument), Some(Box::new(protocol))))
        }
        (None, Some((protocol, own))) => {
            if let Some(reader) = protocol.routes().map(|routes| routes.reader().clone()) {
                return Ok(Asked::Routed(Box::new(protocol), Box::new(reader)));
            }
            let instrument = own.into_iter().next().ok_or(Exit::Machine)?;
            Ok(Asked::One(Box::new(instrument), Some(Box::new(protocol))))
        }
        (None, None) => {
            let words = text!(
                "noem een instrument: taxeer OPDRACHT ID INPUT, of een --protocol",
                "name an instrument: taxeer COMMAND ID INPUT, or a --protocol"
            );
            term::error(context.lang, &words);
            Err(Exit::Usage)
        }
    }
}

/// As [`asked`], to use on persons: an edition on trial is refused unless the user permits it.
pub fn in_use(
    context: &Context,
    catalogue: &Catalogue,
    id: Option<&str>,
    protocol: Option<&str>,
    norms: &[String],
    trial: bool,
) -> Result<Asked, Exit> {
    let asked = asked(context, catalogue, id, protocol, norms)?;
    refuse_trial(context, asked.instruments(), trial)?;
    Ok(asked)
}

/// Refuses editions on trial unless the user permits them.
pub fn refuse_trial<'i>(context: &Context, instruments: impl IntoIterator<Item = &'i Instrument>, trial: bool) -> Result<(), Exit> {
    if trial {
        return Ok(());
    }
    batch::refuse_trial(instruments).map_err(|error| term::stopped(context, &error))
}

/// `[ID] INPUT` as two.
pub fn id_and_input(words: &[String]) -> Result<(Option<&str>, &str), Exit> {
    match words {
        [input] => Ok((None, input)),
        [id, input, ..] => Ok((Some(id), input)),
        [] => Err(Exit::Usage),
    }
}

/// Refuses a protocol that reads another instrument.
fn refuse_other(context: &Context, own: &[Instrument], instrument: &Instrument) -> Result<(), Exit> {
    let reads = own.iter().map(Instrument::stamp).collect::<Vec<_>>().join(", ");
    let asked = instrument.stamp();
    if reads == asked {
        return Ok(());
    }
    term::error(context.lang, &text!("het protocol leest {reads}, niet {asked}", "the protocol reads {reads}, not {asked}"));
    Err(Exit::Usage)
}
