//! Law: a cell has five dimensions, always in the order that cells are sorted by.

use crate::config::source::Role;

/// The five dimensions of a cell, in the order that cells are sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Dimension {
    Indicator,
    District,
    Group,
    Period,
    Category,
}

impl Dimension {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Indicator, Self::District, Self::Group, Self::Period, Self::Category];

    /// The dimension that a role fills; none for figures.
    pub fn of(role: Role) -> Option<Self> {
        match role {
            Role::Indicator => Some(Self::Indicator),
            Role::District => Some(Self::District),
            Role::Group => Some(Self::Group),
            Role::Period => Some(Self::Period),
            Role::Category => Some(Self::Category),
            Role::Count | Role::Base | Role::Value => None,
        }
    }

    /// The role in settings.
    pub fn role(self) -> Role {
        match self {
            Self::Indicator => Role::Indicator,
            Self::District => Role::District,
            Self::Group => Role::Group,
            Self::Period => Role::Period,
            Self::Category => Role::Category,
        }
    }

    /// What one is called in problems.
    pub fn word(self) -> &'static str {
        match self {
            Self::Indicator => "indicator",
            Self::District => "district",
            Self::Group => "group",
            Self::Period => "period",
            Self::Category => "category",
        }
    }
}
