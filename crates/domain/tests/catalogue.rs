//! Are places and procedures read as the catalogues give them?

use chrono::NaiveDate;
use domain::area::{Area, AreaCode, AreaKind, Areas, OldArea};
use domain::procedure::{
    Constituent, Procedure, ProcedureCode, ProcedureCodeError, ProcedureLevel,
};
use proptest::prelude::*;
use rstest::rstest;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn code(text: &str) -> AreaCode {
    text.parse().unwrap()
}

fn area(
    text: &str,
    name: &str,
    kind: AreaKind,
    from: &str,
    to: Option<&str>,
    old_names: Vec<OldArea>,
) -> Area {
    Area {
        code: code(text),
        name: name.to_owned(),
        kind,
        parent: None,
        old_names,
        valid_from: date(from),
        valid_to: to.map(date),
    }
}

fn old(text: &str, name: &str, whole: bool, is_default: bool) -> OldArea {
    OldArea {
        code: code(text),
        name: name.to_owned(),
        district: "Huyện Ba Bể".to_owned(),
        province: "Tỉnh Bắc Kạn".to_owned(),
        whole,
        is_default,
    }
}

#[test]
fn area_codes_keep_their_zeros() {
    assert_eq!(code(" 06 ").to_string(), "06");
    assert_eq!(serde_json::to_string(&code("01840")).unwrap(), "\"01840\"");
    for wrong in ["", "6", "1840", "0184O", "018400", "١٢"] {
        assert!(wrong.parse::<AreaCode>().is_err(), "{wrong}");
    }
}

#[test]
fn a_reused_code_is_told_apart_by_the_day() {
    let areas = Areas::new(vec![
        area(
            "01912",
            "Xã cũ",
            AreaKind::Ward,
            "2010-01-01",
            Some("2025-07-01"),
            vec![],
        ),
        area(
            "01912",
            "Xã Chợ Rã",
            AreaKind::Ward,
            "2025-07-01",
            None,
            vec![old("01888", "Thị trấn Chợ Rã", true, false)],
        ),
    ]);
    let name = |on| {
        areas
            .on(&code("01912"), date(on))
            .map(|area| area.name.as_str())
    };
    assert_eq!(
        (name("2025-06-30"), name("2025-07-01"), name("2009-12-31")),
        (Some("Xã cũ"), Some("Xã Chợ Rã"), None)
    );
    assert_eq!(areas.successors_of(&code("01888"))[0].0.name, "Xã Chợ Rã");
    assert!(areas.successors_of(&code("99999")).is_empty());
    assert_eq!(
        areas
            .iter()
            .filter(|area| area.kind.is_commune_level())
            .count(),
        2
    );
}

#[test]
fn a_split_commune_proposes_its_default_part_first() {
    let part = |text, name, is_default| {
        area(
            text,
            name,
            AreaKind::Ward,
            "2025-07-01",
            None,
            vec![old("01900", "Xã Cao Thượng", false, is_default)],
        )
    };
    let areas = Areas::new(vec![
        part("01906", "Xã Ba Bể", false),
        part("01894", "Xã Phúc Lộc", true),
    ]);
    let found: Vec<_> = areas
        .successors_of(&code("01900"))
        .iter()
        .map(|(area, _)| area.name.as_str())
        .collect();
    assert_eq!(found, ["Xã Phúc Lộc", "Xã Ba Bể"]);
}

#[rstest]
#[case::national("1.013080", "1.013080", None, None)]
#[case::local("2.000815.000.00.00.H55", "2.000815", Some("H55"), None)]
#[case::service("2.000815.000.00.00.H55.02", "2.000815", Some("H55"), Some("02"))]
#[case::lower_case(" 2.000815.000.00.00.h55 ", "2.000815", Some("H55"), None)]
fn procedure_codes_are_taken_apart(
    #[case] text: &str,
    #[case] national: &str,
    #[case] issuer: Option<&str>,
    #[case] service: Option<&str>,
) {
    let code: ProcedureCode = text.parse().unwrap();
    assert_eq!(
        (code.national(), code.issuer(), code.service()),
        (national, issuer, service)
    );
    assert!(code.is_same_procedure(&national.parse().unwrap()));
    assert_eq!(code.to_string().parse(), Ok(code));
}

