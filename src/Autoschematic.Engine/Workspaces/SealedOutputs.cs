using Autoschematic.Engine.Files;
using Autoschematic.Engine.Secrets;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Outputs;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workspaces;

/// <summary>Outputs whose values may not stand in the tree: sealed when they are stored, unsealed when they are needed.</summary>
/// <param name="workspace">Where they are kept and opened.</param>
/// <param name="target">Where they are written; null for the files themselves.</param>
public sealed class SealedOutputs(Workspace workspace, ITreeFiles? target = null)
{
    private readonly KeptSecrets kept = new(workspace.Git);
    private readonly OutputStore outputs = target is null ? workspace.Outputs : new(target);

    /// <summary>Why a sensitive value could not be sealed now; null when it can be.</summary>
    public Diagnostic? FindObstacle()
    {
        var problems = new DiagnosticBag();
        return workspace.Secrets.FindOwnRecipient(problems) is not null ? null
            : problems.FirstOrDefault() ?? SecretDiagnostics.NoKey();
    }

    /// <summary>Learns the values of all sealed outputs of some prefixes, and those kept aside, before a connector can name one.</summary>
    /// <remarks>What cannot be opened is passed over here: whoever needs it reports it.</remarks>
    public void Learn(IEnumerable<Prefix> prefixes)
    {
        workspace.Secrets.Learn(kept.ReadAll());
        if (workspace.Secrets.IsConfigured)
        {
            var files = prefixes.SelectMany(prefix => workspace.Files.List(OutputPaths.FolderOf(prefix)))
                .Where(SealedOutputPaths.IsSealedFile)
                .Distinct();
            Parallel.ForEach(files, file => workspace.Secrets.Reveal(file, new DiagnosticBag()));
        }
    }

    /// <summary>One output's real value; null when there is none, or with a diagnostic when it cannot be unsealed.</summary>
    public string? ReadValue(Prefix prefix, Address address, string key, DiagnosticBag diagnostics)
        => workspace.Outputs.ReadValue(prefix, address, key, diagnostics) is { } value ? Reveal(prefix, value, diagnostics) : null;

    /// <summary>The value that a stored one stands for: itself, unless it is sealed.</summary>
    public string? Reveal(Prefix prefix, string stored, DiagnosticBag diagnostics)
        => SealedOutputPaths.FileBehind(prefix, stored) is not { } file ? stored
            : workspace.Secrets.Reveal(file, diagnostics);

    /// <summary>Whether an output's real value is sealed.</summary>
    public static bool IsSealed(Prefix prefix, string? stored)
        => stored is not null && SealedOutputPaths.FileBehind(prefix, stored) is not null;

    /// <summary>Seals what is sensitive, or keeps it privately when it cannot be sealed; says what the output file may hold.</summary>
    /// <remarks>Sealed files are written before the output file names them; a value once sealed stays so, marked or not.</remarks>
    public ProtectedOutputs Protect(
        Prefix prefix,
        Address address,
        IEnumerable<KeyValuePair<string, string?>> values,
        IReadOnlySet<string> sensitive,
        DiagnosticBag diagnostics)
    {
        var result = new ProtectedOutputs();
        ResourceOutputs? stored = null;
        foreach (var (key, value) in values.OrderBy(output => output.Key, StringComparer.Ordinal))
        {
            stored ??= outputs.Read(prefix, address, new DiagnosticBag()) ?? new(address, OutputFile.Map.Empty.Values);
            if (value is null
                || !(sensitive.Contains(key) || SealedOutputPaths.IsReserved(value) || IsSealed(prefix, stored.Values.GetValueOrDefault(key))))
            {
                result.Values[key] = value;
                continue;
            }

            Protect(prefix, stored, key, value, result, diagnostics);
        }

        return result;
    }

    private void Protect(
        Prefix prefix, ResourceOutputs stored, string key, string value, ProtectedOutputs result, DiagnosticBag diagnostics)
    {
        workspace.Redactor.Add(value);
        var problems = new DiagnosticBag();
        var file = SealedOutputPaths.FileOf(prefix, stored.Address, key);
        if (workspace.Secrets.FindOwnRecipient(problems) is { } recipient && workspace.Secrets.WriteText(target ?? workspace.Files, file, value, recipient, problems))
        {
            result.Files.Add(file);
            result.Values[key] = SealedOutputPaths.ReferenceTo(file);
            return;
        }

        // Whoever lacks the key does not take away what others sealed before.
        if (stored.Values.GetValueOrDefault(key) is { } before && IsSealed(prefix, before))
        {
            result.Values[key] = before;
        }

        diagnostics.AddRange(problems);
        if (kept.KeepOutput(prefix, stored.Address, key, value, diagnostics) is { } place)
        {
            result.Kept.Add(place);
        }
        else
        {
            result.IsComplete = false;
        }
    }
}
