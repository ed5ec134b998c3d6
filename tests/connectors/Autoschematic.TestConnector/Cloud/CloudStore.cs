using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Autoschematic.TestConnector.Cloud;

/// <summary>The cloud itself: objects in a folder, with logs of what was asked of it.</summary>
/// <remarks>Several processes may share one folder; whatever counts is done under its lock.</remarks>
internal sealed class CloudStore
{
    private readonly string folder;

    public CloudStore(string folder)
    {
        this.folder = folder;
        Directory.CreateDirectory(Path.Combine(folder, "objects"));
        Directory.CreateDirectory(Path.Combine(folder, "names"));
        Directory.CreateDirectory(Path.Combine(folder, "marks"));
    }

    /// <summary>Physical addresses of all objects, in ordinal order.</summary>
    public IReadOnlyList<string> List()
    {
        var root = Path.Combine(folder, "objects");
        return
        [
            .. Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
                .Where(path => !path.EndsWith(".new", StringComparison.Ordinal))
                .Select(path => Path.GetRelativePath(root, path).Replace('\\', '/'))
                .Order(StringComparer.Ordinal),
        ];
    }

    public bool Exists(string address) => File.Exists(ObjectFile(address));

    public byte[]? Read(string address)
    {
        try
        {
            return File.ReadAllBytes(ObjectFile(address));
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public void Write(string address, byte[] body)
    {
        var file = ObjectFile(address);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes($"{file}.new", body);
        File.Move($"{file}.new", file, overwrite: true);
    }

    public void Delete(string address) => File.Delete(ObjectFile(address));

    /// <summary>The name a machine was created with, or null when it was not made by this connector.</summary>
    public string? NameOf(string id)
    {
        var file = Path.Combine(folder, "names", id);
        return File.Exists(file) ? File.ReadAllText(file) : null;
    }

    public void SetName(string id, string name) => File.WriteAllText(Path.Combine(folder, "names", id), name);

    /// <summary>An id that was never given before.</summary>
    public string NextId(string kind)
        => Locked(() =>
        {
            var file = Path.Combine(folder, "next-id");
            var next = File.Exists(file) ? int.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture) : 1;
            while (Exists($"{kind}/{kind}-{next}.json"))
            {
                next++;
            }

            File.WriteAllText(file, (next + 1).ToString(CultureInfo.InvariantCulture));
            return $"{kind}-{next}";
        });

    public void LogCall(string line) => Append("calls.log", line);

    public void LogRead(string line) => Append("reads.log", line);

    /// <summary>True for the first of all processes that asks.</summary>
    public bool TryMark(string name)
    {
        try
        {
            using var mark = new FileStream(MarkFile(name), FileMode.CreateNew);
            return true;
        }
        catch (IOException) when (File.Exists(MarkFile(name)))
        {
            return false;
        }
    }

    /// <summary>What an op answered under an idempotency key, or null.</summary>
    public string? Remembered(string key) => File.Exists(MarkFile(key)) ? File.ReadAllText(MarkFile(key)) : null;

    public void Remember(string key, string answer) => File.WriteAllText(MarkFile(key), answer);

    private void Append(string log, string line)
        => Locked(() =>
        {
            File.AppendAllText(Path.Combine(folder, log), line + "\n");
            return true;
        });

    private T Locked<T>(Func<T> action)
    {
        var patience = System.Diagnostics.Stopwatch.StartNew();
        while (true)
        {
            FileStream held;
            try
            {
                held = new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (patience.Elapsed < TimeSpan.FromSeconds(20))
            {
                Thread.Sleep(1);
                continue;
            }

            using (held)
            {
                return action();
            }
        }
    }

    private string ObjectFile(string address) => Path.Combine(folder, "objects", address);

    private string MarkFile(string name)
        => Path.Combine(folder, "marks", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name))));
}
