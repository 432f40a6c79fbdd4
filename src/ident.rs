//! Law: an id is an opaque, cheap, ordered name; two ids of different sorts never mix.

use std::{
    cmp::Ordering,
    fmt,
    hash::{Hash, Hasher},
    sync::{Arc, LazyLock},
};

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The id that a total over groups, categories or districts carries.
///
/// A total over the districts is the city, in tables and in downloads.
pub const TOTAL: &str = "total";

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Eq, JsonSchema)]
        #[schemars(with = "String")]
        pub struct $name(Arc<str>);

        // Most ids that meet are the same one: tables compare keys millions of times.
        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                Arc::ptr_eq(&self.0, &other.0) || self.0 == other.0
            }
        }

        impl Ord for $name {
            fn cmp(&self, other: &Self) -> Ordering {
                if Arc::ptr_eq(&self.0, &other.0) {
                    Ordering::Equal
                } else {
                    self.0.cmp(&other.0)
                }
            }
        }

        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
                Some(self.cmp(other))
            }
        }

        impl Hash for $name {
            fn hash<H: Hasher>(&self, state: &mut H) {
                self.0.hash(state);
            }
        }

        impl $name {
            /// Makes the id that reads `text`.
            pub fn new(text: &str) -> Self {
                Self(Arc::from(text))
            }

            /// The id as it stands in settings and downloads.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The id of the total in this dimension.
            pub fn total() -> Self {
                static ONE: LazyLock<$name> = LazyLock::new(|| $name::new(TOTAL));
                ONE.clone()
            }

            /// Whether this is the total in its dimension.
            pub fn is_total(&self) -> bool {
                &*self.0 == TOTAL
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:?}", &*self.0)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Ok(Self(String::deserialize(deserializer)?.into()))
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self::new(text)
            }
        }
    )*};
}

ids! {
    /// One thing that is measured, for example `alkohol`.
    IndicatorId
    /// A district, `total` for the city, or a comparison area such as `norge`.
    DistrictId
    /// A group of people within those mapped, or `total` for all that an indicator asks about.
    GroupId
    /// An answer or level of an indicator, or `total`.
    CategoryId
    /// A part of the report.
    SectionId
    /// A wave: a year such as `2018`, or any other label that sorts in time order.
    Period
    /// A language by its BCP 47 tag: `nb`, `nn`, `en`.
    Lang
}

/// What the id of the rest of the city begins with; the district that is left out follows.
pub const REST: &str = "rest-";

impl DistrictId {
    /// The rest of the city: all of it but `district`.
    #[must_use]
    pub fn rest_of(district: &Self) -> Self {
        Self::new(&format!("{REST}{district}"))
    }

    /// The district that this one is the rest without; nothing for an ordinary one.
    pub fn left_out(&self) -> Option<Self> {
        self.as_str().strip_prefix(REST).map(Self::new)
    }
}

/// Names one cell of everything that is measured.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct CellKey {
    /// What is measured.
    pub indicator: IndicatorId,
    /// Where; `total` is the city.
    pub district: DistrictId,
    /// Among whom; `total` is everyone the indicator asks about.
    pub group: GroupId,
    /// When.
    pub period: Period,
    /// Which answer; `total` where the indicator has none, and for the base of one that has.
    pub category: CategoryId,
}

impl CellKey {
    /// The key as published pages carry it: `2018.030103.total.arbeid.red`.
    ///
    /// Ids have no letters that would need it; a wave's label may, and has them as `%` and two digits.
    pub fn address(&self) -> String {
        let mut period = String::new();
        for byte in self.period.as_str().bytes() {
            if byte.is_ascii_alphanumeric() || b"-_".contains(&byte) {
                period.push(char::from(byte));
            } else {
                period.push_str(&format!("%{byte:02X}"));
            }
        }
        let Self { indicator, district, group, category, .. } = self;
        format!("{period}.{district}.{group}.{indicator}.{category}")
    }

    /// The key that an address names.
    pub fn from_address(address: &str) -> Option<Self> {
        let parts: Vec<&str> = address.split('.').collect();
        let [period, district, group, indicator, category] = parts[..] else {
            return None;
        };
        let mut bytes = Vec::new();
        let mut rest = period.bytes();
        while let Some(byte) = rest.next() {
            bytes.push(if byte == b'%' {
                let digits = [rest.next()?, rest.next()?];
                u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?
            } else {
                byte
            });
        }
        Some(Self {
            indicator: indicator.into(),
            district: district.into(),
            group: group.into(),
            period: std::str::from_utf8(&bytes).ok()?.into(),
            category: category.into(),
        })
    }

    /// The same cell in another district or area.
    pub fn at(&self, district: &DistrictId) -> Self {
        Self { district: district.clone(), ..self.clone() }
    }

    /// The same cell in another wave.
    pub fn when(&self, period: &Period) -> Self {
        Self { period: period.clone(), ..self.clone() }
    }

    /// The same cell for another group.
    pub fn among(&self, group: &GroupId) -> Self {
        Self { group: group.clone(), ..self.clone() }
    }

    /// The same cell for another category.
    pub fn of(&self, category: &CategoryId) -> Self {
        Self { category: category.clone(), ..self.clone() }
    }
}

/// As a sentence names it, without any value: `'arbeid:red@rus' of 030103 in 2018`.
impl fmt::Display for CellKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "'{}", self.indicator)?;
        if !self.category.is_total() {
            write!(f, ":{}", self.category)?;
        }
        if !self.group.is_total() {
            write!(f, "@{}", self.group)?;
        }
        write!(f, "' of {} in {}", self.district, self.period)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_leads_back_to_its_key() {
        for period in ["2018", "våren 2018/19", "100%"] {
            let key = CellKey {
                indicator: "arbeid".into(),
                district: "030103".into(),
                group: GroupId::total(),
                period: period.into(),
                category: "red".into(),
            };
            let address = key.address();
            assert!(!address.contains([' ', '"']), "{address}");
            assert_eq!(CellKey::from_address(&address), Some(key));
        }
        assert_eq!(CellKey::from_address("2018.030103.total.arbeid"), None);
        assert_eq!(CellKey::from_address("%2.a.b.c.d"), None);
    }
}
