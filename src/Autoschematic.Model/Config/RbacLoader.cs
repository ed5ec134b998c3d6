using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Text;

namespace Autoschematic.Model.Config;

/// <summary>Reads and checks `autoschematic.rbac.ron`.</summary>
public static class RbacLoader
{
    /// <summary>The roles, or null when there is an error in <paramref name="diagnostics"/>; prefixes are checked against <paramref name="config"/> when it is given.</summary>
    public static RbacConfig? Load(SourceText source, RepositoryConfig? config, DiagnosticBag diagnostics)
        => throw new NotImplementedException();
}
