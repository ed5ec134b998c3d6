namespace Autoschematic.Sdk.Testing;

/// <summary>A connector breaks a law, or its laws could not be tried; the message says how.</summary>
/// <param name="message">The law with its counterexamples, or what went wrong.</param>
public sealed class ConnectorLawException(string message) : Exception(message);
