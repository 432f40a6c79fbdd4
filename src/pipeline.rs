//! Law: the story in about ten calls.
