//! `set` and `frozenset`: a hash table whose order of iteration is CPython's.
//!
//! Programs print sets of small numbers, so the places of the items follow CPython's rules: linear probes of up to nine
//! neighbours, then a jump that uses up the hash, and the same sizes at the same moments.

use crate::args::{Args, Def, function, method};
use crate::class;
use crate::context::{Cx, Res};
use crate::dict::{View, same_quickly};
use crate::instance::payload;
use crate::object::{Body, BodyKind, Kind, Own, Payload, Value};
use crate::types::TypeId;

/// A set.
pub(crate) struct Set(Payload<Table>);

/// A frozenset.
pub(crate) struct FrozenSet(Payload<Table>);

const SMALLEST: usize = 8;
const NEIGHBOURS: usize = 9;
const SHIFT: u32 = 5;

#[derive(Clone)]
enum Place {
    Free,
    Dead,
    Item(i64, Own),
}

/// The items of a set.
#[derive(Clone)]
pub(crate) struct Table {
    places: Vec<Place>,
    /// Places that are not free.
    filled: usize,
    live: usize,
    version: u64,
    /// Where `pop` looks next.
    finger: usize,
}

impl Default for Table {
    fn default() -> Table {
        Table { places: vec![Place::Free; SMALLEST], filled: 0, live: 0, version: 0, finger: 0 }
    }
}

/// The order in which places are tried for a hash.
struct Sequence {
    perturb: u64,
    at: usize,
    left: usize,
    mask: usize,
    start: usize,
}

impl Sequence {
    fn new(hash: i64, mask: usize) -> Sequence {
        let at = hash as usize & mask;
        Sequence { perturb: hash as u64, at, left: neighbours(at, mask), mask, start: at }
    }

    fn next(&mut self) {
        if self.left > 0 {
            self.left -= 1;
            self.at += 1;
            return;
        }
        self.perturb >>= SHIFT;
        self.start = (self.start.wrapping_mul(5).wrapping_add(1).wrapping_add(self.perturb as usize)) & self.mask;
        self.at = self.start;
        self.left = neighbours(self.at, self.mask);
    }
}

fn neighbours(at: usize, mask: usize) -> usize {
    if at + NEIGHBOURS <= mask { NEIGHBOURS } else { 0 }
}

impl Table {
    fn mask(&self) -> usize {
        self.places.len() - 1
    }

    fn put_new(places: &mut [Place], hash: i64, item: Own) {
        let mut sequence = Sequence::new(hash, places.len() - 1);
        while !matches!(places[sequence.at], Place::Free) {
            sequence.next();
        }
        places[sequence.at] = Place::Item(hash, item);
    }

    fn resize(&mut self, least: usize) {
        let mut size = SMALLEST;
        while size <= least {
            size <<= 1;
        }
        let mut places = vec![Place::Free; size];
        for place in core::mem::take(&mut self.places) {
            if let Place::Item(hash, item) = place {
                Table::put_new(&mut places, hash, item);
            }
        }
        self.places = places;
        self.filled = self.live;
        self.version += 1;
    }

    fn add_at(&mut self, at: usize, hash: i64, item: Own) {
        if matches!(self.places[at], Place::Free) {
            self.filled += 1;
        }
        self.places[at] = Place::Item(hash, item);
        self.live += 1;
        self.version += 1;
        if self.filled * 5 >= self.mask() * 3 {
            self.resize(if self.live > 50_000 { self.live * 2 } else { self.live * 4 });
        }
    }

    fn take(&mut self, at: usize) -> Option<Own> {
        match core::mem::replace(&mut self.places[at], Place::Dead) {
            Place::Item(_, item) => {
                self.live -= 1;
                self.version += 1;
                Some(item)
            }
            other => {
                self.places[at] = other;
                None
            }
        }
    }

    fn items(&self) -> Vec<(i64, Own)> {
        self.places
            .iter()
            .filter_map(|place| match place {
                Place::Item(hash, item) => Some((*hash, item.clone())),
                Place::Free | Place::Dead => None,
            })
            .collect()
    }
}

