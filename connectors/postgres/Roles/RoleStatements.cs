using System.Globalization;
using Autoschematic.Postgres.Server;

namespace Autoschematic.Postgres.Roles;

/// <summary>The statements that change a role.</summary>
internal sealed class RoleStatements(string name, Passwords passwords)
{
    private readonly string quoted = Quoting.Name(name);

    public string Create => $"CREATE ROLE {quoted}";

    public IEnumerable<string> Change(Role before, Role after)
    {
        var options = Options(before, after).ToList();
        if (options.Count > 0)
        {
            yield return $"ALTER ROLE {quoted} WITH {string.Join(' ', options)}";
        }

        foreach (var statement in Memberships(before, after).Concat(ServerSettingStatements.Change($"ALTER ROLE {quoted}", before.Settings, after.Settings)))
        {
            yield return statement;
        }

        if ((before.Comment, before.SecretRef) != (after.Comment, after.SecretRef))
        {
            yield return $"COMMENT ON ROLE {quoted} IS {Quoting.Text(RoleComment.Form(after.Comment, after.SecretRef))}";
        }
    }

    private IEnumerable<string> Options(Role before, Role after)
    {
        (string Word, bool Before, bool After)[] flags =
        [
            ("LOGIN", before.Login, after.Login),
            ("SUPERUSER", before.Superuser, after.Superuser),
            ("INHERIT", before.Inherit, after.Inherit),
            ("CREATEDB", before.CreateDatabase, after.CreateDatabase),
            ("CREATEROLE", before.CreateRole, after.CreateRole),
            ("REPLICATION", before.Replication, after.Replication),
            ("BYPASSRLS", before.BypassRowSecurity, after.BypassRowSecurity),
        ];
        foreach (var (word, _, isSet) in flags.Where(flag => flag.Before != flag.After))
        {
            yield return isSet ? word : $"NO{word}";
        }

        if (before.ConnectionLimit != after.ConnectionLimit)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"CONNECTION LIMIT {after.ConnectionLimit ?? -1}");
        }

        if (before.ValidUntil != after.ValidUntil)
        {
            yield return $"VALID UNTIL {Quoting.Text(after.ValidUntil ?? "infinity")}";
        }

        // A hash and not the password: what the server logs is no secret then.
        if (after.SecretRef is { } secret && secret != before.SecretRef)
        {
            yield return $"PASSWORD {Quoting.Text(passwords.HashOf(secret))}";
        }
        else if (before.SecretRef is not null && after.SecretRef is null)
        {
            yield return "PASSWORD NULL";
        }
    }

    private IEnumerable<string> Memberships(Role before, Role after)
    {
        foreach (var group in before.MemberOf.Except(after.MemberOf).Order(StringComparer.Ordinal))
        {
            yield return $"REVOKE {Quoting.Name(group)} FROM {quoted}";
        }

        foreach (var group in before.AdminOf.Intersect(after.MemberOf).Except(after.AdminOf).Order(StringComparer.Ordinal))
        {
            yield return $"REVOKE ADMIN OPTION FOR {Quoting.Name(group)} FROM {quoted}";
        }

        foreach (var group in after.MemberOf.Except(before.MemberOf).Union(after.AdminOf.Except(before.AdminOf)).Order(StringComparer.Ordinal))
        {
            yield return $"GRANT {Quoting.Name(group)} TO {quoted}{(after.AdminOf.Contains(group) ? " WITH ADMIN OPTION" : "")}";
        }
    }
}
