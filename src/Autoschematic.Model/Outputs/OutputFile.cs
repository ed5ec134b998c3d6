using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Text;

namespace Autoschematic.Model.Outputs;

/// <summary>Contents of an `.out.json` file.</summary>
public abstract record OutputFile
{
    private OutputFile()
    {
    }

    /// <summary>The outputs of a resource, sorted by key.</summary>
    public sealed record Map(IReadOnlyDictionary<string, string> Values) : OutputFile
    {
        public static Map Empty { get; } = new(new SortedDictionary<string, string>(StringComparer.Ordinal));

        /// <summary>This map with new values; null removes a key.</summary>
        public Map Merge(IEnumerable<KeyValuePair<string, string?>> changes) => throw new NotImplementedException();
    }

    /// <summary>Says that the outputs are kept at another, virtual address.</summary>
    public sealed record PointerToVirtual(Address Address) : OutputFile;

    /// <summary>Reads a file, or reports what is wrong in it and returns null.</summary>
    public static OutputFile? Parse(SourceText source, DiagnosticBag diagnostics) => throw new NotImplementedException();

    /// <summary>The bytes to write: pretty JSON, keys sorted, no line break at the end.</summary>
    public ReadOnlyMemory<byte> ToBytes() => throw new NotImplementedException();
}
