using Autoschematic.Engine.Files;
using Autoschematic.Engine.Git;
using Autoschematic.Engine.Hosts;
using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workflows.Drift;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config;
using Autoschematic.Model.Connectors;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Text;

namespace Autoschematic.Engine.Workflows.Validation;

/// <summary>Finds every problem of a repository at once: configuration, roles, references, and what connectors say of bodies.</summary>
public sealed class ValidateWorkflow(HostEnvironment host, TimeProvider clock, IConnectorPool pool)
{
    private const int Concurrency = 128;
    private static readonly RepoPath RbacFile = RepoPath.Parse("autoschematic.rbac.ron");

    public async Task<ValidateResult> RunAsync(
        ValidateRequest request, Action<WorkflowEvent> onEvent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var diagnostics = new DiagnosticBag();
        var git = await GitRepository.OpenAsync(request.StartDirectory, host, clock, diagnostics, cancellationToken);
        if (git is null)
        {
            return new(0, [.. diagnostics], RunOutcomes.OfOpening(diagnostics));
        }

        var workspace = new WorkspaceOpener(host, clock).Open(git, request.StartDirectory, diagnostics);
        if (workspace is not null)
        {
            request.OnOpened?.Invoke(workspace);
        }

        var files = new RepositoryFiles(git.Root);
        Check(files, RbacFile, source => RbacLoader.Load(source, workspace?.Config, diagnostics), diagnostics);
        Check(files, LockedPackages.File, source => LockFileRules.Check(source, workspace?.Config, diagnostics), diagnostics);
        if (workspace is not null)
        {
            IgnoreRules.Load(workspace, diagnostics);
        }

        if (workspace is null || diagnostics.HasErrors)
        {
            return new(0, [.. diagnostics], RunOutcome.Usage);
        }

        if (!workspace.Transactions.Check(diagnostics))
        {
            return new(0, [.. diagnostics], RunOutcome.Refused);
        }

        ConfigAdvice.Check(workspace.Config, diagnostics);
        ConfiguredSecrets.Check(workspace, diagnostics);
        var selected = await SelectionBuilder.BuildAsync(
            workspace,
            new SelectionRequest(new SelectionMode.All(), request.Prefix, request.Connector),
            diagnostics,
            cancellationToken);
        switch (selected)
        {
            case SelectionResult.Ready ready:
                await using (var selection = ready.Selection)
                {
                    return await CheckBodiesAsync(workspace, request, selection, new(onEvent), diagnostics, cancellationToken);
                }

            case SelectionResult.BadUsage:
                return new(0, [.. diagnostics], RunOutcome.Usage);
            default:
                return new(0, [.. diagnostics], RunOutcome.Error);
        }
    }

    /// <summary>Checks a file beside the configuration, if it is there.</summary>
    private static void Check(RepositoryFiles files, RepoPath file, Action<SourceText> check, DiagnosticBag diagnostics)
    {
        if (files.TryRead(file, diagnostics) is not { } bytes)
        {
            return;
        }

        if (Utf8.TryDecode(bytes) is { } text)
        {
            check(new SourceText(text, file.Text));
        }
        else
        {
            diagnostics.Add(WorkspaceDiagnostics.NotUtf8(file));
        }
    }

    private async Task<ValidateResult> CheckBodiesAsync(
        Workspace workspace,
        ValidateRequest request,
        Selection selection,
        EventSink events,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken)
    {
        ConnectorSession? session = null;
        var prefixes = TargetResolver.Narrow(workspace, request.Prefix, request.Connector, diagnostics);
        if (!request.Offline)
        {
            // Connectors of prefixes without any file are started too: whether they start is part of the answer.
            session = await ConnectorSession.StartAsync(
                workspace,
                pool,
                new SessionRequest(prefixes ?? [], selection.Includes, request.StrictEnvironment),
                change => events.Send(new WorkflowEvent.ConnectorChanged(change)),
                diagnostics,
                cancellationToken);
        }

        var files = selection.Files.Where(file => file.Change != ChangeKind.Deleted).ToList();
        var validator = new BodyValidator(workspace, selection, session);
        var found = new IReadOnlyList<Diagnostic>[files.Count];
        var done = events.Count(WorkflowPhase.Validating, files.Count);
        var options = new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, files.Count, options, async (index, token) =>
        {
            var problems = new DiagnosticBag();
            found[index] = await selection.ReadDesiredAsync(files[index], problems, token) is { } body
                ? await validator.ValidateAsync(files[index], body, token)
                : [.. problems];
            done();
        });
        diagnostics.AddRange(found.SelectMany(list => list));
        RepoPath[] unmanaged = [.. validator.Unmanaged.Order()];
        diagnostics.AddRange(MisplacedFiles.Find([.. files.Select(file => file.File).Except(unmanaged)], unmanaged));
        var outcome = diagnostics.HasErrors ? RunOutcome.Error : RunOutcome.Done;
        return new(files.Count, [.. diagnostics], session is null ? outcome : RunOutcomes.With(outcome, session))
        {
            Unmanaged = unmanaged,
            Prefixes = prefixes?.Count ?? 0,
            Connectors = session?.Connectors.Count ?? 0,
        };
    }
}
