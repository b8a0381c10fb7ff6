// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Counts of combinations: whole numbers without a limit.

use std::iter::Product;

use serde::{Serialize, Serializer};

/// A whole number, by its decimal digits, the last one first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count(Vec<u8>);

impl From<usize> for Count {
    fn from(number: usize) -> Self {
        Self(number.to_string().bytes().rev().map(|digit| digit - b'0').collect())
    }
}

impl Count {
    fn times(&self, other: &Self) -> Self {
        let mut digits = vec![0_u8; self.0.len() + other.0.len()];
        for (place, a) in self.0.iter().enumerate() {
            let mut carry = 0;
            for (at, b) in other.0.iter().chain([&0]).enumerate() {
                let digit = digits[place + at] + a * b + carry;
                digits[place + at] = digit % 10;
                carry = digit / 10;
            }
        }
        while digits.len() > 1 && digits.last() == Some(&0) {
            digits.pop();
        }
        Self(digits)
    }
}

impl<'c> Product<&'c Self> for Count {
    fn product<I: Iterator<Item = &'c Self>>(counts: I) -> Self {
        counts.fold(Self::from(1), |product, next| product.times(next))
    }
}

impl Serialize for Count {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text: String = self.0.iter().rev().map(|digit| char::from(b'0' + digit)).collect();
        serializer.serialize_str(&text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn products_agree_with_those_of_whole_numbers(factors in proptest::collection::vec(0_usize..100_000, 0..7)) {
            let counts: Vec<Count> = factors.iter().copied().map(Count::from).collect();
            let text = serde_json::to_string(&counts.iter().product::<Count>()).unwrap();
            let product: u128 = factors.iter().map(|&factor| factor as u128).product();
            prop_assert_eq!(text, format!("\"{product}\""));
        }
    }
}
