// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Chances from proportional hazards (Cox, Regression models and life-tables, 1972): 1 − S₀^(e^z), where S₀ is the baseline survival at the
//! horizon. `ln` and `exp` are the pure Rust ones of [`super::logistic`].

use super::fixed::{ONE, Points, Probability};

/// The baseline survival at a horizon: the share, above 0 and below 1, to whom the outcome has not happened by then where z is 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Baseline(Probability);

impl Baseline {
    /// Reads the literal text of a number; `None` when it is no decimal of at most twelve places, or not above 0 and below 1: with 0 or 1
    /// the chance would be the same at every score.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Probability::parse(text).filter(|share| (1..ONE).contains(&share.units())).map(Self)
    }

    /// The share without the outcome.
    #[must_use]
    pub fn survival(self) -> Points {
        Points(self.0.units())
    }

    /// The cumulative hazard at the horizon, −ln(S₀) · e^z. Where S₀ is near 1 its logarithm is taken from the exact 1 − S₀, so that no
    /// digit is lost.
    #[must_use]
    pub fn hazard(self, z: f64) -> f64 {
        let (survival, rest) = (self.survival(), Points(ONE) - self.survival());
        let logarithm = if rest < survival { libm::log1p(-rest.to_f64()) } else { libm::log(survival.to_f64()) };
        -logarithm * libm::exp(z)
    }

    /// The chance of the outcome within the horizon, 1 − S₀^(e^z) = 1 − e^−hazard, rounded half up to 12 decimals.
    #[must_use]
    pub fn chance(self, z: f64) -> Probability {
        Probability::from_f64(-libm::expm1(-self.hazard(z)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_baseline_survival_lies_between_zero_and_one() {
        for bad in ["0", "1", "0.0", "1.000", "-0.1", "1.2", "0.0000000000001", "many", ""] {
            assert_eq!(Baseline::parse(bad), None, "{bad}");
        }
        for good in ["0.000000000001", "0.5", "0.999999999999"] {
            assert_eq!(Baseline::parse(good).map(|read| read.survival().to_string()).as_deref(), Some(good));
        }
    }

    /// Twelve decimals of 1 − S₀^(e^z), worked out with fifty digits (Python's `decimal`).
    #[test]
    fn chances_are_those_of_exact_arithmetic() {
        for (survival, z, chance) in CHANCES {
            assert_eq!(Baseline::parse(survival).unwrap().chance(z).to_string(), chance, "{survival} at {z}");
        }
    }

    #[test]
    fn the_ends_are_reached_and_never_passed() {
        let baseline = Baseline::parse("0.9").unwrap();
        assert_eq!(baseline.chance(800.0).to_string(), "1.000000000000");
        assert_eq!(baseline.chance(-800.0).to_string(), "0.000000000000");
        assert_eq!(baseline.chance(0.0).to_string(), "0.100000000000");
    }

    proptest! {
        #[test]
        fn a_chance_never_falls_as_z_rises(units in 1..ONE, z in -30.0..30.0_f64, more in 0.0..5.0_f64) {
            let baseline = Baseline::parse(&Points(units).to_string()).unwrap();
            prop_assert!(baseline.chance(z) <= baseline.chance(z + more));
        }
    }

    const CHANCES: [(&str, f64, &str); 8] = [
        ("0.9", 0.0, "0.100000000000"),
        ("0.5", 1.5, "0.955241331488"),
        ("0.5", -1.5, "0.143295340732"),
        ("0.999", 2.25, "0.009447571473"),
        ("0.999999999999", 3.0, "0.000000000020"),
        ("0.000000000001", -4.0, "0.397145741132"),
        ("0.759347425453", 0.375, "0.330050619171"),
        ("0.93", -6.5, "0.000109099672"),
    ];
}
