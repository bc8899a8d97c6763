//! How does a model keep its weights, which it reads far more often than it changes them?
//!
//! Whole numbers of steps take half the memory of the fractions they were learned as, and fit the
//! caches of a processor better.

use super::linear::{Linear, shares};
use crate::features::Features;

/// Steps into which the highest weight of what is learned from a corpus is divided: they go into a file.
pub(crate) const OF_CORPUS: f32 = 2_000.0;
/// The same for what is learned on top of it, where small differences count; 32,767 is the most.
pub(crate) const OF_DECISIONS: f32 = 32_000.0;

/// Weights of features for classes, each a whole number of steps.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Packed {
    pub classes: usize,
    /// What one step weighs.
    pub step: f32,
    /// One row of classes for each feature.
    pub rows: Vec<i16>,
    pub bias: Vec<f32>,
}

impl Packed {
    /// Knows nothing yet; one step weighs so much.
    pub(crate) fn empty(classes: usize, bits: u32, step: f32) -> Self {
        Self {
            classes,
            step,
            rows: vec![0; classes << bits],
            bias: vec![0.0; classes],
        }
    }

    /// What was learned, its highest weight divided into so many steps.
    pub(crate) fn of(linear: &Linear, steps: f32) -> Self {
        let highest = linear
            .weights
            .iter()
            .fold(0.0_f32, |most, weight| most.max(weight.abs()));
        let step = (highest / steps).max(f32::MIN_POSITIVE);
        Self {
            classes: linear.classes,
            step,
            rows: linear
                .weights
                .iter()
                .map(|weight| whole(weight / step))
                .collect(),
            bias: linear.bias.clone(),
        }
    }

    /// The weights again, to learn from there.
    pub(crate) fn linear(&self) -> Linear {
        Linear {
            classes: self.classes,
            weights: self
                .rows
                .iter()
                .map(|&steps| f32::from(steps) * self.step)
                .collect(),
            bias: self.bias.clone(),
        }
    }

    /// What speaks for each class, before it is made a share.
    pub(crate) fn scores(&self, features: &Features) -> Vec<f32> {
        let mut sums = vec![0.0; self.classes];
        for &(number, value) in features {
            let start = number as usize * self.classes;
            let Some(row) = self.rows.get(start..start + self.classes) else {
                continue;
            };
            for (sum, &steps) in sums.iter_mut().zip(row) {
                *sum += value * f32::from(steps);
            }
        }
        sums.iter()
            .zip(&self.bias)
            .map(|(sum, bias)| bias + sum * self.step)
            .collect()
    }

    /// The share of each class.
    pub(crate) fn shares(&self, features: &Features) -> Vec<f32> {
        shares(&self.scores(features))
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "at most the number of steps, which fits"
)]
fn whole(steps: f32) -> i16 {
    steps.round() as i16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_says_what_was_learned() {
        let mut linear = Linear::empty(2, 2);
        linear.bias = vec![0.5, -0.5];
        linear.weights = vec![0.0, 3.0, -1.5, 0.000_1, 0.0, 0.0, 0.25, -0.25];
        let packed = Packed::of(&linear, OF_DECISIONS);
        let features = vec![(0, 0.5), (1, 1.0), (3, 2.0), (9, 1.0)];
        for (own, learned) in packed
            .scores(&features)
            .iter()
            .zip(linear.scores(&features))
        {
            assert!((own - learned).abs() < 0.001, "{own} {learned}");
        }
        assert_eq!(Packed::of(&packed.linear(), OF_DECISIONS), packed);
    }
}
