namespace Autoschematic.Sdk.Resources;

/// <summary>Thrown by a handler when something is wrong with the body that is wanted; the host shows the place.</summary>
/// <param name="path">The field that is meant, as <see cref="BodyProblem.Path"/> names it.</param>
/// <param name="message">One sentence for people.</param>
public sealed class BodyException(string path, string message) : Exception(message)
{
    /// <summary>The field that is meant.</summary>
    public string Path { get; } = path;
}
