using System.Text.Json;

namespace Autoschematic.Sdk.Resources;

/// <summary>The output files of the repository, which is the working directory.</summary>
internal sealed class OutputFiles(string prefix)
{
    private const string Folder = ".autoschematic";

    // A chain of pointers that is longer leads nowhere.
    private const int MaximumPointers = 8;

    /// <summary>An output of the resource at an address, virtual or physical.</summary>
    public string? Read(string address, string name)
        => Follow(address) is { } end && end.Values.TryGetValue(name, out var value) ? value : null;

    /// <summary>The virtual address whose outputs are found at an address; null when there are none.</summary>
    public string? VirtualOf(string address) => Follow(address)?.Address;

    private (string Address, Dictionary<string, string> Values)? Follow(string address)
    {
        for (var hops = 0; hops < MaximumPointers; hops++)
        {
            var (pointer, values) = Load(address);
            if (pointer is null)
            {
                return values is null ? null : (address, values);
            }

            address = pointer;
        }

        return null;
    }

    private (string? Pointer, Dictionary<string, string>? Values) Load(string address)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(Path.Combine(Folder, prefix.Trim('/'), $"{address}.out.json"));
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return default;
        }

        using var document = JsonDocument.Parse(bytes);
        if (document.RootElement.TryGetProperty("PointerToVirtual", out var pointer))
        {
            return (pointer.GetString(), null);
        }

        return document.RootElement.TryGetProperty("OutputMap", out var map)
            ? (null, map.EnumerateObject()
                .Where(output => output.Value.ValueKind == JsonValueKind.String)
                .ToDictionary(output => output.Name, output => output.Value.GetString()!, StringComparer.Ordinal))
            : default;
    }
}
