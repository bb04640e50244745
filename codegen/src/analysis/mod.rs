//! Facts about a body; nothing is changed here.
