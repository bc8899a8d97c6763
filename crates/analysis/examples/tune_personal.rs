//! Which personal data of the tuning half is missed, and what is taken for it?
//!
//! `cargo run -p analysis --release --example tune_personal [-- generated|catalogue]`

#[path = "support/figures.rs"]
mod figures;
#[path = "support/generate.rs"]
mod generate;
#[path = "support/personal.rs"]
mod personal;
#[path = "support/mod.rs"]
mod support;

use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let mut counts = personal::Counts::default();
    let shown = |id: &str, what: &str, kind: &str, text: &str| {
        println!("{id} {what} {kind}: {}", text.replace('\n', " / "));
    };
    match std::env::args().nth(1).as_deref() {
        Some("catalogue") => {
            let mut letters = 0;
            for text in support::catalogue_texts()? {
                letters += text.chars().count();
                counts.add(personal::compare(&text, &[], |what, kind, text| {
                    shown("", what, kind, text);
                }));
            }
            println!("{} found in {letters} characters", counts.found);
        }
        Some("generated") => {
            for number in 0..2000 {
                let (text, marks) = generate::petition(number + 1_000_000);
                counts.add(personal::compare(&text, &marks, |what, kind, text| {
                    shown("", what, kind, text);
                }));
            }
        }
        _ => {
            for petition in support::corpus()?.tuning {
                counts.add(personal::compare(
                    &petition.text,
                    &petition.marks,
                    |what, kind, text| {
                        shown(&petition.id, what, kind, text);
                    },
                ));
            }
        }
    }
    println!(
        "{counts:?} recall {:.3} precision {:.3}",
        counts.recall(),
        counts.precision()
    );
    Ok(())
}
