namespace Autoschematic.Model.Addresses;

/// <summary>A folder that holds the resources of its connectors; the name `/` means the repository root.</summary>
public sealed record Prefix
{
    private Prefix(string name, RepoPath? folder)
    {
        Name = name;
        Folder = folder;
    }

    /// <summary>The name as the configuration writes it, without a slash at its end.</summary>
    public string Name { get; }

    /// <summary>The folder, or null for the repository root.</summary>
    public RepoPath? Folder { get; }

    /// <summary>Takes a prefix name; null when it is not a relative path of normal components nor `/`.</summary>
    public static Prefix? TryParse(string name)
    {
        if (name == "/")
        {
            return new(name, null);
        }

        var trimmed = name.TrimEnd('/');
        return RepoPath.TryParse(trimmed) is { } folder && trimmed == trimmed.Trim() ? new(trimmed, folder) : null;
    }

    /// <summary>The file of an address.</summary>
    public RepoPath FileOf(Address address) => Folder is null ? address.Path : Folder.Append(address.Path);

    /// <summary>The address of a file, or null when it lies outside the prefix or cannot be an address.</summary>
    public Address? AddressOf(RepoPath file)
    {
        if (Folder is null)
        {
            return Address.TryParse(file.Text, out _);
        }

        return file.IsWithin(Folder) && file != Folder
            ? Address.TryParse(file.Text[(Folder.Text.Length + 1)..], out _)
            : null;
    }

    public override string ToString() => Name;
}
