// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Blocks are scored on several threads; this one reads them, and hands on what comes out, in order.

use std::collections::{BTreeMap, VecDeque};
use std::num::NonZeroUsize;
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread;

use super::part::{Layout, Part};
use super::run::unwritten;
use crate::record::rows::Rows;
use crate::record::{Block, RunError};

/// Blocks that a thread may have before it or be done with, so that memory stays bounded.
const AHEAD: usize = 2;

/// Scores all rows; `take` gets the parts in the order of the blocks.
pub fn parts(layout: &Layout<'_>, rows: &mut dyn Rows, mut take: impl FnMut(&Part) -> Result<(), RunError>) -> Result<(), RunError> {
    let size = layout.job.block;
    let threads = layout.job.threads.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    let (mut first, mut second) = (Block::default(), Block::default());
    if !rows.read(&mut first, size)? {
        return Ok(());
    }
    // For one block a thread costs more than it brings.
    let mut is_more = rows.read(&mut second, size)?;
    if threads > 1 && is_more {
        return side_by_side(layout, rows, threads, [first, second], take);
    }
    let (mut worker, mut part) = (layout.worker(), Part::default());
    layout.part(&first, &mut worker, &mut part).map_err(unwritten)?;
    take(&part)?;
    while is_more {
        layout.part(&second, &mut worker, &mut part).map_err(unwritten)?;
        take(&part)?;
        is_more = rows.read(&mut second, size)?;
    }
    Ok(())
}

fn side_by_side(
    layout: &Layout<'_>,
    rows: &mut dyn Rows,
    threads: usize,
    read: [Block; 2],
    mut take: impl FnMut(&Part) -> Result<(), RunError>,
) -> Result<(), RunError> {
    let (blocks, work) = mpsc::sync_channel::<(usize, Block, Part)>(threads * AHEAD + read.len());
    let work = Mutex::new(work);
    thread::scope(|scope| {
        // Ends with this closure, and with it the threads that wait for blocks.
        let blocks = blocks;
        let (done, parts) = mpsc::channel();
        for _ in 0..threads {
            let (work, done) = (&work, done.clone());
            scope.spawn(move || {
                let mut worker = layout.worker();
                loop {
                    let next = work.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok((place, block, mut part)) = next else { return };
                    let outcome = layout.part(&block, &mut worker, &mut part);
                    if done.send((place, block, outcome.map(|()| part))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(done);
        let mut spare: Vec<(Block, Part)> = (0..threads * AHEAD).map(|_| <(Block, Part)>::default()).collect();
        let (mut sent, mut taken, mut waiting) = (0, 0, BTreeMap::new());
        let mut next = read.into_iter().map(|block| (block, Part::default())).collect::<VecDeque<_>>();
        let mut is_more = true;
        loop {
            while let Some((block, part)) = next.pop_front() {
                if blocks.send((sent, block, part)).is_err() {
                    return Ok(());
                }
                sent += 1;
            }
            if is_more && let Some((mut block, part)) = spare.pop() {
                is_more = rows.read(&mut block, layout.job.block)?;
                next.extend(is_more.then_some((block, part)));
                continue;
            }
            if taken == sent {
                return Ok(());
            }
            let Ok((place, block, part)) = parts.recv() else { return Ok(()) };
            waiting.insert(place, (block, part));
            while let Some((block, part)) = waiting.remove(&taken) {
                let part = part.map_err(unwritten)?;
                take(&part)?;
                spare.push((block, part));
                taken += 1;
            }
        }
    })
}
