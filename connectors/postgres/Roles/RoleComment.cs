namespace Autoschematic.Postgres.Roles;

/// <summary>
/// The comment of a role. The server keeps only a hash of a password, so the name of the variable that it came from is kept in the
/// comment's last line, where reading finds it again.
/// </summary>
internal static class RoleComment
{
    private const string Marker = "secret_ref: ";

    public static (string? Comment, string? SecretRef) Parse(string? text)
    {
        if (text is null)
        {
            return default;
        }

        var end = text.LastIndexOf('\n');
        var last = text[(end + 1)..];
        return last.StartsWith(Marker, StringComparison.Ordinal) && Passwords.IsName(last[Marker.Length..])
            ? (end > 0 ? text[..end] : null, last[Marker.Length..])
            : (text, null);
    }

    public static string? Form(string? comment, string? secretRef)
        => secretRef is null ? comment : comment is null ? $"{Marker}{secretRef}" : $"{comment}\n{Marker}{secretRef}";
}
