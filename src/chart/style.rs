//! Law: a drawing on the web names classes only; this sheet gives them colours for every reader.

use super::roles::{PAINTS, Paint};
use std::fmt::Write;

/// The style sheet that web drawings need, made from the table of roles.
///
/// Custom properties `--c-NAME` stand on `:root`, light first, dark under
/// `@media screen and (prefers-color-scheme: dark)`, so that print is never dark, and the system's
/// colours under `forced-colors`. The classes are `f-NAME` (fill) and `s-NAME` (stroke); see the
/// module's documentation for the names. Other parts of the page may use the properties, too.
pub fn stylesheet() -> String {
    let mut css = String::from(":root{");
    for (_, class, light, _) in PAINTS {
        let _ = write!(css, "--c-{class}:{light};");
    }
    css.push_str("}\n@media screen and (prefers-color-scheme:dark){:root{");
    for (_, class, light, dark) in PAINTS {
        if light != dark {
            let _ = write!(css, "--c-{class}:{dark};");
        }
    }
    css.push_str("}}\n@media (forced-colors:active){:root{");
    for (paint, class, ..) in PAINTS {
        if let Some(system) = forced(*paint) {
            let _ = write!(css, "--c-{class}:{system};");
        }
    }
    css.push_str("}}\n");
    // Fills carry meaning: they stay on paper and in forced colours, where edges and text adapt.
    css.push_str(".chart{forced-color-adjust:none;print-color-adjust:exact}\n");
    css.push_str(".tn{font-variant-numeric:tabular-nums}\n");
    for (_, class, ..) in PAINTS {
        let _ = writeln!(
            css,
            ".f-{class}{{fill:var(--c-{class})}}.s-{class}{{stroke:var(--c-{class})}}"
        );
    }
    css
}

/// The system colour that a paint takes where the reader forces colours; data fills keep theirs.
fn forced(paint: Paint) -> Option<&'static str> {
    Some(match paint {
        Paint::Paper | Paint::Unknown => "Canvas",
        Paint::Hairline => "GrayText",
        Paint::Ink
        | Paint::Secondary
        | Paint::Tertiary
        | Paint::Rule
        | Paint::District
        | Paint::City
        | Paint::Accent
        | Paint::Link
        | Paint::Hatch
        | Paint::UnknownEdge
        | Paint::UnknownText
        | Paint::RedEdge
        | Paint::RedWord
        | Paint::YellowEdge
        | Paint::YellowWord
        | Paint::GreenEdge
        | Paint::GreenWord
        | Paint::BluelightEdge
        | Paint::BluelightWord
        | Paint::Group0Edge
        | Paint::Group1Edge
        | Paint::Group2Edge
        | Paint::Group3Edge
        | Paint::Group4Edge
        | Paint::Heat0Edge => "CanvasText",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_paint_has_a_fill_and_a_stroke_and_print_is_never_dark() {
        let css = stylesheet();
        for (_, class, light, _) in PAINTS {
            assert!(css.contains(&format!("--c-{class}:{light};")));
            assert!(css.contains(&format!(".f-{class}{{fill:var(--c-{class})}}")));
            assert!(css.contains(&format!(".s-{class}{{stroke:var(--c-{class})}}")));
        }
        assert!(css.contains("@media screen and (prefers-color-scheme:dark)"));
        assert_eq!(css.matches('{').count(), css.matches('}').count());
    }
}
