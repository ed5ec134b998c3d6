namespace Autoschematic.Engine.Workflows.Initialising;

/// <summary>The file to write when it is absent.</summary>
/// <param name="StartDirectory">Absolute path in the repository.</param>
public sealed record InitRequest(string StartDirectory, InitKind Kind = InitKind.Config);

/// <summary>What `init` writes.</summary>
public enum InitKind
{
    Config,
    Rbac,
}
