using Autoschematic.Ron.Values;

namespace Autoschematic.Ron.Binding;

/// <summary>What converters share while one value is written.</summary>
public sealed class RonWriteContext
{
    internal RonWriteContext(RonSerializerOptions options) => Options = options;

    /// <summary>The options.</summary>
    public RonSerializerOptions Options { get; }

    internal bool Has(RonExtensions extension) => (Options.Extensions & extension) != 0;
}
