using System.Globalization;

namespace Autoschematic.EasyConnector;

/// <summary>The remote side: a file for each thing, in a folder for each kind.</summary>
internal sealed class Store(string folder)
{
    private readonly Lock gate = new();

    public IEnumerable<string> Names(string kind)
        => Directory.Exists(Path.Combine(folder, kind))
            ? Directory.EnumerateFiles(Path.Combine(folder, kind)).Select(file => Uri.UnescapeDataString(Path.GetFileName(file))).Order(StringComparer.Ordinal)
            : [];

    public byte[]? Read(string kind, string name) => File.Exists(FileOf(kind, name)) ? File.ReadAllBytes(FileOf(kind, name)) : null;

    public void Write(string kind, string name, byte[] content)
    {
        Directory.CreateDirectory(Path.Combine(folder, kind));
        File.WriteAllBytes(FileOf(kind, name), content);
        Note($"write {kind} {name}");
    }

    public void Delete(string kind, string name)
    {
        File.Delete(FileOf(kind, name));
        Note($"delete {kind} {name}");
    }

    /// <summary>Writes a line of what was done.</summary>
    public void Note(string line)
    {
        lock (gate)
        {
            File.AppendAllText(Path.Combine(folder, "log"), $"{line}\n");
        }
    }

    public string NewId(string prefix)
    {
        var counter = Path.Combine(folder, "counter");
        var next = (File.Exists(counter) ? int.Parse(File.ReadAllText(counter), CultureInfo.InvariantCulture) : 0) + 1;
        File.WriteAllText(counter, next.ToString(CultureInfo.InvariantCulture));
        return $"{prefix}-{next}";
    }

    private string FileOf(string kind, string name) => Path.Combine(folder, kind, Uri.EscapeDataString(name));
}
