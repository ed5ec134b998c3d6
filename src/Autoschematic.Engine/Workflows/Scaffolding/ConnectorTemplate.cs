using System.Diagnostics;
using System.Security;
using System.Text;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config;

namespace Autoschematic.Engine.Workflows.Scaffolding;

/// <summary>The files of a new connector; `dotnet new` makes them from the same ones.</summary>
internal sealed class ConnectorTemplate(ConnectorLanguage language)
{
    private const string Feeds = "nuget.config";
    private const string FolderToken = "PACKAGES_FOLDER";

    /// <summary>The files below the connector's folder.</summary>
    /// <param name="names">The connector.</param>
    /// <param name="packages">Where a .NET project gets the SDK from.</param>
    public IReadOnlyList<KeyValuePair<RepoPath, ReadOnlyMemory<byte>>> Files(ConnectorNames names, LocalPackages packages)
    {
        var root = $"templates/{(language == ConnectorLanguage.Python ? "python" : "csharp")}/";
        var assembly = typeof(ConnectorTemplate).Assembly;
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(root, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Where(name => packages.Folder is not null || name != root + Feeds)
            .Select(name => KeyValuePair.Create(
                RepoPath.Parse($"{FolderOf(names)}/{names.Fill(name[root.Length..])}"),
                (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(names.Fill(Read(name)).Replace(
                    FolderToken, SecurityElement.Escape(packages.Folder), StringComparison.Ordinal))))];

        string Read(string name)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return reader.ReadToEnd();
        }
    }

    /// <summary>What stands in `autoschematic.ron`.</summary>
    /// <param name="names">The connector.</param>
    /// <param name="turnStrict">Whether the entry turns strict environments on, since no other is there to do so.</param>
    public ConnectorEntry Entry(ConnectorNames names, bool turnStrict)
    {
        var folder = FolderOf(names);
        List<KeyValuePair<string, string>> variables = [KeyValuePair.Create($"{names.Variable}_FOLDER", $"{folder}/data")];
        if (turnStrict)
        {
            variables.Add(KeyValuePair.Create("PATH", "env://PATH"));
        }

        return language switch
        {
            ConnectorLanguage.Python => new(names.Name, "PythonLocal", $"{folder}/connector.py", variables),
            ConnectorLanguage.CSharp => new(names.Name, "DotnetLocal", folder, variables),
            _ => throw new UnreachableException(language.ToString()),
        };
    }

    /// <summary>The connector's folder.</summary>
    public static string FolderOf(ConnectorNames names) => $"connectors/{names.Name}";
}
