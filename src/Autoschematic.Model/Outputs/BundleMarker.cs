using System.Diagnostics;
using System.Text;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;
using Autoschematic.Ron.Values;

namespace Autoschematic.Model.Outputs;

/// <summary>Contents of a `.bun.ron` file.</summary>
public abstract record BundleMarker
{
    private BundleMarker()
    {
    }

    /// <summary>The file was produced by the bundle at an address.</summary>
    public sealed record ChildOf(Address Parent) : BundleMarker;

    /// <summary>The file is a bundle itself.</summary>
    public sealed record Bundle : BundleMarker;

    /// <summary>Reads a marker, or reports what is wrong in it and returns null.</summary>
    public static BundleMarker? Parse(SourceText source, DiagnosticBag diagnostics)
    {
        var tree = SyntaxTree.Parse(source);
        var location = tree.Value is { } value ? tree.LocationOf(value) : new SourceLocation(source, new TextSpan(0, 0));
        switch (tree.ToValue(diagnostics))
        {
            case null:
                return null;
            case RonValue.Unit { Name: "Bundle" }:
                return new Bundle();
            case RonValue.Struct { Name: "ChildOf", Fields: [{ Key: "parent", Value: RonValue.Text parent }] }:
                if (Address.TryParse(parent.Value, out var problem) is { } address)
                {
                    return new ChildOf(address);
                }

                diagnostics.Add(OutputDiagnostics.BadParent(location, parent.Value, problem!));
                return null;
            default:
                diagnostics.Add(OutputDiagnostics.NotAMarker(location));
                return null;
        }
    }

    /// <summary>The bytes to write.</summary>
    public ReadOnlyMemory<byte> ToBytes() => Encoding.UTF8.GetBytes(this switch
    {
        // Of what RON escapes, an address can only hold quotes.
        ChildOf child => $"ChildOf(\n    parent: \"{child.Parent.Text.Replace("\"", "\\\"", StringComparison.Ordinal)}\",\n)",
        Bundle => "Bundle",
        _ => throw new UnreachableException(GetType().Name),
    });
}
