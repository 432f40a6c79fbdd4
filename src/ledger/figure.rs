//! Law: what a reader has seen is written down as it was seen; what nobody has seen never is.

/// The figure that a cell is about. It has no `Debug`: it may be one that nobody shall see.
#[derive(Clone, Copy, PartialEq)]
pub enum Figure {
    /// People counted.
    Count(u64),
    /// A mean in its unit, or a share in per cent that has no count.
    Amount(f64),
}

impl Figure {
    /// As the memory writes it: a count in whole numbers, everything else with decimals.
    pub(super) fn text(self) -> String {
        match self {
            Self::Count(n) => n.to_string(),
            Self::Amount(amount) => format!("{amount:.6}"),
        }
    }

    /// Reads what [`Figure::text`] wrote.
    pub(super) fn read(text: &str) -> Option<Self> {
        if text.contains('.') {
            let amount: f64 = text.parse().ok()?;
            return amount.is_finite().then_some(Self::Amount(amount));
        }
        let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| text.parse().ok().map(Self::Count)).flatten()
    }

    /// Whether two are the same as far as the memory writes them.
    pub(super) fn same(self, other: Self) -> bool {
        match (self, other) {
            (Self::Count(a), Self::Count(b)) => a == b,
            (Self::Amount(_), Self::Amount(_)) => self.text() == other.text(),
            _ => false,
        }
    }
}

/// What the world sees of a figure.
#[derive(Clone, Copy, PartialEq)]
pub enum Sight<T> {
    /// The figure.
    Shown(T),
    /// That there is one.
    Withheld,
    /// Nothing: it is not in the input.
    Missing,
}

/// What the world sees of a cell.
#[derive(Clone, Copy, PartialEq)]
pub struct Face {
    /// Its count, or its mean or share where it has none.
    pub figure: Sight<Figure>,
    /// Of how many people.
    pub base: Sight<u64>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_read_as_it_was_written() {
        for figure in [Figure::Count(0), Figure::Count(48213), Figure::Amount(41.25)] {
            assert!(Figure::read(&figure.text()).is_some_and(|read| read.same(figure)));
        }
        assert!(!Figure::Count(41).same(Figure::Amount(41.0)));
        assert!(Figure::Amount(1.0 / 3.0).same(Figure::Amount(0.333_333_3)));
        for text in ["", "w", "-", "-3", "4a", "NaN", "1.x", "+4"] {
            assert!(Figure::read(text).is_none(), "{text}");
        }
    }
}
