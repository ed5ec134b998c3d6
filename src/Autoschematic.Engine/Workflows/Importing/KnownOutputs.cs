using Autoschematic.Engine.Files;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Outputs;
using Autoschematic.Model.References;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Importing;

/// <summary>The outputs of a prefix that references can name, by their values.</summary>
public sealed class KnownOutputs
{
    /// <summary>Shorter values, such as `true` or `eu-1`, are equal by chance.</summary>
    public const int ShortestValue = 8;

    // Where a sealed value is kept; the reference to it is no value of its own.
    private const string Sealed = "secret://";
    private readonly ILookup<string, (Address Address, OutputReference Reference)> byValue;

    private KnownOutputs(ILookup<string, (Address Address, OutputReference Reference)> byValue) => this.byValue = byValue;

    /// <summary>Reads every output file whose resource has a body; a damaged one is a diagnostic.</summary>
    public static KnownOutputs Load(OutputStore outputs, ITreeFiles files, Prefix prefix, DiagnosticBag diagnostics)
        => new((
            from output in outputs.List(prefix, diagnostics)
            where output.File is OutputFile.Map && files.Exists(prefix.FileOf(output.Address))
            from pair in ((OutputFile.Map)output.File).Values
            where pair.Value.Length >= ShortestValue && !pair.Value.StartsWith(Sealed, StringComparison.Ordinal)
            let reference = new OutputReference(output.Address.Text, pair.Key)
            where ReferenceLinker.CanBeWritten(reference)
            select (pair.Value, output.Address, reference))
            .ToLookup(item => item.Value, item => (item.Address, item.reference), StringComparer.Ordinal));

    /// <summary>The outputs with a value, in ordinal order of addresses and keys.</summary>
    public IReadOnlyList<(Address Address, OutputReference Reference)> Find(string value)
        => value.Length < ShortestValue
            ? []
            : [.. byValue[value].OrderBy(item => item.Address).ThenBy(item => item.Reference.Key, StringComparer.Ordinal)];
}
