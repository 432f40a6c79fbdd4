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
    if base <= 0.0 {
        return None;
    }
    let z = z(confidence);
    let p = count / base;
    let z2 = z * z;
    let centre = (p + z2 / (2.0 * base)) / (1.0 + z2 / base);
    let half = z / (1.0 + z2 / base) * (p * (1.0 - p) / base + z2 / (4.0 * base * base)).sqrt();
    Some(Interval {
        low: 100.0 * (centre - half).max(0.0),
        high: 100.0 * (centre + half).min(1.0),
    })
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
    let difference = p1 - p2;
    Some(Interval {
        low: difference - (p1 - first.low).hypot(second.high - p2),
        high: difference + (first.high - p1).hypot(p2 - second.low),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

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
            assert!(
                (interval.low / 100.0 - low).abs() < 5e-5,
                "{count}/{base} low"
            );
            assert!(
                (interval.high / 100.0 - high).abs() < 5e-5,
                "{count}/{base} high"
            );
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
