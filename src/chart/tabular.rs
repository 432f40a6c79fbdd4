//! Law: digits that stand in columns are as wide as the font makes them under `tnum`.

use ttf_parser::{Face, GlyphId, Tag, gsub};

/// The glyph that stands for `glyph` under `tnum`, where the font has one.
pub(super) fn tabular(face: &Face, glyph: GlyphId) -> Option<GlyphId> {
    let table = face.tables().gsub?;
    let feature = table.features.find(Tag::from_bytes(b"tnum"))?;
    let lookups = feature.lookup_indices.into_iter().filter_map(|i| table.lookups.get(i));
    for lookup in lookups {
        for subtable in lookup.subtables.into_iter::<gsub::SubstitutionSubtable>() {
            let gsub::SubstitutionSubtable::Single(single) = subtable else {
                continue;
            };
            match single {
                gsub::SingleSubstitution::Format1 { coverage, delta } => {
                    if coverage.contains(glyph) {
                        return Some(GlyphId(glyph.0.wrapping_add_signed(delta)));
                    }
                }
                gsub::SingleSubstitution::Format2 { coverage, substitutes } => {
                    if let Some(to) = coverage.get(glyph).and_then(|i| substitutes.get(i)) {
                        return Some(to);
                    }
                }
            }
        }
    }
    None
}
