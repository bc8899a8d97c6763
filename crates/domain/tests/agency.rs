//! Does the catalogue of offices survive a reorganisation: names as printed then, competence as of now?

use chrono::NaiveDate;
use domain::agency::{
    Agency, AgencyKind, AgencyLevel, AgencyVersion, Competent, Holder, Jurisdiction, Matter,
    OrganisationError, Organisations, Succession, SuccessionKind, SuccessionScope,
};
use domain::area::AreaCode;
use domain::id::AgencyId;
use domain::lang::Lang;
use domain::procedure::ProcedureCode;
use uuid::Uuid;

const OFFICE_TN: u128 = 1;
const CONSTRUCTION_TN: u128 = 2;
const HEALTH_TN: u128 = 3;
const HOME_AFFAIRS_TN: u128 = 4;
const COMMUNE_TN: u128 = 5;
const TRANSPORT_BK: u128 = 11;
const CONSTRUCTION_BK: u128 = 12;
const LABOUR_BK: u128 = 13;
const RESORT_BOARD_BK: u128 = 14;

fn id(number: u128) -> AgencyId {
    AgencyId(Uuid::from_u128(number))
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn area(code: &str) -> AreaCode {
    code.parse().unwrap()
}

fn version(name: &str, from: &str, to: Option<&str>) -> AgencyVersion {
    AgencyVersion {
        name: name.to_owned(),
        short_name: name.to_owned(),
        kind: AgencyKind::Department,
        level: AgencyLevel::Province,
        parent: None,
        area: None,
        national_code: None,
        valid_from: date(from),
        valid_to: to.map(date),
        legal_basis: String::new(),
        address: None,
        hotline: None,
        email: None,
        contact_official: None,
    }
}

fn agency(number: u128, slug: &str, versions: Vec<AgencyVersion>) -> Agency {
    Agency {
        id: id(number),
        slug: slug.to_owned(),
        versions,
    }
}

fn succession(
    from: u128,
    to: Option<u128>,
    on: &str,
    kind: SuccessionKind,
    field: Option<&str>,
    is_default: bool,
) -> Succession {
    Succession {
        from: id(from),
        to: to.map(id),
        effective_on: date(on),
        kind,
        scope: SuccessionScope {
            field: field.map(str::to_owned),
            area: None,
        },
        is_default,
        legal_basis: String::new(),
    }
}

fn jurisdiction(
    number: u128,
    field: Option<&str>,
    code: Option<&str>,
    place: Option<&str>,
    from: &str,
) -> Jurisdiction {
    Jurisdiction {
        holder: Holder::Agency(id(number)),
        field: field.map(str::to_owned),
        procedure_code: code.map(|code| code.parse().unwrap()),
        area: place.map(area),
        level: None,
        valid_from: date(from),
        valid_to: None,
        priority: 0,
    }
}

fn agencies() -> Vec<Agency> {
    let begin = "2020-01-01";
    vec![
        agency(
            OFFICE_TN,
            "van-phong-ubnd",
            vec![
                version(
                    "Văn phòng UBND tỉnh Thái Nguyên (cũ)",
                    begin,
                    Some("2025-07-01"),
                ),
                version("Văn phòng UBND tỉnh Thái Nguyên", "2025-07-01", None),
            ],
        ),
        agency(
            CONSTRUCTION_TN,
            "so-xay-dung",
            vec![version("Sở Xây dựng tỉnh Thái Nguyên", begin, None)],
        ),
        agency(
            HEALTH_TN,
            "so-y-te",
            vec![version("Sở Y tế tỉnh Thái Nguyên", begin, None)],
        ),
        agency(
            HOME_AFFAIRS_TN,
            "so-noi-vu",
            vec![version("Sở Nội vụ tỉnh Thái Nguyên", begin, None)],
        ),
        agency(
            COMMUNE_TN,
            "ubnd-xa-ba-be",
            vec![version("UBND xã Ba Bể", "2025-07-01", None)],
        ),
        agency(
            TRANSPORT_BK,
            "so-giao-thong-van-tai-bac-kan",
            vec![version(
                "Sở Giao thông vận tải tỉnh Bắc Kạn",
                begin,
                Some("2025-03-01"),
            )],
        ),
        agency(
            CONSTRUCTION_BK,
            "so-xay-dung-bac-kan",
            vec![version(
                "Sở Xây dựng tỉnh Bắc Kạn",
                begin,
                Some("2025-07-01"),
            )],
        ),
        agency(
            LABOUR_BK,
            "so-lao-dong-bac-kan",
            vec![version(
                "Sở Lao động – Thương binh và Xã hội tỉnh Bắc Kạn",
                begin,
                Some("2025-03-01"),
            )],
        ),
        agency(
            RESORT_BOARD_BK,
            "ban-quan-ly-du-lich-ba-be",
            vec![version(
                "Ban quản lý Khu du lịch Ba Bể",
                begin,
                Some("2025-07-01"),
            )],
        ),
    ]
}

fn successions() -> Vec<Succession> {
    use SuccessionKind::{Dissolve, Merge, Split, TransferOfFunction};
    vec![
        succession(
            TRANSPORT_BK,
            Some(HEALTH_TN),
            "2024-06-01",
            TransferOfFunction,
            Some("Sức khỏe lái xe"),
            true,
        ),
        succession(
            TRANSPORT_BK,
            Some(CONSTRUCTION_BK),
            "2025-03-01",
            Merge,
            None,
            true,
        ),
        succession(
            CONSTRUCTION_BK,
            Some(CONSTRUCTION_TN),
            "2025-07-01",
            Merge,
            None,
            true,
        ),
        succession(
            LABOUR_BK,
            Some(HEALTH_TN),
            "2025-03-01",
            Split,
            Some("Bảo trợ xã hội"),
            false,
        ),
        succession(
            LABOUR_BK,
            Some(HOME_AFFAIRS_TN),
            "2025-03-01",
            Split,
            Some("Việc làm"),
            true,
        ),
        succession(RESORT_BOARD_BK, None, "2025-07-01", Dissolve, None, false),
    ]
}

fn jurisdictions() -> Vec<Jurisdiction> {
    vec![
        jurisdiction(OFFICE_TN, None, None, None, "2020-01-01"),
        jurisdiction(CONSTRUCTION_TN, Some("Đường bộ"), None, None, "2025-07-01"),
        jurisdiction(
            COMMUNE_TN,
            Some("Đường bộ"),
            None,
            Some("01906"),
            "2025-07-01",
        ),
        jurisdiction(HEALTH_TN, None, Some("1.002030"), None, "2025-07-01"),
        jurisdiction(LABOUR_BK, Some("Bảo trợ xã hội"), None, None, "2020-01-01"),
        jurisdiction(LABOUR_BK, Some("Văn hoá công sở"), None, None, "2020-01-01"),
    ]
}

fn organisations() -> Organisations {
    Organisations::new(agencies(), successions(), jurisdictions()).unwrap()
}

fn of_field(field: &str) -> Matter<'_> {
    Matter {
        field: Some(field),
        ..Matter::default()
    }
}

