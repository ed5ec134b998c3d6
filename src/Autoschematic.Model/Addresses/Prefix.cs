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

    /// <summary>Takes a prefix name; null when it is not a relative path of normal, unreserved components nor `/`.</summary>
    public static Prefix? TryParse(string name) => TryParse(name, out _);

    /// <summary>Takes a prefix name, or says in <paramref name="problem"/> why it cannot be one (the end of a sentence about it).</summary>
    public static Prefix? TryParse(string name, out string? problem)
    {
        if (name == "/")
        {
            problem = null;
            return new(name, null);
        }

        problem = name.Trim() != name ? "has white space around it"
            : name.Length > 1 && char.IsAsciiLetter(name[0]) && name[1] == ':' ? "names a drive"
            : null;

        // Doubled slashes and one at the end mean nothing, as in every path; one at the start is an absolute path.
        var text = (name.StartsWith('/') ? "/" : "") + string.Join('/', name.Split('/', StringSplitOptions.RemoveEmptyEntries));
        RepoPath? folder = null;
        if (problem is null)
        {
            folder = RepoPath.TryParse(text, out problem);
            problem ??= ReservedNames.Problem(text);
        }

        return problem is null ? new(text, folder) : null;
    }

    /// <summary>Whether one of the two is the other or lies inside it, compared by component.</summary>
    public bool Overlaps(Prefix other)
        => Folder is null || other.Folder is null
            || Folder.IsWithin(other.Folder) || other.Folder.IsWithin(Folder);

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
