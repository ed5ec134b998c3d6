namespace Autoschematic.Model.References;

/// <summary>How a body is read, by the extension of its file.</summary>
public enum BodyFormat
{
    /// <summary>Anything that is neither RON nor JSON.</summary>
    Text,
    Ron,
    Json,
}
