//! `dict`: a hash table that keeps insertion order.
//!
//! Entries stand in a vector in the order they came; an open-addressed table of indices finds them. Comparing keys may
//! run Python, and Python may change the dict: a look-up that had to ask starts again if the dict changed meanwhile.

use crate::args::{Args, Def, class_method, function, method};
use crate::class;
use crate::context::{Cx, Raised, Res};
use crate::instance::{payload, receiver};
use crate::iter::Iter;
use crate::object::{Body, BodyKind, Kind, List, Own, Payload, Str, Tuple, Value};
use crate::types::TypeId;

/// A dict.
pub(crate) struct Dict(Payload<Table>);

/// Its entries.
#[derive(Default)]
struct Table {
    /// Positions in `entries`, plus one; 0 is free. A power of two long, or empty.
    indices: Vec<u32>,
    /// `None` where an entry was removed.
    entries: Vec<Option<Entry>>,
    live: usize,
    /// Counts additions and removals of keys.
    version: u64,
}

struct Entry {
    hash: i64,
    key: Own,
    value: Own,
}

/// Where a look-up stands.
enum Probe {
    Found(usize),
    Missing,
    /// Whether this key is equal must be asked.
    Ask(usize, Own),
}

impl Table {
    /// Goes on from slot `step` of the sequence of places for this hash; `equal` is what is known without asking.
    fn probe(&self, key: Value<'_>, hash: i64, step: &mut usize) -> Probe {
        if self.indices.is_empty() {
            return Probe::Missing;
        }
        let mask = self.indices.len() - 1;
        loop {
            let place = (spread(hash) + *step) & mask;
            let index = self.indices[place];
            if index == 0 {
                return Probe::Missing;
            }
            *step += 1;
            let Some(entry) = &self.entries[index as usize - 1] else { continue };
            if entry.hash != hash {
                continue;
            }
            match same_quickly(entry.key.r(), key) {
                Some(true) => return Probe::Found(index as usize - 1),
                Some(false) => {}
                None => return Probe::Ask(index as usize - 1, entry.key.clone()),
            }
        }
    }

    fn grow_if_full(&mut self) {
        if (self.entries.len() + 1) * 3 > self.indices.len() * 2 {
            self.rebuild();
        }
    }

    /// Removes what is dead, and makes room for as much again.
    fn rebuild(&mut self) {
        self.entries.retain(Option::is_some);
        let size = ((self.entries.len() + 1) * 3).next_power_of_two().max(8);
        self.indices.clear();
        self.indices.resize(size, 0);
        for (index, entry) in self.entries.iter().enumerate() {
            let hash = entry.as_ref().map_or(0, |entry| entry.hash);
            place(&mut self.indices, hash, index);
        }
    }

    fn add(&mut self, hash: i64, key: Own, value: Own) {
        self.grow_if_full();
        place(&mut self.indices, hash, self.entries.len());
        self.entries.push(Some(Entry { hash, key, value }));
        self.live += 1;
        self.version += 1;
    }

    fn take(&mut self, index: usize) -> Option<(Own, Own)> {
        let entry = self.entries.get_mut(index)?.take()?;
        self.live -= 1;
        self.version += 1;
        while matches!(self.entries.last(), Some(None)) && self.live == 0 {
            self.entries.clear();
            self.indices.fill(0);
        }
        Some((entry.key, entry.value))
    }
}

