namespace Autoschematic.Model.Environments;

/// <summary>The whole environment of a child process.</summary>
/// <param name="Variables">All variables, sorted by name.</param>
/// <param name="Secrets">Values that came from `env://`, `secret://` or an env file, for the redactor.</param>
/// <param name="Denied">Host variables that strict mode kept away and that look like credentials, sorted.</param>
public sealed record BuiltEnvironment(
    IReadOnlyDictionary<string, string> Variables,
    IReadOnlyList<string> Secrets,
    IReadOnlyList<string> Denied);
