using Autoschematic.Model.Connectors;

namespace Autoschematic.Engine.Workflows.Laws.Live;

/// <summary>Other resources wait for the outputs that an op says it writes.</summary>
internal sealed class OutputsAreReturned() : LiveLaw("outputs-are-returned", "An op returns the outputs it says it writes")
{
    public override void Judge(LiveTrial trial, IReadOnlySet<string> broken, LawFindings findings)
    {
        // What is deleted has no outputs any more, whatever its op returns, also where it is created again.
        foreach (var step in trial.Steps.Where(step => step.Action != LiveAction.Delete))
        {
            if (step.Ops.Count == 0)
            {
                findings.Excuse(step.Excuse ?? "no op was executed");
            }

            foreach (var executed in step.Ops.Where(executed => executed.Op.Kind != OpKind.Delete))
            {
                findings.Count();
                var missing = executed.Op.WritesOutputs
                    .Where(key => executed.Result.Outputs.GetValueOrDefault(key) is null)
                    .ToList();
                if (missing.Count > 0)
                {
                    findings.Fail(new(
                        "OpExec",
                        executed.Address.Text,
                        [new("op", executed.Op.Definition)],
                        $"the outputs {string.Join(", ", executed.Op.WritesOutputs.Select(key => $"`{key}`"))}",
                        $"no {string.Join(", ", missing.Select(key => $"`{key}`"))}"));
                }
            }
        }
    }
}
