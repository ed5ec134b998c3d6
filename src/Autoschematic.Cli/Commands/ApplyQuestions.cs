using Autoschematic.Cli.Terminal;
using Autoschematic.Cli.Views;
using Autoschematic.Engine.Workflows.Applying;
using Autoschematic.Engine.Workflows.Planning;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Cli.Commands;

/// <summary>What apply asks: whether to execute the plan, and whether to commit.</summary>
internal sealed class ApplyQuestions(Invocation run, bool full, bool yes)
{
    /// <summary>Whether the plan was shown.</summary>
    public bool PlanShown { get; private set; }

    /// <summary>Why nobody was asked, so that nothing was executed.</summary>
    public Diagnostic? Refusal { get; private set; }

    public async Task<bool> ConfirmAsync(PlanResult plan, CancellationToken cancellationToken)
    {
        var view = new PlanView(full);
        using (run.Gate.Progress.Pause())
        {
            view.WriteHuman(plan, new ReportWriter(run.Gate));
            var shown = run.Events.ShowRest(plan.Diagnostics);
            ResultPrinter.WriteSummary(run.Gate, view.Summarise(plan), shown > 0);
            run.Gate.Report("");
        }

        PlanShown = true;
        if (yes)
        {
            return true;
        }

        if (!run.Prompter.CanAsk)
        {
            Refusal = QuestionDiagnostics.NobodyToAsk();
            return false;
        }

        return await AskAsync(Question(plan), cancellationToken);
    }

    /// <summary>Whether the one thing that an op of unknown outcome may have made is taken for it.</summary>
    public async Task<bool> ConfirmAdoptionAsync(AdoptionOffer offer, CancellationToken cancellationToken)
    {
        if (yes || !run.Prompter.CanAsk)
        {
            return yes;
        }

        var question = new StyledText().Add(
            $"`{run.Gate.Clean(offer.Physical.Text)}` looks like what the interrupted run made for `{offer.Resource}`. Adopt it?", Tone.Strong);
        return await run.Prompter.ConfirmAsync(question, cancellationToken);
    }

    public async Task<string?> OfferCommitAsync(CommitOffer offer, CancellationToken cancellationToken)
    {
        var question = new StyledText()
            .Add($"Commit {Lines.Count(offer.Paths.Count, "file")} as \"{run.Gate.Clean(Lines.First(offer.Message))}\"?", Tone.Strong);
        return await AskAsync(question, cancellationToken) ? offer.Message : null;
    }

    // Ctrl-C at a question is a no, not the end of the report: what was done before it has still to be shown.
    private async Task<bool> AskAsync(StyledText question, CancellationToken cancellationToken)
    {
        try
        {
            return await run.Prompter.ConfirmAsync(question, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static StyledText Question(PlanResult plan)
    {
        var changes = plan.Resources.Count(resource => resource.Action.IsChange);
        var question = new StyledText().Add($"Apply {Lines.Count(changes, "change")}", Tone.Strong);
        var warnings = Lines.Counts(
            (plan.Deletions, plan.Deletions == 1 ? "deletion" : "deletions"),
            (plan.Replacements, plan.Replacements == 1 ? "replacement" : "replacements"),
            (plan.IrreversibleOps, plan.IrreversibleOps == 1 ? "irreversible op" : "irreversible ops"),
            (plan.DestroyingOps, plan.DestroyingOps == 1 ? "op that destroys data" : "ops that destroy data"));
        return warnings.Length == 0
            ? question.Add("?", Tone.Strong)
            : question.Add(" with ", Tone.Strong).Add(warnings, Tone.Warning).Add("?", Tone.Strong);
    }
}
