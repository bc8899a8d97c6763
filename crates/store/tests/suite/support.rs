//! What do the stories share? A place for a database of their own, the people, and their deeds.

pub mod cast;
pub mod deeds;
pub mod place;

pub use self::cast::{Cast, official};
pub use self::place::{Place, on_postgres, on_sqlite};

/// Tells a story on both databases: the function of this name becomes the tests `….::sqlite` and `…::postgres`.
macro_rules! stories {
    ($($name:ident),* $(,)?) => {$(
        mod $name {
            #[test]
            fn sqlite() {
                crate::support::on_sqlite(super::$name);
            }

            #[test]
            fn postgres() {
                crate::support::on_postgres(super::$name);
            }
        }
    )*};
}
pub(crate) use stories;
