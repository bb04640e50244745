//! `time`.

use crate::args::{Def, function};
use crate::context::Cx;
use crate::object::Own;
use std::sync::LazyLock;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

static START: LazyLock<Instant> = LazyLock::new(Instant::now);

fn since_epoch() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
}

/// What the process has used of a processor, as the system tells it.
fn processor_time() -> Duration {
    let text = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    let used = text.split_whitespace().next().and_then(|number| number.parse().ok());
    used.map_or_else(|| START.elapsed(), Duration::from_nanos)
}

/// The constants of `time`.
pub(super) fn constants(_cx: &Cx) -> Vec<(&'static str, Own)> {
    vec![("timezone", Own::int(0)), ("altzone", Own::int(0)), ("daylight", Own::int(0))]
}

fn nanoseconds(duration: Duration) -> Own {
    crate::int::from_i128(duration.as_nanos() as i128)
}

/// The functions of `time`.
pub(super) static FUNCTIONS: &[Def] = &[
    function("time", "", |_, _| Ok(Own::float(since_epoch().as_secs_f64()))),
    function("time_ns", "", |_, _| Ok(nanoseconds(since_epoch()))),
    function("perf_counter", "", |_, _| Ok(Own::float(START.elapsed().as_secs_f64()))),
    function("perf_counter_ns", "", |_, _| Ok(nanoseconds(START.elapsed()))),
    function("monotonic", "", |_, _| Ok(Own::float(START.elapsed().as_secs_f64()))),
    function("monotonic_ns", "", |_, _| Ok(nanoseconds(START.elapsed()))),
    function("process_time", "", |_, _| Ok(Own::float(processor_time().as_secs_f64()))),
    function("process_time_ns", "", |_, _| Ok(nanoseconds(processor_time()))),
    function("sleep", "seconds", |cx, args| {
        let seconds = crate::float::argument(cx, args.get(0))?;
        if seconds < 0.0 {
            return Err(cx.value_error("sleep length must be non-negative"));
        }
        cx.flush();
        std::thread::sleep(Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX));
        Ok(Own::none())
    }),
];
