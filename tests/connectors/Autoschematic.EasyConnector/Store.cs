using System.Globalization;

namespace Autoschematic.EasyConnector;

/// <summary>The remote side: a file for each thing, in a folder for each kind.</summary>
internal sealed class Store(string folder)
{
    public IEnumerable<string> Names(string kind)
        => Directory.Exists(Path.Combine(folder, kind))
            ? Directory.EnumerateFiles(Path.Combine(folder, kind)).Select(file => Uri.UnescapeDataString(Path.GetFileName(file))).Order(StringComparer.Ordinal)
            : [];

    public byte[]? Read(string kind, string name) => File.Exists(FileOf(kind, name)) ? File.ReadAllBytes(FileOf(kind, name)) : null;

    public void Write(string kind, string name, byte[] content)
    {
        Directory.CreateDirectory(Path.Combine(folder, kind));
        File.WriteAllBytes(FileOf(kind, name), content);
        File.AppendAllText(Path.Combine(folder, "log"), $"write {kind} {name}\n");
    }

    public void Delete(string kind, string name)
    {
        File.Delete(FileOf(kind, name));
        File.AppendAllText(Path.Combine(folder, "log"), $"delete {kind} {name}\n");
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
