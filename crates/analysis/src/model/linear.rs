//! How does a linear model tell classes apart, and how does it learn to?
//!
//! Softmax regression by `AdaGrad`. The order of the examples is fixed, so that the same examples
//! always make the same weights.

use crate::features::Features;

/// An example to learn from.
#[derive(Debug, Clone)]
pub(crate) struct Example<'a> {
    pub features: &'a Features,
    pub class: usize,
    /// What it counts.
    pub weight: f32,
}

/// How hard to learn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Effort {
    /// Passes over the examples.
    pub passes: usize,
    /// Length of the first step.
    pub rate: f32,
    /// Pull towards nothing, per example seen.
    pub pull: f32,
}

/// Weights of features for classes.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Linear {
    pub classes: usize,
    /// One row of classes for each feature.
    pub weights: Vec<f32>,
    pub bias: Vec<f32>,
}

impl Linear {
    /// Knows nothing yet.
    pub(crate) fn empty(classes: usize, bits: u32) -> Self {
        Self {
            classes,
            weights: vec![0.0; classes << bits],
            bias: vec![0.0; classes],
        }
    }

    /// What speaks for each class, before it is made a share.
    pub(crate) fn scores(&self, features: &Features) -> Vec<f32> {
        let mut scores = self.bias.clone();
        for &(number, value) in features {
            let start = number as usize * self.classes;
            let Some(row) = self.weights.get(start..start + self.classes) else {
                continue;
            };
            for (score, weight) in scores.iter_mut().zip(row) {
                *score += value * weight;
            }
        }
        scores
    }

    /// The share of each class.
    pub(crate) fn shares(&self, features: &Features) -> Vec<f32> {
        shares(&self.scores(features))
    }

    /// Learns from examples, from what it knows already.
    pub(crate) fn learn(&mut self, examples: &[Example<'_>], effort: Effort) {
        let mut gathered = vec![1e-6_f32; self.weights.len()];
        let mut bias_gathered = vec![1e-6_f32; self.classes];
        let mut order: Vec<usize> = (0..examples.len()).collect();
        let mut state = 0x2545_f491_4f6c_dd1d_u64;
        for _ in 0..effort.passes {
            shuffle(&mut order, &mut state);
            for &at in &order {
                let example = &examples[at];
                let shares = self.shares(example.features);
                for class in 0..self.classes {
                    let wanted = if class == example.class { 1.0 } else { 0.0 };
                    let error = (shares[class] - wanted) * example.weight;
                    bias_gathered[class] += error * error;
                    self.bias[class] -= effort.rate * error / bias_gathered[class].sqrt();
                    for &(number, value) in example.features {
                        let place = number as usize * self.classes + class;
                        let weight = &mut self.weights[place];
                        let slope = error * value + effort.pull * *weight;
                        gathered[place] += slope * slope;
                        *weight -= effort.rate * slope / gathered[place].sqrt();
                    }
                }
            }
        }
    }
}

/// Scores as shares that make up one.
pub(crate) fn shares(scores: &[f32]) -> Vec<f32> {
    let highest = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut shares: Vec<f32> = scores.iter().map(|score| (score - highest).exp()).collect();
    let sum: f32 = shares.iter().sum();
    for share in &mut shares {
        *share /= sum;
    }
    shares
}

/// Fisher and Yates, with xorshift.
fn shuffle(order: &mut [usize], state: &mut u64) {
    for last in (1..order.len()).rev() {
        *state ^= *state << 13;
        *state ^= *state >> 7;
        *state ^= *state << 17;
        let other = usize::try_from(*state % (last as u64 + 1)).unwrap_or(0);
        order.swap(last, other);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_learns_what_tells_classes_apart() {
        let (a, b, c): (Features, Features, Features) = (
            vec![(1, 1.0), (4, 1.0)],
            vec![(2, 1.0), (4, 1.0)],
            vec![(3, 1.0)],
        );
        let examples: Vec<Example<'_>> = [(&a, 0), (&b, 1), (&c, 2)]
            .map(|(features, class)| Example {
                features,
                class,
                weight: 1.0,
            })
            .into();
        let effort = Effort {
            passes: 30,
            rate: 0.5,
            pull: 1e-4,
        };
        let mut model = Linear::empty(3, 3);
        model.learn(&examples, effort);
        for example in &examples {
            let shares = model.shares(example.features);
            assert!(shares[example.class] > 0.8, "{shares:?}");
        }
        let mut again = Linear::empty(3, 3);
        again.learn(&examples, effort);
        assert_eq!(model, again, "the same examples make the same weights");
    }

    #[test]
    fn shares_make_up_one() {
        let found = shares(&[1000.0, 0.0, -1000.0]);
        assert!((found.iter().sum::<f32>() - 1.0).abs() < 1e-6 && found[0] > 0.99);
    }
}
