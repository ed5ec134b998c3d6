using Autoschematic.Engine.Workflows.Laws.Reading;
using Autoschematic.Model.Canonical;
using Autoschematic.Model.References;

namespace Autoschematic.Engine.Workflows.Laws.Live;

/// <summary>After an apply the remote side is what was wanted, and nothing is left to do.</summary>
internal sealed class ApplyConverges() : LiveLaw("apply-converges", "After a plan is executed Get equals what was wanted and Plan is empty")
{
    public override void Judge(LiveTrial trial, IReadOnlySet<string> broken, LawFindings findings)
    {
        foreach (var step in trial.Steps.Where(step => step.Wanted is not null))
        {
            if (step.Excuse is { } excuse || !step.WasRead)
            {
                findings.LeftOut($"`{step.Address}` could not be tried: {step.Excuse ?? "it could not be read"}");
                findings.Excuse(step.Excuse ?? "what was made could not be read");
                continue;
            }

            findings.Count();
            if (step.After is not { } after)
            {
                findings.Fail(new("Get", step.Physical?.Text ?? step.Address.Text, step.Inputs, "what is desired", "nothing"));
            }
            else if (step.IsEqual == false && !(broken.Contains(EqIsReflexive.Law) && CanonicalValue.AreEqual(BodyFormats.Of(step.Address), after.Span, step.Wanted!.Value.Span)))
            {
                findings.Fail(new("Get", step.Physical?.Text ?? step.Address.Text, step.Inputs, "a body equal to what is desired", LawText.Of(after)));
            }
            else if (step.Rest is { Count: > 0 } rest && !broken.Contains(PlanOfSameIsEmpty.Law))
            {
                findings.Fail(new(
                    "Plan",
                    step.Physical?.Text ?? step.Address.Text,
                    [LawText.Input("current", after), LawText.Input("desired", step.Wanted)],
                    "no op after the plan was executed",
                    string.Join("; ", rest.Select(op => op.Message ?? op.Definition))));
            }
        }
    }
}
