using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Text;

namespace Autoschematic.Engine.Selections;

/// <summary>What narrows a selection: prefixes, connector, patterns.</summary>
/// <param name="Prefixes">Prefixes that are left, in file order.</param>
internal sealed record SelectionScope(
    IReadOnlyList<ConfiguredPrefix> Prefixes, string? Connector, Glob? Subpath, IReadOnlyList<Glob> Exclude, ReservedPaths Reserved)
{
    /// <summary>Checks every name of a request; null with diagnostics when one does not exist.</summary>
    public static SelectionScope? Resolve(
        RepositoryConfig config, ReservedPaths reserved, SelectionRequest request, DiagnosticBag diagnostics)
    {
        var prefixes = config.Prefixes;
        if (request.Prefix is { } name)
        {
            if (config.FindPrefix(name) is not { } found)
            {
                var names = config.Prefixes.Select(prefix => prefix.Prefix.Name).ToList();
                diagnostics.Add(SelectionDiagnostics.UnknownPrefix(name, Similarity.Nearest(name, names), names));
                return null;
            }

            prefixes = [found];
        }

        if (request.Connector is { } connector)
        {
            var names = prefixes.SelectMany(prefix => prefix.Connectors).Select(each => each.Shortname).ToList();
            prefixes = [.. prefixes.Where(prefix => prefix.FindConnector(connector) is not null)];
            if (prefixes.Count == 0)
            {
                diagnostics.Add(SelectionDiagnostics.UnknownConnector(connector, Similarity.Nearest(connector, names), names));
                return null;
            }
        }

        var subpath = Parse("-s", request.Subpath, diagnostics);
        var exclude = (request.Exclude ?? []).Select(glob => Parse("--exclude", glob, diagnostics)).ToList();
        return (request.Subpath is not null && subpath is null) || exclude.Contains(null)
            ? null
            : new(prefixes, request.Connector, subpath, [.. exclude.OfType<Glob>()], reserved);
    }

    /// <summary>Prefix and address of a file that the prefixes and patterns leave in; null also for reserved paths.</summary>
    public (ConfiguredPrefix Prefix, Address Address)? Locate(RepoPath file)
        => LocateAnywhere(file) is { } found && Admits(found.Address) ? found : null;

    /// <summary>The same before patterns.</summary>
    public (ConfiguredPrefix Prefix, Address Address)? LocateAnywhere(RepoPath file)
    {
        foreach (var prefix in Prefixes)
        {
            if (prefix.Prefix.AddressOf(file) is { } address)
            {
                return Reserved.Check(file) is null ? (prefix, address) : null;
            }
        }

        return null;
    }

    /// <summary>Whether the patterns leave an address in.</summary>
    public bool Admits(Address address)
        => (Subpath is null || Subpath.Matches(address)) && !Exclude.Any(glob => glob.Matches(address));

    private static Glob? Parse(string option, string? text, DiagnosticBag diagnostics)
    {
        if (text is null)
        {
            return null;
        }

        var glob = Glob.TryParse(text, out var problem);
        if (glob is null)
        {
            diagnostics.Add(SelectionDiagnostics.BadGlob(option, text, problem ?? "is not one"));
        }

        return glob;
    }
}