macro_rules! body {
    ($ty:ident) => {
        impl Body for $ty {
            const KIND: Kind = <$ty as BodyKind>::OF;
            fn visit(&self, visit: &mut dyn FnMut(Value<'_>)) {
                self.0.read(|table| {
                    for place in &table.places {
                        if let Place::Item(_, item) = place {
                            visit(item.r());
                        }
                    }
                });
            }
            fn clear(&self, out: &mut Vec<Own>) {
                out.extend(self.0.take().items().into_iter().map(|(_, item)| item));
            }
        }
    };
}
body!(Set);
body!(FrozenSet);

/// The table of a set or frozenset, or of an instance of a class below.
pub(crate) fn table(value: Value<'_>) -> Option<&Payload<Table>> {
    let value = payload(value);
    match value.get::<Set>() {
        Some(set) => Some(&set.0),
        None => value.get::<FrozenSet>().map(|set| &set.0),
    }
}

impl Payload<Table> {
    pub(crate) fn len(&self) -> usize {
        self.read(|table| table.live)
    }

    /// All items, in order.
    pub(crate) fn all(&self) -> Vec<Own> {
        self.read(Table::items).into_iter().map(|(_, item)| item).collect()
    }

    /// The next item at or after a place.
    pub(crate) fn next_item(&self, place: usize) -> Option<(usize, Own)> {
        self.read(|table| {
            (place..table.places.len()).find_map(|at| match &table.places[at] {
                Place::Item(_, item) => Some((at, item.clone())),
                Place::Free | Place::Dead => None,
            })
        })
    }
}

/// Where an item is, or where it would go.
enum Found {
    At(usize),
    Missing(usize),
}

fn find(cx: &Cx, set: &Payload<Table>, item: Value<'_>, hash: i64) -> Res<Found> {
    'again: loop {
        let (version, mask) = set.read(|table| (table.version, table.mask()));
        let mut sequence = Sequence::new(hash, mask);
        loop {
            let candidate = set.read(|table| match &table.places[sequence.at] {
                Place::Free => Some(Err(())),
                Place::Item(known, other) if *known == hash => Some(Ok(other.clone())),
                Place::Dead | Place::Item(..) => None,
            });
            match candidate {
                Some(Err(())) => return Ok(Found::Missing(sequence.at)),
                Some(Ok(other)) => {
                    let same = match same_quickly(other.r(), item) {
                        Some(same) => same,
                        None => {
                            let same = crate::operator::equal(cx, other.r(), item)?;
                            if set.read(|table| table.version) != version {
                                continue 'again;
                            }
                            same
                        }
                    };
                    if same {
                        return Ok(Found::At(sequence.at));
                    }
                }
                None => {}
            }
            sequence.next();
        }
    }
}

/// Adds an item; false if it was there.
pub(crate) fn add(cx: &Cx, set: &Payload<Table>, item: Value<'_>) -> Res<bool> {
    let hash = crate::hash::hash(cx, item)?;
    add_hashed(cx, set, item, hash)
}

fn add_hashed(cx: &Cx, set: &Payload<Table>, item: Value<'_>, hash: i64) -> Res<bool> {
    match find(cx, set, item, hash)? {
        Found::At(_) => Ok(false),
        Found::Missing(at) => {
            set.write(|table| table.add_at(at, hash, item.own()));
            Ok(true)
        }
    }
}

/// Whether an item is in the set.
pub(crate) fn contains(cx: &Cx, set: &Payload<Table>, item: Value<'_>) -> Res<bool> {
    // A set is looked for as if it were frozen.
    let hash = match payload(item).get::<Set>() {
        Some(other) => table_hash(&other.0),
        None => crate::hash::hash(cx, item)?,
    };
    Ok(matches!(find(cx, set, item, hash)?, Found::At(_)))
}

fn remove(cx: &Cx, set: &Payload<Table>, item: Value<'_>) -> Res<Option<Own>> {
    let hash = crate::hash::hash(cx, item)?;
    Ok(match find(cx, set, item, hash)? {
        Found::At(at) => set.write(|table| table.take(at)),
        Found::Missing(_) => None,
    })
}

