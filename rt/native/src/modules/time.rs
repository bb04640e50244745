//! `_time`: what `time` is made of.

use crate::args::{Args, Def, function};
use crate::context::{Cx, Res};
use crate::int;
use crate::object::system::{self, Calendar};
use crate::object::{Own, Tuple, Value};
use std::sync::LazyLock;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

static START: LazyLock<Instant> = LazyLock::new(Instant::now);

fn since_epoch() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
}

fn nanoseconds(duration: Duration) -> Own {
    int::from_i128(duration.as_nanos() as i128)
}

/// How long a sleep may be before it looks whether it was interrupted.
const NAP: Duration = Duration::from_millis(20);

fn sleep(cx: &Cx, args: &Args<'_>) -> Res {
    let seconds = crate::float::argument(cx, args.get(0))?;
    if seconds < 0.0 {
        return Err(cx.value_error("sleep length must be non-negative"));
    }
    let end = Instant::now().checked_add(Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX / 4));
    loop {
        let left = end.map_or(NAP, |end| end.saturating_duration_since(Instant::now()));
        if left.is_zero() {
            return Ok(Own::none());
        }
        std::thread::sleep(left.min(NAP));
        crate::function::check_interrupt(cx)?;
    }
}

const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The nine numbers of a `struct_time`: year, month, day, hour, minute, second, weekday, day of the year, whether it is
/// summer time.
fn parts(found: &Calendar) -> [i64; 9] {
    [
        i64::from(found.year) + 1900,
        i64::from(found.month) + 1,
        found.day.into(),
        found.hour.into(),
        found.minute.into(),
        found.second.into(),
        i64::from((found.weekday + 6) % 7),
        i64::from(found.day_of_year) + 1,
        found.is_dst.into(),
    ]
}

fn moment(cx: &Cx, args: &Args<'_>, local: bool) -> Res<[i64; 9]> {
    let seconds = match args.some(0) {
        Some(seconds) => crate::float::argument(cx, seconds)?.floor() as i64,
        None => since_epoch().as_secs() as i64,
    };
    let found = system::calendar(seconds, local);
    found.map(|found| parts(&found)).ok_or_else(|| cx.overflow_error("timestamp out of range for platform time_t"))
}

fn tuple_of(numbers: [i64; 9]) -> Own {
    Tuple::object(numbers.into_iter().map(Own::int).collect::<Vec<_>>().into_iter())
}

fn given(cx: &Cx, value: Option<Value<'_>>) -> Res<[i64; 9]> {
    let Some(value) = value else {
        let found = system::calendar(since_epoch().as_secs() as i64, true);
        return Ok(found.map_or([0; 9], |found| parts(&found)));
    };
    let items = crate::iter::collect(cx, value)?;
    let numbers = items.iter().map(|item| int::argument(cx, item.r())).collect::<Res<Vec<i64>>>()?;
    numbers.try_into().map_err(|_| cx.type_error("time tuple must have exactly 9 elements"))
}

fn strftime(cx: &Cx, args: &Args<'_>) -> Res {
    let format = crate::str::text_of(crate::instance::payload(args.get(0)));
    let at = given(cx, args.opt(1))?;
    Ok(crate::str::new(&formatted(&format, &at)))
}

