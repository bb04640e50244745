//! The exported wrappers: one for each row marked `cpython: (here)`.
//!
//! A row whose function is missing from `crate::rows` is a compile error that names the row.

use naja_rt_inline::export_cpython_here;

naja_rt_abi::for_each_row!(export_cpython_here);
