using Autoschematic.Engine.Files;
using Autoschematic.Engine.Locks;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Transactions;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Creating;

/// <summary>Lists connectors' skeletons and makes new files from them.</summary>
public sealed class CreateWorkflow(IConnectorPool pool)
{
    /// <summary>Every skeleton of the chosen connectors; a connector that fails is a diagnostic and hides no other.</summary>
    public async Task<SkeletonsResult> ListSkeletonsAsync(
        Workspace workspace, SkeletonsRequest request, Action<WorkflowEvent> onEvent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(request);
        var diagnostics = new DiagnosticBag();
        var session = await StartAsync(
            workspace, request.Prefix, request.Connector, request.StrictEnvironment, new(onEvent), diagnostics, cancellationToken);
        if (session is null)
        {
            return new([], [.. diagnostics], RunOutcome.Usage);
        }

        var skeletons = await ReadSkeletonsAsync(session, request.Connector, diagnostics, cancellationToken);
        var errors = diagnostics.Count(found => found.Severity == DiagnosticSeverity.Error);
        return new(skeletons, [.. diagnostics], RunOutcomes.With(RunOutcomes.Of(skeletons.Count, errors), session));
    }

    /// <summary>Makes one file; nothing is written when a value is missing or the file exists.</summary>
    public async Task<CreateResult> RunAsync(
        Workspace workspace, CreateRequest request, Action<WorkflowEvent> onEvent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(request);
        var diagnostics = new DiagnosticBag();
        using var held = await WorkspaceLock.TryAcquireAsync(workspace, LockKind.Exclusive, "create", diagnostics);
        if (held is null)
        {
            return new(null, [], [.. diagnostics], RunOutcome.Refused);
        }

        var session = await StartAsync(
            workspace, request.Prefix, request.Connector, request.StrictEnvironment, new(onEvent), diagnostics, cancellationToken);
        if (session is null)
        {
            return new(null, [], [.. diagnostics], RunOutcome.Usage);
        }

        var skeletons = await ReadSkeletonsAsync(session, request.Connector, diagnostics, cancellationToken);
        if (Choose(skeletons, request.Template, diagnostics) is not { } chosen)
        {
            return new(null, [], [.. diagnostics], RunOutcomes.With(RunOutcome.Error, session));
        }

        return await CreateAsync(session, request, chosen.Skeleton, chosen.Values, diagnostics, cancellationToken);
    }

    private static (OfferedSkeleton Skeleton, Dictionary<string, string> Values)? Choose(
        IReadOnlyList<OfferedSkeleton> skeletons, string template, DiagnosticBag diagnostics)
    {
        var named = skeletons.Where(skeleton => skeleton.AddressTemplate == template).ToList();
        var matching = named.Count > 0 ? named : skeletons.Where(skeleton => Matches(skeleton, template)).ToList();
        if (matching.Count == 0)
        {
            // Every other command takes paths.
            matching = skeletons.Where(skeleton => AddressIn(skeleton, template) is { } address && Matches(skeleton, address)).ToList();
            template = matching is [var only] ? AddressIn(only, template)! : template;
        }

        if (matching.Count == 1)
        {
            var skeleton = matching[0];
            var match = Placeholders.AddressPattern(skeleton.AddressTemplate).Match(template);
            var values = named.Count > 0
                ? []
                : Placeholders.Names(skeleton.AddressTemplate).Distinct().ToDictionary(name => name, name => match.Groups[name].Value);
            return (skeleton, values);
        }

        diagnostics.Add(matching.Count == 0
            ? CreatingDiagnostics.NoSkeleton(template, skeletons.Select(skeleton => skeleton.AddressTemplate))
            : CreatingDiagnostics.Ambiguous(template, matching.Select(skeleton => $"`-p {skeleton.Prefix} -c {skeleton.Connector}`")));
        return null;
    }

    private static bool Matches(OfferedSkeleton skeleton, string address) => Placeholders.AddressPattern(skeleton.AddressTemplate).IsMatch(address);

    private static string? AddressIn(OfferedSkeleton skeleton, string path)
        => RepoPath.TryParse(path) is { } file ? skeleton.Prefix.AddressOf(file)?.Text : null;