fn spread(hash: i64) -> usize {
    (hash as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(20) as usize
}

fn place(indices: &mut [u32], hash: i64, entry: usize) {
    let mask = indices.len() - 1;
    let mut at = spread(hash) & mask;
    while indices[at] != 0 {
        at = (at + 1) & mask;
    }
    indices[at] = u32::try_from(entry + 1).expect("a dict has fewer than 2**32 entries");
}

/// Whether two keys of the same hash are equal, if that can be said without running Python.
#[inline]
pub(crate) fn same_quickly(a: Value<'_>, b: Value<'_>) -> Option<bool> {
    if a.is(b) {
        return Some(true);
    }
    match (a.str(), b.str()) {
        (Some(a), Some(b)) => return Some(crate::str::equal(a, b)),
        (Some(_), None) if a_is_plain(b) => return Some(false),
        (None, Some(_)) if a_is_plain(a) => return Some(false),
        _ => {}
    }
    match (a.small_int(), b.small_int()) {
        (Some(_), Some(_)) => Some(false),
        _ => None,
    }
}

/// Whether a value is never equal to a str.
fn a_is_plain(value: Value<'_>) -> bool {
    !matches!(value.kind(), Some(Kind::Instance | Kind::Exception | Kind::Type))
}

impl Body for Dict {
    const KIND: Kind = <Dict as BodyKind>::OF;
    fn visit(&self, visit: &mut dyn FnMut(Value<'_>)) {
        self.0.read(|table| {
            for entry in table.entries.iter().flatten() {
                visit(entry.key.r());
                visit(entry.value.r());
            }
        });
    }
    fn clear(&self, out: &mut Vec<Own>) {
        let old = self.take_all();
        out.extend(old.into_iter().flat_map(|(key, value)| [key, value]));
    }
}

impl Dict {
    /// A new, empty dict object.
    pub(crate) fn object() -> Own {
        Own::new(Dict(Payload::new(Table::default())))
    }

    pub(crate) fn len(&self) -> usize {
        self.0.read(|table| table.live)
    }

    /// Changes whenever a key is added or removed.
    pub(crate) fn version(&self) -> u64 {
        self.0.read(|table| table.version)
    }

    /// The value of an entry, if its key is this object.
    #[inline]
    pub(crate) fn entry_if(&self, index: usize, key: Value<'_>) -> Option<Own> {
        self.0.read(|table| match table.entries.get(index) {
            Some(Some(entry)) if entry.key.r().is(key) => Some(entry.value.clone()),
            _ => None,
        })
    }

    /// The next entry at or after a position, and its position.
    pub(crate) fn next_entry(&self, position: usize) -> Option<(usize, Own, Own)> {
        self.0.read(|table| {
            let rest = table.entries.get(position..)?;
            let (skipped, entry) = rest.iter().enumerate().find_map(|(k, e)| Some((k, e.as_ref()?)))?;
            Some((position + skipped, entry.key.clone(), entry.value.clone()))
        })
    }

    /// The last entry before a position, and its position.
    pub(crate) fn previous_entry(&self, position: usize) -> Option<(usize, Own, Own)> {
        self.0.read(|table| {
            let end = position.min(table.entries.len());
            let (index, entry) =
                table.entries[..end].iter().enumerate().rev().find_map(|(k, e)| Some((k, e.as_ref()?)))?;
            Some((index, entry.key.clone(), entry.value.clone()))
        })
    }

    /// All keys and values.
    pub(crate) fn entries(&self) -> Vec<(Own, Own)> {
        self.0.read(|table| table.entries.iter().flatten().map(|e| (e.key.clone(), e.value.clone())).collect())
    }

    fn hashed_entries(&self) -> Vec<(i64, Own, Own)> {
        self.0.read(|table| table.entries.iter().flatten().map(|e| (e.hash, e.key.clone(), e.value.clone())).collect())
    }

    /// A new dict with the same entries.
    pub(crate) fn copy(&self) -> Own {
        let mut table = Table::default();
        for (hash, key, value) in self.hashed_entries() {
            table.add(hash, key, value);
        }
        Own::new(Dict(Payload::new(table)))
    }

    fn take_all(&self) -> Vec<(Own, Own)> {
        self.0.write(|table| {
            table.indices.clear();
            table.live = 0;
            table.version += 1;
            core::mem::take(&mut table.entries).into_iter().flatten().map(|e| (e.key, e.value)).collect()
        })
    }

    /// Position and value of a str key.
    pub(crate) fn find_str(&self, key: Value<'_>) -> Option<(usize, Own)> {
        let hash = crate::hash::str(key.expect::<Str>());
        self.0.read(|table| {
            let mut step = 0;
            loop {
                match table.probe(key, hash, &mut step) {
                    Probe::Found(index) => {
                        return table.entries[index].as_ref().map(|entry| (index, entry.value.clone()));
                    }
                    Probe::Missing => return None,
                    // A key of a custom class that has the hash of a name: it does not count as the name.
                    Probe::Ask(..) => {}
                }
            }
        })
    }
}

/// Whether two keys of equal hash are equal; may run Python.
fn ask(cx: &Cx, known: Value<'_>, key: Value<'_>) -> Res<bool> {
    crate::operator::equal(cx, known, key)
}

/// The position of a key.
fn find(cx: &Cx, dict: &Dict, key: Value<'_>, hash: i64) -> Res<Option<usize>> {
    'again: loop {
        let version = dict.version();
        let mut step = 0;
        loop {
            match dict.0.read(|table| table.probe(key, hash, &mut step)) {
                Probe::Found(index) => return Ok(Some(index)),
                Probe::Missing => return Ok(None),
                Probe::Ask(index, known) => {
                    let equal = ask(cx, known.r(), key)?;
                    if dict.version() != version {
                        continue 'again;
                    }
                    if equal {
                        return Ok(Some(index));
                    }
                }
            }
        }
    }
}

/// The value of a key.
pub(crate) fn get(cx: &Cx, dict: &Dict, key: Value<'_>) -> Res<Option<Own>> {
    let hash = crate::hash::hash(cx, key)?;
    let index = find(cx, dict, key, hash)?;
    Ok(index.and_then(|index| dict.0.read(|table| table.entries[index].as_ref().map(|entry| entry.value.clone()))))
}

/// Sets the value of a key.
pub(crate) fn set(cx: &Cx, dict: &Dict, key: Value<'_>, value: Own) -> Res<()> {
    let hash = crate::hash::hash(cx, key)?;
    set_hashed(cx, dict, hash, key, value)
}

fn set_hashed(cx: &Cx, dict: &Dict, hash: i64, key: Value<'_>, value: Own) -> Res<()> {
    let index = find(cx, dict, key, hash)?;
    let old = dict.0.write(|table| match index.and_then(|index| table.entries[index].as_mut()) {
        Some(entry) => Some(core::mem::replace(&mut entry.value, value)),
        None => {
            table.add(hash, key.own(), value);
            None
        }
    });
    drop(old);
    Ok(())
}

/// Removes a key: its value.
pub(crate) fn remove(cx: &Cx, dict: &Dict, key: Value<'_>) -> Res<Option<Own>> {
    let hash = crate::hash::hash(cx, key)?;
    let index = find(cx, dict, key, hash)?;
    let removed = index.and_then(|index| dict.0.write(|table| table.take(index)));
    Ok(removed.map(|(_, value)| value))
}

/// The value of a str key.
#[inline]
pub(crate) fn get_str(dict: &Dict, key: Value<'_>) -> Option<Own> {
    dict.find_str(key).map(|(_, value)| value)
}

/// Sets the value of a str key; the old value dies.
pub(crate) fn set_str(dict: &Dict, key: Value<'_>, value: Own) {
    drop(replace_str(dict, key, value));
}

/// Sets the value of a str key: the old value.
pub(crate) fn replace_str(dict: &Dict, key: Value<'_>, value: Own) -> Option<Own> {
    let found = dict.find_str(key).map(|(index, _)| index);
    let hash = crate::hash::str(key.expect::<Str>());
    dict.0.write(|table| match found.and_then(|index| table.entries[index].as_mut()) {
        Some(entry) => Some(core::mem::replace(&mut entry.value, value)),
        None => {
            table.add(hash, key.own(), value);
            None
        }
    })
}

/// Removes a str key: its value.
pub(crate) fn remove_str(dict: &Dict, key: Value<'_>) -> Option<Own> {
    let (index, _) = dict.find_str(key)?;
    dict.0.write(|table| table.take(index)).map(|(_, value)| value)
}

/// `dict.update(other)`: a mapping, or an iterable of pairs.
pub(crate) fn update(cx: &Cx, dict: &Dict, other: Value<'_>) -> Res<()> {
    if let Some(other) = payload(other).get::<Dict>() {
        for (hash, key, value) in other.hashed_entries() {
            set_hashed(cx, dict, hash, key.r(), value)?;
        }
        return Ok(());
    }
    if let Some(keys) = crate::attribute::get_or_none(cx, other, cx.names.keys.r())? {
        let keys = crate::call::invoke(cx, keys.r(), &[], None)?;
        for key in crate::iter::collect(cx, keys.r())? {
            let value = crate::operator::item_get(cx, other, key.r())?;
            set(cx, dict, key.r(), value)?;
        }
        return Ok(());
    }
    let iterator = crate::iter::iter(cx, other)?;
    let mut index = 0;
    while let Some(item) = crate::iter::iter_next(cx, iterator.r())? {
        if !crate::iter::is_iterable(cx, item.r()) {
            return Err(
                cx.type_error(format!("cannot convert dictionary update sequence element #{index} to a sequence"))
            );
        }
        let pair = crate::iter::collect(cx, item.r())?;
        let [key, value] = pair.as_slice() else {
            return Err(cx.value_error(format!(
                "dictionary update sequence element #{index} has length {}; 2 is required",
                pair.len()
            )));
        };
        set(cx, dict, key.r(), value.clone())?;
        index += 1;
    }
    Ok(())
}

/// Whether two dicts have equal keys with equal values.
pub(crate) fn equal(cx: &Cx, a: &Dict, b: &Dict) -> Res<bool> {
    if a.len() != b.len() {
        return Ok(false);
    }
    for (hash, key, value) in a.hashed_entries() {
        let Some(index) = find(cx, b, key.r(), hash)? else { return Ok(false) };
        let Some((_, _, other)) = b.next_entry(index) else { return Ok(false) };
        if !crate::operator::equal(cx, value.r(), other.r())? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// `dict[key]`, asking `__missing__` of a subclass.
pub(crate) fn item(cx: &Cx, object: Value<'_>, key: Value<'_>) -> Res {
    let dict = payload(object).expect::<Dict>();
    if let Some(value) = get(cx, dict, key)? {
        return Ok(value);
    }
    if class::is_custom(object)
        && let Some(result) = class::special(cx, object, &cx.names.__missing__, &[key])
    {
        return result;
    }
    Err(cx.key_error(key))
}

// Methods

fn this<'a>(cx: &Cx, args: &Args<'a>, method: &str) -> Res<&'a Dict> {
    receiver(cx, args.get(0), method, "dict")
}

fn dict_new(cx: &Cx, args: &Args<'_>) -> Res {
    let made = Dict::object();
    if args.get(0).is(cx.ty(TypeId::Dict)) {
        fill(cx, made.r().expect(), args)?;
    }
    Ok(class::wrap(cx, args.get(0), made))
}

fn fill(cx: &Cx, dict: &Dict, args: &Args<'_>) -> Res<()> {
    if args.rest.len() > 1 {
        return Err(cx.type_error(format!("dict expected at most 1 argument, got {}", args.rest.len())));
    }
    if let Some(other) = args.rest.first() {
        update(cx, dict, *other)?;
    }
    for (key, value) in &args.keywords {
        set(cx, dict, *key, value.own())?;
    }
    Ok(())
}

fn init(cx: &Cx, args: &Args<'_>) -> Res {
    if class::is_custom(args.get(0)) {
        fill(cx, this(cx, args, "__init__")?, args)?;
    }
    Ok(Own::none())
}

fn pop(cx: &Cx, args: &Args<'_>) -> Res {
    match remove(cx, this(cx, args, "pop")?, args.get(1))? {
        Some(value) => Ok(value),
        None => args.opt(2).map(Value::own).ok_or_else(|| cx.key_error(args.get(1))),
    }
}

fn popitem(cx: &Cx, args: &Args<'_>) -> Res {
    let dict = this(cx, args, "popitem")?;
    let last = dict.previous_entry(usize::MAX);
    match last.and_then(|(index, _, _)| {
        dict.0.write(|table| {
            let taken = table.take(index);
            // Positions behind it are dead: the next call need not pass them again.
            table.entries.truncate(index);
            if taken.is_some() {
                table.rebuild();
            }
            taken
        })
    }) {
        Some((key, value)) => Ok(Tuple::object([key, value].into_iter())),
        None => Err(cx.raise(TypeId::KeyError, "popitem(): dictionary is empty")),
    }
}

fn setdefault(cx: &Cx, args: &Args<'_>) -> Res {
    let dict = this(cx, args, "setdefault")?;
    let hash = crate::hash::hash(cx, args.get(1))?;
    if let Some(index) = find(cx, dict, args.get(1), hash)?
        && let Some((_, _, value)) = dict.next_entry(index)
    {
        return Ok(value);
    }
    let value = args.opt(2).map_or_else(Own::none, Value::own);
    set_hashed(cx, dict, hash, args.get(1), value.clone())?;
    Ok(value)
}

fn fromkeys(cx: &Cx, args: &Args<'_>) -> Res {
    let made = crate::call::invoke(cx, args.get(0), &[], None)?;
    let value = args.opt(2).unwrap_or(Value::NONE);
    let iterator = crate::iter::iter(cx, args.get(1))?;
    while let Some(key) = crate::iter::iter_next(cx, iterator.r())? {
        crate::operator::item_set(cx, made.r(), key.r(), value)?;
    }
    Ok(made)
}

/// Methods of `dict`.
pub(crate) static METHODS: &[Def] = &[
    function("__new__", "cls *args **kwargs", dict_new),
    method("__init__", "self *args **kwargs", init),
    class_method("fromkeys", "cls iterable value?", fromkeys),
    method("get", "self key default?", |cx, args| {
        let found = get(cx, this(cx, args, "get")?, args.get(1))?;
        Ok(found.unwrap_or_else(|| args.opt(2).map_or_else(Own::none, Value::own)))
    }),
    method("keys", "self", |cx, args| View::object(cx, args.get(0), ViewKind::Keys)),
    method("values", "self", |cx, args| View::object(cx, args.get(0), ViewKind::Values)),
    method("items", "self", |cx, args| View::object(cx, args.get(0), ViewKind::Items)),
    method("copy", "self", |cx, args| Ok(this(cx, args, "copy")?.copy())),
    method("clear", "self", |cx, args| {
        drop(this(cx, args, "clear")?.take_all());
        Ok(Own::none())
    }),
    method("pop", "self key default?", pop),
    method("popitem", "self", popitem),
    method("setdefault", "self key default?", setdefault),
    method("update", "self *args **kwargs", |cx, args| {
        if args.rest.len() > 1 {
            return Err(cx.type_error(format!("update expected at most 1 argument, got {}", args.rest.len())));
        }
        fill(cx, this(cx, args, "update")?, args)?;
        Ok(Own::none())
    }),
    method("__reversed__", "self", |cx, args| {
        this(cx, args, "__reversed__")?;
        Ok(Iter::dict_reversed(payload(args.get(0)).own()))
    }),
];

/// What a view shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum ViewKind {
    /// Keys.
    Keys,
    /// Values.
    Values,
    /// Pairs.
    Items,
}

