//! Law: x
#[test]
fn x() {
    assert!(!env!("CARGO_BIN_EXE_bydelsrapport").is_empty());
}
