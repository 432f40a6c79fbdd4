//! Law: to be filled.
