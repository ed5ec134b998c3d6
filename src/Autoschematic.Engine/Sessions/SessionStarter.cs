using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Config;
using Autoschematic.Model.Connectors;
using Autoschematic.Model.Environments;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Text;

namespace Autoschematic.Engine.Sessions;

/// <summary>Starts the connectors of a session, all at once.</summary>
internal sealed class SessionStarter(
    Workspace workspace, IConnectorPool pool, SessionRequest request, Action<ConnectorProgress> onProgress)
{
    private readonly ForeignErrors errors = new(workspace.Redactor);
    private readonly Lock gate = new();
    private readonly Lazy<(LockFile? Read, IReadOnlyList<Diagnostic> Problems)> lockFile = new(() => ReadLockFile(workspace));

    public async Task<IReadOnlyList<StartedConnector>> StartAsync(DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        var strict = request.StrictEnvironment || workspace.Config.AsksForStrictEnvironment;
        var configured = request.Prefixes
            .SelectMany(prefix => prefix.Connectors.Select(connector => (Prefix: prefix, Connector: connector)))
            .ToList();
        if (!strict && configured.Count > 0)
        {
            diagnostics.Add(EnvironmentHints.InheritedWarning(workspace.Config, workspace.Host.Variables));
        }

        new SealedOutputs(workspace).Learn(request.Prefixes.Select(prefix => prefix.Prefix));
        var started = await Task.WhenAll(
            configured.Select(item => StartOneAsync(item.Prefix, item.Connector, strict, cancellationToken)));
        foreach (var connector in started)
        {
            diagnostics.AddRange(connector.Diagnostics);
        }

        return started;
    }

    private async Task<StartedConnector> StartOneAsync(
        ConfiguredPrefix prefix, ConfiguredConnector configured, bool strict, CancellationToken cancellationToken)
    {
        // Without it a connector that is ready at once would keep the next one from starting.
        await Task.Yield();
        var found = new DiagnosticBag();
        var (state, connector) = await BringUpAsync(prefix, configured, strict, found, cancellationToken);
        Report(state switch
        {
            ConnectorState.StartFailed failed => new ConnectorProgress.Failed(prefix.Prefix, configured.Shortname, failed.Diagnostic),
            ConnectorState.InitFailed failed => new ConnectorProgress.Failed(prefix.Prefix, configured.Shortname, failed.Diagnostic),
            _ => new ConnectorProgress.Ready(prefix.Prefix, configured.Shortname),
        });
        return new(prefix, configured, state, connector, found);
    }

    private async Task<(ConnectorState State, IConnector? Connector)> BringUpAsync(
        ConfiguredPrefix prefix, ConfiguredConnector configured, bool strict, DiagnosticBag found, CancellationToken cancellationToken)
    {
        if (BuildEnvironment(prefix, configured, strict, found) is not { } environment)
        {
            return (new ConnectorState.StartFailed(found.First(item => item.Severity == DiagnosticSeverity.Error), IsMisconfigured: true), null);
        }

        var (locked, problems) = FindLocked(configured.Spec);
        if (problems.Count > 0)
        {
            found.AddRange(problems);
            return (new ConnectorState.StartFailed(problems.First(item => item.Severity == DiagnosticSeverity.Error), IsMisconfigured: true), null);
        }

        workspace.Redactor.AddRange(environment.Secrets);
        var launch = new ConnectorLaunch(
            workspace.Root,
            prefix.Prefix,
            configured.Shortname,
            configured.Spec,
            environment.Variables,
            configured.Concurrency,
            environment.Denied)
        {
            Locked = locked,
        };
        IConnector connector;
        Report(new ConnectorProgress.Starting(prefix.Prefix, configured.Shortname));
        try
        {
            connector = await pool.StartAsync(launch, cancellationToken);
        }
        catch (ConnectorException exception)
        {
            var failure = errors.StartFailed(
                configured.Shortname,
                prefix.Prefix.Name,
                exception,
                exception.IsMisconfigured ? configured.SpecLocation : null,
                exception.IsMisconfigured && NearestPath(configured.Spec) is { } nearest ? $"did you mean `{nearest}`?" : null);
            found.Add(failure);
            return (new ConnectorState.StartFailed(failure, exception.IsMisconfigured), null);
        }

        if (request.Initialise?.Invoke(configured) == false)
        {
            return (new ConnectorState.NotInitialised(), connector);
        }

        Report(new ConnectorProgress.Initialising(prefix.Prefix, configured.Shortname, connector.ProtocolVersion));
        try
        {
            await connector.InitAsync(cancellationToken);
            return (new ConnectorState.Ready(), connector);
        }
        catch (ConnectorException exception)
        {
            var failure = errors.InitFailed(configured.Shortname, prefix.Prefix.Name, exception, environment.Denied);
            found.Add(failure);
            return (new ConnectorState.InitFailed(failure), connector);
        }
    }

    /// <summary>What the lock file has for a spec, in whatever version, and why it cannot be used.</summary>
    private (LockedPackage? Locked, IReadOnlyList<Diagnostic> Problems) FindLocked(ConnectorSpec spec)
        => PackageSpec.TryOf(spec) is { } package
            ? (lockFile.Value.Read?.Find(package) ?? lockFile.Value.Read?.FindOther(package), lockFile.Value.Problems)
            : (null, []);

    private static (LockFile? Read, IReadOnlyList<Diagnostic> Problems) ReadLockFile(Workspace workspace)
    {
        var problems = new DiagnosticBag();
        var read = LockedPackages.Load(workspace.Files, problems);
        return (read, problems.HasErrors ? [.. problems] : []);
    }

    private BuiltEnvironment? BuildEnvironment(
        ConfiguredPrefix prefix, ConfiguredConnector configured, bool strict, DiagnosticBag found)
    {
        var built = EnvironmentBuilder.Build(
            new EnvironmentRequest(
                workspace.Host.Variables,
                strict,
                $"connector `{configured.Shortname}` of prefix `{prefix.Prefix}`",
                configured.Spec,
                [prefix.Environment, configured.Environment],
                workspace.Files.TryRead)
            {
                Shortname = configured.Shortname,
                Unseal = workspace.Secrets.IsConfigured ? workspace.Secrets.UnsealText : null,
            },
            found);
        return found.HasErrors ? null : built;
    }

    /// <summary>What is probably meant by a path at which there is nothing.</summary>
    private string? NearestPath(ConnectorSpec spec)
        => SpecPaths.Resolve(spec, workspace.Root) is { } path
            ? Similarity.Nearest(path.Text, workspace.Files.List(path.Parent).Select(file => file.Text))
            : null;

    private void Report(ConnectorProgress progress)
    {
        lock (gate)
        {
            onProgress(progress);
        }
    }
}
