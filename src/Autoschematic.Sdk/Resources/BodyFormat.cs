using System.Text.Json.Nodes;
using PolyType;

namespace Autoschematic.Sdk.Resources;

/// <summary>The kinds of bodies that handlers can have.</summary>
public static class BodyFormat
{
    /// <summary>Text as it is, such as SQL.</summary>
    public static BodyFormat<string> Text { get; } = new TextFormat();

    /// <summary>Bytes as they are, such as the content of a file.</summary>
    public static BodyFormat<byte[]> Bytes { get; } = new BytesFormat();

    /// <summary>JSON of whatever form, as a document of `System.Text.Json.Nodes`.</summary>
    /// <param name="ignored">
    /// What the remote side fills in, and is neither written into files nor compared: `version`, `meta.created`, `panels.*.id`,
    /// where `*` is any element or member.
    /// </param>
    /// <returns>The format.</returns>
    public static BodyFormat<JsonNode> Json(params string[] ignored) => new JsonFormat(ignored);

    /// <summary>A record, as JSON in files that end with `.json` and as RON in all others.</summary>
    /// <typeparam name="T">A record with `[GenerateShape]`; `[Description]`, `[Sensitive]` and the like say more of its fields.</typeparam>
    /// <returns>The format.</returns>
    public static BodyFormat<T> Record<T>()
        where T : class, IShapeable<T>
        => new RecordFormat<T>(T.GetTypeShape());
}
