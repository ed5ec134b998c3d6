using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Model.Addresses;

/// <summary>What `validate` warns about in the path of a resource that works here.</summary>
public static class AddressAdvice
{
    public static void Check(RepoPath file, DiagnosticBag diagnostics)
    {
        if (PortableNames.Problem(file) is { } problem)
        {
            diagnostics.Add(Diagnostic.Warning(
                "ADR001", $"The path `{file}` {problem}", SourceLocation.OfFile(file.Text), "the repository cannot be checked out there; rename the resource"));
        }
    }
}
