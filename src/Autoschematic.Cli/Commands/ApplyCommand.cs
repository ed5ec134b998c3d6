using System.CommandLine;
using Autoschematic.Cli.Views;
using Autoschematic.Connectors.Warm;
using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Applying;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Cli.Commands;

/// <summary>`apply`: makes the remote what the repository says.</summary>
internal sealed class ApplyCommand : CliCommand
{
    private readonly SelectionOptions selection = new(allByDefault: false, withPrune: true);
    private readonly ResumeOptions resume = new();
    private readonly Option<bool> yes = Flags.Yes();
    private readonly Option<bool> full = Flags.Full();
    private readonly Option<bool> allowDirty = Flags.Make("--allow-dirty", "Apply although files differ from what is staged");
    private readonly Option<bool> noDeferred = Flags.Make("--no-deferred", "Leave out what has to wait for outputs");
    private readonly Option<bool> noRename = Flags.Make("--no-rename", "Execute a possible rename as a deletion and a creation");
    private readonly Option<bool> commit = Flags.Make("--commit", "Commit what was done");
    private readonly Option<bool> noCommit = Flags.Make("--no-commit", "Do not offer to commit", "--skip-commit");
    private readonly Option<string?> message = new("--message", "-m") { Description = "Message of the commit", HelpName = "MSG" };
    private readonly Option<string?> journalFolder = new("--journal-dir")
    {
        Description = "Keep the journal of this run in this folder, not in the git folder",
        HelpName = "DIR",
    };

    private readonly Option<int> parallelism = new Option<int>("--parallelism")
    {
        Description = $"Resources executed at once, {ApplyRequest.DefaultParallelism} if not given; a connector takes one op at a time unless it says more",
        HelpName = "N",
    }.Positive(ApplyRequest.DefaultParallelism);

    public ApplyCommand()
        : base(CommandGroup.EveryDay, "apply", "Plan, ask, and make it so")
    {
        selection.AddTo(this);
        foreach (var option in new Option[] { yes, commit, noCommit, message, allowDirty, noDeferred, noRename, parallelism, journalFolder, full })
        {
            Add(option);
        }

        resume.AddTo(this, yes, commit, noCommit, message, full);
        Validators.Add(result =>
        {
            if (result.Has(commit) && result.Has(noCommit))
            {
                result.AddError("`--commit` and `--no-commit` exclude each other");
            }
        });
    }

    public override IReadOnlyList<(string Line, string Does)> Examples =>
    [
        ("apply", "what is staged in git, after showing it and asking"),
        ("apply --yes --commit -m \"New dashboards\"", "without asking, with a commit"),
        ("apply main/dashboards/cpu.json", "one file"),
        ("apply --resume", "the rest of a run that was interrupted"),
        ("apply plan.json", "exactly the plan that `plan --out plan.json` kept"),
    ];

    public override WarmUse Connectors => WarmUse.Executes;

    public override Task<RunOutcome> RunAsync(Invocation run, CancellationToken cancellationToken)
    {
        var showFull = run.Parsed.GetValue(full);
        var questions = new ApplyQuestions(run, showFull, run.Parsed.GetValue(yes));
        if (resume.IsGiven(run.Parsed))
        {
            return run.WorkAsync<ResumeWorkflow, ApplyResult>(
                new ApplyView(showFull, () => true),
                (workflow, workspace, onEvent) => workflow.RunAsync(workspace, ReadResume(run, questions), onEvent, cancellationToken),
                cancellationToken);
        }

        return run.WorkAsync<ApplyWorkflow, ApplyResult>(
            new ApplyView(showFull, () => questions.PlanShown, () => questions.ResultShown),
            async (workflow, workspace, onEvent) =>
            {
                var result = await workflow.RunAsync(workspace, Read(run, workspace, questions), onEvent, cancellationToken);
                return questions.Refusal is { } refusal ? result with { Diagnostics = [.. result.Diagnostics.Where(IsNotRefusal), refusal] } : result;
            },
            cancellationToken);
    }

    // The engine only knows that it was not confirmed; why, and what to do, is known here.
    private static bool IsNotRefusal(Diagnostic diagnostic) => diagnostic.Code != "APL002";

    private ResumeRequest ReadResume(Invocation run, ApplyQuestions questions)
        => resume.Read(run.Parsed, questions) with
        {
            Commit = run.Parsed.GetValue(commit) || run.Parsed.GetValue(message) is not null,
            CommitMessage = run.Parsed.GetValue(message),
            NoCommit = run.Parsed.GetValue(noCommit),
        };

    private ApplyRequest Read(Invocation run, Workspace workspace, ApplyQuestions questions)
    {
        var parsed = run.Parsed;
        var mode = parsed.GetValue(commit) || parsed.GetValue(message) is not null ? CommitMode.Always
            : parsed.GetValue(noCommit) || !run.Prompter.CanAsk || parsed.GetValue(yes) ? CommitMode.Never
            : CommitMode.Ask;
        var selected = selection.Read(parsed, run.StartDirectory);
        var file = PlanFileArgument.Of(selected, workspace);
        return new ApplyRequest(
            file is null ? selected : selected with { Mode = new SelectionMode.Staged() }, RunId.New(workspace.Clock), questions.ConfirmAsync)
        {
            StrictEnvironment = run.StrictEnvironment,
            AllowDirty = parsed.GetValue(allowDirty),
            NoDeferred = parsed.GetValue(noDeferred),
            NoRename = parsed.GetValue(noRename),
            AssumeYes = parsed.GetValue(yes),
            Parallelism = parsed.GetValue(parallelism),
            JournalDirectory = parsed.GetValue(journalFolder) is { } folder ? Path.GetFullPath(folder, run.StartDirectory) : null,
            Commit = mode,
            CommitMessage = parsed.GetValue(message),
            PlanFile = file,
            ToolVersion = VersionCommand.ProductVersion,
            OfferCommit = questions.OfferCommitAsync,
        };
    }
}
