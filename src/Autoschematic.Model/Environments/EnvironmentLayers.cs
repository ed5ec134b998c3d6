using System.Text;
using Autoschematic.Model.Config;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Text;

namespace Autoschematic.Model.Environments;

/// <summary>Merges the layers of a configuration; later wins, so what is overridden is never looked up.</summary>
internal sealed class EnvironmentLayers(EnvironmentRequest request, DiagnosticBag diagnostics)
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Dictionary<string, MergedEntry> merged = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, MergedEntry> Merge()
    {
        foreach (var layer in request.Layers)
        {
            AddFile(layer);
            foreach (var entry in layer.Entries)
            {
                merged[entry.Name] = new(entry.Value, FromFile: false, entry.Location);
            }
        }

        return merged;
    }

    // The configuration's own entries are checked when it is loaded.
    private static string? GitsOwn(string name, string value)
    {
        const string hostScheme = "env://";
        return EnvironmentNames.IsGitsOwn(name) ? name
            : value.StartsWith(hostScheme, StringComparison.Ordinal) && EnvironmentNames.IsGitsOwn(value[hostScheme.Length..]) ? value[hostScheme.Length..]
            : null;
    }

    private void AddFile(EnvironmentLayer layer)
    {
        if (layer.File is null)
        {
            return;
        }

        var reported = diagnostics.Count;
        if (request.ReadFile(layer.File, diagnostics) is not { } bytes)
        {
            if (diagnostics.Count == reported)
            {
                diagnostics.Add(EnvironmentDiagnostics.MissingFile(layer.FileLocation, layer.File, request.Subject));
            }

            return;
        }

        string text;
        try
        {
            text = StrictUtf8.GetString(bytes.Span);
        }
        catch (DecoderFallbackException)
        {
            diagnostics.Add(EnvironmentDiagnostics.NotUtf8(layer.File));
            return;
        }

        foreach (var (name, value) in EnvFile.Parse(new SourceText(text, layer.File.Text), diagnostics))
        {
            if (GitsOwn(name, value) is { } variable)
            {
                diagnostics.Add(EnvironmentDiagnostics.GitVariable(layer.File, variable));
            }
            else
            {
                merged[name] = new(value, FromFile: true, layer.FileLocation);
            }
        }
    }
}
