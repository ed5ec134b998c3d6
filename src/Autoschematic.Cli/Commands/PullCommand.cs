using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Autoschematic.Cli.Views;
using Autoschematic.Connectors.Warm;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Pulling;
using Autoschematic.Model.Merging;

namespace Autoschematic.Cli.Commands;

/// <summary>`pull`: merges what exists remotely into the files.</summary>
internal sealed class PullCommand : CliCommand
{
    private const string AnyNumber = "any";
    private readonly SelectionOptions selection = new(allByDefault: false, withPrune: false);
    private readonly Option<bool> ours = Flags.Make("--ours", "Where both sides changed the same, keep the file's values");
    private readonly Option<bool> theirs = Flags.Make("--theirs", "Where both sides changed the same, take the remote values");
    private readonly Option<bool> mark = Flags.Make("--mark", "Where both sides changed the same, write both into the file");
    private readonly Option<bool> overwrite = Flags.Make("--overwrite", "Take the remote body byte for byte");
    private readonly Option<bool> noStage = Flags.NoStage();
    private readonly Option<bool> full = Flags.Full();
    private readonly Option<PullDeletion?> delete = new("--delete")
    {
        Description = "Remove files whose resource is gone; with =N when exactly N are expected",
        HelpName = "[=N]",
        Arity = ArgumentArity.ZeroOrOne,
        CustomParser = ReadDeletion,
    };

    public PullCommand()
        : base(CommandGroup.EveryDay, "pull", "Merge what exists into the files")
    {
        selection.AddTo(this);
        foreach (var option in new Option[] { ours, theirs, mark, overwrite, delete, noStage, full })
        {
            Add(option);
        }

        Validators.Add(result =>
        {
            if (new[] { ours, theirs, mark, overwrite }.Where(option => result.Has(option)).Select(option => $"`{option.Name}`").ToList()
                is [var first, var second, ..])
            {
                result.AddError($"{first} and {second} exclude each other");
            }
        });
    }

    // `pull --delete main/x.ron`: the path is not the number.
    public override IReadOnlyDictionary<string, string> ValuesAlone => new Dictionary<string, string> { [delete.Name] = AnyNumber };

    public override IReadOnlyList<(string Line, string Does)> Examples =>
    [
        ("pull main/dashboards/cpu.json", "one file"),
        ("pull --all", "everything"),
        ("pull --theirs main/dashboards/cpu.json", "where both sides changed a field, the remote value"),
        ("pull --all --delete=3", "also remove the three files whose resources are gone"),
    ];

    public override WarmUse Connectors => WarmUse.Reads;

    public override Task<RunOutcome> RunAsync(Invocation run, CancellationToken cancellationToken)
    {
        var parsed = run.Parsed;
        var request = new PullRequest(
            selection.Read(parsed, run.StartDirectory),
            !parsed.GetValue(noStage),
            parsed.GetValue(overwrite),
            parsed.GetResult(delete) is null ? null : parsed.GetValue(delete) ?? new PullDeletion(null))
        {
            StrictEnvironment = run.StrictEnvironment,
            Rule = parsed.GetValue(ours) ? ConflictRule.Ours
                : parsed.GetValue(theirs) ? ConflictRule.Theirs
                : parsed.GetValue(mark) ? ConflictRule.Mark
                : ConflictRule.Report,
            Confirm = new PullQuestions(run, parsed.GetValue(full)).ConfirmAsync,
        };
        return run.WorkAsync<PullWorkflow, PullResult>(
            new PullView(parsed.GetValue(full)),
            (workflow, workspace, onEvent) => workflow.RunAsync(workspace, request, onEvent, cancellationToken),
            cancellationToken);
    }

    private static PullDeletion? ReadDeletion(ArgumentResult result)
    {
        if (result.Tokens is not [{ Value: not AnyNumber and var text }])
        {
            return new PullDeletion(null);
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var expected))
        {
            return new PullDeletion(expected);
        }

        result.AddError($"`--delete={text}` names no number of resources");
        return null;
    }
}
