// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! How far the capacity goes. Cases with one place stay together: where it ends among them, all are marked, and nobody is cut in silence.

use super::draw::{self, Purpose};
use super::request::EdgeRule;

/// How a case came out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Taken {
    /// Behind the edge.
    #[default]
    No,
    /// Within the capacity.
    Within,
    /// Of these equals so many fit: a person chooses, all are listed.
    Edge {
        /// How many fit.
        fit: usize,
        /// How many they are.
        of: usize,
    },
    /// Drawn from equals, of which so many fit.
    Drawn {
        /// How many fit.
        fit: usize,
        /// How many they are.
        of: usize,
    },
    /// Not drawn from equals, of which so many fit.
    NotDrawn {
        /// How many fit.
        fit: usize,
        /// How many they are.
        of: usize,
    },
}

impl Taken {
    /// Whether the case is on the list by its tier.
    #[must_use]
    pub fn is_listed(self) -> bool {
        matches!(self, Self::Within | Self::Edge { .. } | Self::Drawn { .. })
    }

    /// The code in files: `edge:2/5`, `drawn:2/5` or `not_drawn:2/5`; nothing away from the edge.
    #[must_use]
    pub fn code(self) -> String {
        match self {
            Self::No | Self::Within => String::new(),
            Self::Edge { fit, of } => format!("edge:{fit}/{of}"),
            Self::Drawn { fit, of } => format!("drawn:{fit}/{of}"),
            Self::NotDrawn { fit, of } => format!("not_drawn:{fit}/{of}"),
        }
    }
}

/// Hands out the capacity over groups of equals, first to last. With [`EdgeRule::Lots`] and a seed the edge is drawn by the names.
#[must_use]
pub fn hand_out(groups: &[Vec<&str>], capacity: Option<usize>, rule: EdgeRule, seed: Option<u64>) -> Vec<Vec<Taken>> {
    let mut left = capacity.unwrap_or(usize::MAX);
    let taken = |group: &Vec<&str>| {
        let (fit, of) = (left.min(group.len()), group.len());
        left -= fit;
        match (rule, seed) {
            _ if fit == of => vec![Taken::Within; of],
            _ if fit == 0 => vec![Taken::No; of],
            (EdgeRule::Lots, Some(seed)) => {
                let drawn = draw::draw(Purpose::Edge, seed, group, fit);
                (0..of).map(|at| if drawn.contains(&at) { Taken::Drawn { fit, of } } else { Taken::NotDrawn { fit, of } }).collect()
            }
            _ => vec![Taken::Edge { fit, of }; of],
        }
    };
    groups.iter().map(taken).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equals_at_the_edge_stay_together() {
        let groups = [vec!["a", "b"], vec!["c", "d", "e"], vec!["f"]];
        let codes = |capacity, rule| {
            let taken = hand_out(&groups, capacity, rule, Some(7));
            taken.concat().into_iter().map(|taken| if taken == Taken::Within { "in".to_owned() } else { taken.code() }).collect::<Vec<_>>()
        };
        assert_eq!(codes(Some(3), EdgeRule::All), ["in", "in", "edge:1/3", "edge:1/3", "edge:1/3", ""]);
        assert_eq!(codes(Some(2), EdgeRule::All), ["in", "in", "", "", "", ""]);
        assert_eq!(codes(None, EdgeRule::All), ["in"; 6]);
        assert_eq!(codes(Some(0), EdgeRule::All), [""; 6]);
        let drawn = codes(Some(4), EdgeRule::Lots);
        assert_eq!(drawn.iter().filter(|code| *code == "drawn:2/3").count(), 2, "{drawn:?}");
        assert_eq!(drawn.iter().filter(|code| *code == "not_drawn:2/3").count(), 1, "{drawn:?}");
    }
}
