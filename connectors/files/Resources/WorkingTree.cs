using Autoschematic.Files.Paths;
using Autoschematic.Ron.Binding;
using Autoschematic.Ron.Text;
using Autoschematic.Sdk;
using System.Text;

namespace Autoschematic.Files.Resources;

/// <summary>The files of the repository; the working directory is its root.</summary>
internal sealed class WorkingTree(ConnectorContext context)
{
    /// <summary>The bytes of a file when it has this size; null else.</summary>
    public byte[]? ReadIfSized(string address, long size)
    {
        try
        {
            return new FileInfo(PathOf(address)) is { Exists: true, LinkTarget: null } file && file.Length == size ? File.ReadAllBytes(file.FullName) : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public bool Has(string address) => File.Exists(PathOf(address));

    /// <summary>The attributes that a file of the repository names; none when there is no such file or it is wrong, which is told where it is checked.</summary>
    public Attributes AttributesAt(string address)
    {
        try
        {
            return RonSerializer.Deserialize<Attributes>(new SourceText(File.ReadAllText(PathOf(address), Encoding.UTF8)), []) ?? new();
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            return new();
        }
    }

    private string PathOf(string address) => Path.Join(context.Prefix.Trim('/'), address);
}