/// Adds all items of an iterable.
pub(crate) fn update(cx: &Cx, set: &Payload<Table>, items: Value<'_>) -> Res<()> {
    if let Some(other) = table(items) {
        let other = other.read(Table::items);
        if set.read(|table| (table.filled + other.len()) * 5 >= table.mask() * 3) {
            set.write(|table| table.resize((table.live + other.len()) * 2));
        }
        for (hash, item) in other {
            add_hashed(cx, set, item.r(), hash)?;
        }
        return Ok(());
    }
    let iterator = crate::iter::iter(cx, items)?;
    while let Some(item) = crate::iter::iter_next(cx, iterator.r())? {
        add(cx, set, item.r())?;
    }
    Ok(())
}

/// A new set object.
pub(crate) fn object() -> Own {
    Own::new(Set(Payload::new(Table::default())))
}

/// A new, empty set of the kind of another.
fn like(value: Value<'_>) -> Own {
    match payload(value).kind() {
        Some(Kind::FrozenSet) => Own::new(FrozenSet(Payload::new(Table::default()))),
        _ => object(),
    }
}

fn copy(cx: &Cx, value: Value<'_>) -> Res {
    let made = like(value);
    update(cx, table(made.r()).expect("a set"), value)?;
    Ok(made)
}

/// The hash of a frozenset.
pub(crate) fn frozen_hash(set: &FrozenSet) -> i64 {
    table_hash(&set.0)
}

fn table_hash(set: &Payload<Table>) -> i64 {
    let shuffle = |hash: u64| ((hash ^ 89_869_747) ^ (hash << 16)).wrapping_mul(3_644_798_167);
    let (mut hash, len) = set.read(|table| {
        (table.items().iter().fold(0, |hash, (item, _)| hash ^ shuffle(*item as u64)), table.live as u64)
    });
    hash ^= len.wrapping_add(1).wrapping_mul(1_927_868_237);
    hash ^= (hash >> 11) ^ (hash >> 25);
    hash = hash.wrapping_mul(69_069).wrapping_add(907_133_923);
    if hash == u64::MAX { 590_923_713 } else { hash as i64 }
}

/// The operators of sets: `None` if an operand is no set.
pub(crate) fn operator(cx: &Cx, symbol: &str, a: Value<'_>, b: Value<'_>) -> Option<Res> {
    let view = |value: Value<'_>| value.get::<View>().is_some_and(|view| view.kind != crate::dict::ViewKind::Values);
    if view(a) || view(b) {
        let (a, b) = (to_set(cx, a), to_set(cx, b));
        return Some(a.and_then(|a| b.and_then(|b| operator(cx, symbol, a.r(), b.r()).expect("both are sets"))));
    }
    table(a)?;
    table(b)?;
    Some(match symbol {
        "|" => copy(cx, a).and_then(|made| update(cx, table(made.r()).expect("a set"), b).map(|()| made)),
        "&" => intersection(cx, a, b),
        "-" => filtered(cx, a, b, false),
        "^" => symmetric_difference(cx, a, b),
        _ => return None,
    })
}

fn to_set(cx: &Cx, value: Value<'_>) -> Res {
    let made = object();
    update(cx, table(made.r()).expect("a set"), value)?;
    Ok(made)
}

/// The items of `a` that are, or are not, in `b`.
fn filtered(cx: &Cx, a: Value<'_>, b: Value<'_>, wanted: bool) -> Res {
    let made = like(a);
    let (from, out) = (table(a).expect("a set"), table(made.r()).expect("a set"));
    for (hash, item) in from.read(Table::items) {
        let is_in = match table(b) {
            Some(b) => matches!(find(cx, b, item.r(), hash)?, Found::At(_)),
            None => crate::operator::contains(cx, b, item.r())?,
        };
        if is_in == wanted {
            add_hashed(cx, out, item.r(), hash)?;
        }
    }
    Ok(made)
}

fn intersection(cx: &Cx, a: Value<'_>, b: Value<'_>) -> Res {
    let made = like(a);
    let out = table(made.r()).expect("a set");
    let (mut small, mut large) = (b, a);
    if table(b).is_some_and(|b| b.len() > table(a).map_or(0, |a| a.len())) {
        (small, large) = (a, b);
    }
    let large = table(large).expect("a set");
    for item in crate::iter::collect(cx, small)? {
        if contains(cx, large, item.r())? {
            add(cx, out, item.r())?;
        }
    }
    Ok(made)
}

