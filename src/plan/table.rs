// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A dense table over the cells of a few fields.

use super::PlanField;

/// A value for each combination of cells.
#[derive(Clone, Debug)]
pub struct Table<T> {
    /// The fields, by index, with how far apart their cells stand.
    axes: Vec<(usize, usize)>,
    values: Vec<T>,
}

/// A table may not have more entries than this.
pub const MOST_ENTRIES: usize = 1 << 18;

impl<T: Copy> Table<T> {
    /// Fills a table: `value` is asked for each combination of cells, given in the order of `fields`.
    /// `None` when there would be too many entries.
    pub fn fill(fields: &[usize], all: &[PlanField], mut value: impl FnMut(&[u16]) -> T) -> Option<Self> {
        let sizes: Vec<usize> = fields.iter().map(|&field| all[field].cells.len()).collect();
        let entries = sizes.iter().try_fold(1_usize, |product, &size| product.checked_mul(size))?;
        if entries > MOST_ENTRIES {
            return None;
        }
        let mut strides = vec![1; fields.len()];
        for axis in (0..fields.len().saturating_sub(1)).rev() {
            strides[axis] = strides[axis + 1] * sizes[axis + 1];
        }
        let mut cells = vec![0_u16; fields.len()];
        let mut values = Vec::with_capacity(entries);
        for entry in 0..entries {
            for (axis, cell) in cells.iter_mut().enumerate() {
                *cell = u16::try_from(entry / strides[axis] % sizes[axis]).unwrap_or(u16::MAX);
            }
            values.push(value(&cells));
        }
        Some(Self { axes: fields.iter().copied().zip(strides).collect(), values })
    }

    /// The value at the cells of all fields (by field index).
    #[must_use]
    pub fn at(&self, cells: &[u16]) -> T {
        let place: usize = self.axes.iter().map(|&(field, stride)| usize::from(cells[field]) * stride).sum();
        self.values[place]
    }

    /// The fields, by index.
    #[must_use]
    pub fn fields(&self) -> Vec<usize> {
        self.axes.iter().map(|&(field, _)| field).collect()
    }

    /// The fields with how far apart their cells stand, and the values: for kernels over columns.
    #[must_use]
    pub fn parts(&self) -> (&[(usize, usize)], &[T]) {
        (&self.axes, &self.values)
    }
}
