using Autoschematic.Cli.Terminal;
using Autoschematic.Cli.Views;
using Autoschematic.Engine.Journal;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Applying;
using Autoschematic.Engine.Workflows.Planning;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Cli.Commands;

/// <summary>What apply asks: whether to execute the plan, and whether to commit.</summary>
internal sealed class ApplyQuestions(Invocation run, bool full, bool yes)
{
    private PlanResult? planned;

    /// <summary>Whether the plan was shown.</summary>
    public bool PlanShown { get; private set; }

    /// <summary>Whether what was done was shown, before the question whether to commit it.</summary>
    public bool ResultShown { get; private set; }

    /// <summary>Why nobody was asked, so that nothing was executed.</summary>
    public Diagnostic? Refusal { get; private set; }

    public async Task<bool> ConfirmAsync(PlanResult plan, CancellationToken cancellationToken)
    {
        planned = plan;
        var view = new PlanView(full);
        using (run.Gate.Progress.Pause())
        {
            view.WriteHuman(plan, new ReportWriter(run.Gate, forQuestion: !yes && run.Prompter.CanAsk));
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

    /// <summary>Shows what is left of an interrupted run and asks whether to go on; where nobody can be asked, it goes on as it was begun.</summary>
    public async Task<bool> ConfirmResumeAsync(RunId interrupted, IReadOnlyList<LeftResource> resources, CancellationToken cancellationToken)
    {
        var left = resources.Where(resource => !resource.IsDone).ToList();
        var asks = !yes && left.Count > 0 && run.Prompter.CanAsk;
        using (run.Gate.Progress.Pause())
        {
            foreach (var line in left.SelectMany(Describe))
            {
                if (asks)
                {
                    run.Gate.SayAlways(line);
                }
                else
                {
                    run.Gate.Say(line);
                }
            }
        }

        return !asks
            || await AskAsync(StyledText.Of($"Go on with {Lines.Count(left.Count, "resource")} of run {interrupted}?", Tone.Strong), cancellationToken);
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
        using (run.Gate.Progress.Pause())
        {
            new ApplyView(full, () => true).WriteResources(planned!, offer.Applied, new ReportWriter(run.Gate));
        }

        ResultShown = true;
        var question = new StyledText()
            .Add($"Commit {Lines.Count(offer.Paths.Count, "file")} as \"{run.Gate.Clean(Lines.First(offer.Message))}\"?", Tone.Strong);
        return await AskAsync(question, cancellationToken) ? offer.Message : null;
    }

    private IReadOnlyList<StyledText> Describe(LeftResource resource)
    {
        var line = new StyledText().Add($"  {resource.Resource}  {resource.Action}: ").Add(resource.State, Tone.Muted);
        return run.Gate.ErrorColumns is { } columns ? line.Wrap(columns, indent: 6) : [line];
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
