using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Laws.Reading;

/// <summary>What a connector offers as an example it must not complain about.</summary>
internal sealed class SkeletonsAreClean() : ReadingLaw("skeletons-are-clean", "Diag finds no error in a filled skeleton")
{
    public override async Task TryAsync(LawSubject subject, LawFindings findings, CancellationToken cancellationToken)
    {
        findings.Idle("the connector has no skeletons");
        foreach (var skeleton in subject.Samples.Skeletons)
        {
            if (skeleton.Address is not { } address)
            {
                continue;
            }

            IReadOnlyList<LawInput> inputs = [new("skeleton", skeleton.Template), LawText.Input("body", skeleton.Body)];
            var attempt = await Attempt.OfAsync(subject.Reader.DiagAsync(address, skeleton.Body, cancellationToken));
            if (attempt.Error is { } error)
            {
                findings.Refused("Diag", address.Text, inputs, "no error", error);
                continue;
            }

            findings.Count();
            if (attempt.Answer!.FirstOrDefault(found => found.Severity == DiagnosticSeverity.Error) is { } problem)
            {
                findings.Fail(new("Diag", address.Text, inputs, "no error", $"{problem.Message} (at {problem.Start})"));
            }
        }
    }
}
