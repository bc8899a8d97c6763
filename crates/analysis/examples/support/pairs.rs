//! How well are pairs told apart?

#![allow(dead_code, reason = "each example uses a part")]

/// Every pair of texts with its score and whether they share a key.
pub fn pairs(keys: &[Vec<String>], score: impl Fn(usize, usize) -> f32) -> Vec<(f32, bool)> {
    let mut pairs = Vec::new();
    for a in 0..keys.len() {
        for b in a + 1..keys.len() {
            pairs.push((score(a, b), keys[a].iter().any(|key| keys[b].contains(key))));
        }
    }
    pairs
}

/// Mean of the precision at each pair that is wanted.
pub fn average_precision(pairs: &[(f32, bool)]) -> f64 {
    let mut order: Vec<&(f32, bool)> = pairs.iter().collect();
    order.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut hits, mut sum) = (0_u32, 0.0);
    for (rank, (_, wanted)) in (1_u32..).zip(order) {
        if *wanted {
            hits += 1;
            sum += f64::from(hits) / f64::from(rank);
        }
    }
    sum / f64::from(hits.max(1))
}

/// Share of words in common.
#[expect(clippy::cast_precision_loss, reason = "some hundred words")]
pub fn jaccard(a: &[String], b: &[String]) -> f32 {
    let common = a.iter().filter(|word| b.contains(word)).count();
    common as f32 / (a.len() + b.len() - common).max(1) as f32
}
