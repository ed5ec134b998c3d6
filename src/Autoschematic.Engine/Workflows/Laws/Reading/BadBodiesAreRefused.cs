using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Laws.Reading;

/// <summary>A body that nobody can read must not become an op.</summary>
internal sealed class BadBodiesAreRefused() : ReadingLaw("bad-bodies-are-refused", "A malformed body is an error of Diag or Plan")
{
    public override async Task TryAsync(LawSubject subject, LawFindings findings, CancellationToken cancellationToken)
    {
        findings.Idle("no body is RON or JSON");
        foreach (var sample in subject.Samples.Bodies.DistinctBy(sample => (sample.Format, sample.Address.Path.Parent)))
        {
            foreach (var body in BrokenBodies.Malformed(sample.Format, sample.Body).TakeWhile(_ => !findings.IsFull))
            {
                var diag = await Attempt.OfAsync(subject.Reader.DiagAsync(sample.Address, body, cancellationToken));
                if (diag.IsRefusal || diag.Answer?.Any(found => found.Severity == DiagnosticSeverity.Error) == true)
                {
                    findings.Count();
                    continue;
                }

                var plan = await Attempt.OfAsync(subject.Reader.PlanAsync(sample.Address, null, body, cancellationToken));
                if ((diag.Error ?? (plan.IsRefusal ? null : plan.Error)) is { } error)
                {
                    findings.Excuse(error);
                    continue;
                }

                findings.Count();
                if (plan.Answer is { Count: > 0 } ops)
                {
                    findings.Fail(new(
                        "Plan",
                        sample.Address.Text,
                        [LawText.Input("current", null), LawText.Input("desired", body)],
                        "an error, here or from Diag",
                        string.Join("; ", ops.Select(op => op.Message ?? op.Definition))));
                }
            }
        }
    }
}
