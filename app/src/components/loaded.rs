//! A part of a page that needs data first.

use leptos::prelude::*;

use super::failure::Failure;
use crate::AppError;

/// Shows what was loaded, or why it could not be. Pages are complete when they leave the server, so nothing stands there
/// meanwhile.
pub fn loaded<T, V>(
    data: impl Future<Output = Result<T, AppError>> + Send + 'static,
    show: impl FnOnce(T) -> V + Send + 'static,
) -> impl IntoView
where
    T: Send + 'static,
    V: IntoView + 'static,
{
    Suspend::new(async move {
        match data.await {
            Ok(data) => show(data).into_any(),
            Err(error) => view! { <Failure error=error/> }.into_any(),
        }
    })
}
