using System.Text.RegularExpressions;

namespace Autoschematic.Connectors.Install;

/// <summary>Recognises in a failed start's output that a Python module is missing.</summary>
internal static partial class MissingModule
{
    /// <summary>The module, or null when that was not the reason.</summary>
    public static string? NameIn(IEnumerable<string> lines)
        => lines.Select(static line => Pattern().Match(line)).LastOrDefault(static match => match.Success) is { } match
            ? match.Groups[match.Groups[1].Success ? 1 : 2].Value
            : null;

    /// <summary>The package that brings the module, as `pip` knows it.</summary>
    public static string PackageOf(string module) => module.Split('.')[0] switch
    {
        "autoschematic_sdk" => "autoschematic-sdk",
        "grpc" => "grpcio",
        "google" => "protobuf",
        "yaml" => "PyYAML",
        var other => other,
    };

    [GeneratedRegex("^ModuleNotFoundError: No module named '([^']+)'|No module named ([A-Za-z_][\\w.]*)$")]
    private static partial Regex Pattern();
}
