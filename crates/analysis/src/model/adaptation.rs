//! What has one installation learned from its officials' decisions?
//!
//! An adaptation is the difference that labels make to a model. It can be kept as JSON, compared
//! with another on labels neither has seen, and taken back.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::linear::{Effort, Example, Linear};
use super::packed::{OF_DECISIONS, Packed};
use super::{Model, Task};
use crate::features::Features;

/// Passes over the labels: enough to be corrected, too few to forget what was shipped.
const EFFORT: Effort = Effort {
    passes: 6,
    rate: 0.08,
    pull: 0.0,
};
/// Differences below this are left out.
const LEAST: f32 = 1e-4;

/// What labels changed in a model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Adaptation {
    /// Version of the shipped model that it changes.
    pub base: u32,
    /// Labels it was learned from.
    pub labels: usize,
    /// For each task: feature, class, difference.
    differences: BTreeMap<Task, Vec<(u32, u8, f32)>>,
    bias: BTreeMap<Task, Vec<f32>>,
}

/// Why an adaptation does not fit a model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AdaptationError {
    /// It was learned on top of another version.
    #[error("it was learned on top of model {learned_on}, this is model {found}; train it again")]
    OtherBase {
        /// Version it was learned on.
        learned_on: u32,
        /// Version of the model at hand.
        found: u32,
    },
    /// No version has that number.
    #[error("there is no version {0}")]
    NoVersion(usize),
}

/// A label with the features of its text.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    pub task: Task,
    pub class: usize,
    pub features: Features,
}

impl Adaptation {
    pub(crate) fn learn(base: &Model, seen: &[Seen]) -> Self {
        let mut adaptation = Self {
            base: base.version,
            labels: seen.len(),
            differences: BTreeMap::new(),
            bias: BTreeMap::new(),
        };
        for task in Task::all() {
            let examples: Vec<Example<'_>> = seen
                .iter()
                .filter(|label| label.task == task && label.class < task.classes().len())
                .map(|label| Example {
                    features: &label.features,
                    class: label.class,
                    weight: 1.0,
                })
                .collect();
            if examples.is_empty() {
                continue;
            }
            let classes = task.classes().len();
            let before = base
                .linear(task)
                .unwrap_or_else(|| Linear::empty(classes, task.bits()));
            let mut after = before.clone();
            after.learn(&examples, EFFORT);
            let differences = before
                .weights
                .iter()
                .zip(&after.weights)
                .enumerate()
                .filter(|(_, (old, new))| (*new - *old).abs() > LEAST)
                .map(|(place, (old, new))| {
                    let feature = u32::try_from(place / classes).unwrap_or(u32::MAX);
                    let class = u8::try_from(place % classes).unwrap_or(u8::MAX);
                    (feature, class, new - old)
                })
                .collect();
            let bias = before.bias.iter().zip(&after.bias);
            adaptation
                .bias
                .insert(task, bias.map(|(old, new)| new - old).collect());
            adaptation.differences.insert(task, differences);
        }
        adaptation
    }
}

impl Model {
    /// The model with what an installation has learned.
    pub fn adapted(&self, adaptation: &Adaptation) -> Result<Self, AdaptationError> {
        if adaptation.base != self.version {
            return Err(AdaptationError::OtherBase {
                learned_on: adaptation.base,
                found: self.version,
            });
        }
        let mut model = self.clone();
        for (&task, differences) in &adaptation.differences {
            let classes = task.classes().len();
            let mut linear = model
                .linear(task)
                .unwrap_or_else(|| Linear::empty(classes, task.bits()));
            for &(feature, class, difference) in differences {
                let place = feature as usize * classes + usize::from(class);
                if let Some(weight) = linear.weights.get_mut(place) {
                    *weight += difference;
                }
            }
            if let Some(bias) = adaptation.bias.get(&task) {
                for (own, difference) in linear.bias.iter_mut().zip(bias) {
                    *own += difference;
                }
            }
            model.put(task, Packed::of(&linear, OF_DECISIONS));
        }
        Ok(model)
    }