fn ids(found: &[Competent]) -> Vec<AgencyId> {
    found.iter().map(|competent| competent.agency_id).collect()
}

#[test]
fn offices_of_both_provinces_stand_side_by_side() {
    let all = organisations();
    let standing = |on| {
        all.standing_on(date(on))
            .map(|agency| agency.id)
            .collect::<Vec<_>>()
    };
    assert!(
        standing("2024-05-01").contains(&id(TRANSPORT_BK))
            && standing("2024-05-01").contains(&id(CONSTRUCTION_TN))
    );
    assert!(!standing("2026-05-01").contains(&id(TRANSPORT_BK)));
    assert_eq!(
        all.by_slug("so-xay-dung-bac-kan").unwrap().id,
        id(CONSTRUCTION_BK)
    );
    assert_eq!(all.iter().count(), 9);
}

#[test]
fn a_case_of_2024_prints_the_name_of_2024() {
    let all = organisations();
    let name = |number, on| all.name_on(id(number), date(on)).unwrap().to_owned();
    assert_eq!(
        name(TRANSPORT_BK, "2024-05-01"),
        "Sở Giao thông vận tải tỉnh Bắc Kạn"
    );
    assert_eq!(
        name(OFFICE_TN, "2025-06-30"),
        "Văn phòng UBND tỉnh Thái Nguyên (cũ)"
    );
    assert_eq!(
        name(OFFICE_TN, "2025-07-01"),
        "Văn phòng UBND tỉnh Thái Nguyên"
    );
    assert_eq!(
        name(TRANSPORT_BK, "2026-11-24"),
        "Sở Giao thông vận tải tỉnh Bắc Kạn",
        "a closed office keeps its name"
    );
    assert_eq!(
        name(COMMUNE_TN, "2024-05-01"),
        "UBND xã Ba Bể",
        "an office not yet set up has only its first name"
    );
    assert_eq!(all.name_on(id(99), date("2026-01-01")), None);
}

