namespace Autoschematic.Engine.Workflows.Laws.Live;

/// <summary>After a crash the host sends an op again with its old key, if the connector says that it may.</summary>
internal sealed class OpsAreIdempotent() : LiveLaw("ops-are-idempotent", "An op sent again with the same idempotency key changes nothing")
{
    public override void Judge(LiveTrial trial, IReadOnlySet<string> broken, LawFindings findings)
    {
        if (!trial.IsIdempotent)
        {
            findings.Excuse("the connector does not say that its ops may be sent again, so the host never does");
            return;
        }

        foreach (var step in trial.Steps)
        {
            if (step.RepeatChanged is not { } changed)
            {
                findings.Excuse(step.Excuse ?? "no op could be sent again");
                continue;
            }

            findings.Count();
            if (changed.Length > 0)
            {
                var op = step.Ops[^1];
                findings.Fail(new("OpExec", op.Address.Text, [.. step.Ops.Select(item => new LawInput("op", item.Op.Definition))], "the same remote state as after the first time", changed));
            }
        }
    }
}
