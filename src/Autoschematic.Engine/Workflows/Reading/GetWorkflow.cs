using System.Text;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;
using Autoschematic.Model.Merging;
using Autoschematic.Model.References;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Reading;

/// <summary>Reads the remote body of one resource; its file need not exist.</summary>
public sealed class GetWorkflow(IConnectorPool pool)
{
    private static readonly Dictionary<string, string> NoOutputs = [];
    private static readonly HashSet<string> NoKeys = [];

    public async Task<GetResult> RunAsync(
        Workspace workspace, GetRequest request, Action<WorkflowEvent> onEvent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(request);
        var diagnostics = new DiagnosticBag();
        if (TargetResolver.Resolve(workspace, request.CurrentDirectory, request.Path, diagnostics) is not { } resource)
        {
            return Ended(null, null, diagnostics, RunOutcome.Usage);
        }

        var events = new EventSink(onEvent);
        var startup = new DiagnosticBag();
        var session = await ConnectorSession.StartAsync(
            workspace,
            pool,
            new SessionRequest([workspace.Config.FindPrefix(resource.Prefix.Name)!], null, request.StrictEnvironment),
            change => events.Send(new WorkflowEvent.ConnectorChanged(change)),
            startup,
            cancellationToken);

        // Another connector that does not start is of no concern here; the owner's failure is reported below.
        diagnostics.AddRange(startup.Where(finding => finding.Severity != DiagnosticSeverity.Error));
        var found = await session.FindOwnerAsync(resource.Prefix, resource.Address, FilterBits.Resource, cancellationToken);
        if (found is not Ownership.Owned { Connector: var owner })
        {
            var unknown = found as Ownership.NotKnown;
            diagnostics.Add(unknown?.Diagnostic ?? WorkflowDiagnostics.NoOwner(resource.File, "resource"));
            return Ended(resource, null, diagnostics, unknown is null ? RunOutcome.Usage : RunOutcomes.Without(unknown.Connector));
        }

        if (owner.Failure is { } failure)
        {
            diagnostics.Add(failure);
            return Ended(resource, owner.Name, diagnostics, RunOutcomes.Without(owner));
        }

        try
        {
            return await ReadAsync(session, owner, resource, request.Onto, diagnostics, cancellationToken);
        }
        catch (ConnectorException exception)
        {
            diagnostics.Add(session.Describe(exception, resource));
            return Ended(resource, owner.Name, diagnostics, RunOutcome.Error);
        }
    }

    private static async Task<GetResult> ReadAsync(
        ConnectorSession session,
        SessionConnector owner,
        ResourceKey resource,
        ReadOnlyMemory<byte>? onto,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken)
    {
        switch (await session.MapAsync(owner, resource.Address, cancellationToken))
        {
            case MappedAddress.At at when await owner.Reader!.GetAsync(at.Physical, cancellationToken) is { } remote:
                session.Workspace.Redactor.AddRange(
                    remote.Outputs.Where(pair => remote.SensitiveOutputs.Contains(pair.Key)).Select(pair => pair.Value));
                return new(
                    resource,
                    owner.Name,
                    at.Physical.Text,
                    Hide(session.Workspace, resource, onto is { } local ? Lay(session.Workspace, resource, remote.Body, local) : remote.Body, diagnostics),
                    remote.Outputs,
                    remote.SensitiveOutputs,
                    [.. diagnostics],
                    RunOutcome.Done);
            case MappedAddress.Waiting waiting:
                diagnostics.Add(ReadingDiagnostics.Waiting(resource, string.Join(", ", waiting.Reads.Select(read => $"`{read}`"))));
                break;
            default:
                diagnostics.Add(ReadingDiagnostics.NotThere(resource, session.Workspace.Files.Exists(resource.File)));
                break;
        }

        return Ended(resource, owner.Name, diagnostics, RunOutcome.Error);
    }

    /// <summary>The remote body in the layout of a local one; a local body that cannot be read is no help.</summary>
    private static ReadOnlyMemory<byte> Lay(Workspace workspace, ResourceKey resource, ReadOnlyMemory<byte> remote, ReadOnlyMemory<byte> local)
        => BodyMerger.Merge(new MergeInput(
            BodyFormats.Of(resource.Address),
            local,
            local,
            remote,
            reference => Address.TryParse(reference.Address, out _) is { } address
                ? new SealedOutputs(workspace).ReadValue(resource.Prefix, address, reference.Key, [])
                : null)
        {
            Rule = ConflictRule.Theirs,
            IsAgreed = true,
        }).Body;

    /// <summary>The body without known secrets: it goes to terminals, files and logs alike.</summary>
    private static ReadOnlyMemory<byte> Hide(
        Workspace workspace, ResourceKey resource, ReadOnlyMemory<byte> body, DiagnosticBag diagnostics)
    {
        // Latin-1 takes any bytes there and back.
        var (text, encoding) = Utf8.TryDecode(body) is { } decoded ? (decoded, Encoding.UTF8) : (Encoding.Latin1.GetString(body.Span), Encoding.Latin1);
        var hidden = workspace.Redactor.Redact(text);
        if (hidden == text)
        {
            return body;
        }

        diagnostics.Add(ReadingDiagnostics.SecretsHidden(resource));
        return encoding.GetBytes(hidden);
    }

    private static GetResult Ended(ResourceKey? resource, string? connector, DiagnosticBag diagnostics, RunOutcome outcome)
        => new(resource, connector, null, null, NoOutputs, NoKeys, [.. diagnostics], outcome);
}
