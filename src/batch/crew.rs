// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Work on several threads at once, of which what comes out is handed on in the order of the work. Only so much is under way that memory
//! stays constant.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::thread::{self, Builder, ScopedJoinHandle};

/// Pieces of work that may be under way for each thread.
const UNDER_WAY: usize = 3;

/// Does pieces of work, on a thread of its own.
pub trait Worker {
    type Work: Send;
    type Done: Send;
    type End: Send;

    fn work(&mut self, work: Self::Work) -> Self::Done;

    /// What is left to hand on after the last piece.
    fn end(self) -> Self::End;
}

/// Where work comes from, and where it goes.
pub trait Stream<W: Worker> {
    type Error;

    fn next(&mut self) -> Result<Option<W::Work>, Self::Error>;

    fn take(&mut self, done: W::Done) -> Result<(), Self::Error>;
}

/// Does all work; returns what every worker hands on at its end.
pub fn run<W: Worker, S: Stream<W>>(threads: NonZeroUsize, hire: impl Fn() -> W + Sync, stream: &mut S) -> Result<Vec<W::End>, S::Error> {
    let (give, given) = channel();
    let given = Mutex::new(given);
    let (hand_in, handed_in) = channel();
    thread::scope(|scope| {
        let give = give;
        // One thread gains nothing over this one; and where none can be had, this one works.
        let wanted = if threads.get() == 1 { 0 } else { threads.get() };
        let crew: Vec<ScopedJoinHandle<'_, W::End>> = (0..wanted)
            .map_while(|_| {
                let (hire, given, hand_in) = (&hire, &given, hand_in.clone());
                Builder::new().spawn_scoped(scope, move || work(hire(), given, &hand_in)).ok()
            })
            .collect();
        drop(hand_in);
        if crew.is_empty() {
            let mut worker = hire();
            while let Some(piece) = stream.next()? {
                stream.take(worker.work(piece))?;
            }
            return Ok(vec![worker.end()]);
        }
        lead(crew.len() * UNDER_WAY, stream, &give, &handed_in)?;
        // Who is given nothing more ends.
        drop(give);
        Ok(crew.into_iter().map(|worker| worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect())
    })
}

/// Works until no more is given.
fn work<W: Worker>(mut worker: W, given: &Mutex<Receiver<(usize, W::Work)>>, hand_in: &Sender<(usize, W::Done)>) -> W::End {
    loop {
        let next = given.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((place, piece)) = next else { return worker.end() };
        if hand_in.send((place, worker.work(piece))).is_err() {
            return worker.end();
        }
    }
}

/// Gives out work and takes in what is done, in order.
fn lead<W: Worker, S: Stream<W>>(
    most: usize,
    stream: &mut S,
    give: &Sender<(usize, W::Work)>,
    handed_in: &Receiver<(usize, W::Done)>,
) -> Result<(), S::Error> {
    let (mut given, mut taken, mut more) = (0, 0, true);
    let mut early: BTreeMap<usize, W::Done> = BTreeMap::new();
    loop {
        while more && given - taken < most {
            let next = stream.next()?;
            more = next.is_some_and(|piece| give.send((given, piece)).is_ok());
            given += usize::from(more);
        }
        // Nothing comes when all is taken, or when a worker has panicked; that shows when it is joined.
        let Some((place, done)) = (taken < given).then(|| handed_in.recv().ok()).flatten() else { return Ok(()) };
        early.insert(place, done);
        while let Some(done) = early.remove(&taken) {
            stream.take(done)?;
            taken += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Squares(usize);

    impl Worker for Squares {
        type Work = usize;
        type Done = usize;
        type End = usize;

        fn work(&mut self, work: usize) -> usize {
            self.0 += 1;
            // Later pieces are done earlier.
            thread::sleep(std::time::Duration::from_micros((100 - work as u64) * 5));
            work * work
        }

        fn end(self) -> usize {
            self.0
        }
    }

    struct Numbers {
        next: usize,
        stops: usize,
        taken: Vec<usize>,
    }

    impl Stream<Squares> for Numbers {
        type Error = &'static str;

        fn next(&mut self) -> Result<Option<usize>, Self::Error> {
            self.next += 1;
            if self.next == self.stops { Err("stopped") } else { Ok((self.next <= 100).then_some(self.next - 1)) }
        }

        fn take(&mut self, done: usize) -> Result<(), Self::Error> {
            self.taken.push(done);
            Ok(())
        }
    }

    #[test]
    fn all_work_is_done_once_and_taken_in_order() {
        for threads in [1, 2, 3, 8].map(|threads| NonZeroUsize::new(threads).unwrap()) {
            let mut numbers = Numbers { next: 0, stops: usize::MAX, taken: Vec::new() };
            let ends = run(threads, || Squares(0), &mut numbers).unwrap();
            assert_eq!((ends.len(), ends.iter().sum::<usize>()), (threads.get(), 100));
            assert_eq!(numbers.taken, (0..100).map(|number| number * number).collect::<Vec<_>>());
            let mut numbers = Numbers { next: 0, stops: 50, taken: Vec::new() };
            assert_eq!(run(threads, || Squares(0), &mut numbers), Err("stopped"));
        }
    }
}
