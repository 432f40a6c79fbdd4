//! Law: a publication says by which rules it was made.

use super::line::close;
use crate::config::disclosure::{Disclosure, Tighter, Zeros};

/// The settings of disclosure, one line for all and one for each indicator with rules of its own.
pub(super) fn lines(settings: &Disclosure) -> Vec<String> {
    // Without `..`: a new rule belongs here too, and the compiler says so. Weights are wishes, no rules.
    let Disclosure {
        k,
        minimum_base,
        complement,
        zeros,
        everyone,
        width,
        // What hiding costs chooses among protections; it is no rule of its own.
        weights: _,
        secret_file: _,
        indicator,
        // How earlier publications are taken is said in the reading of them.
        memory: _,
    } = settings;
    let zeros = word(*zeros);
    let general = format!(
        "rules k={k} minimum_base={minimum_base} complement={complement} zeros={zeros} everyone={everyone} width={width}"
    );
    let own = indicator.iter().filter_map(|(id, own)| {
        let Tighter { k, minimum_base, zeros, everyone, weight: _ } = own;
        let parts = [
            k.map(|k| format!("k={k}")),
            minimum_base.map(|base| format!("minimum_base={base}")),
            zeros.map(|zeros| format!("zeros={}", word(zeros))),
            everyone.map(|everyone| format!("everyone={everyone}")),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        let line = || format!("rules {}: {}", close(id.as_str()), parts.join(" "));
        (!parts.is_empty()).then(line)
    });
    [general].into_iter().chain(own).collect()
}

fn word(zeros: Zeros) -> &'static str {
    match zeros {
        Zeros::Shown => "shown",
        Zeros::Hidden => "hidden",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_said() {
        let mut settings = Disclosure::default();
        let own = Tighter { k: Some(10), zeros: Some(Zeros::Hidden), ..Tighter::default() };
        settings.indicator.insert("vold".into(), own);
        let wish = Tighter { weight: Some(2), ..Tighter::default() };
        settings.indicator.insert("bolig".into(), wish);
        assert_eq!(
            lines(&settings),
            [
                "rules k=5 minimum_base=5 complement=true zeros=shown everyone=false width=4",
                "rules vold: k=10 zeros=hidden"
            ]
        );
    }
}
