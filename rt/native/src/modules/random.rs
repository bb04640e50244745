//! `_random`: the Mersenne twister that `random.Random` derives from.

use crate::args::{Args, Def, function, method};
use crate::class;
use crate::context::{Cx, Res};
use crate::instance::receiver;
use crate::int::{self, Number};
use crate::object::{Body, BodyKind, Kind, Own, Payload, Tuple, Value};
use crate::types::TypeId;
use dashu_int::UBig;

const LEN: usize = 624;
const SHIFT: usize = 397;

/// The generator's state.
struct Twister {
    words: [u32; LEN],
    at: usize,
}

/// An instance of `_random.Random`.
pub(crate) struct Random(Payload<Twister>);

impl Body for Random {
    const KIND: Kind = <Random as BodyKind>::OF;
}

impl Twister {
    fn from_number(seed: u32) -> Twister {
        let mut words = [0; LEN];
        words[0] = seed;
        for at in 1..LEN {
            let last: u32 = words[at - 1];
            words[at] = 1_812_433_253u32.wrapping_mul(last ^ (last >> 30)).wrapping_add(at as u32);
        }
        Twister { words, at: LEN }
    }

    /// The initialisation by an array of the algorithm's authors.
    fn from_key(key: &[u32]) -> Twister {
        let mut made = Twister::from_number(19_650_218);
        let words = &mut made.words;
        let (mut i, mut j) = (1, 0);
        for _ in 0..LEN.max(key.len()) {
            let mixed = (words[i - 1] ^ (words[i - 1] >> 30)).wrapping_mul(1_664_525);
            words[i] = (words[i] ^ mixed).wrapping_add(key[j]).wrapping_add(j as u32);
            i += 1;
            j += 1;
            if i >= LEN {
                words[0] = words[LEN - 1];
                i = 1;
            }
            if j >= key.len() {
                j = 0;
            }
        }
        for _ in 0..LEN - 1 {
            let mixed = (words[i - 1] ^ (words[i - 1] >> 30)).wrapping_mul(1_566_083_941);
            words[i] = (words[i] ^ mixed).wrapping_sub(i as u32);
            i += 1;
            if i >= LEN {
                words[0] = words[LEN - 1];
                i = 1;
            }
        }
        words[0] = 0x8000_0000;
        made
    }

    fn next(&mut self) -> u32 {
        if self.at >= LEN {
            for k in 0..LEN {
                let joined = (self.words[k] & 0x8000_0000) | (self.words[(k + 1) % LEN] & 0x7FFF_FFFF);
                let twist = if joined & 1 != 0 { 0x9908_B0DF } else { 0 };
                self.words[k] = self.words[(k + SHIFT) % LEN] ^ (joined >> 1) ^ twist;
            }
            self.at = 0;
        }
        let mut word = self.words[self.at];
        self.at += 1;
        word ^= word >> 11;
        word ^= (word << 7) & 0x9D2C_5680;
        word ^= (word << 15) & 0xEFC6_0000;
        word ^ (word >> 18)
    }

    /// 53 random bits as a fraction.
    fn fraction(&mut self) -> f64 {
        let (high, low) = (self.next() >> 5, self.next() >> 6);
        (f64::from(high) * 67_108_864.0 + f64::from(low)) / 9_007_199_254_740_992.0
    }
}

fn this<'a>(cx: &Cx, args: &Args<'a>, name: &str) -> Res<&'a Random> {
    receiver(cx, args.get(0), name, "_random.Random")
}

/// The magnitude of a seed as words, the lowest first.
fn key_of(cx: &Cx, seed: Value<'_>) -> Res<Vec<u32>> {
    let words = match int::number(seed) {
        Some(Number::Small(small)) => {
            let size = small.unsigned_abs();
            vec![size as u32, (size >> 32) as u32]
        }
        Some(Number::Big(big)) => {
            let size: UBig = dashu_int::ops::UnsignedAbs::unsigned_abs(big.clone());
            size.to_le_bytes()
                .chunks(4)
                .map(|part| part.iter().rev().fold(0, |word, byte| word << 8 | u32::from(*byte)))
                .collect()
        }
        None => {
            let hash = crate::hash::hash(cx, seed)? as u64;
            vec![hash as u32, (hash >> 32) as u32]
        }
    };
    let used = words.iter().rposition(|word| *word != 0).map_or(1, |last| last + 1);
    Ok(words[..used].to_vec())
}

fn seed(cx: &Cx, args: &Args<'_>) -> Res {
    let random = this(cx, args, "seed")?;
    let key = match args.some(1) {
        Some(seed) => key_of(cx, seed)?,
        None => super::os::random_bytes(32)
            .chunks(4)
            .map(|part| u32::from_le_bytes(part.try_into().unwrap_or_default()))
            .collect(),
    };
    random.0.replace(Twister::from_key(&key));
    Ok(Own::none())
}

fn getrandbits(cx: &Cx, args: &Args<'_>) -> Res {
    let random = this(cx, args, "getrandbits")?;
    let count = int::argument(cx, args.get(1))?;
    if count < 0 {
        return Err(cx.value_error("number of bits must be non-negative"));
    }
    if count <= 32 {
        let bits = if count == 0 { 0 } else { random.0.write(Twister::next) >> (32 - count) };
        return Ok(Own::int(bits.into()));
    }
    let mut bytes = Vec::new();
    let mut left = count;
    while left > 0 {
        let word = random.0.write(Twister::next);
        let word = if left < 32 { word >> (32 - left) } else { word };
        bytes.extend(word.to_le_bytes());
        left -= 32;
    }
    Ok(int::from_big(UBig::from_le_bytes(&bytes).into()))
}

fn getstate(cx: &Cx, args: &Args<'_>) -> Res {
    let random = this(cx, args, "getstate")?;
    let words: Vec<Own> = random.0.read(|twister| {
        let at = Own::len(twister.at);
        twister.words.iter().map(|word| Own::int((*word).into())).chain([at]).collect()
    });
    Ok(Tuple::object(words.into_iter()))
}

fn setstate(cx: &Cx, args: &Args<'_>) -> Res {
    let random = this(cx, args, "setstate")?;
    let state = crate::iter::collect(cx, args.get(1))?;
    if state.len() != LEN + 1 {
        return Err(cx.value_error("state vector is the wrong size"));
    }
    let numbers = state.iter().map(|word| int::argument(cx, word.r())).collect::<Res<Vec<i64>>>()?;
    let at =
        usize::try_from(numbers[LEN]).ok().filter(|at| *at <= LEN).ok_or_else(|| cx.value_error("invalid state"))?;
    let mut twister = Twister { words: [0; LEN], at };
    for (place, number) in twister.words.iter_mut().zip(numbers) {
        *place = number as u32;
    }
    random.0.replace(twister);
    Ok(Own::none())
}

/// Methods of `_random.Random`.
pub(crate) static METHODS: &[Def] = &[
    function("__new__", "cls *args **kwargs", |cx, args| {
        let made = Own::new(Random(Payload::new(Twister::from_number(5489))));
        Ok(class::wrap(cx, args.get(0), made))
    }),
    method("random", "self", |cx, args| Ok(Own::float(this(cx, args, "random")?.0.write(Twister::fraction)))),
    method("seed", "self n?", seed),
    method("getrandbits", "self k", getrandbits),
    method("getstate", "self", getstate),
    method("setstate", "self state", setstate),
];

/// The constants of `_random`.
pub(super) fn constants(cx: &Cx) -> Vec<(&'static str, Own)> {
    vec![("Random", cx.ty(TypeId::Random).own())]
}
