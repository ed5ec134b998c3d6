using Autoschematic.Cli.Terminal;
using Autoschematic.Cli.Views;
using Autoschematic.Engine.Workflows.Pulling;

namespace Autoschematic.Cli.Commands;

/// <summary>What pull asks: whether commits that may never have been applied are taken back.</summary>
internal sealed class PullQuestions(Invocation run, bool full)
{
    public async Task<bool> ConfirmAsync(IReadOnlyList<PulledResource> resources, CancellationToken cancellationToken)
    {
        if (!run.Prompter.CanAsk)
        {
            return false;
        }

        using (run.Gate.Progress.Pause())
        {
            new PullView(full).WriteResources(resources, new ReportWriter(run.Gate, forQuestion: true));
        }

        var fields = resources.Select(resource => resource.Status).OfType<PullStatus.Unconfirmed>().Sum(status => status.Fields.Count);
        var question = new StyledText()
            .Add($"Take back {Lines.Count(fields, "committed change")} in {Lines.Count(resources.Count, "file")}?", Tone.Strong);
        return await run.Prompter.ConfirmAsync(question, cancellationToken);
    }
}
