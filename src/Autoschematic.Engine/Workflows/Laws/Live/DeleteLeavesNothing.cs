namespace Autoschematic.Engine.Workflows.Laws.Live;

/// <summary>What was created and deleted again is gone.</summary>
internal sealed class DeleteLeavesNothing() : LiveLaw("delete-leaves-nothing", "What was created and deleted again is gone")
{
    public override void Judge(LiveTrial trial, IReadOnlySet<string> broken, LawFindings findings)
    {
        foreach (var step in trial.Steps.Where(step => step.Action == LiveAction.Delete))
        {
            if (step.Excuse is { } excuse || !step.WasRead)
            {
                findings.Excuse(step.Excuse ?? "what was deleted could not be read");
                continue;
            }

            findings.Count();
            var place = step.Physical?.Text ?? step.Address.Text;
            if (step.Ops.Count == 0)
            {
                findings.Fail(new("Plan", place, step.Inputs, "an op that deletes it", "no op"));
            }
            else if (step.After is { } after)
            {
                findings.Fail(new("Get", place, step.Inputs, "nothing", LawText.Of(after)));
            }
            else if (step.IsListed == true)
            {
                findings.Fail(new("List", null, step.Inputs, $"no `{place}`, which was deleted", $"`{place}`"));
            }
        }
    }
}
