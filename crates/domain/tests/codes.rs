//! Do the codes that people read out and type catch every slip, and come back as they were?

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use domain::lang::Lang;
use domain::record_code::{RecordCode, RecordCodeError};
use domain::tracking_code::{ALPHABET, LENGTH, Pin, PinError, TrackingCode, TrackingCodeError};
use proptest::prelude::*;
use rstest::rstest;

fn typed(symbols: &[char]) -> Result<TrackingCode, TrackingCodeError> {
    symbols.iter().collect::<String>().parse()
}

fn symbols(code: TrackingCode) -> Vec<char> {
    code.symbols().collect()
}

#[test]
fn no_two_symbols_look_alike_and_their_number_is_prime() {
    let alphabet = std::str::from_utf8(ALPHABET).unwrap();
    assert!(
        "0O1IL2Z5S8BUV"
            .chars()
            .all(|confusing| !alphabet.contains(confusing))
    );
    assert_eq!(alphabet.chars().collect::<BTreeSet<_>>().len(), 23);
    assert!((2..23).all(|divisor| 23 % divisor != 0));
}

#[test]
fn codes_hold_at_least_forty_bits() {
    let random_symbols = u32::try_from(LENGTH - 1).unwrap();
    assert!(23_u64.pow(random_symbols) > 1 << 40);
}

/// A base code and a symbol in each place: every other symbol there must be refused. The check is linear, so what
/// holds for every pair of symbols in every place holds for every code; the property test below draws codes anyway.
#[test]
fn every_single_wrong_symbol_is_caught() {
    for seed in 0..23_u64 {
        let code = symbols(TrackingCode::from_random(seed * 78_218_309_871));
        for place in 0..LENGTH {
            for wrong in ALPHABET.iter().map(|byte| char::from(*byte)) {
                let mut changed = code.clone();
                changed[place] = wrong;
                let expected = if wrong == code[place] {
                    Ok(())
                } else {
                    Err(TrackingCodeError::CheckFailed)
                };
                assert_eq!(typed(&changed).map(|_| ()), expected);
            }
        }
    }
}

/// For every pair of neighbours and every pair of different symbols in them, a code with those symbols there is refused when they are swapped.
#[test]
fn every_swap_of_neighbours_is_caught() {
    let all: Vec<char> = ALPHABET.iter().map(|byte| char::from(*byte)).collect();
    for place in 0..LENGTH - 1 {
        for (left, right) in all
            .iter()
            .flat_map(|left| all.iter().map(move |right| (*left, *right)))
        {
            let mut code = vec!['7'; LENGTH];
            (code[place], code[place + 1]) = (left, right);
            let free = if place == 0 { LENGTH - 1 } else { 0 };
            let valid = all.iter().find_map(|symbol| {
                code[free] = *symbol;
                typed(&code).ok()
            });
            let mut swapped = symbols(valid.unwrap());
            swapped.swap(place, place + 1);
            let expected = if left == right {
                Ok(())
            } else {
                Err(TrackingCodeError::CheckFailed)
            };
            assert_eq!(typed(&swapped).map(|_| ()), expected);
        }
    }
}

#[test]
fn is_read_in_groups_and_forgives_how_it_is_typed() {
    let code = TrackingCode::from_random(0x5eed_1234_abcd_9876);
    let text = code.to_string();
    assert_eq!(
        text.split('-').map(str::len).collect::<Vec<_>>(),
        [2, 4, 3, 3]
    );
    let bare: String = symbols(code).into_iter().collect();
    for variant in [
        text.to_lowercase(),
        text.replace('-', " "),
        text.replace('-', "–"),
        text.replace("LN", "1n"),
        format!("  {bare}\n"),
        bare.replace('D', "đ"),
    ] {
        assert_eq!(variant.parse(), Ok(code), "{variant}");
    }
}

#[rstest]
#[case::too_short("LN-7K3M-9QX", TrackingCodeError::WrongLength { found: 7 })]
#[case::too_long("LN-7777-777-77777", TrackingCodeError::WrongLength { found: 12 })]
#[case::nothing("", TrackingCodeError::WrongLength { found: 0 })]
#[case::letter_o("LN-7K3O-9QX-4TA", TrackingCodeError::UnknownSymbol { position: 4, symbol: 'O' })]
#[case::accented("LN-ế", TrackingCodeError::UnknownSymbol { position: 1, symbol: 'ế' })]
fn says_what_is_wrong(#[case] text: &str, #[case] error: TrackingCodeError) {
    assert_eq!(text.parse::<TrackingCode>(), Err(error));
    assert_ne!(error.message(Lang::Vi), error.message(Lang::En));
}

