//! Is the right agency proposed first, from the catalogues as they ship?

use chrono::NaiveDate;
use store::Store;

use crate::support::{Place, stories};

stories!(
    birth_registration_belongs_to_the_commune,
    a_field_belongs_to_its_department,
    a_ministry_keeps_its_own_procedures,
    nothing_known_goes_to_the_office,
    before_july_2025_it_was_the_district,
    every_procedure_has_somebody,
);

fn day(text: &str) -> NaiveDate {
    text.parse().expect("day")
}

fn proposals(
    store: &Store,
    on: &str,
    procedure: Option<&str>,
    field: Option<&str>,
    area: Option<&str>,
) -> Vec<(String, String)> {
    let catalogue = store.catalogue();
    catalogue
        .competent(day(on), procedure, field, area)
        .into_iter()
        .map(|(id, why)| (catalogue.agency_slug(id).expect("slug"), why))
        .collect()
}

fn first(
    store: &Store,
    on: &str,
    procedure: Option<&str>,
    field: Option<&str>,
    area: Option<&str>,
) -> String {
    proposals(store, on, procedure, field, area)
        .into_iter()
        .next()
        .map(|(slug, _)| slug)
        .expect("somebody")
}

/// The national code of a procedure by its name and level.
fn code(store: &Store, name: &str, level: &str) -> String {
    let catalogue = store.catalogue();
    let found = catalogue
        .procedures()
        .iter()
        .find(|procedure| procedure.name == name && procedure.level == level);
    found
        .unwrap_or_else(|| panic!("{name} at {level}"))
        .code
        .clone()
}

const TODAY: &str = "2026-11-25";

async fn birth_registration_belongs_to_the_commune(place: Place) {
    let store = place.open().await;
    let birth = code(&store, "Thủ tục đăng ký khai sinh", "Cấp xã");
    let catalogue = store.catalogue();
    for commune in catalogue.communes(day(TODAY)) {
        let all = proposals(
            &store,
            TODAY,
            Some(&birth),
            None,
            Some(commune.code.as_str()),
        );
        let committee = catalogue.agency_by_slug(&all[0].0).expect("agency");
        let name = catalogue.agency_name_on(committee, day(TODAY));
        assert_eq!(
            name.to_lowercase(),
            format!("ủy ban nhân dân {}", commune.name.to_lowercase())
        );
        assert_eq!(
            all[0].1,
            "theo lĩnh vực Hộ tịch, theo địa bàn, thủ tục do cấp xã thực hiện"
        );
        assert!(all.len() > 1, "others are proposed after it");
    }
    let nowhere = first(&store, TODAY, Some(&birth), None, None);
    assert_eq!(
        nowhere, "so-tu-phap",
        "without a commune the department of the field"
    );
}

async fn a_field_belongs_to_its_department(place: Place) {
    let store = place.open().await;
    for (field, slug) in [
        ("Đất đai", "so-nong-nghiep-moi-truong"),
        ("Hộ tịch", "so-tu-phap"),
        ("Hoạt động xây dựng", "so-xay-dung"),
        ("hoạt  động xây dựng", "so-xay-dung"),
    ] {
        assert_eq!(
            first(&store, TODAY, None, Some(field), None),
            slug,
            "{field}"
        );
        assert_eq!(
            first(&store, TODAY, None, Some(field), Some("01840")),
            slug,
            "{field}: the level is not known"
        );
    }
}

async fn a_ministry_keeps_its_own_procedures(place: Place) {
    let store = place.open().await;
    let catalogue = store.catalogue();
    let mut ministries = 0;
    for procedure in catalogue
        .procedures()
        .iter()
        .filter(|procedure| procedure.level == "Cấp bộ")
    {
        let (slug, why) =
            proposals(&store, TODAY, Some(&procedure.code), None, Some("01840")).remove(0);
        if slug.starts_with("bo-") {
            ministries += 1;
            assert!(
                why.starts_with("theo thủ tục") || why.starts_with("theo lĩnh vực"),
                "{why}"
            );
        }
    }
    assert!(ministries > 700, "{ministries}");
}

async fn nothing_known_goes_to_the_office(place: Place) {
    let store = place.open().await;
    let all = proposals(&store, TODAY, None, None, None);
    assert_eq!(
        all,
        [("van-phong".to_owned(), "cơ quan đầu mối chung".to_owned())]
    );
    assert_eq!(
        first(
            &store,
            TODAY,
            Some("9.999999"),
            Some("Không có"),
            Some("99999")
        ),
        "van-phong"
    );
    assert_eq!(
        first(&store, TODAY, Some("không phải mã"), None, Some("x")),
        "van-phong"
    );
    assert_eq!(
        first(&store, "2024-05-01", None, None, None),
        "bk-van-phong",
        "in 2024 that of Bắc Kạn"
    );
}

async fn before_july_2025_it_was_the_district(place: Place) {
    let store = place.open().await;
    let birth = code(&store, "Thủ tục đăng ký khai sinh", "Cấp xã");
    assert_eq!(
        first(&store, "2024-05-01", Some(&birth), None, Some("061")),
        "bk-huyen-ba-be"
    );
    let catalogue = store.catalogue();
    let cho_ra = catalogue
        .communes(day(TODAY))
        .into_iter()
        .find(|area| area.name == "Xã Chợ Rã")
        .expect("commune");
    let code = cho_ra.code.as_str();
    assert_eq!(
        first(&store, "2024-05-01", Some(&birth), None, Some(code)),
        "bk-huyen-ba-be",
        "where it lies today"
    );
    assert_eq!(
        first(&store, TODAY, Some(&birth), None, Some("061")),
        first(&store, TODAY, Some(&birth), None, Some(code))
    );
    let (_, why) = proposals(&store, TODAY, Some(&birth), None, Some("061")).remove(0);
    assert!(why.ends_with("nhận nhiệm vụ từ cơ quan trước đây"), "{why}");
}

async fn every_procedure_has_somebody(place: Place) {
    let store = place.open().await;
    let catalogue = store.catalogue();
    for procedure in catalogue.procedures() {
        let found = catalogue.competent(day(TODAY), Some(&procedure.code), None, Some("01840"));
        let first = found
            .first()
            .unwrap_or_else(|| panic!("nobody for {}", procedure.code));
        assert!(
            catalogue.agency_exists_on(first.0, day(TODAY)),
            "{}",
            procedure.code
        );
        let last = found.last().map(|(id, _)| *id);
        assert_eq!(
            last,
            catalogue.agency_by_slug("van-phong"),
            "the office as a last resort"
        );
    }
}