fn symmetric_difference(cx: &Cx, a: Value<'_>, b: Value<'_>) -> Res {
    let made = copy(cx, a)?;
    let out = table(made.r()).expect("a set");
    let other = to_set(cx, b)?;
    for item in table(other.r()).expect("a set").all() {
        if remove(cx, out, item.r())?.is_none() {
            add(cx, out, item.r())?;
        }
    }
    Ok(made)
}

/// Whether all items of `a` are in `b`.
pub(crate) fn is_subset(cx: &Cx, a: &Payload<Table>, b: &Payload<Table>) -> Res<bool> {
    if a.len() > b.len() {
        return Ok(false);
    }
    for (hash, item) in a.read(Table::items) {
        if matches!(find(cx, b, item.r(), hash)?, Found::Missing(_)) {
            return Ok(false);
        }
    }
    Ok(true)
}

// Methods

fn this<'a>(cx: &Cx, args: &Args<'a>) -> Res<&'a Payload<Table>> {
    table(args.get(0)).ok_or_else(|| {
        let found = class::type_name(cx, args.get(0));
        cx.type_error(format!("descriptor requires a 'set' object but received a '{found}'"))
    })
}

fn set_new(cx: &Cx, args: &Args<'_>) -> Res {
    let made = object();
    if args.get(0).is(cx.ty(TypeId::Set))
        && let Some(items) = args.opt(1)
    {
        update(cx, table(made.r()).expect("a set"), items)?;
    }
    Ok(class::wrap(cx, args.get(0), made))
}

fn set_init(cx: &Cx, args: &Args<'_>) -> Res {
    if class::is_custom(args.get(0))
        && let Some(items) = args.opt(1)
    {
        update(cx, this(cx, args)?, items)?;
    }
    Ok(Own::none())
}

fn frozen_new(cx: &Cx, args: &Args<'_>) -> Res {
    if let Some(items) = args.opt(1)
        && items.kind() == Some(Kind::FrozenSet)
        && args.get(0).is(cx.ty(TypeId::FrozenSet))
    {
        return Ok(items.own());
    }
    let made = Own::new(FrozenSet(Payload::new(Table::default())));
    if let Some(items) = args.opt(1) {
        update(cx, table(made.r()).expect("a set"), items)?;
    }
    Ok(class::wrap(cx, args.get(0), made))
}

/// Replaces the contents by those of another set.
fn assign(set: &Payload<Table>, other: &Own) {
    let new = table(other.r()).expect("a set").read(Table::clone);
    let old = set.write(|table| {
        let version = table.version + 1;
        core::mem::replace(table, Table { version, ..new })
    });
    drop(old);
}

fn fold(cx: &Cx, args: &Args<'_>, step: fn(&Cx, Value<'_>, Value<'_>) -> Res) -> Res {
    this(cx, args)?;
    let mut made = copy(cx, args.get(0))?;
    for other in args.rest {
        made = step(cx, made.r(), *other)?;
    }
    Ok(made)
}

fn union_step(cx: &Cx, a: Value<'_>, b: Value<'_>) -> Res {
    update(cx, table(a).expect("a set"), b)?;
    Ok(a.own())
}

fn difference_step(cx: &Cx, a: Value<'_>, b: Value<'_>) -> Res {
    if table(b).is_some() {
        return filtered(cx, a, b, false);
    }
    let other = to_set(cx, b)?;
    filtered(cx, a, other.r(), false)
}

fn subset(cx: &Cx, args: &Args<'_>) -> Res {
    let other = to_set(cx, args.get(1))?;
    is_subset(cx, this(cx, args)?, table(other.r()).expect("a set")).map(Own::bool)
}

fn superset(cx: &Cx, args: &Args<'_>) -> Res {
    let other = to_set(cx, args.get(1))?;
    is_subset(cx, table(other.r()).expect("a set"), this(cx, args)?).map(Own::bool)
}

