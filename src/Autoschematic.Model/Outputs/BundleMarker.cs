using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Text;

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
    public static BundleMarker? Parse(SourceText source, DiagnosticBag diagnostics) => throw new NotImplementedException();

    /// <summary>The bytes to write.</summary>
    public ReadOnlyMemory<byte> ToBytes() => throw new NotImplementedException();
}
