using Autoschematic.Model.Secrets;

namespace Autoschematic.Engine.Workflows.Sealing;

/// <summary>One key that a file is sealed for.</summary>
public sealed record SealedFor(string Domain, string KeyId, SealVersion Version);
