using System.Text.Json;
using Autoschematic.Cli.Terminal;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Laws;
using Autoschematic.Engine.Workflows.Testing;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Cli.Views;

/// <summary>Shows the laws of connectors: a table, then what breaks them.</summary>
/// <param name="full">Whether no line is cut.</param>
public sealed class LawView(bool full) : IResultView<LawResult>
{
    private const int Indent = 4;
    private const int ValueIndent = 16;

    public RunOutcome OutcomeOf(LawResult result) => result.Outcome;

    public IReadOnlyList<Diagnostic> DiagnosticsOf(LawResult result) => result.Diagnostics;

    public void WriteHuman(LawResult result, ReportWriter report)
    {
        if (result.Laws.Count == 0)
        {
            return;
        }

        report.Line(StyledText.Of(report.Clean($"{result.Prefix} · {result.Connector}"), Tone.Strong));
        foreach (var law in result.Laws)
        {
            WriteLaw(law, report);
        }

        report.Line();
        foreach (var law in result.Laws.Where(law => law.Verdict == LawVerdict.Failed))
        {
            report.Sentence(new StyledText().Add(law.Law, Tone.Error).Add($": {law.Title}"));
            foreach (var counterexample in law.Counterexamples)
            {
                WriteCounterexample(counterexample, report);
                report.Line();
            }
        }
    }

    public StyledText? Summarise(LawResult result)
    {
        if (result.Laws.Count == 0)
        {
            return null;
        }

        var failed = Count(result, LawVerdict.Failed);
        var counts = Lines.Counts(
            (Count(result, LawVerdict.Held), "held"), (failed, "broken"), (Count(result, LawVerdict.Skipped), "skipped"));
        var rounds = result.Rounds > 1 ? $" in {Lines.Count(result.Rounds, "round")}, the last with seed {result.Seed}" : "";
        return StyledText.Of($"{Lines.Count(result.Laws.Count, "law")}: {counts}{rounds}", failed > 0 ? Tone.Error : Tone.Good);
    }

    public void WriteJson(LawResult result, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("connector", result.Connector);
        json.WriteString("prefix", result.Prefix);
        json.WriteString("protocolVersion", result.ProtocolVersion);
        json.WriteBoolean("live", result.Live);
        json.WriteNumber("seed", result.Seed);
        json.WriteNumber("rounds", result.Rounds);
        ResourceJson.WriteArray(json, "laws", result.Laws, law =>
        {
            json.WriteString("law", law.Law);
            json.WriteString("title", law.Title);
            json.WriteString("verdict", Word(law.Verdict));
            json.WriteNumber("cases", law.Cases);
            json.WriteString("reason", law.Reason);
            ResourceJson.WriteArray(json, "counterexamples", law.Counterexamples, item =>
            {
                json.WriteString("method", item.Method);
                json.WriteString("address", item.Address);
                ResourceJson.WriteArray(json, "inputs", item.Inputs, input =>
                {
                    json.WriteString("name", input.Name);
                    json.WriteString("text", input.Text);
                });
                json.WriteString("expected", item.Expected);
                json.WriteString("got", item.Got);
            });
        });
        json.WriteEndObject();
    }

    private static void WriteLaw(LawReport law, ReportWriter report)
    {
        var (symbol, tone) = law.Verdict switch
        {
            LawVerdict.Held => ("✓", Tone.Good),
            LawVerdict.Failed => ("!", Tone.Error),
            LawVerdict.Skipped => ("-", Tone.Muted),
            _ => throw new System.Diagnostics.UnreachableException(law.Verdict.ToString()),
        };
        var word = law.Verdict == LawVerdict.Held ? $"ok, {Lines.Count(law.Cases, "case")}" : Word(law.Verdict);
        report.Line(ResourceLine.Make(report, symbol, tone, law.Law, word));
        if (law.Reason is { } reason)
        {
            report.Sentence(StyledText.Of(new string(' ', Indent) + report.Clean(Lines.First(reason)), Tone.Muted), Indent);
        }
    }

    private void WriteCounterexample(Counterexample item, ReportWriter report)
    {
        var subject = item.Address is null ? item.Method : $"{item.Method} of `{report.Clean(item.Address)}`";
        report.Line(new StyledText().Add("  ").AddMessage(subject));
        foreach (var input in item.Inputs)
        {
            Row(report, input.Name, input.Text);
        }

        Row(report, "expected", item.Expected);
        Row(report, "got", item.Got);
    }

    private void Row(ReportWriter report, string name, string text)
    {
        var lines = text.TrimEnd('\n').Split('\n');
        foreach (var (index, line) in lines.Index())
        {
            report.Line(new StyledText()
                .Add(new string(' ', Indent))
                .Add((index == 0 ? name : "").PadRight(ValueIndent - Indent), Tone.Muted)
                .Add(full ? report.Clean(line) : ResourceLine.Clip(report, line, ValueIndent)));
        }
    }

    private static int Count(LawResult result, LawVerdict verdict) => result.Laws.Count(law => law.Verdict == verdict);

    private static string Word(LawVerdict verdict) => verdict switch
    {
        LawVerdict.Held => "ok",
        LawVerdict.Failed => "failed",
        LawVerdict.Skipped => "skipped",
        _ => throw new System.Diagnostics.UnreachableException(verdict.ToString()),
    };
}
