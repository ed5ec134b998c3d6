namespace Autoschematic.Postgres.Roles;

/// <summary>A role as the catalog has it.</summary>
/// <param name="Role">Its body, with the variable that its comment names.</param>
/// <param name="PasswordHash">What the server keeps of its password; null when there is none.</param>
/// <param name="IsHashKnown">Whether the hash could be read.</param>
internal sealed record FoundRole(Role Role, string? PasswordHash, bool IsHashKnown);