/// A moment as a format of C's `strftime` shows it.
fn formatted(format: &str, at: &[i64; 9]) -> String {
    let [year, month, day, hour, minute, second, weekday, day_of_year, _] = *at;
    let name = |names: &[&'static str], index: i64| names.get(usize::try_from(index).unwrap_or(usize::MAX)).copied();
    let (weekday_name, month_name) = (name(&DAYS, weekday).unwrap_or("?"), name(&MONTHS, month - 1).unwrap_or("?"));
    let twelve = (hour + 11) % 12 + 1;
    let half = if hour < 12 { "AM" } else { "PM" };
    let mut out = String::new();
    let mut chars = format.chars();
    while let Some(next) = chars.next() {
        if next != '%' {
            out.push(next);
            continue;
        }
        out.push_str(&match chars.next() {
            Some('Y') => year.to_string(),
            Some('y') => format!("{:02}", year.rem_euclid(100)),
            Some('C') => format!("{:02}", year / 100),
            Some('m') => format!("{month:02}"),
            Some('d') => format!("{day:02}"),
            Some('e') => format!("{day:2}"),
            Some('H') => format!("{hour:02}"),
            Some('I') => format!("{twelve:02}"),
            Some('M') => format!("{minute:02}"),
            Some('S') => format!("{second:02}"),
            Some('j') => format!("{day_of_year:03}"),
            Some('a') => weekday_name[..3].to_owned(),
            Some('A') => weekday_name.to_owned(),
            Some('b' | 'h') => month_name[..3].to_owned(),
            Some('B') => month_name.to_owned(),
            Some('p') => half.to_owned(),
            Some('w') => ((weekday + 1) % 7).to_string(),
            Some('u') => (weekday + 1).to_string(),
            Some('U') => format!("{:02}", (day_of_year + 6 - (weekday + 1) % 7) / 7),
            Some('W') => format!("{:02}", (day_of_year + 6 - weekday) / 7),
            Some('D') => formatted("%m/%d/%y", at),
            Some('F') => formatted("%Y-%m-%d", at),
            Some('T' | 'X') => formatted("%H:%M:%S", at),
            Some('R') => formatted("%H:%M", at),
            Some('x') => formatted("%m/%d/%y", at),
            Some('c') => formatted("%a %b %e %H:%M:%S %Y", at),
            Some('n') => "\n".to_owned(),
            Some('t') => "\t".to_owned(),
            Some('%') => "%".to_owned(),
            Some('z') => "+0000".to_owned(),
            Some('Z') => "UTC".to_owned(),
            Some(other) => format!("%{other}"),
            None => "%".to_owned(),
        });
    }
    out
}

/// The constants of `time`.
pub(super) fn constants(_cx: &Cx) -> Vec<(&'static str, Own)> {
    let names = || crate::operator::pair(crate::str::new("UTC"), crate::str::new("UTC"));
    vec![("timezone", Own::int(0)), ("altzone", Own::int(0)), ("daylight", Own::int(0)), ("tzname", names())]
}

/// The functions of `time`.
pub(super) static FUNCTIONS: &[Def] = &[
    function("time", "", |_, _| Ok(Own::float(since_epoch().as_secs_f64()))),
    function("time_ns", "", |_, _| Ok(nanoseconds(since_epoch()))),
    function("perf_counter", "", |_, _| Ok(Own::float(START.elapsed().as_secs_f64()))),
    function("perf_counter_ns", "", |_, _| Ok(nanoseconds(START.elapsed()))),
    function("monotonic", "", |_, _| Ok(Own::float(START.elapsed().as_secs_f64()))),
    function("monotonic_ns", "", |_, _| Ok(nanoseconds(START.elapsed()))),
    function("process_time", "", |_, _| Ok(Own::float(system::processor_time().as_secs_f64()))),
    function("process_time_ns", "", |_, _| Ok(nanoseconds(system::processor_time()))),
    function("gmtime", "seconds?", |cx, args| moment(cx, args, false).map(tuple_of)),
    function("localtime", "seconds?", |cx, args| moment(cx, args, true).map(tuple_of)),
    function("strftime", "format tuple?", strftime),
    function("asctime", "tuple?", |cx, args| {
        Ok(crate::str::new(&formatted("%a %b %e %H:%M:%S %Y", &given(cx, args.opt(0))?)))
    }),
    function("ctime", "seconds?", |cx, args| {
        Ok(crate::str::new(&formatted("%a %b %e %H:%M:%S %Y", &moment(cx, args, true)?)))
    }),
    function("sleep", "seconds", sleep),
];
