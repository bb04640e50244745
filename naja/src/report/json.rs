//! The report as JSON: one object a line, one line a function.

use super::column;
use naja_codegen::report::{Function, Module, Remark, Report};
use naja_frontend::source::Sources;
use serde_json::{Value, json};

/// One object for each function.
pub(crate) fn json(report: &Report, sources: &Sources) -> String {
    let functions = report.modules.iter().flat_map(|module| module.functions.iter().map(move |it| (module, it)));
    functions.map(|(module, it)| function(module, it, sources).to_string() + "\n").collect()
}

fn function(module: &Module, function: &Function, sources: &Sources) -> Value {
    let lines = function.lines.iter().map(|line| {
        let remarks: Vec<Value> = line.remarks.iter().map(|it| remark(it, sources)).collect();
        json!({ "line": line.number, "level": line.level.name(), "depth": line.depth, "remarks": remarks })
    });
    let obstacle = function.obstacle.as_ref().map(|advice| json!({ "message": advice.why, "help": advice.help }));
    json!({
        "path": sources.file(module.file).path.to_string_lossy(),
        "module": module.name.as_str(),
        "function": function.qualname.as_str(),
        "line": function.line,
        "versions": function.versions,
        "no_fast_version": obstacle,
        "lines": lines.collect::<Vec<_>>(),
    })
}

fn remark(remark: &Remark, sources: &Sources) -> Value {
    json!({
        "column": column(sources, remark.span),
        "end_line": sources.end(remark.span).line,
        "text": sources.text(remark.span),
        "level": remark.level.name(),
        "code": remark.code,
        "message": remark.advice.why,
        "help": remark.advice.help,
    })
}
