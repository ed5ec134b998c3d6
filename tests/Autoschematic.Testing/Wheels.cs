using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Autoschematic.Testing;

/// <summary>Makes Python packages as a build tool would.</summary>
public static class Wheels
{
    // The same files make the same wheel.
    private static readonly DateTimeOffset Then = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes a wheel of pure Python into a folder and gives its path.</summary>
    public static string Write(
        string folder, string name, string version, IEnumerable<string> requires, string? script, params (string Path, string Text)[] files)
    {
        ArgumentNullException.ThrowIfNull(requires);
        var info = $"{name}-{version}.dist-info";
        List<(string Path, string Text)> all =
        [
            .. files,
            ($"{info}/METADATA", $"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{string.Concat(requires.Select(item => $"Requires-Dist: {item}\n"))}"),
            ($"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n"),
        ];
        if (script is not null)
        {
            all.Add(($"{info}/entry_points.txt", $"[console_scripts]\n{script}\n"));
        }

        var record = string.Concat(all.Select(file => $"{file.Path},sha256={HashOf(file.Text)},{Encoding.UTF8.GetByteCount(file.Text)}\n"));
        all.Add(($"{info}/RECORD", $"{record}{info}/RECORD,,\n"));
        var path = Path.Combine(folder, $"{name}-{version}-py3-none-any.whl");
        File.Delete(path);
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (file, text) in all)
        {
            var entry = archive.CreateEntry(file);
            entry.LastWriteTime = Then;
            using var writer = new StreamWriter(entry.Open());
            writer.Write(text);
        }

        return path;
    }

    private static string HashOf(string text)
        => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text))).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
