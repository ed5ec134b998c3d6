using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Model.Environments;

/// <summary>Builds the environment of a connector or task from configuration and host.</summary>
public static class EnvironmentBuilder
{
    /// <summary>The environment, or null when there is an error in <paramref name="diagnostics"/>.</summary>
    public static BuiltEnvironment? Build(EnvironmentRequest request, DiagnosticBag diagnostics)
        => throw new NotImplementedException();
}
