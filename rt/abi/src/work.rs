//! What the rows do for a program, as `naja report` tells people: the groups of rows that cost more than machine instructions.
//!
//! A row that is in no group is machine work or upkeep, of which there is nothing to tell. What runs Python is in a group; a
//! test proves it.

use crate::RtFn;
use crate::table as rt;

macro_rules! works {
    ($($(#[$doc:meta])* $work:ident: [$($row:ident)*];)*) => {
        /// A kind of work on objects.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Work {
            $($(#[$doc])* $work,)*
        }

        /// The rows of each kind.
        static ROWS: &[(Work, &[&RtFn])] = &[$((Work::$work, &[$(&rt::$row),*]),)*];
    };
}

works! {
    /// Operators, comparisons and truth.
    Operator: [
        binary_add inplace_add binary_sub inplace_sub binary_mul inplace_mul binary_matmul inplace_matmul binary_truediv
        inplace_truediv binary_floordiv inplace_floordiv binary_mod inplace_mod binary_lshift inplace_lshift binary_rshift
        inplace_rshift binary_and inplace_and binary_or inplace_or binary_xor inplace_xor binary_pow inplace_pow unary_neg
        unary_pos unary_invert compare compare_truth truth outside_add outside_truth outside_compare
    ];
    /// `in`.
    Membership: [contains];
    /// Attributes that are looked for when the program runs.
    Attribute: [
        attr_get attr_set attr_del super_begin super_attr compact_get_apart compact_set_apart attr_get_apart attr_set_apart
    ];
    /// Subscripts and slices.
    Subscript: [item_get item_set item_del slice_get slice_set];
    /// Calls through Python's protocol.
    Call: [call call_unpacked];
    /// Calls of methods through Python's protocol.
    Method: [call_method];
    /// Iterators.
    Iteration: [iter yield_from_iter];
    /// Taking iterables apart.
    Unpack: [unpack unpack_star];
    /// Changing builtin containers.
    Container: [list_extend list_insert list_take list_slice_set set_add set_update dict_set dict_update dict_merge outside_set_add];
    /// New objects.
    Make: [
        tuple_new list_new set_new dict_new list_to_tuple slice_new list_slice tuple_slice str_slice list_reversed function_new
        cell_new generator_new class_new class_new_compact instance_new super_new make_generic
    ];
    /// New objects for machine numbers.
    Box: [box_i64 box_f64 box_complex];
    /// Text that is made.
    Text: [str_concat str_append str_of repr_of ascii_of format_value];
    /// Variables that are not registers.
    Variable: [global_get cell_get cell_set];
    /// Variables in dictionaries, written.
    Store: [global_set global_del namespace_get namespace_set namespace_del];
    /// Imports.
    Import: [import import_from import_star];
    /// Raising and catching.
    Exception: [raise raise_assertion raise_unbound raise_empty exc_match exc_split exc_regroup init_returned];
    /// `with`.
    Context: [with_method context_exit context_exit_call];
    /// `await` and its kin.
    Await: [await_iter async_iter async_next];
    /// Patterns.
    Match: [match_sequence_len sequence_index match_sequence match_mapping match_class];
    /// The boundary of strict modules.
    Law: [law_check law_check_each];
    /// What the language itself needs, and calls that another row of the same expression stands for.
    Upkeep: [
        method_get super_method iter_next yield_from yield_from_throw generator_result bind call_interpreted exit exit_frame poll poll_stressed frame_refused activation_end
        frame_locals_clear frame_pop incref decref decref_nullable reraise exc_leave exc_unraisable generator_sent
        generator_stopped class_begin annotations_setup
    ];
}

impl Work {
    /// What a row does.
    #[must_use]
    pub fn of(row: &RtFn) -> Work {
        let group = ROWS.iter().find(|(_, rows)| rows.iter().any(|other| core::ptr::eq(*other, row)));
        group.map_or(Work::Upkeep, |(work, _)| *work)
    }
}

#[cfg(test)]
mod tests {
    use super::ROWS;
    use crate::{Effect, table};

    #[test]
    fn what_runs_python_is_in_one_group() {
        for row in table::rows() {
            let groups = ROWS.iter().filter(|(_, rows)| rows.iter().any(|other| core::ptr::eq(*other, row))).count();
            let least = usize::from(row.effect == Effect::Python);
            assert!((least..=1).contains(&groups), "`{}` is in {groups} groups of rt/abi/src/work.rs", row.name);
        }
    }
}
