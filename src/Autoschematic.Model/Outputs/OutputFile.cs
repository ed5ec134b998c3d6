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
    public sealed record Map : OutputFile
    {
        private readonly SortedDictionary<string, string> values = new(StringComparer.Ordinal);

        public Map(IEnumerable<KeyValuePair<string, string>> values)
        {
            foreach (var (key, value) in values)
            {
                this.values[key] = value;
            }
        }

        public static Map Empty { get; } = new([]);

        public IReadOnlyDictionary<string, string> Values => values;

        /// <summary>This map with new values; null removes a key.</summary>
        public Map Merge(IEnumerable<KeyValuePair<string, string?>> changes)
        {
            var merged = new Map(values);
            foreach (var (key, value) in changes)
            {
                if (value is null)
                {
                    merged.values.Remove(key);
                }
                else
                {
                    merged.values[key] = value;
                }
            }

            return merged;
        }

        public bool Equals(Map? other) => other is not null && values.SequenceEqual(other.values);

        public override int GetHashCode()
            => values.Aggregate(values.Count, (hash, entry) => HashCode.Combine(hash, entry.Key, entry.Value));
    }

    /// <summary>Says that the outputs are kept at another, virtual address.</summary>
    public sealed record PointerToVirtual(Address Address) : OutputFile;

    /// <summary>Reads a file, or reports what is wrong in it and returns null.</summary>
    public static OutputFile? Parse(SourceText source, DiagnosticBag diagnostics)
        => new OutputFileReader(source, diagnostics).Read();

    /// <summary>The bytes to write: pretty JSON with sorted keys; no line break at the end, as in existing repositories.</summary>
    public ReadOnlyMemory<byte> ToBytes() => OutputFileWriter.Write(this);
}
