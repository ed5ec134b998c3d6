using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Text;

namespace Autoschematic.Model.Environments;

/// <summary>Reads `KEY=value` files.</summary>
public static class EnvFile
{
    /// <summary>The variables in file order (a later line wins), with a diagnostic for every malformed line.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Parse(SourceText source, DiagnosticBag diagnostics)
        => throw new NotImplementedException();
}
