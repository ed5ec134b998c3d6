namespace Autoschematic.Testing;

/// <summary>What a <see cref="CrashPoint"/> throws in the place of a kill.</summary>
public sealed class CrashException(string where) : Exception($"crashed at {where}");
