namespace Autoschematic.Sdk;

/// <summary>The connector does not have a method that has no default.</summary>
internal sealed class UnimplementedMethodException(string method)
    : Exception($"The connector does not implement `{method}`")
{
    public string Method { get; } = method;
}