    private static async Task<CreateResult> CreateAsync(
        ConnectorSession session,
        CreateRequest request,
        OfferedSkeleton skeleton,
        Dictionary<string, string> values,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken)
    {
        var workspace = session.Workspace;
        foreach (var (name, value) in request.Values)
        {
            if (skeleton.Placeholders.Contains(name))
            {
                values[name] = value;
            }
            else
            {
                diagnostics.Add(CreatingDiagnostics.UnknownValue(name, skeleton.Placeholders));
            }
        }

        var inAddress = Placeholders.Names(skeleton.AddressTemplate).ToHashSet();
        diagnostics.AddRange(values
            .Where(pair => inAddress.Contains(pair.Key) && (pair.Value.Length == 0 || pair.Value.Contains('/')))
            .Select(pair => CreatingDiagnostics.BadValue(pair.Key, pair.Value)));
        if (diagnostics.HasErrors)
        {
            return new(null, [], [.. diagnostics], RunOutcome.Usage);
        }

        var missing = skeleton.Placeholders.Where(name => !values.ContainsKey(name)).ToList();
        if (missing.Count > 0)
        {
            diagnostics.Add(CreatingDiagnostics.MissingValues(missing));
            return new(null, missing, [.. diagnostics], RunOutcome.Usage);
        }

        var text = Placeholders.Fill(skeleton.AddressTemplate, values);
        var address = Address.TryParse(text, out var problem);
        problem ??= address is null ? null : workspace.Reserved.Check(skeleton.Prefix.FileOf(address));
        if (address is null || problem is not null)
        {
            diagnostics.Add(CreatingDiagnostics.BadAddress(text, problem));
            return new(null, [], [.. diagnostics], RunOutcome.Error);
        }

        var file = skeleton.Prefix.FileOf(address);
        if (workspace.Files.KindOf(file) != FileKind.Missing)
        {
            diagnostics.Add(CreatingDiagnostics.Exists(file));
            return new(null, [], [.. diagnostics], RunOutcome.Error);
        }

        if (await session.FindOwnerAsync(skeleton.Prefix, address, FilterBits.Resource, cancellationToken) is Ownership.Unowned { OtherRoles: false })
        {
            diagnostics.Add(CreatingDiagnostics.NotOwned(file));
        }

        var changes = new FileChanges();
        changes.Create(file, Placeholders.FillBody(skeleton.AddressTemplate, skeleton.Body, values));
        return await workspace.Transactions.RunAsync(
            "create", RecoveryDirection.Forward, changes, request.Stage, diagnostics, cancellationToken) switch
        {
            TransactionEnd.Done => new(file, [], [.. diagnostics], RunOutcome.Done),
            TransactionEnd.NotStaged => new(file, [], [.. diagnostics], RunOutcome.Partly),
            _ => new CreateResult(null, [], [.. diagnostics], RunOutcome.Error),
        };
    }

    private async Task<ConnectorSession?> StartAsync(
        Workspace workspace,
        string? prefix,
        string? connector,
        bool strict,
        EventSink events,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken)
        => TargetResolver.Narrow(workspace, prefix, connector, diagnostics) is { } prefixes
            ? await ConnectorSession.StartAsync(
                workspace,
                pool,
                new SessionRequest(prefixes, _ => false, strict),
                change => events.Send(new WorkflowEvent.ConnectorChanged(change)),
                diagnostics,
                cancellationToken)
            : null;

    private static async Task<IReadOnlyList<OfferedSkeleton>> ReadSkeletonsAsync(
        ConnectorSession session, string? only, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        var offered = new List<OfferedSkeleton>();
        foreach (var connector in session.Connectors.Where(connector => only is null || connector.Name == only))
        {
            if (connector.Reader is not { } reader)
            {
                continue;
            }

            try
            {
                offered.AddRange((await reader.SkeletonsAsync(cancellationToken)).Select(skeleton => new OfferedSkeleton(
                    connector.Prefix,
                    connector.Name,
                    skeleton.AddressTemplate,
                    skeleton.Body,
                    Placeholders.Find(skeleton.AddressTemplate, skeleton.Body))));
            }
            catch (ConnectorException exception)
            {
                diagnostics.Add(session.Describe(exception));
            }
        }

        return offered;
    }
}
