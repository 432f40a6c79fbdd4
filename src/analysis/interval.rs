//! Law: an interval says how far a count could have fallen otherwise, seen as one outcome of a process.

use statrs::distribution::{ContinuousCDF, Normal};

/// The ends of an interval, in per cent or percentage points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Interval {
    /// Whether a value lies in it, ends included.
    pub fn holds(self, value: f64) -> bool {
        (self.low..=self.high).contains(&value)
    }
}

/// The two-sided normal quantile: 1.96 for 0.95.
fn z(confidence: f64) -> f64 {
    Normal::standard().inverse_cdf(0.5 + confidence / 2.0)
}

/// Wilson's score interval for a share, in per cent (Wilson 1927, J. Am. Stat. Assoc. 22, 209–212).
///
/// Nothing where the base is zero.
pub fn wilson(count: f64, base: f64, confidence: f64) -> Option<Interval> {
    score(count, base, z(confidence))
}

/// The same for a given normal quantile.
fn score(count: f64, base: f64, z: f64) -> Option<Interval> {
    if base <= 0.0 {
        return None;
    }
    let p = count / base;
    let z2 = z * z;
    let centre = (p + z2 / (2.0 * base)) / (1.0 + z2 / base);
    let half = z / (1.0 + z2 / base) * (p * (1.0 - p) / base + z2 / (4.0 * base * base)).sqrt();
    Some(Interval { low: 100.0 * (centre - half).max(0.0), high: 100.0 * (centre + half).min(1.0) })
}

/// Newcombe's interval for the difference of two independent shares, in percentage points
/// (Newcombe 1998, Stat. Med. 17, 873–890, method 10).
///
/// Each share is given as count and base. Nothing where a base is zero.
pub fn newcombe(
    (count_1, base_1): (f64, f64),
    (count_2, base_2): (f64, f64),
    confidence: f64,
) -> Option<Interval> {
    let first = wilson(count_1, base_1, confidence)?;
    let second = wilson(count_2, base_2, confidence)?;
    let (p1, p2) = (100.0 * count_1 / base_1, 100.0 * count_2 / base_2);
    Some(around((p1, first), (p2, second)))
}

/// Newcombe's interval from two shares with Wilson's around each.
fn around((p1, first): (f64, Interval), (p2, second): (f64, Interval)) -> Interval {
    let difference = p1 - p2;
    Interval {
        low: difference - (p1 - first.low).hypot(second.high - p2),
        high: difference + (first.high - p1).hypot(p2 - second.low),
    }
}

/// The share of chance that still lets Newcombe's interval exclude no difference: its p-value, two-sided.
///
/// The interval grows with the confidence, so there is one confidence at which it just touches zero;
/// what that leaves is the p-value, which agrees with the interval by construction.
/// Nothing where a base is zero.
pub fn chance(first: (f64, f64), second: (f64, f64)) -> Option<f64> {
    let excludes = |z: f64| {
        let [a, b] = [first, second].map(|(count, base)| {
            let interval = score(count, base, z)?;
            Some((100.0 * count / base, interval))
        });
        let interval = around(a?, b?);
        Some(!interval.holds(0.0))
    };
    let (mut low, mut high) = (0.0, FARTHEST);
    if !excludes(low + 1e-9)? {
        return Some(1.0);
    }
    if excludes(high)? {
        return Some(0.0);
    }
    while high - low > 1e-9 {
        let middle = (low + high) / 2.0;
        if excludes(middle)? {
            low = middle;
        } else {
            high = middle;
        }
    }
    Some((2.0 * Normal::standard().sf(low)).min(1.0))
}

/// Beyond so many standard errors a p-value is zero for every purpose here.
const FARTHEST: f64 = 38.0;

/// The largest p-value that counts when many are held against each other, such that of those which count no more than
/// the share `level` is chance on average (Benjamini and Hochberg 1995, J. R. Stat. Soc. B 57, 289–300, procedure (1)).
///
/// Zero where none counts.
pub fn held(mut chances: Vec<f64>, level: f64) -> f64 {
    chances.sort_by(f64::total_cmp);
    let many = chances.len() as f64;
    let counts = |(rank, chance): &(usize, &f64)| **chance <= (*rank + 1) as f64 / many * level;
    let last = chances.iter().enumerate().rfind(counts);
    last.map_or(0.0, |(_, chance)| *chance)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Benjamini and Hochberg (1995), section 4.1: fifteen p-values of Neuhaus et al., four of which are rejected at 0.05.
    #[test]
    fn many_comparisons_as_published() {
        let chances = vec![
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
            0.5719, 0.6528, 0.7590, 1.0000,
        ];
        assert_eq!(held(chances, 0.05), 0.0095);
        assert_eq!(held(vec![0.9, 0.8], 0.05), 0.0);
        assert_eq!(held(Vec::new(), 0.05), 0.0);
    }

    #[test]
    fn chance_agrees_with_the_interval() {
        for (a, b) in [
            ((56.0, 70.0), (48.0, 80.0)),
            ((9.0, 10.0), (3.0, 10.0)),
            ((5.0, 56.0), (0.0, 29.0)),
            ((30.0, 100.0), (300.0, 1000.0)),
        ] {
            let p = chance(a, b).expect("no base is zero");
            for confidence in [0.5, 0.8, 0.9, 0.95, 0.99, 0.999] {
                let interval = newcombe(a, b, confidence).expect("no base is zero");
                assert_eq!(!interval.holds(0.0), p < 1.0 - confidence, "{a:?} {b:?} {confidence}");
            }
        }
        assert_eq!(chance((3.0, 10.0), (30.0, 100.0)), Some(1.0));
        assert_eq!(chance((1.0, 0.0), (1.0, 2.0)), None);
    }

    /// Newcombe (1998), Stat. Med. 17, 857–872, table I, method 3: 81/263, 15/148, 0/20, 1/29.
    #[test]
    fn wilson_as_published() {
        for (count, base, low, high) in [
            (81.0, 263.0, 0.2553, 0.3662),
            (15.0, 148.0, 0.0624, 0.1605),
            (0.0, 20.0, 0.0, 0.1611),
            (1.0, 29.0, 0.0061, 0.1718),
        ] {
            let interval = wilson(count, base, 0.95).expect("the base is not zero");
            assert!((interval.low / 100.0 - low).abs() < 5e-5, "{count}/{base} low");
            assert!((interval.high / 100.0 - high).abs() < 5e-5, "{count}/{base} high");
        }
    }

    /// Newcombe (1998), Stat. Med. 17, 873–890, table II, method 10.
    #[test]
    fn newcombe_as_published() {
        for ((a, m), (b, n), low, high) in [
            ((56.0, 70.0), (48.0, 80.0), 0.0524, 0.3339),
            ((9.0, 10.0), (3.0, 10.0), 0.1705, 0.8090),
            ((5.0, 56.0), (0.0, 29.0), -0.0381, 0.1926),
            ((10.0, 10.0), (0.0, 10.0), 0.6075, 1.0),
        ] {
            let interval = newcombe((a, m), (b, n), 0.95).expect("no base is zero");
            assert!((interval.low / 100.0 - low).abs() < 5e-5, "{a}/{m} low");
            assert!((interval.high / 100.0 - high).abs() < 5e-5, "{a}/{m} high");
        }
    }

    #[test]
    fn nobody_has_no_interval() {
        assert_eq!(wilson(0.0, 0.0, 0.95), None);
        assert_eq!(newcombe((1.0, 2.0), (0.0, 0.0), 0.95), None);
    }
}