#[test]
fn work_is_followed_through_two_mergers_and_a_transfer() {
    let all = organisations();
    let on = |day| all.successors_on(id(TRANSPORT_BK), date(day));
    assert_eq!(on("2024-05-31"), [id(TRANSPORT_BK)]);
    assert_eq!(
        on("2024-06-01"),
        [id(TRANSPORT_BK), id(HEALTH_TN)],
        "it goes on without part of its work"
    );
    assert_eq!(on("2025-03-01"), [id(CONSTRUCTION_BK), id(HEALTH_TN)]);
    assert_eq!(on("2026-11-24"), [id(CONSTRUCTION_TN), id(HEALTH_TN)]);
}

#[test]
fn successors_are_many_to_many() {
    let all = organisations();
    let today = date("2026-11-24");
    assert_eq!(
        all.successors_on(id(LABOUR_BK), today),
        [id(HOME_AFFAIRS_TN), id(HEALTH_TN)]
    );
    let into_construction = [TRANSPORT_BK, CONSTRUCTION_BK, CONSTRUCTION_TN];
    assert!(into_construction.iter().all(|from| {
        all.successors_on(id(*from), today)
            .contains(&id(CONSTRUCTION_TN))
    }));
}

#[test]
fn reports_roll_up_to_one_successor() {
    let all = organisations();
    let up = |number, on| all.rolled_up(id(number), date(on));
    assert_eq!(up(TRANSPORT_BK, "2024-12-31"), id(TRANSPORT_BK));
    assert_eq!(up(TRANSPORT_BK, "2025-05-01"), id(CONSTRUCTION_BK));
    assert_eq!(up(TRANSPORT_BK, "2026-11-24"), id(CONSTRUCTION_TN));
    assert_eq!(up(LABOUR_BK, "2026-11-24"), id(HOME_AFFAIRS_TN));
    assert_eq!(
        up(RESORT_BOARD_BK, "2026-11-24"),
        id(RESORT_BOARD_BK),
        "nobody took over"
    );
    assert!(
        all.successors_on(id(RESORT_BOARD_BK), date("2026-11-24"))
            .is_empty()
    );
}

#[test]
fn the_most_specific_competence_comes_first() {
    let all = organisations();
    let today = date("2026-11-24");
    let code: ProcedureCode = "1.002030.000.00.00.H55".parse().unwrap();
    let found = all.competent(
        today,
        Matter {
            field: Some("đường  bộ"),
            procedure: Some(&code),
            area: Some(&area("01906")),
            level: None,
        },
    );
    assert_eq!(
        ids(&found),
        [
            id(HEALTH_TN),
            id(COMMUNE_TN),
            id(CONSTRUCTION_TN),
            id(OFFICE_TN)
        ]
    );
    let reasons: Vec<_> = found
        .iter()
        .map(|competent| competent.because.words(Lang::Vi))
        .collect();
    assert_eq!(
        reasons,
        [
            "theo thủ tục 1.002030",
            "theo lĩnh vực Đường bộ, theo địa bàn",
            "theo lĩnh vực Đường bộ",
            "cơ quan đầu mối chung",
        ]
    );
    let elsewhere = all.competent(
        today,
        Matter {
            area: Some(&area("01912")),
            ..of_field("Đường bộ")
        },
    );
    assert_eq!(ids(&elsewhere), [id(CONSTRUCTION_TN), id(OFFICE_TN)]);
    assert_eq!(
        ids(&all.competent(today, Matter::default())),
        [id(OFFICE_TN)]
    );
    assert_eq!(
        ids(&all.competent(date("2025-06-30"), of_field("Đường bộ"))),
        [id(OFFICE_TN)]
    );
}

#[test]
fn equal_competences_follow_their_priority() {
    let mut second = jurisdiction(HEALTH_TN, Some("Đường bộ"), None, None, "2025-07-01");
    let mut first = jurisdiction(HOME_AFFAIRS_TN, Some("Đường bộ"), None, None, "2025-07-01");
    (second.priority, first.priority) = (2, 1);
    let all = Organisations::new(agencies(), vec![], vec![second, first]).unwrap();
    let found = all.competent(date("2026-01-05"), of_field("Đường bộ"));
    assert_eq!(ids(&found), [id(HOME_AFFAIRS_TN), id(HEALTH_TN)]);
}

#[test]
fn a_competence_passes_to_the_successor_for_that_field() {
    let all = organisations();
    let before = all.competent(date("2025-02-28"), of_field("Bảo trợ xã hội"));
    assert_eq!(
        (before[0].agency_id, before[0].because.inherited_from),
        (id(LABOUR_BK), None)
    );
    let after = all.competent(date("2026-11-24"), of_field("Bảo trợ xã hội"));
    assert_eq!(ids(&after), [id(HEALTH_TN), id(OFFICE_TN)]);
    assert_eq!(after[0].because.inherited_from, Some(id(LABOUR_BK)));
    assert!(
        after[0]
            .because
            .words(Lang::Vi)
            .ends_with("nhận nhiệm vụ từ cơ quan trước đây")
    );
    let named_by_none = all.competent(date("2026-11-24"), of_field("Văn hóa công sở"));
    assert_eq!(
        ids(&named_by_none),
        [id(HOME_AFFAIRS_TN), id(HEALTH_TN), id(OFFICE_TN)],
        "tone marks may sit on either vowel"
    );
}

