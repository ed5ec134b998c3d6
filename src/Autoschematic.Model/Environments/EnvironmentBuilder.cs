using System.Collections.Immutable;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Model.Environments;

/// <summary>Builds the environment of a connector or task from configuration and host.</summary>
public sealed class EnvironmentBuilder
{
    private const string HostScheme = "env://";
    private const string SecretScheme = "secret://";

    private readonly EnvironmentRequest request;
    private readonly DiagnosticBag diagnostics;
    private readonly IReadOnlyList<string> runtime;
    private readonly Dictionary<string, string> variables = new(StringComparer.Ordinal);
    private readonly SortedSet<string> secrets = new(StringComparer.Ordinal);

    private EnvironmentBuilder(EnvironmentRequest request, DiagnosticBag diagnostics)
    {
        this.request = request;
        this.diagnostics = diagnostics;
        runtime = RuntimeVariables.Of(request.Spec);
    }

    /// <summary>The environment, or null when there is an error in what it is made from.</summary>
    public static BuiltEnvironment? Build(EnvironmentRequest request, DiagnosticBag diagnostics)
    {
        var problems = new DiagnosticBag();
        var environment = new EnvironmentBuilder(request, problems).Build();
        diagnostics.AddRange(problems);
        return problems.HasErrors ? null : environment;
    }

    private BuiltEnvironment Build()
    {
        AddHost();
        var merged = new EnvironmentLayers(request, diagnostics).Merge();

        // Families first: an entry for one variable says more than a family that it belongs to.
        foreach (var (key, entry) in merged.Where(entry => IsFamily(entry.Key, entry.Value.Value)))
        {
            AddFamily(key);
        }

        foreach (var (key, entry) in merged.Where(entry => !IsFamily(entry.Key, entry.Value.Value)))
        {
            AddEntry(key, entry);
        }

        return new BuiltEnvironment(
            variables.ToImmutableSortedDictionary(StringComparer.Ordinal), [.. secrets], FindDenied());
    }

    private void AddHost()
    {
        foreach (var (name, value) in request.HostVariables)
        {
            if (!VariableNames.IsGits(name) && (!request.Strict || VariableNames.IsAllowed(name, runtime)))
            {
                variables[name] = value;
                if (VariableNames.LooksSecret(name))
                {
                    secrets.Add(value);
                }
            }
        }
    }

    private static bool IsFamily(string key, string value)
        => key.EndsWith('*') && value == HostScheme + key;

    private void AddFamily(string pattern)
    {
        foreach (var (name, value) in request.HostVariables)
        {
            if (VariableNames.Matches(name, pattern) && !VariableNames.IsGits(name))
            {
                variables[name] = value;

                // PATH or PWD were not asked for by name; a log with every mention of them masked could not be read.
                if (!VariableNames.IsHarmless(name, runtime))
                {
                    secrets.Add(value);
                }
            }
        }
    }

    private void AddEntry(string key, MergedEntry entry)
    {
        if (entry.Value.StartsWith(HostScheme, StringComparison.Ordinal))
        {
            var name = entry.Value[HostScheme.Length..];
            if (request.HostVariables.TryGetValue(name, out var value))
            {
                variables[key] = value;
                if (key != name || !VariableNames.IsAllowed(name, runtime))
                {
                    secrets.Add(value);
                }
            }
            else
            {
                diagnostics.Add(EnvironmentDiagnostics.MissingHostVariable(entry.Location, name, key, request.Subject));
            }
        }
        else if (entry.Value.StartsWith(SecretScheme, StringComparison.Ordinal))
        {
            AddSecret(key, entry);
        }
        else
        {
            variables[key] = entry.Value;
            if (entry.FromFile)
            {
                secrets.Add(entry.Value);
            }
        }
    }

    private void AddSecret(string key, MergedEntry entry)
    {
        string? value;
        if (request.Unseal is { } unseal)
        {
            var path = entry.Value[SecretScheme.Length..];
            value = RepoPath.TryParseRelative(path, out var problem) is { } file ? unseal(file, diagnostics) : null;
            if (value?.Contains('\0', StringComparison.Ordinal) == true)
            {
                (value, problem) = (null, "holds a null character, which no variable can");
            }

            if (value is null)
            {
                diagnostics.Add(EnvironmentDiagnostics.NotUnsealed(entry.Location, path, key, request.Subject, problem));
                return;
            }
        }
        else if (!request.HostVariables.TryGetValue(key, out value))
        {
            diagnostics.Add(EnvironmentDiagnostics.NoKeystore(entry.Location, key, request.Subject));
            return;
        }

        variables[key] = value;
        secrets.Add(value);
    }

    private IReadOnlyList<string> FindDenied()
    {
        if (!request.Strict)
        {
            return [];
        }

        return [.. CredentialVariables.In(request.HostVariables.Keys, request.Shortname is { } name ? [name] : [])
            .Where(name => !variables.ContainsKey(name))];
    }
}
