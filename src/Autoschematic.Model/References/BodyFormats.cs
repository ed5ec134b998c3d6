using Autoschematic.Model.Addresses;

namespace Autoschematic.Model.References;

/// <summary>Tells the format of a file.</summary>
public static class BodyFormats
{
    public static BodyFormat Of(Address address) => OfName(address.Path.Name);

    public static BodyFormat Of(RepoPath path) => OfName(path.Name);

    private static BodyFormat OfName(string name)
        => name.EndsWith(".ron", StringComparison.OrdinalIgnoreCase) ? BodyFormat.Ron
            : name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? BodyFormat.Json
            : BodyFormat.Text;
}
