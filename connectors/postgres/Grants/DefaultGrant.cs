namespace Autoschematic.Postgres.Grants;

/// <summary>One privilege that a role gets on whatever somebody creates.</summary>
internal sealed record DefaultGrant(GrantKind Kind, string Role, Privilege Privilege, bool IsGrantable);