#[rstest]
#[case("", ProcedureCodeError::WrongNationalPart)]
#[case("1.01308", ProcedureCodeError::WrongNationalPart)]
#[case("1-013080", ProcedureCodeError::WrongNationalPart)]
#[case("x.013080", ProcedureCodeError::WrongNationalPart)]
#[case("1.01308đ", ProcedureCodeError::WrongNationalPart)]
#[case("1.0130801", ProcedureCodeError::WrongLocalPart)]
#[case("1.013080.", ProcedureCodeError::WrongLocalPart)]
#[case("1.013080.000.00.00.", ProcedureCodeError::WrongLocalPart)]
#[case("1.013080.000.00.00.H5", ProcedureCodeError::WrongLocalPart)]
#[case("1.013080.000.00.00.555", ProcedureCodeError::WrongLocalPart)]
#[case("1.013080.000.00.01.H55", ProcedureCodeError::WrongLocalPart)]
#[case("1.013080.000.00.00.H55.2", ProcedureCodeError::WrongLocalPart)]
#[case("1.013080.000.00.00.H55.02.1", ProcedureCodeError::WrongLocalPart)]
fn other_texts_are_no_procedure_codes(#[case] text: &str, #[case] error: ProcedureCodeError) {
    assert_eq!(text.parse::<ProcedureCode>(), Err(error));
}

const DETAILED: &str = r#"{"code":"1.013080","name":"Cấp giấy phép mẫu","field":"Đường bộ","level":"Cấp tỉnh, Cấp Xã",
"ministry":"Bộ Xây dựng","agency":"Sở Xây dựng","decision_no":"1/QĐ-BXD","audience":["Công dân Việt Nam"],
"steps":["Bước 1: Nộp hồ sơ"],"ways":[{"method":"Trực tuyến","time":"","fee":"Miễn phí","note":""}],
"documents":[{"group":"","name":"Tờ khai theo mẫu","copies":"1 bản chính"}],"result":"Giấy phép","legal_basis":["Luật"],
"conditions":"","related":[],"url":"https://dichvucong.gov.vn/x","has_detail":true}"#;

#[test]
fn a_detailed_procedure_says_what_it_lacks() {
    let procedure: Procedure = serde_json::from_str(DETAILED).unwrap();
    assert_eq!(
        procedure.levels(),
        [ProcedureLevel::Province, ProcedureLevel::Commune]
    );
    assert_eq!(procedure.lacking(), Some(vec![Constituent::TimeLimit]));
    let optional: Vec<_> = Constituent::ALL
        .into_iter()
        .filter(|part| !part.is_mandatory() && procedure.has(*part))
        .collect();
    assert_eq!(
        optional,
        [Constituent::Forms, Constituent::Result, Constituent::Fees]
    );
    let text = serde_json::to_string(&procedure).unwrap();
    assert_eq!(serde_json::from_str::<Procedure>(&text).unwrap(), procedure);
}

#[test]
fn an_index_entry_claims_nothing() {
    let procedure: Procedure =
        serde_json::from_str(r#"{"code":"1.000005","name":"Thủ tục"}"#).unwrap();
    assert_eq!(procedure.lacking(), None);
    assert!(!procedure.has(Constituent::Steps) && procedure.levels().is_empty());
    let bad_code = serde_json::from_str::<Procedure>(r#"{"code":"1.5","name":"Thủ tục"}"#);
    assert!(bad_code.is_err());
}

#[rstest]
#[case(r#""""#, &[])]
#[case(r#""Thủ tục khác""#, &["Thủ tục khác"])]
#[case(r#"["A","B"]"#, &["A", "B"])]
fn related_procedures_are_read_from_one_text_or_many(
    #[case] given: &str,
    #[case] expected: &[&str],
) {
    let text = format!(r#"{{"code":"1.000005","name":"Thủ tục","related":{given}}}"#);
    assert_eq!(
        serde_json::from_str::<Procedure>(&text).unwrap().related,
        expected
    );
}

proptest! {
    #[test]
    fn procedure_codes_never_panic_and_come_back(text in "\\PC{0,30}|[0-9]\\.[0-9]{6}(\\.000\\.00\\.00\\.[A-Z][0-9]{2}(\\.[0-9]{2})?)?") {
        if let Ok(code) = text.parse::<ProcedureCode>() {
            prop_assert_eq!(code.as_str(), text.trim().to_ascii_uppercase());
            prop_assert_eq!(code.as_str().starts_with(code.national()), true);
        }
    }

    #[test]
    fn well_formed_codes_are_accepted(text in "[0-9]\\.[0-9]{6}(\\.000\\.00\\.00\\.[A-Z][0-9]{2}(\\.[0-9]{2})?)?") {
        prop_assert!(text.parse::<ProcedureCode>().is_ok());
    }
}