/// What `keys()`, `values()` and `items()` give.
pub(crate) struct View {
    pub(crate) dict: Own,
    pub(crate) kind: ViewKind,
}

impl Body for View {
    const KIND: Kind = <View as BodyKind>::OF;
    fn visit(&self, visit: &mut dyn FnMut(Value<'_>)) {
        visit(self.dict.r());
    }
}

impl View {
    fn object(cx: &Cx, object: Value<'_>, kind: ViewKind) -> Res {
        receiver::<Dict>(cx, object, "view", "dict")?;
        Ok(Own::new(View { dict: payload(object).own(), kind }))
    }

    pub(crate) fn type_id(&self) -> TypeId {
        match self.kind {
            ViewKind::Keys => TypeId::DictKeys,
            ViewKind::Values => TypeId::DictValues,
            ViewKind::Items => TypeId::DictItems,
        }
    }

    pub(crate) fn dict(&self) -> &Dict {
        self.dict.r().expect()
    }

    /// What it shows, as a list.
    pub(crate) fn items(&self) -> Vec<Own> {
        self.dict().entries().into_iter().map(|(key, value)| self.kind.pick(key, value)).collect()
    }

    /// `item in view`.
    pub(crate) fn contains(&self, cx: &Cx, item: Value<'_>) -> Res<bool> {
        match self.kind {
            ViewKind::Keys => Ok(get(cx, self.dict(), item)?.is_some()),
            ViewKind::Values => crate::sequence::contains_in(cx, &self.items(), item),
            ViewKind::Items => {
                let Some([key, value]) = item.get::<Tuple>().map(Tuple::items) else { return Ok(false) };
                match get(cx, self.dict(), key.r())? {
                    Some(known) => crate::operator::equal(cx, known.r(), value.r()),
                    None => Ok(false),
                }
            }
        }
    }
}

impl ViewKind {
    /// What a view of this kind shows of an entry.
    pub(crate) fn pick(self, key: Own, value: Own) -> Own {
        match self {
            ViewKind::Keys => key,
            ViewKind::Values => value,
            ViewKind::Items => Tuple::object([key, value].into_iter()),
        }
    }
}

/// Methods of views.
pub(crate) static VIEW_METHODS: &[Def] = &[
    method("isdisjoint", "self other", |cx, args| {
        for item in crate::iter::collect(cx, args.get(1))? {
            if args.get(0).expect::<View>().contains(cx, item.r())? {
                return Ok(Own::bool(false));
            }
        }
        Ok(Own::bool(true))
    }),
    method("__reversed__", "self", |cx, args| {
        let mut items = args.get(0).expect::<View>().items();
        items.reverse();
        let _ = cx;
        Ok(Iter::list(List::object(items)))
    }),
];

/// `KeyError` of `del dict[key]`.
pub(crate) fn delete(cx: &Cx, dict: &Dict, key: Value<'_>) -> Res<()> {
    match remove(cx, dict, key)? {
        Some(_) => Ok(()),
        None => Err(cx.key_error(key)),
    }
}

/// Row `dict_merge`'s error: a keyword that is there already.
pub(crate) fn merge(cx: &Cx, dict: &Dict, items: Value<'_>, callee: Value<'_>) -> Res<()> {
    let more = Dict::object();
    let is_mapping = payload(items).get::<Dict>().is_some()
        || crate::attribute::get_or_none(cx, items, cx.names.keys.r())?.is_some();
    let name = crate::function::display_name(cx, callee);
    if !is_mapping {
        let found = class::type_name(cx, items);
        return Err(cx.type_error(format!("{name} argument after ** must be a mapping, not {found}")));
    }
    update(cx, more.r().expect(), items)?;
    for (key, value) in more.r().expect::<Dict>().entries() {
        if get(cx, dict, key.r())?.is_some() {
            let key = crate::str::text_of(key.r());
            return Err(cx.type_error(format!("{name} got multiple values for keyword argument '{key}'")));
        }
        set(cx, dict, key.r(), value)?;
    }
    Ok::<(), Raised>(())
}
