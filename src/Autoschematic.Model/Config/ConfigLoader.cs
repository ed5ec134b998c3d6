using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Text;

namespace Autoschematic.Model.Config;

/// <summary>Reads and checks `autoschematic.ron`; every problem of the file is reported at once.</summary>
public static class ConfigLoader
{
    /// <summary>The configuration, or null when there is an error in <paramref name="diagnostics"/>.</summary>
    public static RepositoryConfig? Load(SourceText source, DiagnosticBag diagnostics) => throw new NotImplementedException();
}
