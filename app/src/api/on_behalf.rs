//! What does an official need who enters a petition for somebody else, and what is read to that person afterwards?

use domain::petition::Channel;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::sending::{FormOptions, ReceiptView};
use crate::AppError;

/// What the form offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnBehalfOptions {
    /// The same as the citizen's form.
    pub form: FormOptions,
    /// The published number: what a caller dialled, as a rule.
    pub hotline: String,
}

/// The receipt as an official hands it over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnteredReceipt {
    /// Codes and dates, as the citizen would see them.
    pub receipt: ReceiptView,
    /// How it came in: a caller hears the codes, a visitor or a letter gets them on paper.
    pub channel: Channel,
    /// It is on record that the sender read the tracking code back.
    pub code_read_back: bool,
}

/// The note that records it.
#[cfg(feature = "ssr")]
pub const CODE_READ_BACK: &str = "Đã đọc mã tra cứu cho người gửi; người gửi đọc lại đúng.";

/// The cookie that holds the key of what this official entered last. It opens nothing without the official's session,
/// and it is another than the citizen's: an official's browser keeps no citizen's case open.
#[cfg(feature = "ssr")]
pub const ENTERED_COOKIE: &str = "__Host-ln-entered";

#[cfg(feature = "ssr")]
fn intake() -> Result<domain::actor::ActingOfficial, AppError> {
    use crate::context::{failed, lang, official};
    let official = official()?;
    if domain::permission::may_enter_on_behalf(&official) {
        return Ok(official);
    }
    let why = lang().pick(
        "Chỉ cán bộ tiếp nhận được nhập phản ánh thay cho người gửi. Nếu có người gọi hoặc đến gặp bạn, hãy chuyển cho bộ phận tiếp nhận.",
        "Only intake officers enter petitions for others. If somebody calls you or comes to you, pass them to intake.",
    );
    Err(failed(AppError::NotAllowed(why.to_owned())))
}

/// Reads what the form offers.
#[server(endpoint = "on_behalf_options")]
pub async fn load_on_behalf_options() -> Result<OnBehalfOptions, AppError> {
    intake()?;
    let form = super::sending::load_form_options().await?;
    let hotline = crate::context::store()?
        .catalogue()
        .profile
        .hotline
        .clone()
        .unwrap_or_default();
    Ok(OnBehalfOptions { form, hotline })
}

/// Reads the receipt of what this official entered last; nothing when there is none, or when it is another official's.
#[server(endpoint = "entered_receipt")]
pub async fn load_entered_receipt(
    /// Record code of the entry; empty for the latest.
    record: String,
) -> Result<Option<EnteredReceipt>, AppError> {
    use crate::context::{cookie, failed, from_store, store};
    let official = intake()?;
    let store = store()?;
    let kept = cookie(ENTERED_COOKIE).unwrap_or_default();
    let Some(found) = entered(&store, &official, &kept, &record)
        .await
        .map_err(from_store)?
    else {
        // Only for the status: the page says itself what to do.
        failed(AppError::NotFound);
        return Ok(None);
    };
    let code_read_back = found.code_read_back();
    let Entered { receipt, again, .. } = found;
    let petition = store.petition(receipt.id).await.map_err(from_store)?;
    let receipt = super::sending::receipt_view(&store, &receipt, again, crate::context::lang())
        .await
        .map_err(from_store)?;
    Ok(Some(EnteredReceipt {
        receipt,
        channel: petition.channel,
        code_read_back,
    }))
}

/// What ends a key in the cookie when the entry had been booked before.
#[cfg(feature = "ssr")]
const AGAIN: &str = ".again";
/// Between the keys in the cookie.
#[cfg(feature = "ssr")]
const NEXT: char = '~';
/// Receipts that stay open in tabs of their own; more push the oldest out.
#[cfg(feature = "ssr")]
const MOST_RECEIPTS: usize = 4;

/// The cookie with one more entry, the latest first.
#[cfg(feature = "ssr")]
pub fn with_entry(kept: &str, key: &str, again: bool) -> String {
    let mut keys = vec![format!("{key}{}", if again { AGAIN } else { "" })];
    keys.extend(
        kept.split(NEXT)
            .filter(|known| !known.is_empty() && known.strip_suffix(AGAIN).unwrap_or(known) != key)
            .map(str::to_owned),
    );
    keys.truncate(MOST_RECEIPTS);
    keys.join(&NEXT.to_string())
}

/// An entry and what happened to it.
#[cfg(feature = "ssr")]
#[derive(Debug)]
pub struct Entered {
    /// What its sender gets.
    pub receipt: store::petitions::submit::Receipt,
    /// All events of the petition.
    pub events: Vec<domain::event::Event>,
    /// It had been booked before.
    pub again: bool,
}

#[cfg(feature = "ssr")]
impl Entered {
    /// It is on record that the sender read the tracking code back.
    pub fn code_read_back(&self) -> bool {
        self.events.iter().any(
            |event| matches!(&event.action, domain::action::Action::Note { text } if text == CODE_READ_BACK),
        )
    }
}

/// What this official entered, by the cookie: the petition with the record code, or the latest.
///
/// # Errors
/// When the database does not answer.
#[cfg(feature = "ssr")]
pub async fn entered(
    store: &store::Store,
    official: &domain::actor::ActingOfficial,
    kept: &str,
    record: &str,
) -> Result<Option<Entered>, store::StoreError> {
    for kept in kept.split(NEXT).take(MOST_RECEIPTS) {
        let key = kept.strip_suffix(AGAIN);
        let Some(receipt) = store.receipt(key.unwrap_or(kept)).await? else {
            continue;
        };
        if !record.is_empty() && receipt.record_code != record {
            continue;
        }
        let events = store.timeline(receipt.id).await?;
        let own = events
            .first()
            .is_some_and(|event| event.by.official == Some(official.id));
        return Ok(own.then_some(Entered {
            receipt,
            events,
            again: key.is_some(),
        }));
    }
    Ok(None)
}
