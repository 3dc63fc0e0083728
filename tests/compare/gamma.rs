//! γ: its observed disorder is exact, the rest is drawn by lot.

use claimlight::compare::{Gamma, GammaOptions, Layer, Undefined};

use crate::support::{layer, line, near, split};

const KEY: &[(char, u64, u64)] = &[('Q', 5, 15), ('A', 20, 30), ('C', 40, 50), ('Q', 60, 66), ('A', 70, 80)];
const FIRST: &[(char, u64, u64)] = &[('Q', 5, 15), ('A', 22, 30), ('A', 40, 50), ('Q', 59, 66), ('C', 85, 90)];
const SECOND: &[(char, u64, u64)] =
    &[('Q', 5, 14), ('A', 20, 30), ('C', 40, 45), ('C', 45, 50), ('A', 60, 66), ('A', 70, 80)];

fn gamma(layers: &[&Layer], options: &GammaOptions) -> Gamma {
    Gamma::of(layers, &line(100), options, |_, _| true)
}

#[test]
fn the_observed_disorder_is_exact() {
    let layers = [KEY, FIRST, SECOND].map(layer);
    // The reviewers, the disorder with equal weights and with places thrice as heavy, and γ as
    // pygamma-agreement draws it.
    let table: [(&[usize], f64, f64, f64, f64); 5] = [
        (&[0, 1], 0.603_653, 0.610_958, 0.45, 0.56),
        (&[0, 2], 0.384_342, 0.425_753, 0.64, 0.69),
        (&[1, 2], 0.933_117, 0.981_169, 0.21, 0.33),
        (&[0, 1, 2], 0.766_518, 0.799_554, 0.39, 0.51),
        (&[0, 0], 0.0, 0.0, 1.0, 1.0),
    ];
    for (numbers, equal, threefold, drawn, drawn_threefold) in table {
        let chosen: Vec<&Layer> = numbers.iter().map(|number| &layers[*number]).collect();
        for (position, observed, about) in [(1.0, equal, drawn), (3.0, threefold, drawn_threefold)] {
            let options = GammaOptions { position, samples: 400, ..GammaOptions::default() };
            let gamma = gamma(&chosen, &options);
            near(gamma.observed, observed, 6, "observed disorder");
            let drawn = gamma.gamma.value().expect("a figure");
            assert!((drawn - about).abs() < 0.03, "{numbers:?}, {position}: {drawn}, not about {about}");
        }
    }
}

#[test]
fn it_can_be_stopped_and_says_how_far_it_is() {
    let layers = [KEY, FIRST].map(layer);
    let layers: Vec<&Layer> = layers.iter().collect();
    let options = GammaOptions { samples: 4, ..GammaOptions::default() };
    let mut seen = Vec::new();
    let whole = Gamma::of(&layers, &line(100), &options, |done, all| {
        seen.push((done, all));
        true
    });
    assert_eq!(seen, [(0, 5), (1, 5), (2, 5), (3, 5), (4, 5)]);
    assert!(whole.gamma.value().is_some());
    let stopped = Gamma::of(&layers, &line(100), &options, |done, _| done < 2);
    assert_eq!(stopped.observed, whole.observed, "what was done is kept");
    assert_eq!(stopped.gamma.get(), Err(Undefined::Stopped));
    let at_once = Gamma::of(&layers, &line(100), &options, |_, _| false);
    assert_eq!(at_once.observed.get(), Err(Undefined::Stopped));
}

#[test]
fn it_is_the_same_each_time() {
    let layers = [KEY, SECOND].map(layer);
    let layers: Vec<&Layer> = layers.iter().collect();
    let of_seed = |seed| gamma(&layers, &GammaOptions { seed, ..GammaOptions::default() });
    assert_eq!(of_seed(1), of_seed(1));
    assert_ne!(of_seed(1).expected, of_seed(2).expected);
    assert_eq!(of_seed(1).observed, of_seed(2).observed, "that is not drawn");
}

#[test]
fn too_much_work_gives_no_figure() {
    let layers = [KEY, FIRST, SECOND].map(layer);
    for chosen in [&layers[..2], &layers[..]] {
        let chosen: Vec<&Layer> = chosen.iter().collect();
        let gamma = gamma(&chosen, &GammaOptions { work: 20, ..GammaOptions::default() });
        assert_eq!(gamma.observed.get(), Err(Undefined::TooMuchWork));
        assert_eq!(gamma.gamma.get(), Err(Undefined::TooMuchWork));
    }
}

#[test]
fn of_nothing_there_is_no_disorder() {
    let (some, none) = (layer(KEY), layer(&[]));
    let of = |layers: &[&Layer]| gamma(layers, &GammaOptions::default());
    assert_eq!(of(&[&some]).gamma.get(), Err(Undefined::OneReviewer));
    assert_eq!(of(&[&none, &none]).gamma.get(), Err(Undefined::Nothing));
    // Five units stand alone, of two and a half for each reviewer.
    near(of(&[&some, &none]).observed, 2.0, 6, "observed disorder");
    assert!(of(&[&some, &none, &none]).gamma.value().is_some());
}

#[test]
fn each_segment_is_a_unit() {
    let halves = Layer::new("", [split('Q', [0..10, 20..30])]);
    let two = layer(&[('Q', 0, 10), ('Q', 20, 30)]);
    near(gamma(&[&halves, &two], &GammaOptions::default()).observed, 0.0, 6, "observed disorder");
}
