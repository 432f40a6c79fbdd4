//! Law: chance is the same every time: the same seed gives the same search.

/// A small generator of pseudo-random numbers: SplitMix64, Steele, Lea and Flood (2014).
pub(super) struct Rng(u64);

impl Rng {
    /// Starts from a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A whole number below `n`, which is at least 1.
    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    /// A number from 0 up to 1.
    pub fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A number of the Gumbel distribution: the smallest of `cost − heat · gumbel` is a draw by heat.
    ///
    /// Only additions, multiplications and `ln`; a platform whose `ln` differs in the last bit would
    /// have to meet a tie to that bit for another draw.
    pub fn gumbel(&mut self) -> f64 {
        -(-self.unit().max(1e-12).ln()).ln()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_numbers_over_the_whole_range() {
        let draw = |seed| {
            let mut rng = Rng::new(seed);
            (0..64).map(|_| rng.below(10)).collect::<Vec<_>>()
        };
        assert_eq!(draw(3), draw(3));
        assert_ne!(draw(3), draw(4));
        assert!((0..10).all(|n| draw(3).contains(&n)));
    }
}
