//! The parts pages are made of; their classes are described in `style/README.md`.

pub mod clock;
pub mod failure;
pub mod form;
pub mod frame;
pub mod icon;
pub mod loaded;
pub mod picker;
pub mod print;
pub mod status;
pub mod timeline;
pub mod verbatim;
pub mod writing_advice;
