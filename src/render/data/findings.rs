//! Law: whoever doubts a sentence finds beside the report which figures it says, and of what.

use crate::report::Claims;

/// The claims as JSON with a line end; the same claims give the same bytes.
pub fn findings(claims: &Claims) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(claims).expect("text and numbers are always JSON");
    bytes.push(b'\n');
    bytes
}
