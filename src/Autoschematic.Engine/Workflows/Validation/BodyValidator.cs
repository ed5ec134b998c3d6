using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;
using Autoschematic.Model.References;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Text;

namespace Autoschematic.Engine.Workflows.Validation;

/// <summary>Checks one file at a time: its references, its owners, and what its connector says of it.</summary>
internal sealed class BodyValidator(Workspace workspace, ConnectorSession? session)
{
    public async Task<IReadOnlyList<Diagnostic>> ValidateAsync(
        SelectedFile file, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var diagnostics = new DiagnosticBag();
        AddressAdvice.Check(file.File, diagnostics);
        var scan = ReferenceScanner.Find(BodyFormats.Of(file.Address), body, file.File.Text);
        if (scan is { AsPlainText: true, References.Count: > 0 })
        {
            diagnostics.Add(ValidationDiagnostics.ReadAsText(file.File));
        }

        foreach (var found in scan.References)
        {
            CheckReference(file.Prefix, new(scan.Source!, found.Span), found.Reference, diagnostics);
        }

        if (session is not null)
        {
            await AskConnectorsAsync(session, file, body, scan.Source, diagnostics, cancellationToken);
        }

        return [.. diagnostics];
    }

    private void CheckReference(Prefix prefix, SourceLocation location, OutputReference reference, DiagnosticBag diagnostics)
    {
        if (Address.TryParse(reference.Address, out var problem) is not { } address)
        {
            diagnostics.Add(ValidationDiagnostics.BadAddress(location, reference, problem));
            return;
        }

        var outputs = workspace.Outputs.Read(prefix, address, diagnostics);
        if (outputs is not null && !outputs.Values.ContainsKey(reference.Key))
        {
            diagnostics.Add(ValidationDiagnostics.NoSuchKey(location, reference, outputs.Values.Keys));
        }
        else if (outputs is null && !workspace.Files.Exists(prefix.FileOf(address)))
        {
            diagnostics.Add(ValidationDiagnostics.NoSuchResource(location, reference));
        }
    }

    private static async Task AskConnectorsAsync(
        ConnectorSession session,
        SelectedFile file,
        ReadOnlyMemory<byte> body,
        SourceText? source,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken)
    {
        var claims = new List<(SessionConnector Connector, FilterBits Bits)>();
        try
        {
            foreach (var connector in session.Connectors.Where(connector => connector.Prefix == file.Prefix && connector.Reader is not null))
            {
                claims.Add((connector, await connector.Reader!.FilterAsync(file.Address, cancellationToken)));
            }

            foreach (var role in new[] { FilterBits.Resource, FilterBits.Bundle })
            {
                var owners = claims.Where(claim => claim.Bits.HasFlag(role)).Select(claim => claim.Connector.Name).ToList();
                if (owners.Count > 1)
                {
                    diagnostics.Add(ValidationDiagnostics.SeveralOwners(file.File, role, owners));
                }
            }

            var asked = claims.Where(claim => (claim.Bits & ~FilterBits.Metric) != 0).Take(1);
            foreach (var (connector, _) in asked)
            {
                diagnostics.AddRange((await connector.Reader!.DiagAsync(file.Address, body, cancellationToken))
                    .Select(found => ValidationDiagnostics.FromConnector(source, file.File, connector.Name, found)));
            }
        }
        catch (ConnectorException exception)
        {
            diagnostics.Add(session.Describe(exception, new ResourceKey(file.Prefix, file.Address)));
        }
    }
}