#[test]
fn offices_merged_and_split_back_do_not_run_in_circles() {
    let open = |name: &str| vec![version(name, "2020-01-01", Some("2021-01-01"))];
    let all = Organisations::new(
        vec![agency(1, "a", open("A")), agency(2, "b", open("B"))],
        vec![
            succession(1, Some(2), "2021-01-01", SuccessionKind::Merge, None, true),
            succession(2, Some(1), "2021-01-01", SuccessionKind::Split, None, true),
        ],
        vec![],
    )
    .unwrap();
    assert!(all.successors_on(id(1), date("2022-01-01")).is_empty());
    assert_eq!(all.rolled_up(id(1), date("2022-01-01")), id(2));
}

#[test]
fn work_that_left_before_the_merger_does_not_follow_it() {
    let closed = |name: &str, to: &str| vec![version(name, "2020-01-01", Some(to))];
    let open = |name: &str| vec![version(name, "2020-01-01", None)];
    let all = Organisations::new(
        vec![
            agency(1, "a", closed("A", "2025-01-01")),
            agency(2, "b", closed("B", "2026-01-01")),
            agency(3, "c", open("C")),
            agency(4, "d", open("D")),
        ],
        vec![
            succession(
                2,
                Some(4),
                "2022-01-01",
                SuccessionKind::TransferOfFunction,
                None,
                true,
            ),
            succession(1, Some(2), "2025-01-01", SuccessionKind::Merge, None, true),
            succession(2, Some(3), "2026-01-01", SuccessionKind::Merge, None, true),
        ],
        vec![],
    )
    .unwrap();
    assert_eq!(all.successors_on(id(1), date("2026-06-01")), [id(3)]);
    assert_eq!(all.successors_on(id(2), date("2026-06-01")), [id(3), id(4)]);
}

#[test]
fn what_does_not_fit_together_is_refused() {
    let build = |agencies, successions, jurisdictions| {
        Organisations::new(agencies, successions, jurisdictions).unwrap_err()
    };
    let merge = |from, to| {
        succession(
            from,
            Some(to),
            "2025-07-01",
            SuccessionKind::Merge,
            None,
            true,
        )
    };
    assert_eq!(
        build(agencies(), vec![merge(1, 99)], vec![]),
        OrganisationError::UnknownAgency(id(99))
    );
    assert_eq!(
        build(agencies(), vec![merge(1, 1)], vec![]),
        OrganisationError::SucceedsItself(id(1))
    );
    let two = OrganisationError::TwoDefaults {
        from: id(1),
        effective_on: date("2025-07-01"),
    };
    assert_eq!(
        build(agencies(), vec![merge(1, 2), merge(1, 3)], vec![]),
        two
    );
    let stray = jurisdiction(99, None, None, None, "2025-07-01");
    assert_eq!(
        build(agencies(), vec![], vec![stray]),
        OrganisationError::UnknownAgency(id(99))
    );
    let nameless = agency(20, "x", vec![]);
    assert_eq!(
        build(vec![nameless], vec![], vec![]),
        OrganisationError::NoVersion("x".to_owned())
    );
    let same_slug = || agency(20, "so-y-te", vec![version("Y", "2020-01-01", None)]);
    let more = |extra| agencies().into_iter().chain([extra]).collect::<Vec<_>>();
    assert_eq!(
        build(more(same_slug()), vec![], vec![]),
        OrganisationError::DuplicateSlug("so-y-te".to_owned())
    );
    let same_id = agency(1, "y", vec![version("Y", "2020-01-01", None)]);
    assert_eq!(
        build(more(same_id), vec![], vec![]),
        OrganisationError::DuplicateId(id(1))
    );
    let overlapping = agency(
        20,
        "z",
        vec![
            version("Z", "2020-01-01", None),
            version("Z2", "2021-01-01", None),
        ],
    );
    assert_eq!(
        build(vec![overlapping], vec![], vec![]),
        OrganisationError::OverlappingVersions("z".to_owned())
    );
}

#[test]
fn records_survive_the_journey() {
    let text = serde_json::to_string(&(agencies(), successions(), jurisdictions())).unwrap();
    let back: (Vec<Agency>, Vec<Succession>, Vec<Jurisdiction>) =
        serde_json::from_str(&text).unwrap();
    assert_eq!(back, (agencies(), successions(), jurisdictions()));
}
