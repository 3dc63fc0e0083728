//! How high each piece is, and where it stands: estimated until it has been laid out.

/// The heights of the pieces with their sums, in a Fenwick tree: setting one and finding a place cost the logarithm of
/// how many there are, so that a long article scrolls as fast as a short one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Heights {
    heights: Vec<f32>,
    /// Invariant: `tree[i]` (counted from 1) is the sum of the heights of the `i & -i` pieces up to the `i`-th. In `f64`,
    /// because a long article is millions of points high.
    tree: Vec<f64>,
}

impl Heights {
    /// Takes the heights, in points.
    pub(crate) fn new(heights: Vec<f32>) -> Self {
        let mut tree: Vec<f64> = std::iter::once(0.0).chain(heights.iter().map(|height| f64::from(*height))).collect();
        for i in 1..tree.len() {
            let parent = i + (i & i.wrapping_neg());
            if parent < tree.len() {
                tree[parent] += tree[i];
            }
        }
        Self { heights, tree }
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.heights.len()
    }

    /// The height of a piece.
    pub(crate) fn get(&self, number: usize) -> f32 {
        self.heights.get(number).copied().unwrap_or_default()
    }

    /// Takes in a measured height.
    pub(crate) fn set(&mut self, number: usize, height: f32) {
        let Some(known) = self.heights.get_mut(number) else {
            return;
        };
        let change = f64::from(height) - f64::from(*known);
        if change == 0.0 {
            return;
        }
        *known = height;
        let mut i = number + 1;
        while i < self.tree.len() {
            self.tree[i] += change;
            i += i & i.wrapping_neg();
        }
    }

    /// The sum of the heights before a piece: where it begins.
    pub(crate) fn before(&self, number: usize) -> f64 {
        let mut sum = 0.0;
        let mut i = number.min(self.heights.len());
        while i > 0 {
            sum += self.tree[i];
            i &= i - 1;
        }
        sum
    }

    /// The sum of all.
    pub(crate) fn total(&self) -> f64 {
        self.before(self.heights.len())
    }

    /// The piece at a height, and how far into it that is.
    pub(crate) fn at(&self, height: f64) -> (usize, f32) {
        let mut left = height.max(0.0);
        let mut i = 0;
        let mut step = self.heights.len().next_power_of_two();
        while step > 0 {
            let next = i + step;
            if next < self.tree.len() && self.tree[next] <= left {
                left -= self.tree[next];
                i = next;
            }
            step /= 2;
        }
        if i >= self.heights.len() && !self.heights.is_empty() {
            let last = self.heights.len() - 1;
            return (last, self.heights[last]);
        }
        (i, left as f32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_and_places_agree_with_counting() {
        let mut plain: Vec<f32> = (0_u8..100).map(|i| f32::from(i % 7) + 1.0).collect();
        let mut heights = Heights::new(plain.clone());
        for change in [3, 50, 99, 0] {
            plain[change] = 40.0;
            heights.set(change, 40.0);
        }
        let mut sum = 0.0;
        for (number, height) in plain.iter().enumerate() {
            assert!((heights.before(number) - sum).abs() < 1e-6, "before {number}");
            let (found, into) = heights.at(sum + 0.5);
            assert_eq!(found, number, "piece at {}", sum + 0.5);
            assert!((into - 0.5).abs() < 1e-4, "offset into {number}");
            sum += f64::from(*height);
        }
        assert!((heights.total() - sum).abs() < 1e-6, "total");
        assert_eq!(heights.at(1e9).0, 99, "past the end");
        assert_eq!(Heights::default().at(3.0), (0, 3.0), "no pieces");
    }
}
