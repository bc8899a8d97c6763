//! Vietnamese text in, findings out.
