// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! How many events are needed for what is estimated.

use crate::lang::Text;
use crate::text;

/// The rule: at least so many events, and so many persons without the event, for every parameter that is estimated beside one that all
/// rates share (Peduzzi and others, Journal of Clinical Epidemiology 49, 1996, 1373-1379). A lower limit, not a guarantee.
pub const PER_PARAMETER: usize = 10;

/// What is there for what is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Events {
    /// Persons with the event, or without it where those are fewer.
    pub fewer: usize,
    /// Parameters that are estimated.
    pub parameters: usize,
}

impl Events {
    /// Of outcomes.
    #[must_use]
    pub fn of(events: &[bool], parameters: usize) -> Self {
        let with = events.iter().filter(|event| **event).count();
        Self { fewer: with.min(events.len() - with), parameters }
    }

    /// The number needed.
    #[must_use]
    pub fn needed(self) -> usize {
        PER_PARAMETER * self.parameters
    }

    /// Whether there are enough.
    #[must_use]
    pub fn enough(self) -> bool {
        self.fewer >= self.needed()
    }

    /// Why what is asked is refused.
    #[must_use]
    pub fn refusal(self) -> Text {
        let (fewer, parameters, needed) = (self.fewer, self.parameters, self.needed());
        text!(
            "te weinig gevallen: {fewer} waar er {needed} nodig zijn ({PER_PARAMETER} voor elk van {parameters} te schatten getallen; van mensen met en zonder de uitkomst tellen de minste); met --force gebeurt het toch, en het bestand zegt dat dan",
            "too few events: {fewer} where {needed} are needed ({PER_PARAMETER} for each of {parameters} numbers to estimate; of persons with and without the event the fewer count); --force does it anyway, and the file then says so"
        )
    }
}
