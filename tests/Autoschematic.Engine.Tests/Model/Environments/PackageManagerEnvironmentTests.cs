using Autoschematic.Model.Environments;

namespace Autoschematic.Engine.Tests.Model.Environments;

public sealed class PackageManagerEnvironmentTests
{
    [Fact]
    public void Package_managers_get_their_settings_and_no_credentials_of_others()
    {
        string[] names =
        [
            "AWS_SECRET_ACCESS_KEY", "CARGO_HOME", "CARGO_REGISTRIES_MINE_TOKEN", "CARGO_TARGET_DIR", "DOTNET_ROOT", "GITHUB_TOKEN", "GIT_DIR", "HOME",
            "HTTPS_PROXY", "LC_ALL", "NUGET_PACKAGES", "PATH", "PIP_INDEX_URL", "PIP_TARGET", "PYTHONPATH", "RUSTUP_HOME", "SSH_AUTH_SOCK", "SSL_CERT_FILE",
            "VIRTUAL_ENV", "XDG_CONFIG_HOME", "https_proxy",
        ];

        var passed = PackageManagerEnvironment.Of(names.ToDictionary(name => name, name => $"value of {name}"));

        Assert.Equal(
            [
                "CARGO_HOME", "CARGO_REGISTRIES_MINE_TOKEN", "DOTNET_ROOT", "HOME", "HTTPS_PROXY", "LC_ALL", "NUGET_PACKAGES", "PATH", "PIP_INDEX_URL",
                "RUSTUP_HOME", "SSH_AUTH_SOCK", "SSL_CERT_FILE", "XDG_CONFIG_HOME", "https_proxy",
            ],
            passed.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["value of CARGO_REGISTRIES_MINE_TOKEN"], PackageManagerEnvironment.SecretsOf(passed));
    }
}