#[test]
fn a_pin_is_six_digits_and_stays_out_of_logs() {
    let pin: Pin = " 012 345 ".parse().unwrap();
    assert_eq!(pin.to_string(), "012345");
    assert!(!format!("{pin:?}").contains('0'));
    assert_eq!(serde_json::to_string(&pin).unwrap(), "\"012345\"");
    for wrong in ["12345", "1234567", "12a456", "１２３４５６", ""] {
        assert!(wrong.parse::<Pin>() == Err(PinError), "{wrong}");
    }
}

#[rstest]
#[case("PAKN.20200812.0012", 12)]
#[case(" pakn.20200812.0012 ", 12)]
#[case("PAKN.20200812.12345", 12_345)]
fn record_codes_are_read(#[case] text: &str, #[case] number: u32) {
    let code: RecordCode = text.parse().unwrap();
    assert_eq!(
        (code.date().to_string().as_str(), code.number()),
        ("2020-08-12", number)
    );
}

#[rstest]
#[case("PAKN.20200812", RecordCodeError::WrongForm)]
#[case("PAKN.20200812.0012.1", RecordCodeError::WrongForm)]
#[case("PAKN.20200812.012", RecordCodeError::WrongForm)]
#[case("PAKN.20200812.00012", RecordCodeError::WrongForm)]
#[case("PAKN.20200812.+012", RecordCodeError::WrongForm)]
#[case("PAKN.2020081.0012", RecordCodeError::WrongForm)]
#[case("KNPA.20200812.0012", RecordCodeError::WrongForm)]
#[case("PAKN.20200230.0012", RecordCodeError::NoSuchDate)]
#[case("PAKN.20200812.0000", RecordCodeError::NoSuchNumber)]
#[case("PAKN.20200812.99999999999", RecordCodeError::NoSuchNumber)]
fn other_texts_are_no_record_codes(#[case] text: &str, #[case] error: RecordCodeError) {
    assert_eq!(text.parse::<RecordCode>(), Err(error));
}

proptest! {
    #[test]
    fn tracking_codes_come_back(random: u64) {
        let code = TrackingCode::from_random(random);
        prop_assert_eq!(code.to_string().parse(), Ok(code));
        let json = serde_json::to_string(&code).unwrap();
        prop_assert_eq!(serde_json::from_str::<TrackingCode>(&json).unwrap(), code);
    }

    #[test]
    fn any_slip_in_any_code_is_caught(random: u64, place in 0..LENGTH, other in 0..ALPHABET.len(), swap in 0..LENGTH) {
        let code = symbols(TrackingCode::from_random(random));
        let mut changed = code.clone();
        changed[place] = char::from(ALPHABET[other]);
        prop_assert_eq!(typed(&changed).is_ok(), changed == code);
        let mut swapped = code.clone();
        swapped.swap(place, swap);
        prop_assert_eq!(typed(&swapped).is_ok(), swapped == code);
    }

    #[test]
    fn different_random_numbers_give_different_codes(one in 0..23_u64.pow(9), two in 0..23_u64.pow(9)) {
        prop_assert_eq!(TrackingCode::from_random(one) == TrackingCode::from_random(two), one == two);
    }

    #[test]
    fn no_text_makes_parsing_fail_otherwise(text in "\\PC{0,30}") {
        if let Ok(code) = text.parse::<TrackingCode>() {
            prop_assert_eq!(code.to_string().parse(), Ok(code));
        }
    }

    #[test]
    fn pins_come_back(random: u64, other: u64) {
        let pin = Pin::from_random(random);
        prop_assert!(pin.to_string().parse() == Ok(pin));
        prop_assert_eq!(pin == Pin::from_random(other), pin.to_string() == Pin::from_random(other).to_string());
    }

    #[test]
    fn record_codes_come_back_and_sort_by_day_then_number(days in 0_u64..20_000, one in 1_u32..200_000, two in 1_u32..200_000, wait in 1_u64..9) {
        let date = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap() + Days::new(days);
        let code = RecordCode::new(date, one).unwrap();
        prop_assert_eq!(code.to_string().parse(), Ok(code));
        prop_assert_eq!(code < RecordCode::new(date, two).unwrap(), one < two);
        prop_assert!(code < RecordCode::new(date + Days::new(wait), two).unwrap());
    }
}
