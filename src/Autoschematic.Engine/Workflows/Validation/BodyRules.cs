using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;
using Autoschematic.Model.Merging;
using Autoschematic.Model.References;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Text;

namespace Autoschematic.Engine.Workflows.Validation;

/// <summary>What can be wrong with a body as far as the repository itself tells; whoever has no connectors at hand uses it too.</summary>
/// <param name="outputs">The outputs that references are about.</param>
/// <param name="hasBody">Whether a file is there, or kept away on purpose.</param>
public sealed class BodyRules(OutputStore outputs, Func<RepoPath, bool> hasBody)
{
    /// <summary>Conflicts that nobody settled.</summary>
    public static IEnumerable<Diagnostic> CheckMarks(SourceText source, IEnumerable<LeftoverMark> marks)
        => marks.Select(mark => ValidationDiagnostics.LeftoverMark(new(source, mark.Span), mark));

    /// <summary>Says so when the references of a body are not taken from its string literals.</summary>
    public static IEnumerable<Diagnostic> CheckReading(RepoPath file, ReferenceScan scan)
        => scan is { AsPlainText: true, References.Count: > 0 } ? [ValidationDiagnostics.ReadAsText(file)] : [];

    /// <summary>What a connector says of a body; a place outside of the text becomes the nearest one inside.</summary>
    public static Diagnostic FromConnector(SourceText? source, RepoPath file, string connector, ConnectorDiagnostic found)
        => ValidationDiagnostics.FromConnector(source, file, connector, found);

    /// <summary>What is wrong with a reference.</summary>
    /// <param name="plannedOutputs">The keys that the owner of a resource says it will write; null when it does not say.</param>
    public async ValueTask CheckReferenceAsync(
        Prefix prefix,
        SourceLocation location,
        OutputReference reference,
        Func<Address, Task<IReadOnlySet<string>?>>? plannedOutputs,
        DiagnosticBag diagnostics)
    {
        if (Address.TryParse(reference.Address, out var problem) is not { } address)
        {
            diagnostics.Add(ValidationDiagnostics.BadAddress(location, reference, problem));
            return;
        }

        // Outputs whose body is gone still give a value, but nothing will ever write it again.
        var stored = outputs.Read(prefix, address, diagnostics);
        var holder = stored?.Address ?? address;
        if (!hasBody(prefix.FileOf(holder)))
        {
            diagnostics.Add(ValidationDiagnostics.NoSuchResource(location, reference));
        }
        else if (stored?.Values.ContainsKey(reference.Key) != true)
        {
            // What is not there yet may be what the owner says it will write.
            var writes = plannedOutputs is null ? null : await plannedOutputs(holder);
            if (writes?.Contains(reference.Key) != true && (stored is not null || writes is not null))
            {
                diagnostics.Add(stored is null
                    ? ValidationDiagnostics.NotWritten(location, reference, writes!)
                    : ValidationDiagnostics.NoSuchKey(location, reference, stored.Values.Keys.Union(writes ?? new HashSet<string>())));
            }
        }
    }
}