    /// How often the model agrees with labels, task by task.
    pub(crate) fn agreement(&self, seen: &[Seen]) -> Vec<Agreement> {
        Task::all()
            .filter_map(|task| {
                let labels: Vec<&Seen> = seen.iter().filter(|label| label.task == task).collect();
                let agreed = labels
                    .iter()
                    .filter(|label| self.likeliest(task, &label.features).0 == label.class)
                    .count();
                (!labels.is_empty()).then_some(Agreement {
                    task,
                    labels: labels.len(),
                    agreed,
                })
            })
            .collect()
    }
}

/// How often a model and officials said the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Agreement {
    /// About what.
    pub task: Task,
    /// Labels that were compared.
    pub labels: usize,
    /// Labels for which the model said the same.
    pub agreed: usize,
}

/// All that an installation has learned so far, and which of it is in use.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Versions {
    kept: Vec<Adaptation>,
    /// Numbers of the versions that were put to use, the one in use last; 0 is the shipped model.
    history: Vec<usize>,
}

impl Versions {
    /// Keeps an adaptation and says under which number; it is not yet in use.
    pub fn keep(&mut self, adaptation: Adaptation) -> usize {
        self.kept.push(adaptation);
        self.kept.len()
    }

    /// The adaptation of a number; nothing for 0, the shipped model.
    pub fn get(&self, number: usize) -> Option<&Adaptation> {
        number.checked_sub(1).and_then(|at| self.kept.get(at))
    }

    /// The number in use.
    pub fn in_use(&self) -> usize {
        self.history.last().copied().unwrap_or(0)
    }

    /// Puts a version to use.
    pub fn switch(&mut self, number: usize) -> Result<(), AdaptationError> {
        if number > self.kept.len() {
            return Err(AdaptationError::NoVersion(number));
        }
        self.history.push(number);
        Ok(())
    }

    /// Goes back to the version that was in use before, and says which it is.
    pub fn roll_back(&mut self) -> usize {
        self.history.pop();
        self.in_use()
    }

    /// The model that is in use.
    pub fn model(&self, shipped: &Model) -> Result<Model, AdaptationError> {
        match self.get(self.in_use()) {
            Some(adaptation) => shipped.adapted(adaptation),
            None => Ok(shipped.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(features: Features, class: usize) -> Seen {
        Seen {
            task: Task::Urgency,
            class,
            features,
        }
    }

    #[test]
    fn what_officials_say_is_learned_kept_and_taken_back() {
        let shipped = Model {
            version: 1,
            ..Model::default()
        };
        let labels: Vec<Seen> = (0..20)
            .flat_map(|_| [seen(vec![(1, 1.0)], 2), seen(vec![(2, 1.0)], 0)])
            .collect();
        let adaptation = Adaptation::learn(&shipped, &labels);
        let kept = serde_json::to_string(&adaptation).unwrap();
        let adaptation: Adaptation = serde_json::from_str(&kept).unwrap();

        let mut versions = Versions::default();
        let number = versions.keep(adaptation);
        assert_eq!(versions.in_use(), 0);
        versions.switch(number).unwrap();
        let model = versions.model(&shipped).unwrap();
        let unseen = [seen(vec![(1, 0.5)], 2), seen(vec![(2, 0.5)], 0)];
        assert_eq!(model.agreement(&unseen)[0].agreed, 2);
        assert!(shipped.agreement(&unseen)[0].agreed < 2);

        assert_eq!(versions.roll_back(), 0);
        assert_eq!(versions.model(&shipped).unwrap(), shipped);
        assert_eq!(versions.switch(7), Err(AdaptationError::NoVersion(7)));
    }

    #[test]
    fn another_base_is_refused() {
        let shipped = Model {
            version: 2,
            ..Model::default()
        };
        let adaptation = Adaptation::learn(&Model::default(), &[]);
        assert_eq!(
            shipped.adapted(&adaptation),
            Err(AdaptationError::OtherBase {
                learned_on: 0,
                found: 2
            })
        );
    }
}
