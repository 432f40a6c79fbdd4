//! Law: one table says what every role looks like: on paper, on a light and on a dark screen.

use crate::report::spec::Role;

macro_rules! paints {
    ($($name:ident $class:literal $light:literal $dark:literal,)*) => {
        /// What a stroke or a fill means. Drawings name these; only this file knows colours.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub(super) enum Paint { $($name,)* }

        /// Every paint with the name of its class and custom property, on light and on dark.
        pub(super) const PAINTS: &[(Paint, &str, &str, &str)] =
            &[$((Paint::$name, $class, $light, $dark),)*];
    };
}

paints! {
    Ink "ink" "#14202B" "#EEF2F5",
    Secondary "secondary" "#465462" "#B4C0CA",
    Tertiary "tertiary" "#5E6B77" "#95A3AF",
    Paper "paper" "#FFFFFF" "#10181F",
    Hairline "hairline" "#CCD3D9" "#2D3A46",
    Rule "rule" "#84909B" "#73818E",
    District "district" "#0F4C81" "#7DB4E6",
    City "city" "#6F7B87" "#9AA7B3",
    Accent "accent" "#2E6EA6" "#8ABBE6",
    Link "link" "#B9D2E8" "#2C4C69",
    Hatch "hatch" "#84909B" "#73818E",
    // The four fills are the same on dark; there, red and blue light get a pale edge.
    Red "red" "#B4231F" "#B4231F",
    RedEdge "red-edge" "#B4231F" "#EEF2F5",
    RedText "red-text" "#FFFFFF" "#FFFFFF",
    RedWord "red-word" "#B4231F" "#F2938C",
    Yellow "yellow" "#E5A823" "#E5A823",
    YellowEdge "yellow-edge" "#96690A" "#96690A",
    YellowText "yellow-text" "#14202B" "#14202B",
    YellowWord "yellow-word" "#7A5500" "#E5A823",
    Green "green" "#CDE7D0" "#CDE7D0",
    GreenEdge "green-edge" "#4C8A5F" "#4C8A5F",
    GreenText "green-text" "#14202B" "#14202B",
    GreenWord "green-word" "#2F6B43" "#9BD0A6",
    Bluelight "bluelight" "#26186B" "#26186B",
    BluelightEdge "bluelight-edge" "#26186B" "#EEF2F5",
    BluelightText "bluelight-text" "#FFFFFF" "#FFFFFF",
    BluelightWord "bluelight-word" "#26186B" "#BDB3F2",
    // White at 55 % over the fill, mixed here: no drawing is transparent.
    BluelightLine "bluelight-line" "#9D97BC" "#9D97BC",
    Unknown "unknown" "#FFFFFF" "#10181F",
    UnknownEdge "unknown-edge" "#84909B" "#73818E",
    UnknownText "unknown-text" "#14202B" "#EEF2F5",
    Group0 "group0" "#0F4C81" "#7DB4E6",
    Group0Edge "group0-edge" "#0F4C81" "#7DB4E6",
    Group0Text "group0-text" "#FFFFFF" "#10181F",
    Group1 "group1" "#6796C2" "#3774AA",
    Group1Edge "group1-edge" "#6796C2" "#3774AA",
    Group1Text "group1-text" "#14202B" "#FFFFFF",
    Group2 "group2" "#B9D2E8" "#22405B",
    Group2Edge "group2-edge" "#5B86AE" "#5B86AE",
    Group2Text "group2-text" "#14202B" "#EEF2F5",
    Group3 "group3" "#DFE9F2" "#1A2733",
    Group3Edge "group3-edge" "#5B86AE" "#73818E",
    Group3Text "group3-text" "#14202B" "#EEF2F5",
    Group4 "group4" "#FFFFFF" "#10181F",
    Group4Edge "group4-edge" "#84909B" "#73818E",
    Group4Text "group4-text" "#14202B" "#EEF2F5",
    // On dark the classes turn round: low is dark.
    Heat0 "heat0" "#EDF2F6" "#1A2733",
    Heat1 "heat1" "#C6D6E4" "#274460",
    Heat2 "heat2" "#8FAECA" "#3E6A93",
    Heat3 "heat3" "#4A79A5" "#86B3DA",
    Heat4 "heat4" "#173F69" "#CFE3F4",
    Heat0Edge "heat0-edge" "#CCD3D9" "#73818E",
    Heat0Text "heat0-text" "#14202B" "#EEF2F5",
    Heat1Text "heat1-text" "#14202B" "#EEF2F5",
    Heat2Text "heat2-text" "#14202B" "#FFFFFF",
    Heat3Text "heat3-text" "#FFFFFF" "#10181F",
    Heat4Text "heat4-text" "#FFFFFF" "#10181F",
}

