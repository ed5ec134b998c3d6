using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Ron.Binding;

/// <summary>A value together with the place it was read from; it is written as the value alone.</summary>
/// <typeparam name="T">The value's type.</typeparam>
/// <param name="Value">The value.</param>
/// <param name="Location">Where it was read; null for a value that was made by a program.</param>
public readonly record struct Located<T>(T Value, SourceLocation? Location = null);
