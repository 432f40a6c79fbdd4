//! Law: a figure that leaves is either shown or withheld, and nothing computed from a withheld one is shown.
//!
//! Seven ways round the wall, each refused by the compiler:
//!
//! 1. The field is private:
//! ```compile_fail,E0423
//! let stat = bydelsrapport::confidential::PublishableStat(3.0);
//! ```
//! 2. There is no getter that ignores the decision:
//! ```compile_fail,E0599
//! fn peek(stat: bydelsrapport::confidential::PublishableStat) -> f64 { stat.value() }
//! ```
//! 3. There is no constructor outside:
//! ```compile_fail,E0624
//! let stat = bydelsrapport::confidential::PublishableStat::shown(3.0);
//! ```
//! 4. Sealed data cannot be opened outside:
//! ```compile_fail,E0624
//! fn peek(data: bydelsrapport::confidential::SealedData) -> Vec<u8> { data.open() }
//! ```
//! 5. A checked table cannot be serialised:
//! ```compile_fail,E0277
//! fn dump(table: &bydelsrapport::confidential::ValidTable) -> String {
//!     serde_json::to_string(table).unwrap_or_default()
//! }
//! ```
//! 6. A checked table cannot be printed:
//! ```compile_fail,E0277
//! fn print(table: &bydelsrapport::confidential::ValidTable) -> String { format!("{table}") }
//! ```
//! 7. A table is gone once it went through the control:
//! ```compile_fail,E0382
//! # use bydelsrapport::{confidential::ValidTable, config::Settings, ledger::Memory};
//! fn twice(table: ValidTable, settings: &Settings, memory: &Memory) {
//!     let public = table.publish(settings, memory);
//!     let again = table.publish(settings, memory);
//! }
//! ```
//!
//! And what the same names do allow, so that none of the seven fails for a name that is gone:
//! ```
//! use bydelsrapport::{
//!     confidential::{PublishableStat, PublishedTable, SealedData, ValidTable},
//!     config::Settings,
//!     ledger::Memory,
//! };
//! fn seen(stat: PublishableStat) -> Option<f64> { stat.amount() }
//! fn cells(table: &ValidTable) -> String { format!("{table:?}") }
//! fn once(table: ValidTable, settings: &Settings, memory: &Memory) -> PublishedTable {
//!     table.publish(settings, memory)
//! }
//! assert_eq!(seen(PublishableStat::missing()), None);
//! assert!(!format!("{:?}", SealedData::new("a.csv", b"48213".to_vec())).contains("48213"));
//! ```

/// Why a figure is withheld.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// It is small itself, or those not counted are few, or its base is small.
    Primary,
    /// It would give another one away.
    Secondary,
    /// The sender had hidden it.
    Sender,
}

/// A figure as the world may see it.
///
/// Made only inside `confidential`. Whatever is computed from a withheld figure is withheld.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PublishableStat(Inner);

#[derive(Clone, Copy, Debug, PartialEq)]
enum Inner {
    Shown(f64),
    Withheld(Why),
    Missing,
}

/// What there is to see of a figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum View {
    /// The amount.
    Shown(f64),
    /// Hidden.
    Withheld(Why),
    /// Not in the input.
    Missing,
}

impl PublishableStat {
    /// A figure that may be seen.
    pub(in crate::confidential) fn shown(amount: f64) -> Self {
        Self(Inner::Shown(amount))
    }

    /// A figure that may not.
    pub(in crate::confidential) fn withheld(why: Why) -> Self {
        Self(Inner::Withheld(why))
    }

    /// A figure that is not there; anyone may say that of a figure.
    pub fn missing() -> Self {
        Self(Inner::Missing)
    }

    /// What there is to see.
    pub fn view(self) -> View {
        match self.0 {
            Inner::Shown(amount) => View::Shown(amount),
            Inner::Withheld(why) => View::Withheld(why),
            Inner::Missing => View::Missing,
        }
    }

    /// The amount, where it may be seen.
    pub fn amount(self) -> Option<f64> {
        match self.0 {
            Inner::Shown(amount) => Some(amount),
            Inner::Withheld(_) | Inner::Missing => None,
        }
    }

    /// Whether it is hidden.
    pub fn is_withheld(self) -> bool {
        matches!(self.0, Inner::Withheld(_))
    }

    /// This less `other`.
    #[must_use]
    pub fn difference(self, other: Self) -> Self {
        self.with(other, |a, b| Some(a - b))
    }

    /// This and `other` together.
    #[must_use]
    pub fn sum(self, other: Self) -> Self {
        self.with(other, |a, b| Some(a + b))
    }

    /// This times `other`.
    #[must_use]
    pub fn product(self, other: Self) -> Self {
        self.with(other, |a, b| Some(a * b))
    }

    /// This over `other`; missing where `other` is zero.
    #[must_use]
    pub fn ratio(self, other: Self) -> Self {
        self.with(other, |a, b| (b != 0.0).then(|| a / b))
    }

    /// This as per cent of `base`; missing where the base is zero.
    #[must_use]
    pub fn share(self, base: Self) -> Self {
        self.with(base, |a, b| (b != 0.0).then(|| 100.0 * a / b))
    }

    /// Hidden is stronger than missing, and both are stronger than shown.
    fn with(self, other: Self, f: impl FnOnce(f64, f64) -> Option<f64>) -> Self {
        match (self.0, other.0) {
            (Inner::Withheld(why), _) | (_, Inner::Withheld(why)) => Self(Inner::Withheld(why)),
            (Inner::Missing, _) | (_, Inner::Missing) => Self::missing(),
            (Inner::Shown(a), Inner::Shown(b)) => f(a, b).map_or(Self::missing(), Self::shown),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_is_contagious() {
        let shown = PublishableStat::shown(4.0);
        let hidden = PublishableStat::withheld(Why::Primary);
        let missing = PublishableStat::missing();
        for combined in [
            shown.difference(hidden),
            hidden.sum(shown),
            hidden.ratio(missing),
            missing.share(hidden),
        ] {
            assert!(combined.is_withheld());
            assert_eq!(combined.amount(), None);
        }
        assert_eq!(shown.share(PublishableStat::shown(8.0)).amount(), Some(50.0));
    }

    #[test]
    fn nothing_is_a_share_of_nobody() {
        let none = PublishableStat::shown(0.0);
        assert_eq!(none.share(none).view(), View::Missing);
    }
}