impl Paint {
    /// Its colour on paper.
    pub(super) fn light(self) -> &'static str {
        PAINTS[self as usize].2
    }

    /// Its class and custom property on the web, without prefix.
    pub(super) fn class(self) -> &'static str {
        PAINTS[self as usize].1
    }
}

/// The paints of one part of a bar.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    pub fill: Paint,
    /// At least 3:1 against the paper where the fill is not.
    pub edge: Paint,
    /// Numbers on the fill.
    pub text: Paint,
    /// Its name beside the bar.
    pub word: Paint,
}

/// How a role looks. A sixth group and those after it look like the fifth: they are told apart by
/// their names.
pub(super) fn look(role: Role) -> Look {
    use Paint as P;
    let (fill, edge, text, word) = match role {
        Role::Bluelight => (P::Bluelight, P::BluelightEdge, P::BluelightText, P::BluelightWord),
        Role::Red => (P::Red, P::RedEdge, P::RedText, P::RedWord),
        Role::Yellow => (P::Yellow, P::YellowEdge, P::YellowText, P::YellowWord),
        Role::Green => (P::Green, P::GreenEdge, P::GreenText, P::GreenWord),
        Role::Unknown => (P::Unknown, P::UnknownEdge, P::UnknownText, P::Secondary),
        Role::Group(0) => (P::Group0, P::Group0Edge, P::Group0Text, P::Ink),
        Role::Group(1) => (P::Group1, P::Group1Edge, P::Group1Text, P::Ink),
        Role::Group(2) => (P::Group2, P::Group2Edge, P::Group2Text, P::Ink),
        Role::Group(3) => (P::Group3, P::Group3Edge, P::Group3Text, P::Ink),
        Role::Group(_) => (P::Group4, P::Group4Edge, P::Group4Text, P::Ink),
    };
    Look { fill, edge, text, word }
}

/// The fill and the text of a heat map's class, 0 to 4.
pub(super) fn heat(class: usize) -> (Paint, Paint) {
    match class {
        0 => (Paint::Heat0, Paint::Heat0Text),
        1 => (Paint::Heat1, Paint::Heat1Text),
        2 => (Paint::Heat2, Paint::Heat2Text),
        3 => (Paint::Heat3, Paint::Heat3Text),
        _ => (Paint::Heat4, Paint::Heat4Text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(hex: &str) -> f64 {
        let part = |at: usize| {
            let c = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).expect("hex")) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
    }

    /// WCAG 2 contrast.
    fn contrast(a: &str, b: &str) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn the_table_stands_in_the_order_of_the_paints() {
        for (index, (paint, ..)) in PAINTS.iter().enumerate() {
            assert_eq!(*paint as usize, index);
        }
    }

    #[test]
    fn text_and_edges_can_be_seen_on_light_and_on_dark() {
        let of = |paint: Paint| [PAINTS[paint as usize].2, PAINTS[paint as usize].3];
        let least = |a: Paint, b: Paint, need: f64| {
            for (a, b) in of(a).into_iter().zip(of(b)) {
                assert!(contrast(a, b) >= need, "{a} on {b}: {}", contrast(a, b));
            }
        };
        let roles = [Role::Bluelight, Role::Red, Role::Yellow, Role::Green, Role::Unknown];
        for role in roles.into_iter().chain((0..6).map(Role::Group)) {
            let look = look(role);
            least(look.text, look.fill, 4.5);
            least(look.word, Paint::Paper, 4.5);
            least(look.edge, Paint::Paper, 3.0);
        }
        for class in 0..5 {
            let (fill, text) = heat(class);
            least(text, fill, 4.5);
        }
        for text in [Paint::Ink, Paint::Secondary, Paint::Tertiary, Paint::District, Paint::Accent]
        {
            least(text, Paint::Paper, 4.5);
        }
        for mark in [Paint::Rule, Paint::City, Paint::Hatch] {
            least(mark, Paint::Paper, 3.0);
        }
    }
}
