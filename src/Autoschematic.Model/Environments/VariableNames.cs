namespace Autoschematic.Model.Environments;

/// <summary>What names of environment variables mean to the tool.</summary>
internal static class VariableNames
{
    private static readonly string[] Allowed =
    [
        "PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LC_*", "TZ", "TMPDIR", "XDG_*", "SSL_CERT_*", "REQUESTS_CA_BUNDLE",
        "HTTP_PROXY", "HTTPS_PROXY", "FTP_PROXY", "ALL_PROXY", "NO_PROXY",
        "http_proxy", "https_proxy", "ftp_proxy", "all_proxy", "no_proxy",
        "SSH_AUTH_SOCK", "RUST_LOG", "RUST_BACKTRACE",
    ];

    private static readonly string[] Families =
    [
        "AWS_*", "AZURE_*", "ARM_*", "GOOGLE_*", "CLOUDSDK_*", "GCP_*", "DIGITALOCEAN_*", "CLOUDFLARE_*", "HCLOUD_*", "OS_*",
        "VAULT_*", "CONSUL_*", "NOMAD_*", "KUBE_*", "DATADOG_*", "DD_*",
    ];

    // Members of those families that nobody logs in with.
    private static readonly string[] Settings =
        ["*_CA_*", "*_CACERT*", "*_CAPATH", "*_CERT_FILE", "*_CERT_DIR", "*_CERTS", "*_PAGER", "*_DEBUG"];

    private static readonly string[] Credentials =
    [
        "KUBECONFIG", "GITHUB_TOKEN", "GH_TOKEN", "TOKEN", "API_KEY", "PASSWORD", "PGPASSWORD", "PGPASSFILE", "DATABASE_URL", "DOCKER_CONFIG",
        "*_TOKEN", "*_API_KEY", "*_APIKEY", "*_ACCESS_KEY", "*_ACCESS_KEY_ID", "*_PRIVATE_KEY", "*_SECRET", "*_SECRET_*", "*_PASSWORD",
        "*_PASSWD", "*_CREDENTIALS", "*_AUTH", "*_PAT", "*_DSN",
    ];

    private static readonly string[] Secrets =
    [
        "TOKEN", "API_KEY", "PASSWORD", "PGPASSWORD", "DATABASE_URL",
        "*_TOKEN", "*_API_KEY", "*_APIKEY", "*_ACCESS_KEY", "*_PRIVATE_KEY", "*_SECRET", "*_SECRET_KEY", "*_PASSWORD", "*_PASSWD", "*_PAT", "*_DSN",
    ];

    // Passed by `"*": "env://*"` and yet no secrets: a log without these values could not be read.
    private static readonly string[] Harmless =
        ["PWD", "OLDPWD", "TERM", "COLORTERM", "SHLVL", "HOSTNAME", "EDITOR", "VISUAL", "PAGER", "DISPLAY", "_"];

    public static bool IsGits(string name) => name.StartsWith("GIT_", StringComparison.Ordinal);

    /// <summary>Whether strict mode passes a host variable without being asked; <paramref name="runtime"/> adds patterns.</summary>
    public static bool IsAllowed(string name, IReadOnlyList<string> runtime) => IsAny(name, Allowed) || IsAny(name, runtime);

    /// <summary>Whether a variable is probably what a connector logs in with.</summary>
    public static bool LooksLikeCredential(string name) => !IsAny(name, Settings) && (IsAny(name, Families) || IsAny(name, Credentials));

    /// <summary>Whether the value of a variable is probably a secret itself, unlike a region or an account name.</summary>
    public static bool LooksSecret(string name) => IsAny(name, Secrets);

    public static bool IsHarmless(string name, IReadOnlyList<string> runtime) => IsAny(name, Harmless) || IsAllowed(name, runtime);

    /// <summary>The family that a credential belongs to, such as `AWS_*`.</summary>
    public static string? FamilyOf(string name) => Array.Find(Families, family => Matches(name, family));

    /// <summary>Whether a name fits a pattern with at most one `*` at either end or a literal one.</summary>
    public static bool Matches(string name, string pattern)
    {
        var parts = pattern.Split('*');
        return parts switch
        {
            [var exact] => name == exact,
            [var start, var end] => name.Length >= start.Length + end.Length
                && name.StartsWith(start, StringComparison.Ordinal) && name.EndsWith(end, StringComparison.Ordinal),
            [var start, var middle, ..] => name.StartsWith(start, StringComparison.Ordinal)
                && name.IndexOf(middle, start.Length, StringComparison.Ordinal) >= 0,
            _ => false,
        };
    }

    private static bool IsAny(string name, IReadOnlyList<string> patterns)
    {
        foreach (var pattern in patterns)
        {
            if (Matches(name, pattern))
            {
                return true;
            }
        }

        return false;
    }
}
