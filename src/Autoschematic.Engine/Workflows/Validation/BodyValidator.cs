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
    private readonly BodyRules rules = new(workspace.Outputs, file => workspace.Files.Exists(file) || selection.IsKeptAway(file));

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
            diagnostics.AddRange(BodyRules.CheckMarks(source, LeftoverMarks.Find(format, source)));
        }

        diagnostics.AddRange(BodyRules.CheckReading(file.File, scan));
        foreach (var found in scan.References)
        {
            await rules.CheckReferenceAsync(
                file.Prefix,
                new(scan.Source!, found.Span),
                found.Reference,
                planned is null ? null : holder => planned.OfAsync(new ResourceKey(file.Prefix, holder), cancellationToken),
                diagnostics);
        }

        diagnostics.AddRange(answers);
        if (!diagnostics.HasErrors && BodyTrees.FirstProblem(file.Address, body, file.File) is { } problem)
        {
            diagnostics.Add(ValidationDiagnostics.DoesNotParse(file.File, problem));
        }

        return [.. diagnostics];
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
                    .Select(found => BodyRules.FromConnector(source, file.File, connector.Name, found))));
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
