namespace Autoschematic.Model.Config;

/// <summary>A valid `autoschematic.rbac.ron`.</summary>
public sealed record RbacConfig(IReadOnlyList<RbacRole> Roles)
{
    /// <summary>Name of the file at the repository root.</summary>
    public const string FileName = "autoschematic.rbac.ron";
}
