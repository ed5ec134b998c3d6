namespace Autoschematic.Testing.Connectors;

/// <summary>One call that a fake connector received.</summary>
public sealed record FakeCall(string Method, string Address, string Detail = "")
{
    public override string ToString() => Detail.Length == 0 ? $"{Method} {Address}" : $"{Method} {Address} {Detail}";
}
