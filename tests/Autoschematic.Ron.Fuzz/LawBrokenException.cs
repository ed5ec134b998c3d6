namespace Autoschematic.Ron.Fuzz;

/// <summary>A law of the library does not hold for some text.</summary>
public sealed class LawBrokenException(string message) : Exception(message);
