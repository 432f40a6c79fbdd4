//! Moves of group sizes, which every table that hangs on them has to follow.
//!
//! Where the size of a group is hidden, a table that a reader cannot rule out may give the group other people; all
//! indicators then have other people in that row at once. Such a move is found among the sizes alone; each
//! indicator's part follows it by itself, so that parts stay small although one size connects them all.

/// What a move of group sizes does to the sums of a part: by lines, in order.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct World {
    /// The lines, and by how much the sizes in them move their sum.
    pub lines: Vec<(u32, i64)>,
}
