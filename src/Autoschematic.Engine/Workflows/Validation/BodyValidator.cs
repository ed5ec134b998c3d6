using System.Collections.Concurrent;
using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;
using Autoschematic.Model.Merging;
using Autoschematic.Model.References;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Text;

namespace Autoschematic.Engine.Workflows.Validation;

/// <summary>Checks one file at a time: its references, its owners, and what its connector says of it.</summary>
internal sealed class BodyValidator(Workspace workspace, Selection selection, ConnectorSession? session)
{
    private readonly PlannedOutputs? planned = session is null ? null : new(session);

    private readonly ConcurrentBag<RepoPath> unmanaged = [];

    /// <summary>Files that no connector takes, when all of their prefix could be asked.</summary>
    public IReadOnlyCollection<RepoPath> Unmanaged => unmanaged;

    public async Task<IReadOnlyList<Diagnostic>> ValidateAsync(
        SelectedFile file, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var diagnostics = new DiagnosticBag();
        AddressAdvice.Check(file.File, diagnostics);
        var format = BodyFormats.Of(file.Address);
        var scan = ReferenceScanner.Find(format, body, file.File.Text);

        // Without connectors nobody knows whose a file is; what is nobody's may say and look what it likes.
        var answers = new DiagnosticBag();
        if (session is not null && !await AskConnectorsAsync(session, file, body, scan.Source, answers, cancellationToken))
        {
            if (!answers.HasErrors)
            {
                unmanaged.Add(file.File);
            }

            return [.. diagnostics, .. answers];
        }

        if (scan.Source is { } source)
        {
            diagnostics.AddRange(LeftoverMarks.Find(format, source).Select(mark => ValidationDiagnostics.LeftoverMark(new(source, mark.Span), mark)));
        }

        if (scan is { AsPlainText: true, References.Count: > 0 })
        {
            diagnostics.Add(ValidationDiagnostics.ReadAsText(file.File));
        }

        foreach (var found in scan.References)
        {
            await CheckReferenceAsync(file.Prefix, new(scan.Source!, found.Span), found.Reference, diagnostics, cancellationToken);
        }

        diagnostics.AddRange(answers);
        if (!diagnostics.HasErrors && BodyTrees.FirstProblem(file.Address, body, file.File) is { } problem)
        {
            diagnostics.Add(ValidationDiagnostics.DoesNotParse(file.File, problem));
        }

        return [.. diagnostics];
    }

    private async Task CheckReferenceAsync(
        Prefix prefix,
        SourceLocation location,
        OutputReference reference,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken)
    {
        if (Address.TryParse(reference.Address, out var problem) is not { } address)
        {
            diagnostics.Add(ValidationDiagnostics.BadAddress(location, reference, problem));
            return;
        }

        // Outputs whose body is gone still give a value, but nothing will ever write it again.
        var outputs = workspace.Outputs.Read(prefix, address, diagnostics);
        var target = prefix.FileOf(outputs?.Address ?? address);
        if (!workspace.Files.Exists(target) && !selection.IsKeptAway(target))
        {
            diagnostics.Add(ValidationDiagnostics.NoSuchResource(location, reference));
        }
        else if (outputs?.Values.ContainsKey(reference.Key) != true)
        {
            // What is not there yet may be what the owner says it will write.
            var key = new ResourceKey(prefix, outputs?.Address ?? address);
            var writes = planned is null ? null : await planned.OfAsync(key, cancellationToken);
            if (writes?.Contains(reference.Key) != true && (outputs is not null || writes is not null))
            {
                diagnostics.Add(outputs is null
                    ? ValidationDiagnostics.NotWritten(location, reference, writes!)
                    : ValidationDiagnostics.NoSuchKey(location, reference, outputs.Values.Keys.Union(writes ?? new HashSet<string>())));
            }
        }
    }

    /// <summary>Whether the file is a connector's, or may be one's that could not be asked.</summary>
    private async Task<bool> AskConnectorsAsync(
        ConnectorSession session,
        SelectedFile file,
        ReadOnlyMemory<byte> body,
        SourceText? source,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken)
    {
        var claims = new List<(SessionConnector Connector, FilterBits Bits)>();
        foreach (var connector in session.Connectors.Where(connector => connector.Prefix == file.Prefix && connector.Reader is not null))
        {
            await GuardAsync(connector, async reader => claims.Add((connector, await reader.FilterAsync(file.Address, cancellationToken))));
        }

        foreach (var role in new[] { FilterBits.Resource, FilterBits.Bundle })
        {
            var owners = claims.Where(claim => claim.Bits.HasFlag(role)).Select(claim => claim.Connector.Name).ToList();
            if (owners.Count > 1)
            {
                diagnostics.Add(ValidationDiagnostics.SeveralOwners(file.File, role, owners));
            }
        }

        foreach (var connector in Owners(claims).Where(connector => selection.Includes(connector.Configured)))
        {
            await GuardAsync(connector, async reader => diagnostics.AddRange(
                (await reader.DiagAsync(file.Address, body, cancellationToken))
                    .Select(found => ValidationDiagnostics.FromConnector(source, file.File, connector.Name, found))));
        }

        return claims.Exists(claim => claim.Bits != FilterBits.None)
            || session.Connectors.Any(connector => connector.Prefix == file.Prefix && connector.Reader is null);

        // One connector that fails keeps no other from being asked.
        async Task GuardAsync(SessionConnector connector, Func<IConnectorReader, Task> ask)
        {
            try
            {
                await ask(connector.Reader!);
            }
            catch (ConnectorException exception)
            {
                diagnostics.Add(session.Describe(exception, new ResourceKey(file.Prefix, file.Address)));
            }
        }
    }

    /// <summary>The first to claim each role, and all that take the file for their configuration, in file order.</summary>
    private static IEnumerable<SessionConnector> Owners(List<(SessionConnector Connector, FilterBits Bits)> claims)
    {
        var taken = FilterBits.None;
        foreach (var (connector, bits) in claims)
        {
            if ((bits & ~(taken | FilterBits.Metric)) != 0)
            {
                yield return connector;
            }

            taken |= bits & ~FilterBits.Config;
        }
    }
}
