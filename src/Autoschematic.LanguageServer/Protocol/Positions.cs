using System.Text.Json.Serialization;

namespace Autoschematic.LanguageServer.Protocol;

/// <summary>A place between two characters: line from 0, and UTF-16 code units from 0.</summary>
internal readonly record struct Position(
    [property: JsonConverter(typeof(ClampedNumber))] int Line, [property: JsonConverter(typeof(ClampedNumber))] int Character);

/// <summary>From one place to another, the end not included.</summary>
internal readonly record struct Range(Position Start, Position End);

/// <summary>A range of a document.</summary>
internal sealed record Location(string Uri, Range Range);
