namespace Autoschematic.Model.Config;

/// <summary>The files that `init` writes.</summary>
public static class ConfigTemplates
{
    /// <summary>A commented `autoschematic.ron` with a strict environment.</summary>
    public static string Config => throw new NotImplementedException();

    /// <summary>A commented `autoschematic.rbac.ron`.</summary>
    public static string Rbac => throw new NotImplementedException();
}
