using System.Text.Json;

namespace Autoschematic.TestConnector.Cloud;

/// <summary>Output files of the repository, which connectors read themselves from the working tree.</summary>
internal sealed class OutputFiles(string repositoryRoot, string prefix)
{
    private const int MaxPointers = 8;

    /// <summary>An output of the resource at an address, virtual or physical.</summary>
    public string? Read(string address, string key)
        => Follow(address) is { } end && end.Content.TryGetProperty("OutputMap", out var map) && map.TryGetProperty(key, out var value)
            ? value.GetString()
            : null;

    /// <summary>The virtual address that owns the outputs found at an address, or null when there are none.</summary>
    public string? VirtualOf(string address) => Follow(address)?.Address;

    private (string Address, JsonElement Content)? Follow(string address)
    {
        for (var hops = 0; hops < MaxPointers; hops++)
        {
            if (Load(address) is not { } content)
            {
                return null;
            }

            if (!content.TryGetProperty("PointerToVirtual", out var pointer))
            {
                return (address, content);
            }

            address = pointer.GetString()!;
        }

        return null;
    }

    private JsonElement? Load(string address)
    {
        var file = Path.Combine(repositoryRoot, ".autoschematic", prefix == "/" ? "" : prefix, $"{address}.out.json");
        if (!File.Exists(file))
        {
            return null;
        }

        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        return document.RootElement.Clone();
    }
}
