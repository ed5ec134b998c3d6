namespace Autoschematic.Sdk.Resources;

/// <summary>The names of the operations that are derived.</summary>
internal static class DerivedOps
{
    public const string Create = "create";
    public const string Update = "update";
    public const string Delete = "delete";
}
