//! What has the analysis learned, and how is it kept, compared and taken back?
//!
//! A [`Model`] holds the weights of every [`Task`]. The shipped one was trained on the corpus of
//! this project and on the sources it names; an installation learns from what its officials
//! decide by an [`Adaptation`] on top of it.

mod adaptation;
mod file;
pub(crate) mod linear;
pub(crate) mod packed;
mod task;

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use crate::features::Features;
use linear::Linear;
use packed::Packed;

pub(crate) use adaptation::Seen;
pub use adaptation::{Adaptation, AdaptationError, Agreement, Versions};
pub use file::ModelFileError;
pub(crate) use task::REASONS;
pub use task::{Act, Task};

static FILE: &[u8] = include_bytes!("../model/petitions.bin");

static SHIPPED: LazyLock<Model> = LazyLock::new(|| Model::from_bytes(FILE).unwrap_or_default());

/// Weights of every task, what they were learned from, and their version.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Model {
    /// Counted up whenever the shipped weights change.
    pub version: u32,
    /// What it was trained on, with licence and attribution.
    pub sources: Vec<String>,
    /// Shared between copies: some megabytes that seldom change.
    tasks: BTreeMap<Task, Arc<Packed>>,
}

impl Model {
    /// The model that ships.
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// The tasks it has learned.
    pub fn tasks(&self) -> impl Iterator<Item = Task> {
        self.tasks.keys().copied()
    }

    /// Bytes its weights take in memory.
    pub fn size(&self) -> usize {
        self.tasks
            .values()
            .map(|packed| size_of_val(packed.rows.as_slice()))
            .sum()
    }

    /// The share of each class of a task; even shares for a task that was never learned.
    pub(crate) fn shares(&self, task: Task, features: &Features) -> Vec<f32> {
        match self.tasks.get(&task) {
            Some(packed) => packed.shares(features),
            None => linear::shares(&vec![0.0; task.classes().len()]),
        }
    }

    /// The likeliest class of a task and its share.
    pub(crate) fn likeliest(&self, task: Task, features: &Features) -> (usize, f32) {
        let shares = self.shares(task, features);
        let mut best = (0, shares[0]);
        for (class, share) in shares.into_iter().enumerate().skip(1) {
            if share > best.1 {
                best = (class, share);
            }
        }
        best
    }

    /// How strongly features speak for the second of two classes, before it is made a share.
    pub(crate) fn lean(&self, task: Task, features: &Features) -> f32 {
        self.tasks.get(&task).map_or(0.0, |packed| {
            let scores = packed.scores(features);
            scores[1] - scores[0]
        })
    }

    /// The weights of a task, to learn from there.
    pub(crate) fn linear(&self, task: Task) -> Option<Linear> {
        self.tasks.get(&task).map(|packed| packed.linear())
    }

    /// Keeps what was learned for a task.
    pub(crate) fn put(&mut self, task: Task, packed: Packed) {
        self.tasks.insert(task, Arc::new(packed));
    }
}