fn disjoint(cx: &Cx, args: &Args<'_>) -> Res {
    let common = intersection(cx, args.get(0), args.get(1))?;
    Ok(Own::bool(table(common.r()).is_some_and(|common| common.len() == 0)))
}

fn in_place(cx: &Cx, args: &Args<'_>, made: Res) -> Res {
    assign(this(cx, args)?, &made?);
    Ok(Own::none())
}

fn pop(cx: &Cx, args: &Args<'_>) -> Res {
    let set = this(cx, args)?;
    let finger = set.read(|table| table.finger);
    let found = set.next_item(finger).or_else(|| set.next_item(0));
    match found.and_then(|(at, _)| {
        set.write(|table| {
            table.finger = at + 1;
            table.take(at)
        })
    }) {
        Some(item) => Ok(item),
        None => Err(cx.raise(TypeId::KeyError, "pop from an empty set")),
    }
}

/// Methods of both.
macro_rules! common {
    () => {
        [
            method("copy", "self", |cx, args| copy(cx, args.get(0))),
            method("union", "self *others", |cx, args| fold(cx, args, union_step)),
            method("intersection", "self *others", |cx, args| fold(cx, args, intersection)),
            method("difference", "self *others", |cx, args| fold(cx, args, difference_step)),
            method("symmetric_difference", "self other", |cx, args| symmetric_difference(cx, args.get(0), args.get(1))),
            method("issubset", "self other", subset),
            method("issuperset", "self other", superset),
            method("isdisjoint", "self other", disjoint),
        ]
    };
}

/// Methods of `frozenset`.
pub(crate) static FROZEN_METHODS: &[Def] = {
    const COMMON: [Def; 8] = common!();
    const ALL: &[Def] = &{
        let [a, b, c, d, e, f, g, h] = COMMON;
        [function("__new__", "cls iterable?", frozen_new), a, b, c, d, e, f, g, h]
    };
    ALL
};

/// Methods of `set`.
pub(crate) static METHODS: &[Def] = {
    const COMMON: [Def; 8] = common!();
    const ALL: &[Def] = &{
        let [a, b, c, d, e, f, g, h] = COMMON;
        [
            function("__new__", "cls iterable?", set_new),
            method("__init__", "self iterable?", set_init),
            a,
            b,
            c,
            d,
            e,
            f,
            g,
            h,
            method("add", "self item", |cx, args| {
                add(cx, this(cx, args)?, args.get(1))?;
                Ok(Own::none())
            }),
            method("remove", "self item", |cx, args| match remove(cx, this(cx, args)?, args.get(1))? {
                Some(_) => Ok(Own::none()),
                None => Err(cx.key_error(args.get(1))),
            }),
            method("discard", "self item", |cx, args| {
                drop(remove(cx, this(cx, args)?, args.get(1))?);
                Ok(Own::none())
            }),
            method("pop", "self", pop),
            method("clear", "self", |cx, args| {
                drop(this(cx, args)?.take());
                Ok(Own::none())
            }),
            method("update", "self *others", |cx, args| {
                for other in args.rest {
                    update(cx, this(cx, args)?, *other)?;
                }
                Ok(Own::none())
            }),
            method("intersection_update", "self *others", |cx, args| in_place(cx, args, fold(cx, args, intersection))),
            method("difference_update", "self *others", |cx, args| in_place(cx, args, fold(cx, args, difference_step))),
            method("symmetric_difference_update", "self other", |cx, args| {
                in_place(cx, args, symmetric_difference(cx, args.get(0), args.get(1)))
            }),
        ]
    };
    ALL
};

/// `a |= b` and the like on a set: in place.
pub(crate) fn inplace(cx: &Cx, symbol: &str, a: Value<'_>, b: Value<'_>) -> Option<Res> {
    let set = payload(a).get::<Set>()?;
    table(b)?;
    let made = match symbol {
        "|" => return Some(update(cx, &set.0, b).map(|()| a.own())),
        "&" => intersection(cx, a, b),
        "-" => filtered(cx, a, b, false),
        "^" => symmetric_difference(cx, a, b),
        _ => return None,
    };
    Some(made.map(|made| {
        assign(&set.0, &made);
        a.own()
    }))
}
